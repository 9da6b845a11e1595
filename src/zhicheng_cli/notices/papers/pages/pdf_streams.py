"""The packed parts of a PDF, looked at before they are unpacked: none is damaged, none has no end."""

from __future__ import annotations

import re
import zlib

from pdfminer.ascii85 import ascii85decode
from pdfminer.pdftypes import LITERALS_ASCII85_DECODE, LITERALS_FLATE_DECODE, PDFStream

from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

#: Bytes of a page's drawing, unpacked: more than any office's page has.
MOST_BYTES = 24 << 20
#: Bytes that one packed part may have unpacked.
MOST_UNPACKED = 96 << 20
PIECE = 1 << 16


def too_much() -> UnreadablePaperError:
    """A page on which more is drawn than an office's page can hold."""
    return UnreadablePaperError("有一页画的东西太多，不像一份通知", "请另存为普通的 PDF 或 Word 文件再试")


def damaged() -> UnreadablePaperError:
    """A page of which a part cannot be unpacked."""
    return UnreadablePaperError("文件已损坏，有一页的内容读不全", "请重新下载或重新导出")


def look_over(data: bytes) -> None:
    """Sees that nothing in the file is packed beyond measure."""
    for start in re.finditer(rb"stream\r?\n", data):
        unpacking, size, place = zlib.decompressobj(), 0, start.end()
        try:
            while size <= MOST_UNPACKED and not unpacking.eof:
                packed = unpacking.unconsumed_tail or data[place : place + PIECE]
                place += 0 if unpacking.unconsumed_tail else PIECE
                if not packed:
                    break
                size += len(unpacking.decompress(packed, 64 * PIECE))
        except zlib.error:
            continue
        if size > MOST_UNPACKED:
            raise UnreadablePaperError("有一部分解开后大得不像通知", "请另存为普通的 PDF 或 Word 文件再试")


def whole(stream: PDFStream) -> None:
    """Sees that a stream can be unpacked to its end and within measure.

    Raises:
        UnreadablePaperError: it cannot.
    """
    data = stream.rawdata or b""
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
    for name, _ in stream.get_filters() if data else ():
        if name in LITERALS_ASCII85_DECODE:
            data = ascii85decode(data)
        elif name in LITERALS_FLATE_DECODE:
            data = _unpacked(data)
        else:
            return


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(data, MOST_BYTES)
    except zlib.error:
        raise damaged() from None
    if not unpacking.eof:
        raise too_much() if unpacking.unconsumed_tail else damaged()
    return unpacked
