"""Workbooks as Excel, WPS and exporters write them: every word is as displayed, and what is not plain is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_sheets import MAIN, STRICT, cell, prefixed, row, sheet, workbook

from zhicheng_cli.notices.papers.books.book_opening import read_book
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Paper, PaperCell, Spot

HEAD = row(1, "序号", "评委会", "截止时间", "电话")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#: Looks 1…: m月d日, 月, 0000000, struck, white, white on black, theme white, a colour that is not known, ;;;, 局@.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="4"><numFmt numFmtId="170" formatCode="m&quot;月&quot;"/>'
    '<numFmt numFmtId="171" formatCode="0000000"/><numFmt numFmtId="172" formatCode=";;;"/>'
    '<numFmt numFmtId="173" formatCode="&quot;市局&quot;@"/></numFmts>'
    '<fonts count="6"><font><sz val="11"/></font><font><strike/></font><font><color rgb="FFFFFFFF"/></font>'
    '<font><strike val="0"/><color theme="0" tint="-0.05"/></font><font><color indexed="40"/></font>'
    '<font><color auto="1"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"><fgColor rgb="FF000000"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF000000"/><bgColor indexed="64"/></patternFill></fill>'
    '</fills><cellXfs count="13"><xf numFmtId="0"/><xf numFmtId="58"/><xf numFmtId="170"/><xf numFmtId="171"/>'
    '<xf fontId="1"/><xf fontId="2"/><xf fontId="2" fillId="2"/><xf fontId="3"/><xf fontId="4"/><xf numFmtId="172"/>'
    '<xf numFmtId="173"/><xf fontId="5" fillId="1"/><xf fontId="5" fillId="2"/></cellXfs></styleSheet>'
)
THEME = f'<a:theme xmlns:a="{_DRAWING}"><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1></a:theme>'


def read(path: Path) -> Paper:
    return read_book(path.read_bytes(), path.name)


def words(grid: Grid) -> list[list[str]]:
    return [[cell.words if cell else "无" for cell in row] for row in grid.rows]


def told(cell: PaperCell | None) -> list[tuple[str, str]]:
    assert cell is not None
    return [(doubt.kind.value, doubt.words) for doubt in cell.doubts]


def second_row(tmp_path: Path, *cells: str, styles: str = STYLES, texts: str = "", about: str = "") -> list[PaperCell]:
    """The cells of a row below headings."""
    path = workbook(
        tmp_path / "计划.xlsx",
        sheet(HEAD, f'<row r="2">{"".join(cells)}</row>'),
        styles=styles,
        texts=texts,
        about=about,
        theme=THEME,
    )
    grid = read(path).grids[0]
    return [cell for cell in grid.rows[1] if cell is not None]


@pytest.mark.parametrize(
    ("written", "shown", "doubts"),
    [
        ('s="1"><v>44743</v>', "7月1日", [("dated", "2022-07-01")]),
        ('s="2"><v>44743</v>', "7月", [("dated", "2022-07-01")]),
        ('s="1" t="d"><v>2022-07-01T00:00:00Z</v>', "7月1日", [("dated", "2022-07-01")]),
        ('s="3"><v>51234</v>', "0051234", []),
        ("><v>5.551234E6</v>", "5551234", []),
        ("><v>138555512345</v>", "138555512345", [("shown", "General")]),
        ('t="str"><f>A1&amp;"上旬"</f><v>7月上旬</v>', "7月上旬", []),
        ("><f>DATE(2022,7,1)</f>", "", [("uncomputed", "=DATE(2022,7,1)")]),
        ('t="str"><f>IF(1,"","x")</f><v></v>', "", []),
        ('t="e"><f>#REF!+1</f><v>#REF!</v>', "#REF!", [("uncomputed", "#REF!")]),
        ('t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v>', "", [("picture", "")]),
        ('t="b"><v>1</v>', "TRUE", []),
        ('t="b"><v>0</v>', "FALSE", []),
        ('s="4"><v>5551234</v>', "", [("struck", "5551234")]),
        ('s="5"><v>5551234</v>', "", [("hidden", "5551234")]),
        ('s="6"><v>5551234</v>', "5551234", []),
        ('s="7"><v>5551234</v>', "", [("hidden", "5551234")]),
        ('s="8"><v>5551234</v>', "5551234", []),
        ('s="9"><v>5551234</v>', "", [("hidden", "5551234")]),
        ('s="11"><v>5551234</v>', "5551234", []),
        ('s="12"><v>5551234</v>', "", [("hidden", "5551234")]),
        ('s="10" t="inlineStr"><is><t>人事处</t></is>', "市局人事处", []),
        ('t="inlineStr"><is><t xml:space="preserve">７月 \r\n上旬_x000D_</t></is>', "７月 \n上旬\n", []),
        ('t="inlineStr"><is><r><t>7月</t></r><r><rPr><strike/></rPr><t>上旬</t></r></is>', "7月", [("struck", "上旬")]),
        (
            't="inlineStr"><is><r><t>7月</t></r><r><rPr><strike val="false"/></rPr><t>上</t></r><r><t>旬</t></r>'
            '<rPh sb="0" eb="1"><t>シチガツ</t></rPh><phoneticPr fontId="1"/></is>',
            "7月上旬",
            [],
        ),
        (
            't="inlineStr"><is><r><rPr><strike/></rPr><t>6</t></r><r><rPr><strike/><b/></rPr><t>月</t></r>'
            '<r><rPr><color rgb="FFFFFFFF"/></rPr><t>作废</t></r><r><rPr><strike/></rPr><t> </t></r></is>',
            " ",
            [("struck", "6月"), ("hidden", "作废")],
        ),
    ],
)
def test_a_cell_is_read_as_it_is_displayed(
    tmp_path: Path, written: str, shown: str, doubts: list[tuple[str, str]]
) -> None:
    cells = second_row(tmp_path, cell("A2", "1"), cell("B2", "市样例评委会"), f'<c r="C2" {written}</c>')
    assert (cells[2].words, told(cells[2])) == (shown, doubts)


def test_a_text_that_is_shared_has_its_runs(tmp_path: Path) -> None:
    """A run without a font of its own has the cell's."""
    runs = "<si><r><t>7月</t></r><r><rPr><color rgb='FF112233'/></rPr><t>上旬</t></r></si>"
    texts = f'<sst xmlns="{MAIN}"><si><t>一</t><rPh sb="0" eb="1"><t>イチ</t></rPh></si>{runs}</sst>'
    written = '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" s="4" t="s"><v>1</v></c>'
    first, second, third = second_row(tmp_path, written, texts=texts)[:3]
    assert (first.words, second.words, second.doubts) == ("一", "7月上旬", ())
    assert (third.words, told(third)) == ("上旬", [("struck", "7月")])


