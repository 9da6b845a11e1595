"""The words of a cell of a web page, as a browser shows them: what each trap leaves in them, and what it tells."""

from __future__ import annotations

import pytest

from zhicheng_cli.notices.papers.web.html_paper import read_html

STYLES = """<style>
<!-- /* Word writes them into a comment */ .h1{display:none} -->
.h2 { Visibility : hidden } td.h3, #h4 {mso-hide:all}
.box > .h5 {font-size:0pt} .box .deep .h6 {opacity:0} .box > .deep > .h7 .h8 {display:none}
.s1{text-decoration:line-through} .s2{text-decoration-line:line-through} s.not{text-decoration:none}
.on{display:none} span.on{display:inline} .keep{display:none !important} .keep{display:block}
@media screen{.h9{display:none}} @media print{.shown{display:none}} @import url(a.css);
@media (max-width:600px){.shown{display:none}} .pre{white-space:pre-wrap}
</style>"""


def read(content: str) -> tuple[str, list[tuple[str, str]]]:
    page = (
        f"<html><head>{STYLES}</head><body><table><tr><td>1</td><td>{content}</td><td>2</td></tr></table></body></html>"
    )
    paper = read_html(page.encode(), "a.html")
    assert paper.doubts == ()
    cell = paper.grids[0].rows[0][1]
    assert cell
    return cell.words, [(doubt.kind.value, doubt.words) for doubt in cell.doubts]


