"""Periods: the words a notice prints for a cut-off or a review, read as days.

The data keeps the printed words; this module alone turns them into dates, as section 3 of the design fixes.
Words that leave open which day they mean (`9月15日前`: with the 15th or without?) and unknown words are errors.
"""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Precision(StrEnum):
    """How closely the printed words name a day."""

    DAY = "day"
    XUN = "xun"
    MONTH_END = "month_end"
    MONTH = "month"
    RANGE = "range"


class Status(StrEnum):
    """What a period says: days, who will name them, that nobody has yet, nothing, or what could not be read."""

    DATED = "dated"
    DELEGATED = "delegated"
    UNDECIDED = "undecided"
    UNSTATED = "unstated"
    UNREAD = "unread"


class Window(NamedTuple):
    """One stretch of days: the day meant lies between `earliest` and `latest`, both included.

    `opens` is the first day of acceptance where the words give a range. `audience` is whom the window concerns
    (None: everyone else), `batch` its number where the period has batches.
    """

    opens: date | None
    earliest: date
    latest: date
    precision: Precision
    audience: str | None = None
    batch: int | None = None
    stage: str | None = None
    closes_at: str | None = None
    tentative: bool = False
    rolling: bool = False

    @property
    def starts(self) -> date:
        """The first day the window may concern."""
        return self.opens or self.earliest

    @property
    def who(self) -> str:
        """Its batch and whom it concerns: 第2批, 市直学校; empty for everyone."""
        return " ".join(part for part in (f"第{self.batch}批" if self.batch else "", self.audience) if part)

    def starts_taking(self, day: date) -> bool:
        """Whether papers are taken on that day already; without an opening day they always are."""
        return self.opens is None or self.opens <= day

    def touches(self, month: int) -> bool:
        """Whether a day from `starts` to `latest` falls in this month (1 to 12), of whichever year."""
        first = self.starts.year * 12 + self.starts.month - 1
        last = self.latest.year * 12 + self.latest.month - 1
        return any(n % 12 == month - 1 for n in range(first, last + 1))


class Period(NamedTuple):
    """A printed time expression and what it says; `text` is as given, `windows` are in printed order.

    `reason` says in Chinese why there are no windows, where the status alone does not.
    """

    text: str
    status: Status
    windows: tuple[Window, ...] = ()
    delegated_to: str | None = None
    reason: str = ""
    void: tuple[str, ...] = ()


class PeriodError(ValueError):
    """Words that cannot be read as a period.

    `position` is the index in `text` of the `word` that was not understood (cut where it is long, empty where the text
    ends too early); `reason` says in Chinese what is wrong.
    """

    def __init__(self, text: str, position: int, word: str, reason: str) -> None:
        super().__init__(text, position, word, reason)
        self.text, self.position, self.word, self.reason = text, position, word, reason

    def __str__(self) -> str:
        """Return the reason alone: where it happened is for the caller to show."""
        return self.reason


def read_period(text: str, year: int) -> Period:
    """Read what a notice prints for a cut-off or a review; spaces of any kind mean nothing.

    `year` (1 to 9999) is that of the plan, and so of every month printed without one.
    Raises PeriodError where a character belongs to no form known here, and for a date that does not exist.
    """
    parser = _Parser(text, year)
    if status := _UNDATED.get(parser.chars):
        return Period(text, status)
    if parser.accept("由"):
        period = Period(text, Status.DELEGATED, delegated_to=parser.delegate())
    else:
        period = Period(text, Status.DATED, parser.windows())
        if len(period.windows) > _MOST_WINDOWS:
            raise PeriodError(text, 0, "", f"写了 {len(period.windows)} 段时间，一栏最多 {_MOST_WINDOWS} 段")
    if parser.token:
        raise parser.error(parser.at)
    return period


