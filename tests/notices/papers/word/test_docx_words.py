"""The words of a cell of Word, as displayed: what each trap leaves in them, and what it tells."""

from __future__ import annotations

import pytest
from notices.papers.word.sample_docx import docx, field, p, r, sdt, tbl, tc, tr

from zhicheng_cli.notices.papers.paper import Paper, PaperCell
from zhicheng_cli.notices.papers.word.docx_paper import read_docx

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Silent"><w:basedOn w:val="Base"/></w:style>
<w:style w:type="character" w:styleId="Base"><w:basedOn w:val="Silent"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Void"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
"""
PARTS = {
    "styles": STYLES,
    "comments": f'<w:comment w:id="3">{p("改为8月")}</w:comment>',
    "footnotes": f'<w:footnote w:id="4">{tbl(tr("表", "注"))}</w:footnote>'
    f'<w:footnote w:id="2">{p("市直单位提前")}</w:footnote>',
}
BOX = (
    "<w:r><mc:AlternateContent>"
    '<mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>'
    "</a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
DROP_DOWN = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="{}"/><w:listEntry w:val="7月"/>'
    '<w:listEntry w:val="8月"/></w:ddList></w:ffData></w:fldChar></w:r>'
    '<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def cell(content: str, properties: str = "", table: str = "") -> PaperCell:
    """The cell of a table of one field."""
    return cell_of(read_docx(docx(tbl(tr(tc(content, properties=properties)), properties=table), PARTS), "a.docx"))


def cell_of(paper: Paper) -> PaperCell:
    ((only,),) = paper.grids[0].rows
    assert only
    return only


def told(one: PaperCell) -> list[tuple[str, str]]:
    return [(doubt.kind.value, doubt.words) for doubt in one.doubts]


@pytest.mark.parametrize(
    ("content", "words", "doubts"),
    [
        # What is tracked.
        (p("7月", f"<w:ins>{r('底')}</w:ins>"), "7月底", [("inserted", "底")]),
        (p("<w:del><w:r><w:delText>6月</w:delText></w:r></w:del>", "7月"), "7月", [("deleted", "6月")]),
        (
            p("<w:ins><w:del><w:r><w:delText>6</w:delText></w:r></w:del></w:ins>", "7月"),
            "7月",
            [("deleted", "6"), ("inserted", "6")],
        ),
        (
            p(f"<w:moveFrom>{r('9月')}</w:moveFrom>", f"<w:moveTo>{r('8月')}</w:moveTo>"),
            "8月",
            [("deleted", "9月"), ("inserted", "8月")],
        ),
        (
            p(f"<w:ins>{r('7')}{r('月')}</w:ins>", "底", f"<w:ins>{r('前')}</w:ins>"),
            "7月底前",
            [("inserted", "7月"), ("inserted", "前")],
        ),
        # A paragraph whose mark is deleted runs on into the next.
        (p("市样例", properties="<w:rPr><w:del/></w:rPr>") + p("协会"), "市样例协会", []),
        (p("市样例局") + p("5550001"), "市样例局\n5550001", []),
        # What is hidden or struck out, by itself or by a style.
        (p("7月", r("（内部掌握）", "<w:vanish/>")), "7月", [("hidden", "（内部掌握）")]),
        (p("7月", r("内", '<w:rStyle w:val="Silent"/>')), "7月", [("hidden", "内")]),
        (p("7月", r("内", '<w:rStyle w:val="Silent"/><w:vanish w:val="0"/>')), "7月内", []),
        (p("内", properties='<w:pStyle w:val="Gone"/>') + p("7月"), "7月", [("hidden", "内")]),
        # Two styles that each hide turn it round.
        (p(r("7月", '<w:rStyle w:val="Silent"/>'), properties='<w:pStyle w:val="Gone"/>'), "7月", []),
        (p(r("6月", "<w:strike/>"), "7月"), "7月", [("struck", "6月")]),
        (p(r("6月", '<w:dstrike w:val="true"/>'), r("7月", '<w:strike w:val="false"/>')), "7月", [("struck", "6月")]),
        (p("6月", properties='<w:pStyle w:val="Void"/>'), "", [("struck", "6月")]),
        (p(r("7月", '<w:b/><w:u w:val="single"/>')), "7月", []),
        # Content controls and what else only wraps.
        (sdt(p("7月")), "7月", []),
        (p(sdt(r("7月"))), "7月", []),
        (p(sdt(r("单击输入日期"), "<w:showingPlcHdr/>")), "", [("left_out", "单击输入日期")]),
        (p(f"<w:smartTag>{r('7')}<w:smartTag>{r('月')}</w:smartTag></w:smartTag>"), "7月", []),
        (p(f"<w:hyperlink>{r('样例网')}</w:hyperlink>", f"<w:bdo>{r('上')}</w:bdo>"), "样例网上", []),
        (p(f"<w:customXml>{r('7月')}</w:customXml>"), "7月", []),
        # Signs that are no text.
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t> d </w:t></w:r>"), "a\tb\nc\nd", []),
        (
            p("<w:r><w:t>0000</w:t><w:noBreakHyphen/><w:t>555</w:t><w:softHyphen/><w:t>0001</w:t></w:r>"),
            "0000-5550001",
            [],
        ),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "是"), "√是", []),
        (
            p('<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>', '<w:r><w:sym w:font="宋体" w:char="2014"/></w:r>'),
            "−—",
            [],
        ),
        (p('<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>'), "\uf041", []),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F041"/></w:r>'), "\uf041", []),
        (p('<w:r><w:sym w:font="Symbol" w:char="zz"/><w:sym w:char="0"/></w:r>'), "��", [("unreadable", "�")]),
        (p(r("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')), "√", []),
        (p("<m:oMath><w:r><w:t>7月</w:t></w:r></m:oMath>"), "7月", []),
        # Fields: the result, not the code.
        (p(field('HYPERLINK "http://a"', "样例网")), "样例网", []),
        (p(field("SEQ a", "3")), "3", []),
        (p('<w:fldSimple w:instr=" SEQ a ">' + r("4") + "</w:fldSimple>"), "4", []),
        (p("至", field("DATE \\@ yyyy", "2026年5月4日")), "至2026年5月4日", [("shown", "2026年5月4日")]),
        (p("<w:r><w:yearLong/><w:t>年</w:t></w:r>"), "年", [("shown", "打开文件那天的日期")]),
        (p(field(f"IF </w:instrText></w:r>{field('SEQ a', '1')}<w:r><w:instrText>", "7月")), "7月", []),
        (p(field("XE 样例"), "7月"), "7月", []),
        (p(field("eq \\o\\ac(○,1)"), "项"), "项", [("uncomputed", "eq \\o\\ac(○,1)")]),
        (p(DROP_DOWN.format(1)), "8月", []),
        (p(DROP_DOWN.format(7)), "", [("uncomputed", "FORMDROPDOWN")]),
        # A field that is never closed swallows nothing but its own paragraph's code.
        (
            p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE</w:instrText></w:r>') + p("7月"),
            "7月",
            [("uncomputed", "QUOTE")],
        ),
        (
            p(
                '<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/>'
                "<w:instrText>a</w:instrText></w:r>",
                "7月",
            ),
            "7月",
            [],
        ),
        # What stands beside the text.
        (p("7月", '<w:r><w:commentReference w:id="3"/></w:r>'), "7月", [("floating", "批注：改为8月")]),
        (p("7月", '<w:r><w:footnoteReference w:id="2"/></w:r>'), "7月", [("floating", "脚注：市直单位提前")]),
        (
            p("7月", '<w:r><w:footnoteReference w:id="9"/><w:footnoteReference w:id="4"/></w:r>'),
            "7月",
            [("floating", "脚注：表 注")],
        ),
        (p("7月", BOX.format(p("另行通知"), p("另行通知"))), "7月", [("floating", "文本框：另行通知")]),
        (p("<w:subDoc/>", "7月"), "7月", [("left_out", "另一个文件")]),
        (
            p('<w:r><w:pict><v:shape><v:textpath string="草稿"/></v:shape></w:pict></w:r>'),
            "",
            [("floating", "文本框：草稿")],
        ),
        (p("<w:r><w:pict><v:line/></w:pict></w:r>"), "", []),
        (
            p('<w:r><w:drawing><wp:docPr id="1" name="图片 1" descr="时间表"/><a:blip/></w:drawing></w:r>'),
            "",
            [("picture", "时间表")],
        ),
        (
            p('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'),
            "",
            [("picture", "Excel.Sheet.12")],
        ),
        (p("<w:r><w:pict><v:imagedata/></w:pict></w:r>"), "", [("picture", "")]),
        (
            p(f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('xu')}</w:rt><w:rubyBase>{r('序')}</w:rubyBase></w:ruby></w:r>", "号"),
            "序号",
            [("floating", "注音：xu")],
        ),
        # Of two programs' contents the one that Word takes, once.
        (
            p(
                f'<mc:AlternateContent><mc:Choice Requires="wpsCustomData">{r("甲")}</mc:Choice>'
                f"<mc:Fallback>{r('乙')}</mc:Fallback></mc:AlternateContent>"
            ),
            "乙",
            [],
        ),
        (p('<mc:AlternateContent><mc:Choice Requires="none"/></mc:AlternateContent>', "7月"), "7月", []),
    ],
)
def test_words_of_a_cell(content: str, words: str, doubts: list[tuple[str, str]]) -> None:
    found = cell(content)
    assert (found.words, told(found)) == (words, doubts)


def test_a_table_style_hides() -> None:
    assert told(cell(p("7月"), table='<w:tblStyle w:val="Secret"/>')) == [("hidden", "7月")]


def test_defaults_strike_everything() -> None:
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:strike/></w:rPr></w:rPrDefault></w:docDefaults>"
    found = cell_of(read_docx(docx(tbl(tr("7月")), {"styles": defaults}), "a.docx"))
    assert told(found) == [("struck", "7月")]


@pytest.mark.parametrize(
    ("properties", "words", "doubts"),
    [
        ("<w:cellDel/>", "", [("deleted", "7月")]),
        ("<w:cellIns/>", "7月", [("inserted", "7月")]),
        ("<w:vMerge/>", "7月", [("spanning", "纵向合并的格子上面没有起头的一格")]),
    ],
)
def test_tracked_cells(properties: str, words: str, doubts: list[tuple[str, str]]) -> None:
    found = cell(p("7月"), properties)
    assert (found.words, told(found)) == (words, doubts)


def test_a_raised_mark_points_to_a_note() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    read = cell(p("5550001", r("2", raised), "、7", r("月", raised), r("1", '<w:vertAlign w:val="subscript"/>')))
    assert (read.words, [(one.kind.value, one.words) for one in read.doubts]) == (
        "5550001、7月1",
        [("floating", "注码 2")],
    )
