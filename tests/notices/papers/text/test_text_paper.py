"""Plain text as a paper: encodings, tabs, commas, Markdown."""

from __future__ import annotations

import pytest

from zhicheng_cli.notices.papers import opening
from zhicheng_cli.notices.papers.opening import MAX_PAPER_BYTES, PaperForm, form_of, read_paper
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError


def paper(text: str) -> Paper:
    return read_paper("a.txt", text.encode())


def words(one: Paper) -> list[list[list[str]]]:
    return [[["" if cell is None else cell.words for cell in row] for row in grid.rows] for grid in one.grids]


def doubts(one: Paper) -> list[Doubt]:
    return [doubt for grid in one.grids for cell in grid.cells() for doubt in cell.doubts]


TABLE = "题目\n序号\t名称\t时间\n1\t甲\t6月\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings(codec: str, end: str) -> None:
    read = read_paper("a.txt", TABLE.replace("\n", end).encode(codec))
    assert words(read) == [[["序号", "名称", "时间"], ["1", "甲", "6月"]]]
    assert [one.words for one in read.paragraphs] == ["题目"]
    assert read.grids[0].rows[1][2].spot[1:] == (1, 2, 3, "", 3)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("lines", "rows", "kinds"),
    [
        ("1\t甲\n乙\t6月\n2\t丙\t7月", [["1", "甲\n乙", "6月"], ["2", "丙", "7月"]], []),
        ("1\t甲\n乙\n丙\t6月", [["1", "甲\n乙\n丙", "6月"]], []),
        ("1\t甲\t6月\n底\n2\t丙\t7月", [["1", "甲", "6月\n底"], ["2", "丙", "7月"]], ["cut"]),
        ("1\t甲\t6月\n二、丙类\n2\t丙\t7月", [["1", "甲", "6月"], ["二、丙类", "", ""], ["2", "丙", "7月"]], []),
        ("1\t甲\t6月\n另\n5\t丙\t7月", [["1", "甲", "6月"]], ["cut"]),
        ("1\t甲\t6月\n附件2\n序号\t丙\t7月", [["1", "甲", "6月"]], []),
        ("甲\t甲\t6月\n底\n乙\t丙\t7月", [["甲", "甲", "6月\n底"], ["乙", "丙", "7月"]], ["cut"]),
        ("1\t甲\n乙\t丙\t6月", [["1", "甲", ""], ["乙", "丙", "6月"]], ["spanning"] * 3),
        ("1\t甲\t6月\n\n后文", [["1", "甲", "6月"]], []),
        ("1\t甲\t6月\n后文", [["1", "甲", "6月"]], ["cut"]),
        ("1\t甲\t6月\n后文\n\n2\t丙\t7月", [["1", "甲", "6月"]], ["cut"]),
        ("1\t甲\t\n后文", [["1", "甲", ""]], []),
        ('1\t"甲\n乙"\t6月', [["1", "甲\n乙", "6月"]], []),
        ('1\t"甲\t6月', [["1", '"甲', "6月"]], []),
        ("1\t甲\n2\t丙\t7月", [["1", "甲", ""], ["2", "丙", "7月"]], ["spanning"] * 3),
        ("标题\t\n2\t丙\t7月", [["标题", "", ""], ["2", "丙", "7月"]], []),
    ],
)
def test_rows_of_tabs(lines: str, rows: list[list[str]], kinds: list[str]) -> None:
    read = paper(f"序号\t名称\t时间\n{lines}\n")
    assert words(read)[0] == [["序号", "名称", "时间"], *rows]
    assert [one.kind for one in doubts(Paper("", read.blocks[:1]))] == kinds


def test_commas() -> None:
    read = paper('题目\n\n序号,名称,时间\n1,"甲,\n乙",6月\n2,丙,7月\n,,\n')
    assert words(read) == [[["序号", "名称", "时间"], ["1", "甲,\n乙", "6月"], ["2", "丙", "7月"]]]
    assert [one.words for one in read.paragraphs] == ["题目"]


def test_prose_with_commas_is_no_table() -> None:
    assert paper("one, two, three\nfour\n").grids == []
    assert paper("a" * 140_000).grids == []


