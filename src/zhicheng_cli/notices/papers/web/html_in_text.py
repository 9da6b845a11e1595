"""A text in which only the tables are HTML, as Markdown has them: its lines are paragraphs."""

from __future__ import annotations

import re
from html import escape

from zhicheng_cli.notices.papers.text.markdown_rows import plain_markdown

_TABLE_TAG = re.compile(r"<table\b|</table\s*>", re.IGNORECASE)
_OF_PAGE = re.compile(r"<(?:!doctype|html|head|body|div|p|br|td|tr)\b", re.IGNORECASE)


def with_line_ends(text: str) -> str:
    """The text as a page; one that is a page already stays as it is."""
    parts = _by_tables(text)
    if len(parts) == 1 or any(_OF_PAGE.search(one) for one in parts[::2]):
        return text
    parts[::2] = ["".join(map(_paragraph, one.splitlines())) for one in parts[::2]]
    return "".join(parts)


def _by_tables(text: str) -> list[str]:
    """The text cut at its tables, each of which ends with the first end of one: what stands between them, and they."""
    parts, begin, opened = [], 0, -1
    for tag in _TABLE_TAG.finditer(text):
        is_end = tag[0].startswith("</")
        if opened < 0 and not is_end:
            opened = tag.start()
        elif opened >= 0 and is_end:
            parts += [text[begin:opened], text[opened : tag.end()]]
            begin, opened = tag.end(), -1
    return [*parts, text[begin:]]


def _paragraph(line: str) -> str:
    words, struck = plain_markdown(line)
    return f"<p>{escape(words)}{''.join(f'<del>{escape(one)}</del>' for one in struck)}</p>"