def test_a_nought_that_is_to_be_computed_is_no_value(tmp_path: Path) -> None:
    about = '<calcPr fullCalcOnLoad="1"/>'
    cells = second_row(tmp_path, cell("A2", "1"), '<c r="B2"><f>B9</f><v>0</v></c><c r="C2"><v>0</v></c>', about=about)
    assert told(cells[1]) == [("uncomputed", "=B9")]
    assert (cells[2].words, cells[2].doubts) == ("0", ())


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    cells = second_row(
        tmp_path, cell("A2", "1"), '<c r="B2" s="1"><v>43281</v></c>', about='<workbookPr date1904="1"/>'
    )
    assert (cells[1].words, told(cells[1])) == ("7月1日", [("dated", "2022-07-01")])


def test_what_a_rule_colours_is_not_taken_for_unseen(tmp_path: Path) -> None:
    after = '<conditionalFormatting sqref="A1:A1 C2:D3"><cfRule type="expression"/></conditionalFormatting>'
    rows = f'<row r="2">{cell("A2", "1")}<c r="C2" s="5"><v>5551234</v></c></row>'
    grid = read(workbook(tmp_path / "计划.xlsx", sheet(HEAD, rows, after=after), styles=STYLES)).grids[0]
    assert words(grid)[1] == ["1", "", "5551234", ""]


def test_what_a_tables_style_colours_is_not_taken_for_unseen(tmp_path: Path) -> None:
    """White headings on the dark band that the style of a table gives them."""
    rows = '<row r="1"><c r="A1" s="5" t="inlineStr"><is><t>序号</t></is></c><c r="D1" s="5"><v>5551234</v></c></row>'
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": related(1, "table", "../tables/table1.xml"),
        "xl/tables/table1.xml": f'<table xmlns="{MAIN}" ref="A1:B9"/>'.encode(),
    }
    path = workbook(tmp_path / "计划.xlsx", sheet(rows, row(2, "1", "甲")), styles=STYLES, more=more)
    assert words(read(path).grids[0])[0] == ["序号", "", ""]


