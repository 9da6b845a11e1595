"""A web page saved as one file (.mht, .mhtml): the page in it, unpacked."""

from __future__ import annotations

import re

from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

from .html_decoding import decoded

_HEAD = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:mime-version|content-type):", re.IGNORECASE)


def page_text(data: bytes, name: str) -> str:
    """The text of a page, or of the first page in a web archive.

    Raises:
        UnreadablePaperError: an archive without a page.
    """
    if not _HEAD.match(data[:4000]):
        return decoded(data)
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return decoded(page if isinstance(page, bytes) else b"", part.get_content_charset(""))
    raise UnreadablePaperError(f"“{name}”是网页归档，里面没有网页", "请用浏览器打开原网页，另存为 .html 再试")
