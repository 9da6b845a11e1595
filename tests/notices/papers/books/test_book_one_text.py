"""Workbooks of Excel 2003 as one text, as exporters still write them under the name of .xls."""

from __future__ import annotations

import pytest

from zhicheng_cli.notices.papers.opening import read_paper
from zhicheng_cli.notices.papers.paper import Paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

STYLES = (
    '<Style ss:ID="Default"><Font ss:Color="#000000"/></Style>'
    '<Style ss:ID="month"><NumberFormat ss:Format="m&quot;月&quot;"/></Style>'
    '<Style ss:ID="day"><NumberFormat ss:Format="Short Date"/><Interior/></Style>'
    '<Style ss:ID="plain"><NumberFormat/></Style>'
    '<Style ss:ID="money"><NumberFormat ss:Format="Currency"/></Style>'
    '<Style ss:ID="struck"><Font ss:StrikeThrough="1"/></Style>'
    '<Style ss:ID="white"><Font ss:Color="#FFFFFF"/></Style>'
    '<Style ss:ID="onblack" ss:Parent="white"><Interior ss:Color="#000000" ss:Pattern="Solid"/></Style>'
)
HEAD = '<Row><Cell><Data ss:Type="String">序号</Data></Cell><Cell><Data ss:Type="String">截止</Data></Cell></Row>'
SECOND, TALL, WIDE, MONTH = 'ss:Index="2"', 'ss:MergeDown="1"', 'ss:MergeAcross="3"', 'ss:StyleID="month"'
SHEET_HIDDEN = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"


def cell(words: str, kind: str = "String", given: str = "") -> str:
    return f'<Cell {given}><Data ss:Type="{kind}">{words}</Data></Cell>'


def worksheet(*rows: str, name: str = "附件1", after: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table>{after}</Worksheet>'


def read(*sheets: str, about: str = "") -> Paper:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    start = f'<?xml version="1.0"?>\n<Workbook xmlns="{space}" xmlns:ss="{space}" '
    more = 'xmlns:x="urn:x" xmlns:html="http://www.w3.org/TR/REC-html40">'
    text = f"{start}{more}{about}<Styles>{STYLES}</Styles>{''.join(sheets)}</Workbook>"
    return read_paper("计划.xls", text.encode())


def words(paper: Paper) -> list[list[str]]:
    return [[one.words if one else "无" for one in row] for row in paper.grids[0].rows]


@pytest.mark.parametrize(
    ("written", "shown", "doubts"),
    [
        (cell("7月&#10;上旬"), "7月\n上旬", []),
        (cell("2022-07-01T00:00:00.000", "DateTime", 'ss:StyleID="month"'), "7月", [("dated", "2022-07-01")]),
        (cell("2022-07-01T00:00:00.000", "DateTime", 'ss:StyleID="day"'), "2022/7/1", [("dated", "2022-07-01")]),
        (cell("5.551234E6", "Number", 'ss:StyleID="plain"'), "5551234", []),
        (cell("5551234", "Number", 'ss:StyleID="money"'), "5551234", [("shown", "0E+0")]),
        (cell("1", "Boolean"), "TRUE", []),
        (cell("0", "Boolean"), "FALSE", []),
        (cell("#REF!", "Error", 'ss:Formula="=#REF!"'), "#REF!", [("uncomputed", "#REF!")]),
        ('<Cell ss:Formula="=RC[-1]"></Cell>', "", [("uncomputed", "=RC[-1]")]),
        (cell("7月", given='ss:Formula="=RC[-1]"'), "7月", []),
        (cell("8月", given='ss:StyleID="struck"'), "", [("struck", "8月")]),
        (cell("8月", given='ss:StyleID="white"'), "", [("hidden", "8月")]),
        (cell("8月", given='ss:StyleID="onblack"'), "8月", []),
        (cell("8月", given='ss:StyleID="lost"'), "8月", []),
        (cell('7月<html:S>上旬</html:S><html:Font html:Color="#FF0000">底</html:Font>'), "7月底", [("struck", "上旬")]),
        (
            cell('7月<html:Font html:Color="#FFFFFF">旧</html:Font><html:Font>底</html:Font>'),
            "7月底",
            [("hidden", "旧")],
        ),
        (
            '<Cell><Data ss:Type="String">7月</Data><PhoneticText>シチ</PhoneticText>'
            "<Comment><ss:Data><html:B>待 定</html:B></ss:Data></Comment></Cell>",
            "7月",
            [("floating", "批注：待 定")],
        ),
    ],
)
def test_a_cell_is_read_as_it_is_displayed(written: str, shown: str, doubts: list[tuple[str, str]]) -> None:
    one = read(worksheet(HEAD, f"<Row>{cell('1')}{written}</Row>")).grids[0].rows[1][1]
    assert one is not None
    assert (one.words, [(doubt.kind.value, doubt.words) for doubt in one.doubts]) == (shown, doubts)


def test_places_spans_and_what_is_hidden() -> None:
    columns = (
        '<Column/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/><Column ss:StyleID="struck"/><Column ss:Width="0"/>'
    )
    rows = (
        HEAD,
        f'<Row ss:Index="3" ss:Height="0" ss:Span="1">{cell("2")}</Row>',
        f"<Row>{cell('3', given=TALL)}{cell('7月')}{cell('密')}</Row>",
        f'<Row ss:StyleID="struck">{cell("8月", given=SECOND)}</Row>',
        f"<Row>{cell('4', given=WIDE)}{cell('旧')}<Cell/></Row>",
    )
    margins = '<PageSetup><Header x:Data="&amp;C内部"/><Footer x:Data="第&amp;P页"/></PageSetup>'
    hidden = worksheet(HEAD, name="初稿", after=SHEET_HIDDEN)
    paper = read(worksheet(columns, *rows, after=margins), hidden, worksheet(name="空", after=SHEET_HIDDEN))
    assert words(paper) == [["序号", "截止", ""], ["3", "7月", ""], ["4", "4", ""]]
    assert [(one.kind.value, one.words) for one in paper.doubts] == [
        ("hidden", "工作表“附件1”隐藏的第 3 行"),
        ("hidden", "工作表“附件1”隐藏的 C 列"),
        ("struck", "工作表“附件1”第 6 行整行"),
        ("floating", "工作表“附件1”的页眉或页脚：内部"),
        ("left_out", "隐藏的工作表“初稿”"),
    ]


def test_days_may_be_counted_from_1904() -> None:
    about = "<ExcelWorkbook><Date1904/></ExcelWorkbook>"
    row = f"<Row>{cell('1')}{cell('43281', 'Number', MONTH)}</Row>"
    assert words(read(worksheet(HEAD, row), about=about))[1] == ["1", "7月"]


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        (worksheet(HEAD, after=SHEET_HIDDEN), "没有看得见的工作表"),
        (worksheet(f"<Row>{cell('1') * 5000}</Row>"), "有 257 列有内容"),
        (worksheet('<Row ss:Index="1048577"/>'), "已经损坏"),
        (worksheet('<Row><Cell ss:Index="16385"/></Row>'), "已经损坏"),
        (worksheet("<Row>"), "已经损坏"),
    ],
)
def test_what_cannot_be_read_is_refused(sheet: str, why: str) -> None:
    with pytest.raises(UnreadablePaperError, match=why):
        read(sheet)
