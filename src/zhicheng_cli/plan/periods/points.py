"""Points of time: a day, a part of a month, a month, a quarter, a part of a year."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from zhicheng_cli.written.numbers import year_in_digits

from .clock import Clock
from .period import Precision, Window
from .period_words import (
    BEFORE,
    DASHES,
    DAY,
    HALVES,
    MONTH,
    NEXT_YEAR,
    PARTS,
    QUARTER,
    QUARTER_ENDS,
    THIS_YEAR,
    WRITERS_YEARS,
    XUN,
    YEAR_PARTS,
)
from .scanner import DIGIT

_MOST_LISTED = 60
_ISO = ("-", "/", ".")


class Years(NamedTuple):
    """Which years the words count from: that of the plan, and the calendar year of a month printed without one."""

    plan: int
    months: int


class Points(Clock):
    """The part of the reader that knows years, months and days."""

    def __init__(self, text: str, years: Years) -> None:
        super().__init__(text)
        self.years = years
        self.base = years.plan  # what 次年 follows
        self.year = years.months  # that of a month without one
        self.year_named = False
        self.month = 0
        self.day_listed = False  # whether the last point was a day, after which 20日 is one of the same month

    def time_at(self, at: int) -> bool:
        """Whether a time begins at a token. A number alone may belong to a name: 第三中学."""
        token, after = self.tokens[at], self.tokens[at + 1]
        if token[:1] in DIGIT:
            listed = after == "、" and self.tokens[at + 2][:1] in DIGIT
            if after in DAY:
                return self.day_listed
            return listed or after in MONTH or after in DASHES or after in _ISO or after[:1] == "年" or after in QUARTER
        if token in NEXT_YEAR or token in THIS_YEAR or token in HALVES or token in QUARTER_ENDS:
            return True
        return (token in YEAR_PARTS and len(token) > 1) or (token == "第" and self.tokens[at + 2] in QUARTER)

    def point(self) -> Window:
        """A point as printed, without what is beside it: `9月15日`, `9月上旬`, `第三季度`, `年底`, `2024-07-17`."""
        start = self.at
        named = self.year_word()
        token = self.token
        if named and token in _ISO:
            return self.iso_day(start)
        if token in YEAR_PARTS and (named or len(token) > 1):
            return self.months(*YEAR_PARTS[token], Precision.MONTH)
        if token in HALVES:
            half = self.months(*HALVES[token], Precision.RANGE)
            return self.in_half(half) if self.unit_ahead in MONTH else half
        if self.tokens[self.at + (token == "第") + 1] in QUARTER:
            return self.quarter()
        self.month = self.number(12, "月")
        self.follow()
        self.unit(MONTH)
        return self.day() if self.token[:1] in DIGIT and not self.hour_at(self.at) else self.part(self.accept(PARTS))

    def in_half(self, half: Window) -> Window:
        """`上半年5月`: a month of that half."""
        start = self.at
        month = self.point()
        if not half.earliest <= month.earliest <= half.latest:
            raise self.error(start, "不在这半年里", stop=self.at)
        return month

    def year_word(self) -> bool:
        """Step over a year before a month, if any: 2021年, 次年的, or the 2021 of 2021-07-17."""
        start, ahead = self.at, self.unit_ahead
        if ahead:
            if not (ahead[0] == "年" or (ahead in _ISO and len(self.token) == 4)):
                return False
            digits = year_in_digits(self.token)
            if len(digits) != 4 or not digits.isdecimal():
                raise self.error(start, "年份要写四位数字")
            self.base = self.year = int(digits)
            self.at += 2 if ahead in ("年", "年度") else 1
        elif self.accept(NEXT_YEAR):
            self.year = self.base + 1
        elif self.accept(THIS_YEAR):
            self.year = self.years.months
        else:
            return False
        if self.tokens[start] in WRITERS_YEARS and self.years.plan != self.years.months:
            raise self.error(start, f"年度与日期不在同一年，“{self.tokens[start]}”是哪一年没有写明")
        if not 1 <= self.year <= 9999:
            raise self.error(start, f"没有{self.year}年")
        self.year_named = True
        self.accept(("的",))
        return True

    def follow(self) -> None:
        """次年 after a month that was printed without a year is the one after that month's."""
        if not self.year_named:
            self.base = self.year

    def iso_day(self, start: int) -> Window:
        """`-07-17` after the year, which began at a token."""
        mark = self.token
        self.at += 1
        self.month = self.number(12, "月")
        if self.token != mark:
            raise self.error(start, "缺少日", stop=self.at)
        self.at += 1
        return self.on(self.day_number())

    def quarter(self) -> Window:
        """`第三季度`, `3季度末`: the end of a quarter is that of its last month."""
        self.accept(("第",))
        number = self.number(4, "季度")
        self.at += 1
        self.follow()
        if self.accept(("底", "末")):
            self.month = number * 3
            return self.part("底")
        self.at -= 1
        return self.months(number * 3 - 2, number * 3, Precision.RANGE)

    def months(self, first: int, last: int, precision: Precision) -> Window:
        """From the first day of a month to the last of another: the token that says so is stepped over."""
        self.at += 1
        self.follow()
        end = date(self.year, last, monthrange(self.year, last)[1])
        return Window(None, date(self.year, first, 1), end, precision)

    def unit(self, units: tuple[str, ...]) -> None:
        """Step over a unit, unless the last of several names it for all: `4-6月`, `9、10月`; but not `4-6月底`."""
        if self.accept(units):
            return
        at, stop = self.at, self.at + _MOST_LISTED
        while at < stop and (self.tokens[at] in DASHES or self.tokens[at] == "、") and self.tokens[at + 1][:1] in DIGIT:
            at += 2
        after = self.tokens[at + 1]
        if at == self.at or self.tokens[at] not in units or after in PARTS or after[:1] in DIGIT or after in BEFORE:
            self.expect(units)

    def day(self) -> Window:
        """A day of the month that was printed last."""
        window = self.on(self.day_number())
        self.unit(DAY)
        return window

    def day_number(self) -> int:
        """The number of a day that the month has."""
        return self.number(monthrange(self.year, self.month)[1], "日", before=f"{self.month}月")

    def on(self, day: int) -> Window:
        """A day of the month that was printed last, by its number."""
        self.day_listed = True
        found = date(self.year, self.month, day)
        return Window(None, found, found, Precision.DAY)

    def part(self, part: str = "") -> Window:
        """A part of the month that was printed last; the whole month without one."""
        self.day_listed = False
        first, last = PARTS.get(part, (1, 31))
        last = min(last, monthrange(self.year, self.month)[1])
        precision = Precision.XUN if part in XUN else Precision.MONTH_END if part else Precision.MONTH
        return Window(None, date(self.year, self.month, first), date(self.year, self.month, last), precision)
