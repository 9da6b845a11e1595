"""Clauses: a time with its heading and all that follows it."""

from .brackets import DONE, Brackets, renewed
from .period import Precision, Window
from .period_headings import Heading
from .period_words import (
    ACTING,
    ALL_YEAR,
    CHANGED,
    DASHES,
    LAST_MONTHS,
    QUARTER_ENDS,
    SEPARATORS,
    STEPS,
    SUSPENDED,
    TENTATIVE_AFTER,
)
from .points import Years


class Clauses(Brackets):
    """The part of the reader that puts a clause together."""

    def __init__(self, text: str, years: Years, before_includes: bool | None, names: tuple[str, ...]) -> None:
        super().__init__(text, years, before_includes, names)
        self.suspended = False
        self.in_list = False  # whether the time is one of several that nothing tells apart

    def clause(self, above: Heading) -> tuple[list[Window], Heading]:
        """A time with its heading and all that follows it; the heading of the clause before it may hold on."""
        begin = self.at
        own = self.heading()
        if own.change in CHANGED and begin:
            raise self.error(begin, f"分不清“{own.change}”说的是哪一段", stop=self.at)
        heading = own.below(above)
        self.done = ""
        self.in_list = self.in_list and not own.names
        start = self.at
        windows = self.times(heading)
        self.time_printed = start, self.at
        was = len(self.void)
        self.tail(windows)
        if heading.change and heading.change not in CHANGED and len(self.void) == was:
            raise self.error(begin, "原来的时间后面没有写新的时间", stop=self.at)
        return windows, heading

    def times(self, heading: Heading) -> list[Window]:
        """The windows a clause is about: one, or those of four quarters."""
        if self.token in DASHES[1:] and not self.at:  # 至2月2日
            self.at += 1
        if self.token in ALL_YEAR or self.tokens[self.at + 2] in ALL_YEAR:
            return [heading.over(self.all_year())]
        if ends := self.accept(QUARTER_ENDS):
            quarters = map(heading.over, self.quarters(ends in LAST_MONTHS))
            return [one._replace(batch=batch) for batch, one in enumerate(quarters, 1)]
        if heading.names and self.token == "(" and self.time_at(self.at + 1):
            self.at += 1
            window = self.span()
            self.expect((")",))
            return [heading.over(window)]
        return [heading.over(self.headed_span())]

    def all_year(self) -> Window:
        """`全年受理`."""
        if self.token not in ALL_YEAR:
            self.year_word()
        self.at += 1
        if not (self.token in STEPS or self.token in ACTING):
            raise self.error(self.at, "" if self.token else "缺少“受理”")
        self.skip(DONE)
        self.at -= 1
        whole = self.months(1, 12, Precision.RANGE)
        return whole._replace(opens=whole.earliest, earliest=whole.latest, rolling=True)

    def quarters(self, months_named: bool) -> list[Window]:
        """The ends of the four quarters, or one day of their last months: `每季度末月12日`, `每季度最后一个月12日`."""
        self.follow()
        day_named = months_named or bool(self.accept(("月",)))
        at, found = self.at, []
        for self.month in (3, 6, 9, 12):
            self.at = at
            found.append(self.beside(self.day() if day_named else self.part("末")))
        return found

    def tail(self, windows: list[Window]) -> None:
        """What follows a time: brackets, what is done by then, remarks, and the words that make it void."""
        while token := self.tokens[self.at]:
            if token == "(":
                self.bracket(windows)
            elif token in TENTATIVE_AFTER and self.tokens[self.at + 1] in ("", *SEPARATORS):
                self.at += 1
                windows[:] = [one._replace(tentative=True) for one in windows]
            elif token == "最后":
                self.last_days()
            elif not (self.changed(windows) or self.remark() or self.ending()):
                break

    def last_days(self) -> None:
        """`第三季度最后2个工作日(即9月29日至30日)`: only the bracket says which days they are."""
        at = self.at
        self.at += 1
        self.number(31, "个工作日")
        self.expect(("个工作日",))
        if self.token != "(" or self.tokens[self.at + 1] != "即":
            raise self.error(at, "没有写明是哪几天", stop=self.at)

    def changed(self, windows: list[Window]) -> bool:
        """`延长至10月`, `暂缓开展`: the time before is void."""
        at = self.at
        self.accept(SEPARATORS)
        self.skip(frozenset(("现", "已", "再次", "统一", "将")))
        word = self.token
        if not windows or not (word in CHANGED or word in SUSPENDED):
            self.at = at
            return False
        if self.in_list:
            raise self.error(self.at, f"前面不止一段时间，分不清“{word}”说的是哪一段", stop=self.at + 1)
        self.at += 1
        self.void.append(self.between(*self.time_printed))
        if word in SUSPENDED:
            self.skip(DONE)
            windows.clear()
            self.suspended = True
        else:
            start = self.at
            windows[:] = [renewed(word, self.span(), windows[0])]
            self.time_printed = start, self.at
        return True
