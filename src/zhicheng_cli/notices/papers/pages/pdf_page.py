"""A page's displayed ink → its tables and the lines beside them, with what is doubtful about each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from zhicheng_cli.notices.papers.pages.displayed_ink import DisplayedInk
from zhicheng_cli.notices.papers.pages.field_signs import are_crowded, in_fields
from zhicheng_cli.notices.papers.pages.page_ink import Box, Sign, within
from zhicheng_cli.notices.papers.pages.page_number import is_page_number
from zhicheng_cli.notices.papers.pages.ruled_lattice import Lattice, lattices, lies_in
from zhicheng_cli.notices.papers.pages.sign_lines import SignLine, lines_of, words_of
from zhicheng_cli.notices.papers.pages.unruled_table import unruled_tables
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, PaperCell, Spot
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

FieldRow = tuple[PaperCell | None, ...]


BY_GAPS = Doubt(DoubtKind.SPANNING, "没有表线，栏和行是按间距分的")


class PageTable(NamedTuple):
    """A table of a page.

    Attributes:
        rows: full, as of a `Grid`; the spots know their page, row and column.
        box: its place.
        open_above, open_below: no rule closes it there.
        ruled: false where its fields are told by the gaps between words.
    """

    rows: tuple[FieldRow, ...]
    box: Box
    open_above: bool = False
    open_below: bool = False
    ruled: bool = True


class PageLine(NamedTuple):
    """A line beside the tables.

    Attributes:
        words: as displayed.
        box: its place.
        size: of its signs.
        doubts: why its words are not simply what is printed.
    """

    words: str
    box: Box
    size: float
    doubts: tuple[Doubt, ...] = ()


class PageParts(NamedTuple):
    """What stands on a page, from top to bottom, and what is doubtful about the whole of it."""

    number: int
    width: float
    height: float
    parts: list[PageTable | PageLine]
    doubts: list[Doubt]


class _Signs(NamedTuple):
    """The signs of one place, by how they are displayed."""

    shown: list[Sign]
    struck: list[Sign]
    hidden: list[Sign]


class PageImage(Protocol):
    """The picture a page was recognised from."""

    def cut_out(self, box: Box) -> bytes:
        """A part of it, as PNG."""

    def has_ink(self, box: Box) -> bool:
        """Whether anything is written there."""


def page_parts(
    ink: DisplayedInk,
    number: int,
    size: tuple[float, float],
    remarks: Iterable[str] = (),
    image: PageImage | None = None,
) -> PageParts:
    """The parts of a page.

    Args:
        ink: what is displayed.
        number: of the page.
        size: its width and height.
        remarks: written beside it.
        image: what it was recognised from, if it was.

    Raises:
        UnreadablePaperError: it has more lines than any table.
    """
    found = lattices(ink.rules)
    if found is None:
        raise UnreadablePaperError(f"第 {number} 页的线条太多，不像表格", "请另存为 Word 或 Excel 文件再试")
    outer = [one for one in found if not any(lies_in(one, other) for other in found)]
    tables = [_ruled(one, ink, found, number, image) for one in outer]
    boxes = [one.box for one in outer]
    rest = _Signs(*(_outside(some, boxes) for some in (ink.signs, ink.struck, ink.hidden)))
    lines = lines_of(rest.shown)
    unruled = unruled_tables(_without_number(lines, size[1]), [rule for rule in ink.rules if rule.level], boxes)
    for one in unruled:
        tables.append(PageTable(_full(one.fields, number), one.box, ruled=False))
    taken = {id(line) for one in unruled for line in one.lines}
    beside = [PageLine(line.words, line.box, line.size, _told(line.signs)) for line in lines if id(line) not in taken]
    beside += [
        PageLine("", line.box, line.size, (Doubt(DoubtKind.STRUCK, line.words),)) for line in lines_of(rest.struck)
    ]
    doubts = [Doubt(DoubtKind.HIDDEN, line.words) for line in lines_of(rest.hidden)]
    doubts += [Doubt(DoubtKind.FLOATING, words) for words in (*_written_over(ink.floating), *remarks)]
    parts: list[PageTable | PageLine] = [*tables, *beside]
    parts.sort(key=lambda part: (part.box[1], part.box[0]))
    return PageParts(number, *size, parts, doubts)


def _outside(signs: Iterable[Sign], boxes: list[Box]) -> list[Sign]:
    return [sign for sign in signs if not any(within(sign.middle, box) for box in boxes)]


def _without_number(lines: list[SignLine], height: float) -> list[SignLine]:
    """Lines without the page's number, which stands apart at its edge."""
    if len(lines) > 1 and is_page_number(lines[-1].words) and lines[-1].base > 0.87 * height:
        apart = lines[-1].base - lines[-2].base > 1.8 * lines[-1].size
        return lines[:-1] if apart else lines
    return lines


