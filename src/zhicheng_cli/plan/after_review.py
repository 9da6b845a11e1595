"""What follows a review has no printed day: what can be said of its days all the same, once the review's is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhicheng_cli.workdays import CalendarRangeError, WorkCalendar

from .day_counts import DayCount, days_asked, has_days

NOT_ANNOUNCED = "要等那年的工作日安排公布"
_NOT_PRINTED = "通知没有印日期"


def notice_over(asked: DayCount, review_date: date | None, calendar: WorkCalendar) -> str:
    """When the public notice of the result is over at the earliest, in words."""
    if review_date is None:
        return _NOT_PRINTED
    try:
        ends = asked.ends(review_date, calendar)
    except CalendarRangeError:
        return f"公示满{asked}的日子{NOT_ANNOUNCED}"
    return f"如评审当日即公示，最早到 {ends} 满期{_provisional(ends, calendar)}"


def filed_by(rule: Mapping[str, Any], review_date: date | None, calendar: WorkCalendar) -> str:
    """By when the result is to be filed, in words.

    Args:
        rule: in the form of the plan file.
    """
    if not has_days(rule):
        return "通知只写“及时”，没有天数" if "及时" in rule["words"] else "通知没有写天数"
    if review_date is None:
        return _NOT_PRINTED
    try:
        day = days_asked(rule).within(review_date, calendar)
    except CalendarRangeError:
        return f"{days_asked(rule)}内的最后一个工作日{NOT_ANNOUNCED}"
    return f"如评审当日结束，最晚 {day}{_provisional(day, calendar)}"


def _provisional(day: date, calendar: WorkCalendar) -> str:
    return "" if calendar.is_announced(day) else "（暂定）"
