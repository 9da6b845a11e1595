"""What a notice says of one festival, sentence by sentence: who is off, who works, and whether it fits together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from zhicheng_cli.files.findings import Finding
from zhicheng_cli.written.numbers import counted_in

from .day_off_naming import DAY, DayNaming, NamedDays, NoticePart, with_weekends
from .day_off_words import (
    DATE_ALONE,
    DAY_FOLLOWS,
    GENERAL,
    OPENING,
    WORDS,
    DayOffWord,
    unlikely_days,
    weekday_in,
    weekday_text,
)
from .printed_text import PrintedText

_AS_PRINTED = "照国务院办公厅的原文核对；与放假无关的话请从文件里删去"
_CHECK = "核对通知，看是不是抄错了"


class Arrangement(NamedTuple):
    """What a notice says of a festival.

    Attributes:
        name: of the festival, or of several that are let off together.
        year: the one whose arrangement it is; None = it is not said.
        days: whether each day named is worked.
        until: the last day off, where the notice only says how far the days off go on.
    """

    name: str
    year: int | None
    days: Mapping[date, bool]
    until: date | None = None


class SentenceReader:
    """Reads a section.

    Attributes:
        found: what is wrong.
        encouraged: sentences that only encourage people to take leave on a day, as printed.
    """

    def __init__(self, text: PrintedText, section: NoticePart) -> None:
        self.found: list[Finding] = []
        self.encouraged: list[str] = []
        self._text, self._section = text, section
        self._days = DayNaming(section, self._report)
        self._off: dict[date, int] = {}
        self._worked: dict[date, int] = {}
        self._moved: dict[date, int] = {}
        self._resumed: dict[date, int] = {}
        self._until: date | None = None
        self._begin(section.start)

    def _begin(self, index: int) -> None:
        """A new sentence."""
        self._start = index
        self._pending: list[NamedDays] = []
        self._is_open = False
        self._mode: DayOffWord | None = None
        self._uncounted: list[date] = []
        self._is_joined = False
        self._unread: tuple[int, int] | None = None
        self._first_day: int | None = None
        self._without_day: int | None = None
        self._has_said = False
        self._before = DayOffWord.STOP

    def read(self, before: Mapping[date, bool]) -> Arrangement:
        """What the section says; only if nothing is found it holds.

        Args:
            before: what the notice said of days in other sections, whether each is worked.
        """
        position, end = self._section.start, self._section.end
        while position < end:
            if self._may_end() and self._text.begins_line(position):
                self._stop(position)
            if self._before is DayOffWord.STOP and (opening := OPENING.match(self._text.words, position, end)):
                position = opening.end()
            match = WORDS.match(self._text.words, position, end)
            if match is None:
                break
            word = DayOffWord(match.lastgroup or "")
            if self._is_open and word is not DayOffWord.DAY:
                self._is_open = False
                self._cannot_read(match)
            self._handlers[word](self, match)
            self._before = word
            position = match.end()
        self._stop(end)
        self._check_whole(before)
        days = {**dict.fromkeys(self._off, False), **dict.fromkeys({**self._moved, **self._worked}, True)}
        for day, message in unlikely_days(self._section.name, days) if self._until is None else ():
            self._report({**self._moved, **self._worked, **self._off}[day], "E410", message, _CHECK)
        return Arrangement(self._section.name, self._section.year, dict(sorted(days.items())), self._until)

    def _may_end(self) -> bool:
        """Whether a new line is a new sentence though no stop is before it: a title has none, nor has every copy."""
        if self._first_day is None:
            return not self._section.only_arranges
        return self._before in (
            DayOffWord.OFF,
            DayOffWord.WORKED,
            DayOffWord.RESUMED,
            DayOffWord.COUNT,
            DayOffWord.JOINED,
        )

    # ---- words ----

    def _day(self, match: re.Match[str]) -> None:
        if self._before in (DayOffWord.DAY, DayOffWord.BRACKET):
            self._cannot_read(match)
            return
        if self._first_day is None:
            self._first_day = match.start()
        span = self._days.named(match, self._pending.pop() if self._is_open else None)
        self._is_open = False
        self._pending.append(span)

    def _bracket(self, match: re.Match[str]) -> None:
        day = self._pending[-1].last if self._pending else None
        try:
            weekday = weekday_in(match["inside"])
        except ValueError:
            self._cannot_read(match)
            return
        if weekday is not None and day and weekday != day.weekday():
            message = f"{day} 是{weekday_text(day)}，通知写的是“{self._text.as_printed(*match.span())}”"
            self._report(match.start(), "E408", message, "核对日期、年份和星期，看哪一个写错了")

    def _range(self, match: re.Match[str]) -> None:
        if self._before in (DayOffWord.DAY, DayOffWord.BRACKET) and self._pending:
            self._is_open = True
        else:
            self._cannot_read(match)

    def _comma(self, match: re.Match[str]) -> None:
        self._end_mode(match.start())

    def _enter_mode(self, match: re.Match[str]) -> None:
        self._end_mode(match.start())
        self._mode = DayOffWord(match.lastgroup or "")
        if self._mode is DayOffWord.MOVED:
            self._take(self._moved, match)

    def _end_mode(self, index: int) -> None:
        """Days after 调至 are off, the day after 延长至 is the last that is."""
        days = [day for span in self._pending for day in span.days()]
        if self._mode is DayOffWord.EXTENDED and days:
            self._has_said = True
            self._until = days[-1]
            self._off |= dict.fromkeys(days, index)
        elif self._mode is DayOffWord.MOVED:
            self._off |= {day: span.place for span in self._pending for day in span.days()}
        if self._mode is not None:
            self._mode, self._pending = None, []

    def _off_or_worked(self, match: re.Match[str]) -> None:
        self._end_mode(match.start())
        kinds = {DayOffWord.OFF: self._off, DayOffWord.WORKED: self._worked, DayOffWord.RESUMED: self._resumed}
        days = self._take(kinds[DayOffWord(match.lastgroup or "")], match)
        if match.lastgroup == DayOffWord.OFF:
            self._uncounted += days

    def _take(self, into: dict[date, int], match: re.Match[str]) -> list[date]:
        """The days that were named before this word, which says what they are."""
        if not self._pending and self._first_day is None:
            self._without_day = match.start() if self._without_day is None else self._without_day
        elif not self._pending and not (match.lastgroup == DayOffWord.OFF and self._uncounted):
            self._cannot_read(match)
        self._has_said = self._has_said or bool(self._pending)
        days = [day for span in self._pending for day in span.days()]
        into |= {day: span.place for span in self._pending for day in span.days()}
        self._pending = []
        return days

    def _count(self, match: re.Match[str]) -> None:
        ((said, _),) = counted_in(match["counted"], ("天",))
        days = set(self._uncounted) or set(self._off)
        total = len(with_weekends(days) if self._is_joined else days)
        if days and said != total:
            message = f"写明“{self._text.as_printed(*match.span())}”，写出的放假日子是 {total} 天"
            self._report(match.start(), "E409", message, "核对起止日期和天数，看哪一个写错了")
        self._uncounted = []

    def _joined(self, match: re.Match[str]) -> None:
        self._is_joined = True
        days = sorted(self._uncounted)
        if days and not any((day + step * DAY).weekday() > 4 for day in days for step in (-1, 0, 1)):
            self._report(match.start(), "E410", f"{days[0]} 是{weekday_text(days[0])}，不与周末相连", _CHECK)

    def _encouraged(self, match: re.Match[str]) -> None:
        if not re.search(r"\d日", match[0]):
            return
        self.encouraged.append(self._text.as_printed(*match.span()))
        if re.search("上班|放假|补休|调休", match[0]):  # what is arranged behind it must not go with it
            self._first_day, self._has_said = match.start(), True
            self._cannot_read(match)

    def _cannot_read(self, match: re.Match[str]) -> None:
        start, end = self._unread or (match.start(), match.start())
        if end == match.start():
            self._unread = (start, match.end())

    def _nothing(self, match: re.Match[str]) -> None:
        pass

    def _stop_at(self, match: re.Match[str]) -> None:
        if match[0] == ":" and self._section.only_arranges and DAY_FOLLOWS.match(self._text.words, match.end()):
            self._first_day = self._start if self._unread else self._first_day  # a heading that nobody knows
        self._stop(match.end())

    _handlers: Mapping[DayOffWord, Callable[[SentenceReader, re.Match[str]], None]] = {
        DayOffWord.ENCOURAGED: _encouraged,
        DayOffWord.DAY: _day,
        DayOffWord.BRACKET: _bracket,
        DayOffWord.EXTENDED: _enter_mode,
        DayOffWord.MOVED: _enter_mode,
        DayOffWord.OFF: _off_or_worked,
        DayOffWord.RESUMED: _off_or_worked,
        DayOffWord.WORKED: _off_or_worked,
        DayOffWord.COUNT: _count,
        DayOffWord.JOINED: _joined,
        DayOffWord.RANGE: _range,
        DayOffWord.LISTED: _nothing,
        DayOffWord.COMMA: _comma,
        DayOffWord.STOP: _stop_at,
        DayOffWord.FILLER: _nothing,
        DayOffWord.UNREAD: _cannot_read,
    }

    # ---- ends ----

    def _stop(self, index: int) -> None:
        """The end of a sentence: nothing in one that says who is off may be left unread."""
        self._end_mode(index)
        sentence = self._text.words[self._start : index]
        if self._first_day is None:
            if self._without_day is not None and not GENERAL.search(sentence):
                message = f"没有写是哪天：“{self._printed(self._start, index)}”"
                self._report(self._without_day, "E413", message, _AS_PRINTED)
        elif self._has_said or (self._section.only_arranges and not DATE_ALONE.fullmatch(sentence)):
            if self._unread is not None:
                self._report(self._unread[0], "E413", f"读不懂“{self._printed(*self._unread)}”", _AS_PRINTED)
            elif self._pending:
                self._report(self._pending[0].place, "E413", "没有写这天放假还是上班", _AS_PRINTED)
        self._begin(index)

    def _printed(self, start: int, end: int) -> str:
        printed = self._text.as_printed(start, end)
        return printed if len(printed) <= 30 else f"{printed[:30]}…"

    def _check_whole(self, before: Mapping[date, bool]) -> None:
        for day, index in self._resumed.items():
            if day in self._off or (self._until and day <= self._until):
                self._report(index, "E410", f"{day} 又放假又上班", _CHECK)
            elif day.weekday() > 4:
                self._worked[day] = index
        for day, index in (*self._off.items(), *self._worked.items()):
            if before.get(day) is (day in self._off):
                self._report(index, "E410", f"{day} 又放假又上班", _CHECK)
        for day, index in self._worked.items():
            if day in self._off:
                self._report(max(index, self._off[day]), "E410", f"{day} 又放假又上班", _CHECK)
            elif day.weekday() < 5:
                self._report(index, "E410", f"调休上班的 {day} 是{weekday_text(day)}，不是周末", _CHECK)
        for day, index in self._moved.items():
            if day.weekday() < 5:
                self._report(index, "E410", f"调走的公休日 {day} 是{weekday_text(day)}，不是周末", _CHECK)
        self._moved = {day: index for day, index in self._moved.items() if day not in self._off}
        if not self._off and not self.found:
            self._report(self._section.start, "E411", f"没有读出{self._section.name}哪天放假", _AS_PRINTED)

    def _report(self, index: int, code: str, message: str, hint: str) -> None:
        self.found.append(self._text.finding(index, code, message, hint))
