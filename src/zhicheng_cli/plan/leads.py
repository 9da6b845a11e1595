"""Lead times: how long before a day people want to hear of it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.workdays import CalendarRangeError, WorkCalendar
from zhicheng_cli.written.folding import without_blanks

_LEAD = re.compile(r"(\d{1,4})(d|天|日|周|w|wd|个?工作日)")


class Lead(NamedTuple):
    """A lead time: `30d` (days) or `7w` (Chinese working days).

    Attributes:
        number: how many, 0 or more.
        workdays: whether they are working days.
    """

    number: int
    workdays: bool

    def __str__(self) -> str:
        return f"{self.number}{'w' if self.workdays else 'd'}"

    @property
    def words(self) -> str:
        """In Chinese: 30天, 7个工作日."""
        return f"{self.number}个工作日" if self.workdays else f"{self.number}天"

    def after(self, day: date, calendar: WorkCalendar) -> date:
        """The day that lies this long after another, which is not counted; the last day of all when it is beyond.

        Raises:
            CalendarRangeError: the calendar does not know the days between.
        """
        if self.workdays:
            return calendar.shift(day, self.number)
        return date.fromordinal(min(day.toordinal() + self.number, date.max.toordinal()))

    def before(self, day: date, calendar: WorkCalendar) -> date:
        """The day that lies this long before another; that day is not counted.

        Raises:
            CalendarRangeError: the calendar does not know the days between.
        """
        if self.workdays:
            return calendar.shift(day, -self.number)
        return date.fromordinal(max(day.toordinal() - self.number, 1))

    def begins(self, day: date, calendar: WorkCalendar) -> date | None:
        """The same; None = a working day before it lies in a year that is not announced yet."""
        with suppress(CalendarRangeError):
            return self.before(day, calendar)
        return None


def read_lead(text: str) -> Lead:
    """A lead time as people write it: 30d, 30天, 4周 (28 days), 7w, 7wd, 7个工作日.

    Raises:
        ZcError: it is none.
    """
    match = _LEAD.fullmatch(without_blanks(text))
    if not match:
        raise ZcError(f"“{text}”不是提前量", "30 天写 30d，7 个工作日写 7w")
    number, unit = int(match[1]), match[2]
    if unit == "周":
        return Lead(number * 7, workdays=False)
    return Lead(number, workdays=unit not in ("d", "天", "日"))
