"""What of a PDF's ink is displayed, and what is told of the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from notices.papers.pages.sample_pdf import (
    FONT,
    HIGH,
    LEFT,
    RIGHT,
    ROWS,
    TOP,
    WIDE,
    WIDTHS,
    Sheet,
    picture,
    read,
    the_table,
    words,
)

from zhicheng_cli.notices.papers.pages import pdf_pictures
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, PaperCell


def cell(sheet: Sheet, row: int, column: int) -> PaperCell:
    """Of the one table, whose other cells are as printed."""
    grid = the_table(sheet)
    found = grid.rows[row][column]
    assert found is not None
    assert [one.doubts for one in grid.cells() if one is not found] == [()] * 15
    return found


HIGH_OF_ROW = 34.0


def struck(sheet: Sheet, left: float, right: float, y: float = TOP + HIGH_OF_ROW + 10.5) -> None:
    sheet.line(left, y, right, y)


def test_words_struck_through_are_left_out_and_told() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    struck(sheet, LEFT + 204, LEFT + 215)
    found = cell(sheet, 1, 2)
    assert (found.words, found.doubts) == ("", (Doubt(DoubtKind.STRUCK, "7月"),))


def test_what_replaces_struck_words_stays() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    sheet.write(LEFT + 217, TOP + 48, "8月")
    struck(sheet, LEFT + 204, LEFT + 215)
    found = cell(sheet, 1, 2)
    assert (found.words, found.doubts) == ("8月", (Doubt(DoubtKind.STRUCK, "7月"),))


def test_a_stroke_across_words_strikes_them_out() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    sheet.line(LEFT + 200, TOP + HIGH_OF_ROW + 17, LEFT + 240, TOP + HIGH_OF_ROW + 4)
    assert cell(sheet, 1, 2).doubts == (Doubt(DoubtKind.STRUCK, "7月"),)


def test_struck_words_beside_tables_are_told_too() -> None:
    sheet = Sheet()
    sheet.write(60, 300, "截止日期为七月")
    sheet.line(60, 296, 130, 296)
    sheet.write(60, 330, "截止日期为八月")
    (void, holds) = read(sheet).paragraphs
    assert (void.words, void.doubts) == ("", (Doubt(DoubtKind.STRUCK, "截止日期为七月"),))
    assert holds.words == "截止日期为八月"


def unpainted(sheet: Sheet) -> None:
    text = sheet.canvas.beginText(LEFT + 220, HIGH - TOP - 48)
    text.setFont(FONT, 10)
    text.setTextRenderMode(3)
    text.textOut("原定六月")
    sheet.canvas.drawText(text)


def white(sheet: Sheet) -> None:
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.write(LEFT + 220, TOP + 48, "原定六月")


def transparent(sheet: Sheet) -> None:
    sheet.canvas.setFillAlpha(0)
    sheet.write(LEFT + 220, TOP + 48, "原定六月")


def covered(sheet: Sheet) -> None:
    sheet.write(LEFT + 220, TOP + 48, "原定六月")
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.box(LEFT + 218, TOP + 36, LEFT + 270, TOP + 52, stroke=0, fill=1)


def cut_away(sheet: Sheet) -> None:
    path = sheet.canvas.beginPath()
    path.rect(0, 0, 10, 10)
    sheet.canvas.clipPath(path, stroke=0, fill=0)
    sheet.write(LEFT + 220, TOP + 48, "原定六月")


def tiny(sheet: Sheet) -> None:
    sheet.write(LEFT + 220, TOP + 48, "原定六月", 0.5)


@pytest.mark.parametrize("hide", [unpainted, white, transparent, covered, cut_away, tiny])
def test_hidden_words_are_left_out_and_told(hide: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    sheet.canvas.saveState()
    hide(sheet)
    sheet.canvas.restoreState()
    found = cell(sheet, 1, 2)
    assert (found.words, found.doubts) == ("7月", (Doubt(DoubtKind.HIDDEN, "原定六月"),))


def test_words_painted_anew_over_what_covers_them_are_displayed() -> None:
    """Some of the signs stand where they stood before."""
    sheet = Sheet()
    sheet.table(LEFT, TOP, [*ROWS[:2], ("2", "市虚构农艺评审委员会", "9月30日", "市虚构中心\n5550002")])
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.box(LEFT + 202, TOP + 70, LEFT + 278, TOP + 90, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    sheet.write(LEFT + 204, TOP + 82, "9月15日")
    found = the_table(sheet).rows[2][2]
    assert found is not None
    assert (found.words, found.doubts) == ("9月15日", (Doubt(DoubtKind.HIDDEN, "9月30日"),))


def test_words_outside_the_displayed_page_are_hidden() -> None:
    sheet = Sheet(cropBox=(0, 100, WIDE, HIGH))
    sheet.write(60, 300, "各有关单位")
    sheet.write(60, 800, "草稿勿传")
    paper = read(sheet)
    assert [one.words for one in paper.paragraphs] == ["各有关单位"]
    assert paper.doubts == (Doubt(DoubtKind.HIDDEN, "草稿勿传"),)


def test_words_printed_twice_to_look_bold_are_read_once() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    for shift in (0.3, 0.6):
        sheet.write(LEFT + 204 + shift, TOP + 48, "7月")
    sheet.write(60, 400, "谢谢")
    assert words(the_table(sheet)) == ROWS


def slanting(sheet: Sheet) -> None:
    sheet.canvas.translate(100, 500)
    sheet.canvas.rotate(45)
    sheet.canvas.setFillColorRGB(0.8, 0.8, 0.8)
    sheet.canvas.setFont(FONT, 60)
    sheet.canvas.drawString(0, 0, "内部资料")


def large_and_faint(sheet: Sheet) -> None:
    sheet.canvas.setFillColorRGB(0.8, 0.8, 0.8)
    sheet.write(LEFT + 60, TOP + 80, "内部资料", 60)


def faint_over_words(sheet: Sheet) -> None:
    sheet.canvas.setFillColorRGB(0.7, 0.7, 0.7)
    sheet.write(LEFT + 42, TOP + 46, "内部资料")


def here_over_words_and_there_beside_them(sheet: Sheet) -> None:
    sheet.canvas.setFillColorRGB(0.8, 0.8, 0.8)
    for x, y in ((42, 46), (202, 84), (282, 12)):
        sheet.write(LEFT + x, TOP + y, "内部资料")


def again_and_again(sheet: Sheet) -> None:
    sheet.canvas.setFillColorRGB(0.8, 0.8, 0.8)
    for number in range(4):
        sheet.write(LEFT + 100 * number, TOP + 300, "内部资料")


def marked(sheet: Sheet) -> None:
    sheet.canvas._code.append("/Artifact <</Type /Pagination /Subtype /Watermark>> BDC")
    sheet.write(LEFT + 100, TOP + 66, "内部资料")
    sheet.canvas._code.append("EMC EMC")


@pytest.mark.parametrize("draw", [slanting, large_and_faint, faint_over_words, marked])
def test_a_watermark_floats_over_the_text(draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    sheet.canvas.saveState()
    draw(sheet)
    sheet.canvas.restoreState()
    sheet.table(LEFT, TOP)
    paper = read(sheet)
    (grid,) = paper.grids
    assert words(grid) == ROWS
    assert paper.doubts == (Doubt(DoubtKind.FLOATING, "内部资料"),)


@pytest.mark.parametrize("draw", [here_over_words_and_there_beside_them, again_and_again])
def test_a_watermark_may_be_written_many_times(draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    sheet.canvas.saveState()
    draw(sheet)
    sheet.canvas.restoreState()
    paper = read(sheet)
    (block,) = paper.blocks
    assert words(block) == ROWS  # type: ignore[arg-type]
    assert [set(doubt.words.split("内部资料")) for doubt in paper.doubts] == [{""}]


def test_white_words_on_a_dark_ground_are_no_watermark() -> None:
    sheet = Sheet()
    sheet.canvas.setFillColorRGB(0, 0, 0.4)
    sheet.box(LEFT, TOP, LEFT + sum(WIDTHS), TOP + 34 * 6, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(1, 1, 1)
    rows = [*ROWS[:2], *[("2", "市虚构评审委员会", "7月", "市样例局")] * 4]
    sheet.table(LEFT, TOP, rows)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    for number in range(5):
        sheet.write(LEFT, TOP + 300 + number * 20, "以上计划请各单位遵照执行，不得延误，逾期不予受理")
    assert words(the_table(sheet)) == tuple(rows)


def test_a_page_in_grey_is_no_watermark() -> None:
    sheet = Sheet()
    sheet.canvas.setFillColorRGB(0.7, 0.7, 0.7)
    sheet.table(LEFT, TOP, [*ROWS[:2], *[("2", "市虚构评审委员会", "7月", "市样例局")] * 5])
    assert len(the_table(sheet).rows) == 7


def test_faint_words_of_their_own_are_text() -> None:
    sheet = Sheet()
    sheet.write(60, 300, "本通知自发布之日起施行")
    sheet.canvas.setFillColorRGB(0.7, 0.7, 0.7)
    sheet.write(60, 340, "联系人：样例")
    assert [one.words for one in read(sheet).paragraphs] == ["本通知自发布之日起施行", "联系人：样例"]


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("by_the_page", [True, False])
def test_a_turned_page_is_read_as_it_is_held(quarters: int, by_the_page: bool) -> None:
    """Its text is turned, and with that the page, or the text alone."""
    width, height = (WIDE, HIGH) if quarters % 2 == 0 else (HIGH, WIDE)
    # A page that is turned is drawn in the units of the one that is not: reportlab turns its size.
    sheet = Sheet(WIDE, HIGH) if by_the_page else Sheet(width, height)
    if by_the_page:
        sheet.canvas.setPageRotation(quarters * 90)
    shift = {1: (width, 0), 2: (width, height), 3: (0, height)}[quarters]
    sheet.canvas.translate(*shift)
    sheet.canvas.rotate(quarters * 90)
    sheet.height = HIGH
    sheet.table(LEFT, TOP)
    assert words(the_table(sheet)) == ROWS


def test_words_written_upwards_in_a_field_are_read() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    sheet.canvas.translate(LEFT + 30, HIGH - TOP - 60)
    sheet.canvas.rotate(90)
    sheet.canvas.setFont(FONT, 5)
    sheet.canvas.drawString(0, 0, "直报")
    assert cell(sheet, 1, 0).words == "1\n直报"


def test_words_that_run_over_a_line_stay_in_their_field() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP, [*ROWS[:3], ("3", "市试写教师评审委员会（含各区和县）", "", "市试写局")])
    found = cell(sheet, 3, 1)
    assert found.words == "市试写教师评审委员会（含各区和县）"
    assert [doubt.kind for doubt in found.doubts] == [DoubtKind.SPANNING]


def test_words_half_in_one_field_and_half_in_another_are_told_for_both() -> None:
    """Of which of the two they are nobody can say, though they follow each other as the words of a field do."""
    sheet = Sheet()
    sheet.table(LEFT, TOP, [*ROWS[:3], ("3", "", "", "市试写局")])
    sheet.write(LEFT + 132, TOP + 116, "市试写评审会")
    sheet.write(LEFT + 192, TOP + 116, "9月")
    told = {cell.spot[2:4] for cell in the_table(sheet).cells() if cell.doubts}
    assert told == {(4, 2), (4, 3)}


def test_a_line_of_words_on_a_border_is_told_for_both_fields() -> None:
    """As a workbook prints a field that is too low for its words."""
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    sheet.write(LEFT + 44, TOP + 71, "（含各区）", 7)
    told = {cell.spot[2:4]: [doubt.kind for doubt in cell.doubts] for cell in the_table(sheet).cells() if cell.doubts}
    assert told == {(2, 2): [DoubtKind.SPANNING], (3, 2): [DoubtKind.SPANNING]}


def test_the_raised_mark_of_a_note_stands_where_it_is_printed() -> None:
    """Behind a word, between two, and before one; words in small print above others are a line of their own."""
    sheet = Sheet()
    sheet.write(60, 100, "评审委员会")
    sheet.write(110, 96, "①", 5)
    sheet.write(115, 100, "及办公室")
    sheet.write(60, 146, "②", 5)
    sheet.write(65, 150, "材料接收单位")
    sheet.write(60, 190, "以下为附注", 5)
    sheet.write(60, 196, "联系电话")
    assert [one.words for one in read(sheet).paragraphs] == [
        "评审委员会①及办公室",
        "②材料接收单位",
        "以下为附注",
        "联系电话",
    ]


def test_words_on_words_are_told() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    sheet.write(LEFT + 50, TOP + 55, "（含各区）")
    assert [doubt.words for doubt in cell(sheet, 1, 1).doubts] == ["文字叠在一起"]


def test_lines_that_make_no_rectangle_are_told() -> None:
    sheet = Sheet()
    sheet.fields(LEFT, TOP, ROWS[:2])
    for y in (TOP, TOP + 68):
        sheet.line(LEFT, y, RIGHT, y)
    sheet.line(LEFT + 40, TOP + 34, RIGHT, TOP + 34)
    for x in (LEFT, RIGHT, LEFT + 280):
        sheet.line(x, TOP, x, TOP + 68)
    sheet.line(LEFT + 200, TOP + 34, LEFT + 200, TOP + 68)
    sheet.line(LEFT + 40, TOP, LEFT + 40, TOP + 34)
    grid = the_table(sheet)
    assert {doubt.kind for one in grid.cells() for doubt in one.doubts} == {DoubtKind.SPANNING}


def test_a_table_in_a_field_is_told() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    for y in (TOP + 38, TOP + 50, TOP + 64):
        sheet.line(LEFT + 284, y, LEFT + 400, y)
    for x in (LEFT + 284, LEFT + 350, LEFT + 400):
        sheet.line(x, TOP + 38, x, TOP + 64)
    found = cell(sheet, 1, 3)
    assert found.words == ROWS[1][3]
    assert [doubt.kind for doubt in found.doubts] == [DoubtKind.NESTED]


def test_a_picture_beside_the_text_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pictures, "can_scan", lambda: False)
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    sheet.canvas.drawImage(picture(), 60, 60, 300, 300)
    sheet.canvas.drawImage(picture(), 400, 60, 30, 30)
    paper = read(sheet)
    assert paper.doubts == (Doubt(DoubtKind.PICTURE, "第 1 页有一幅图片，占这一页的 18%"),)
