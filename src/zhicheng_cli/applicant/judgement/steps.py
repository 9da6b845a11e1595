"""What an applicant has to do, step by step: what, by which day, where and with which phone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.verdicts import Side, Verdict
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.contacts import by_contact
from zhicheng_cli.plan.deadlines import DueDays
from zhicheng_cli.plan.milestones import Milestone

from .assessment import Assessment, Outcome, remedy
from .whom_and_when import WhomAndWhen

CUTOFF, POSTING, HANDING_IN, NOTICE = "cutoff", "unit_notice", "R519", "R518"
#: Whose notice it is, where the employer is not named.
_UNIT = "本单位"
#: What is told of the case, not of what is done for it.
_TARGET = ("title", "committee", "county", "route", "submitted")
_SETTLED = (Verdict.MEETS, Verdict.NOT_APPLICABLE)


class Whom(NamedTuple):
    """One to turn to, as printed; phones without area code."""

    unit: str
    phones: tuple[str, ...] = ()
    person: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.unit, self.person, *self.phones)))


class ToDo(NamedTuple):
    """One thing to do.

    Attributes:
        what: in words, without day and place.
        rules: the rules that it is for; none for a stage (环节) that the notice prints.
        by: until which day: the safe one, or the last where the safe one has passed; None = no day can be told.
        days: both; None where the notice gives none.
        from_day: the first day on which it can be done, where it cannot be done before.
        whom: where it is done or asked; several where the notice prints several.
        who: whose days these are, where some have their own, or the batch.
        cites: what day and demand rest on.
    """

    what: str
    rules: tuple[str, ...]
    by: date | None
    days: DueDays | None = None
    from_day: date | None = None
    whom: tuple[Whom, ...] = ()
    who: str = ""
    cites: tuple[Citation, ...] = ()


class Closing(NamedTuple):
    """A cut-off by which the applicant can still hand in, and the notice in the unit that has to go before it."""

    cutoff: Milestone
    posting: Milestone | None

    def until(self, event: str) -> Milestone:
        """Until when a formality need not be there; a notice that has begun need only be over by the cut-off."""
        return self.posting or self.cutoff if event == POSTING else self.cutoff


def closings(facts: Facts, milestones: Iterable[Milestone], today: date) -> tuple[Closing, ...]:
    """The next cut-off for each of those who have one of their own; none once the papers are handed in."""
    if is_handed_in(facts, today):
        return ()
    milestones, first = list(milestones), dict[str | None, Milestone]()
    for one in milestones:
        if one.event == CUTOFF and one.days and one.days.last >= today:
            first.setdefault(one.audience, one)
    begins = {one.window: one for one in milestones if one.event == POSTING and facts.notice_from is None}
    return tuple(Closing(one, begins.get(one.window)) for one in first.values())


def is_handed_in(facts: Facts, today: date) -> bool:
    """Whether the papers have been handed in."""
    return facts.submitted is not None and facts.submitted <= today


def ordered_steps(facts: Facts, assessment: Assessment, ways: WhomAndWhen, today: date) -> tuple[ToDo, ...]:
    """What is to be done, the earliest day first; what has no day comes last.

    Whoever does not meet a condition in time, or comes too late, is told what would mend that, and nothing else.
    """
    maker = StepMaker(facts, ways, today)
    conditions = [one for one in assessment.outcomes if one.rule.side is Side.CONDITIONS]
    formalities = [one for one in assessment.outcomes if one.rule.side is Side.FORMALITIES]
    closed = [one for one in formalities if is_closed(one)]
    steps = [*maker.conditions(conditions)]
    if closed or any(_is_refused(one) for one in conditions):
        steps += [one for each in closed for one in maker.formality(each)]
    else:
        waits = [one for one in formalities if is_awaited(one) and one.reason.from_day]
        left = [one for one in formalities if one not in waits]
        steps += [*maker.stages(), *(step for one in left for step in maker.formality(one))]
        steps = _not_before(steps, waits)
    return tuple(sorted(steps, key=_place_of(steps)))


def _place_of(steps: Sequence[ToDo]) -> Callable[[ToDo], tuple[date, bool]]:
    """By day; the unit's notice goes before the handing in, though of the two only its own safe day may have passed."""

    def day(one: ToDo) -> date:
        return one.by or one.from_day or date.max

    handed_in = min((day(one) for one in steps if HANDING_IN in one.rules), default=date.max)
    return lambda one: (min(day(one), handed_in), False) if NOTICE in one.rules else (day(one), True)


def is_closed(one: Outcome) -> bool:
    """Whether papers are taken no more."""
    return one.rule.code == HANDING_IN and one.reason.verdict is Verdict.FAILS and one.reason.from_day is None


def _is_refused(one: Outcome) -> bool:
    """Whether a condition is not met, and cannot be while papers are taken."""
    reason = one.reason
    return reason.verdict is Verdict.FAILS and (reason.from_day is None or "later" in dict(reason.seen))


