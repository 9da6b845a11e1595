"""The result of a roster as files: CSV or Parquet with three more files beside it, or one workbook of four sheets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import clear_frames
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.judgement.assessment import LATER
from zhicheng_cli.applicant.law.verdicts import IN_WORDS, WEIGHT
from zhicheng_cli.applicant.roster.engine import Refused
from zhicheng_cli.applicant.roster.tally import Answered, Tally
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.writing import replacing
from zhicheng_cli.views.answers.roster_answer import (
    BY_MONTH,
    COLUMNS,
    REFUSED_COLUMNS,
    SHEETS,
    UNSOUND,
    reasons_table,
    refused_rows,
    summary_table,
)
from zhicheng_cli.views.screen.delimited import to_csv
from zhicheng_cli.views.screen.table import Table

#: A sheet of a workbook holds no more rows, the heading among them.
_SHEET_ROWS = 1 << 20
#: A cell of a workbook holds no more characters.
_CELL = (1 << 15) - 1
#: What a CSV cell must be looked at for: quotation, what a terminal would obey, what a spreadsheet would run.
_RISKY = r'[",\x00-\x1f\x7f-\x{9f}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}]|^[=+@＝＋－＠-]'
_VERDICTS = [IN_WORDS[verdict] for verdict in WEIGHT]


class ResultFiles(Protocol):
    """Takes the answers in the roster's order; the files take their places when all went well."""

    def answered(self, answered: Answered) -> None:
        """Write some persons."""

    def refused(self, refused: tuple[Refused, ...]) -> None:
        """Write some cells that could not be read."""

    def finish(self, tally: Tally) -> None:
        """Write what all have in common."""


def beside(path: Path) -> dict[str, Path]:
    """The files of a result by what they hold, the result itself first."""
    if path.suffix.lower() == ".xlsx":
        return {"result": path}
    others = {what: path.with_name(f"{path.stem}.{what}{path.suffix}") for what in SHEETS if what != "result"}
    return {"result": path, **others}


@contextmanager
def result_files(path: Path, today: date, columns: tuple[str, ...]) -> Iterator[ResultFiles]:
    """The files for a result of that name, the owner's alone; on any exception they stay as they were.

    Args:
        columns: of the result: see `result_columns`.

    Raises:
        ZcError: the name does not tell the form, or a file cannot be written.
    """
    kinds: dict[str, Callable[[dict[str, Path], ExitStack, date, tuple[str, ...]], ResultFiles]] = {
        ".csv": CsvFiles,
        ".parquet": ParquetFiles,
        ".xlsx": Workbook,
    }
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise ZcError(f"从文件名“{path.name}”看不出结果的格式", f"后缀可以是 {'、'.join(kinds)}")
    # The result itself takes its place last: where it stands, the others stand beside it.
    with ExitStack() as stack:
        drafts = {what: stack.enter_context(replacing(one, private=True)) for what, one in beside(path).items()}
        yield kind(drafts, stack, today, columns)


def _columns(answered: Answered) -> list[Any]:
    """The result's columns as arrays; texts but for the row and the day."""
    people = answered.people
    return [
        people.column("row"),
        people.column("name"),
        pc.fill_null(people.column("identity"), ""),
        people.column("title"),
        pa.array(_VERDICTS).take(people.column("verdict")),
        people.column("from_day"),
        answered.open,
        people.column("missing"),
        answered.all,
        _remarks(people),
        *(people.column(key) for key in people.schema.names if key.startswith("+")),
    ]


def _remarks(people: Any) -> Any:
    months, later = people.column("by_month"), people.column("later").cast(pa.string())
    before, behind = f"；最早日期 {LATER}".split("{later}")
    remarks = (
        pc.if_else(people.column("unsound"), f"；{UNSOUND}", ""),
        pc.if_else(pc.equal(months, ""), "", pc.binary_join_element_wise(f"；{BY_MONTH}", months, "")),
        pc.fill_null(pc.binary_join_element_wise(before, later, behind, ""), ""),
    )
    return pc.utf8_slice_codeunits(pc.binary_join_element_wise(*remarks, ""), 1)


class CsvFiles:
    """CSV as Excel likes it, with a byte-order mark."""

    def __init__(self, drafts: dict[str, Path], stack: ExitStack, today: date, columns: tuple[str, ...]) -> None:
        self._files = {what: stack.enter_context(draft.open("wb")) for what, draft in drafts.items()}
        for what, headings in (("result", columns), ("refused", REFUSED_COLUMNS)):
            self._files[what].write(to_csv(Table(headings, ())).encode("utf-8-sig"))

    def answered(self, answered: Answered) -> None:
        """See `ResultFiles`."""
        row, name, identity, title, verdict, day, *rest = _columns(answered)
        passed = [_cells(column) for column in (name, identity, title)]
        own = len(COLUMNS) - len(passed) - len((row, verdict, day))
        rest[own:] = map(_cells, rest[own:])
        day = pc.fill_null(day.cast(pa.string()), "")
        lines = pc.binary_join_element_wise(row.cast(pa.string()), *passed, verdict, day, *rest, ",")
        whole = pc.binary_join_element_wise(lines, "", "\r\n")
        _, offsets, text = whole.buffers()
        if text is not None:
            self._files["result"].write(memoryview(text)[: memoryview(offsets).cast("i")[len(whole)]])

    def refused(self, refused: tuple[Refused, ...]) -> None:
        """See `ResultFiles`."""
        head = to_csv(Table(REFUSED_COLUMNS, ()))
        text = to_csv(Table(REFUSED_COLUMNS, refused_rows(refused))).removeprefix(head)
        self._files["refused"].write(text.encode("utf-8"))

    def finish(self, tally: Tally) -> None:
        """See `ResultFiles`."""
        for what, table in (("reasons", reasons_table(tally)), ("summary", summary_table(tally))):
            self._files[what].write(to_csv(table).encode("utf-8-sig"))
        for file in self._files.values():
            file.close()


