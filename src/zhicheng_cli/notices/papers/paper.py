"""What stands on a paper, whatever file it came in: paragraphs and tables, as displayed, each with its spot."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Spot(NamedTuple):
    """Where something stands in the source, as a person would look it up; all count from 1.

    Attributes:
        page: of a paged file; None where there are none.
        table: the how-manieth table of the file.
        row, column: in that table, as printed, its header rows counted.
        sheet: its name, in a workbook.
        line: of a text file.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""
    line: int | None = None


class DoubtKind(StrEnum):
    """Why words are not simply what is printed. Each is told as a finding; none is settled in silence."""

    STRUCK = "struck"  # struck out: left out of the words
    HIDDEN = "hidden"  # not displayed: left out of the words
    DELETED = "deleted"  # a tracked deletion: left out of the words
    INSERTED = "inserted"  # a tracked insertion: in the words
    NUMBERED = "numbered"  # an automatic number, counted out, in the words
    DATED = "dated"  # a real date, shown as its format says
    SHOWN = "shown"  # a number or a date whose display could not be made out
    UNCOMPUTED = "uncomputed"  # a formula without a value
    UNREADABLE = "unreadable"  # signs without a meaning (private use, a broken encoding)
    RECOGNISED = "recognised"  # read from a picture: to be confirmed by a person
    PICTURE = "picture"  # a picture that was not read
    NESTED = "nested"  # a table within a cell, its words flattened
    FLOATING = "floating"  # in a text box, a comment, a header or footer: not part of the text
    SPANNING = "spanning"  # a span that cannot be as it is told
    CUT = "cut"  # a row that a page cut in two, joined again
    PROSE = "prose"  # said in a sentence, not in a field of a table
    LEFT_OUT = "left_out"  # a sheet, page or part that was not taken


class Doubt(NamedTuple):
    """One reason not to take words as plain.

    Attributes:
        kind: why.
        words: which words, or what more there is to say.
        sure: of something recognised, from 0 to 1.
    """

    kind: DoubtKind
    words: str = ""
    sure: float | None = None


class PaperCell(NamedTuple):
    """One cell.

    Attributes:
        words: as displayed; a line within a cell ends with a newline.
        spot: of its first row and column.
        rows, columns: how many it covers.
        doubts: why its words are not simply what is printed.
        picture: of a scan, the part of the page as PNG.
    """

    words: str
    spot: Spot
    rows: int = 1
    columns: int = 1
    doubts: tuple[Doubt, ...] = ()
    picture: bytes | None = None


class Grid(NamedTuple):
    """A table as a full grid: where a cell covers several fields, each of them holds that very cell.

    Attributes:
        rows: of equal length; None where the source has no cell.
        spot: of the table.
        titled: words that belong to it and stand beside it (a caption, the name of its sheet).
        open_above, open_below: the page cuts it there, without a rule.
    """

    rows: tuple[tuple[PaperCell | None, ...], ...]
    spot: Spot
    titled: str = ""
    open_above: bool = False
    open_below: bool = False

    def cells(self) -> Iterator[PaperCell]:
        """Each cell once, in reading order."""
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell is not None and not self._seen(cell, number, column):
                    yield cell

    def _seen(self, cell: PaperCell, row: int, column: int) -> bool:
        above = row > 0 and self.rows[row - 1][column] is cell
        return above or (column > 0 and self.rows[row][column - 1] is cell)


class Paragraph(NamedTuple):
    """A paragraph outside tables."""

    words: str
    spot: Spot
    doubts: tuple[Doubt, ...] = ()


class Paper(NamedTuple):
    """One file.

    Attributes:
        name: as the user gave it.
        blocks: in reading order.
        doubts: of the whole file.
    """

    name: str
    blocks: tuple[Paragraph | Grid, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def paragraphs(self) -> list[Paragraph]:
        """What stands outside tables."""
        return [one for one in self.blocks if isinstance(one, Paragraph)]

    @property
    def grids(self) -> list[Grid]:
        """The tables."""
        return [one for one in self.blocks if isinstance(one, Grid)]
