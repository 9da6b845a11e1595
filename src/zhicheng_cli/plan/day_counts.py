"""So many days as a rule of the plan counts them: working days (5个工作日), or calendar days (7日).

The day from which is counted is never one of them (民法典 第二百零一条, by analogy). A period of calendar days whose
last day is a day off ends on the working day after it (第二百零三条); what is due on a day off is due on the working
day before, since an office that is closed takes no papers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from zhicheng_cli.workdays import WorkCalendar

#: The keys of a rule in the plan file, by whether working days are counted.
KEYS = {True: "workdays", False: "days"}


class DayCount(NamedTuple):
    """A number of days.

    Attributes:
        are_worked: whether only working days are counted.
    """

    number: int
    are_worked: bool = True

    @property
    def unit(self) -> str:
        """What is counted, in words."""
        return "个工作日" if self.are_worked else "天"

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"

    @property
    def rolled(self) -> str:
        """What becomes of a last day that is a day off, in words; empty where it cannot be one."""
        return "" if self.are_worked else "最后一天是休息日的顺延到下一个工作日（参照民法典第二百零三条）"

    def is_over(self, since: date, until: date, calendar: WorkCalendar) -> bool:
        """Whether so many days lie between two days, the first not counted, the last counted, worked or not.

        Raises:
            CalendarRangeError: the calendar does not know the days.
        """
        return self.counted(since, until, calendar) >= self.number

    def counted(self, since: date, until: date, calendar: WorkCalendar) -> int:
        """How many there are between two days, the first not counted, the last counted; negative when it is earlier.

        Raises:
            CalendarRangeError: the calendar does not know the days.
        """
        return calendar.count(since, until) if self.are_worked else (until - since).days

    def ends(self, since: date, calendar: WorkCalendar) -> date:
        """The last day of a period that begins with a day, which is not counted: always a working day.

        Raises:
            CalendarRangeError: the calendar does not know the days.
        """
        if self.are_worked:
            return calendar.shift(since, self.number)
        last = since + timedelta(self.number)
        return last if calendar.is_workday(last) else calendar.shift(last, 1)

    def within(self, since: date, calendar: WorkCalendar) -> date:
        """The last working day on which something that is due within so many days of a day can be done.

        Raises:
            CalendarRangeError: the calendar does not know the days.
        """
        if self.are_worked:
            return calendar.shift(since, self.number)
        return calendar.on_or_before(since + timedelta(self.number))

    def before(self, day: date, calendar: WorkCalendar) -> date:
        """The last working day that lies at least so many days before another, which is not counted.

        Raises:
            CalendarRangeError: the calendar does not know the days.
        """
        if self.are_worked:
            return calendar.shift(day, -self.number)
        return calendar.on_or_before(day - timedelta(self.number))


def has_days(rule: Mapping[str, Any]) -> bool:
    """Whether a rule in the form of the plan file has a number of days: 及时 has none."""
    return any(rule.get(key) is not None for key in KEYS.values())


def days_asked(rule: Mapping[str, Any]) -> DayCount:
    """The days of a rule that has them."""
    are_worked = rule.get(KEYS[True]) is not None
    return DayCount(rule[KEYS[are_worked]], are_worked)
