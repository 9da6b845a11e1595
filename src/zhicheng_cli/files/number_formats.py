"""What a cell of a workbook shows of the number in it: Excel keeps 2017年7月 as the day 2017-07-01 and a format.

What is shown is what was meant: a day that nobody sees was never written. Formats are those of ECMA-376 part 1,
18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

#: Formats that a file names by number alone: with as many decimals, of days, and those that Chinese Excel has for days
#: (zh-cn); the others are of numbers and of text.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 49: "@",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分",
    33: "h时mm分ss秒", 34: "h时mm分", 35: "h时mm分ss秒", 36: "yyyy年m月", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
    50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒",
    57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
#: The format of a number that has none.
GENERAL = "General"
#: What a format shows as it stands, and what is no part of a day: colours, places, filling, halves of the day.
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|am/pm|a/p|general', re.IGNORECASE)
_PARTS = re.compile(r"y+|e+|m+|d+|h+|s+")
_DIGITS = frozenset("0#?")
#: ddd and more are days of the week.
_LONGEST_DAY = 2
#: Day 0 of a sheet; Excel has a 29 February 1900, so that its days before are one less.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LEAP = 60
_LAST = 2_958_465
_SECONDS = 86_400
#: Excel shows no more digits of a number.
_PRECISION = 15
_FORMS: dict[str, Callable[[datetime], str]] = {
    "ymd": lambda at: f"{at:%Y-%m-%d}",
    "ym": lambda at: f"{at:%Y-%m}",
    "y": lambda at: f"{at:%Y}",
    "md": lambda at: f"{at.month}月{at.day}日",
    "m": lambda at: f"{at.month}月",
    "d": lambda at: f"{at.day}日",
    "yd": lambda at: f"{at:%Y}年{at.day}日",
    "": lambda at: f"{at:%H:%M:%S}",
}


def format_code(number: int, custom: dict[int, str]) -> str:
    """A format in words, by the number that a file has for it.

    Args:
        custom: the formats that the file itself describes.
    """
    return custom.get(number) or _BUILT_IN.get(number, GENERAL)


def number_shown(raw: str, code: str, *, from_1904: bool = False) -> str:
    """A number as it is seen in its cell; of a day, as much as is shown of it, the year first.

    Args:
        raw: the number as the file has it.
        from_1904: whether the workbook counts its days from then.

    Raises:
        ValueError: it is no number.
    """
    parts = _parts(code)
    if parts is None:
        return _plain(raw, code)
    at = moment(float(raw), from_1904)
    return raw if at is None else day_shown(at, code)


def day_shown(at: datetime, code: str) -> str:
    """A day as it is seen in its cell; all of it, where the format is none of days."""
    parts = _parts(code) or "ymd"
    has_time = "t" in parts and (parts == "t" or f"{at:%H:%M:%S}" != "00:00:00")
    day = _FORMS[parts.replace("t", "")](at)
    return f"{day} {at:%H:%M:%S}" if has_time and parts != "t" else day


@lru_cache(maxsize=256)
def _parts(code: str) -> str | None:
    """What a format shows of a moment, of `ymdt`; None = it is none of moments."""
    tokens = list(_tokens(code))
    shown = "".join(part for part in "ymdt" if part in tokens)
    return shown or None


def _tokens(code: str) -> Iterator[str]:
    section = _ASIDE.sub(" ", code).split(";", 1)[0].lower()
    runs = _PARTS.findall(section)
    if not runs or (_DIGITS & set(section) and "s" not in section):
        return
    for place, run in enumerate(runs):
        kind = run[0]
        if kind == "m" and len(run) <= _LONGEST_DAY and _is_minute(runs, place):
            kind = "t"
        if kind != "d" or len(run) <= _LONGEST_DAY:
            yield {"e": "y", "h": "t", "s": "t"}.get(kind, kind)


def _is_minute(runs: list[str], place: int) -> bool:
    before = runs[place - 1][0] if place else ""
    after = runs[place + 1][0] if place + 1 < len(runs) else ""
    return before == "h" or after == "s"


def moment(serial: float, from_1904: bool) -> datetime | None:
    """The moment that a number stands for; None = it is none of a sheet."""
    if not 0 <= serial <= _LAST:
        return None
    start = _EPOCH_1904 if from_1904 else _EPOCH + timedelta(days=serial < _LEAP)
    days = int(serial)
    return start + timedelta(days=days, seconds=round((serial - days) * _SECONDS))


def _plain(raw: str, code: str) -> str:
    """A number with at most the digits that Excel shows; zeros that the format adds are shown, too."""
    number = float(raw)
    text = raw if raw.isdecimal() else f"{number:.{_PRECISION}g}"
    if "e" in text:
        text = f"{Decimal(text):f}"
    wanted, _, decimals = code.partition(".")
    if set(code) <= {"0", "."} and wanted:
        padded = f"{float(text):0{len(code)}.{len(decimals)}f}"
        return padded if float(padded) == float(text) and len(text) < _PRECISION else text
    return text
