"""PDF files of a few objects, written byte by byte: what no library would write."""

from __future__ import annotations

import zlib

LATIN_FONT = b"/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>>>"


def document(*objects: bytes) -> bytes:
    """A PDF of some objects, numbered from 1, the first of them its catalogue."""
    parts = [b"%d 0 obj\n%b\nendobj\n" % (number, one) for number, one in enumerate(objects, 1)]
    body, starts = b"%PDF-1.4\n", []
    for part in parts:
        starts.append(len(body))
        body += part
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + tail


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d %b>>\nstream\n%b\nendstream" % (len(data), more, data)


def page(content: bytes, resources: bytes = b"", *more: bytes, pages: int = 1, box: bytes = b"0 0 595 842") -> bytes:
    """A PDF whose pages all show one stream."""
    kids = b"3 0 R " * pages if pages < 2 else b"".join(b"%d 0 R " % (5 + len(more) + n) for n in range(pages))
    one = b"<</Type /Page /Parent 2 0 R /MediaBox [%b] /Contents 4 0 R /Resources <<%b>>>>" % (box, resources)
    return document(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [%b] /Count %d>>" % (kids, pages),
        one,
        content,
        *more,
        *([one] * pages if pages > 1 else []),
    )


def packed(data: bytes) -> bytes:
    return stream(zlib.compress(data), b"/Filter /FlateDecode")
