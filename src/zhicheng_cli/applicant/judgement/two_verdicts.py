"""The two verdicts on one person, 条件 and 手续, and what is to be done, in order of date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import product
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.verdicts import IN_WORDS, Side, Verdict, overall

from .assessment import Assessment, Outcome
from .steps import CUTOFF, POSTING, Closing, ToDo, closings, is_awaited, is_closed, ordered_steps
from .whom_and_when import WhomAndWhen

#: What the sides are called.
SIDES = {Side.CONDITIONS: "条件", Side.FORMALITIES: "手续"}
#: How the formalities stand, where a verdict's own word would say too much or too little.
_FORMALITIES = {Verdict.MEETS: "齐了", Verdict.FAILS: "没办齐"}
CLOSED = "已截止"
NOT_YET = "还没到"


class SideVerdict(NamedTuple):
    """One side of a judgement.

    Attributes:
        verdict: of all its rules; with the other side's it makes the verdict on the whole.
        fails, unknown, open, met: its rules' answers by verdict; `open` are 待核实 and 需人工认定. What does not apply
            is left out.
        not_yet: those that only need not be there yet, each with the last day until which that is so; they stand in
            none of the others.
        is_closed: whether papers are taken no more.
    """

    side: Side
    verdict: Verdict
    fails: tuple[Outcome, ...]
    unknown: tuple[Outcome, ...]
    open: tuple[Outcome, ...]
    met: tuple[Outcome, ...]
    not_yet: tuple[tuple[Outcome, date], ...] = ()
    is_closed: bool = False

    @property
    def now(self) -> Verdict:
        """The verdict without what is not due yet."""
        return overall(self._due)

    @property
    def in_words(self) -> str:
        """The verdict as people read it; what is not due yet is no 未知."""
        return in_words(self.side, self._due, waits=bool(self.not_yet), is_closed=self.is_closed)

    @property
    def _due(self) -> list[Verdict]:
        return [one.reason.verdict for one in (*self.fails, *self.unknown, *self.open, *self.met)]


class TwoVerdicts(NamedTuple):
    """Both sides, and what is to be done."""

    conditions: SideVerdict
    formalities: SideVerdict
    to_do: tuple[ToDo, ...]

    @property
    def sides(self) -> tuple[SideVerdict, SideVerdict]:
        """Both, without what is to be done."""
        return self.conditions, self.formalities


def in_words(side: Side, due: Collection[Verdict], *, waits: bool, is_closed: bool) -> str:
    """A side's verdict as people read it.

    Args:
        due: its rules' verdicts, without what does not apply or is not due yet.
        waits: whether something is not due yet.
        is_closed: whether papers are taken no more.
    """
    now = overall(due)
    if is_closed:
        return CLOSED
    if waits and now in (Verdict.MEETS, Verdict.UNKNOWN) and Verdict.UNKNOWN not in due:
        return NOT_YET
    return (_FORMALITIES if side is Side.FORMALITIES else IN_WORDS).get(now, IN_WORDS[now])


def two_verdicts(facts: Facts, assessment: Assessment, ways: WhomAndWhen, today: date) -> TwoVerdicts:
    """The two verdicts, and what is to be done, the earliest day first."""
    ahead = days_ahead(closings(facts, ways.milestones, today), today)
    conditions, formalities = (_side(side, assessment.outcomes, ahead) for side in Side)
    return TwoVerdicts(conditions, formalities, ordered_steps(facts, assessment, ways, today))


def days_ahead(ahead: Iterable[Closing], today: date) -> dict[str, date]:
    """Until which day a formality need not be there, by its milestone; those whose day has passed are not listed."""
    found: dict[str, date] = {}
    for event, closing in product((CUTOFF, POSTING), ahead):
        days = closing.until(event).days
        if days and days.last >= today:
            found[event] = max(days.last, found.get(event, days.last))
    return found


def _side(side: Side, outcomes: Iterable[Outcome], ahead: Mapping[str, date]) -> SideVerdict:
    own = [one for one in outcomes if one.rule.side is side]
    waits = [(one, ahead[one.rule.due]) for one in own if is_awaited(one) and one.rule.due in ahead]
    due = [one for one in own if one not in [each for each, _ in waits]]

    def of(*verdicts: Verdict) -> tuple[Outcome, ...]:
        return tuple(one for one in due if one.reason.verdict in verdicts)

    return SideVerdict(
        side,
        overall(one.reason.verdict for one in own),
        of(Verdict.FAILS),
        of(Verdict.UNKNOWN),
        of(Verdict.DISCRETION, Verdict.UNCONFIRMED),
        of(Verdict.MEETS),
        tuple(waits),
        any(is_closed(one) for one in own),
    )
