"""Markdown as it is displayed: pipe tables, and words without their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from .delimited_rows import RowOfWords, TextLine
from .paper import Doubt, DoubtKind

_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITERS = re.compile(r"[\s|:\-]*-[\s|:\-]*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCK = re.compile(r"~~(.+?)~~|<(del|s|strike)\b[^>]*>(.*?)</\2>", re.IGNORECASE)
_MARKS = re.compile(
    r"\*\*|__|`|</?(?:b|i|u|em|strong|sup|sub|span|font|p|ins|code)\b[^>]*>|<!--.*?-->|\[\^[^\]]+\](?!:)"
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_BEFORE = re.compile(r"^\s*(?:#{1,6}\s+|>\s?)+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")


def is_pipe_row(words: str) -> bool:
    """Whether a line looks like a row of a pipe table."""
    return len(_PIPE.findall(words)) > 1 and (words.strip().startswith("|") or bool(_DELIMITERS.fullmatch(words)))


def pipe_rows(lines: list[TextLine]) -> Iterator[tuple[int, int, list[RowOfWords]]]:
    """Pipe tables: first line, the line behind the last, rows."""
    at = 0
    while at < len(lines):
        start, rows = at, []
        while at < len(lines) and is_pipe_row(lines[at].words):
            if not _DELIMITERS.fullmatch(lines[at].words):
                rows.append(RowOfWords(_cells(lines[at].words), lines[at].number))
            at += 1
        if rows:
            yield start, at, rows
        at += at == start


def _cells(words: str) -> list[tuple[str, tuple[Doubt, ...]]]:
    inner = re.sub(r"^\s*\||(?<!\\)\|\s*$", "", words)
    cells = []
    for one in _PIPE.split(inner):
        plain, struck = plain_markdown(one.strip())
        cells.append((plain, tuple(Doubt(DoubtKind.STRUCK, gone) for gone in struck)))
    return cells


def plain_markdown(words: str) -> tuple[str, list[str]]:
    """What is displayed, and the words that are struck out, which are left out of it."""
    struck = [match[1] or match[3] for match in _STRUCK.finditer(words)]
    shown = _BREAK.sub("\n", _BEFORE.sub("", _STRUCK.sub("", words)))
    shown = _LINK.sub(r"\1", _MARKS.sub("", shown))
    return unescape(_ESCAPED.sub(r"\1", shown)), struck
