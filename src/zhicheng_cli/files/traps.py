"""Traps of Chinese input methods and editors, looked for in the text itself.

They are worth a message of their own because the parser either sees nothing wrong or
complains somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .findings import MOST, Finding, too_many
from .text import lines

_COLON = ("E102", "字段名后面是中文冒号", "改成英文冒号加一个空格")
_COMMA = ("E103", "括号里用了中文逗号，几项会被当作一项", "改成英文逗号加一个空格；逗号是内容的，给这一项加英文双引号")
_QUOTES = ("N104", "中文引号会被当作内容的一部分", "要表示文字，请改用英文双引号")
_QUOTED = "([“‘][^“‘”’]*[”’])"

_TRAPS = (
    (re.compile(r"^ *(?:- +)*[A-Za-z_]+(：)"), _COLON),
    (re.compile(r"\{(?:[^{}]*,)? *[A-Za-z_]+(：)"), _COLON),
    (re.compile(r"(?:^ *|[-:,] +|[\[{] *)\[[^\[\]{}]*?(，)"), _COMMA),
    (re.compile(r"\{[^{}]*?(，) *[A-Za-z_]+: "), _COMMA),
    (re.compile(rf"^ *(?:- +)*(?:[^\s:]+: +)?{_QUOTED} *$"), _QUOTES),
    (re.compile(rf"(?:: +|[\[,] *){_QUOTED} *[,\]}}]"), _QUOTES),
    (re.compile(r"^ *(\t)"), ("E105", "缩进里有制表符（Tab）", "缩进只用空格")),
    (re.compile(r"^[ \t]*([\u3000\xa0])"), ("E106", "缩进里有全角空格或网页上的空格", "缩进只用半角空格")),
    (re.compile(r"^ *(?:- +)*\w+:([\u3000\xa0])"), ("E106", "冒号后面是全角空格或网页上的空格", "改成半角空格")),
)

#: Every trap has one of these in it; most lines have none.
_SIGNS = re.compile("[：，“‘\t\u3000\xa0]")
_COMMENT = re.compile(r"(?<!\S)#.*")
_INSIDE = re.compile(r"[^\r\n\x85\u2028\u2029]")


def find_traps(text: str, file: str, quoted: Iterable[tuple[Any, Any]] = ()) -> list[Finding]:
    """Every trap in the text, each at its line and column.

    Args:
        quoted: the marks of the beginning and the end of every quoted scalar, where nothing is a trap.
    """
    found: list[Finding] = []
    if not _SIGNS.search(text):
        return found
    for number, line in enumerate(lines(_without(text, quoted)), start=1):
        if not _SIGNS.search(line):
            continue
        words = _COMMENT.sub("", line)
        for trap, (code, message, hint) in _TRAPS:
            if match := trap.search(words):
                found.append(Finding(file, number, match.start(1) + 1, code, message, hint))
        if len(found) >= MOST:
            return [*found, too_many(file, number, 1)]
    return found


def _without(text: str, quoted: Iterable[tuple[Any, Any]]) -> str:
    """The text with every quoted scalar blotted out, so that all else keeps its place."""
    pieces: list[str] = []
    done = 0
    for start, end in quoted:
        pieces += (text[done : start.index], _INSIDE.sub("x", text[start.index : end.index]))
        done = end.index
    return "".join((*pieces, text[done:]))
