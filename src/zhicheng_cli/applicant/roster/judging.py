"""One rule over the columns of a batch: its own `judge`, called once for each combination of what it asks for.

A rule asks for few facts of most persons: whether a penalty is still in force needs the day of handing in only where
there was a penalty. So the facts are handed over as far as they were asked for in cases like this. When `judge` asks
for another one, the rows that led there are told apart by it, too, and asked again. What a rule answers to given facts
never depends on the rows around.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple, cast

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict
from zhicheng_cli.applicant.rules import Rule
from zhicheng_cli.applicant.rules.shared.circumstances import handing_in, later_year
from zhicheng_cli.plan.citation import Citation

from .arrays import Array, ints, numbered, numbers_of
from .coding import Key, Layout
from .columns import Codebook, ColumnRows, Groups

#: So many combinations are remembered in each case, from one batch to the next.
_REMEMBERED = 1 << 15
#: A batch with fewer rows tells nothing of what is usual.
_TELLING = 256

#: Days since 1970: nothing that fails, and fails without a day from which it does not, or is met without end.
NO_DAY, NEVER = -(1 << 31), (1 << 31) - 1
_EPOCH = 719163
#: A day on which papers can be handed in, counted since 1970, is below 2 to this power.
_BITS_OF_DAY = 32


#: What a rule answers: a reason's number, or that and the days `Answers.days`.
_GivenReason = int | tuple[int, int, int]
#: What came of asking it: that, or the fact that it asks for.
_ReasonOrFact = _GivenReason | str


class General(NamedTuple):
    """A reason without what is the person's own: the same for everyone whom it concerns."""

    code: str
    verdict: Verdict
    params: Items
    missing: tuple[str, ...]
    cites: tuple[Citation, ...]


class Answers(NamedTuple):
    """What a rule answers for each row: the number of the reason (`RuleJudge.reasons`), and days since 1970.

    Attributes:
        days: from when it is met, or `NO_DAY`, `NEVER`; and until when, or `NEVER`. None = `NO_DAY` and `NEVER` for
            every row.
    """

    reasons: Array
    days: tuple[Array, Array] | None


class _AskedError(Exception):
    """A rule asks for a fact that was not handed over."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Unread:
    """Stands where a fact was not handed over."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, facts: object, owner: type) -> Any:
        raise _AskedError(self._name)


class _AskedFacts:
    """The rows of which the same facts are handed over, and what was found out about them.

    Attributes:
        names: those facts.
        more: the fact that is asked for in (nearly) all such cases.
        answers: combination → answer; None = combinations hardly ever come back.
    """

    def __init__(self, names: tuple[str, ...], readable: Sequence[str]) -> None:
        self.names = names
        self._places = {name: place for place, name in enumerate(names)}
        members: dict[str, Any] = {name: _Unread(name) for name in readable}
        members |= {name: property(itemgetter(place)) for place, name in enumerate(names)}
        members["handed_over"] = self._derived
        # A tuple with the attributes of Facts: cheaper to make than a Facts, and a key to remember the answer by.
        self.facts: type[tuple[Any, ...]] = type("HandedOver", (tuple, Facts), members)
        self.more: str | None = None
        self.answers: dict[Key, _ReasonOrFact] | None = {}
        self.layout: Layout | None = None
        self.asked = self.judged = 0

    def _derived(self, facts: tuple[Any, ...], key: str) -> Any:
        """What a derived fact asks for when it is called."""
        place = self._places.get(key)
        if place is None:
            raise _AskedError(key)
        return facts[place]

    def forget(self) -> None:
        """Keep the memory small; give it up where it is of no use."""
        if self.answers is not None and len(self.answers) >= _REMEMBERED and self.judged > self.asked // 2:
            self.answers = None