def _cells(column: Any) -> Any:
    """A column of texts from the roster as cells of CSV."""
    risky = pc.match_substring_regex(column, _RISKY)
    if not pc.any(risky).as_py():
        return column
    cells = [to_csv(Table((text,), ())).removesuffix("\r\n") for text in column.filter(risky).to_pylist()]
    return pc.replace_with_mask(column, risky, pa.array(cells, pa.string()))


class ParquetFiles:
    """Parquet: rows as numbers, days as days."""

    def __init__(self, drafts: dict[str, Path], stack: ExitStack, today: date, columns: tuple[str, ...]) -> None:
        self._drafts, self._stack = drafts, stack
        kinds = {"行号": pa.int64(), "最早日期": pa.date32()}
        self._schema = pa.schema([(name, kinds.get(name, pa.string())) for name in columns])
        self._refused_schema = pa.schema([(name, kinds.get(name, pa.string())) for name in REFUSED_COLUMNS])
        self._writers = {"result": self._writer("result", self._schema)}
        self._writers["refused"] = self._writer("refused", self._refused_schema)

    def _writer(self, what: str, schema: Any) -> Any:
        from pyarrow.parquet import ParquetWriter

        return self._stack.enter_context(ParquetWriter(str(self._drafts[what]), schema))

    def answered(self, answered: Answered) -> None:
        """See `ResultFiles`."""
        self._writers["result"].write_batch(pa.RecordBatch.from_arrays(_columns(answered), schema=self._schema))

    def refused(self, refused: tuple[Refused, ...]) -> None:
        """See `ResultFiles`."""
        if refused:
            columns = [pa.array(list(column)) for column in zip(*refused, strict=True)]
            self._writers["refused"].write_batch(pa.RecordBatch.from_arrays(columns, schema=self._refused_schema))

    def finish(self, tally: Tally) -> None:
        """See `ResultFiles`."""
        for what, table in (("reasons", reasons_table(tally)), ("summary", summary_table(tally))):
            columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
            whole = pa.table(
                [_typed(name, column) for name, column in zip(table.columns, columns, strict=True)],
                names=list(table.columns),
            )
            self._writers[what] = self._writer(what, whole.schema)
            self._writers[what].write_table(whole)
        for writer in self._writers.values():
            writer.close()


def _typed(name: str, column: tuple[str, ...]) -> Any:
    if name in ("编号", "人数"):
        return pa.array([int(cell) for cell in column], pa.int64())
    return pa.array(column, pa.string())


class Workbook:
    """A workbook; XlsxWriter keeps one row at a time, the rest in files of its own."""

    def __init__(self, drafts: dict[str, Path], stack: ExitStack, today: date, columns: tuple[str, ...]) -> None:
        import xlsxwriter

        folder = stack.enter_context(TemporaryDirectory(prefix="zc-"))
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_urls": False, "strings_to_formulas": False}
        self._book = xlsxwriter.Workbook(str(drafts["result"]), options)
        self._book.use_zip64()
        # Equal answers give equal bytes.
        self._book.set_properties({"created": datetime.combine(today, time())})
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheets = {what: self._book.add_worksheet(title) for what, title in SHEETS.items()}
        self._next = dict.fromkeys(SHEETS, 0)
        self._head("result", columns, (8, 12, 22, 16, 12, 12, 20, 40, 40, 20))
        self._head("refused", REFUSED_COLUMNS, (8, 20, 40, 50))

    def _head(self, what: str, columns: tuple[str, ...], widths: tuple[int, ...]) -> None:
        sheet = self._sheets[what]
        sheet.freeze_panes(1, 0)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.write_row(0, 0, columns, self._bold)
        self._next[what] = 1

    def _row(self, what: str, cells: tuple[Any, ...]) -> None:
        row = self._next[what]
        if row >= _SHEET_ROWS:
            raise ZcError(f"结果超过 {_SHEET_ROWS} 行，一个工作表放不下", "把结果写成 .csv 或 .parquet")
        sheet = self._sheets[what]
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, place, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(row, place, cell, self._day)
            elif cell:
                sheet.write_string(row, place, cell[:_CELL])
        self._next[what] = row + 1

    def answered(self, answered: Answered) -> None:
        """See `ResultFiles`."""
        for cells in zip(*(column.to_pylist() for column in _columns(answered)), strict=True):
            self._row("result", cells)

    def refused(self, refused: tuple[Refused, ...]) -> None:
        """See `ResultFiles`."""
        for one in refused:
            self._row("refused", tuple(one))

    def finish(self, tally: Tally) -> None:
        """See `ResultFiles`."""
        widths = {"reasons": (8, 8, 24, 12, 60, 30, 24, 20, 10), "summary": (10, 26, 12, 10)}
        for what, table in (("reasons", reasons_table(tally)), ("summary", summary_table(tally))):
            self._head(what, table.columns, widths[what])
            for row in table.rows:
                self._row(what, tuple(map(_number, table.columns, row)))
        _close(self._book)


def _close(book: Any) -> None:
    """Write the workbook.

    Raises:
        OSError: the system refuses.
    """
    from xlsxwriter.exceptions import FileCreateError

    # The archive that is given up half-written tries once more when it is dropped, and would complain by itself.
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        book.close()
    except FileCreateError as error:
        refusal: OSError = error.args[0]
        clear_frames(refusal.__traceback__)
        raise refusal from None
    finally:
        sys.unraisablehook = hook


def _number(column: str, cell: str) -> str | int:
    return int(cell) if column in ("编号", "人数") and cell else cell
