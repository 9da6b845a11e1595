"""What several rules want to know of an application, drawn from several facts (see `derived`)."""

from __future__ import annotations

from datetime import date

from zhicheng_cli.plan.deadlines import DueDays

from .derived import derived
from .law import Law


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
