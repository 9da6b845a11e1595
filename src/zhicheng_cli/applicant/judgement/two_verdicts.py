"""The two verdicts on one person, 条件 and 手续, and what is to be done, in order of date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
        return overall(one.reason.verdict for one in (*self.fails, *self.unknown, *self.open, *self.met))

    @property
    def in_words(self) -> str:
        """The verdict as people read it; what is not due yet is no 未知."""
        if self.is_closed:
            return CLOSED
        if self.not_yet and self.now in (Verdict.MEETS, Verdict.UNKNOWN) and not self.unknown:
            return NOT_YET
        return (_FORMALITIES if self.side is Side.FORMALITIES else IN_WORDS).get(self.now, IN_WORDS[self.now])


class TwoVerdicts(NamedTuple):
    """Both sides, and what is to be done."""

    conditions: SideVerdict
    formalities: SideVerdict
    to_do: tuple[ToDo, ...]

    @property
    def sides(self) -> tuple[SideVerdict, SideVerdict]:
        """Both, without what is to be done."""
        return self.conditions, self.formalities


def two_verdicts(facts: Facts, assessment: Assessment, ways: WhomAndWhen, today: date) -> TwoVerdicts:
    """The two verdicts, and what is to be done, the earliest day first."""
    ahead = _days_ahead(closings(facts, ways.milestones, today), today)
    conditions, formalities = (_side(side, assessment.outcomes, ahead) for side in Side)
    return TwoVerdicts(conditions, formalities, ordered_steps(facts, assessment, ways, today))


def _days_ahead(ahead: Iterable[Closing], today: date) -> dict[str, date]:
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
