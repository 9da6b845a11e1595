"""Spans: a point with what is printed beside it, or from one point to another."""

from datetime import date, timedelta

from .period import Precision, Window
from .period_words import (
    BEFORE,
    CLOCK,
    CLOSING,
    CLOSING_TIME,
    DASHES,
    DAY,
    EVERY_DAY,
    EXCLUDED,
    FESTIVALS,
    INCLUDED,
    LUNAR,
    MOON_MONTHS,
    PARTS,
    SEPARATORS,
    STARTING,
    STEPS,
    UNTIL,
    WEEKDAYS,
)
from .points import Points, Years
from .scanner import DIGIT, value_of

_REMARKS_BEGIN = frozenset("共逾过超申网评管届系遇国法公节双周休假星邮寄信以送收具详准确分每定不适集按")
_ENDED = frozenset(("止", "为止", "截止", "截至", "截止申报", "结束"))


class Beside:
    """What is printed beside a point: 前 (the token, 0 = none), whether the day counts, the hour and its token."""

    def __init__(self) -> None:
        self.before = 0
        self.counts: bool | None = None
        self.closes_at: str | None = None
        self.hour = 0


class Spans(Points):
    """The part of the reader that knows from when to when."""

    def __init__(self, text: str, years: Years, before_includes: bool | None) -> None:
        super().__init__(text, years)
        self.before_includes = before_includes
        self.opening = False  # whether the time is that of 开始时间, which one of 截止时间 must follow

    def span(self) -> Window:
        """`9月`, `9月15日前`, `4-6月`, `3月初至4月底`, `9月1日起至15日止`: a point, or from one to another."""
        if self.token[:1] in DIGIT and self.unit_ahead in DAY and self.day_listed:  # 5月10日、20日
            start = self.beside(self.day())
        else:
            start = self.beside(self.point())
        begin = self.at
        if not (self.tokens[begin - 1] not in BEFORE and self.to()):
            if self.tokens[begin] in STARTING:
                raise self.error(begin, f"“{self.tokens[begin]}”之后没有写到哪一天为止", stop=begin + 1)
            return self.closing(start)
        opened, begin = begin, self.at
        end = self.closing(self.end(start))
        if self.tokens[begin - 1] in SEPARATORS and self.token not in _ENDED:
            raise self.error(opened, f"“{self.tokens[opened]}”之后没有写到哪一天为止", stop=opened + 1)
        if end.latest < start.earliest:
            raise self.error(begin, "结束早于开始", stop=self.at)
        # 至6月 runs through the month; 至4月底 ends on a day the words leave open, though never before the start.
        whole = end.precision in (Precision.MONTH, Precision.RANGE) and end.earliest.day == 1
        earliest = end.latest if whole else max(end.earliest, start.earliest)
        return Window(start.earliest, earliest, end.latest, Precision.RANGE, closes_at=end.closes_at)

    def to(self) -> bool:
        """Step over what leads to the end of a range: a dash, `起至`, `开始,至`, or the comma of `起,30日截止`."""
        at = self.at
        if self.opening:
            self.opening = False
            self.accept(SEPARATORS)
            self.expect(CLOSING)
            self.accept((":", "为"))
            return True
        if self.accept(DASHES):
            return True
        if self.accept(STARTING):
            self.skip(STEPS)
            comma = self.accept(SEPARATORS)
            if self.accept(DASHES) or (comma and (self.accept(UNTIL) or self.time_at(self.at))):
                return True
        self.at = at
        return False

    def skip(self, words: frozenset[str]) -> None:
        """Step over all of the words that stand here."""
        while self.accept(words):
            pass

    def end(self, start: Window) -> Window:
        """The second point of a range, whose month may be that of the first: `1日-10日`, `1日至月底`, `中旬至下旬`."""
        if self.unit_ahead in DAY and start.precision is Precision.DAY:
            self.month, self.year = start.earliest.month, start.earliest.year
            return self.beside(self.day())
        at = self.at
        if self.accept(("月",)) or start.precision is Precision.XUN:
            if part := self.accept(PARTS):
                return self.beside(self.part(part))
            self.at = at
        return self.beside(self.point())

    def closing(self, point: Window) -> Window:
        """The point a span ends with: its day does not end where it begins."""
        if point.closes_at == "00:00":
            raise self.error(self.hour_token, "零点是这一天的开头，分不清是这一天还是前一天截止")
        return point

    def beside(self, point: Window) -> Window:
        """Take in what is printed beside a point: `(星期五)`, `17:00`, `前`, `(含)`."""
        token = self.tokens[self.at]
        if not token or token in DASHES or token in SEPARATORS:
            return point
        found = Beside()
        while token := self.tokens[self.at]:
            if token in BEFORE and not found.before:
                found.before = self.at
                self.at += 1
            elif token == "(":
                if not self.is_note(self.at + 1):
                    break
                self.at += 1
                self.notes(point, found)
            elif token in ("含", "包含", "不含", "不包含") or not self.note(point, found):
                break
        if not (found.before or found.counts is not None or found.hour):
            return point
        return self.settled(point, found)

    def is_note(self, at: int) -> bool:
        """Whether the word at a token belongs to the day before it and to nothing else."""
        token = self.tokens[at]
        if token in UNTIL:
            return self.hour_at(at + 1)
        if token in EVERY_DAY:
            return self.office_hours_at(at) or self.tokens[at + 1] == ")"
        known = (WEEKDAYS, INCLUDED, EXCLUDED, LUNAR, CLOSING_TIME, CLOCK)
        return any(token in words for words in known) or self.hour_at(at)

    def notes(self, point: Window, found: Beside) -> None:
        """`(农历正月初九、星期日)`: notes in brackets, which the end of the text closes too."""
        while self.token and not self.accept((")",)):
            if not (self.note(point, found) or self.accept(SEPARATORS) or self.remark()):
                self.expect((")",))

    def remark(self) -> bool:
        """Step over a fixed phrase that changes no day: `,逾期不予受理`."""
        listed = self.token in SEPARATORS
        first = self.tokens[self.at + listed][:1]
        if first not in _REMARKS_BEGIN and (listed or first not in DIGIT):
            return False
        from .phrases import remark_end

        return self.skip_to(remark_end(self.chars, self.starts[self.at]))

    def skip_to(self, end: int) -> bool:
        """Step over what ends at a character, if that is further on and no word is cut in two."""
        if end <= self.starts[self.at] or end not in self.starts:
            return False
        self.at = self.starts.index(end)
        return True

    def note(self, point: Window, found: Beside) -> bool:
        """Take in one note beside a point, if one stands here."""
        token, at = self.token, self.at
        if token in WEEKDAYS and self.tokens[at + 1] in DASHES and self.tokens[at + 2] in WEEKDAYS:
            self.at += 3  # 周一至周五: the days of an office
        elif token in WEEKDAYS:
            self.weekday(point)
        elif token in INCLUDED or token in EXCLUDED:
            self.at += 1
            found.counts = token in INCLUDED
            if self.time_at(self.at) and (self.day() if self.unit_ahead in DAY else self.point())[:3] != point[:3]:
                raise self.error(at, "与前面的日期不是同一天", stop=self.at)
        elif token in LUNAR and point.precision is Precision.DAY and self.tokens[at - 1] in ("(", *SEPARATORS):
            self.moon_day()
        elif token in CLOSING_TIME:
            self.at += 1
            self.expect(BEFORE)
            found.counts = True
        elif token in CLOCK:
            self.at += 1
        elif self.hour_at(at) or self.office_hours_at(at) or (token in UNTIL and self.hour_at(at + 1)):
            self.at += token in UNTIL
            start = self.at
            found.closes_at, found.hour = self.hours() or found.closes_at, at
            if point.precision is not Precision.DAY and self.at == start + 1:
                raise self.error(start, f"“{self.tokens[start]}”前面没有写日期", stop=self.at)
        elif token in EVERY_DAY and self.tokens[at + 1] == ")":
            self.at += 1
        else:
            return False
        return True

    def moon_day(self) -> None:
        """Step over `农历腊月二十八`, `除夕`: the day is the printed one."""
        start = self.at
        self.accept(("农历",))
        if self.accept(FESTIVALS):
            return
        if not self.accept(MOON_MONTHS):
            self.number(12, "月")
            self.expect(("月",))
        self.accept(("初",))
        if not 1 <= value_of(self.token or "0") <= 30:
            raise self.error(start, "农历的日子写得不全", stop=self.at)
        self.at += 1

    def weekday(self, point: Window) -> None:
        """A weekday that is not that of its date is an error: it may betray a wrong year."""
        if point.precision is not Precision.DAY:
            raise self.error(self.at, f"“{self.token}”前面没有写日期", stop=self.at + 1)
        day = point.latest
        if WEEKDAYS[self.token] != day.weekday():
            right = f"{day.year}年{day.month}月{day.day}日是星期{'一二三四五六日'[day.weekday()]}"
            raise self.error(self.at, f"{right}，不是{self.token}", stop=self.at + 1)
        self.at += 1

    def settled(self, point: Window, found: Beside) -> Window:
        """The window of a point with what is beside it.

        `15日前` leaves open whether the 15th counts, and `上旬前` whether its days do: from the day before the first
        of them to the last. An hour settles it, and so do `(含)` and, for days, the plan's own word.
        """
        self.hour_token = found.hour
        is_day = point.precision is Precision.DAY
        if found.closes_at and not is_day:
            raise self.error(found.hour, "钟点前面没有写日期")
        point = point._replace(closes_at=found.closes_at)
        if not found.before:
            if found.counts is False:
                raise self.error(self.at - 1, "“不含”前面没有写“前”")
            return point
        counts = found.counts
        if counts is None and is_day:
            counts = True if found.closes_at else self.before_includes
        if counts:
            return point
        if point.earliest == date.min:
            raise self.error(found.before, "没有更早的日子")
        eve = point.earliest - timedelta(days=1)
        return Window(None, eve, eve, Precision.DAY) if counts is False else point._replace(earliest=eve)