class RuleJudge:
    """Judges the columns of batch after batch by one rule.

    Args:
        book: the columns that there are.

    Attributes:
        reasons: every reason met so far.
    """

    def __init__(self, rule: Rule, law: Law, book: Codebook) -> None:
        self._judge: Callable[[Facts, Law], Reason] = getattr(rule, "brief", None) or rule.judge
        self._law, self._book = law, book
        self._readable = tuple(name for name in rule.reads if name in book.facts)
        self._cases: dict[tuple[str, ...], _AskedFacts] = {}
        self.reasons: list[General] = []
        self._numbers: dict[tuple[Any, ...], int] = {}

    def judge(self, rows: ColumnRows) -> Answers:
        """The rule's answer for each row.

        Raises:
            CalendarRangeError: as the rule does.
        """
        found: list[_GivenReason] = []
        places = self._resolve(self._case(()), rows, found) if rows.length else ints([])
        reasons, days = _arrays(found)
        return Answers(reasons.take(places), days and (days[0].take(places), days[1].take(places)))

    def _case(self, names: tuple[str, ...]) -> _AskedFacts:
        names = tuple(sorted(names))
        if names not in self._cases:
            self._cases[names] = _AskedFacts(names, self._readable)
        return self._cases[names]

    def _resolve(self, case: _AskedFacts, rows: ColumnRows, found: list[_GivenReason]) -> Array:
        """For each row the place of its answer among those that are found, to which this adds."""
        while case.more is not None:
            case = self._case((*case.names, case.more))
        if case.answers is None:
            groups, codes = numbered(rows.length), [numbers_of(rows.codes(name)) for name in case.names]
            answers = [self._one(facts) for facts in self._handed_over(case, codes)]
        else:
            keys = rows.grouped(case.names)
            groups, answers = keys.rows, self._remembered(case, case.answers, keys)
        case.forget()
        places = pc.add(groups, pa.scalar(len(found), pa.int64()))
        found += (0 if isinstance(one, str) else one for one in answers)
        for name, mask in _asked(answers, groups):
            part = rows.where(mask)
            if part.length >= _TELLING and part.length > rows.length * 3 // 4:
                case.more = name
            of_part = self._resolve(self._case((*case.names, name)), part, found)
            places = pc.replace_with_mask(places, mask, of_part)
        return places

    def _remembered(self, case: _AskedFacts, known: dict[Key, _ReasonOrFact], groups: Groups) -> list[_ReasonOrFact]:
        if case.layout != groups.layout:
            case.layout = groups.layout
            known.clear()
        answers = list(map(known.get, groups.keys))
        new = (
            [key for key, answer in zip(groups.keys, answers, strict=True) if answer is None] if None in answers else []
        )
        case.asked, case.judged = len(answers), len(new)
        if not new:
            return cast(list[_ReasonOrFact], answers)
        fresh = dict(zip(new, map(self._one, self._handed_over(case, groups.layout.codes(new))), strict=True))
        if len(known) < _REMEMBERED:
            known.update(fresh)
        found = (fresh[key] if answer is None else answer for key, answer in zip(groups.keys, answers, strict=True))
        return list(found)

    def _handed_over(self, case: _AskedFacts, columns: Sequence[Sequence[int]]) -> Iterator[Any]:
        """What `judge` gets for each combination of codes."""
        make, facts = tuple.__new__, case.facts
        if not case.names:
            yield make(facts)
            return
        values = [self._book.values(name) for name in case.names]
        decoded = [[known[code] for code in codes] for known, codes in zip(values, columns, strict=True)]
        for combination in zip(*decoded, strict=True):
            yield make(facts, combination)

    def _one(self, facts: Any) -> _ReasonOrFact:
        """Ask the rule: the reason's number and the day, or the fact that it asks for."""
        try:
            code, verdict, params, _, missing, from_day, cites, until = self._judge(cast(Facts, facts), self._law)
        except _AskedError as asked:
            return asked.name
        key = (code, verdict, params, missing, cites)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.reasons)
            self.reasons.append(General(*key))
        if verdict is not Verdict.FAILS and until is None:
            return number
        return number, _day(from_day) if verdict is Verdict.FAILS else NO_DAY, _day(until)


def _day(day: date | None) -> int:
    return NEVER if day is None else day.toordinal() - _EPOCH


def _undated(length: int) -> tuple[Array, Array]:
    return ints([NO_DAY] * length), ints([NEVER] * length)


def first_days(answers: Iterable[Answers], length: int) -> Array:
    """From when all that fails is met and what is met still is; null where nothing fails, or not on any day."""
    since, until = _undated(length)
    for days in (one.days for one in answers):
        if days is not None:
            since, until = pc.max_element_wise(since, days[0]), pc.min_element_wise(until, days[1])
    return as_days(pc.if_else(pc.greater(since, until), pa.scalar(NEVER, pa.int32()), since))


def as_days(since: Array) -> Array:
    """The days of `Answers.days` as dates; null where there is none."""
    never = pc.or_(pc.equal(since, NO_DAY), pc.equal(since, NEVER))
    return pc.if_else(never, pa.scalar(None, pa.int32()), since).cast(pa.date32())


def later_years(days: Array, rows: ColumnRows, book: Codebook, law: Law) -> Array:
    """For each first day the year of the plan that still takes papers on it; null where this one does, or without day.

    Raises:
        CalendarRangeError: the calendar does not know the plan's year.
    """
    told = pc.is_valid(days)
    when = rows.where(told).codes(handing_in.key)
    pairs = pc.add(pc.shift_left(when, _BITS_OF_DAY), days.drop_null().cast(pa.int32()).cast(pa.int64()))
    pairs = pairs.dictionary_encode()
    whens, years = book.values(handing_in.key), []
    for pair in numbers_of(pairs.dictionary):
        code, day = divmod(pair, 1 << _BITS_OF_DAY)
        years.append(later_year(date.fromordinal(day + _EPOCH), whens[code], law))
    found = pa.array(years, pa.int32()).take(pairs.indices)
    return pc.replace_with_mask(pa.nulls(len(days), pa.int32()), told, found)


def _asked(answers: list[_ReasonOrFact], groups: Array) -> Iterator[tuple[str, Array]]:
    """Each fact that is asked for, and the rows that ask for it."""
    names = dict.fromkeys(one for one in answers if isinstance(one, str))
    if names:
        marks: dict[_ReasonOrFact, int] = {name: mark for mark, name in enumerate(names, 1)}
        of_rows = ints([marks.get(one, 0) for one in answers]).take(groups)
        for name in names:
            yield name, pc.equal(of_rows, marks[name])


def _arrays(found: list[_GivenReason]) -> tuple[Array, tuple[Array, Array] | None]:
    """The reasons and the days."""
    try:
        return ints(cast(list[int], found)), None
    except TypeError:  # not numbers alone
        rows = [one if isinstance(one, tuple) else (one, NO_DAY, NEVER) for one in found]
    reasons, since, until = (ints(column) for column in zip(*rows, strict=True))
    return reasons, (since, until)
