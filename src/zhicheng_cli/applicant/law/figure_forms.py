"""What a figure of the law must be, by its name: a number in a unit, words that a dossier may use, or its words alone.

A figure that is something else, or that contradicts the words it rests on, is no figure: the rules that need it cannot
judge, and the check of the data says why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from zhicheng_cli.written.numbers import counted_in, shares_in

from .facts import PENALTIES, STANDINGS, STATUSES

#: So many months are in one of these.
MONTHS_IN = {"年": 12, "月": 1}


class FigureForm(NamedTuple):
    """What the values of a figure may be; without any it has none, and its words say it all.

    Attributes:
        units: what its number may count.
        among: the words of its list, as a dossier writes them.
        bare: whether it may do without a list, by its words alone.
    """

    units: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    bare: bool = False


#: 政务处分法 第七条.
_BY_THE_STATE = tuple(kind for kind in PENALTIES if kind != "降低岗位等级")
_TEXT, _HOURS, _YEARS = FigureForm(bare=True), FigureForm(("学时",)), FigureForm(("年",))
_TERM = FigureForm(("年", "月"))
_KINDS = FigureForm(among=PENALTIES)
#: By the name; what ends with a dot goes on with any series, any title.
FORMS: Mapping[str, FigureForm] = {
    **dict.fromkeys(("hours.total", "hours.professional", "hours.local", "hours.local_professional"), _HOURS),
    "hours.registration": _TEXT,
    "exam.": _YEARS,
    **{f"{name}.{kind}": _TERM for name in ("discipline", "sanction") for kind in PENALTIES},
    **dict.fromkeys(("together.public_institution", "together.civil_servant"), _TERM),
    "bar.retired": FigureForm(among=STATUSES),
    "bar.civil_servant": FigureForm(among=STATUSES),
    "bar.public_institution": _KINDS,
    "bar.public_manager": _KINDS,
    "bar.enterprise_manager": _KINDS,
    "bar.integrity": _TEXT,
    "integrity": _YEARS,
    "grassroots": _TERM,
    "assessments.": _YEARS,
    "fast_track": _TEXT,
    "standing": FigureForm(among=STANDINGS, bare=True),
    "materials": _TEXT,
}


#: How a rule speaks of those whom a dossier calls so.
_SAID_OF = {"退休": "退休", "公务员": "公务员(?!法)", "参公管理": "参公|参照公务员法"}


class Misfit(NamedTuple):
    """Why a row is no figure, and the field at which that shows."""

    field: str
    why: str


def form_of(name: str) -> FigureForm | None:
    """What a figure of that name must be; None = no rule asks for such a one."""
    before, dot, _ = name.partition(".")
    return FORMS.get(name) or FORMS.get(before + dot)


def misfit(row: Mapping[str, Any]) -> Misfit | None:
    """Why a row of `parameters`, which fits the schema, is no figure; None if it is one."""
    form = form_of(row["id"])
    if form is None:
        return None
    if form.units:
        return _no_number(row, form.units)
    return None if form.bare and "value" not in row else _no_list(row, form.among)


def _no_number(row: Mapping[str, Any], units: tuple[str, ...]) -> Misfit | None:
    value, unit, asked = row.get("value"), row.get("unit"), "或".join(units)
    if not isinstance(value, int):
        return Misfit("value" if "value" in row else "id", f"应当是数字，单位{asked}")
    if unit not in units:
        return Misfit("unit" if "unit" in row else "id", f"单位应当是{asked}")
    told = _told(row, str(unit))
    if told and value * MONTHS_IN.get(str(unit), 1) not in told:
        return Misfit("value", f"值是 {value} {unit}，所依据的文字却不是")
    return _no_share(row)


def _no_list(row: Mapping[str, Any], among: tuple[str, ...]) -> Misfit | None:
    value = row.get("value")
    if not isinstance(value, list):
        return Misfit("value" if "value" in row else "id", f"应当是一列词{f'，如 [{among[-1]}]' if among else ''}")
    strange = [word for word in value if among and word not in among]
    if strange:
        return Misfit("value", f"没有“{'”“'.join(strange)}”这个写法；可用：{'、'.join(among)}")
    meant = _penalties_in(row["words"]) if among is PENALTIES else _statuses_in(row["words"], among)
    if meant and {*value} != {*meant}:
        return Misfit("value", f"所依据的文字说的是{'、'.join(meant)}")
    return None


def _penalties_in(words: str) -> tuple[str, ...]:
    """The penalties that a sentence means by 记过以上处分, by 政务处分; empty = it says neither."""
    least = re.search(rf"({'|'.join(PENALTIES)})以上处分", words)
    if least:
        return PENALTIES[PENALTIES.index(least[1]) :]
    return _BY_THE_STATE if "政务处分" in words else ()


def _statuses_in(words: str, among: tuple[str, ...]) -> tuple[str, ...]:
    """Those of whom a sentence speaks: 离退休人员, 公务员和参照公务员法管理的人员; empty = it speaks of none."""
    return tuple(one for one in among if one in _SAID_OF and re.search(_SAID_OF[one], words))


def _told(row: Mapping[str, Any], unit: str) -> set[int]:
    """The numbers that the words of a figure tell in its unit, terms in months: the one behind its own word (记过，
    12个月) where that is printed."""
    behind, words = row["id"].partition(".")[2], row["words"]
    _, own, rest = words.partition(behind or words)
    found = _counted(rest, unit)[:1] if own else []
    return set(found or _counted(words, unit))


def _no_share(row: Mapping[str, Any]) -> Misfit | None:
    """A number that its words tell as a share, 三分之二, is that share of another."""
    shares = shares_in(row["words"])
    if shares and "of" not in row:
        return Misfit("value", f"所依据的文字说的是几分之几（{row['words']}），没有写是多少的（of）")
    if shares and not any(row["value"] * whole == row["of"] * part for part, whole in shares):
        return Misfit("value", f"{row['value']} 与 {row['of']} 之比，不是所依据的文字说的")
    return None


def _counted(text: str, unit: str) -> list[int]:
    units = tuple(MONTHS_IN) if unit in MONTHS_IN else (unit,)
    return [number * MONTHS_IN.get(of, 1) for number, of in counted_in(text, units)]