def test_merged_cells_stand_in_every_field_that_they_cover(tmp_path: Path) -> None:
    """Down, across and staggered; as far as the sheet is used, whatever they claim."""
    merged = "<mergeCells><mergeCell ref='C2:C3'/><mergeCell ref='D3:E1048576'/><mergeCell ref='A4:C4'/></mergeCells>"
    rows = [
        HEAD,
        row(2, "1", "甲", "7月", "5551"),
        row(3, "2", "乙", "", "5552"),
        row(4, "由各县（区）确定"),
        '<row r="5"><c r="A5"><v>3</v></c></row>',
    ]
    grid = read(workbook(tmp_path / "计划.xlsx", sheet(*rows, after=merged))).grids[0]
    assert words(grid) == [
        ["序号", "评委会", "截止时间", "电话"],
        ["1", "甲", "7月", "5551"],
        ["2", "乙", "7月", "5552"],
        ["由各县（区）确定", "由各县（区）确定", "由各县（区）确定", "5552"],
        ["3", "", "", "5552"],
    ]
    down, tall, wide = grid.rows[1][2], grid.rows[2][3], grid.rows[3][0]
    assert (down is grid.rows[2][2], tall is grid.rows[4][3], wide is grid.rows[3][2]) == (True, True, True)
    assert [(one.rows, one.columns) for one in (down, tall, wide) if one] == [(2, 1), (3, 1), (1, 3)]
    assert down
    assert down.spot == Spot(table=1, row=2, column=3, sheet="Sheet1")
    assert [one.words for one in grid.cells()].count("5552") == 1


def test_what_a_merged_cell_covers_is_told(tmp_path: Path) -> None:
    merged = "".join(f"<mergeCell ref='{area}'/>" for area in ("C1:C2", "D1:D2", "D2:E2", "F1:G2"))
    rows = [row(1, "序号", "评委会", "时间"), row(2, "1", "甲", "5551", "电话")]
    paper = read(workbook(tmp_path / "计划.xlsx", sheet(*rows, after=merged)))
    grid = paper.grids[0]
    assert words(grid) == [["序号", "评委会", "时间", ""], ["1", "甲", "时间", ""]]
    assert told(grid.rows[1][2]) == [("hidden", "5551")]
    assert told(grid.rows[1][3]) == [("hidden", "电话")]
    assert paper.doubts == (Doubt(DoubtKind.SPANNING, "D2"),)


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    before = (
        '<cols><col min="2" max="2" hidden="1"/><col min="3" max="3" width="0"/><col min="9" max="9" width="8"/></cols>'
    )
    rows = [
        HEAD,
        row(2, "1", "甲", "7月", "5551"),
        row(3, "2", "乙", "8月", "5552").replace("<row", '<row hidden="1"'),
        '<row r="4" ht="0"><c r="A4"><v>3</v></c></row>',
        '<row r="5" hidden="1"/>',
        row(6, "4", "丁", "8月", "5554"),
    ]
    paper = read(workbook(tmp_path / "计划.xlsx", sheet(*rows, before=before)))
    assert words(paper.grids[0]) == [["序号", "电话"], ["1", "5551"], ["4", "5554"]]
    assert [(one.kind.value, one.words) for one in paper.doubts] == [
        ("hidden", "工作表“Sheet1”隐藏的第 3–4 行"),
        ("hidden", "工作表“Sheet1”隐藏的 B、C 列"),
    ]


def test_many_hidden_rows_are_counted(tmp_path: Path) -> None:
    rows = [row(number, "1", "甲").replace("<row", f'<row hidden="{number % 2}"') for number in range(2, 60)]
    after = '<autoFilter ref="A1:D60"><filterColumn colId="0"/></autoFilter>'
    doubt = read(workbook(tmp_path / "计划.xlsx", sheet(HEAD, *rows, after=after))).doubts[0]
    assert doubt.words.startswith("工作表“Sheet1”被筛选隐藏的第 3、5、7、")
    assert doubt.words.endswith(" 等 29 行")


