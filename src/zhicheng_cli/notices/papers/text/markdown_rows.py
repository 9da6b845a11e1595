"""Markdown as it is displayed: pipe tables, and words without their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

from .delimited_rows import RowOfWords, TextLine

_PIPE = re.compile(r"(?<!\\)\|")
#: A line of so few pipes is no row, if none begins it: the links above a page.
_FEW = 4
_DELIMITERS = re.compile(r"[\s|:\-]*-[\s|:\-]*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCK = re.compile(r"~~(.+?)~~|<(del|s|strike)\b[^>]*>(.*?)</\2>", re.IGNORECASE)
_MARKS = re.compile(
    r"\*\*|__|`|</?(?:b|i|u|em|strong|sup|sub|span|font|p|ins|code)\b[^>]*>|<!--.*?-->|\[\^[^\]]+\](?!:)"
)
_RAISED = re.compile(r"<sup>[\[(（]?(?:\d{1,2}|[①-⑳*※]+)[\])）]?</sup>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_BEFORE = re.compile(r"^\s*(?:#{1,6}\s+|>\s?)+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")


def pipe_lines(lines: Sequence[TextLine]) -> list[bool]:
    """Which lines look like rows of a pipe table; without a pipe before and behind, as many in the next line tell."""
    pipes = [len(_PIPE.findall(line.words)) for line in lines]
    outer = [line.words.strip().startswith("|") or bool(_DELIMITERS.fullmatch(line.words)) for line in lines]
    beside = zip([0, *pipes], pipes, [*pipes[1:], 0], strict=False)
    same = [own > _FEW and own in (before, after) for before, own, after in beside]
    return [own > 1 and (one or other) for own, one, other in zip(pipes, outer, same, strict=True)]


def pipe_rows(lines: list[TextLine]) -> Iterator[tuple[int, int, list[RowOfWords]]]:
    """Pipe tables: first line, the line behind the last, rows."""
    at = 0
    is_row = pipe_lines(lines)
    while at < len(lines):
        start, rows = at, []
        while at < len(lines) and is_row[at]:
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
    shown = _BREAK.sub("\n", _BEFORE.sub("", _STRUCK.sub("", _RAISED.sub("", words))))
    shown = _LINK.sub(r"\1", _MARKS.sub("", shown))
    return unescape(_ESCAPED.sub(r"\1", shown)), struck
