"""Days and months.

A month that stands for a day counts from its last day, so that it is not counted too early; the reader says so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple

from . import UnreadError
from .folding import without_blanks

#: What people tell of themselves lies within these years; a slip of the hand lies outside.
LIVED = range(1900, 2100)
EVER = range(1, 10_000)

_HOW = "写成 2021-07-01 这样"
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
#: One form for each dash, and for the full stop of a Chinese keyboard.
_SEPARATORS = str.maketrans("‐‒–—−。", "-----.")
#: A sheet may add midnight to a day.
_DAY = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:[ T]?00:00(?::00(?:\.0+)?)?)?|(\d{4})(\d{2})(\d{2})"
_MONTH = r"(?:(\d{4})[-/.年])?(\d{1,2})(?:月份?)?|(\d{4})(0[1-9]|1[0-2])"
#: What databases write: an instant, which is a day in China, and a day with a time, which is none of our days.
_INSTANT = r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?"
#: As sheets in English show a month, or a day of a year that is not shown: Jul-17, 17-Jul.
_ENGLISH = r"([A-Z][a-z]{2,8})[- ]?(\d{2})|(\d{1,2})[- ]?([A-Z][a-z]{2,8})"
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class WrittenDay(NamedTuple):
    """A day that was written.

    Attributes:
        of_month: only its month was; it is the month's last.
    """

    day: date
    of_month: bool = False

    @property
    def text(self) -> str:
        """As far as it was written: 2021-07-01, 2021-07."""
        return f"{self.day:%Y-%m}" if self.of_month else str(self.day)


def read_day(text: str, years: range = LIVED) -> date:
    """A very day: 2021-07-01, 2021/7/1, 2021.7.1, 20210701, 2021年7月1日.

    Raises:
        UnreadError: it is none, there is no such day, it lies outside those years, or only the month is written.
    """
    written = read_date(text, years)
    if written.of_month:
        raise UnreadError("只写到月", f"{_HOW}，要写到日")
    return written.day


def read_date(text: str, years: range = LIVED) -> WrittenDay:
    """A day, or a month that stands for its last: 2016-06, 2016/6, 2016.6, 2016年6月, 201606.

    An instant (2016-08-31T16:00:00Z) is a day in China.

    Raises:
        UnreadError: it is neither, there is no such day or month, it lies outside those years, or it may be one of two.
    """
    if usual := _usual_day(text, years):
        return WrittenDay(usual)
    plain = _day_in_china(_plain(text))
    found = re.fullmatch(_DAY, plain, re.ASCII)
    if found:
        numbers = [int(part) for part in found.groups() if part]
    else:
        year, month = _year_and_month(plain)
        if year is None:
            raise _unread(plain)
        if plain.endswith(".1"):
            raise UnreadError("分不清是 1 月还是 10 月：表格把 2016.10 存成 2016.1", "写成 2016-01 或 2016-10 这样")
        numbers = [year, month, monthrange(year, month)[1]]
    if numbers[0] not in years:
        raise UnreadError(f"年份应当在 {years[0]} 至 {years[-1]} 之间", _HOW)
    try:
        return WrittenDay(date(*numbers), of_month=not found)
    except ValueError:
        raise UnreadError("没有这一天") from None


def _usual_day(text: str, years: range) -> date | None:
    """A day as most of them are written, 2021-07-01."""
    if len(text) != len("2021-07-01") or text[4] != "-" or text[7] != "-":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in years else None


def read_month(text: str) -> tuple[int | None, int]:
    """A month, of a year or of the one that is spoken of: 7, 07, 7月, 七月, 2021-09.

    Returns:
        The year, or None when it is not given, and the month from 1 to 12.

    Raises:
        UnreadError: it is none.
    """
    year, month = _year_and_month(_plain(text))
    if month == 0:
        raise UnreadError("不是月份", "写 1 到 12 的数字，例如 7")
    return year, month


def day_in_china(instant: datetime) -> date:
    """The day that an instant is in China, whoever wrote its zone."""
    return instant.astimezone(_china()).date()


@cache
def _china() -> tzinfo:
    """The zone of China; it had a summer time from 1986 to 1991."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:  # pragma: no cover (a system without zones)
        return timezone(timedelta(hours=8))


def _plain(text: str) -> str:
    return without_blanks(text).translate(_SEPARATORS)


def _day_in_china(plain: str) -> str:
    """The day of an instant; any other text as it is."""
    instant = re.fullmatch(_INSTANT, plain, re.ASCII)
    if not instant or not instant[1]:
        return plain
    try:
        return str(day_in_china(datetime.fromisoformat(plain)))
    except (ValueError, OverflowError):
        return plain


def _unread(plain: str) -> UnreadError:
    if re.fullmatch(_INSTANT, plain, re.ASCII):
        return UnreadError("日期后面带着时刻", "只留日期，写成 2021-07-01 这样")
    found = re.fullmatch(_ENGLISH, plain)
    name, number = (found[1] or found[4], int(found[2] or found[3])) if found else ("", 0)
    if name[:3] not in _ENGLISH_MONTHS:
        return UnreadError("不是日期", _HOW)
    month = _ENGLISH_MONTHS.index(name[:3]) + 1
    return UnreadError(
        f"分不清是 20{number:02} 年 {month} 月还是 {month} 月 {number} 日：英文表格这样显示",
        f"写成 20{number:02}-{month:02}，或者年月日，如 2021-{month:02}-01",
    )


def _year_and_month(plain: str) -> tuple[int | None, int]:
    """Year and month, each as far as it is written; month 0 = the text is no month."""
    alone = plain.removesuffix("月")
    if alone in _CHINESE_MONTHS:
        return None, _CHINESE_MONTHS.index(alone) + 1
    found = re.fullmatch(_MONTH, plain, re.ASCII)
    if not found or plain.startswith("0000") or not 1 <= int(found[2] or found[4]) <= 12:
        return None, 0
    year, month = found[1] or found[3], found[2] or found[4]
    return int(year) if year else None, int(month)
