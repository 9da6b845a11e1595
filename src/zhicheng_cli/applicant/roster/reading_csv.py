"""Rosters in CSV: UTF-8, with or without a mark, or GB 18030 as Excel in Chinese writes it.

The file is cut into pieces of whole rows here, and each piece is parsed by Arrow. Arrow's own streaming reads up to 32
blocks ahead, which takes more memory than all the rest.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv

from zhicheng_cli.errors import ZcError

from .arrays import longs
from .batches import Batch, Malformed, Roster
from .headings import PASSED_THROUGH, Columns, read_headings

#: Of a file, so much is looked at to tell how it is encoded.
_HEAD = 1 << 20
#: About what a row of a full roster takes.
_ROW_BYTES = 400
_LEAST_PIECE = 1 << 10
#: No row is longer, unless a quotation mark is never closed.
_LONGEST_ROW = 1 << 24
_AS_UTF8 = "在 Excel 里另存为“CSV UTF-8（逗号分隔）”再试"
_QUOTES = "看看双引号是不是都成对"


def open_roster(path: Path, batch_rows: int) -> Roster:
    """See `batches.open_roster`."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    encoding = _encoding(head, path)
    pieces = _pieces(path, max(batch_rows * _ROW_BYTES, _LEAST_PIECE))
    first, done = next(pieces, (b"", 0))
    text = _utf8(first.removeprefix(BOM_UTF8), encoding, path).decode("utf-8")
    headings, rest = _first_record(text)
    columns = read_headings(headings)
    return Roster(columns, path.stat().st_size, _batches(path, encoding, columns, _with(rest, encoding, done, pieces)))


def _with(rest: str, encoding: str, done: int, pieces: Iterator[tuple[bytes, int]]) -> Iterator[tuple[bytes, int]]:
    yield rest.encode(encoding), done
    yield from pieces


def _encoding(head: bytes, path: Path) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ZcError(f"名册“{path.name}”是 UTF-16 编码", _AS_UTF8)
    for encoding in ("utf-8", "gb18030"):
        try:
            getincrementaldecoder(encoding)().decode(head, final=len(head) < _HEAD)
        except UnicodeDecodeError:
            continue
        return encoding
    raise ZcError(f"名册“{path.name}”的编码认不出来", _AS_UTF8)


def _first_record(text: str) -> tuple[list[str], str]:
    """The cells of the heading row, and the text after it."""
    lines = StringIO(text, newline="")
    try:
        heading = next(csv.reader(iter(lines.readline, "")), [])
    except csv.Error:
        raise ZcError("名册的第一行读不出列名", "第一行写列名，用逗号分开") from None
    return heading, lines.read()


def _pieces(path: Path, size: int) -> Iterator[tuple[bytes, int]]:
    """The file in pieces of whole rows, each with how many bytes are read by then."""
    with path.open("rb") as file:
        rest = b""
        while more := file.read(size):
            rest += more
            cut = _end_of_row(rest)
            if cut:
                yield rest[:cut], file.tell()
                rest = rest[cut:]
            elif len(rest) > _LONGEST_ROW:
                raise ZcError(f"名册“{path.name}”里有一格长得不像话", _QUOTES)
        if rest.count(b'"') % 2:
            # What follows an open quotation mark would be taken for one long cell.
            raise ZcError(f"名册“{path.name}”里有双引号不成对", _QUOTES)
        if rest:
            yield rest, file.tell()


def _end_of_row(piece: bytes) -> int:
    """Up to where the piece holds whole rows: a line end within quotation marks ends no row."""
    end = piece.rfind(b"\n") + 1
    if b'"' not in piece:
        return end
    while end and piece.count(b'"', 0, end) % 2:
        end = piece.rfind(b"\n", 0, end - 1) + 1
    return end


def _utf8(piece: bytes, encoding: str, path: Path) -> bytes:
    try:
        return piece if encoding == "utf-8" else piece.decode(encoding).encode("utf-8")
    except UnicodeDecodeError:
        raise ZcError(f"名册“{path.name}”里有认不出来的字", _AS_UTF8) from None


def _batches(path: Path, encoding: str, columns: Columns, pieces: Iterator[tuple[bytes, int]]) -> Iterator[Batch]:
    # The heading is row 1; a spreadsheet counts blank lines, too.
    before = 1
    for piece, done in pieces:
        if not piece:
            continue
        malformed: list[Malformed] = []
        table = _parse(_utf8(piece, encoding, path), columns, malformed, path)
        rows = range(before + 1, before + 1 + len(table) + len(malformed))
        before += len(rows)
        if malformed:
            malformed = [one._replace(row=rows[one.row - 1]) for one in malformed]
            gone = {one.row for one in malformed}
            yield Batch(table, longs([row for row in rows if row not in gone]), tuple(malformed), done)
        else:
            yield Batch(table, longs(rows), done=done)


def _parse(piece: bytes, columns: Columns, malformed: list[Malformed], path: Path) -> Any:
    def refuse(row: Any) -> str:
        why = f"这一行有 {row.actual_columns} 格，应有 {row.expected_columns} 格"
        malformed.append(Malformed(row.number, why))
        return "skip"

    text, words = pa.string(), pa.dictionary(pa.int32(), pa.string())
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(piece),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(piece) + 1, column_names=list(columns.keys)),
            arrow_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=refuse),
            arrow_csv.ConvertOptions(
                column_types={key: text if key in PASSED_THROUGH else words for key in columns.keys},
                null_values=[],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        if "UTF8" in str(error):
            raise ZcError(f"名册“{path.name}”里有不是 UTF-8 编码的字", _AS_UTF8) from None
        raise ZcError(f"名册“{path.name}”读到一半读不下去", _QUOTES) from None
    return table.combine_chunks().to_batches()[0] if len(table) else pa.RecordBatch.from_pylist([], table.schema)
