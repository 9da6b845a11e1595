"""A text file as a paper: tables of tabs (a paste from a browser), of commas, of pipes, of blanks."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Paper, PaperCell, Paragraph, Spot
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

from .delimited_rows import RowOfWords, TextLine, comma_rows, tab_rows
from .markdown_rows import pipe_lines, pipe_rows, plain_markdown
from .spaced_rows import spaced_rows

_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_FEW = 3
_MOST_CELLS = 500_000
_MOST_LINES = 100_000
#: A notice with 500 rows has some 200,000 bytes; every sign of a text is looked at several times.
_MOST_BYTES = 10_000_000


def read_text_paper(data: bytes, name: str) -> Paper:
    """The paragraphs and tables of a text file.

    Raises:
        UnreadablePaperError: it is no text, or too long a one.
    """
    if len(data) > _MOST_BYTES:
        raise UnreadablePaperError(f"“{name}”有 {_MOST_BYTES // 1_000_000} MB 以上的文字，太大了", "请确认没有选错文件")
    text = _decoded(data, name)
    if text.count("\n") + text.count("\r") > _MOST_LINES:
        raise UnreadablePaperError(f"“{name}”超过 {_MOST_LINES} 行，太大了", "请确认没有选错文件")
    lines = [TextLine(number, one) for number, one in enumerate(_LINE_END.split(text), start=1)]
    blocks: list[Paragraph | Grid] = []
    for rows, rest in _parts(lines):
        if rows:
            blocks.append(_grid(rows, sum(isinstance(one, Grid) for one in blocks) + 1, name))
        else:
            blocks += _paragraphs(rest)
    return Paper(name, tuple(blocks))


def _decoded(data: bytes, name: str) -> str:
    codecs = ["utf-8", "gb18030"]
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        codecs = ["utf-16"]
    elif data[1:200:2].count(0) * 4 > len(data[1:200:2]):
        codecs = ["utf-16-le"]
    for codec in codecs:
        try:
            text = data.removeprefix(BOM_UTF8).decode(codec)
        except UnicodeDecodeError:
            continue
        if text.count("\0") == 0 and sum(not one.isprintable() and not one.isspace() for one in text) * 50 < len(text):
            return text
    raise UnreadablePaperError(f"“{name}”不是文字，也不是认得的文件格式", "请确认选对了文件，没有损坏")


def _parts(lines: list[TextLine]) -> Iterator[tuple[list[RowOfWords], list[TextLine]]]:
    """Tables and what stands between them, in order: of each pair one is empty."""
    taken = 0
    for start, end, rows in _tables(lines):
        if start > taken:
            yield [], lines[taken:start]
        yield rows, []
        taken = end
    if taken < len(lines):
        yield [], lines[taken:]


def _tables(lines: list[TextLine]) -> Iterator[tuple[int, int, list[RowOfWords]]]:
    if sum(one.words.count("\t") > 1 for one in lines) >= 1:
        yield from tab_rows(lines)
    elif sum(pipe_lines(lines)) >= _FEW:
        yield from pipe_rows(lines)
    elif spaced := [*spaced_rows(lines)]:
        yield from spaced
    else:
        yield from comma_rows(lines)


def _grid(rows: list[RowOfWords], number: int, name: str) -> Grid:
    width = max(len(row.cells) for row in rows)
    if width * len(rows) > _MOST_CELLS:
        raise UnreadablePaperError(f"“{name}”的表格有 {len(rows)} 行、{width} 栏，太大了", "请确认没有选错文件")
    full = []
    for at, row in enumerate(rows, start=1):
        full.append(
            tuple(
                PaperCell(words, Spot(table=number, row=at, column=column, line=row.line), doubts=doubts)
                for column, (words, doubts) in enumerate([*row.cells, *[("", ())] * (width - len(row.cells))], start=1)
            )
        )
    return Grid(tuple(full), Spot(table=number, line=rows[0].line))


def _paragraphs(lines: list[TextLine]) -> Iterator[Paragraph]:
    for line in lines:
        words, struck = plain_markdown(line.words)
        if words.strip():
            doubts = tuple(Doubt(DoubtKind.STRUCK, one) for one in struck)
            yield Paragraph(words.strip(), Spot(line=line.number), doubts)
