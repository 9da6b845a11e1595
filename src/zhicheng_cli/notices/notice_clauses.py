"""The body of a notice by its clauses, each under the numbers that are printed before it: 二（一）3（1）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Paper, Paragraph
from zhicheng_cli.notices.tables.shown_signs import shown_signs

_TENS = "一二三四五六七八九十"
#: The levels of numbering, the highest first, as official documents print them.
_LEVELS = (
    re.compile(rf"([{_TENS}]{{1,3}})、"),
    re.compile(rf"([（(][{_TENS}]{{1,3}}[)）])"),
    re.compile(r"(\d{1,2})[.．、](?!\d)"),
    re.compile(r"([（(]\d{1,2}[)）])"),
)
#: A paragraph that does not end so goes on in the next one, on another page.
_ENDS = "。；：！？;:!?"
_LONGEST_HEADING = 40
_ANNEX = re.compile(r"^[-•]?附\s*件\s*[:：\d]|^附\s*件$")


class NoticeClause(NamedTuple):
    """A clause.

    Attributes:
        id: the numbers that lead to it, as printed.
        text: its words without the number and without blanks; a newline between two paragraphs.
    """

    id: str
    text: str


def read_clauses(papers: Sequence[Paper]) -> tuple[NoticeClause, ...]:
    """The clauses of the first paper that has any, up to its annexes; a heading is none."""
    return next((clauses for paper in papers if (clauses := _clauses(_paragraphs(paper)))), ())


def _paragraphs(paper: Paper) -> list[str]:
    """The paragraphs of the body, those that a page cuts in two made whole."""
    whole: list[str] = []
    for block in paper.blocks:
        if not isinstance(block, Paragraph):
            break
        words = re.sub(r"\s", "", shown_signs(block.words)[0])
        if whole and _ANNEX.match(words):
            break
        if whole and _is_cut(whole[-1]) and _level(words) is None:
            whole[-1] += words
        else:
            whole.append(words)
    return whole


def _is_cut(words: str) -> bool:
    """Whether a page cut a paragraph there: a heading has no full stop either, but no comma, and is short."""
    return words[-1] not in _ENDS and ("，" in words or len(words) > _LONGEST_HEADING)


def _level(words: str) -> tuple[int, str, str] | None:
    """The level of a paragraph, its number, and the rest; None where it has no number."""
    for level, form in enumerate(_LEVELS):
        if match := form.match(words):
            return level, match[1], words[match.end() :]
    return None


def _clauses(paragraphs: Sequence[str]) -> tuple[NoticeClause, ...]:
    clauses: list[NoticeClause] = []
    numbers: list[str] = []
    for words in paragraphs:
        found = _level(words)
        if found is not None:
            level, number, rest = found
            numbers = [*numbers[:level], *[""] * (level - len(numbers)), number]
            clauses.append(NoticeClause("".join(numbers), rest if rest and rest[-1] in _ENDS else ""))
        elif clauses and words[-1] in _ENDS:
            clauses[-1] = clauses[-1]._replace(text=f"{clauses[-1].text}\n{words}".removeprefix("\n"))
    return tuple(clause for clause in clauses if clause.text)
