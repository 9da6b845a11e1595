"""The result of a roster as files: CSV or Parquet with three more files beside it; or one workbook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.roster.engine import Refused
from zhicheng_cli.applicant.roster.tally import Answered, Tally
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.writing import replacing
from zhicheng_cli.views.answers.roster_answer import (
    COLUMNS,
    REFUSED_COLUMNS,
    SHEETS,
    ResultAbout,
    reasons_table,
    refused_rows,
    summary_table,
)
from zhicheng_cli.views.screen.delimited import to_csv
from zhicheng_cli.views.screen.table import Table

from .result_cells import result_cells
from .roster_workbook import RosterWorkbook

#: What a CSV cell must be looked at for: quotation, what a terminal would obey, what a spreadsheet would run.
_RISKY = r'[",\x00-\x1f\x7f-\x{9f}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}]|^[=+@＝＋－＠-]'
#: Columns whose cells have several lines, of our own words alone.
_LINES = ("理由", "要做的事", "评委会", "材料接收单位")
#: Columns whose cells may hold whatever stood in the roster; those that are only kept, too.
_FROM_ROSTER = ("姓名", "身份证号", "申报职称")


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
def result_files(path: Path, about: ResultAbout) -> Iterator[ResultFiles]:
    """The files for a result of that name, the owner's alone; on any exception they stay as they were.

    Raises:
        ZcError: the name does not tell the form, or a file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".parquet", ".xlsx"):
        raise ZcError(f"从文件名“{path.name}”看不出结果的格式", "后缀可以是 .csv、.parquet、.xlsx")
    # The result itself takes its place last: where it stands, the others stand beside it.
    with ExitStack() as stack:
        drafts = {what: stack.enter_context(replacing(one, private=True)) for what, one in beside(path).items()}
        if suffix == ".xlsx":
            yield RosterWorkbook(drafts["result"], stack, about)
        else:
            yield (CsvFiles if suffix == ".csv" else ParquetFiles)(drafts, stack, about)


class CsvFiles:
    """CSV as Excel likes it, with a byte-order mark."""

    def __init__(self, drafts: dict[str, Path], stack: ExitStack, about: ResultAbout) -> None:
        self._plan = about.plan
        self._files = {what: stack.enter_context(draft.open("wb")) for what, draft in drafts.items()}
        for what, headings in (("result", about.columns), ("refused", REFUSED_COLUMNS)):
            self._files[what].write(to_csv(Table(headings, ())).encode("utf-8-sig"))

    def answered(self, answered: Answered) -> None:
        """See `ResultFiles`."""
        cells = [_as_cells(name, column) for name, column in zip_longest(COLUMNS, result_cells(answered, self._plan))]
        lines = pc.binary_join_element_wise(*cells, ",")
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


def _as_cells(name: str | None, column: Any) -> Any:
    """A column as cells of CSV; None = it is one that is only kept."""
    if name is None or name in _FROM_ROSTER:
        return _escaped(column)
    if name in _LINES:
        return pc.binary_join_element_wise('"', pc.replace_substring(column, '"', '""'), '"', "")
    return pc.fill_null(column.cast(pa.string()), "")


def _escaped(column: Any) -> Any:
    """A column of texts from the roster as cells of CSV."""
    risky = pc.match_substring_regex(column, _RISKY)
    if not pc.any(risky).as_py():
        return column
    cells = [to_csv(Table((text,), ())).removesuffix("\r\n") for text in column.filter(risky).to_pylist()]
    return pc.replace_with_mask(column, risky, pa.array(cells, pa.string()))


class ParquetFiles:
    """Parquet: rows as numbers, days as days."""

    def __init__(self, drafts: dict[str, Path], stack: ExitStack, about: ResultAbout) -> None:
        self._plan = about.plan
        self._drafts, self._stack = drafts, stack
        kinds = {"行号": pa.int64(), "最早日期": pa.date32()}
        self._schema = pa.schema([(name, kinds.get(name, pa.string())) for name in about.columns])
        self._refused_schema = pa.schema([(name, kinds.get(name, pa.string())) for name in REFUSED_COLUMNS])
        self._writers = {"result": self._writer("result", self._schema)}
        self._writers["refused"] = self._writer("refused", self._refused_schema)

    def _writer(self, what: str, schema: Any) -> Any:
        from pyarrow.parquet import ParquetWriter

        return self._stack.enter_context(ParquetWriter(str(self._drafts[what]), schema))

    def answered(self, answered: Answered) -> None:
        """See `ResultFiles`."""
        self._writers["result"].write_batch(
            pa.RecordBatch.from_arrays(result_cells(answered, self._plan), schema=self._schema)
        )

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