PIPES = r"""# 题目 **甲**

| 序号 | 名称 | 时间 |
|:-:|---|--:|
|1|**甲**\|乙[^1]<sup>2</sup>|~~5月~~ 6月 |
| 2 | 丙<br>[丁](http://a.cn) | `7月` |

[^1]: 脚注
"""


def test_markdown() -> None:
    read = paper(PIPES)
    assert words(read) == [[["序号", "名称", "时间"], ["1", "甲|乙", " 6月"], ["2", "丙\n丁", "7月"]]]
    assert doubts(read) == [Doubt(DoubtKind.STRUCK, "5月")]
    assert [one.words for one in read.paragraphs] == ["题目 甲", "[^1]: 脚注"]


def test_rows_of_pipes_with_none_before_and_behind() -> None:
    rows = "首页 | 机构 | 政务 | 办事 | 互动\n\n序号|名称|级别|时间|备注|电话\n1|甲|||6月|\n2|乙|丙|7月||\n"
    assert words(paper(rows)) == [
        [
            ["序号", "名称", "级别", "时间", "备注", "电话"],
            ["1", "甲", "", "", "6月", ""],
            ["2", "乙", "丙", "7月", "", ""],
        ]
    ]
    assert paper("首页 | 机构 | 政务 | 办事 | 互动\n\n甲\n乙\n丙\n").grids == []


HTML_IN_TEXT = """## 题目 **甲**
~~乙~~ 丙 <丁>
<table><tr><th>序号</th><th>名称</th></tr>
<tr><td>1</td><td>戊</td></tr></table>

己
"""


def test_tables_of_html_in_a_text_leave_its_lines_paragraphs() -> None:
    read = paper(HTML_IN_TEXT)
    assert words(read) == [[["序号", "名称"], ["1", "戊"]]]
    assert [one.words for one in read.paragraphs] == ["题目 甲", "丙 <丁>", "己"]
    assert [one.doubts for one in read.paragraphs[1:2]] == [(Doubt(DoubtKind.STRUCK, "乙"),)]
    assert next(one.words for one in paper(f"<p>甲\n乙</p>{HTML_IN_TEXT}").paragraphs) == "甲 乙"


def test_markdown_paragraphs_tell_what_is_struck() -> None:
    (first,) = paper("> ~~甲~~乙").paragraphs
    assert (first.words, first.doubts) == ("乙", (Doubt(DoubtKind.STRUCK, "甲"),))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "是空的"),
        (b"\0" * 100, "是空的"),
        (b"\x80\x81\xff" * 50, "不是文字"),
        (bytes(range(1, 32)) * 20, "不是文字"),
        (b"PK\x03\x04 broken", "损坏"),
        (b"x" * (MAX_PAPER_BYTES + 1), "太大"),
        (b"a\n" * 100_001, "太大了"),
        (b"a" * 10_000_001, "10 MB 以上"),
        (b"a\t" * 500_001 + b"a", "太大了"),
    ],
)
def test_what_is_no_paper_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadablePaperError, match=words):
        read_paper("a.txt", data)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"%PDF-1.4", PaperForm.PDF),
        (b"{\\rtf1", PaperForm.OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", PaperForm.OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), PaperForm.WORKBOOK),
        (b"\x89PNG\r\n", PaperForm.PICTURE),
        (b"\n<html><body>", PaperForm.HTML),
        ("甲".encode(), PaperForm.TEXT),
    ],
)
def test_the_form_is_told_by_the_content(data: bytes, form: PaperForm) -> None:
    assert form_of("a.docx", data) is form


def test_a_table_may_end_the_file() -> None:
    assert words(paper("序号\t名称\t时间"))[0] == [["序号", "名称", "时间"]]


def test_a_form_that_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_READERS", {})
    with pytest.raises(UnreadablePaperError, match="还不能读"):
        paper("甲")


def test_an_indented_paragraph_is_no_table() -> None:
    read = paper("\t某局\n附件：\t计划\n")
    assert (len(read.grids), [one.words for one in read.paragraphs]) == (0, ["某局", "附件：\t计划"])
