"""Small words of the mail: days, and what is left to them."""

from __future__ import annotations

from datetime import date

from zhicheng_cli.plan.deadlines import days_left, workdays_left
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.periods import Precision
from zhicheng_cli.views.words import WEEKDAYS
from zhicheng_cli.workdays import WorkCalendar

_ASK = "上面的日子是推算的；具体哪天，请问接收单位）"
#: How closely the notice names a day that was inferred from it.
INFERRED = {
    Precision.MONTH: f"（只印到月，{_ASK}",
    Precision.MONTH_END: f"（只印到月底，{_ASK}",
    Precision.XUN: f"（只印到旬，{_ASK}",
    Precision.RANGE: f"（印的是一段时间，{_ASK}",
}


def short_day(day: date, year: int) -> str:
    """`7月1日`; with its year where that is another."""
    return f"{'' if day.year == year else f'{day.year}年'}{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """`2021年7月1日（周四）`."""
    return f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def left_words(day: date, today: date, calendar: WorkCalendar) -> str:
    """`还有14天、10个工作日`.

    Raises:
        CalendarRangeError: the calendar does not know the days between.
    """
    workdays = workdays_left(day, today, calendar)
    if workdays is None:
        return "已过"
    return f"还有{days_left(day, today)}天、{workdays}个工作日" if day > today else "就是今天"


def is_exact(milestone: Milestone) -> bool:
    """Whether the milestone has one day, not two."""
    return milestone.days is not None and milestone.days.safe == milestone.days.last


def which_words(milestone: Milestone, which: str) -> str:
    """What one of the two days is called: a review has no deadline, so it has no safe day either."""
    if is_exact(milestone):
        return "日期"
    names = ("最早", "最晚") if milestone.event == "review" else ("稳妥", "最迟")
    return names[which == "last"]
