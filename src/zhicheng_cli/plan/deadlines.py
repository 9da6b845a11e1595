"""Deadlines: two days for every printed period, and how far off they are.

`safe` (稳妥) is the last working day on or before the earliest day that may be meant, `last`
(最迟) the last working day on or before the latest. Never rolled forward: 民法典 第二百零三条
rolls forward, but an office that is closed takes no papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import product
from typing import NamedTuple

from zhicheng_cli.workdays import CalendarRangeError, WorkCalendar

from .periods import Period, Status, Window


class DueDays(NamedTuple):
    """The two days of a deadline; `safe <= last`."""

    safe: date
    last: date


class Left(NamedTuple):
    """How far off a day is, seen from today; counted when it is asked for."""

    day: date
    today: date
    calendar: WorkCalendar

    @property
    def days(self) -> int:
        """Calendar days; negative when the day has passed."""
        return (self.day - self.today).days

    @property
    def workdays(self) -> int | None:
        """Working days, today not counted, the day counted; None when it has passed, or a year's are not announced."""
        with suppress(CalendarRangeError):
            return self.calendar.count(self.today, self.day) if self.day >= self.today else None
        return None


class TimeLeft(NamedTuple):
    """How far off the two days of a deadline are."""

    safe: Left
    last: Left


def time_left(days: DueDays, today: date, calendar: WorkCalendar) -> TimeLeft:
    """The same as of a day."""
    return TimeLeft(*(Left(day, today, calendar) for day in days))


def due_days(window: Window, calendar: WorkCalendar) -> DueDays:
    """The two days of a window.

    Raises:
        CalendarRangeError: the calendar does not know that year.
    """
    return DueDays(calendar.on_or_before(window.earliest), calendar.on_or_before(window.latest))


def dated(period: Period, calendar: WorkCalendar) -> list[tuple[Window, DueDays]]:
    """The windows of a period, each with its two days.

    Raises:
        CalendarRangeError: the calendar does not know that year.
    """
    return [(window, due_days(window, calendar)) for window in period.windows]


def known(period: Period, calendar: WorkCalendar) -> list[tuple[Window, tuple[date | None, date | None]]]:
    """The same as far as the calendar knows those years: a review may be in one that is not announced yet."""
    return [(one, (_known(one.earliest, calendar), _known(one.latest, calendar))) for one in period.windows]


def _known(day: date, calendar: WorkCalendar) -> date | None:
    with suppress(CalendarRangeError):
        return calendar.on_or_before(day)
    return None


def pairs(cutoff: Period, review: Period) -> Iterator[tuple[Window, Window]]:
    """Each cut-off with the reviews of its batch and its audience; what is not told apart concerns all.

    Of several cut-offs without batches (3月、9月), a review follows the last one that may lie before it.
    """
    told_apart = {window.audience for window in cutoff.windows} & {window.audience for window in review.windows}
    for closing, sitting in product(cutoff.windows, review.windows):
        batches, audiences = (closing.batch, sitting.batch), (closing.audience, sitting.audience)
        same_batch = batches[0] == batches[1] or None in batches
        concerned = audiences[0] or audiences[1]
        same_people = audiences[0] == audiences[1] or (None in audiences and concerned not in told_apart)
        follows = batches != (None, None) or closing == _last_before(sitting, closing.audience, cutoff)
        if same_batch and same_people and follows:
            yield closing, sitting


def _last_before(sitting: Window, audience: str | None, cutoff: Period) -> Window:
    listed = [one for one in cutoff.windows if one.batch is None and one.audience == audience]
    before = [one for one in listed if one.earliest <= sitting.latest]
    return max(before, key=lambda one: one.earliest, default=listed[0])


def why_undated(period: Period) -> str:
    """Why a period has no windows, in words."""
    if period.reason:
        return period.reason
    if period.status is Status.DELEGATED and period.text.startswith("由"):
        return f"由{period.delegated_to}确定，请问当地"
    if period.status is Status.DELEGATED or (period.status is Status.UNDECIDED and period.text != "待定"):
        return f"通知写的是“{period.text}”"
    return "通知写的是待定" if period.status is Status.UNDECIDED else "通知没有印时间"


def undated_words(periods: Iterable[Period]) -> str:
    """没有印日期; where a time is suspended or cannot be read something is printed, so then 没有日期."""
    return "没有日期" if any(one.reason for one in periods) else "没有印日期"
