"""Pages, one after another → the blocks of a paper: paragraphs made whole, tables numbered, margins left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zhicheng_cli.notices.papers.pages.page_margins import Margins, at_edges
from zhicheng_cli.notices.papers.pages.page_number import numberless
from zhicheng_cli.notices.papers.pages.pdf_page import FieldRow, PageLine, PageParts, PageTable
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, PaperCell, Paragraph, Spot

#: A paragraph begins about this far within the margin, in points.
INDENT = 24.0

Blocks = tuple[tuple[Paragraph | Grid, ...], tuple[Doubt, ...]]


def blocks_of(pages: list[PageParts]) -> Blocks:
    """The blocks of all pages in reading order, and what is doubtful about them as a whole."""
    margins = Margins()
    for page in pages:
        margins.learn(page)
    doubts: dict[Doubt, None] = {}
    margin: dict[str, str] = {}
    blocks: list[Paragraph | Grid] = []
    tables = 0
    for page in pages:
        doubts.update(dict.fromkeys(page.doubts))
        edges = {id(line) for line in at_edges(page) if margins.holds(line, page)}
        for part in page.parts:
            if id(part) in edges and isinstance(part, PageLine):
                margin.setdefault(numberless(part.words), part.words)
        for block in _blocks(page, [part for part in page.parts if id(part) not in edges]):
            if isinstance(block, Grid):
                tables += 1
                blocks.append(_numbered(block, tables))
            else:
                blocks.append(block)
    return tuple(blocks), (*doubts, *(Doubt(DoubtKind.FLOATING, words) for words in margin.values()))


def _blocks(page: PageParts, parts: list[PageTable | PageLine]) -> Iterator[Paragraph | Grid]:
    """The blocks of one page."""
    lines: list[PageLine] = []
    left = min((part.box[0] for part in parts), default=0.0)
    # Where nothing reaches the right margin, it is as wide as the left one.
    right = max(page.width - left - INDENT, *(part.box[2] for part in parts)) if parts else 0.0
    for part in parts:
        if isinstance(part, PageLine):
            lines.append(part)
            continue
        yield from _paragraphs(lines, page.number, left, right)
        lines = []
        # A table that stands in the midst of a page is not cut by it, whatever lines it lacks.
        first, last = part is parts[0], part is parts[-1]
        yield Grid(part.rows, Spot(page=page.number), "", part.open_above and first, part.open_below and last)
    yield from _paragraphs(lines, page.number, left, right)


def _numbered(grid: Grid, table: int) -> Grid:
    """The same, each of its spots with the table's number; what was one cell stays one."""
    numbered: dict[int, PaperCell] = {
        id(cell): cell._replace(spot=cell.spot._replace(table=table)) for cell in grid.cells()
    }
    rows: tuple[FieldRow, ...] = tuple(
        tuple(None if cell is None else numbered[id(cell)] for cell in row) for row in grid.rows
    )
    return grid._replace(rows=rows, spot=grid.spot._replace(table=table))


def _paragraphs(lines: list[PageLine], number: int, left: float, right: float) -> Iterator[Paragraph]:
    """Lines, joined where one runs on into the next between the margins."""
    if not lines:
        return
    words, doubts = lines[0].words, lines[0].doubts
    for before, line in pairwise(lines):
        if _runs_on(before, line, left, right):
            words += (" " if _needs_blank(words, line.words) else "") + line.words
            doubts += line.doubts
        else:
            yield Paragraph(words, Spot(page=number), doubts)
            words, doubts = line.words, line.doubts
    yield Paragraph(words, Spot(page=number), doubts)


def _runs_on(before: PageLine, line: PageLine, left: float, right: float) -> bool:
    """A full line, and the next neither set in nor of another size nor far below."""
    alike = abs(before.size - line.size) < 0.15 * before.size and bool(before.words and line.words)
    full = before.box[2] > right - 1.6 * before.size and line.box[0] < left + 0.9 * line.size
    return alike and full and line.box[1] - before.box[3] < 1.6 * line.size


def _needs_blank(before: str, after: str) -> bool:
    """Between two Latin words."""
    return before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
