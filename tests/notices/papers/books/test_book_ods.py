"""Sheets of LibreOffice: what each cell displays stands in the file, and so does what is not displayed."""

from __future__ import annotations

import io
import zipfile

import pytest

from zhicheng_cli.notices.papers.books.book_opening import read_book
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Paper, PaperCell
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

STYLES = (
    '<style:style style:name="struck" style:parent-style-name="plain"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="plain" style:parent-style-name="struck"><style:text-properties '
    'style:text-line-through-type="none" fo:color="#000000"/>'
    '<style:table-cell-properties fo:background-color="#ffff00"/></style:style>'
    '<number:date-style style:name="N1"><style:text-properties fo:color="#ffffff"/>'
    "<number:text>年</number:text></number:date-style>"
    '<style:style style:name="white"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="onblack" style:parent-style-name="white"><style:table-cell-properties '
    'fo:background-color="#000000"/></style:style>'
    '<style:style style:name="gone"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="seen"><style:table-properties table:display="true"/></style:style>'
)
NAMES = ("office", "style", "table", "text", "fo", "draw", "dc", "number")
HEAD = (
    "<table:table-row>"
    + "".join(
        f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in ("序号", "评委会", "截止时间", "电话")
    )
    + "</table:table-row>"
)


def packed(content: str, *, styles: str = "", manifest: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{one}="urn:{one}"' for one in NAMES)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{content}</office:document-content>")
        if styles:
            archive.writestr("styles.xml", f"<office:document-styles {spaces}>{styles}</office:document-styles>")
        if manifest:
            archive.writestr("META-INF/manifest.xml", manifest)
    return data.getvalue()


def table(*rows: str, name: str = "附件1", style: str = "seen", before: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{before}{"".join(rows)}</table:table>'


def line(*cells: str, given: str = "") -> str:
    return f"<table:table-row {given}>{''.join(cells)}</table:table-row>"


def cell(words: str, given: str = "") -> str:
    return f"<table:table-cell {given}><text:p>{words}</text:p></table:table-cell>"


def read(*tables: str, **parts: str) -> Paper:
    return read_book(packed(STYLES + "".join(tables), **parts), "计划.ods")


def words(paper: Paper, nth: int = 0) -> list[list[str]]:
    return [[one.words if one else "无" for one in row] for row in paper.grids[nth].rows]


def told(one: PaperCell | None) -> list[tuple[str, str]]:
    assert one is not None
    return [(doubt.kind.value, doubt.words) for doubt in one.doubts]


@pytest.mark.parametrize(
    ("written", "shown", "doubts"),
    [
        (cell("7月上旬"), "7月上旬", []),
        (cell("7月", 'office:value-type="date" office:date-value="2022-07-01"'), "7月", [("dated", "2022-07-01")]),
        (cell("", 'office:value-type="date" office:date-value="2022-07-01"'), "2022-07-01", [("shown", "2022-07-01")]),
        (cell("0551-5551234", 'office:value-type="float" office:value="5551234"'), "0551-5551234", []),
        (cell("7月", 'table:formula="of:=E4" office:value-type="string"'), "7月", []),
        (cell("", 'table:formula="of:=E4" office:value-type="string"'), "", []),
        (cell("", 'table:formula="of:=E4"'), "", [("uncomputed", "of:=E4")]),
        (cell("#REF!", 'table:formula="of:=E4" office:value-type="string"'), "#REF!", [("uncomputed", "#REF!")]),
        (cell("8月", 'table:style-name="struck"'), "", [("struck", "8月")]),
        (cell("8月", 'table:style-name="plain"'), "8月", []),
        (cell("8月", 'table:style-name="white"'), "", [("hidden", "8月")]),
        (cell("8月", 'table:style-name="onblack"'), "8月", []),
        (cell("8月", 'table:style-name="lost"'), "8月", []),
        (cell('7月<text:span text:style-name="struck">上旬</text:span>'), "7月", [("struck", "上旬")]),
        (cell('7月<text:span text:style-name="plain">上旬</text:span>'), "7月上旬", []),
        (cell("7月<text:s text:c='2'/>上旬<text:tab/>前<text:line-break/>后"), "7月  上旬\t前\n后", []),
        ("<table:table-cell><text:p>7月</text:p><text:p>上旬</text:p></table:table-cell>", "7月\n上旬", []),
        (
            cell("<text:ruby><text:ruby-base>七</text:ruby-base><text:ruby-text>シチ</text:ruby-text></text:ruby>月"),
            "七月",
            [],
        ),
        (
            "<table:table-cell><office:annotation><dc:date>2022</dc:date><text:p>待 定</text:p></office:annotation>"
            "<text:p>7月</text:p></table:table-cell>",
            "7月",
            [("floating", "批注：待 定")],
        ),
        (
            "<table:table-cell><draw:frame><draw:image/></draw:frame></table:table-cell>",
            "",
            [("picture", "工作表“附件1”里的图片")],
        ),
    ],
)
def test_a_cell_is_read_as_it_is_displayed(written: str, shown: str, doubts: list[tuple[str, str]]) -> None:
    row = read(table(HEAD, line(cell("1"), cell("甲"), written))).grids[0].rows[1]
    assert row[2] is not None
    assert (row[2].words, told(row[2])) == (shown, doubts)


def test_cells_that_are_alike_or_merged_stand_in_every_field() -> None:
    tall = cell("5551", 'table:number-rows-spanned="2"')
    wide = cell("由各县确定", 'table:number-columns-spanned="3" table:number-rows-spanned="1"')
    rows = [
        line(cell("1"), cell("7月", 'table:number-columns-repeated="2"'), tall),
        line(wide, "<table:covered-table-cell table:number-columns-repeated='2'/>", "<table:covered-table-cell/>"),
        line(cell("2"), cell("乙"), cell("8月"), given='table:number-rows-repeated="2"'),
        line("<table:table-cell table:number-columns-repeated='16384'/>", given='table:number-rows-repeated="1048571"'),
    ]
    assert words(read(table(HEAD, *rows)))[1:] == [
        ["1", "7月", "7月", "5551"],
        ["由各县确定", "由各县确定", "由各县确定", "5551"],
        ["2", "乙", "8月", ""],
        ["2", "乙", "8月", ""],
    ]


def test_what_is_hidden_is_left_out_and_told() -> None:
    before = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="9" table:default-cell-style-name="struck"/>'
    )
    rows = [
        line(cell("1"), cell("甲"), cell("7月", 'table:style-name="seen"'), cell("旧")),
        line(cell("2"), given='table:visibility="filter"'),
    ]
    drawn = "<table:shapes><draw:custom-shape><text:p>另行通知</text:p></draw:custom-shape></table:shapes>"
    head = "<style:header><text:p>内部</text:p></style:header><style:footer><text:p>Page 1</text:p></style:footer>"
    spare = "<table:tracked-changes><text:p>旧</text:p></table:tracked-changes>"
    hidden = table(HEAD, name="初稿", style="gone"), table(name="空", style="gone")
    paper = read(spare, table(HEAD, *rows, before=drawn + before), *hidden, styles=head)
    assert words(paper) == [["序号", "", ""], ["1", "7月", ""]]
    assert paper.doubts == (
        Doubt(DoubtKind.FLOATING, "页眉或页脚：内部"),
        Doubt(DoubtKind.FLOATING, "修订记录：旧"),
        Doubt(DoubtKind.HIDDEN, "工作表“附件1”被筛选隐藏的第 3 行"),
        Doubt(DoubtKind.HIDDEN, "工作表“附件1”隐藏的 B 列"),
        Doubt(DoubtKind.FLOATING, "文本框：另行通知"),
        Doubt(DoubtKind.LEFT_OUT, "隐藏的工作表“初稿”"),
    )


@pytest.mark.parametrize(
    ("content", "manifest", "why"),
    [
        (table(HEAD), "<encryption-data/>", "加了密码"),
        (table(HEAD, style="gone"), "<manifest/>", "没有看得见的工作表"),
        (table(line(cell("1"), given='table:number-rows-repeated="1048577"')), "", "已经损坏"),
        (table(line(cell("1"), given='table:number-rows-repeated="1000000"')), "", "有 1000000 行有内容"),
        (table(line(cell("1", 'table:number-columns-repeated="5000"'))), "", "有 5000 列有内容"),
        (table(line(cell("1", 'table:number-columns-repeated="99999"'))), "", "已经损坏"),
    ],
)
def test_what_cannot_be_read_is_refused(content: str, manifest: str, why: str) -> None:
    with pytest.raises(UnreadablePaperError, match=why):
        read(content, manifest=manifest)