def test_each_sheet_that_is_seen_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    titles = {
        1: 'name="终稿"',
        2: 'name="初稿" state="hidden"',
        3: 'name="空" state="veryHidden"',
        4: 'name="联系方式"',
        5: 'name="宽" state="hidden"',
    }
    wide = sheet(f'<row r="1">{"<c><v>1</v></c>" * 300}</row>')
    rows = sheet(HEAD, row(2, "1", "甲", "7月", "5551"))
    path = workbook(tmp_path / "计划.xlsx", rows, rows, sheet(), rows, wide, sheet(), titles=titles)
    paper = read(path)
    assert [(grid.titled, grid.spot.table, grid.spot.sheet) for grid in paper.grids] == [
        ("终稿", 1, "终稿"),
        ("联系方式", 2, "联系方式"),
    ]
    assert paper.doubts == (
        Doubt(DoubtKind.LEFT_OUT, "隐藏的工作表“初稿”"),
        Doubt(DoubtKind.LEFT_OUT, "隐藏的工作表“宽”"),
    )


def test_a_sheet_holds_prose_tables_and_a_footer(tmp_path: Path) -> None:
    """A wrong frame, empty boxed rows, another table below: what stands alone in its row is a paragraph."""
    merged = "<mergeCells><mergeCell ref='A1:XFD1'/><mergeCell ref='A35:D35'/></mergeCells>"
    boxes = [f'<row r="{number}"><c r="A{number}" s="1"/><c r="B{number}" s="1"/></row>' for number in range(6, 24)]
    rows = [
        row(1, "样例市2022年度评审计划"),
        row(3, "序号", "评委会", "截止时间", "电话"),
        row(4, "1", "甲", "7月", "5551"),
        row(5, "一、区县"),
        *boxes,
        row(24, "2", "乙", "8月", "5552"),
        row(30, "制表人：样例　电话：5550"),
        row(33, "附件2"),
        row(34, "部门", "电话"),
        row(35, "以上电话上班时间接听"),
    ]
    part = sheet(*rows, before='<dimension ref="A1:XFD1048576"/>', after=merged)
    paper = read(workbook(tmp_path / "计划.xlsx", part, styles=STYLES))
    assert [one.words for one in paper.paragraphs] == [
        "样例市2022年度评审计划",
        "制表人：样例　电话：5550",
        "附件2",
        "以上电话上班时间接听",
    ]
    assert [words(grid) for grid in paper.grids] == [
        [
            ["序号", "评委会", "截止时间", "电话"],
            ["1", "甲", "7月", "5551"],
            ["一、区县", "", "", ""],
            ["2", "乙", "8月", "5552"],
        ],
        [["部门", "电话"]],
    ]
    assert paper.paragraphs[2].spot == Spot(row=33, column=1, sheet="Sheet1")


def test_a_row_that_is_struck_out_as_a_whole_is_left_out_and_told(tmp_path: Path) -> None:
    """Though a merged cell from above reaches into it."""
    struck = "".join(f'<c r="{one}3" s="4" t="inlineStr"><is><t>乙</t></is></c>' for one in "AB")
    white = "".join(f'<c r="{one}4" s="5" t="inlineStr"><is><t>丙</t></is></c>' for one in "AB")
    rows = [HEAD, row(2, "1", "甲", "7月", "5551"), f'<row r="3">{struck}</row>', f'<row r="4">{white}</row>']
    after = "<mergeCells><mergeCell ref='D2:D5'/></mergeCells>"
    path = workbook(tmp_path / "计划.xlsx", sheet(*rows, row(5, "4", "丁", "8月"), after=after), styles=STYLES)
    paper = read(path)
    assert words(paper.grids[0])[1:] == [["1", "甲", "7月", "5551"], ["4", "丁", "8月", "5551"]]
    assert [cell.rows for cell in paper.grids[0].cells() if cell.words == "5551"] == [2]
    assert [(one.kind.value, one.words) for one in paper.doubts] == [
        ("struck", "工作表“Sheet1”第 3 行整行"),
        ("hidden", "工作表“Sheet1”第 4 行整行"),
    ]


