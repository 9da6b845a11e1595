"""The next cut-offs of all committees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.workdays import WorkCalendar

from .committees import Committee
from .deadlines import DueDays, TimeLeft, dated, time_left
from .periods import Status, Window


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


def cutoffs(committee: Committee, today: date, calendar: WorkCalendar) -> Iterator[Cutoff]:
    """The cut-offs of a committee that have a date, passed ones too.

    Raises:
        CalendarRangeError: the calendar does not know the plan's year.
    """
    for window, days in dated(committee.cutoff, calendar):
        yield Cutoff(committee, window, days, time_left(days, today, calendar), max(days.safe, today))