#: Every window is a row of its own in tables, with all that is printed.
_MOST_WINDOWS = 60
_UNDATED = dict.fromkeys(("", "-", "--", "/", "无"), Status.UNSTATED)
_UNDATED |= dict.fromkeys(("待定", "时间待定", "另定", "待通知", "另行通知"), Status.UNDECIDED)
_DECIDES = tuple(how + verb for how in ("另行", "自行", "统一", "") for verb in ("确定", "安排", "决定", "通知"))
_DASHES = ("--", "-", "~", "至", "到")
_SEPARATORS = ("、", "和", "及")
_NEXT_YEAR = ("次年", "翌年", "明年")
_QUARTER_ENDS = ("每季度末", "每季末", "每季度底", "每季底")
_DAY = ("日", "号")
_NOT_LAST_IN_A_NAME = ("约", "截止", "截至", "、")
# First and last day of a part of a month, 31 for the last day of a shorter month too.
_XUN = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上中旬": (1, 20), "中下旬": (11, 31)}
_PARTS = _XUN | {"底": (21, 31), "末": (21, 31)}
_DIGITS = "0123456789〇○零一二三四五六七八九十廿卅"
_DIGIT = frozenset(_DIGITS)
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TENS = {"": 0, "十": 10, "二十": 20, "廿": 20, "三十": 30, "卅": 30}
_NUMERALS = {tens + ones: _TENS[tens] + one for tens in _TENS for one, ones in enumerate(("", *"一二三四五六七八九"))}
# One form of each character: full-width ASCII (U+FF01 to U+FF5E), the dashes, and the ⽉ that PDF text has for 月.
_FOLD = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_FOLD |= str.maketrans("—–〜,，;；⽉⽇⾄⼀⼆⼋⼗", "--~、、、、月日至一二八十")
_KEYWORDS = (*_DECIDES, *_DASHES, *_NEXT_YEAR, *_QUARTER_ENDS, "批次", *_NOT_LAST_IN_A_NAME, *_PARTS)
_TOKEN = re.compile("|".join((f"[{_DIGITS}]+", *_KEYWORDS, ".")))
_WORD = rf"[{_DIGITS}]+|[()、~-]|\S[^\s{_DIGITS}()、~至到和及-]*|$"
_LONGEST_WORD = 12


class _Scanner:
    """The text without its spaces, in folded characters and cut into tokens that remember where they were printed."""

    def __init__(self, text: str) -> None:
        origin = [index for index, char in enumerate(text) if not char.isspace()]
        self.text = text
        self.chars = "".join(text[index] for index in origin).translate(_FOLD)
        found = list(_TOKEN.finditer(self.chars))
        self.tokens = [*(token.group() for token in found), *[""] * 4]  # so that one may always look ahead
        self.starts = [*(origin[token.start()] for token in found), len(text)]
        self.at = 0

    @property
    def token(self) -> str:
        """The token that stands here; empty at the end."""
        return self.tokens[self.at]

    @property
    def unit_ahead(self) -> str:
        """The token after the number that stands here; empty if there is no number."""
        return self.tokens[self.at + 1] if self.token[:1] in _DIGIT else ""

    def accept(self, *words: str) -> str:
        """Step over the token if it is one of the words, and return it; else return an empty string."""
        found = self.token if self.token in words else ""
        self.at += bool(found)
        return found

    def expect(self, *words: str) -> None:
        if not self.accept(*words):
            found = f"{self.error(self.at)}，应为" if self.token else "缺少"
            raise self.error(self.at, f"{found}“{words[0]}”")

    def number(self, limit: int, unit: str, before: str = "") -> int:
        """Step over a number from 1 to `limit`, printed in digits or in Chinese."""
        if self.token[:1] not in _DIGIT:
            raise self.error(self.at, "缺少数字" if self.token in ("", "年", "月", *_DAY) else "")
        digits = self.token
        # Two digits at most: int() refuses the very long ones, and 0009月 is no month either.
        value = int(digits) if digits.isascii() and len(digits) <= 2 else _NUMERALS.get(digits, 0)
        if not 1 <= value <= limit:
            raise self.error(self.at, f"没有{before}{digits[:_LONGEST_WORD]}{unit}")
        self.at += 1
        return value

    def between(self, start: int, stop: int) -> str:
        """Return what is printed from one token up to another, without its spaces."""
        return "".join(self.text[self.starts[start] : self.starts[stop]].split())

    def error(self, at: int, reason: str = "", stop: int = 0) -> PeriodError:
        """Return the error for the tokens from `at` to `stop`; without these, for a word that is not known."""
        start = self.starts[at]
        rest = self.text[start : start + _LONGEST_WORD]
        word = self.between(at, stop) if stop else rest[: len(re.findall(_WORD, rest.translate(_FOLD))[0])]
        return PeriodError(self.text, start, word, reason or f"不认识“{word}”")


