"""A PDF with a text layer → `Paper`: page after page, each let go before the next."""

from __future__ import annotations

import logging
import struct
import zlib
from io import BytesIO

from zhicheng_cli.files.extras import how_to_install
from zhicheng_cli.notices.papers.pages.displayed_ink import displayed
from zhicheng_cli.notices.papers.pages.page_flow import blocks_of
from zhicheng_cli.notices.papers.pages.page_ink import PageInk, turned
from zhicheng_cli.notices.papers.pages.pdf_page import PageParts, page_parts
from zhicheng_cli.notices.papers.pages.pdf_pictures import PdfPictures, is_picture
from zhicheng_cli.notices.papers.pages.scan_page import can_scan, scanned_page
from zhicheng_cli.notices.papers.pages.text_layer import TextLayer
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

#: More than any notice has.
MOST_PAGES = 400
MOST_SIGNS = 1_500_000
#: What a damaged file makes of a parser.
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def read_pdf(data: bytes, name: str) -> Paper:
    """What stands in a PDF.

    Raises:
        UnreadablePaperError: it is damaged, locked, too large, without meaning, or all pictures and the packages that
            read those are missing.
        ModuleNotFoundError: the package that reads it is.
    """
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException

    from zhicheng_cli.notices.papers.pages.pdf_streams import look_over

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        look_over(data)
        pages = _pages(data)
    except UnreadablePaperError as error:
        raise UnreadablePaperError(f"“{name}”读不了：{error.message}", error.hint) from None
    except PDFPasswordIncorrect:
        raise UnreadablePaperError(f"“{name}”加了密码，打不开", "请先用密码打开，另存一份不加密的") from None
    except (PSException, *BROKEN):
        raise UnreadablePaperError(f"“{name}”已损坏，读不出来", "请重新下载或重新导出") from None
    return Paper(name, *blocks_of(pages))


def _pages(data: bytes) -> list[PageParts]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import dict_value, resolve1

    from zhicheng_cli.notices.papers.pages.pdf_device import InkDevice

    device = InkDevice(PDFResourceManager())
    layer, pictures, signs = TextLayer(), PdfPictures(data), 0
    pages: list[PageParts] = []
    document = PDFDocument(PDFParser(BytesIO(data)), caching=False)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        ink = turned(device.take(page))
        signs += len(ink.signs)
        if number > MOST_PAGES or signs > MOST_SIGNS:
            raise UnreadablePaperError(
                f"超过 {MOST_PAGES} 页或 {MOST_SIGNS} 字，不像一份通知", "请只留下通知和附件的页"
            )
        layer.count(ink.signs, number)
        pages.append(_page(ink, number, pictures))
    said = resolve1(dict_value(resolve1(document.catalog.get("Pages", {}))).get("Count"))
    if pages and isinstance(said, int) and said > len(pages):
        told = f"文件里说有 {said} 页，只读到 {len(pages)} 页"
        pages[-1].doubts.append(Doubt(DoubtKind.LEFT_OUT, told))
    if not any(page.parts for page in pages):
        raise _without_words(pages)
    layer.judge()
    return pages


def _without_words(pages: list[PageParts]) -> UnreadablePaperError:
    if not pages:
        return UnreadablePaperError("里面一页也没有", "请重新下载或重新导出")
    if any(doubt.kind is DoubtKind.LEFT_OUT for page in pages for doubt in page.doubts):
        return UnreadablePaperError("它是扫描件，读它需要另装的组件", how_to_install("scan"))
    return UnreadablePaperError("里面没有文字", "请确认选对了文件")


def _page(ink: PageInk, number: int, pictures: PdfPictures) -> PageParts:
    """A page's parts. One that is a picture is recognised; where that cannot be, by the text that lies over it; without
    one it is left out, loudly.
    """
    shown = displayed(ink)
    size = ink.width, ink.height
    if is_picture(ink, shown):
        if can_scan():
            return scanned_page(pictures.page(number), number)
        if not shown.layer:
            told = f"第 {number} 页是图片，没有读"
            return PageParts(number, *size, [], [Doubt(DoubtKind.LEFT_OUT, told)])
        layer = [sign._replace(sure=0.0) for sign in shown.layer]
        shown = shown._replace(signs=shown.signs + layer, layer=[])
    else:
        shown.hidden.extend(shown.layer)
    parts = page_parts(shown, number, size, ink.remarks)
    for picture in ink.pictures:
        pictures.take(picture.box, ink, shown, parts)
    parts.parts.sort(key=lambda part: (part.box[1], part.box[0]))
    return parts
