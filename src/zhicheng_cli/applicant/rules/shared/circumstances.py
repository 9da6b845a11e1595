"""What several rules want to know of an application, drawn from several facts (see `derived`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from zhicheng_cli.applicant.law.handing_in import HandingIn
from zhicheng_cli.applicant.law.handing_in import handing_in as hands_in
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.plan_rows import Openings
from zhicheng_cli.applicant.law.terms import as_end, as_start, years_between
from zhicheng_cli.applicant.law.verdicts import Items
from zhicheng_cli.plan.reckoning import Reckoning

from .derived import Derived, derived

#: What years of service are called where a notice says to which day they are counted.
QUALIFICATIONS = "资历"
#: What hours of continuing education are called there.
HOURS = "学时"


@derived("committee", "route")
def is_initial(committee: int | None, route: str | None, law: Law) -> bool:
    """Whether the way is 初定: it says so, or the committee is there for nothing else."""
    of = law.committee(committee)
    return route == "初定" or (of is not None and of.kind == "初定")


@derived("committee", "county")
def _openings(committee: int | None, county: str | None, law: Law) -> Openings:
    """The cut-offs by which one may hand in: few, and the same for many committees and counties.

    Raises:
        CalendarRangeError: the calendar does not know the days.
    """
    return law.rows.openings(committee, county)


@derived(_openings, "submitted")
def handing_in(openings: Openings, submitted: date | None, law: Law) -> tuple[HandingIn, ...]:
    """When the papers are handed in; see `PlanRows.handing_in`.

    Raises:
        CalendarRangeError: the calendar does not know the days.
    """
    return law.rows.handing_in(openings, submitted)


class CountedTo(NamedTuple):
    """The days to which years may be counted: of the cut-off the first and the last, and 31 December.

    Attributes:
        is_next: whether they are the next plan's, whose cut-off is not known.
        printed: where the notice prints the day: those that the case may have (see `reckonings`). Then the three are
            the first and the last of them.
    """

    first: date
    last: date
    end: date
    is_next: bool
    printed: tuple[Reckoning | None, ...] = ()

    @property
    def reckoned(self) -> Reckoning | None:
        """The day that the notice prints for the case; None where it prints none, or more than one is possible."""
        return self.printed[0] if len(self.printed) == 1 else None


@derived("committee")
def _is_chosen(committee: int | None, law: Law) -> bool:
    return law.committee(committee) is not None


@derived("title")
def _reckoned_title(title: str | None, law: Law) -> str | None:
    """The title, where the notice prints a day that may hang on it."""
    return title if law.plan.reckoning else None


@derived(_is_chosen, _reckoned_title, handing_in)
def counted_to(is_chosen: bool, title: str | None, when: tuple[HandingIn, ...], law: Law) -> CountedTo:
    """The days to which years may be counted.

    Without a committee the cut-off cannot lie before the day on which the plan was issued. The day that the next plan
    prints is not known before it is there.
    """
    batches = dict.fromkeys(batch for one in when for batch in one.batches)
    if not is_chosen:
        when = (hands_in((), None, max(law.today, law.plan.issued), law.plan.year),)
    found = CountedTo(
        min(one.counted[0] for one in when),
        max(one.counted[1] for one in when),
        max(one.year_end for one in when),
        any(one.is_next for one in when),
    )
    printed = () if found.is_next else law.reckonings(QUALIFICATIONS, title, batches)
    if not printed:
        return found
    days = [one.day for one in printed if one]
    if None in printed:
        days += found[:3]
    return CountedTo(min(days), max(days), max(days), is_next=False, printed=printed)


@derived(counted_to)
def reckoned_to(bounds: CountedTo, law: Law) -> tuple[Reckoning, ...]:
    """The days that the notice may print for the case, and what says so."""
    return tuple(one for one in bounds.printed if one)


class _Ends(NamedTuple):
    """The days of `CountedTo` as numbers (`as_end`), and what else is asked of it."""

    first: int
    last: int
    end: int
    is_next: bool
    is_printed: bool


@derived(counted_to)
def _ends(bounds: CountedTo, law: Law) -> _Ends:
    """The days to which years may be counted, as numbers: they are few, and the days from which they run are many."""
    first, last, end = map(as_end, bounds[:3])
    return _Ends(first, last, end, bounds.is_next, bool(bounds.printed))


@derived(_reckoned_title, _openings, handing_in)
def hours_until(
    title: str | None, openings: Openings, when: tuple[HandingIn, ...], law: Law
) -> tuple[Reckoning | None, ...]:
    """The days until which hours of the plan's year may be learnt, where the notice prints them (see `reckonings`).

    It is about this plan's hours, though the cut-off may have passed.
    """
    batches = dict.fromkeys(batch for one in when for batch in one.batches)
    every = (window.batch for windows in openings.each for window, _ in windows)
    return law.reckonings(HOURS, title, batches or dict.fromkeys(every))


def first_day(day: date, when: Iterable[HandingIn], law: Law) -> tuple[date, Items]:
    """The first day from `day` on on which one can hand in, today or later, and whether this plan still takes it then.

    Returns:
        The day; and, where that is after the last day of this plan, `later`: the year whose plan it is for.
    """
    day = max(day, law.today)
    later = later_year(day, when, law)
    return day, () if later is None else (("later", later),)


def later_year(day: date, when: Iterable[HandingIn], law: Law) -> int | None:
    """The year of the plan by which one can hand in on a day; None where that is this one."""
    year = min(one.year_of(day) for one in when)
    return year if year > law.plan.year else None


class State(IntEnum):
    """How far the years that are asked for are complete."""

    NO, BY_YEAR_END, BY_NEXT_PLAN, IN_THE_MONTH, BY_PRINTED_DAY, UNKNOWN, YES = range(7)


class Completed(NamedTuple):
    """The years complete on each of the days to which they may be counted, down to a number that is asked for; -1
    where none is reached.

    Attributes:
        is_printed: whether the notice prints the days, several that are possible.
    """

    first: int
    last: int
    end: int
    is_next: bool
    is_printed: bool = False

    def state(self, least: int) -> State:
        """How far so many years are complete."""
        if self.first >= least:
            return State.YES
        if self.is_printed:
            return State.BY_PRINTED_DAY if self.last >= least else State.NO
        if self.last >= least:
            return State.BY_NEXT_PLAN if self.is_next else State.IN_THE_MONTH
        return State.BY_YEAR_END if self.end >= least else State.NO


def completed_years(fact: str, asked: Derived[tuple[int, ...]]) -> Derived[Completed | None]:
    """The years complete since the day of a fact; None where the day is not given.

    Args:
        asked: the numbers of years that matter, in rising order.
    """

    def completed(least: tuple[int, ...], ends: _Ends, since: date | None, law: Law) -> Completed | None:
        return None if since is None else _completed(least, ends, since)

    return derived(asked, _ends, fact)(completed)


def worked_years(fact: str, asked: Derived[tuple[int, ...]]) -> Derived[Completed | None]:
    """The years of work complete since the day of a fact, up to its end; see `completed_years`."""

    def worked(
        least: tuple[int, ...], ends: _Ends, since: date | None, until: date | None, law: Law
    ) -> Completed | None:
        if since is None:
            return None
        if until is not None:
            over = as_end(_after_work(until))
            ends = ends._replace(first=min(ends.first, over), last=min(ends.last, over), end=min(ends.end, over))
        return _completed(least, ends, since)

    return derived(asked, _ends, fact, "work_until")(worked)


def is_reached(day: date, until: date | None) -> bool:
    """Whether work that ended on `until`, if it has ended, was done up to a day on which years of it are complete."""
    return day <= _after_work(until)


def _after_work(until: date | None) -> date:
    return date.max if until is None or until == date.max else until + timedelta(1)


def _completed(asked: tuple[int, ...], ends: _Ends, since: date) -> Completed:
    """The years complete since a day."""
    start = as_start(since)
    first, last, end, is_next, is_printed = ends
    return Completed(
        _complete(asked, start, first), _complete(asked, start, last), _complete(asked, start, end), is_next, is_printed
    )


def _complete(asked: tuple[int, ...], start: int, end: int) -> int:
    """The most years of those asked for that are complete between two days; -1 where none are."""
    place = bisect_right(asked, years_between(start, end))
    return asked[place - 1] if place else -1
