"""Tables of a PDF as a reader of it sees them, however their lines are drawn, or not drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from notices.papers.pages.sample_pdf import (
    HEADER,
    LEFT,
    RIGHT,
    ROWS,
    TOP,
    WIDTHS,
    Sheet,
    read,
    starts,
    the_table,
    words,
)

from zhicheng_cli.notices.papers.paper import PaperCell

HIGH_OF_ROW = 34.0
LOW = TOP + len(ROWS) * HIGH_OF_ROW
LEVELS = [TOP + number * HIGH_OF_ROW for number in range(len(ROWS) + 1)]
UPRIGHTS = [*starts(LEFT), RIGHT]


def full_lines(sheet: Sheet) -> None:
    sheet.table(LEFT, TOP)


def boxes(sheet: Sheet) -> None:
    """As Excel draws: each field a rectangle."""
    sheet.fields(LEFT, TOP)
    for top in LEVELS[:-1]:
        for left, width in zip(UPRIGHTS, WIDTHS, strict=False):
            sheet.box(left, top, left + width, top + HIGH_OF_ROW)


def thin_fills(sheet: Sheet) -> None:
    """As a browser draws: each border a filled box."""
    sheet.fields(LEFT, TOP)
    for y in LEVELS:
        sheet.box(LEFT, y - 0.4, RIGHT, y + 0.4, stroke=0, fill=1)
    for x in UPRIGHTS:
        sheet.box(x - 0.4, TOP, x + 0.4, LOW, stroke=0, fill=1)


def doubled_lines(sheet: Sheet) -> None:
    sheet.fields(LEFT, TOP)
    for y in LEVELS:
        sheet.line(LEFT, y, RIGHT, y)
        sheet.line(LEFT, y + 2, RIGHT, y + 2)
    for x in UPRIGHTS:
        sheet.line(x, TOP, x, LOW)
        sheet.line(x - 2, TOP, x - 2, LOW)


def widely_doubled_frame(sheet: Sheet) -> None:
    sheet.table(LEFT, TOP)
    sheet.box(LEFT - 4, TOP - 4, RIGHT + 4, LOW + 4)


def dashes(sheet: Sheet) -> None:
    sheet.fields(LEFT, TOP)
    for y in LEVELS:
        for step in range(int(RIGHT - LEFT) // 5):
            sheet.line(LEFT + step * 5, y, LEFT + step * 5 + 3, y)
    for x in UPRIGHTS:
        for step in range(int(LOW - TOP) // 5 + 1):
            sheet.line(x, TOP + step * 5, x, TOP + step * 5 + 3)


def no_outer_line(sheet: Sheet) -> None:
    sheet.fields(LEFT, TOP)
    for y in LEVELS[1:-1]:
        sheet.line(LEFT, y, RIGHT, y)
    for x in UPRIGHTS[1:-1]:
        sheet.line(x, TOP, x, LOW)


def no_top_line(sheet: Sheet) -> None:
    sheet.fields(LEFT, TOP)
    for y in LEVELS[1:]:
        sheet.line(LEFT, y, RIGHT, y)
    for x in UPRIGHTS:
        sheet.line(x, TOP, x, LOW)


def invisible_lines(sheet: Sheet) -> None:
    """Lines that nobody sees go through the middle of each row: white, transparent, or cut away."""
    sheet.table(LEFT, TOP)
    sheet.canvas.saveState()
    sheet.canvas.setStrokeColorRGB(1, 1, 1)
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.line(LEFT, TOP + 51, RIGHT, TOP + 51)
    sheet.box(LEFT, TOP + 84.5, RIGHT, TOP + 85.5, stroke=0, fill=1)
    sheet.canvas.restoreState()
    sheet.canvas.saveState()
    sheet.canvas.setStrokeAlpha(0)
    sheet.line(LEFT, TOP + 119, RIGHT, TOP + 119)
    sheet.canvas.restoreState()
    sheet.canvas.saveState()
    path = sheet.canvas.beginPath()
    path.rect(0, 0, 10, 10)
    sheet.canvas.clipPath(path, stroke=0, fill=0)
    sheet.line(LEFT, TOP + 17, RIGHT, TOP + 17)
    sheet.canvas.restoreState()


def shaded(sheet: Sheet) -> None:
    """Every other row, and a word, on colour; white words on dark; the lines of the dark row white."""
    sheet.canvas.saveState()
    sheet.canvas.setFillColorRGB(0.1, 0.2, 0.5)
    sheet.box(LEFT, TOP, RIGHT, TOP + HIGH_OF_ROW, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0.9, 0.9, 0.9)
    sheet.box(LEFT, TOP + 2 * HIGH_OF_ROW, RIGHT, TOP + 3 * HIGH_OF_ROW, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(1, 1, 0)
    sheet.box(LEFT + 43, TOP + 40, LEFT + 90, TOP + 52, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.fields(LEFT, TOP, ROWS[:1])
    sheet.canvas.restoreState()
    sheet.fields(LEFT, TOP + HIGH_OF_ROW, ROWS[1:])
    for y in LEVELS:
        sheet.line(LEFT, y, RIGHT, y)
    for x in UPRIGHTS:
        sheet.line(x, TOP + HIGH_OF_ROW, x, LOW)
        sheet.canvas.saveState()
        sheet.canvas.setStrokeColorRGB(1, 1, 1)
        sheet.line(x, TOP, x, TOP + HIGH_OF_ROW)
        sheet.canvas.restoreState()


def thick_lines(sheet: Sheet) -> None:
    """A frame as thick as a bar is a box that is filled, with the table's lines ending on it."""
    sheet.table(LEFT, TOP)
    sheet.canvas.setLineWidth(6)
    sheet.line(LEFT - 3, TOP - 4, RIGHT + 3, TOP - 4)
    sheet.line(LEFT - 6, TOP - 4, LEFT - 6, LOW)


