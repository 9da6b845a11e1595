"""The judgement on a batch of a roster: what can be read is judged by every rule, what cannot is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.law.facts import BY_NAME, FIELDS, Shape
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.written import UnreadError
from zhicheng_cli.written.folding import folded

from .arrays import Array, longs, numbers_of
from .batches import Batch
from .cells import CellReading, Cells
from .coding import UNREADABLE, Marked
from .columns import Codebook, ColumnRows
from .found_committees import SOUGHT_BY, Finder
from .headings import Columns, is_read
from .identities import masked_numbers, masked_texts, unsound
from .judging import Answers, General, RuleJudge, first_days, later_years
from .two_sides import BITS, ReasonColumns, SideJudge

_COMMITTEE = "committee"
_LONGEST_SHOWN = 60
#: Of a batch, so many refusals say what may be meant: where more are wrong, it is the column that is.
_MOST_HINTS = 1000
#: How a column's cells are read, with or without a hint where they cannot be.
_CellReader = Callable[[str, bool], CellReading]


class Refused(NamedTuple):
    """A cell that cannot be read, or a row that is no row; the row is not answered.

    Attributes:
        row: as a spreadsheet counts, the heading is row 1.
        name: whose it is, as far as that is told; identity numbers masked.
        column: its heading; empty where it is the row as a whole.
        text: as written, identity numbers masked.
    """

    row: int
    name: str
    column: str
    text: str
    why: str


class JudgedBatch(NamedTuple):
    """The answers to a batch.

    Attributes:
        source: which engine numbered the reasons.
        people: row, name, identity (masked), title, unsound (identity), verdict (place in `WEIGHT`), conditions and
            formalities (in words), fill_in (labels of what is missing now), to_do (a line a step), committee (number),
            found (what is told where it was found, or none was), from_day, later (see `Assessment`), missing (labels),
            by_month (labels of what is told by the month alone), and the columns that are only kept, by their keys: one
            row a person, in the order of the roster.
        rules: for each rule, in order, the reason's number for each row, by the engine's count.
        fresh: (rule's place, number, reason) of the reasons that this engine met for the first time.
        refused: the cells and rows that cannot be read.
        refused_rows, blank_rows: how many rows were refused, and passed over since nothing stands in them.
        done: as `Batch.done`.
    """

    source: str
    people: Any
    rules: tuple[Any, ...]
    fresh: tuple[tuple[int, int, General], ...]
    refused: tuple[Refused, ...]
    refused_rows: int
    blank_rows: int
    done: int


class _FoundColumns(NamedTuple):
    """What is told of the committees that were looked for, null where one is named; and where nobody takes papers."""

    told: Any
    is_nobody: Any


class Engine:
    """Judges one batch after the other.

    Args:
        source: tells this engine's numbers of reasons from those of another.
        finder: finds the committee of a row that names none; None = it stays unknown.
    """

    def __init__(self, columns: Columns, law: Law, source: str = "", finder: Finder | None = None) -> None:
        self._columns, self._source, self._finder = columns, source, finder
        self._copied = tuple(key for key in columns.keys if not is_read(key))
        cells = Cells(law.search)
        self._readers = {key: _reader(key, cells) for key in columns.facts}
        if finder is not None:
            self._readers.setdefault(_COMMITTEE, _reader(_COMMITTEE, cells))
        readers = {key: partial(_read, reader) for key, reader in self._readers.items()}
        shapes = {key: BY_NAME[key].shape for key in self._readers if key in BY_NAME}
        days = [[key for key, one in shapes.items() if one is shape] for shape in (Shape.DAY, Shape.DATE)]
        self._law, self._book = law, Codebook(readers, days, law)
        self._judges = [RuleJudge(rule, law, self._book) for rule in all_rules()]
        self._told = [0 for _ in self._judges]
        self._reasons = [ReasonColumns(judge, rule) for judge, rule in zip(self._judges, all_rules(), strict=True)]
        self._sides = SideJudge(self._reasons, self._book, law)

    def judge(self, batch: Batch) -> JudgedBatch:
        """Every rule's answer for every row that can be read.

        Raises:
            CalendarRangeError: the calendar does not know the plan's year.
        """
        codes = self._book.read(self._told_in(batch.table))
        blank = self._blank(batch, codes)
        refused = [Refused(one.row, _shown(one.name), one.column, "", one.why) for one in batch.malformed]
        bad = self._refuse(batch, codes, blank, refused)
        out = blank if bad is None else bad if blank is None else pc.or_(bad, blank)
        table, rows = batch.table, batch.rows
        months = self._book.marked(self._told_in(table))
        if out is not None:
            kept = pc.indices_nonzero(pc.invert(out))
            table, rows = table.take(kept), rows.take(kept)
            codes = {key: column.take(kept) for key, column in codes.items()}
            months = {key: mask.take(kept) for key, mask in months.items()}
        judged = self._book.turn(codes, len(rows))
        found = _FoundColumns(pa.nulls(len(rows), pa.string()), pa.array([False]).take(longs([0] * len(rows))))
        if self._finder is not None and pc.any(blank_committee := pc.equal(codes[_COMMITTEE], 0)).as_py():
            found = self._find(codes, judged.where(blank_committee), blank_committee, found, self._finder)
            judged = self._book.turn(codes, len(rows))
        answers = [judge.judge(judged) for judge in self._judges]
        blank_rows = pc.sum(blank).as_py() if blank is not None else 0
        return JudgedBatch(
            source=self._source,
            people=self._people(table, rows, answers, months, judged, found),
            rules=tuple(answer.reasons for answer in answers),
            fresh=self._fresh(),
            refused=tuple(sorted(refused)),
            refused_rows=len(batch.table) - len(rows) - blank_rows + len(batch.malformed),
            blank_rows=blank_rows + batch.blank,
            done=batch.done,
        )

    def _told_in(self, table: Any) -> dict[str, Array]:
        """The columns that are read; a blank one where the roster has none for the committee."""
        nothing = pa.repeat("", len(table)).dictionary_encode()
        return {key: table.column(key) if key in self._columns.keys else nothing for key in self._readers}

    def _find(
        self, codes: dict[str, Array], rows: ColumnRows, blank: Array, at: _FoundColumns, finder: Finder
    ) -> _FoundColumns:
        """Enter the committees where none is named.

        Args:
            rows: those, `blank` where they are in the batch.
            at: what is told where one is named.
        """
        groups = rows.grouped(SOUGHT_BY)
        of = groups.layout.codes(list(groups.keys))
        sought = [[self._book.values(name)[code] for code in of] for name, of in zip(SOUGHT_BY, of, strict=True)]
        found = [finder.find(*one) for one in zip(*sought, strict=True)]
        numbers = self._book.code(_COMMITTEE, [one.no for one in found]).take(groups.rows)
        codes[_COMMITTEE] = pc.replace_with_mask(codes[_COMMITTEE], blank, numbers)
        columns = (pa.array([one.told for one in found]), pa.array([one.is_nobody for one in found]))
        return _FoundColumns(
            *(pc.replace_with_mask(known, blank, new.take(groups.rows)) for known, new in zip(at, columns, strict=True))
        )

    def _blank(self, batch: Batch, codes: Mapping[str, Array]) -> Array | None:
        """The rows in which nothing stands at all, or their number alone: the rest of a sheet."""
        blank = _is_blank(batch.table.column("name"))
        if not pc.any(blank).as_py():
            return None
        for key in self._copied:
            if key != "name" and not self._columns.is_running(key):
                blank = pc.and_(blank, _is_blank(batch.table.column(key)))
        for column in codes.values():
            blank = pc.and_(blank, pc.equal(column, 0))
        return blank if pc.any(blank).as_py() else None

    def _refuse(self, batch: Batch, codes: Mapping[str, Array], blank: Array | None, to: list[Refused]) -> Array | None:
        """The rows with a cell that cannot be read, or without a name or title; every such cell is listed."""
        bad = None
        columns = [("name", _is_blank(batch.table.column("name"))), ("title", pc.equal(codes["title"], 0))]
        columns += ((key, pc.less(column, 0)) for key, column in codes.items())
        for key, wrong in columns:
            if not pc.any(wrong).as_py():
                continue
            faulty = wrong if blank is None else pc.and_not(wrong, blank)
            told = (batch.rows, batch.table.column("name"), batch.table.column(key))
            for row, name, text in zip(*(column.filter(faulty).to_pylist() for column in told), strict=True):
                to.append(self._refused(row, _shown(name), key, text, hints=len(to) < _MOST_HINTS))
            bad = faulty if bad is None else pc.or_(bad, faulty)
        return bad

    def _refused(self, row: int, name: str, key: str, text: str, *, hints: bool) -> Refused:
        heading = self._columns.heading(key)
        if not folded(text):
            return Refused(row, name, heading, "", f"没有写{heading}")
        try:
            self._readers[key](text, hints)
        except UnreadError as error:
            return Refused(row, name, heading, _shown(text), str(error))
        raise AssertionError(key)  # pragma: no cover (its code says that it cannot be read)

    def _fresh(self) -> tuple[tuple[int, int, General], ...]:
        found = tuple(
            (place, number, judge.reasons[number])
            for place, judge in enumerate(self._judges)
            for number in range(self._told[place], len(judge.reasons))
        )
        self._told = [len(judge.reasons) for judge in self._judges]
        return found

    def _people(
        self,
        table: Any,
        rows: Array,
        answers: list[Answers],
        months: dict[str, Array],
        judged: ColumnRows,
        found: _FoundColumns,
    ) -> Any:
        verdict, missing = None, None
        for told, answer in zip(self._reasons, answers, strict=True):
            told.learn()
            verdict = _joined(pc.min_element_wise, verdict, told.weights.take(answer.reasons))
            missing = _joined(pc.bit_wise_or, missing, told.bits.take(answer.reasons))
        days, sides = first_days(answers, len(rows)), self._sides.judge(judged, answers)
        identity = table.column("identity") if "identity" in self._columns.keys else None
        return pa.RecordBatch.from_pydict(
            {
                "row": rows,
                "name": masked_texts(table.column("name")),
                "identity": pa.nulls(len(rows), pa.string()) if identity is None else masked_numbers(identity),
                "title": _masked_dictionary(table.column("title")),
                "unsound": pa.array([False]).take(longs([0] * len(rows))) if identity is None else unsound(identity),
                "verdict": verdict,
                "conditions": sides.conditions,
                "formalities": sides.formalities,
                "fill_in": pc.if_else(found.is_nobody, "", _labels(sides.fill_in)),
                "to_do": pc.if_else(found.is_nobody, "", sides.to_do),
                "committee": self._values(_COMMITTEE, judged, pa.int32()),
                "found": found.told,
                "from_day": days,
                "later": later_years(days, judged, self._book, self._law),
                "missing": _labels(missing),
                "by_month": _labels(_bits_of(months, len(rows))) if months else pa.repeat("", len(rows)),
                **{key: masked_texts(table.column(key)) for key in self._columns.kept},
            }
        )

    def _values(self, name: str, rows: ColumnRows, kind: Any) -> Array:
        """What the codes of a column stand for."""
        coded = rows.codes(name).dictionary_encode()
        values = self._book.values(name)
        return pa.array([values[code] for code in numbers_of(coded.dictionary)], kind).take(coded.indices)


def _reader(key: str, cells: Cells) -> _CellReader:
    field = BY_NAME.get(key)
    if field is None:
        return _no_heading
    return lambda text, hints: cells.read(text, field, hints=hints)


def _read(reader: _CellReader, texts: list[str]) -> list[Any]:
    values = []
    for text in texts:
        try:
            value, by_month = reader(text, False)
            values.append(Marked(value) if by_month else value)
        except UnreadError:
            values.append(UNREADABLE)
    return values


def _no_heading(text: str, _hints: bool) -> CellReading:
    if folded(text):
        raise UnreadError("这一列没有列名")
    return CellReading(None)


def _shown(text: str) -> str:
    """As much of a text as a list shows, identity numbers masked."""
    whole = masked(text.strip())
    return whole if len(whole) <= _LONGEST_SHOWN else f"{whole[: _LONGEST_SHOWN - 1]}…"


def _is_blank(column: Array) -> Array:
    return pc.equal(pc.utf8_length(pc.utf8_trim_whitespace(column)), 0)


def _joined(join: Callable[[Array, Array], Array], known: Array | None, more: Array) -> Array:
    return more if known is None else join(known, more)


def _masked_dictionary(column: Array) -> Array:
    return pa.array([masked(text.strip()) for text in column.dictionary.to_pylist()], pa.string()).take(column.indices)


def _bits_of(masks: Mapping[str, Array], length: int) -> Array:
    """The bits of the facts whose masks hold a row."""
    bits = pa.repeat(pa.scalar(0, pa.int64()), length)
    for key, mask in masks.items():
        bits = pc.bit_wise_or(bits, pc.if_else(mask, BITS[key], 0))
    return bits


def _labels(bits: Array) -> Array:
    coded = bits.dictionary_encode()
    return pa.array([_labels_of(one) for one in numbers_of(coded.dictionary)], pa.string()).take(coded.indices)


@lru_cache(maxsize=1 << 13)
def _labels_of(bits: int) -> str:
    return "、".join(field.label for field in FIELDS if bits & BITS[field.name])
