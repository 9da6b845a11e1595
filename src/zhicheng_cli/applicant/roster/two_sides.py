"""The two verdicts on each row of a batch, what is to be filled in, and what is to be done by when: by columns.

What `two_verdicts` says of one person hangs on the reasons and on the case: the committee, whether an examination
gives the title, whether the papers are handed in, whether the unit's notice has begun. Cases are few, so each step is
worded once for each reason and case.
What only a person's own figures tell stays with the reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.judgement.assessment import Outcome
from zhicheng_cli.applicant.judgement.steps import (
    CUTOFF,
    HANDING_IN,
    POSTING,
    StepMaker,
    ToDo,
    closings,
    is_awaited,
    is_handed_in,
)
from zhicheng_cli.applicant.judgement.two_verdicts import days_ahead, in_words
from zhicheng_cli.applicant.judgement.whom_and_when import whom_and_when
from zhicheng_cli.applicant.law.facts import FIELDS, Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import WEIGHT, Reason, Side, Verdict
from zhicheng_cli.applicant.rules import Rule
from zhicheng_cli.applicant.rules.shared.derived import derived
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.milestones import audiences

from .arrays import Array, ints, longs, numbers_of
from .columns import Codebook, ColumnRows
from .judging import NEVER, Answers, General, RuleJudge, as_days, later_years

#: A fact's bit among those that a person lacks.
BITS = {field.name: 1 << place for place, field in enumerate(FIELDS)}
_WEIGHTS = {verdict: place for place, verdict in enumerate(WEIGHT)}
_FAILS, _UNDUE = _WEIGHTS[Verdict.FAILS], _WEIGHTS[Verdict.NOT_APPLICABLE]
#: Bits of a case beside a reason.
_CASE_BITS = 24
_ExamAsked: TypeAlias = tuple[str, str | None] | None


@derived("committee", "county")
def _own_county(committee: int | None, county: str | None, law: Law) -> str | None:
    """The county, where the committee has days of their own for some."""
    of = law.committee(committee)
    return county if of and audiences(of) else None


@derived("committee", "title", "specialty")
def _asked_by_exam(committee: int | None, title: str | None, specialty: str | None, law: Law) -> _ExamAsked:
    """Title and specialty, where an examination alone gives the title, so that the row's days are not theirs."""
    of = law.committee(committee)
    if of is None or not title:
        return None
    asked = law.search.exams.as_asked(of, Filters(title=title, specialty=specialty))
    return (title, specialty) if asked.by_exam else None


@derived("submitted")
def _is_handed_in(submitted: date | None, law: Law) -> bool:
    return is_handed_in(Facts(submitted=submitted), law.today)


@derived("notice_from")
def _has_begun(notice_from: date | None, law: Law) -> bool:
    return notice_from is not None


_CASE = ("committee", _own_county.key, _asked_by_exam.key, _is_handed_in.key, _has_begun.key)


class Sides(NamedTuple):
    """Columns, a row a person: what the sides are called, the bits of what is to be filled in, the steps by lines."""

    conditions: Array
    formalities: Array
    fill_in: Array
    to_do: Array


class ReasonColumns:
    """What each of a rule's reasons says, as columns by its number.

    Attributes:
        weights: the verdict's place in `WEIGHT`.
        bits: the facts that are missing.
        awaited: whether it only need not be there yet.
    """

    def __init__(self, judge: RuleJudge, rule: Rule) -> None:
        self.rule, self.reasons = rule, judge.reasons
        self._told: tuple[list[int], list[int], list[bool]] = ([], [], [])
        self.weights, self.bits, self.awaited = ints([]), longs([]), pa.array([], pa.bool_())

    def learn(self) -> None:
        """Take in the reasons that are new."""
        weights, bits, awaited = self._told
        new = self.reasons[len(weights) :]
        if new:
            weights += [_WEIGHTS[one.verdict] for one in new]
            bits += [sum(BITS[name] for name in one.missing) for one in new]
            awaited += [is_awaited(self.outcome(one)) for one in new]
            self.weights, self.bits, self.awaited = ints(weights), longs(bits), pa.array(awaited)

    def outcome(self, reason: General) -> Outcome:
        """The reason as far as it is everybody's."""
        return Outcome(self.rule, Reason(reason.code, reason.verdict, reason.params, (), reason.missing))


class _StepCase(NamedTuple):
    """What the steps hang on beside the reasons.

    Attributes:
        waits: whether what is due until the cut-off, and until the unit's notice, need not be there yet.
        stages: what is to be done before the papers are handed in, and after that.
    """

    number: int
    maker: StepMaker
    waits: dict[str, bool]
    stages: tuple[str, str]


