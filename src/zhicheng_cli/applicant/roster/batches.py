"""A roster's rows, some thousands at a time, whatever kind of file they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from zhicheng_cli.errors import ZcError

from .headings import PASSED_THROUGH, Columns

#: Rows in a batch, where the reader can choose.
BATCH_ROWS = 7168


class Malformed(NamedTuple):
    """A row that has not as many cells as the heading."""

    row: int
    why: str


class Batch(NamedTuple):
    """Some rows of a roster, one after the other.

    Attributes:
        table: a column for each key of `Columns.keys`: `name` and `identity` as text, the others as texts in a
            dictionary, blank = an empty text.
        rows: their numbers as a spreadsheet shows them, an int64 array.
        malformed: rows among them that are not in the table.
        done: how much of `Roster.size` is read.
    """

    table: Any
    rows: Any
    malformed: tuple[Malformed, ...] = ()
    done: int = 0


class Roster(NamedTuple):
    """A roster that is being read.

    Attributes:
        size: how much there is to read, in the unit of `Batch.done`; 0 = not known.
    """

    columns: Columns
    size: int
    batches: Iterator[Batch]


def open_roster(path: Path, *, batch_rows: int | None = None) -> Roster:
    """The roster in a file, its heading read, its rows as they are asked for.

    Args:
        batch_rows: about so many rows in a batch; the answers do not depend on it.

    Raises:
        ZcError: the file is not there or cannot be read, is no roster, or a heading is wrong; the batches raise it
            where the file is damaged further on.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".parquet", ".xlsx"):
        raise ZcError(f"从文件名“{path.name}”看不出名册的格式", "名册可以是 .xlsx、.csv、.parquet")
    if not path.is_file():
        raise ZcError(f"没有名册文件“{path}”" if not path.is_dir() else f"“{path}”是文件夹，不是名册文件")
    # Each reader brings a library of its own, some of which take tens of MiB.
    reader = import_module(f".reading_{suffix[1:]}", __package__)
    roster: Roster = reader.open_roster(path, batch_rows or BATCH_ROWS)
    return roster


def table_of(texts: list[Any], columns: Columns) -> Any:
    """Columns of texts as the table of a batch."""
    import pyarrow as pa

    whole = [
        column if key in PASSED_THROUGH else column.dictionary_encode()
        for key, column in zip(columns.keys, texts, strict=True)
    ]
    return pa.RecordBatch.from_arrays(whole, names=list(columns.keys))
