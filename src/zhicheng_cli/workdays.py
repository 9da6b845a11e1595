"""The Chinese working-day calendar: public, importable, without a clock.

Which days are worked follows the State Council's yearly notice, make-up weekends included:
`chinese-calendar` plus `data/workdays.yaml` (corrections, local rules, years newer than the
library). Outside the announced years nothing is guessed in silence: the answer is a
`CalendarRangeError`, or a calendar that was explicitly `extended`.

    >>> from datetime import date
    >>> from zhicheng_cli import workdays
    >>> workdays.is_workday(date(2021, 9, 18))      # a Saturday that was worked
    True
    >>> workdays.shift(date(2021, 10, 8), -7)       # National Day lies between
    datetime.date(2021, 9, 23)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta, timezone
from functools import cached_property
from itertools import accumulate, compress
from pathlib import Path
from typing import Any, NamedTuple

from zhicheng_cli.errors import NextStep, Pointer, ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.festivals import FIXED, festivals_lacking

#: The country's one time; it has had no summer time since 1991.
CHINA = timezone(timedelta(hours=8))
#: How far `extended` reaches: from the years of the five-day week on, small enough to build at once.
PROVISIONAL_YEARS = (1996, 2100)

#: Every past change but 2015-09-03/04/06 lay within this many days of a statutory festival.
_REACH_OF_A_NOTICE = 10


class CalendarRangeError(ZcError):
    """A day lies outside the years whose working days were announced."""


class SpecialDay(NamedTuple):
    """A day that differs from its weekday, or bears a festival's name.

    Attributes:
        workday: whether it is worked.
        name: the festival or rule, e.g. 国庆节.
        source: the document that made it so, where known (`document`, `address`, `evidence` …).
    """

    workday: bool
    name: str
    source: Mapping[str, Any] | None = None


class WorkCalendar:
    """Working days from 1 January of `first_year` to 31 December of `last_year`.

    Monday to Friday are worked, except as `special` says. Build one from other data, or take
    `default_calendar()`. Look-ups take the same fraction of a microsecond for any distance:
    they read prefix sums, which are made at the first question.

    Args:
        unfinished: why a year behind them does not count, in words that go on a sentence; empty = there is none.
    """

    def __init__(
        self,
        first_year: int,
        last_year: int,
        special: Mapping[date, SpecialDay],
        *,
        announced: tuple[date, date] | None = None,
        notices: Iterable[Mapping[str, Any]] = (),
        unfinished: str = "",
    ) -> None:
        self.first_day = date(first_year, 1, 1)
        self.last_day = date(last_year, 12, 31)
        self.announced_from, self.announced_to = announced or (self.first_day, self.last_day)
        self.special = dict(special)
        self.notices = tuple(notices)
        self._unfinished = unfinished
        self._base = self.first_day.toordinal()
        self._size = self.last_day.toordinal() - self._base + 1

    @cached_property
    def _flags(self) -> list[bool]:
        size, start = self._size, self.first_day.weekday()
        week = [True] * 5 + [False] * 2
        flags = (week * (size // 7 + 2))[start : start + size]
        for day, special in self.special.items():
            if self.first_day <= day <= self.last_day:
                flags[day.toordinal() - self._base] = special.workday
        return flags

    @cached_property
    def _before(self) -> list[int]:
        """For each day, how many working days lie before it; one entry more at the end."""
        return list(accumulate(self._flags, initial=0))

    @cached_property
    def _workdays(self) -> list[date]:
        return list(map(date.fromordinal, compress(range(self._base, self._base + self._size), self._flags)))

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked.

        Raises:
            CalendarRangeError: the day is outside the calendar.
        """
        index = day.toordinal() - self._base
        if 0 <= index < self._size:
            return self._flags[index]
        raise self._outside(day)

    def shift(self, day: date, n: int) -> date:
        """The n-th working day after `day` (n > 0) or before it (n < 0); `day` for n = 0.

        `day` itself is never counted, whether or not it is worked.

        Raises:
            CalendarRangeError: the day or the result is outside the calendar.
        """
        before = self._before
        index = day.toordinal() - self._base
        if 0 <= index < self._size:
            if n == 0:
                return day
            position = before[index + 1] + n - 1 if n > 0 else before[index] + n
            if 0 <= position < len(self._workdays):
                return self._workdays[position]
            day = self.last_day + timedelta(1) if n > 0 else self.first_day - timedelta(1)
        raise self._outside(day)

    def count(self, start: date, end: date) -> int:
        """Working days from `start` (not counted) to `end` (counted); negative when `end` is earlier.

        Raises:
            CalendarRangeError: one of the days is outside the calendar.
        """
        before = self._before
        first, second = start.toordinal() - self._base, end.toordinal() - self._base
        if not 0 <= first < self._size:
            raise self._outside(start)
        if not 0 <= second < self._size:
            raise self._outside(end)
        return before[second + 1] - before[first + 1]

    def on_or_before(self, day: date) -> date:
        """The last working day that is not after `day`.

        Raises:
            CalendarRangeError: the day or the result is outside the calendar.
        """
        return day if self.is_workday(day) else self.shift(day, -1)

    def is_announced(self, day: date) -> bool:
        """Whether a State Council notice (or the data) has fixed the working days of that year."""
        return self.announced_from <= day <= self.announced_to

    def may_still_change(self, day: date) -> bool:
        """Whether the notice for the year after the last announced one may still touch this day."""
        return self.is_announced(day) and (self.announced_to - day).days < _REACH_OF_A_NOTICE

    def notices_for(self, day: date) -> tuple[Mapping[str, Any], ...]:
        """The yearly notices that a special day rests on, where known; a New Year's December day
        belongs to the next year's notice."""
        special = self.special.get(day)
        if special is None:
            return ()
        if special.source is not None:
            return (special.source,)
        year = day.year + (day.month == 12 and special.name == "元旦")
        return tuple(notice for notice in self.notices if notice["year"] == year)

    def extended(self, first_year: int = PROVISIONAL_YEARS[0], last_year: int = PROVISIONAL_YEARS[1]) -> WorkCalendar:
        """The same calendar, made provisional for the years around it.

        There, Monday to Friday count as worked except the statutory days with a fixed date
        (元旦, 劳动节, 国庆节). Lunar festivals and make-up days are not known, and not guessed.
        """
        special = dict(self.special)
        for year in (*range(first_year, self.first_day.year), *range(self.last_day.year + 1, last_year + 1)):
            for month, day, name in FIXED:
                special.setdefault(date(year, month, day), SpecialDay(False, name))
        first, last = min(first_year, self.first_day.year), max(last_year, self.last_day.year)
        announced = (self.announced_from, self.announced_to)
        return WorkCalendar(
            first, last, special, announced=announced, notices=self.notices, unfinished=self._unfinished
        )

    def _outside(self, day: date) -> CalendarRangeError:
        message = f"{day} 的工作日安排不在数据里：已公布的范围是 {self.announced_from} 至 {self.announced_to}"
        message += self._unfinished if day > self.announced_to else ""
        if (self.first_day, self.last_day) != (self.announced_from, self.announced_to):
            return CalendarRangeError(f"{message}，暂定推算也只到 {self.first_day} 至 {self.last_day}")
        hint = "国务院办公厅公布该年安排后，补进 workdays.yaml 即可"
        return CalendarRangeError(message, hint, Pointer(NextStep.PROVISIONAL_DAYS))