class SideJudge:
    """Tells the sides of batch after batch."""

    def __init__(self, told: Sequence[ReasonColumns], book: Codebook, law: Law) -> None:
        self._told, self._book, self._law = told, book, law
        self._cases: dict[tuple[Any, ...], _StepCase] = {}
        self._by_number: list[_StepCase] = []
        self._texts: list[dict[int, str]] = [{} for _ in told]

    def judge(self, rows: ColumnRows, answers: Sequence[Answers]) -> Sides:
        """The columns for some rows.

        Raises:
            CalendarRangeError: the calendar does not know the days of a cut-off.
        """
        cases, of_rows = self._cases_of(rows)
        numbers = longs([one.number for one in cases]).take(of_rows)
        stages = [pa.array([one.stages[at] for one in cases], pa.string()).take(of_rows) for at in (0, 1)]
        waits = {
            event: pa.array([one.waits[event] for one in cases], pa.bool_()).take(of_rows)
            for event in (CUTOFF, POSTING)
        }
        states = [
            _Standing(told, answer, waits[told.rule.due]) for told, answer in zip(self._told, answers, strict=True)
        ]
        nobody = pa.array([False]).take(longs([0] * rows.length))
        closed = next((one.is_never for one in states if one.told.rule.code == HANDING_IN), nobody)
        over = pc.or_(closed, self._refused(rows, states))
        return Sides(
            _words(Side.CONDITIONS, states, closed),
            _words(Side.FORMALITIES, states, closed),
            pc.if_else(over, 0, _joined_bits(states)),
            self._steps(states, numbers, stages, closed, over),
        )

    def _cases_of(self, rows: ColumnRows) -> tuple[list[_StepCase], Array]:
        groups = rows.grouped(_CASE)
        codes = groups.layout.codes(list(groups.keys))
        values = [[self._book.values(name)[code] for code in of] for name, of in zip(_CASE, codes, strict=True)]
        return [self._case(*case) for case in zip(*values, strict=True)], groups.rows

    def _case(
        self, committee: int | None, county: str | None, by_exam: _ExamAsked, handed_in: bool, begun: bool
    ) -> _StepCase:
        key = (committee, county, by_exam, handed_in, begun)
        if key not in self._cases:
            today, (title, specialty) = self._law.today, by_exam or (None, None)
            facts = Facts(
                title=title,
                specialty=specialty,
                committee=committee,
                county=county,
                submitted=today if handed_in else None,
                notice_from=today if begun else None,
            )
            ways = whom_and_when(facts, self._law, ())
            maker = StepMaker(facts, ways, today)
            ahead = days_ahead(closings(facts, ways.milestones, today), today)
            case = _StepCase(
                len(self._by_number), maker, {event: event in ahead for event in (CUTOFF, POSTING)}, _stages(maker)
            )
            self._cases[key] = case
            self._by_number.append(case)
        return self._cases[key]

    def _refused(self, rows: ColumnRows, states: Iterable[_Standing]) -> Array:
        """Whether a condition is not met, and cannot be while papers are taken."""
        days = [one.since for one in states if one.is_condition and one.since is not None]
        if not days:
            return pa.array([False]).take(longs([0] * rows.length))
        latest = days[0] if len(days) == 1 else pc.max_element_wise(*days)
        later = pc.is_valid(later_years(as_days(latest), rows, self._book, self._law))
        return pc.or_(pc.equal(latest, NEVER), later)

    def _steps(
        self,
        states: Sequence[_Standing],
        numbers: Array,
        stages: Sequence[Array],
        closed: Array,
        over: Array,
    ) -> Array:
        """The lines in order of date: all that is due by the cut-off comes before it, the unit's notice first."""
        in_order: dict[str, list[Array]] = {
            name: [] for name in ("posting", "settled first", "got ready", "handed in", "mended")
        }
        for place, one in enumerate(states):
            column = self._worded(place, one, numbers)
            if column is None:
                continue
            if one.is_condition:
                fails = pc.equal(one.weights, _FAILS)
                in_order["settled first"].append(pc.if_else(fails, "", column))
                in_order["mended"].append(pc.if_else(fails, column, ""))
            elif one.told.rule.code == HANDING_IN:
                in_order["handed in"].append(pc.if_else(pc.and_not(over, closed), "", column))
            else:
                name = "posting" if one.told.rule.due == POSTING else "got ready"
                in_order[name].append(pc.if_else(over, "", column))
        for name, column in zip(("got ready", "handed in"), stages, strict=True):
            in_order[name].append(pc.if_else(over, "", column))
        return pc.utf8_ltrim(pc.binary_join_element_wise(*chain(*in_order.values()), ""), "\n")

    def _worded(self, place: int, state: _Standing, numbers: Array) -> Array | None:
        """The steps that a rule asks for; None where it asks for none in the whole batch."""
        pairs = pc.add(pc.shift_left(state.reasons.cast(pa.int64()), _CASE_BITS), numbers).dictionary_encode()
        known = self._texts[place]
        keys = numbers_of(pairs.dictionary)
        for key in keys:
            if key not in known:
                reason, case = divmod(key, 1 << _CASE_BITS)
                steps = _asked(state.told.outcome(state.told.reasons[reason]), self._by_number[case].maker)
                known[key] = "".join(f"\n{line_of(one)}" for one in steps)
        texts = [known[key] for key in keys]
        return pa.array(texts, pa.string()).take(pairs.indices) if any(texts) else None


