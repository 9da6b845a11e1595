"""Rosters in CSV: UTF-8, with or without a mark, or GB 18030 as Excel in Chinese writes it.

The file is cut into pieces of whole rows here, and each piece is parsed by Arrow. Arrow's own streaming reads up to 32
blocks ahead, which takes more memory than all the rest.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.csv as arrow_csv

from zhicheng_cli.errors import ZcError

from .arrays import longs
from .batches import Batch, Malformed, Roster
from .headings import LOOKED_AT, Columns, find_headings, is_read

#: Of a file, so much is looked at to tell how it is encoded.
_HEAD = 1 << 20
#: About what a row of a full roster takes.
_ROW_BYTES = 400
_LEAST_PIECE = 1 << 10
#: No row is longer.
_LONGEST_ROW = 1 << 24
#: No cell in quotation marks is: a sheet's cell holds 32,767 characters.
_LONGEST_QUOTED = 4 << 15
#: A quotation mark opens at the beginning of a cell alone, as spreadsheets have it, and closes where it is not doubled.
_OPENED = re.compile(rb'(?:\A|(?<=[,\n]))"')
_CLOSED = re.compile(rb'[^"]*(?:""[^"]*)*"(?!")')
_AFTER_CELL = (b'"', b",", b"\r", b"\n")
_AS_UTF8 = "在 Excel 里另存为“CSV UTF-8（逗号分隔）”再试"
_QUOTES = "看看双引号是不是都成对"


class _Piece(NamedTuple):
    """Whole rows.

    Attributes:
        done: so many bytes of the file are read by then.
    """

    text: bytes
    done: int


def open_roster(path: Path, batch_rows: int) -> Roster:
    """See `batches.open_roster`."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    encoding = _encoding(head, path)
    cutter = _Cutter(path, b"\r" if b"\n" not in head else b"\n")
    pieces = cutter.pieces(max(batch_rows * _ROW_BYTES, _LEAST_PIECE))
    first = next(pieces, _Piece(b"", 0))
    text = _utf8(first.text, encoding, path).decode("utf-8")
    records, ends = _first_records(text)
    columns, place = find_headings(records)
    cutter.width = len(columns.keys)
    rest = first._replace(text=text[ends[place] :].encode(encoding))
    return Roster(columns, path.stat().st_size, _batches(path, encoding, columns, place + 1, chain((rest,), pieces)))


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


def _first_records(text: str) -> tuple[list[list[str]], list[int]]:
    """The cells of the first rows, and where in the text each row ends."""
    lines = StringIO(text, newline="")
    records: list[list[str]] = []
    ends: list[int] = []
    try:
        for record in islice(csv.reader(iter(lines.readline, "")), LOOKED_AT):
            records.append(record)
            ends.append(lines.tell())
    except csv.Error:
        if not records:
            raise ZcError("名册的第一行读不出列名", "第一行写列名，用逗号分开") from None
    return records, ends


class _Cutter:
    """Cuts a file into pieces of whole rows.

    Args:
        line_end: the last byte of a line.

    Attributes:
        width: so many cells has a row, as soon as that is known.
    """

    def __init__(self, path: Path, line_end: bytes) -> None:
        self._path, self._line_end = path, line_end
        self.width = 0
        self._rows = 0

    def pieces(self, size: int) -> Iterator[_Piece]:
        """The pieces, each of about that many bytes.

        Raises:
            ZcError: a row or a cell does not end, or goes on over others; which row it is.
        """
        with self._path.open("rb") as file:
            rest = b""
            while more := file.read(size):
                rest += more if self._line_end == b"\n" else more.replace(self._line_end, b"\n")
                if not self.width:
                    rest = rest.removeprefix(BOM_UTF8)
                    self.width = 1 + max(line.count(b",") for line in rest.split(b"\n", LOOKED_AT)[:LOOKED_AT])
                cut = self._end_of_rows(rest)
                if cut:
                    yield _Piece(rest[:cut], file.tell())
                    rest = rest[cut:]
                elif len(rest) > _LONGEST_ROW:
                    raise self._faulty(0, "长得不像话")
            if rest:
                self._end_of_rows(rest, is_last=True)
                yield _Piece(rest, file.tell())

    def _end_of_rows(self, text: bytes, *, is_last: bool = False) -> int:
        """Up to where there are whole rows: a line end within quotation marks ends none."""
        cut = done = inside = inside_of_cut = 0
        while opened := _OPENED.search(text, done):
            if end := text.rfind(b"\n", done, opened.start()) + 1:
                cut, inside_of_cut = end, inside
            closed = _CLOSED.match(text, opened.end())
            done = closed.end() if closed else len(text)
            why = self._wrong(text[opened.end() : done + 1], is_open=not closed, is_last=is_last)
            if why:
                raise self._faulty(text.count(b"\n", 0, opened.start()) - inside, why)
            inside += text.count(b"\n", opened.end(), done)
        if end := text.rfind(b"\n", done) + 1:
            cut, inside_of_cut = end, inside
        self._rows += text.count(b"\n", 0, cut) - inside_of_cut
        return cut

    def _wrong(self, cell: bytes, *, is_open: bool, is_last: bool) -> str:
        """What is wrong with a cell in quotation marks, and with the byte after it."""
        if len(cell) > _LONGEST_QUOTED or (is_open and is_last):
            return "有双引号不成对：从它开始的一格一直没有结束"
        if not is_open and b"\n" in cell[:-1]:
            commas = max(line.count(b",") for line in cell[:-1].split(b"\n")[1:])
            if cell[-1:] not in _AFTER_CELL or commas >= max(self.width - 1, 1):
                return "有双引号不成对：从它开始的一格把后面的行也包了进去"
        return ""

    def _faulty(self, row: int, why: str) -> ZcError:
        return ZcError(f"名册“{self._path.name}”第 {self._rows + row + 1} 行{why}", _QUOTES)


def _utf8(piece: bytes, encoding: str, path: Path) -> bytes:
    try:
        return piece if encoding == "utf-8" else piece.decode(encoding).encode("utf-8")
    except UnicodeDecodeError:
        raise ZcError(f"名册“{path.name}”里有认不出来的字", _AS_UTF8) from None


def _batches(path: Path, encoding: str, columns: Columns, before: int, pieces: Iterator[_Piece]) -> Iterator[Batch]:
    """The rows below the first ones; a spreadsheet counts blank lines, too."""
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
                column_types={key: words if is_read(key) else text for key in columns.keys},
                null_values=[],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        if "UTF8" in str(error):
            raise ZcError(f"名册“{path.name}”里有不是 UTF-8 编码的字", _AS_UTF8) from None
        raise ZcError(f"名册“{path.name}”读到一半读不下去", _QUOTES) from None
    return table.combine_chunks().to_batches()[0] if len(table) else pa.RecordBatch.from_pylist([], table.schema)
