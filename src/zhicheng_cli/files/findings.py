"""A finding: one thing a check saw, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from zhicheng_cli.errors import Pointer, visible

from .privacy import masked

DataPath = tuple[str | int, ...]
"""Where in a document: keys and zero-based indexes from the top."""


#: So many findings of one kind of check are listed for a file; who has more has another file in hand.
MOST = 1000
#: Stands in a path for a key that is not repeated, since a password may be in it.
UNNAMED = "…"
#: So many characters of a message stand in a line.
_LONGEST = 400


class Severity(StrEnum):
    """How much a finding weighs; it is the first letter of its code."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


_BY_LETTER = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTICE}


class Finding(NamedTuple):
    """One thing that was seen in a file (design §6).

    Attributes:
        file: the file's name as the user gave it, `-` for standard input.
        line: from 1.
        column: in characters, from 1.
        code: a letter for the severity and a number; every code has a page (`zc explain`).
        message: a Chinese sentence.
        hint: what to do, or an empty string.
        path: where in the document, e.g. `committees[11].printed.cutoff`.
        see: where it can be done, if anywhere.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    path: str = ""
    see: Pointer | None = None

    @property
    def severity(self) -> Severity:
        """Error, warning or notice."""
        return _BY_LETTER[self.code[0]]

    def __str__(self) -> str:
        hint = f"（{self.hint}）" if self.hint else ""
        message = _cut(masked(self.message))
        return visible(masked(f"{self.file}:{self.line}:{self.column}: {self.code} {message}{hint}"))


def _cut(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"


def too_many(file: str, line: int, column: int) -> Finding:
    """The finding that ends a list which could go on: nothing is left out without a word."""
    message = f"问题太多，这个文件只列出前 {MOST} 处"
    return Finding(file, line, column, "E006", message, "先改这些；也可能选错了文件")


def capped(found: Iterable[Finding]) -> Iterator[Finding]:
    """At most `MOST` errors, and as many findings that are none: those are never too many for the file to be used."""
    errors = others = 0
    for one in found:
        if one.severity is Severity.ERROR:
            errors += 1
            if errors > MOST:
                yield too_many(one.file, one.line, one.column)
                return
            yield one
            continue
        others += 1
        if others <= MOST:
            yield one
        elif others == MOST + 1:
            yield one._replace(message=f"这样的问题太多，这个文件只列出前 {MOST} 处", hint="先改这些")


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error, so that the data must not be used."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def path_text(path: Iterable[str | int]) -> str:
    """Write a path as people do: `committees[11].printed.cutoff`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def closest(word: str, choices: Sequence[str], cutoff: float = 0.5) -> str | None:
    """The choice that was most likely meant, or None when nothing is near.

    Args:
        cutoff: how much must be alike, from 0 to 1; half of a two-character Chinese word is enough (中极, 中级).
    """
    from difflib import get_close_matches

    near = get_close_matches(word, choices, n=1, cutoff=cutoff)
    return near[0] if near else None


def did_you_mean(word: str, choices: Sequence[str]) -> str:
    """A hint that names the likely choice, or all of them when they are few."""
    near = closest(word, choices)
    if near:
        return f"是否想写“{near}”？"
    return f"可用：{'、'.join(choices)}" if len(choices) <= 16 else ""
