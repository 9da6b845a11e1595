"""Hours of continuing education against what is asked for each year: what the rules on hours share."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law, Parameter
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict, Words
from zhicheng_cli.plan.reckoning import Reckoning

from .circumstances import HOURS, hours_until, is_initial
from .derived import Derived
from .examined import EXAM_WORDS, examined


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


def hours_words(asked: str, what: str) -> dict[str, Words]:
    """How the answers of `judge_hours` read.

    Args:
        asked: what is asked for each year, with `{least}` for the figure, `{of}` for the total, `{words}` for the
            rule's words, `{whose}` for its place.
        what: which hours they are.
    """
    return {
        **EXAM_WORDS,
        "initial": Words("通知只对参加评审的人写明，初定没有写"),
        "enough": Words(f"{asked}，{{previous}}、{{current}}年度都已达到"),
        "input_missing": Words(f"{asked}，看{{previous}}、{{current}}两个年度"),
        "short": Words(f"{asked}，有的年度不足", "{year}年度 {hours} 学时", "问继续教育联系人能不能补登"),
        "by_day": Words(
            f"{asked}；{{current}}年度还不足，通知写明算到 {{day}}，要在那天以前学满",
            "已有 {hours} 学时",
            f"{{current}}年度{what}补足到{{least}}学时",
            awaited=True,
        ),
        "by_days": Words(
            f"{asked}；{{current}}年度还不足，通知对不同的级别、批次写明算到不同的日子（{{day}}），要看属于哪一种",
            "已有 {hours} 学时",
            f"{{current}}年度{what}补足到{{least}}学时",
            awaited=True,
        ),
        "enough_by_day": Words(f"{asked}；通知写明算到 {{day}}，只看{{previous}}年度，已达到"),
        "not_yet": Words(
            f"{asked}；{{current}}年度还不足，年度没有过完，没有查到要在哪天以前学满",
            "已有 {hours} 学时",
            f"{{current}}年度{what}补足到{{least}}学时",
            awaited=True,
        ),
    }


class _Until(NamedTuple):
    """Until when the hours of the plan's year may be learnt.

    Attributes:
        printed: the days that the notice may print for the case; none where it prints none.
        is_asked: whether they are counted at all; None = that, or `is_over`, depends on which of the days it is.
        is_over: whether the day has passed.
    """

    printed: tuple[Reckoning | None, ...]
    is_asked: bool | None
    is_over: bool | None

    @property
    def has_passed(self) -> bool:
        """Whether what is lacking can be made up no more, whichever day it is."""
        return bool(self.is_asked and self.is_over)


def _until(facts: Facts, law: Law) -> _Until:
    printed = hours_until(facts, law) if law.reckons(HOURS) else ()
    days = [one.day if one else law.year_end for one in printed] or [law.year_end]
    asked = {day.year >= law.plan.year for day in days}
    over = {law.today > day for day in days}
    return _Until(printed, *(one.pop() if len(one) == 1 else None for one in (asked, over)))


def judge_hours(facts: Facts, law: Law, asked: Hours, *, told: bool) -> Reason:
    """Judge the hours of both years.

    The year before is over: less than is asked fails. The plan's own may still be filled up, until the day that the
    notice prints; where it prints none, no text says by when it must be: less is unconfirmed until it is over.

    Args:
        told: whether the reason tells the hours (`seen`).
    """
    if is_initial(facts, law):
        return Reason("initial", Verdict.NOT_APPLICABLE)
    if by_exam := examined(facts, law):
        return by_exam
    enough = _enough(asked, law)  # before the hours: without a figure nothing can be asked
    reached = tuple(one(facts, law) for one in asked.enough)
    # Whoever has enough need not say anything else.
    until = _until(facts, law) if reached[1] is not Reached.YES else _Until((), is_asked=True, is_over=False)
    if until.is_asked is False:
        reached, enough = (reached[0], Reached.YES), _by(until, enough._replace(code="enough_by_day"))
    reason, place = _answer(enough, reached, until, asked, law.plan.year)
    if reason.code == "by_days":
        reason = _open(reason, until, facts, law)
    if not told or place is None:
        return reason
    return reason._replace(seen=(*reason.seen, ("hours", f"{getattr(facts, asked.names[place]):g}")))


def _enough(asked: Hours, law: Law) -> Reason:
    """The answer on those who have enough hours in both years."""
    parameter, total, year = law.parameter(asked.parameter), law.parameter(TOTAL).number, law.plan.year
    params: Items = (
        ("words", parameter.words), ("of", total), ("least", _least(parameter, total)),
        ("whose", parameter.whose), ("previous", year - 1), ("current", year),
    )  # fmt: skip
    return Reason("enough", Verdict.MEETS, params, cites=(parameter.cite,))


def _answer(
    enough: Reason, reached: tuple[Reached | None, ...], until: _Until, asked: Hours, year: int
) -> tuple[Reason, int | None]:
    """The answer without the hours, and the place of those that it is about, where it is about some."""
    for place, over in enumerate((enough, _by(until, enough) if until.has_passed else None)):
        if reached[place] is Reached.NO and over:
            short: Items = (("year", year - 1 + place),)
            return over._replace(code="short", verdict=Verdict.FAILS, seen=short), place
    missing = tuple(name for name, one in zip(asked.names, reached, strict=True) if one is None)
    if missing:
        return enough._replace(code="input_missing", verdict=Verdict.UNKNOWN, missing=missing), None
    if reached[1] in (Reached.NO, Reached.OF_THOSE_LEARNT) and not until.has_passed:
        code = {0: "not_yet", 1: "by_day"}.get(len(until.printed), "by_days")
        return _by(until, enough._replace(code=code, verdict=Verdict.UNCONFIRMED)), 1
    for place, one in enumerate(reached):
        if one in _OPEN:
            params = (*enough.params, ("year", year - 1 + place))
            return enough._replace(code="open", verdict=Verdict.UNCONFIRMED, params=params), place
    return enough, None


def _open(reason: Reason, until: _Until, facts: Facts, law: Law) -> Reason:
    """The answer where hours may still be filled up in some of the cases that are possible, and in others not: what
    would tell which it is, is missing."""
    given = (("title", facts.title), ("committee", law.committee(facts.committee)))
    missing = tuple(name for name, one in given if one is None)
    if not missing or (until.is_asked is not None and until.is_over is not None):
        return reason
    return reason._replace(verdict=Verdict.UNKNOWN, missing=missing)


def _by(until: _Until, reason: Reason) -> Reason:
    """The reason with the days that the notice prints, and what they rest on."""
    if not until.printed:
        return reason
    days = "、".join(one.day.isoformat() if one else "没有写明" for one in until.printed)
    bases = dict.fromkeys(one.basis for one in until.printed if one)
    return reason._replace(params=(*reason.params, ("day", days)), cites=(*reason.cites, *bases))
