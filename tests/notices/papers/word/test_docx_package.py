"""Word files that are broken, hostile, or of another dialect; and what stands around their pages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from notices.papers.word.sample_docx import (
    MAIN,
    OFFICE,
    STRICT_MAIN,
    STRICT_OFFICE,
    docx,
    field,
    p,
    packed,
    r,
    relationships,
    root,
    tbl,
    tc,
    tr,
)

from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError
from zhicheng_cli.notices.papers.word import docx_package
from zhicheng_cli.notices.papers.word.docx_paper import read_docx

PLAIN = docx(p("样例市通知") + tbl(tr("1", "甲"), tr("2", "乙")), {"styles": "", "numbering": "", "comments": ""})


def files_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def replaced(data: bytes, old: str, new: str) -> bytes:
    return packed({name: content.replace(old.encode(), new.encode()) for name, content in files_of(data).items()})


def test_a_file_that_python_docx_wrote() -> None:
    document = Document()
    document.add_paragraph("样例市通知")
    document.add_paragraph("甲", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((one for row in table.rows for one in row.cells), ("1", "甲", "2", "乙"), strict=True):
        cell.text = words
    table.cell(0, 1).merge(table.cell(1, 1))
    written = BytesIO()
    document.save(written)
    paper = read_docx(written.getvalue(), "a.docx")
    assert [one.words for one in paper.paragraphs] == ["样例市通知", "1.\t甲"]
    assert [[cell and cell.words for cell in row] for row in paper.grids[0].rows] == [["1", "甲\n乙"], ["2", "甲\n乙"]]
    assert paper.doubts == ()


def test_the_strict_dialect() -> None:
    strict = replaced(replaced(PLAIN, MAIN, STRICT_MAIN), OFFICE, STRICT_OFFICE)
    assert read_docx(strict, "a.docx") == read_docx(PLAIN, "a.docx")


def test_a_body_that_is_called_otherwise() -> None:
    files = files_of(PLAIN)
    for old, new in (
        ("word/document.xml", "word/main.xml"),
        ("word/_rels/document.xml.rels", "word/_rels/main.xml.rels"),
    ):
        files[new] = files.pop(old)
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"document.xml", b"main.xml")
    assert read_docx(packed(files), "a.docx") == read_docx(PLAIN, "a.docx")


def test_around_the_pages() -> None:
    page = p("第 ", field("PAGE", "1"), " 页")
    mark = '<w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict>'
    data = docx(
        p("甲"),
        {"header": p("虚构测试样本", f"<w:r>{mark}</w:r>"), "footer": page},
        binary={"word/vbaProject.bin": b"", "word/x.xml": b""},
    )
    assert [(one.kind.value, one.words) for one in read_docx(data, "a.docx").doubts] == [
        ("floating", "页眉：虚构测试样本 征求意见稿"),
        ("left_out", "文件带有宏：没有运行，也没有读"),
    ]


def test_beside_paragraphs_and_paragraphs_without_words() -> None:
    picture = '<w:r><w:drawing><wp:docPr name="印章"/><a:blip/></w:drawing></w:r>'
    data = docx(p("甲", picture, r("乙", "<w:strike/>")) + p(r("丙", "<w:vanish/>")) + "<w:altChunk/><w:sectPr/>")
    paper = read_docx(data, "a.docx")
    assert [(one.words, [doubt.words for doubt in one.doubts]) for one in paper.paragraphs] == [("甲", ["乙"])]
    assert [(one.kind.value, one.words) for one in paper.doubts] == [
        ("picture", "印章"),
        ("hidden", "丙"),
        ("left_out", "嵌在文档里的另一个文件"),
    ]


def test_a_reference_out_of_the_package_is_not_followed() -> None:
    outside = relationships(f'<Relationship Id="r" Type="{OFFICE}/header" TargetMode="External" Target="http://a/b"/>')
    files = files_of(PLAIN) | {"word/_rels/document.xml.rels": outside.encode()}
    assert read_docx(packed(files), "a.docx").doubts == ()


ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">]><w:document xmlns:w="%s"><w:body>&b;</w:body></w:document>'
)
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">%s]><a>&j;</a>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + one, b"&%c;" % (97 + one) * 100) for one in range(9)
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "已损坏"),
        (b"%PDF-1.4", "已损坏"),
        (PLAIN[: len(PLAIN) // 2], "已损坏"),
        (packed({"a.txt": b""}), "不是 Word 文档"),
        (packed({"word/document.xml": root("document", "").encode()}), "不是 Word 文档"),
        (packed({"word/document.xml": b"<a>"}), "已损坏"),
        (packed({"word/document.xml": b""}), "已损坏"),
        (packed({"word/document.xml": ENTITY % (b"x", MAIN.encode())}), "声明了实体"),
        (packed({"word/document.xml": BOMB}), "声明了实体|已损坏"),
        (packed({"word/document.xml": OUTSIDE}), "声明了实体"),
        (packed({"word/document.xml": b"<a>" * 200_000}), "已损坏"),
        (docx("<w:sdt>" * 3000 + "</w:sdt>" * 3000), "已损坏"),
    ],
    ids=[
        "empty",
        "pdf",
        "cut",
        "archive",
        "bodiless",
        "unclosed",
        "void",
        "entity",
        "bomb",
        "outside",
        "deep",
        "deeper",
    ],
)
def test_a_file_that_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(UnreadablePaperError, match=message):
        read_docx(data, "a.docx")


@pytest.mark.parametrize(("limit", "message"), [("MAX_PART_BYTES", "太大"), ("MAX_PARTS", "上万个部件")])
def test_a_file_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch, limit: str, message: str) -> None:
    monkeypatch.setattr(docx_package, limit, 3)
    with pytest.raises(UnreadablePaperError, match=message):
        read_docx(PLAIN, "a.docx")


Cut = Callable[[bytes, int, int], bytes]
CUTS: list[Cut] = [
    lambda data, at, _: data[:at],
    lambda data, at, to: data[:at] + bytes([to]) + data[at + 1 :],
    lambda data, at, to: data[:at] + data[at + to :],
]
RICH = docx(
    tbl(tr("1", tc("甲", properties="<w:vMerge/>")), tr(tc("2", properties='<w:gridSpan w:val="2"/>'))),
    {"styles": "", "numbering": "", "header": p("页眉")},
)


@given(st.sampled_from(CUTS), st.integers(0, len(RICH) - 1), st.integers(0, 255))
def test_whatever_bytes_there_are_one_error_alone_comes_out(cut: Cut, at: int, to: int) -> None:
    with suppress(UnreadablePaperError):
        read_docx(cut(RICH, at, to), "a.docx")


XML = root("document", f"<w:body>{tbl(tr('1', tc('甲', properties='<w:vMerge/>')))}</w:body>").encode()


@given(st.sampled_from(CUTS), st.integers(0, len(XML) - 1), st.integers(0, 255))
def test_whatever_xml_there_is_one_error_alone_comes_out(cut: Cut, at: int, to: int) -> None:
    with suppress(UnreadablePaperError):
        read_docx(packed({"word/document.xml": cut(XML, at, to)}), "a.docx")