class _Standing:
    """How a rule stands in each row.

    Attributes:
        weights: the verdict's place in `WEIGHT`.
        waits: whether it only need not be there yet.
        since: from when it is met; `NEVER` = on no day, `NO_DAY` = it does not fail. None = it fails nowhere.
    """

    def __init__(self, told: ReasonColumns, answer: Answers, waits: Array) -> None:
        self.told, self.reasons = told, answer.reasons
        self.is_condition = told.rule.side is Side.CONDITIONS
        self.weights = told.weights.take(answer.reasons)
        self.bits = told.bits.take(answer.reasons)
        self.since = answer.days and answer.days[0]
        any_awaited = pc.any(told.awaited).as_py()
        self.waits = pc.and_(told.awaited.take(answer.reasons), waits) if any_awaited else None

    @property
    def is_never(self) -> Array:
        """Whether it fails for good."""
        return pc.equal(self.weights, _FAILS) if self.since is None else pc.equal(self.since, NEVER)


def _asked(outcome: Outcome, maker: StepMaker) -> Iterator[ToDo]:
    return maker.conditions([outcome]) if outcome.rule.side is Side.CONDITIONS else maker.formality(outcome)


def _words(side: Side, states: Iterable[_Standing], closed: Array) -> Array:
    """What the side is called in each row."""
    found, waiting = longs([_UNDUE] * len(closed)), pc.and_not(closed, closed)
    for one in (one for one in states if one.is_condition is (side is Side.CONDITIONS)):
        due = one.weights
        if one.waits is not None:
            due, waiting = pc.if_else(one.waits, _UNDUE, due), pc.or_(waiting, one.waits)
        found = pc.min_element_wise(found, due)
    is_closed = closed if side is Side.FORMALITIES else pc.and_not(closed, closed)
    key = pc.add(pc.shift_left(found, 2), pc.add(pc.if_else(waiting, 2, 0), pc.if_else(is_closed, 1, 0)))
    coded = key.dictionary_encode()
    words = []
    for code in numbers_of(coded.dictionary):
        verdicts = [WEIGHT[code >> 2]] if code >> 2 != _UNDUE else []
        words.append(in_words(side, verdicts, waits=bool(code & 2), is_closed=bool(code & 1)))
    return pa.array(words, pa.string()).take(coded.indices)


def _joined_bits(states: Iterable[_Standing]) -> Array:
    """The facts that are missing now: what is not due yet is left out."""
    found = None
    for one in states:
        bits = one.bits if one.waits is None else pc.if_else(one.waits, 0, one.bits)
        found = bits if found is None else pc.bit_wise_or(found, bits)
    return found


def _stages(maker: StepMaker) -> tuple[str, str]:
    """The stages (环节) of a case, until the papers are handed in and after that."""
    latest = max((one.cutoff.days.last for one in maker.closings if one.cutoff.days), default=date.max)
    before: list[str] = []
    after: list[str] = []
    for one in maker.stages():
        (before if (one.by or date.max) <= latest else after).append(f"\n{line_of(one)}")
    return "".join(before), "".join(after)


@lru_cache(maxsize=1 << 12)
def line_of(step: ToDo) -> str:
    """A step in a line: 2021-07-01前，最迟2021-07-30：交材料."""
    when = ""
    if step.days is not None:
        safe, last = step.days
        when = f"{safe}前，最迟{last}" if step.by == safe != last else f"最迟{last}"
    who = f"（{step.who}）" if step.who else ""
    return f"{when}{who}：{step.what}" if when or who else step.what
