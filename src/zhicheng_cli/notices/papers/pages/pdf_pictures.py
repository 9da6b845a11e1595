"""Pages of a PDF that are pictures, and pictures within its pages: recognised where that can be, told where not."""

from __future__ import annotations

from typing import Any

from zhicheng_cli.notices.papers.pages.displayed_ink import WHOLE, DisplayedInk
from zhicheng_cli.notices.papers.pages.page_ink import Box, PageInk, Sign, area, common, within
from zhicheng_cli.notices.papers.pages.pdf_page import PageParts
from zhicheng_cli.notices.papers.pages.scan_image import LONGEST
from zhicheng_cli.notices.papers.pages.scan_page import can_scan, scanned_page
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

#: A page with fewer signs than this whose picture, or whose drawing, is the page has no text of its own.
FEW_SIGNS = 12
MANY_CURVES = 400
#: Of a page's text: a picture that covers more of it is told; one that covers this much may hold a table.
TELLING, TABLE = 0.04, 0.1
#: A page takes seconds to recognise: more pictures than this are no notice.
MOST_RECOGNISED = 40
#: A picture is drawn like the page it stands on, unless the page was turned to be read.
ALIKE = 0.02


def is_picture(ink: PageInk, shown: DisplayedInk) -> bool:
    """Whether a page has no text of its own: a picture covers it, or its signs are drawn stroke by stroke."""
    few = _inked(shown.signs) < max(FEW_SIGNS, _inked(shown.layer))
    covered = any(area(common(one.box, ink.seen)) > WHOLE * area(ink.seen) for one in ink.pictures)
    return few and (covered or ink.curves > MANY_CURVES)


def _inked(signs: list[Sign]) -> int:
    return sum(bool(sign.text.strip()) for sign in signs)


class PdfPictures:
    """The pages of one PDF as pictures; at most so many of them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._taken = 0

    def page(self, number: int) -> Any:
        """The pixels of a page, counted from 1, at 200 dots an inch or as many as fit.

        Raises:
            UnreadablePaperError: it cannot be drawn, or too many were already.
        """
        import numpy
        from pypdfium2 import PdfDocument, PdfiumError

        self._taken += 1
        if self._taken > MOST_RECOGNISED:
            raise UnreadablePaperError(f"扫描的页超过 {MOST_RECOGNISED} 页，不像一份通知", "请只留下通知和附件的页")
        try:
            with PdfDocument(self._data) as document:
                page = document[number - 1]
                scale = min(200 / 72, LONGEST / max(page.get_size()))
                pixels = page.render(scale=scale, grayscale=True).to_numpy()
        except PdfiumError:
            raise UnreadablePaperError("文件已损坏，有一页画不出来", "请重新下载或重新导出") from None
        return numpy.ascontiguousarray(pixels.reshape(pixels.shape[:2]))

    def take(self, box: Box, ink: PageInk, shown: DisplayedInk, parts: PageParts) -> None:
        """Adds what is recognised of a picture within a page to its parts, or tells that it is there."""
        share = area(common(box, ink.seen)) / max(area(ink.seen), 1.0)
        bare = _inked([sign for sign in shown.signs if within(sign.middle, box)]) < FEW_SIGNS
        read = self._recognised(common(box, ink.seen), ink, parts.number) if share > TABLE and bare else None
        if read is not None and read.parts:
            parts.parts.extend(read.parts)
            parts.doubts.extend(read.doubts)
        elif share > TELLING:
            told = f"第 {parts.number} 页有一幅图片，占这一页的 {share:.0%}"
            parts.doubts.append(Doubt(DoubtKind.PICTURE, told))

    def _recognised(self, box: Box, ink: PageInk, number: int) -> PageParts | None:
        if not can_scan():
            return None
        pixels = self.page(number)
        across, down = pixels.shape[1] / ink.width, pixels.shape[0] / ink.height
        if abs(across - down) > ALIKE * across:
            return None
        left, top, right, bottom = (int(edge * across) for edge in box)
        read = scanned_page(pixels[top:bottom, left:right].copy(), number)
        scale = (box[2] - box[0]) / read.width
        placed = [
            part._replace(
                box=(
                    box[0] + part.box[0] * scale,
                    box[1] + part.box[1] * scale,
                    box[0] + part.box[2] * scale,
                    box[1] + part.box[3] * scale,
                )
            )
            for part in read.parts
        ]
        return read._replace(parts=placed)
