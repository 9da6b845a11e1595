"""Brackets after a time, what is done by then, and the words that make a time void."""

from .period import Precision, Window
from .period_headings import NO_HEADING, Heading, Headings
from .period_words import (
    ACTING,
    CARRYING,
    CHANGED,
    ENDING,
    HANDED_IN,
    PEOPLE,
    PROLONGED,
    QUALIFIERS,
    SEPARATORS,
    STAGES,
    STEPS,
)
from .points import Years
from .spans import Beside

DONE = ACTING | STAGES | CARRYING | ENDING
_LABEL = STAGES | PEOPLE | {"时间", "截止", "截止时间", "日期", "为"}


class Brackets(Headings):
    """The part of the reader that knows what stands after a time."""

    def __init__(self, text: str, years: Years, before_includes: bool | None, names: tuple[str, ...]) -> None:
        super().__init__(text, years, before_includes, names)
        self.void: list[str] = []
        self.time_printed = 0, 0  # the tokens of the time that words of change make void
        self.done = ""  # the stage named after a time, in what a clause says is done by then
        self.done_for = 0  # the token of whom that concerns

    def bracket(self, windows: list[Window]) -> None:
        """What brackets say of the time before them, or times for some: `9月(延长至10月)`, `10月(市直学校9月)`."""
        years = self.base, self.year, self.year_named, self.month
        self.at += 1
        if self.remark():
            while self.accept(SEPARATORS) and (self.remark() or self.note(windows[0], Beside())):
                pass
        else:
            self.said(windows, self.heading())
        self.expect((")",))
        self.base, self.year, self.year_named, self.month = years

    def said(self, windows: list[Window], heading: Heading) -> None:
        """The inside of the brackets after its heading."""
        if heading.change and heading.names:
            raise self.error(self.at, f"分不清“{heading.change}”说的是哪一段")
        if heading.change:
            self.change_said(windows, heading)
        elif self.accept(("即",)):
            self.exactly(windows)
        elif self.token == ")" and heading != NO_HEADING:
            windows[0] = self.marked(windows[0], heading)
        elif self.token in ("", ")"):
            raise self.error(self.at, "括号里缺少时间")
        else:
            self.times_for(windows, heading)

    def times_for(self, windows: list[Window], heading: Heading) -> None:
        """`县区8月、市直学校7月`: each with its own heading."""
        while True:
            if not (self.time_at(self.at) and heading.names):
                raise self.error(self.at, "括号里没有写明是谁" if self.time_at(self.at) else "")
            windows.append(heading.over(self.headed_span()))
            self.ending()
            if not self.accept(SEPARATORS):
                break
            heading = self.heading()

    def change_said(self, windows: list[Window], heading: Heading) -> None:
        """`(原3月31日)` is void; `(延长至10月)` makes void what is before the bracket."""
        start = self.at
        window = self.span()
        if heading.change in CHANGED:
            self.void.append(self.between(*self.time_printed))
            windows[0] = renewed(heading.change, window, windows[0])
        else:
            self.void.append(self.between(start, self.at))
        self.ending()

    def exactly(self, windows: list[Window]) -> None:
        """`9月底(即9月30日)`: the same time in closer words."""
        start, outer = self.at, windows[0]
        inner = self.span()
        if inner.starts < outer.starts or inner.latest > outer.latest:
            raise self.error(start, "不在前面的时间之内", stop=self.at)
        windows[0] = _instead(inner, outer)

    def marked(self, window: Window, heading: Heading) -> Window:
        """`(第一批)`, `(个人申报)`, `(中级)`, `(暂定)` after a time, which say of it what a heading would."""
        told = ((heading.batch, window.batch), (heading.stage, window.stage), (heading.audience, window.audience))
        if any(said and known for said, known in told):
            raise self.error(self.at - 1)
        return window._replace(
            batch=heading.batch or window.batch,
            stage=heading.stage or window.stage,
            audience=heading.audience or window.audience,
            tentative=heading.tentative or window.tentative,
        )

    def ending(self) -> bool:
        """What is done by then: `止`, `完成评审工作`, `申报`."""
        if self.labelled():
            return False
        start = self.at
        if self.accept(ACTING):
            self.skip(DONE | PEOPLE)
            while self.token in SEPARATORS and (end := self.done_until(self.at + 1)):
                self.at = end
        else:
            self.skip(DONE - ACTING)
            if not any(token in ENDING or token in STEPS for token in self.tokens[start : self.at]):
                self.at = start
        if self.at > start and self.token and self.tokens[self.at - 1] in HANDED_IN:
            from .phrases import receiver_end

            self.skip_to(receiver_end(self.chars, self.starts[self.at]))
        named = [at for at in range(start, self.at) if self.tokens[at] in STAGES or self.tokens[at] in HANDED_IN]
        if named:
            self.done = self.between(named[0], named[-1] + 1)
        theirs = (at for at in range(start, self.at) if self.tokens[at] in PEOPLE - QUALIFIERS)
        self.done_for = next(theirs, self.done_for)
        return self.at > start

    def done_until(self, at: int) -> int:
        """Where one more of the things done ends, as in `完成评审、公示、发证`; 0 where a heading or a time begins."""
        end = at
        while self.tokens[end] in DONE:
            end += 1
        return end if end > at and (self.tokens[end] in SEPARATORS or self.tokens[end] in ("", ")")) else 0

    def labelled(self) -> bool:
        """Whether a heading begins here without a mark before it: `…9月16日 审核材料:9月1日…`."""
        at = self.at
        while self.tokens[at] in _LABEL:
            at += 1
        return at > self.at and (self.tokens[at] == ":" or (self.tokens[at - 1] == "为" and self.time_at(at)))


def renewed(word: str, new: Window, old: Window) -> Window:
    """The time that holds now; what is prolonged was open from the same day on."""
    if word.startswith(PROLONGED) and old.opens and not new.opens and old.opens <= new.earliest:
        new = new._replace(opens=old.opens, precision=Precision.RANGE)
    return _instead(new, old)


def _instead(new: Window, old: Window) -> Window:
    """A time in the place of another: for the same people, the same batch and stage."""
    tentative = new.tentative or old.tentative
    return new._replace(audience=old.audience, batch=old.batch, stage=old.stage, tentative=tentative)
