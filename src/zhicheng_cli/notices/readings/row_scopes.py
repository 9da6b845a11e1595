"""Whom a row takes and whom not: 本公司, 本行业, a county; and the fields of which it takes some levels alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from zhicheng_cli.plan.checks.check_readings import levels_told
from zhicheng_cli.plan.titles import Titles

from .reading_doubt import ReadingDoubt
from .remark_clauses import ClauseKind, RemarkClause

_EACH = re.compile(r"各(?:[县市区旗、]|（[县市区旗、]+）|\([县市区旗、]+\)|设区市)+")
_PROVINCE = re.compile(r"全省(?:范围内)?")
_UNITS = {"本公司": "本公司", "本单位": "本公司", "本行业": "本行业", "本系统": "本行业"}
_OWN_PEOPLE = re.compile("协会|学会|商会|公司|集团|大学|学院|医院|院|所|校|中心")
_COUNTY = re.compile("(?!市)[一-鿿]{1,3}?[县区旗](?!域)")
_SELF = re.compile("自主评[聘审]单位")
_SERIES = re.compile(r"[、，,]|等")


def read_scope(
    printed: Mapping[str, str], clauses: Sequence[RemarkClause], counties: Sequence[str], known: Titles
) -> tuple[dict[str, Any], list[ReadingDoubt]]:
    """The scope of a row in the form of the plan file; empty where nothing limits it.

    Args:
        counties: of the city; none = they are not known.
    """
    name, doubts = printed["name"], list[ReadingDoubt]()
    if each := _EACH.match(name):
        return {"county": each[0], "words": each[0]}, doubts
    told = [one for one in clauses if one.kind is ClauseKind.SCOPE]
    words = "".join(one.words for one in told)
    scope: dict[str, Any] = {}
    if province := _PROVINCE.search(printed["remarks"]):
        scope = {"region": "全省", "words": province[0]}
    if unit := next((one for one in _UNITS if one in words), ""):
        scope = _of_unit(unit, name, counties, told, doubts)
    elif _SELF.search(words):
        scope |= {"excludes": ["自主评聘单位"], "words": told[0].words}
    elif "不再" in words and (left := _series_of(words, known)):
        scope |= {"excludes_series": left, "words": words.rstrip("。")}
        note = "“" + "、".join(left) + "”后有“等”字，所列专业不是全部" if "等" in words else ""
        doubts += [ReadingDoubt("W449", "remarks", f"“{words}”没有列全", "只读作所列的各系列", note)] * bool(note)
    elif told:
        doubts.append(ReadingDoubt("W450", "remarks", f"备注印着“{words}”", "没有读成范围，请照原文补"))
    if "county" not in scope and (county := _county(name, counties)) and not unit:
        scope |= {"county": county, "words": scope.get("words", county)}
        doubts.append(ReadingDoubt("W450", "name", f"名称以“{county}”开头", "读作只收这个县、区的人"))
    return scope, doubts


def _of_unit(
    unit: str, name: str, counties: Sequence[str], told: Sequence[RemarkClause], doubts: list[ReadingDoubt]
) -> dict[str, Any]:
    words = next(one.words for one in told if unit in one.words)
    scope: dict[str, Any] = {"unit": _UNITS[unit]}
    if _OWN_PEOPLE.search(name[-4:]) or scope["unit"] == "本公司":
        scope["organisation"] = name
    else:
        note = f"“{unit}”是哪个行业、哪个协会，通知没有写明"
        doubts.append(ReadingDoubt("W450", "remarks", f"“{unit}”没有写明是哪一个", "单位空着", note))
    county = _county(name, counties) if scope["unit"] == "本行业" else ""
    if county:
        scope["county"] = county
    scope["words"] = words
    if county:
        scope["reading"] = f"县名取自评委单位名称“{name}”"
        doubts.append(ReadingDoubt("W450", "name", f"名称以“{county}”开头", "读作只收这个县、区的人"))
    if unit in ("本单位", "本系统"):
        doubts.append(ReadingDoubt("W450", "remarks", f"备注印的是“{unit}”", f"读作{_UNITS[unit]}"))
    return scope


def _county(name: str, counties: Sequence[str]) -> str:
    if counties:
        return next((one for one in counties if name.startswith(one)), "")
    found = _COUNTY.match(name)
    return found[0] if found else ""


def _series_of(words: str, known: Titles) -> list[str]:
    return [series for part in _SERIES.split(words) if (series := known.series_called(part))]


def read_fields(items: Sequence[str]) -> tuple[list[str], list[dict[str, Any]], list[ReadingDoubt]]:
    """The fields of the remarks, those of which some levels are left out, and what was assumed."""
    fields: list[str] = []
    limits: list[dict[str, Any]] = []
    doubts: list[ReadingDoubt] = []
    for item in _one_of_steps(items, doubts):
        inner = re.fullmatch(r"([^(（]+)[(（]([^()（）]*)[)）]", item)
        if inner is None:
            fields.append(item)
        elif "除外" in inner[2] and (levels := levels_told(inner[2])):
            fields.append(inner[1])
            limits.append({"specialty": inner[1], "levels": list(levels), "words": item})
            note = f"“({inner[2]})”印在{inner[1]}之后，读作只指{inner[1]}"
            doubts.append(ReadingDoubt("W449", "remarks", f"印着“{item}”", f"读作只有{inner[1]}不收这几级", note))
        else:
            fields += [inner[1], *(one for one in re.split("[、,，/]", inner[2].removeprefix("含")) if one)]
    return list(dict.fromkeys(fields)), limits, doubts


_STEPS = frozenset({"创作", "设计", "研究", "生产", "制作", "生产制作", "保护", "传承"})


def _one_of_steps(items: Sequence[str], doubts: list[ReadingDoubt]) -> Sequence[str]:
    """传统工艺美术创作、设计、研究: one field and what is done in it."""
    stem = items[0].removesuffix("创作") if items else ""
    if len(items) < 2 or stem == items[0] or not {*items[1:]} <= _STEPS:
        return items
    steps = "、".join(("创作", *items[1:]))
    note = f"“{steps}”读作{stem}的各环节，不另作专业"
    doubts.append(ReadingDoubt("W449", "remarks", f"印着“{'、'.join(items)}”", f"读作一个专业“{stem}”", note))
    return [stem]
