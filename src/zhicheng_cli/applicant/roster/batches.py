"""A roster's rows, some thousands at a time, whatever kind of file they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from zhicheng_cli.errors import ZcError

from .headings import Columns, is_read

#: Rows in a batch, where the reader can choose.
BATCH_ROWS = 7168
#: A cell holds no more characters (Excel's own limit).
LONGEST_CELL = (1 << 15) - 1
_READERS = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".parquet": "parquet", ".xlsx": "xlsx", ".xlsm": "xlsx"}
#: A packed file may hold so much, and so many times its size.
_UNPACKED, _TIMES = 1 << 27, 100
#: Other sheets, which Excel, WPS and LibreOffice save in another form.
_SHEETS = (".xls", ".xlsb", ".xlt", ".xltx", ".et", ".ett", ".ods", ".fods", ".numbers")


class Malformed(NamedTuple):
    """A row that has not as many cells as the heading, or whose cell does not have its text.

    Attributes:
        column: the heading of that cell; empty where it is the row as a whole.
        name: what stands where the person's name should.
    """

    row: int
    why: str
    column: str = ""
    name: str = ""


class Batch(NamedTuple):
    """Some rows of a roster, one after the other.

    Attributes:
        table: a column for each key of `Columns.keys`: those that are read as texts in a dictionary, the others as
            texts; blank = an empty text.
        rows: their numbers as a spreadsheet shows them, an int64 array.
        malformed: rows among them that are not in the table.
        done: how much of `Roster.size` is read.
        blank: rows passed over, since nothing stands in them.
    """

    table: Any
    rows: Any
    malformed: tuple[Malformed, ...] = ()
    done: int = 0
    blank: int = 0


class Roster(NamedTuple):
    """A roster that is being read.

    Attributes:
        size: how much there is to read, in the unit of `Batch.done`; 0 = not known.
        sheet: the name of the sheet that is read; empty where the file has none.
        unread: the names of the other sheets that are seen and in which something stands.
        hidden: of those that are not seen, and in which something stands.
    """

    columns: Columns
    size: int
    batches: Iterator[Batch]
    sheet: str = ""
    unread: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def open_roster(path: Path, *, batch_rows: int | None = None) -> Roster:
    """The roster in a file, its heading read, its rows as they are asked for.

    Args:
        batch_rows: about so many rows in a batch; the answers do not depend on it.

    Raises:
        ZcError: the file is not there or cannot be read, is no roster, or a heading is wrong; the batches raise it
            where the file is damaged further on.
    """
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        if suffix in _SHEETS:
            raise ZcError(f"名册“{path.name}”的格式 {suffix} 读不了", "在 Excel、WPS 或 LibreOffice 里另存为 .xlsx")
        raise ZcError(f"从文件名“{path.name}”看不出名册的格式", "名册可以是 .xlsx、.csv、.parquet")
    if not path.is_file():
        raise ZcError(f"没有名册文件“{path}”" if not path.is_dir() else f"“{path}”是文件夹，不是名册文件")
    # Each reader brings a library of its own, some of which take tens of MiB.
    reader = import_module(f".reading_{_READERS[suffix]}", __package__)
    roster: Roster = reader.open_roster(path, batch_rows or BATCH_ROWS)
    return roster


def table_of(texts: list[Any], columns: Columns) -> Any:
    """Columns of texts as the table of a batch."""
    import pyarrow as pa

    whole = [
        column.dictionary_encode() if is_read(key) else column for key, column in zip(columns.keys, texts, strict=True)
    ]
    return pa.RecordBatch.from_arrays(whole, names=list(columns.keys))


class Swelling:
    """Sees that a file tells no more than its size lets expect: one that is packed can tell the same without end.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._room = path, _UNPACKED + _TIMES * path.stat().st_size

    def told(self, characters: int) -> None:
        """So many more.

        Raises:
            ZcError: it is too much.
        """
        self._room -= characters
        if self._room < 0:
            raise ZcError(f"名册“{self._path.name}”压缩得不像话：解开有几百 MB", "看看是不是选错了文件，或者分成几个")