def test_tables_beside_each_other_are_two(tmp_path: Path) -> None:
    """The same headings with an empty column between; without them it is one table."""
    head = ("评委会", "截止时间", "电话")
    both = [
        row(1, "2022年计划", "", "", "", "2021年计划"),
        row(2, *head, "", *head),
        row(3, "甲", "7月", "5551", "", "甲", "6月", "5551"),
    ]
    paper = read(workbook(tmp_path / "计划.xlsx", sheet(*both)))
    assert [one.words for one in paper.paragraphs] == ["2022年计划", "2021年计划"]
    assert [words(grid)[1] for grid in paper.grids] == [["甲", "7月", "5551"], ["甲", "6月", "5551"]]
    assert [grid.spot.column for grid in paper.grids] == [1, 5]
    gap = [row(1, "序号", "评委会", "", "截止时间", "电话"), row(2, "1", "甲", "", "7月", "5551")]
    assert words(read(workbook(tmp_path / "一.xlsx", sheet(*gap))).grids[0])[1] == ["1", "甲", "7月", "5551"]


def test_a_cell_that_says_not_where_it_is_stands_behind_the_last(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='B2'><v>3</v></c><c><v>4</v></c></row>"
    assert words(read(workbook(tmp_path / "计划.xlsx", sheet(rows))).grids[0]) == [["1", "2", ""], ["", "3", "4"]]


def related(number: int, kind: str, target: str) -> bytes:
    kinds = f'Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"'
    return f'<Relationships xmlns="x"><Relationship {kinds}/></Relationships>'.encode()


def test_what_lies_over_the_cells_is_told(tmp_path: Path) -> None:
    drawing = (
        f'<xdr:wsDr xmlns:xdr="x" xmlns:a="{_DRAWING}"><xdr:sp><a:t>另行</a:t><a:t>通知</a:t></xdr:sp><xdr:sp/>'
        "<xdr:pic/><xdr:graphicFrame/></xdr:wsDr>"
    )
    noted = "".join(
        f"<comment ref='{at}'><text><t>{one}</t></text></comment>" for at, one in (("C2", "待定"), ("F9", "旧稿"))
    )
    margins = '<headerFooter><oddHeader>&amp;C&amp;"宋体"内部</oddHeader><oddFooter>&amp;P</oddFooter></headerFooter>'
    rows = sheet(HEAD, row(2, "1", "甲", "7月", "5551"), after=margins)
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": related(1, "comments", "../comments1.xml"),
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{noted}</commentList></comments>'.encode(),
        "xl/worksheets/_rels/sheet2.xml.rels": related(1, "drawing", "../drawings/drawing1.xml"),
        "xl/drawings/drawing1.xml": drawing.encode(),
        "xl/worksheets/_rels/sheet3.xml.rels": related(1, "drawing", "../drawings/lost.xml"),
        "xl/vbaProject.bin": b"\x00",
    }
    paper = read(workbook(tmp_path / "计划.xlsm", rows, sheet(HEAD), sheet(HEAD), more=more))
    assert told(paper.grids[0].rows[1][2]) == [("floating", "批注：待定")]
    assert [(one.kind.value, one.words) for one in paper.doubts] == [
        ("left_out", "宏（没有运行，也没有读）"),
        ("floating", "工作表“Sheet1”的页眉或页脚：内部"),
        ("floating", "工作表“Sheet1”F9 的批注：旧稿"),
        ("floating", "工作表“Sheet2”的文本框：另行通知"),
        ("picture", "工作表“Sheet2”里的图片"),
        ("picture", "工作表“Sheet2”里的图表"),
    ]


def test_a_sheet_that_is_a_chart_is_told(tmp_path: Path) -> None:
    more = related(2, "chartsheet", "chartsheets/sheet1.xml").decode().replace("r2", "rId2")
    kept = related(1, "worksheet", "worksheets/sheet1.xml").decode().replace("r1", "rId1")
    both = kept.replace("</Relationships>", more[more.index("<Relationship ") :])
    paper = read(
        workbook(tmp_path / "图.xlsx", sheet(HEAD), sheet(HEAD), more={"xl/_rels/workbook.xml.rels": both.encode()})
    )
    assert paper.doubts == (Doubt(DoubtKind.LEFT_OUT, "“Sheet2”不是普通工作表"),)


@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_strict_files_and_prefixed_names_are_the_same(tmp_path: Path, namespace: str) -> None:
    part = sheet(HEAD, row(2, "1", "甲", "7月", "5551"), namespace=namespace)
    expected = [["序号", "评委会", "截止时间", "电话"], ["1", "甲", "7月", "5551"]]
    for nth, one in enumerate((part, prefixed(part))):
        grid = read(workbook(tmp_path / f"{nth}.xlsx", one, namespace=namespace)).grids[0]
        assert words(grid) == expected