def load_calendar(folder: Path) -> WorkCalendar:
    """The announced calendar: `chinese-calendar` plus `workdays.yaml` of a data folder, if there.

    Raises:
        ZcError: the file cannot be read, or is not of the right form.
    """
    overlay = _overlay(folder)
    try:
        return make_calendar(overlay)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ZcError(f"{folder / 'workdays.yaml'} 的格式不对", see=Pointer(NextStep.CHECK_FILES)) from error


def make_calendar(data: Mapping[str, Any]) -> WorkCalendar:
    """The announced calendar: `chinese-calendar` plus the validated content of a `workdays.yaml`.

    A year without its statutory festivals was entered by half: it does not count as announced, nor does any after it.

    Raises:
        ZcError: a year is missing between those that are known.
    """
    from chinese_calendar.constants import Holiday, holidays, workdays

    chinese = {holiday.value: holiday.chinese for holiday in Holiday}
    special = {day: SpecialDay(False, chinese[name]) for day, name in holidays.items()}
    special |= {day: SpecialDay(True, chinese[name]) for day, name in workdays.items()}
    years = [day.year for day in holidays]
    last, unfinished = max(years), ""
    for year in data.get("years", ()):
        if year["year"] > last + 1 and not unfinished:
            raise ZcError(f"workdays.yaml 缺少 {last + 1} 年的安排", "年份要接着上一年，不能跳")
        if year["year"] > last and not unfinished:
            lacking = "、".join(festivals_lacking(year))
            unfinished = f"；{year['year']} 年的没有写全，缺{lacking}" if lacking else ""
            last += not lacking
        special |= {date.fromisoformat(day["date"]): _special(day, year) for day in year["days"]}
    for entry in (*data.get("corrections", ()), *data.get("local", ())):
        special[date.fromisoformat(entry["date"])] = _special(entry, entry)
    return WorkCalendar(min(years), last, special, notices=data.get("notices", ()), unfinished=unfinished)


def _special(entry: Mapping[str, Any], owner: Mapping[str, Any]) -> SpecialDay:
    return SpecialDay(entry["workday"], entry["name"], owner["source"])


def _overlay(folder: Path) -> Any:
    from zhicheng_cli.files.document import parse
    from zhicheng_cli.files.findings import blocks
    from zhicheng_cli.files.text import read_bytes

    path = folder / "workdays.yaml"
    if not path.is_file():
        return {}
    data, found = read_bytes(str(path))
    document, more = (None, []) if found else parse(data, str(path))
    if document is None or blocks([*found, *more]):
        raise ZcError("\n".join(map(str, [*found, *more])))
    return document.value


_default: WorkCalendar | None = None


def default_calendar() -> WorkCalendar:
    """The announced calendar with the data that came with the program; loaded once."""
    global _default  # noqa: PLW0603 - one calendar per process, made when first asked for
    if _default is None:
        _default = load_calendar(data_dir())
    return _default


def is_workday(day: date) -> bool:
    """Whether `day` is worked, by the announced calendar.

    Raises:
        CalendarRangeError: the year was not announced.
    """
    return (_default or default_calendar()).is_workday(day)


def shift(day: date, n: int) -> date:
    """The n-th working day after (n > 0) or before (n < 0) `day`; `day` itself is never counted.

    Raises:
        CalendarRangeError: the day or the result lies outside the announced years.
    """
    return (_default or default_calendar()).shift(day, n)


def count(start: date, end: date) -> int:
    """Working days from `start` (not counted) to `end` (counted); negative when `end` is earlier.

    Raises:
        CalendarRangeError: one of the days lies outside the announced years.
    """
    return (_default or default_calendar()).count(start, end)
