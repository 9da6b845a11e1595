"""Rows of a table → rows of an import: words by meaning, offices, times, and whatever is not plain of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from zhicheng_cli.notices.import_finding import ImportFinding, of_doubt
from zhicheng_cli.notices.import_settled import NOTHING_SETTLED, Settled
from zhicheng_cli.notices.import_times import RowTimes, leaves_day_open, read_times, time_findings
from zhicheng_cli.notices.papers.paper import PaperCell, Spot
from zhicheng_cli.notices.readings.receivers import ReadReceivers, read_receivers
from zhicheng_cli.notices.tables.cell_words import cell_words
from zhicheng_cli.notices.tables.column_meaning import Meaning
from zhicheng_cli.notices.tables.grid_heading import GridColumn
from zhicheng_cli.notices.tables.shown_signs import shown_signs
from zhicheng_cli.notices.tables.table_rows import TableRow
from zhicheng_cli.plan.committees import Receiver
from zhicheng_cli.plan.printed_times import PrintedTimes

_PRINTED = (
    *(Meaning.NAME, Meaning.REVIEWS, Meaning.RECOMMENDS, Meaning.CUTOFF),
    *(Meaning.RECEIVERS, Meaning.REVIEW, Meaning.REMARKS),
)
_TIMES = (Meaning.CUTOFF, Meaning.REVIEW, Meaning.STAGE)

_RowFields = Sequence[tuple[GridColumn, Sequence[PaperCell]]]


class ImportedRow(NamedTuple):
    """A committee's row.

    Attributes:
        no: as printed, or counted where the table prints none.
        table: the how-manieth table of the plan, from 1.
        printed: words by meaning (`name`, `reviews`, `recommends`, `cutoff`, `receivers`, `review`, `remarks`), those
            that the table has.
        stages, extra: words of further columns by their printed headers.
        receivers: the offices.
        times: cut-off, review and stages as days.
        spot: of its first field.
        day_open: a time says 9月30日前, and the notice not whether the day counts.
        cells: what stands in the source, by the key of `printed` or the header.
    """

    no: int
    table: int
    printed: dict[str, str]
    stages: dict[str, str]
    extra: dict[str, str]
    receivers: tuple[Receiver, ...]
    times: RowTimes
    spot: Spot
    day_open: bool
    cells: dict[str, tuple[PaperCell, ...]]


class CommitteeRowReader(NamedTuple):
    """How the rows of one notice are read: its times, the titles that are known, what is settled."""

    times: PrintedTimes
    titles: Collection[str]
    settled: Settled = NOTHING_SETTLED

    def read(self, row: TableRow, no: int, table: int) -> tuple[ImportedRow, list[ImportFinding]]:
        """A row and its findings."""
        cells = _RowCells(row, self.titles)
        settled = self.settled.of_row(table, no)
        offices, printed = _offices_and_words(cells)
        stages = cells.by_header(Meaning.STAGE)
        extra = cells.by_header(*(one for one in Meaning if one not in (*_PRINTED, *_TIMES, Meaning.NO, Meaning.PHONE)))
        as_read = {**extra, **stages, **printed}
        corrected = {key: words for key, words in settled.items() if words != as_read.get(key, words)}
        printed, stages, extra = ({key: settled.get(key, one[key]) for key in one} for one in (printed, stages, extra))
        if "receivers" in corrected:
            offices = read_receivers(printed["receivers"])
        times = read_times(printed.get("cutoff"), printed.get("review"), stages, self.times)
        found = [one for one in self._of_readings(offices, times) if one.column not in settled.keys() - corrected]
        found += [one for one in cells.findings() if one.column not in settled]
        for column in corrected:
            message = f"照答复改正：原来读作“{as_read[column]}”，现在是“{settled[column]}”"
            found.append(ImportFinding("N462", message, column=column))
        if row.parts > 1:
            found.append(ImportFinding("W426", f"由表里 {row.parts} 行接成一行", "对照原件，看是不是一个评委会"))
        if not printed.get("name"):
            found.append(ImportFinding("W421", "没有印评委会名称", "对照原件补上", column="name"))
        where = (row.spot, any(map(leaves_day_open, times.by_column().values())), cells.by_key())
        made = ImportedRow(no, table, printed, stages, extra, offices.receivers, times, *where)
        return made, [one._replace(row=no, table=table) for one in found]

    def _of_readings(self, offices: ReadReceivers, times: RowTimes) -> Iterator[ImportFinding]:
        for column, period in times.by_column().items():
            yield from time_findings(column, period)
        for doubt in offices.doubts:
            yield ImportFinding(doubt.code, doubt.message, doubt.assumed, column=doubt.column)


def _offices_and_words(cells: _RowCells) -> tuple[ReadReceivers, dict[str, str]]:
    """The offices of a row, and its words by meaning."""
    printed = {str(one): cells.words(one) for one in _PRINTED if cells.has(one)}
    if (stage := cells.cutoff_stage()) is not None:
        printed["cutoff"] = stage
    beside = (Meaning.PHONE, Meaning.PERSON, Meaning.PLACE, Meaning.URL)
    offices = read_receivers(cells.raw(Meaning.RECEIVERS), *(cells.raw(one) for one in beside))
    if cells.has(Meaning.PHONE):
        printed["receivers"] = offices.printed
    return offices, printed


class _RowCells:
    """The cells of a row by meaning."""

    def __init__(self, row: TableRow, titles: Collection[str]) -> None:
        self._fields = list(zip(row.columns, row.cells, strict=True))
        self._titles = titles
        self._found: list[ImportFinding] = []

    def by_key(self) -> dict[str, tuple[PaperCell, ...]]:
        """What stands in the source, by what a finding calls the column."""
        found: dict[str, tuple[PaperCell, ...]] = {}
        for column, cells in self._fields:
            found[key_of(column)] = (*found.get(key_of(column), ()), *cells)
        return found

    def has(self, meaning: Meaning) -> bool:
        return any(column.meaning is meaning for column, _ in self._fields)

    def raw(self, meaning: Meaning) -> str:
        return next((self._raw(column) for column, _ in self._leading() if column.meaning is meaning), "")

    def words(self, meaning: Meaning) -> str:
        return next((self._words(column) for column, _ in self._leading() if column.meaning is meaning), "")

    def cutoff_stage(self) -> str | None:
        return next((self._words(column) for column, _ in self._leading() if column.is_cutoff), None)

    def by_header(self, *meanings: Meaning) -> dict[str, str]:
        return {
            column.header: self._words(column)
            for column, _ in self._leading()
            if column.meaning in meanings and column.header
        }

    def _leading(self) -> Iterator[tuple[GridColumn, Sequence[PaperCell]]]:
        return (one for one in self._fields if not one[0].is_part)

    def _own(self, column: GridColumn) -> list[PaperCell]:
        """The cells below a header, in whichever of its columns."""
        at = next(at for at, (one, _) in enumerate(self._fields) if one is column)
        fields = [self._fields[at], *takewhile(lambda one: one[0].is_part, self._fields[at + 1 :])]
        own = {id(cell): cell for _, cells in fields for cell in cells}
        return [cell for cell in own.values() if not _belongs_elsewhere(cell, column, self._fields)]

    def _raw(self, column: GridColumn) -> str:
        own = self._own(column)
        words, broken = shown_signs("\n".join(cell.words for cell in own if cell.words.strip()))
        if broken:
            self._tell("W435", f"有 {broken} 个认不出的字，用“〓”代替", "对照原件补上", column, own[0].spot)
        return words

    def _words(self, column: GridColumn) -> str:
        joined = cell_words(self._raw(column), column.meaning, self._titles)
        for before, after in joined.open_joints:
            message = f"“{before}”和“{after}”之间有空格或换行，连成了一个"
            self._tell("W427", message, "看是不是两项", column, self._own(column)[0].spot)
        return joined.words

    def _tell(self, code: str, message: str, hint: str, column: GridColumn, spot: Spot) -> None:
        self._found.append(ImportFinding(code, message, hint, column=key_of(column), spot=spot))

    def findings(self) -> Iterator[ImportFinding]:
        """What was noticed while they were read, and their own doubts."""
        yield from self._found
        for column, cells in self._fields:
            for cell in cells:
                yield from _of_cell(cell, column, self._fields)


def key_of(column: GridColumn) -> str:
    """What a finding calls a column: the key of `printed`, or its header where it has none."""
    if column.meaning is Meaning.PHONE:
        return str(Meaning.RECEIVERS)
    return str(column.meaning) if column.meaning in (*_PRINTED, Meaning.NO) else column.header


def _sharing(cell: PaperCell, fields: _RowFields) -> list[GridColumn]:
    return [column for column, cells in fields if any(one is cell for one in cells)]


def _belongs_elsewhere(cell: PaperCell, column: GridColumn, fields: _RowFields) -> bool:
    """Whether one text stands across several columns, of which this is not the first."""
    return cell.columns > 1 and _sharing(cell, fields)[0] is not column


def _merged(cell: PaperCell, column: GridColumn, fields: _RowFields) -> ImportFinding | None:
    shared = [one for one in _sharing(cell, fields) if not one.is_part]
    if len(shared) <= 1 or column.is_part:
        return None
    if column is shared[0] or (shared[0].meaning in _TIMES and cell.words.strip().startswith("由")):
        return None
    headers = "、".join(one.header for one in shared)
    message = f"一格横跨几栏（{headers}），只读在“{shared[0].header}”"
    return ImportFinding("W425", message, "看它说的是哪几栏", column=key_of(column), spot=cell.spot)


def _of_cell(cell: PaperCell, column: GridColumn, fields: _RowFields) -> Iterator[ImportFinding]:
    """What is not plain of a cell in one of the columns where it stands."""
    for doubt in cell.doubts:
        yield of_doubt(doubt)._replace(column=key_of(column), spot=cell.spot)
    if not cell.words.strip():
        return
    if cell.columns > 1 and (told := _merged(cell, column, fields)):
        yield told
    if column.meaning is Meaning.REMARKS and not column.header:
        yield ImportFinding("W425", "这一栏没有表头，读作备注", "看它说的是什么", column=key_of(column), spot=cell.spot)
    if column.is_part and column.meaning is not Meaning.RECEIVERS and _sharing(cell, fields)[0] is column:
        message = f"表头“{column.header}”下面有几栏，连成了一栏"
        yield ImportFinding("W425", message, "看后一栏说的是什么", column=key_of(column), spot=cell.spot)
