"""Headings: what is printed before a time, or in brackets after it: whom it concerns, which stage, which batch."""

from functools import lru_cache
from typing import NamedTuple

from .period import Precision, Window
from .period_words import (
    ACTORS,
    CHANGED,
    DASHES,
    ELSE,
    FIRST_BATCH,
    ISSUE,
    LEADING,
    LEVELS,
    LIST_OF_BATCHES,
    OFFICIAL,
    OPENING,
    ORIGINAL,
    PAPERS,
    PEOPLE,
    QUALIFIERS,
    SEPARATORS,
    SINCE,
    STAGES,
    STEPS,
    TENTATIVE,
)
from .points import Years
from .spans import Spans

_MOST_BATCHES = 60
#: A stage has one of these: who acts, or by what means, is none alone.
_DONE = STEPS | PAPERS | {"网上", "线上", "线下", "现场", "书面", "纸质"}
_UNIT_ACTORS = frozenset(one for one in ACTORS if one.endswith(("单位", "部门")))


class Heading(NamedTuple):
    """What a heading says of the windows after it; `change` is the word that makes earlier days void."""

    audience: str | None = None
    stage: str | None = None
    batch: int | None = None
    tentative: bool = False
    change: str = ""
    says_who: bool = False

    @property
    def names(self) -> bool:
        """Whether it tells its windows from others."""
        return self.says_who or bool(self.stage or self.batch)

    def below(self, above: "Heading") -> "Heading":
        """The heading with what holds on from the clause before: `中级3月、9月`, `第一批:网上申报…,单位审核…`."""
        if not self.names and above is not NO_HEADING:
            return above._replace(change=self.change, tentative=self.tentative or above.tentative)
        if self.stage and not (self.batch or self.says_who):
            return self._replace(batch=above.batch, audience=above.audience, says_who=above.says_who)
        return self

    def over(self, window: Window) -> Window:
        """The window as one of those the heading stands over."""
        if self is NO_HEADING:
            return window
        return window._replace(
            audience=self.audience, stage=self.stage, batch=self.batch, tentative=self.tentative or window.tentative
        )


NO_HEADING = Heading()


class Headings(Spans):
    """The part of the reader that knows what stands before a time."""

    def __init__(self, text: str, years: Years, before_includes: bool | None, names: tuple[str, ...]) -> None:
        super().__init__(text, years, before_includes)
        self.known = names
        self.since_at = -1  # the token of 自, after which a range must follow
        self.since = ""  # the last word of 即日起(至)

    def heading(self) -> Heading:
        """`第一批次:个人网上申报时间为`: all that leads to a time, or to the end of a bracket."""
        found = NO_HEADING
        while (token := self.token) and not self.time_at(self.at):
            if token == "第" and self.tokens[self.at + 2] in LIST_OF_BATCHES:
                found = found._replace(batch=self.batch_number())
            elif self.accept(FIRST_BATCH):
                found = found._replace(batch=1)
            elif self.name_at(self.at):
                found = self.named(found)
            elif token in TENTATIVE:
                found = found._replace(tentative=True)
                self.at += 1
            elif token in OPENING:
                self.opening = True
                self.at += 1
            elif token in CHANGED or token in ORIGINAL:
                found = found._replace(change=token)
                self.at += 1
            elif token in LEADING:
                self.at += 1
            elif token in SINCE and self.tokens[self.at + 1] not in ISSUE and self.tokens[self.at + 1] != "本":
                self.since_at = self.at
                self.at += 1
            elif token == "由" and (self.time_at(self.at + 1) or self.tokens[self.at + 1] in ORIGINAL):
                found = found._replace(change=token)
                self.at += 1
            elif not self.since_issue():
                break
        return found

    def since_issue(self) -> bool:
        """`即日起至`: taken from the day of the notice on, which the words do not name."""
        at = self.at
        self.accept(("本",))
        self.accept(SINCE)
        if self.accept(ISSUE) and self.accept(("起",)):
            self.accept(SEPARATORS)
            self.since = "至" if self.accept(DASHES) else "起"
            return True
        self.at = at
        return False

    def headed_span(self) -> Window:
        """The span after a heading: `自` needs a range, and `即日起至9月` runs through the month as any range does."""
        window = self.span()
        at, self.since_at = self.since_at, -1
        if at >= 0 and not window.opens:
            raise self.error(at, f"“{self.tokens[at]}”之后没有写到哪一天为止", stop=at + 1)
        since, self.since = self.since, ""
        if not since or window.precision is Precision.DAY:
            return window
        if since == "起" or window.opens:
            raise self.error(self.at, "“即日起”之后没有写到哪一天为止")
        whole = window.precision in (Precision.MONTH, Precision.RANGE) and window.earliest.day == 1
        return window._replace(earliest=window.latest if whole else window.earliest, precision=Precision.RANGE)

    def batch_number(self) -> int:
        """`第一批`."""
        self.at += 1
        number = self.number(_MOST_BATCHES, "批")
        self.at += 1
        return number

    def name_at(self, at: int) -> int:
        """The token after the name of people, an area, an actor or a step that begins at a token; 0 = none does."""
        token = self.tokens[at]
        if self.known and not ("0" <= token[:1] <= "9"):
            stop = self.starts[at]
            for name in _by_first(self.known).get(token[:1], ()):
                if self.chars.startswith(name, stop) and stop + len(name) in self.starts:
                    return self.starts.index(stop + len(name))
        return at + 1 if token in PEOPLE or token in STAGES else 0

    def named(self, found: Heading) -> Heading:
        """`初级、中级`, `市直学校网上申报`, `单位审核`: whom it concerns, and the stage.

        An area or a kind of unit before what is done by those above the applicant (审核, 公示) is who acts there.
        """
        start, split, people = self.at, 0, False
        while stop := self.name_at(self.at):
            token = self.tokens[self.at]
            theirs = people and not split and token in _UNIT_ACTORS and not self.is_level(self.at - 1)  # 市直单位
            is_stage = stop == self.at + 1 and token in STAGES and not theirs
            if is_stage and not split:
                split = self.at + 1
            if not is_stage and split and token not in QUALIFIERS:
                break
            people = people or (not is_stage and token not in QUALIFIERS)
            self.at = stop
            if self.token in SEPARATORS and not split and self.name_at(self.at + 1):
                self.at += 1
        if not split:
            return self.people(found, start, self.at)
        first = split - 1
        official = any(token in OFFICIAL for token in self.tokens[first : self.at])
        if first == start or (official and not self.is_level(start)):
            return self.staged(found, start)
        return self.staged(self.people(found, start, first), first)

    def is_level(self, at: int) -> bool:
        """Whether a token is a level, such as 中级; 市级 is an area."""
        return self.tokens[at] in LEVELS

    def staged(self, found: Heading, start: int) -> Heading:
        """The heading with the stage named from a token up to here."""
        if found.stage or not any(token in _DONE for token in self.tokens[start : self.at]):
            raise self.error(start)
        return found._replace(stage=self.between(start, self.at))

    def people(self, found: Heading, start: int, stop: int) -> Heading:
        """The heading with whom it concerns, named from a token up to another; 其他 is everyone else."""
        tokens = self.tokens[start:stop]
        if all(token in QUALIFIERS for token in tokens) or found.says_who:
            raise self.error(start)
        if tokens[0] in ELSE and all(token in (*ELSE, "人员", "单位") for token in tokens):
            return found._replace(says_who=True)
        return found._replace(audience=self.between(start, stop), says_who=True)


@lru_cache(maxsize=8)
def _by_first(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Names by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        if name:
            found.setdefault(name[0], []).append(name)
    return found
