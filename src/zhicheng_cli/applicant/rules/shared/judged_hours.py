"""Hours of continuing education against what is asked for each year: what the rules on hours share."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law, Parameter
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict, Words

from .circumstances import is_initial
from .derived import Derived


class Reached(Enum):
    """Whether hours reach what is asked for; two readings of the words may differ in it.

    A share of the total may be one of the hours learnt, or of the total that is asked for.
    """

    NO, OF_THOSE_LEARNT, OF_THOSE_ASKED, YES = range(4)


#: The one reading says so and the other does not.
_OPEN = (Reached.OF_THOSE_LEARNT, Reached.OF_THOSE_ASKED)


class Hours(NamedTuple):
    """Hours of one kind in the year before the plan's and in the plan's own, against a figure asked for each year.

    Attributes:
        parameter: the figure.
        names: the two facts.
        enough: for each, whether it reaches the figure; None where it is not given.
    """

    parameter: str
    names: tuple[str, str]
    enough: tuple[Derived[Reached | None], Derived[Reached | None]]


#: What they are called where a notice says to which day they are counted.
HOURS = "学时"
#: The hours in all that are asked for each year.
TOTAL = "hours.total"


def hours_in_all() -> Hours:
    """The hours in all, of which so many are asked for each year."""

    def enough(hours: float | None, law: Law) -> Reached | None:
        return None if hours is None else Reached.YES if hours >= law.parameter(TOTAL).number else Reached.NO

    return _hours(TOTAL, "total", lambda name: Derived((name,), enough))


def hours_of_part(part: str) -> Hours:
    """Hours of a part, such as `professional`, which is a share of the total.

    The words do not say whether of the total that is asked for, or of the hours learnt, where these are told.
    """
    parameter = f"hours.{part}"

    def enough(hours: float | None, learnt: float | None, law: Law) -> Reached | None:
        if hours is None:
            return None
        figure, asked = law.parameter(parameter), law.parameter(TOTAL).number
        of_those_asked = _reaches(hours, figure, asked)
        of_those_learnt = of_those_asked if learnt is None else _reaches(hours, figure, learnt)
        if of_those_asked == of_those_learnt:
            return Reached.YES if of_those_asked else Reached.NO
        return Reached.OF_THOSE_ASKED if of_those_asked else Reached.OF_THOSE_LEARNT

    return _hours(parameter, part, lambda name: Derived((name, name.replace(part, "total")), enough))


def _reaches(hours: float, figure: Parameter, total: float) -> bool:
    """Whether hours reach a figure, or its share of the total where it is one."""
    return hours * figure.of >= figure.number * total if figure.of else hours >= figure.number


def _least(figure: Parameter, total: int) -> int | str:
    """So many hours, as they are told."""
    least = figure.number * total / figure.of if figure.of else float(figure.number)
    return int(least) if least.is_integer() else f"{least:.1f}"


def _hours(parameter: str, kind: str, derived_from: Callable[[str], Derived[Reached | None]]) -> Hours:
    previous, current = f"hours_previous_{kind}", f"hours_current_{kind}"
    return Hours(parameter, (previous, current), (derived_from(previous), derived_from(current)))


def hours_words(asked: str) -> dict[str, Words]:
    """How the answers of `judge_hours` read.

    Args:
        asked: what is asked for each year, with `{least}` for the figure, `{of}` for the total, `{words}` for the
            rule's words, `{whose}` for its place.
    """
    return {
        "initial": Words("通知只对参加评审的人写明，初定没有写"),
        "enough": Words(f"{asked}，{{previous}}、{{current}}年度都已达到"),
        "input_missing": Words(f"{asked}，看{{previous}}、{{current}}两个年度"),
        "short": Words(f"{asked}，有的年度不足", "{year}年度 {hours} 学时", "问附件2 的联系人能不能补登"),
        "by_day": Words(
            f"{asked}；{{current}}年度还不足，通知写明算到 {{day}}，要在那天以前学满",
            "已有 {hours} 学时",
            "补足到{least}学时",
        ),
        "not_yet": Words(
            f"{asked}；{{current}}年度还不足，年度没有过完，没有查到要在哪天以前学满",
            "已有 {hours} 学时",
            "补足到{least}学时",
        ),
    }


def judge_hours(facts: Facts, law: Law, asked: Hours, *, told: bool) -> Reason:
    """Judge the hours of both years.

    The year before is over: less than is asked fails. The plan's own may still be filled up, and no text says by when
    it must be: less is unconfirmed until it is over.

    Args:
        told: whether the reason tells the hours (`seen`).
    """
    if is_initial(facts, law):
        return Reason("initial", Verdict.NOT_APPLICABLE)
    parameter, year = law.parameter(asked.parameter), law.plan.year
    total = law.parameter(TOTAL).number
    params: Items = (
        ("words", parameter.words), ("of", total), ("least", _least(parameter, total)),
        ("whose", parameter.whose), ("previous", year - 1), ("current", year),
    )  # fmt: skip
    cites = (parameter.cite,)
    reached = tuple(one(facts, law) for one in asked.enough)
    by = law.reckoned(HOURS, None, ())
    over = (True, law.today > (by.day if by else law.year_end))

    def seen(place: int) -> Items:
        return (("hours", f"{getattr(facts, asked.names[place]):g}"),) if told else ()

    for place in range(len(asked.names)):
        if reached[place] is Reached.NO and over[place]:
            short: Items = (("year", year - 1 + place), *seen(place))
            return Reason("short", Verdict.FAILS, params, short, cites=cites)
    missing = tuple(name for name, one in zip(asked.names, reached, strict=True) if one is None)
    if missing:
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=missing, cites=cites)
    if reached[1] in (Reached.NO, Reached.OF_THOSE_LEARNT) and not over[1]:
        code, more, also = ("by_day", (("day", by.day),), (by.basis,)) if by else ("not_yet", (), ())
        return Reason(code, Verdict.UNCONFIRMED, (*params, *more), seen(1), cites=(*cites, *also))
    for place, one in enumerate(reached):
        if one in _OPEN:
            params = (*params, ("year", year - 1 + place))
            return Reason("open", Verdict.UNCONFIRMED, params, seen(place), cites=cites)
    return Reason("enough", Verdict.MEETS, params, cites=cites)
