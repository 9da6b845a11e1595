"""Hours of continuing education against what is asked for each year: what the rules on hours share."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict, Words

from .circumstances import is_initial
from .derived import Derived


class Hours(NamedTuple):
    """Hours of one kind in the year before the plan's and in the plan's own, against a figure asked for each year.

    Attributes:
        parameter: the figure.
        names: the two facts.
        enough: for each, whether it reaches the figure; None where it is not given.
    """

    parameter: str
    names: tuple[str, str]
    enough: tuple[Derived[bool | None], Derived[bool | None]]


def hours_asked(kind: str, parameter: str) -> Hours:
    """Hours of a kind: `total` or `professional`."""
    previous, current = f"hours_previous_{kind}", f"hours_current_{kind}"

    def enough(hours: float | None, law: Law) -> bool | None:
        return None if hours is None else hours >= law.parameter(parameter).number

    return Hours(parameter, (previous, current), (Derived((previous,), enough), Derived((current,), enough)))


def hours_words(asked: str) -> dict[str, Words]:
    """How the answers of `judge_hours` read.

    Args:
        asked: what is asked for each year, with `{least}` for the figure, `{whose}` for the place of the rule.
    """
    return {
        "initial": Words("通知只对参加评审的人写明，初定没有写"),
        "enough": Words(f"{asked}，{{previous}}、{{current}}年度都已达到"),
        "input_missing": Words(f"{asked}，看{{previous}}、{{current}}两个年度"),
        "short": Words(f"{asked}，有的年度不足", "{year}年度 {hours} 学时", "问附件2 的联系人能不能补登"),
        "not_yet": Words(
            f"{asked}；{{current}}年度还不足，年度没有过完，没有查到要在哪天以前学满",
            "已有 {hours} 学时",
            "补足到{least}学时",
        ),
    }


def judge_hours(facts: Facts, law: Law, asked: Hours) -> Reason:
    """Judge the hours of both years.

    The year before is over: less than is asked fails. The plan's own may still be filled up, and no text says by when
    it must be: less is unconfirmed until it is over.
    """
    if is_initial(facts, law):
        return Reason("initial", Verdict.NOT_APPLICABLE)
    parameter, year = law.parameter(asked.parameter), law.plan.year
    params: Items = (("least", parameter.number), ("whose", parameter.whose), ("previous", year - 1), ("current", year))
    cites = (parameter.cite,)
    reached = tuple(one(facts, law) for one in asked.enough)
    over = (True, law.today > law.year_end)
    for place, name in enumerate(asked.names):
        if reached[place] is False and over[place]:
            seen: Items = (("year", year - 1 + place), ("hours", f"{getattr(facts, name):g}"))
            return Reason("short", Verdict.FAILS, params, seen, cites=cites)
    missing = tuple(name for name, one in zip(asked.names, reached, strict=True) if one is None)
    if missing:
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=missing, cites=cites)
    if reached[1] is False:
        return Reason(
            "not_yet", Verdict.UNCONFIRMED, params, (("hours", f"{getattr(facts, asked.names[1]):g}"),), cites=cites
        )
    return Reason("enough", Verdict.MEETS, params, cites=cites)
