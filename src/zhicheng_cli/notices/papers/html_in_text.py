"""A text in which only the tables are HTML, as Markdown has them: its lines are paragraphs."""

from __future__ import annotations

import re
from html import escape

from .markdown_rows import plain_markdown

_TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
_OF_PAGE = re.compile(r"<(?:!doctype|html|head|body|div|p|br|td|tr)\b", re.IGNORECASE)


def with_line_ends(text: str) -> str:
    """The text as a page; one that is a page already stays as it is."""
    parts = _TABLE.split(text)
    if len(parts) == 1 or any(_OF_PAGE.search(one) for one in parts[::2]):
        return text
    parts[::2] = ["".join(map(_paragraph, one.splitlines())) for one in parts[::2]]
    return "".join(parts)


def _paragraph(line: str) -> str:
    words, struck = plain_markdown(line)
    return f"<p>{escape(words)}{''.join(f'<del>{escape(one)}</del>' for one in struck)}</p>"
