"""Which days a notice names: 1月1日, 31日, 2022年12月31日至2023年1月2日, each in its year and month."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
#: No festival was ever let off for longer; in 2020, the longest, there were ten days.
_LONGEST = 16


class NoticePart(NamedTuple):
    """A part of a notice.

    Attributes:
        start, end: in the words of the text.
        name: of the festival that it is about.
        year: of days that are printed without one; None = it is not known.
        only_arranges: whether it says nothing but who is off, as under a heading: there a day must be off or worked.
    """

    start: int
    end: int
    name: str
    year: int | None
    only_arranges: bool


class NamedDays(NamedTuple):
    """Days named in one go.

    Attributes:
        place: where they are named, in the words of the text.
        first, last: None = there is no such day.
    """

    place: int
    first: date | None
    last: date | None

    def days(self) -> Iterator[date]:
        """Each of them."""
        if self.first and self.last:
            yield from (self.first + number * DAY for number in range((self.last - self.first).days + 1))


class DayNaming:
    """The days of a section.

    Args:
        report: takes what is wrong: place, code, message, hint.
    """

    def __init__(self, section: NoticePart, report: Callable[[int, str, str, str], None]) -> None:
        self._section, self._report = section, report
        self._before: NamedDays | None = None

    def named(self, match: re.Match[str], began: NamedDays | None) -> NamedDays:
        """What a word for a day names.

        Args:
            began: the first day of a range that ends with this one.
        """
        day = self._day(match, began)
        span = _ended(began, day) if began else NamedDays(match.start(), day, day)
        if span is None:
            message = f"从 {began and began.first} 到 {day}，不会是一次放的假"
            self._report(match.start(), "E410", message, "核对起止日期")
            span = NamedDays(match.start(), day, day)
        self._before = span if day else self._before
        return span

    def _day(self, match: re.Match[str], began: NamedDays | None) -> date | None:
        year, month = self._year_and_month(match, began)
        if month is None or year is None:
            lacking, hint = ("月", "写全月和日") if month is None else ("年", "写上年份")
            self._report(match.start(), "E412", f"“{match[0]}”不知道是哪{lacking}的", hint)
            return None
        day = int((match["iso"] or "").rpartition("-")[2] or match["of_month"] or match["alone"])
        try:
            return date(year, month, day)
        except ValueError:
            self._report(match.start(), "E404", f"没有这一天：{year}年{month}月{day}日", "核对月和日")
            return None

    def _year_and_month(self, match: re.Match[str], began: NamedDays | None) -> tuple[int | None, int | None]:
        if match["iso"]:
            year, month, _ = map(int, match["iso"].split("-"))
            return year, month
        if match["alone"]:
            return self._month_spoken_of(int(match["alone"]))
        month = int(match["month"])
        if match["year"]:
            return int(match["year"]), month
        if began and began.first:
            return began.first.year + (month < began.first.month), month
        if self._section.year is None:
            return self._before.last.year if self._before and self._before.last else None, month
        # The days off for New Year begin in the year before, if they are not in January.
        return self._section.year - (month == 12 and "元旦" in self._section.name), month

    def _month_spoken_of(self, number: int) -> tuple[int | None, int | None]:
        """The month of a day that is printed alone: that of the days named last, 1月29日至2月4日, where it is one of
        them; else the month named last."""
        if self._before is None or self._before.last is None:
            return self._section.year, None
        day = next((one for one in self._before.days() if one.day == number), self._before.last)
        return day.year, day.month


def _ended(began: NamedDays, last: date | None) -> NamedDays | None:
    """The range to a last day; None = it is none."""
    if began.first and last and not began.first < last < began.first + _LONGEST * DAY:
        return None
    return began._replace(last=last)


def with_weekends(days: Iterable[date]) -> set[date]:
    """The days and the weekends that they touch."""
    whole = set(days)
    for step in (DAY, -DAY):
        for day in sorted(whole):
            next_day = day + step
            while next_day.weekday() > 4:
                whole.add(next_day)
                next_day += step
    return whole