def is_awaited(one: Outcome) -> bool:
    """Whether what is open need not be there before its day: a fact that is not told, or an answer that says so."""
    reason, rule = one.reason, one.rule
    if reason.verdict is Verdict.UNKNOWN:
        return set(reason.missing) <= set(rule.awaits)
    return rule.words[reason.code].awaited


def _not_before(steps: Iterable[ToDo], waits: Iterable[Outcome]) -> list[ToDo]:
    """Papers are not handed in before what is only not there yet has come: the day stands with the handing in."""
    day = max((one.reason.from_day for one in waits if one.reason.from_day), default=None)
    return [one._replace(from_day=day) if day and HANDING_IN in one.rules else one for one in steps]


class StepMaker:
    """Makes the steps of one applicant."""

    def __init__(self, facts: Facts, ways: WhomAndWhen, today: date) -> None:
        self.facts, self.ways, self.today = facts, ways, today
        self.is_handed_in = is_handed_in(facts, today)
        self.closings = closings(facts, ways.milestones, today)
        self.receivers = _receivers(ways.committee)

    def conditions(self, outcomes: Iterable[Outcome]) -> Iterator[ToDo]:
        """What would meet a condition, or settle it: asked before the papers are handed in."""
        for one in outcomes:
            if one.reason.verdict in _SETTLED or not (what := remedy(one.rule, one.reason)):
                continue
            if one.reason.verdict is Verdict.FAILS or _tells_its_day(one, what):
                yield self._step(what, one, ())
            else:
                yield from self._before(CUTOFF, what, one, self.receivers)

    def formality(self, one: Outcome) -> Iterator[ToDo]:
        """What is to be done for a rule."""
        rule, reason = one
        what = remedy(rule, reason)
        if not what and self._is_to_be_done(one):
            what = rule.to_do.format_map(dict(reason.params))
        if not what:
            return
        whom = self._contacts() if _is_of_hours(one) else self.receivers
        whom = (Whom(self.facts.employer or _UNIT),) if rule.due == POSTING else whom
        yield from self._before(rule.due, what, one, whom)

    def _is_to_be_done(self, one: Outcome) -> bool:
        """Whether it may not be there yet: where the case alone is not told, nothing is to be done but to tell it.
        Papers are handed in by those who have not done so."""
        if one.rule.code == HANDING_IN:
            return bool(self.closings)
        return not self.is_handed_in and bool(set(one.reason.missing) - set(_TARGET))

    def stages(self) -> Iterator[ToDo]:
        """The stages (环节) that are printed beside the cut-off."""
        of = {one.name: one for one in self.ways.committee.stages} if self.ways.committee else {}
        for one in self.ways.milestones if self.closings else ():
            if one.event == "stage" and one.days and self._is_concerned(one):
                where = of[one.stage].where
                unit = "，".join(filter(None, (of[one.stage].who, where.place, where.url, where.hours)))
                whom = (Whom(unit, where.phones, where.person),)
                yield ToDo(one.stage, (), self._by(one.days), one.days, None, whom, _who(one), (one.basis,))

    def _before(self, event: str, what: str, one: Outcome, whom: tuple[Whom, ...]) -> Iterator[ToDo]:
        """The step, by the days of a milestone; once for each of those who have days of their own."""
        for closing in self.closings:
            yield self._step(what, one, whom, closing.until(event))
        if not self.closings:
            yield self._step(what, one, whom)

    def _step(self, what: str, one: Outcome, whom: tuple[Whom, ...], by: Milestone | None = None) -> ToDo:
        days, codes, cites = by and by.days, (one.rule.code,), one.reason.cites
        if by is None or days is None:
            return ToDo(what, codes, None, None, one.reason.from_day, whom, "", cites)
        cites = tuple(dict.fromkeys((by.basis, *cites)))
        return ToDo(what, codes, self._by(days), days, one.reason.from_day, whom, _who(by), cites)

    def _by(self, days: DueDays) -> date:
        return days.safe if days.safe >= self.today else days.last

    def _is_concerned(self, one: Milestone) -> bool:
        """Whether a stage is one of the cut-offs that can be kept."""
        return any(
            one.batch in (None, closing.cutoff.batch) and one.audience in (None, closing.cutoff.audience)
            for closing in self.closings
        )

    def _contacts(self) -> tuple[Whom, ...]:
        """Whom to ask about hours; the receivers where the notice names nobody for one's field."""
        found = tuple(Whom(one.department, (one.phone,), one.person) for one, _ in by_contact(self.ways.contacts))
        return found or self.receivers


def _tells_its_day(one: Outcome, what: str) -> bool:
    """Whether the words say themselves from which day it is met."""
    return what != remedy(one.rule, one.reason._replace(from_day=None))


def _is_of_hours(one: Outcome) -> bool:
    return any(name.startswith("hours_") for name in one.rule.reads)


def _receivers(committee: Committee | None) -> tuple[Whom, ...]:
    return tuple(Whom(one.unit, one.phones, one.where.person) for one in committee.receivers) if committee else ()


def _who(one: Milestone) -> str:
    return one.window.who if one.window else ""
