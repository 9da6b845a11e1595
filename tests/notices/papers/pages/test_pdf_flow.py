"""What stands beside a PDF's tables: paragraphs in order, margins left out, what a page cuts; tables without lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from notices.papers.pages.sample_pdf import HIGH, LEFT, RIGHT, ROWS, TOP, Sheet, read, starts, words

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Paragraph

PROSE = (
    "根据省厅关于年度职称工作的部署，结合我市实际情况，现将有关事项通知如下，请遵照执行，"
    "并把它转发到每个单位，不得遗漏。"
)


def test_lines_of_a_paragraph_are_joined_and_blocks_stand_in_reading_order() -> None:
    sheet = Sheet()
    sheet.write(200, 60, "关于职称评审工作的通知", 16)
    sheet.write(80, 90, PROSE[:45], 10)
    sheet.write(60, 105, PROSE[45:], 10)
    low = sheet.table(LEFT, 200)
    sheet.write(80, low + 40, "二、其他事项，详见附件，Word", 10)
    sheet.write(80, low + 60, "三、另行通知。", 10)
    blocks = read(sheet).blocks
    told = [block.words if isinstance(block, Paragraph) else words(block) for block in blocks]
    assert told == ["关于职称评审工作的通知", PROSE, ROWS, "二、其他事项，详见附件，Word", "三、另行通知。"]


def test_two_latin_words_on_two_lines_stay_two() -> None:
    sheet = Sheet()
    sheet.write(60, 90, PROSE[:45] + "Open", 10)
    sheet.write(60, 105, "Office", 10)
    assert [one.words for one in read(sheet).paragraphs] == [PROSE[:45] + "Open Office"]


def test_headers_footers_and_page_numbers_are_no_text() -> None:
    sheet = Sheet()
    for page in (1, 2):
        sheet.write(200, 40, "样例市人力资源和社会保障局文件", 9)
        sheet.table(LEFT, TOP)
        sheet.write(290, 820, f"— {page} —", 9)
        sheet.turn_page()
    sheet.write(60, 90, "第三页的话", 10)
    sheet.write(280, 820, "第3页 共3页", 9)
    paper = read(sheet)
    assert [one.words for one in paper.paragraphs] == ["第三页的话"]
    told = [doubt.words for doubt in paper.doubts if doubt.kind is DoubtKind.FLOATING]
    assert told == ["样例市人力资源和社会保障局文件", "— 1 —", "第3页 共3页"]


def test_a_table_that_a_page_cuts_without_a_rule_is_open() -> None:
    """Its last row goes on over the page, where no line begins it."""
    sheet = Sheet()
    top, low = 600.0, 780.0
    sheet.fields(LEFT, top, ROWS[:2], 60)
    for y in (top, top + 60):
        sheet.line(LEFT, y, RIGHT, y)
    for x in (*starts(LEFT), RIGHT):
        sheet.line(x, top, x, low)
    sheet.write(starts(LEFT)[1] + 4, 740, "市样例卫生评审")
    sheet.turn_page()
    sheet.write(starts(LEFT)[1] + 4, 64, "委员会")
    for y in (80, 114):
        sheet.line(LEFT, y, RIGHT, y)
    for x in (*starts(LEFT), RIGHT):
        sheet.line(x, 50, x, 114)
    sheet.fields(LEFT, 80, ROWS[3:4])
    before, after = read(sheet).grids
    assert [(grid.open_above, grid.open_below) for grid in (before, after)] == [(False, True), (True, False)]
    assert words(before)[-1] == ("1", "市样例工程评审委员会\n市样例卫生评审", *ROWS[1][2:])
    assert words(after) == (("", "委员会", "", ""), ROWS[3])


def three_rules(sheet: Sheet) -> None:
    sheet.fields(LEFT, TOP)
    for y in (TOP, TOP + 34, TOP + 136):
        sheet.line(LEFT, y, RIGHT, y)


def rules_between_rows(sheet: Sheet) -> None:
    sheet.fields(LEFT, TOP)
    for number in range(5):
        sheet.line(LEFT, TOP + number * 34, RIGHT, TOP + number * 34)


def gaps_alone(sheet: Sheet) -> None:
    sheet.fields(LEFT, TOP)


def framed(sheet: Sheet) -> None:
    gaps_alone(sheet)
    sheet.box(LEFT - 10, TOP - 10, RIGHT + 10, TOP + 150)


def narrow_rows(sheet: Sheet) -> None:
    """Lines are as far apart within a row as between two."""
    for number, row in enumerate(ROWS):
        for x, said in zip(starts(LEFT), row, strict=True):
            sheet.write(x, TOP + number * 26 + 14, said)


def numbers_in_the_middle(sheet: Sheet) -> None:
    for number, row in enumerate(ROWS):
        for x, said in zip(starts(LEFT), row, strict=True):
            middle = 0.0 if "\n" in said else 6.5
            sheet.write(x, TOP + number * 34 + 14 + middle, said)


@pytest.mark.parametrize(
    "draw", [gaps_alone, three_rules, rules_between_rows, framed, narrow_rows, numbers_in_the_middle]
)
def test_a_table_without_lines_between_columns_is_read_by_its_gaps(draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    sheet.write(LEFT, 60, "附件：年度评审计划")
    draw(sheet)
    sheet.write(LEFT, 400, PROSE[:42])
    paper = read(sheet)
    (grid,) = paper.grids
    assert words(grid) == ROWS
    assert [one.words for one in paper.paragraphs] == ["附件：年度评审计划", PROSE[:42]]
    assert [[doubt.kind for doubt in cell.doubts] for cell in grid.cells()] == [[DoubtKind.SPANNING]] * 16


def narrow_gaps(sheet: Sheet) -> None:
    """Words reach nearly to the next column, a mark over its edge; another has a gap within them."""
    sheet.write(60, 100, "序号", 9)
    sheet.write(90, 100, "评委会名称", 9)
    sheet.write(180, 100, "接收单位及电话", 9)
    sheet.write(60, 120, "1", 9)
    sheet.write(90, 120, "市样例工程评审会、", 9)
    sheet.write(90, 132, "委员会", 9)
    sheet.write(180, 120, "市样例局", 9)
    sheet.write(222, 120, "5550001", 9)
    sheet.write(60, 150, "2", 9)
    sheet.write(90, 150, "市虚构农艺评审会", 9)
    sheet.write(180, 150, "市虚构中心　　5550002", 9)


def test_narrow_gaps_part_columns_and_gaps_within_words_do_not() -> None:
    sheet = Sheet()
    narrow_gaps(sheet)
    sheet.write(290, 820, "5", 9)
    (grid,) = read(sheet).grids
    assert words(grid) == (
        ("序号", "评委会名称", "接收单位及电话"),
        ("1", "市样例工程评审会、\n委员会", "市样例局 5550001"),
        ("2", "市虚构农艺评审会", "市虚构中心　　5550002"),
    )


def test_a_header_of_two_lines_in_a_narrow_column_is_one_row() -> None:
    """The header of the numbers is written downwards, 序 above 号."""
    sheet = Sheet()
    for x, said in ((60, "序\n号"), (120, "评委会"), (240, "接收材料\n截止时间")):
        sheet.write(x, 100, said, 9)
    for number in range(3):
        for x, said in ((60, str(number + 1)), (120, "样例评委会"), (240, "7月")):
            sheet.write(x, 140 + number * 20, said, 9)
    (grid,) = read(sheet).grids
    assert words(grid) == (
        ("序\n号", "评委会", "接收材料\n截止时间"),
        *((str(number + 1), "样例评委会", "7月") for number in range(3)),
    )


def test_a_number_that_stands_with_the_last_row_is_its_own() -> None:
    sheet = Sheet()
    for number in range(4):
        sheet.write(60, 760 + number * 15, str(number + 1), 9)
        for x in (120, 240) if number < 3 else ():
            sheet.write(x, 760 + number * 15, "样例", 9)
    (grid,) = read(sheet).grids
    assert [row[0] for row in words(grid)] == ["1", "2", "3", "4"]


def test_prose_with_gaps_is_no_table() -> None:
    sheet = Sheet()
    sheet.write(60, 90, "抄送：甲局　　　乙局　　　丙局")
    for number in range(4):
        sheet.write(60, 110 + number * 20, PROSE[:30])
    assert read(sheet).grids == []


def test_a_remark_and_a_form_filled_in() -> None:
    sheet = Sheet()
    sheet.table(LEFT, TOP, [*ROWS[:3], ("3", "市试写教师评审委员会", "", "市试写局")])
    sheet.canvas.acroForm.textfield(
        name="time", value="9/30", x=LEFT + 204, y=HIGH - TOP - 130, width=60, height=16, borderWidth=0
    )
    sheet.canvas.textAnnotation("请核对", Rect=[10, 10, 30, 30])
    sheet.canvas.linkURL("https://example.invalid", (10, 10, 30, 30))
    paper = read(sheet)
    assert words(paper.grids[0])[3] == ("3", "市试写教师评审委员会", "9/30", "市试写局")
    assert paper.doubts == (Doubt(DoubtKind.FLOATING, "请核对"),)