def _written_over(signs: Iterable[Sign]) -> list[str]:
    """What floats over the text, by direction and size, as it was painted."""
    written: dict[tuple[float, float, str], str] = {}
    for sign in signs:
        key = round(sign.angle), round(sign.size), sign.part
        written[key] = written.get(key, "") + sign.text
    return [words.strip() for words in written.values() if words.strip()]


def _told(signs: Iterable[Sign]) -> tuple[Doubt, ...]:
    """What the displayed signs themselves make doubtful."""
    signs = list(signs)
    doubts = []
    if any("\ufffd" in sign.text for sign in signs):
        doubts.append(Doubt(DoubtKind.UNREADABLE, words_of(signs)))
    sure = [sign.sure for sign in signs if sign.sure is not None]
    if sure:
        doubts.append(Doubt(DoubtKind.RECOGNISED, sure=min(sure)))
    return tuple(doubts)


def _ruled(
    lattice: Lattice, ink: DisplayedInk, every: list[Lattice], number: int, image: PageImage | None
) -> PageTable:
    owners = lattice.owners()
    sorts = [in_fields(signs, lattice) for signs in (ink.signs, ink.struck, ink.hidden)]
    nested = [one for one in every if lies_in(one, lattice)]
    cells = {}
    for field in lattice.fields:
        there = _Signs(*(sort.signs[field] for sort in sorts))
        doubts = _doubts(there)
        if not field.certain:
            doubts.append(Doubt(DoubtKind.SPANNING, "这一格的边线不全"))
        if field in sorts[0].overflown:
            doubts.append(Doubt(DoubtKind.SPANNING, "文字越过了表线"))
        if are_crowded(lines_of(there.shown)):
            doubts.append(Doubt(DoubtKind.SPANNING, "文字叠在一起"))
        if any(within(one.box[:2], field.box) for one in nested):
            doubts.append(Doubt(DoubtKind.NESTED, words_of(there.shown)))
        spot = Spot(page=number, row=field.row + 1, column=field.column + 1)
        if image is not None and not there.shown:
            doubts.append(Doubt(DoubtKind.RECOGNISED, sure=0.0 if image.has_ink(field.box) else 1.0))
        picture = None if image is None else image.cut_out(field.box)
        cells[field] = PaperCell(words_of(there.shown), spot, field.rows, field.columns, tuple(doubts), picture)
    rows = tuple(
        tuple(cells[owners[row, column]] for column in range(len(lattice.columns) - 1))
        for row in range(len(lattice.rows) - 1)
    )
    return PageTable(rows, lattice.box, lattice.open_above, lattice.open_below)


def _doubts(signs: _Signs) -> list[Doubt]:
    doubts = list(_told(signs.shown))
    for kind, some in ((DoubtKind.STRUCK, signs.struck), (DoubtKind.HIDDEN, signs.hidden)):
        if any(sign.text.strip() for sign in some):
            doubts.append(Doubt(kind, words_of(some)))
    return doubts


def _full(fields: list[list[list[SignLine]]], number: int) -> tuple[FieldRow, ...]:
    """A table by gaps: each field its pieces of lines."""
    rows = []
    for row, across in enumerate(fields, 1):
        cells = []
        for column, pieces in enumerate(across, 1):
            words = "\n".join(piece.words for piece in pieces)
            doubts = (*_told(sign for piece in pieces for sign in piece.signs), BY_GAPS)
            cells.append(PaperCell(words, Spot(page=number, row=row, column=column), doubts=doubts))
        rows.append(tuple(cells))
    return tuple(rows)
