"""Rosters in CSV: UTF-8, with or without a mark, or as Excel has it in Chinese (GB 18030) and as Unicode text (UTF-16).

A comma or a tab stands between the cells, the first lines tell which. The file is cut into pieces of whole rows here,
and each piece is parsed by Arrow. Arrow's own streaming reads up to 32 blocks ahead, which takes more memory than all
the rest.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE, getincrementaldecoder
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

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
_AS_UTF8 = "在 Excel 里另存为“CSV UTF-8（逗号分隔）”再试"
_QUOTES = "看看双引号是不是都成对；内容里的双引号写成两个"
_ENDLESS = "有双引号不成对：从它开始的一格一直没有结束"


class _CsvForm(NamedTuple):
    """How a file is written.

    Attributes:
        separator: of cells, one character.
        line_end: the last character of a line.
    """

    encoding: str
    separator: str
    line_end: str


class _Piece(NamedTuple):
    """Whole rows.

    Attributes:
        text: UTF-8.
        done: so many bytes of the file are read by then.
    """

    text: bytes
    done: int


def open_roster(path: Path, batch_rows: int) -> Roster:
    """See `batches.open_roster`."""
    with path.open("rb") as file:
        form = _form(file.read(_HEAD), path)
    cutter = _Cutter(path, form)
    pieces = cutter.pieces(max(batch_rows * _ROW_BYTES, _LEAST_PIECE))
    first = next(pieces, _Piece(b"", 0))
    text = first.text.decode("utf-8")
    records, ends = _first_records(text, form.separator)
    columns, place = find_headings(records)
    cutter.width = len(columns.keys)
    rest = first._replace(text=text[ends[place] :].encode())
    batches = _batches(path, form.separator, columns, place + 1, chain((rest,), pieces))
    return Roster(columns, path.stat().st_size, batches)


def _form(head: bytes, path: Path) -> _CsvForm:
    is_marked = head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and not head.startswith(BOM_UTF32_LE)
    for encoding in ("utf-16",) if is_marked else ("utf-8", "gb18030"):
        try:
            text = getincrementaldecoder(encoding)().decode(head, final=len(head) < _HEAD)
        except UnicodeDecodeError:
            continue
        line_end = "\n" if "\n" in text else "\r"
        top = "".join(text.split(line_end, LOOKED_AT)[:LOOKED_AT])
        return _CsvForm(encoding, "\t" if top.count("\t") > top.count(",") else ",", line_end)
    raise ZcError(f"名册“{path.name}”的编码认不出来", _AS_UTF8)


def _first_records(text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    """The cells of the first rows, and where in the text each row ends."""
    lines = StringIO(text, newline="")
    records: list[list[str]] = []
    ends: list[int] = []
    try:
        for record in islice(csv.reader(iter(lines.readline, ""), delimiter=separator), LOOKED_AT):
            records.append(record)
            ends.append(lines.tell())
    except csv.Error:
        if not records:
            raise ZcError("名册的第一行读不出列名", "第一行写列名，用逗号分开") from None
    return records, ends


class _Cutter:
    """Cuts a file into pieces of whole rows.

    Attributes:
        width: so many cells has a row, as soon as that is known.
    """

    def __init__(self, path: Path, form: _CsvForm) -> None:
        self._path, self._form = path, form
        self._separator = form.separator.encode()
        # A quotation mark opens at the beginning of a cell alone, as spreadsheets have it, and closes where it is not
        # doubled; blanks after it are nothing. The mark stands first in the pattern: so it is looked for by itself, and
        # not what is before it at every byte, which took a fifth of the time of a whole roster.
        self._opened = re.compile(rb'"(?<![^%b\n]")' % self._separator)
        self._closed = re.compile(rb'[^"]*(?:""[^"]*)*"(?!")[ %b]*' % (b"" if form.separator == "\t" else b"\t"))
        self.width = 0
        self._rows = 0

    def pieces(self, size: int) -> Iterator[_Piece]:
        """The pieces, each of about that many bytes.

        Raises:
            ZcError: a row or a cell does not end, or goes on over others; which row it is; or the encoding changes.
        """
        with self._path.open("rb") as file:
            rest = b""
            for more in self._read(file, size):
                rest += more if self._form.line_end == "\n" else more.replace(b"\r", b"\n")
                if not self.width:
                    rest = rest.removeprefix(BOM_UTF8)
                    lines = rest.split(b"\n", LOOKED_AT)[:LOOKED_AT]
                    self.width = 1 + max(line.count(self._separator) for line in lines)
                cut = self._end_of_rows(rest)
                if cut:
                    yield _Piece(rest[:cut], file.tell())
                    rest = rest[cut:]
                elif len(rest) > _LONGEST_ROW:
                    raise self._faulty(0, "长得不像话")
            if rest:
                self._end_of_rows(rest, is_last=True)
                yield _Piece(rest, file.tell())

    def _read(self, file: BinaryIO, size: int) -> Iterator[bytes]:
        """The file in UTF-8."""
        decoder = getincrementaldecoder(self._form.encoding)()
        try:
            while more := file.read(size):
                text = decoder.decode(more)
                yield more if self._form.encoding == "utf-8" else text.encode()
            decoder.decode(b"", final=True)
        except UnicodeError:
            raise ZcError(f"名册“{self._path.name}”里有认不出来的字", _AS_UTF8) from None

    def _end_of_rows(self, text: bytes, *, is_last: bool = False) -> int:
        """Up to where there are whole rows: a line end within quotation marks ends none."""
        cut = done = inside = inside_of_cut = 0
        while opened := self._opened.search(text, done):
            if end := text.rfind(b"\n", done, opened.start()) + 1:
                cut, inside_of_cut = end, inside
            closed = self._closed.match(text, opened.end())
            done = closed.end() if closed else len(text)
            cell, after = text[opened.end() : done], text[done : done + 1]
            is_endless = len(cell) > _LONGEST_QUOTED or (is_last and not closed)
            if why := _ENDLESS if is_endless else self._wrong(cell, after) if closed else "":
                raise self._faulty(text.count(b"\n", 0, opened.start()) - inside, why)
            inside += text.count(b"\n", opened.end(), done)
        if end := text.rfind(b"\n", done) + 1:
            cut, inside_of_cut = end, inside
        self._rows += text.count(b"\n", 0, cut) - inside_of_cut
        return cut

    def _wrong(self, cell: bytes, after: bytes) -> str:
        """What is wrong with a cell in quotation marks, or with the byte after it."""
        goes_on = after not in (b"", b"\r", b"\n", self._separator)
        if b"\n" in cell:
            commas = max(line.count(self._separator) for line in cell.split(b"\n")[1:])
            if goes_on or commas >= max(self.width - 1, 1):
                return "有双引号不成对：从它开始的一格把后面的行也包了进去"
        return "有一格在双引号后面还有字：分不清引号是不是内容" if goes_on else ""

    def _faulty(self, row: int, why: str) -> ZcError:
        return ZcError(f"名册“{self._path.name}”第 {self._rows + row + 1} 行{why}", _QUOTES)


def _batches(path: Path, separator: str, columns: Columns, before: int, pieces: Iterator[_Piece]) -> Iterator[Batch]:
    """The rows below the first ones; a spreadsheet counts blank lines, too."""
    for piece, done in pieces:
        if not piece:
            continue
        malformed: list[Malformed] = []
        table = _parse(piece, separator, columns, malformed, path)
        rows = range(before + 1, before + 1 + len(table) + len(malformed))
        before += len(rows)
        if malformed:
            malformed = [one._replace(row=rows[one.row - 1]) for one in malformed]
            gone = {one.row for one in malformed}
            yield Batch(table, longs([row for row in rows if row not in gone]), tuple(malformed), done)
        else:
            yield Batch(table, longs(rows), done=done)


def _parse(piece: bytes, separator: str, columns: Columns, malformed: list[Malformed], path: Path) -> Any:
    def refuse(row: Any) -> str:
        why = f"这一行有 {row.actual_columns} 格，应有 {row.expected_columns} 格"
        cells = next(csv.reader([row.text], delimiter=separator), [])
        name = dict(zip(columns.keys, cells, strict=False)).get("name", "")
        malformed.append(Malformed(row.number, why, name=name))
        return "skip"

    text, words = pa.string(), pa.dictionary(pa.int32(), pa.string())
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(piece),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(piece) + 1, column_names=list(columns.keys)),
            arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=refuse
            ),
            arrow_csv.ConvertOptions(
                column_types={key: words if is_read(key) else text for key in columns.keys},
                null_values=[],
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        raise ZcError(f"名册“{path.name}”读到一半读不下去", _QUOTES) from None
    return table.combine_chunks().to_batches()[0] if len(table) else pa.RecordBatch.from_pylist([], table.schema)
