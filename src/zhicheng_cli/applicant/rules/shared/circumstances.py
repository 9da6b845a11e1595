"""What several rules want to know of an application, drawn from several facts (see `derived`)."""

from __future__ import annotations

from datetime import date

from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.terms import full_years
from zhicheng_cli.plan.deadlines import DueDays

from .derived import Derived, derived


@derived("committee", "route")
def is_initial(committee: int | None, route: str | None, law: Law) -> bool:
    """Whether the way is 初定: it says so, or the committee is there for nothing else."""
    of = law.committee(committee)
    return route == "初定" or (of is not None and of.kind == "初定")


@derived("committee", "county", "submitted")
def handing_in(committee: int | None, county: str | None, submitted: date | None, law: Law) -> tuple[DueDays, ...]:
    """The days between which the handing in lies; see `Rows.handing_in`.

    Raises:
        CalendarRangeError: the calendar does not know the days.
    """
    return law.rows.handing_in(committee, county, submitted)


@derived("committee", "county")
def counted_to(committee: int | None, county: str | None, law: Law) -> tuple[date, date]:
    """The first day to which years may be counted, and 31 December.

    Where the plan prints no cut-off, it cannot lie before the day on which the plan was issued.
    """
    of = law.committee(committee)
    windows = of.cutoff.windows if of else ()
    if county is not None and any(window.audience for window in windows):
        windows = tuple(window for window, _ in law.cutoff(committee, county)) or windows
    return min((window.earliest for window in windows), default=law.plan.issued), law.year_end


def completed_years(fact: str) -> Derived[tuple[int, int] | None]:
    """The years complete since the day of a fact on each of the two days to which they are counted.

    -1 where they have not begun; None where the day is not given.
    """
    return derived(counted_to, fact)(_completed)


def _completed(bounds: tuple[date, date], since: date | None, law: Law) -> tuple[int, int] | None:
    """The years complete on each of the two days; -1 where they have not begun, None where it is not given."""
    if since is None:
        return None
    first, last = (full_years(since, day) if since <= day else -1 for day in bounds)
    return first, last
