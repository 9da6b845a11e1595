"""A title as it is printed for several: 高级（农艺师、畜牧师）, 副主任(中)药师, 四级律师(公证员)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from zhicheng_cli.plan.titles import Titles

from .printed_phones import half_width

_BRACKET = re.compile(r"\(([^()]*)\)")
_ITEMS = re.compile(r"[、,/;和及]")
#: So many products of a group are looked at; no printed group has nearly as many.
_MOST = 200
#: Nor has one so many brackets, or is it so long.
_MOST_BRACKETS, LONGEST_ENTRY = 3, 60


class Expansion(NamedTuple):
    """The single titles of an entry.

    Attributes:
        is_plain: whether each bracket simply lists what stands in its place.
    """

    titles: tuple[str, ...]
    is_plain: bool = True


class _BracketChoice(NamedTuple):
    """What may stand in the place of a bracket, and how many characters before it that takes the place of."""

    words: tuple[str, ...]
    taken: int
    is_plain: bool


def expand(entry: str, known: Titles) -> Expansion | None:
    """The known titles that an entry stands for, itself or by its brackets; None = no such reading."""
    folded = half_width(entry)
    if len(folded) > LONGEST_ENTRY:
        return None
    if folded in known:
        return Expansion((folded,))
    parts = _BRACKET.split(folded)
    if not 1 <= len(parts) // 2 <= _MOST_BRACKETS or "(" in "".join(parts) or ")" in "".join(parts):
        return None
    best: Expansion | None = None
    texts, brackets = parts[::2], parts[1::2]
    for choices in product(*(_choices(before, words) for before, words in zip(texts, brackets, strict=False))):
        found = _products(texts, choices, known)
        if found and (best is None or len(found) > len(best.titles)):
            best = Expansion(found, all(one.is_plain for one in choices))
    return best


def _choices(before: str, words: str) -> Iterator[_BracketChoice]:
    """助理(农艺师、畜牧师): each; 主任(中)药师: with it or without; 律师(公证员): instead of what stands before."""
    items = tuple(filter(None, (one.strip() for one in _ITEMS.split(words))))
    yield _BracketChoice(items, 0, is_plain=True)
    yield _BracketChoice(("", *items), 0, is_plain=False)
    for taken in range(1, len(before) + 1):
        yield _BracketChoice((before[-taken:], *items), taken, is_plain=False)


def _products(texts: Sequence[str], choices: Sequence[_BracketChoice], known: Titles) -> tuple[str, ...]:
    """The known titles among the products, if every choice has part in one; later brackets vary more slowly."""
    stems = [text[: len(text) - one.taken] for text, one in zip(texts, choices, strict=False)]
    used: set[tuple[int, str]] = set()
    found: dict[str, None] = {}
    if prod(len(one.words) for one in choices) > _MOST:
        return ()
    for reversed_words in product(*(one.words for one in reversed(choices))):
        words = reversed_words[::-1]
        title = "".join(stem + word for stem, word in zip(stems, words, strict=True)) + texts[-1]
        if title in known:
            found[title] = None
            used |= set(enumerate(words))
    every = {(index, word) for index, one in enumerate(choices) for word in one.words}
    return tuple(found) if used == every else ()