class _Parser(_Scanner):
    """Recursive descent: windows → item → span → point."""

    def __init__(self, text: str, year: int) -> None:
        super().__init__(text)
        self.base = self.year = year  # what 次年 follows, and what a month without a year belongs to

    def windows(self) -> tuple[Window, ...]:
        """`4-6月、7-9月、10月-12月各1批次`: the whole of a dated period."""
        if self.accept(*_QUARTER_ENDS):
            items = [[self.part(month, "末")] for month in (3, 6, 9, 12)]
        else:
            items = [self.item()]
            while self.accept(*_SEPARATORS):
                items.append(self.item())
        if self.accept("各"):
            self.expect("1", "一")
            self.expect("批次", "批")
        elif len(items) == 1:
            return tuple(items[0])
        return tuple(window._replace(batch=batch) for batch, item in enumerate(items, 1) for window in item)

    def item(self) -> list[Window]:
        """`10月(市直学校9月)`: a span, and another one for some."""
        windows = [self.span()]
        if self.accept("("):
            years = self.base, self.year
            name = self.audience()
            windows.append(self.span()._replace(audience=name))
            self.expect(")")
            self.base, self.year = years
        return windows

    def audience(self) -> str:
        """`市直学校`: a name, up to the time that follows it."""
        start = self.at
        while not self.time_ahead():
            if not (self.token.isalnum() or self.token == "、"):
                raise self.error(self.at, "括号里缺少时间" if self.token in ("", ")") else "")
            self.at += 1
        if self.at == start:
            raise self.error(start, "括号里没有写明是谁")
        if self.tokens[self.at - 1] in _NOT_LAST_IN_A_NAME:
            raise self.error(self.at - 1)
        return self.between(start, self.at)

    def span(self) -> Window:
        """`9月`, `9月15日`, `4-6月`, `3月初至4月底`: a point, or from one to another."""
        start = self.point()
        if not self.accept(*_DASHES):
            return start
        begin = self.at
        same_month = start.precision is Precision.DAY and self.unit_ahead in _DAY  # 5月1日-10日
        end = self.day(start.earliest.month) if same_month else self.point()
        if end.latest < start.earliest:
            raise self.error(begin, "结束早于开始", stop=self.at)
        # 至6月 runs through the month; 至4月底 ends on a day the words leave open, though never before the start.
        earliest = end.latest if end.precision is Precision.MONTH else max(end.earliest, start.earliest)
        return Window(start.earliest, earliest, end.latest, Precision.RANGE)

    def point(self) -> Window:
        month = self.month()
        self.unit("月")
        return self.day(month) if self.token[:1] in _DIGIT else self.part(month, self.accept(*_PARTS))

    def unit(self, *units: str) -> None:
        """Step over a unit, unless the end of the range names it for both: `4-6月`, `5月1-10日`, but not `4-6月底`."""
        dash, _, unit, after = self.tokens[self.at : self.at + 4]
        if not (dash in _DASHES and unit in units and after not in _PARTS and after[:1] not in _DIGIT):
            self.expect(*units)

    def month(self) -> int:
        """Step over a month's number and the year before it, if any: 2021年9(月), 次年1(月)."""
        start = self.at
        if self.accept(*_NEXT_YEAR):
            self.year = self.base + 1
        elif self.unit_ahead == "年":
            digits = self.token.translate(_YEAR_DIGITS)
            if len(digits) != 4 or not digits.isdecimal():
                raise self.error(start, "年份要写四位数字")
            self.base = self.year = int(digits)
            self.at += 2
        if not 1 <= self.year <= 9999:
            raise self.error(start, f"没有{self.year}年")
        return self.number(12, "月")

    def day(self, month: int) -> Window:
        day = date(self.year, month, self.number(monthrange(self.year, month)[1], "日", before=f"{month}月"))
        self.unit(*_DAY)
        return Window(None, day, day, Precision.DAY)

    def part(self, month: int, part: str = "") -> Window:
        first, last = _PARTS.get(part, (1, 31))
        last = min(last, monthrange(self.year, month)[1])
        precision = Precision.XUN if part in _XUN else Precision.MONTH_END if part else Precision.MONTH
        return Window(None, date(self.year, month, first), date(self.year, month, last), precision)

    def time_ahead(self) -> bool:
        """Whether a time begins here. A number alone may belong to a name: 第三中学."""
        return self.token in _NEXT_YEAR or self.unit_ahead in ("年", "月", *_DASHES)

    def delegate(self) -> str:
        """`由…确定`: who decides, up to the first word for deciding."""
        start = self.at
        while not self.accept(*_DECIDES):
            if not self.token or self.time_ahead():
                self.expect("确定")
            self.at += 1
        if self.at == start + 1:
            raise self.error(start, "没有写明由谁确定")
        return self.between(start, self.at - 1)