def underlined(sheet: Sheet) -> None:
    """A word is underlined, another has a line to write on beside it; a red line stands below the letterhead."""
    sheet.table(LEFT, TOP)
    sheet.line(LEFT + 44, TOP + 50, LEFT + 144, TOP + 50)
    sheet.line(LEFT + 44, TOP + 84, LEFT + 104, TOP + 84)
    sheet.line(40, 60, 540, 60)


@pytest.mark.parametrize(
    "draw",
    [
        full_lines,
        boxes,
        thin_fills,
        doubled_lines,
        widely_doubled_frame,
        dashes,
        no_outer_line,
        no_top_line,
        invisible_lines,
        shaded,
        thick_lines,
        underlined,
    ],
)
def test_a_ruled_table_is_read_field_by_field(draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    draw(sheet)
    grid = the_table(sheet)
    assert words(grid) == ROWS
    assert [cell.doubts for cell in grid.cells()] == [()] * 16


def test_each_cell_knows_its_place() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    sheet.table(LEFT, 400)
    grids = read(sheet).grids
    assert [grid.spot[:2] for grid in grids] == [(1, 1), (1, 2)]
    cell = grids[1].rows[2][3]
    assert cell is not None
    assert cell.spot[:4] == (1, 2, 3, 4)


def test_a_merged_field_is_one_cell_in_all_its_places() -> None:
    """Two rows share a receiver, two columns a time."""
    sheet = Sheet()
    x = UPRIGHTS
    for y in LEVELS:
        sheet.line(LEFT, y, x[3] if y == LEVELS[2] else RIGHT, y)
    for place in (x[0], x[1], x[3], x[4]):
        sheet.line(place, TOP, place, LOW)
    sheet.line(x[2], TOP, x[2], LEVELS[3])
    sheet.fields(
        LEFT,
        TOP,
        [HEADER, ("1", "甲评委会", "7月", "同一处"), ("2", "乙评委会", "8月", ""), ("3", "由县定", "", "另一处")],
    )
    rows = the_table(sheet).rows
    assert rows[1][3] is rows[2][3]
    assert rows[3][1] is rows[3][2]
    shared, delegated = rows[1][3], rows[3][1]
    assert isinstance(shared, PaperCell)
    assert isinstance(delegated, PaperCell)
    assert (shared.words, shared.rows, shared.columns) == ("同一处", 2, 1)
    assert (delegated.words, delegated.rows, delegated.columns) == ("由县定", 1, 2)
