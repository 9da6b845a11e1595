"""The next cut-offs of all committees, and the stages (网上申报 …) that end before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.workdays import WorkCalendar

from .committees import Committee, Plan
from .deadlines import DueDays, TimeLeft, dated, time_left
from .periods import Status, Window

if TYPE_CHECKING:
    from .milestones import Milestone


class Cutoff(NamedTuple):
    """One printed cut-off, as of a day.

    Attributes:
        next_day: the first day on which it may close: `safe`, or today once the safe day has passed.
    """

    committee: Committee
    window: Window
    days: DueDays
    left: TimeLeft
    next_day: date


class StageEnd(NamedTuple):
    """The end of one stage beside the cut-off, as of a day; `next_day` as in `Cutoff`."""

    committee: Committee
    milestone: Milestone
    days: DueDays
    next_day: date


def upcoming(
    committees: Sequence[Committee], today: date, until: date, calendar: WorkCalendar
) -> tuple[list[Cutoff], list[Committee]]:
    """The cut-offs that may fall between `today` and `until`, soonest first; and the committees without a date.

    A cut-off whose safe day has passed may fall on any day up to its last, so it is among them however far that is.

    Raises:
        CalendarRangeError: the calendar does not know the plan's year.
    """
    coming = [one for committee in committees for one in cutoffs(committee, today, calendar)]
    found = [one for one in coming if one.days.last >= today and one.days.safe <= until]
    found.sort(key=lambda one: (one.next_day, one.days.last, one.committee.no))
    return found, [one for one in committees if one.cutoff.status is not Status.DATED]


def stages_ahead(
    plan: Plan, committees: Sequence[Committee], today: date, until: date, calendar: WorkCalendar
) -> list[StageEnd]:
    """The stages that may end between `today` and `until`, soonest first: who misses one cannot hand in later.

    Raises:
        CalendarRangeError: the calendar does not know the plan's year.
    """
    with_stages = [one for one in committees if any(not stage.is_cutoff for stage in one.stages)]
    if not with_stages:
        return []
    from .milestones import milestones

    found = [
        StageEnd(of, one, one.days, max(one.days.safe, today))
        for of in with_stages
        for one in milestones(plan, of, calendar, today=today)
        if one.event == "stage" and one.days and one.days.last >= today and one.days.safe <= until
    ]
    return sorted(found, key=lambda one: (one.next_day, one.days.last, one.committee.no))


def cutoffs(committee: Committee, today: date, calendar: WorkCalendar) -> Iterator[Cutoff]:
    """The cut-offs of a committee that have a date, passed ones too.

    Raises:
        CalendarRangeError: the calendar does not know the plan's year.
    """
    for window, days in dated(committee.cutoff, calendar):
        yield Cutoff(committee, window, days, time_left(days, today, calendar), max(days.safe, today))
