"""What the answers to a whole roster have in common: the numbered reasons, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.judgement.assessment import general_sentence
from zhicheng_cli.applicant.law.verdicts import IN_WORDS, WEIGHT, Reason, Verdict
from zhicheng_cli.applicant.rules import Rule
from zhicheng_cli.errors import visible
from zhicheng_cli.files.privacy import masked

from .arrays import Array, ints
from .engine import JudgedBatch
from .judging import General

#: Between the numbers of a person's reasons.
SEPARATOR = "、"
#: Before what cannot be judged for want of facts.
_NOT_TOLD = "名册没有写，还不能判："
#: What needs no number beside the verdict: nothing is left to do.
_SETTLED = (Verdict.MEETS, Verdict.NOT_APPLICABLE)


class Explained(NamedTuple):
    """A reason as it is written once, and referred to by its number.

    Attributes:
        number: from 1, in order of the first person whom it concerns, and for one person in the order of the rules.
    """

    number: int
    rule: Rule
    reason: General

    @property
    def sentence(self) -> str:
        """The reason in words, without the person's own figures; identity numbers masked."""
        return masked(general_sentence(self.rule, Reason(self.reason.code, self.reason.verdict, self.reason.params)))

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.reason.verdict not in _SETTLED

    @property
    def is_doubtful(self) -> bool:
        """Whether people must settle it."""
        return self.reason.verdict in (Verdict.DISCRETION, Verdict.UNCONFIRMED)

    @property
    def line(self) -> str:
        """The reason in a line of a person's cell."""
        return f"\n{IN_WORDS[self.reason.verdict]}：{visible(self.sentence)}"

    @property
    def unknown(self) -> str:
        """What cannot be judged, in the list of that; empty where it can."""
        return f"{SEPARATOR}{self.rule.name}" if self.reason.verdict is Verdict.UNKNOWN else ""


class Answered(NamedTuple):
    """The answers to a batch, numbered.

    Attributes:
        people: as `JudgedBatch.people`.
        reasons: for each person a line for each reason that fails, then for each that people must settle, then in one
            line what cannot be judged yet.
        open: the numbers of the reasons that are neither `meets` nor `not_applicable`.
        all: the numbers of all reasons.
    """

    people: Any
    reasons: Any
    open: Any
    all: Any


class Tally:
    """Numbers the reasons of batch after batch, and counts.

    The numbers depend on the roster alone: not on the size of the batches, nor on who judged them.

    Attributes:
        explained: every reason, by its number from 1.
        counts: how many persons each concerns, in the same order.
        verdicts: persons by verdict on the whole.
        refused_rows, blank_rows, unsound, by_month: rows that were refused, empty ones passed over, with an identity
            number that cannot be right, with a day that is told by the month alone.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self.explained: list[Explained] = []
        self.counts: list[int] = []
        self.verdicts: Counter[Verdict] = Counter()
        self.refused_rows = self.blank_rows = self.unsound = self.by_month = 0
        self._numbers: dict[tuple[int, General], int] = {}
        #: Of each source and rule, by the source's number: ours.
        self._known: dict[str, list[list[int]]] = {}
        self._texts = self._open_texts = pa.array([], pa.string())
        self._told: dict[str, list[str]] = {"fails": [], "doubtful": [], "unknown": []}
        self._lines: dict[str, Array] = {}

    @property
    def answered_rows(self) -> int:
        """Persons who have an answer."""
        return self.verdicts.total()

    @property
    def read_rows(self) -> int:
        """Persons in the roster: those answered and those refused."""
        return self.answered_rows + self.refused_rows

    def by_rule(self) -> list[tuple[Rule, Counter[Verdict]]]:
        """Persons by verdict, for each rule in order."""
        found: dict[str, Counter[Verdict]] = {rule.code: Counter() for rule in self.rules}
        for one, count in zip(self.explained, self.counts, strict=True):
            found[one.rule.code][one.reason.verdict] += count
        return [(rule, found[rule.code]) for rule in self.rules]

    def enter(self, judged: JudgedBatch) -> Answered:
        """Number and count the answers to the next batch of the roster."""
        if judged.source not in self._known:
            self._known[judged.source] = [[] for _ in self.rules]
        known = self._known[judged.source]
        self._number(judged, known)
        columns = []
        for reasons, numbers in zip(judged.rules, known, strict=True):
            column = ints(numbers).take(reasons)
            columns.append(column)
            counted = pc.value_counts(column)
            for number, count in zip(counted.field(0).to_pylist(), counted.field(1).to_pylist(), strict=True):
                self.counts[number] += count
        self._count(judged)
        return Answered(
            judged.people,
            self._reasons(columns),
            self._listed(columns, self._open_texts),
            self._listed(columns, self._texts),
        )

    def _number(self, judged: JudgedBatch, known: list[list[int]]) -> None:
        """Give numbers to the new reasons: by the first row, then by rule."""
        fresh = sorted(
            (pc.index(judged.rules[place], number).as_py(), place, reason)
            for place, number, reason in judged.fresh
            if (place, reason) not in self._numbers
        )
        for _, place, reason in fresh:
            self._numbers[place, reason] = len(self.explained)
            self.explained.append(Explained(len(self.explained) + 1, self.rules[place], reason))
            self.counts.append(0)
        for place, _, reason in judged.fresh:
            known[place].append(self._numbers[place, reason])
        if fresh:
            self._texts = pa.array([f"{SEPARATOR}{one.number}" for one in self.explained])
            settled = pa.array([not one.is_open for one in self.explained])
            self._open_texts = pc.if_else(settled, "", self._texts)
            for one in self.explained[len(self._told["fails"]) :]:
                self._told["fails"].append(one.line if one.reason.verdict is Verdict.FAILS else "")
                self._told["doubtful"].append(one.line if one.is_doubtful else "")
                self._told["unknown"].append(one.unknown)
            self._lines = {group: pa.array(texts) for group, texts in self._told.items()}

    def _reasons(self, columns: list[Array]) -> Array:
        fails, doubtful, unknown = ([texts.take(column) for column in columns] for texts in self._lines.values())
        listed = pc.utf8_ltrim(pc.binary_join_element_wise(*unknown, ""), SEPARATOR)
        told = pc.if_else(pc.equal(listed, ""), "", pc.binary_join_element_wise(f"\n{_NOT_TOLD}", listed, ""))
        return pc.utf8_ltrim(pc.binary_join_element_wise(*fails, *doubtful, told, ""), "\n")

    def _count(self, judged: JudgedBatch) -> None:
        people = judged.people
        counted = pc.value_counts(people.column("verdict"))
        for place, count in zip(counted.field(0).to_pylist(), counted.field(1).to_pylist(), strict=True):
            self.verdicts[WEIGHT[place]] += count
        self.unsound += pc.sum(people.column("unsound")).as_py() or 0
        self.by_month += pc.sum(pc.not_equal(people.column("by_month"), "")).as_py() or 0
        self.refused_rows += judged.refused_rows
        self.blank_rows += judged.blank_rows

    def _listed(self, columns: list[Array], texts: Array) -> Array:
        # Joining with nulls to be skipped would lose the rows that are nothing but nulls (pyarrow 26).
        joined = pc.binary_join_element_wise(*(texts.take(column) for column in columns), "")
        return pc.utf8_ltrim(joined, SEPARATOR)
