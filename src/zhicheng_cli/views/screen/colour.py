"""What colour says: words have roles, and what a role looks like is told here alone.

Nothing is said by colour alone: who sees none reads the same words.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TextIO

from zhicheng_cli.files.user_config import setting


class Role(StrEnum):
    """What is said of words, beside what they say themselves: how a requirement stands, or when a day is."""

    MET = "met"
    FAILED = "failed"
    UNKNOWN = "unknown"
    PAST = "past"
    SOON = "soon"


#: As rich names it, and the codes of a terminal.
_LOOKS = {
    Role.MET: ("green", "32"),
    Role.FAILED: ("bold red", "1;31"),
    Role.UNKNOWN: ("yellow", "33"),
    Role.PAST: ("dim", "2"),
    Role.SOON: ("bold yellow", "1;33"),
}
#: So many days off is soon.
_SOON = 7


class TonedPart(NamedTuple):
    """A part of a text, by the places of its characters, and its role."""

    start: int
    end: int
    role: Role


class Toned(str):
    """Text of which parts have a role; everywhere but on a screen it is plain text."""

    spans: tuple[TonedPart, ...] = ()


def toned(text: str, role: Role | None) -> str:
    """The text in a role; as it is without one."""
    return _with_spans(text, (TonedPart(0, len(text), role),)) if role else text


def joined(*parts: str, separator: str = "") -> str:
    """Parts on end, each in its role."""
    spans: list[TonedPart] = []
    whole = ""
    for at, part in enumerate(parts):
        whole += separator if at else ""
        spans += (TonedPart(one.start + len(whole), one.end + len(whole), one.role) for one in spans_of(part))
        whole += part
    return _with_spans(whole, tuple(spans))


def _with_spans(text: str, spans: tuple[TonedPart, ...]) -> Toned:
    made = Toned(text)
    made.spans = spans
    return made


def day_role(days_left: int) -> Role | None:
    """The role of a day that is so many days off; None = neither past nor soon."""
    if days_left < 0:
        return Role.PAST
    return Role.SOON if days_left <= _SOON else None


def spans_of(text: str) -> tuple[TonedPart, ...]:
    """The parts of a text that have a role."""
    return text.spans if isinstance(text, Toned) else ()


def spans_in(folded: str, text: str) -> Iterator[TonedPart]:
    """Where these parts are once the text was folded into lines: what is no blank stands there in the same order."""
    spans = spans_of(text)
    if not spans:
        return
    places = [place for place, character in enumerate(folded) if not character.isspace()]
    ordinals = [0]
    for character in text:
        ordinals.append(ordinals[-1] + (not character.isspace()))
    for start, end, role in spans:
        for line in _lines(folded, places[ordinals[start] : ordinals[end]]):
            yield TonedPart(*line, role)


def _lines(folded: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """First place and end of a part on each line that it is on: a pager forgets colours where a line ends."""
    if not places:
        return
    start = places[0]
    for before, place in pairwise(places):
        if "\n" in folded[before:place]:
            yield start, before + 1
            start = place
    yield start, places[-1] + 1


def style_of(role: Role) -> str:
    """What a role looks like, for rich."""
    return _LOOKS[role][0]


def with_codes(folded: str, text: str) -> str:
    """A folded text with the codes of a terminal around its parts."""
    for start, end, role in reversed(list(spans_in(folded, text))):
        folded = f"{folded[:start]}\x1b[{_LOOKS[role][1]}m{folded[start:end]}\x1b[0m{folded[end:]}"
    return folded


def wants_colour(stream: TextIO) -> bool:
    """Whether colour goes there: the environment first, then the user's settings, else on a terminal that shows it."""
    return colour_choice()[0] == "always" or (colour_choice()[0] == "auto" and _shows_colour(stream))


def colour_choice() -> tuple[str, str]:
    """auto, never or always, and the variable that says so; empty = the settings, or nothing."""
    if os.environ.get("NO_COLOR"):
        return "never", "NO_COLOR"
    if os.environ.get("FORCE_COLOR"):
        return "always", "FORCE_COLOR"
    return setting("colour") or "auto", ""


def _shows_colour(stream: TextIO) -> bool:
    # Only Windows Terminal is sure to understand colour codes there.
    capable = sys.platform != "win32" or "WT_SESSION" in os.environ
    return stream.isatty() and os.environ.get("TERM") != "dumb" and capable
