"""A file of whatever form → `Paper`: which reader takes it is told by its content, never by its name alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from io import BytesIO
from typing import cast
from zipfile import ZipFile

from zhicheng_cli.files.extras import how_to_install
from zhicheng_cli.files.office_parts import DAMAGED

from .paper import Paper
from .unreadable import UnreadablePaperError

#: A scan of twenty pages is about 20 MB.
MAX_PAPER_BYTES = 60_000_000


class PaperForm(StrEnum):
    """What a file is, by its content; the value is what people call it."""

    DOCX = " Word 文档"
    WORKBOOK = "工作簿"
    OFFICE = "需要 LibreOffice 转换的文件"
    PDF = "PDF"
    PICTURE = "图片"
    HTML = "网页"
    TEXT = "文字"


#: Form → module of this room, its function, `(data, name) -> Paper`, and the extra that brings its packages.
_READERS: dict[PaperForm, tuple[str, str, str]] = {
    PaperForm.DOCX: ("word.docx_paper", "read_docx", "docx"),
    PaperForm.WORKBOOK: ("books.book_opening", "read_book", "notices"),
    PaperForm.OFFICE: ("office_paper", "read_office", "docx"),
    PaperForm.PDF: ("pages.pdf_reader", "read_pdf", "pdf"),
    PaperForm.PICTURE: ("pages.scan_reader", "read_scan", "scan"),
    PaperForm.HTML: ("web.html_paper", "read_html", "html"),
    PaperForm.TEXT: ("text.text_paper", "read_text_paper", "notices"),
}
#: A PDF needs these only where one of its pages is a picture.
_SCANNING = frozenset({"PIL", "cv2", "numpy", "onnxruntime", "pypdfium2", "rapidocr"})

#: Endings that promise a page as it was printed. Word, Excel and web pages are often saved under each other's ending.
_PAGES = {".pdf": PaperForm.PDF, ".jpg": PaperForm.PICTURE, ".jpeg": PaperForm.PICTURE, ".png": PaperForm.PICTURE}
_EDITED = re.compile(r"\.(?:docx?|xlsx?|wps|et|rtf|od[ts]|html?|csv|tsv|txt|md)$", re.IGNORECASE)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"BM", b"II*\0", b"MM\0*", b"GIF8", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Word 2003, Word as one file, OpenDocument as one file, and the national standard UOF: texts, but of a program.
_FLAT_SIGNS = (b"<w:wordDocument", b"<pkg:package", b"<office:document", b"<uof:UOF")
#: Excel 2003 as one text.
_WORKBOOK_SIGN = b"urn:schemas-microsoft-com:office:spreadsheet"
_HTML_SIGNS = (b"<!doctype html", b"<html", b"<table", b"<body", b"<head", b"multipart/related")


def read_paper(name: str, data: bytes) -> Paper:
    """What stands on a paper.

    Args:
        name: the file's, as the user gave it.
        data: its bytes.

    Raises:
        UnreadablePaperError: the form is none that can be read, or another than the name promises; the file is broken,
            encrypted or too large; or what reads it is not installed.
    """
    if len(data) > MAX_PAPER_BYTES:
        raise UnreadablePaperError(
            f"“{name}”太大：超过 {MAX_PAPER_BYTES // 1_000_000} MB", "通知通常只有几 MB，请确认没有选错文件"
        )
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadablePaperError(f"“{name}”是空的", "请确认文件下载完整")
    form = form_of(name, data)
    _refuse_another_form(name, form)
    if form not in _READERS:
        raise UnreadablePaperError(f"“{name}”是{form}，这个版本还不能读", "把正文和表格复制成文字，另存为 .txt 再试")
    module, function, extra = _READERS[form]
    try:
        read = cast(Callable[[bytes, str], Paper], getattr(import_module(f".{module}", __package__), function))
        return read(data, name)
    except ModuleNotFoundError as lacking:
        package = str(lacking.name).partition(".")[0]
        extra = "scan" if package in _SCANNING else extra
        raise UnreadablePaperError(f"读“{name}”需要安装 {package}", how_to_install(extra)) from None


def _refuse_another_form(name: str, form: PaperForm) -> None:
    """A PDF or picture by its name that is none, and the other way round: it may be the wrong file."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    is_page = form in _PAGES.values()
    if (form is not _PAGES[ending]) if ending in _PAGES else (is_page and _EDITED.search(name)):
        # Whatever is nothing else is taken for a text.
        said = "" if form is PaperForm.TEXT else f"，它的内容是{form}"
        raise UnreadablePaperError(
            f"“{name}”不是 {ending} 文件{said}", "核对是不是拿错了文件、有没有损坏；没有拿错的，把后缀改对再导入"
        )


def form_of(name: str, data: bytes) -> PaperForm:
    """What a file is.

    Raises:
        UnreadablePaperError: an archive or a program, which is no paper.
    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return PaperForm.PDF
    if data.startswith(b"PK"):
        return _packed(name, data)
    if data.startswith(_OLE):
        is_book = "Workbook".encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data
        return PaperForm.WORKBOOK if is_book else PaperForm.OFFICE
    if form := _flat(head):
        return form
    if data.startswith(_PICTURES):
        return PaperForm.PICTURE
    lowered = data[:200_000].replace(b"\0", b"").lower()
    return PaperForm.HTML if any(sign in lowered for sign in _HTML_SIGNS) else PaperForm.TEXT


def _flat(head: bytes) -> PaperForm | None:
    """A program's file that is written as one text."""
    if _WORKBOOK_SIGN in head and not re.search(rb"<html[\s>]", head, re.IGNORECASE):
        return PaperForm.WORKBOOK
    is_office = head.startswith(b"{\\rtf") or any(sign in head for sign in _FLAT_SIGNS)
    return PaperForm.OFFICE if is_office else None


def _packed(name: str, data: bytes) -> PaperForm:
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = set(packed.namelist())
            kind = packed.read("mimetype")[:100] if "mimetype" in parts else b""
    except (*DAMAGED, RuntimeError):
        raise UnreadablePaperError(f"“{name}”是损坏的压缩文件，打不开", "请重新下载，或者另存一份再试") from None
    if any(part.startswith("word/") for part in parts):
        return PaperForm.DOCX
    if b"opendocument.text" in kind:
        return PaperForm.OFFICE
    if "xl/workbook.xml" in parts or "xl/workbook.bin" in parts or b"opendocument.spreadsheet" in kind:
        return PaperForm.WORKBOOK
    raise UnreadablePaperError(f"“{name}”是压缩包，不是 Word、Excel 文件", "先解压，再选里面的通知")
