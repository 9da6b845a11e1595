"""Which form a packed file has."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from zhicheng_cli.notices.papers.opening import PaperForm, form_of, read_paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError


def packed(parts: dict[str, str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("parts", "form"),
    [
        ({"word/document.xml": ""}, PaperForm.DOCX),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, PaperForm.OFFICE),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, PaperForm.WORKBOOK),
        ({"xl/workbook.xml": ""}, PaperForm.WORKBOOK),
    ],
)
def test_form(parts: dict[str, str], form: PaperForm) -> None:
    assert form_of("a.pdf", packed(parts)) is form


def test_any_other_archive_is_refused() -> None:
    with pytest.raises(UnreadablePaperError, match="压缩包"):
        form_of("a.docx", packed({"a.txt": ""}))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("通知.pdf", packed({"word/document.xml": ""}), "“通知.pdf”不是 .pdf 文件，它的内容是 Word 文档"),
        ("扫描.JPG", b"%PDF-1.4", "“扫描.JPG”不是 .jpg 文件，它的内容是PDF"),
        ("通知.pdf", b"\x01\x02noise", "“通知.pdf”不是 .pdf 文件（"),
        ("通知.docx", b"%PDF-1.4", "“通知.docx”不是 .docx 文件，它的内容是PDF"),
        ("计划.xls", b"\x89PNG", "“计划.xls”不是 .xls 文件，它的内容是图片"),
    ],
)
def test_a_page_by_its_name_that_is_none_may_be_the_wrong_file(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadablePaperError) as refused:
        read_paper(name, data)
    assert f"{refused.value.message}（".startswith(said)


def test_what_programs_save_under_each_others_ending_is_read_as_what_it_is() -> None:
    """A portal's 计划.xls is often a web page."""
    page = "<table><tr><td>序号</td><td>名称</td></tr></table>".encode()
    assert [len(one.grids) for one in (read_paper("计划.xls", page), read_paper("计划", page))] == [1, 1]