@pytest.mark.parametrize(
    ("content", "words", "doubts"),
    [
        # Lines, blanks, signs.
        ("市样例局<br>5550001", "市样例局\n5550001", []),
        ("<p>市样例局</p>\n<p>5550001</p>", "市样例局\n5550001", []),
        ("  市样例局\n  人事处&nbsp;&lt;甲&gt;&#29978;&amp; ", "市样例局 人事处\u00a0<甲>甚&", []),
        ("<pre>甲\n乙</pre><div class=pre>丙\n丁</div>", "甲\n乙\n丙\n丁", []),
        # A raised mark points to a note, a raised word does not.
        ("5550001<sup>2</sup>、7月<sup>[1]</sup>", "5550001、7月", [("floating", "注码 2"), ("floating", "注码 [1]")]),
        ("甲<sup>乙</sup>", "甲乙", []),
        ("<b>7</b><font color=red>月</font><span>底</span><wbr><o:p></o:p>", "7月底", []),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙", []),
        # What is hidden.
        *[
            (f"7月<span {how}>内</span>", "7月", [("hidden", "内")])
            for how in (
                "class=h1",
                "class='x h2'",
                "id=h4",
                "hidden",
                "style='display:none'",
                "style='DISPLAY: None !important'",
                "style='visibility:collapse'",
                "style='mso-hide:all'",
                "style='font-size:0'",
                "class=keep style='display:inline'",
                "class=h9",
            )
        ],
        ("<div class=box><i class=h5>内</i><b><i class=h5>外</i></b></div>", "外", [("hidden", "内")]),
        ("<div class=box><p class=deep><b><i class=h6>内</i></b></p></div>", "", [("hidden", "内")]),
        ("<div class=box><p class=deep><b class=h7><i><u class=h8>内</u></i></b></p></div>", "", [("hidden", "内")]),
        ("<div class=box><p class=deep><b><u class=h7><i class=h8>外</i></u></b></p></div>", "外", []),
        ("<i class=h3>外</i><span class=on>上</span><i class=shown>中</i><u style='a;b:c'>下</u>", "外上中下", []),
        # What an element within takes back, and what it cannot.
        ("<p style='font-size:0'>隐<b style='font-size:9pt'>7月</b></p>", "7月", [("hidden", "隐")]),
        ("<p class=h2>隐<b style='visibility:visible'>7月</b></p>", "7月", [("hidden", "隐")]),
        ("<p class=h1>隐<b style='display:block'>7月</b></p>", "", [("hidden", "隐7月")]),
        # What is struck out, inserted, deleted.
        *[
            (f"<{tag}>6月</{tag.split()[0]}>7月", "7月", [("struck", "6月")])
            for tag in (
                "s",
                "strike",
                "del",
                "u class=s1",
                "u class=s2",
                "u style='text-decoration:underline line-through'",
            )
        ],
        ("<s class=not>7月</s>", "7月", []),
        ("<ins>7月</ins>", "7月", [("inserted", "7月")]),
        # What nobody sees and nothing is told of.
        (
            "7月<script>6月</script><style>a{}</style><template>5月</template><noscript>4月</noscript><!--3月-->",
            "7月",
            [],
        ),
        # Word's own.
        ("<!--[if !mso]>甲<![endif]--><![if !supportLists]>1.<span>&nbsp;</span><![endif]>乙", "1.\u00a0乙", []),
        # Pictures, other files, fields of a form.
        ("<img src=a/b.png>", "", [("picture", "a/b.png")]),
        ("<img src=data:image/png;base64,00 alt=时间表>", "", [("picture", "时间表")]),
        ("7月<img hidden alt=图>", "7月", []),
        ("<iframe src=plan.html></iframe>", "", [("left_out", "嵌入的内容：plan.html")]),
        ("<input value=7月><input type=hidden value=内><textarea>底</textarea>", "7月\u5e95", []),
        ("<select><option>7月<option selected>8月</select>", "8月", []),
        ("<select><option>7月<option>8月</select><select></select>", "7月", []),
        ("<ruby>序<rp>(</rp><rt>xu</rt></ruby>号", "序号", [("floating", "注音：xu")]),
        # Numbers of lists.
        ("<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙", [("numbered", "1."), ("numbered", "2.")]),
        ("<ol start=3 type=A><li>甲<li value=9>乙</ol>", "C. 甲\nI. 乙", [("numbered", "C."), ("numbered", "I.")]),
        ("<ol reversed><li>甲<li>乙</ol>", "2. 甲\n1. 乙", [("numbered", "2."), ("numbered", "1.")]),
        ("<ol style='list-style:cjk-ideographic inside'><li>甲</ol>", "一、 甲", [("numbered", "一、")]),
        ("<ol style='list-style-type:none'><li>甲</ol><ol><li style='list-style:none'>乙</ol>", "甲\n乙", []),
        ("<ol style='list-style:hebrew'><li>甲</ol>", ". 甲", [("numbered", "."), ("shown", ".")]),
        # A table within.
        (
            "交<table>注<caption>表</caption><tr><td>市样例局<td>5550001<tr hidden></table>",
            "交\n注\n表\n市样例局 5550001",
            [("nested", "注\n表\n市样例局 5550001")],
        ),
        ("\ufffd月", "\ufffd月", [("unreadable", "\ufffd")]),
    ],
)
def test_words_of_a_cell(content: str, words: str, doubts: list[tuple[str, str]]) -> None:
    assert read(content) == (words, doubts)


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("td:nth-child(2){display:none}", "没有读懂的样式，可能隐藏或划去了文字：td:nth-child(2)"),
        ("a:hover{color:red} a:hover .menu{display:block} .icon:before{content:'\\e601'}", None),
        ("td.no:before{counter-increment:n;content:counter(n)}", "样式添加的文字：td.no:before"),
        (".a::after{content:'前'}", "样式添加的文字：.a::after"),
        (".a{}" * 3 + "}}.b{display:none", None),
        ("@media screen{" * 9 + ".a{display:none}" + "}" * 9, None),
        (".a{display:none}" * 501, "没有读懂的样式，可能隐藏或划去了文字：.a"),
    ],
)
def test_style_sheets_that_are_not_understood_are_told(sheet: str, told: str | None) -> None:
    paper = read_html(f"<style>{sheet}</style><p>甲".encode(), "a.html")
    assert [one.words for one in paper.doubts] == ([told] if told else [])
