"""A PDF with a text layer → `Paper`: page after page, each let go before the next."""

from __future__ import annotations

import logging
import struct
import zlib
from importlib.util import find_spec
from io import BytesIO

from zhicheng_cli.notices.papers.displayed_ink import WHOLE, DisplayedInk, displayed
from zhicheng_cli.notices.papers.page_flow import blocks_of
from zhicheng_cli.notices.papers.page_ink import PageInk, area, common, turned
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Paper
from zhicheng_cli.notices.papers.pdf_page import PageParts, page_parts
from zhicheng_cli.notices.papers.pdf_streams import look_over
from zhicheng_cli.notices.papers.scan_page import can_scan, scanned_page
from zhicheng_cli.notices.papers.scan_reader import pdf_picture
from zhicheng_cli.notices.papers.text_layer import TextLayer
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

#: More than any notice has.
MOST_PAGES = 400
MOST_SIGNS = 1_500_000
#: A page with fewer signs than this whose picture, or whose drawing, is the page has no text of its own.
FEW_SIGNS = 12
MANY_CURVES = 400
#: A picture within a page's text that covers more of it than this is told.
TELLING = 0.04
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
        UnreadablePaperError: it is damaged, locked, too large, without meaning, or all pictures; or the package that
            reads it, or a picture, is missing.
    """
    if find_spec("pdfminer") is None:
        raise UnreadablePaperError(f"“{name}”是 PDF，读它需要另装的组件", "请安装 zhicheng-cli[pdf]")
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException

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

    from zhicheng_cli.notices.papers.pdf_device import InkDevice

    device = InkDevice(PDFResourceManager())
    layer, pages, signs = TextLayer(), [], 0
    document = PDFDocument(PDFParser(BytesIO(data)), caching=False)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        ink = turned(device.take(page))
        signs += len(ink.signs)
        if number > MOST_PAGES or signs > MOST_SIGNS:
            raise UnreadablePaperError(
                f"超过 {MOST_PAGES} 页或 {MOST_SIGNS} 字，不像一份通知", "请只留下通知和附件的页"
            )
        layer.count(ink.signs)
        pages.append(_page(ink, number, data))
    if not any(page.parts for page in pages):
        raise _without_words(pages)
    layer.judge()
    return pages


def _without_words(pages: list[PageParts]) -> UnreadablePaperError:
    if not pages:
        return UnreadablePaperError("里面一页也没有", "请重新下载或重新导出")
    if any(doubt.kind is DoubtKind.LEFT_OUT for page in pages for doubt in page.doubts):
        return UnreadablePaperError("它是扫描件，读它需要另装的组件", "请安装 zhicheng-cli[scan]")
    return UnreadablePaperError("里面没有文字", "请确认选对了文件")


def _page(ink: PageInk, number: int, data: bytes) -> PageParts:
    """A page's parts. One that is a picture is recognised; where that cannot be, by the text that lies over it; without
    one it is left out, loudly.
    """
    shown = displayed(ink)
    size = ink.width, ink.height
    if is_picture(ink, shown):
        if can_scan():
            return scanned_page(pdf_picture(data, number), number)
        if not shown.layer:
            told = f"第 {number} 页是图片，没有读"
            return PageParts(number, *size, [], [Doubt(DoubtKind.LEFT_OUT, told)])
        shown = shown._replace(signs=[sign._replace(sure=0.0) for sign in shown.layer], layer=[])
    else:
        shown.hidden.extend(shown.layer)
    parts = page_parts(shown, number, size, ink.remarks)
    for picture in ink.pictures:
        share = area(common(picture.box, ink.seen)) / max(area(ink.seen), 1.0)
        if TELLING < share <= WHOLE:
            parts.doubts.append(Doubt(DoubtKind.PICTURE, f"第 {number} 页有一幅图片，占这一页的 {share:.0%}"))
    return parts


def is_picture(ink: PageInk, shown: DisplayedInk) -> bool:
    """Whether a page has no text of its own: a picture covers it, or its signs are drawn stroke by stroke."""
    few = sum(bool(sign.text.strip()) for sign in shown.signs) < FEW_SIGNS
    covered = any(area(common(one.box, ink.seen)) > WHOLE * area(ink.seen) for one in ink.pictures)
    return few and (covered or ink.curves > MANY_CURVES)
