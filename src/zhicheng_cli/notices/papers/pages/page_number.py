"""How a page says which it is."""

from __future__ import annotations

import re

_PAGE_NUMBER = re.compile(
    r"[-—–－─·•\s]*(第?\s*\d{1,4}\s*页?|[ivxIVX]{1,6})([\s/,，、共]*(共|/|of)\s*\d{1,4}\s*页?)?[-—–－─·•\s]*"
)


def is_page_number(words: str) -> bool:
    """Whether words are a page's number, as it is written."""
    return bool(words.strip()) and _PAGE_NUMBER.fullmatch(words.strip()) is not None


def numberless(words: str) -> str:
    """Words without what changes from page to page."""
    return re.sub(r"\d+", "#", words)
