"""所评资格, 推荐资格: the titles of a cell, each printed entry with the single titles it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from zhicheng_cli.plan.titles import Titles

from .grouped_titles import LONGEST_ENTRY, Expansion, expand
from .reading_doubt import ReadingDoubt

_SEPARATOR = re.compile(r"[\s、,，;；/|。]")
_OPEN, _CLOSE = "(（", ")）"
#: What is printed in the place of titles: 初中级以考代评, 由各单位确定.
_NO_TITLES = re.compile(r"\S*(?:以考代评|考试|考评|委托|自主|不评|不再|按|由\S+定|同上|详?见)\S*")
#: What may stand behind a title and is none.
_BEHIND = re.compile("等|[(（]")
_NOTHING = re.compile(r"[-—–/\\无\s]+")


class TitleList(NamedTuple):
    """What a cell of titles says.

    Attributes:
        entries: as printed, a grouped title as one.
        titles: entry → the single titles, where it is not one itself.
        other_words: what is printed beside titles; or empty.
    """

    entries: tuple[str, ...]
    titles: dict[str, tuple[str, ...]]
    other_words: str
    doubts: tuple[ReadingDoubt, ...]


def read_titles(words: str, column: str, known: Titles) -> TitleList:
    """The titles of a cell; `column` is `reviews` or `recommends`."""
    bare = "".join(words.split())
    if not bare or _NOTHING.fullmatch(bare):
        return TitleList((), {}, bare, ())
    if _NO_TITLES.fullmatch(bare):
        return TitleList((), {}, bare, ())
    return _TitleReading(column, known).of(words)


class _TitleReading:
    def __init__(self, column: str, known: Titles) -> None:
        self._column, self._known = column, known
        self._entries: list[str] = []
        self._titles: dict[str, tuple[str, ...]] = {}
        self._others: list[str] = []
        self._doubts: list[ReadingDoubt] = []

    def of(self, words: str) -> TitleList:
        parts = _at_top_level(words)
        for index, part in enumerate(parts):
            if not self._take(part) and not self._take_several(part):
                self._take_elliptic(part, parts[index + 1 :])
        entries = tuple(dict.fromkeys(self._entries))
        return TitleList(entries, self._titles, "".join(self._others), tuple(self._doubts))

    def _take(self, part: str) -> bool:
        read = expand(part, self._known)
        if read is None:
            return False
        self._entries.append(part)
        if read.titles != (part,):
            self._titles[part] = read.titles
        if not read.is_plain:
            self._doubt("W444", f"“{part}”是合印的资格", f"拆为{'、'.join(read.titles)}")
        return True

    def _take_several(self, part: str) -> bool:
        """Titles without anything between them, and words behind the last: 工程师等初中级资格."""
        pieces, rest = _known_pieces(part, self._known)
        if rest and not _BEHIND.match(rest):
            return False
        for piece in pieces:
            self._take(piece)
        if len(pieces) > 1:
            self._doubt("W444", f"{'、'.join(f'“{one}”' for one in pieces)}之间没有印顿号", "分作几项")
        if pieces and rest:
            self._others.append(rest)
            self._doubt("W445", f"“{pieces[-1]}”后面印着“{rest}”", "不作资格名称，写进 other_words")
        return bool(pieces)

    def _take_elliptic(self, part: str, later: Sequence[str]) -> None:
        """艺术四级、三级: what the entry before begins with; 主任、副主任医师: what a later one ends with."""
        before = [one for entry in self._entries for one in self._titles.get(entry, (entry,))]
        full = {one[:end] + part for one in before for end in range(1, len(one)) if one[:end] + part in self._known}
        full |= {part + one[at:] for one in later for at in range(1, len(one)) if part + one[at:] in self._known}
        self._entries.append(part)
        if len(full) == 1:
            self._titles[part] = tuple(full)
            self._doubt("W444", f"“{part}”省略了几个字", f"读作“{next(iter(full))}”")
        else:
            self._doubt("W445", f"职称表里没有“{part}”", "照印作资格名称", is_noted=False)

    def _doubt(self, code: str, message: str, assumed: str, *, is_noted: bool = True) -> None:
        note = f"{message}；{assumed}，是解读" * is_noted
        self._doubts.append(ReadingDoubt(code, self._column, message, assumed, note))


def _at_top_level(words: str) -> list[str]:
    """The parts between separators that stand in no bracket; a blank after an open end is layout."""
    parts, depth = [""], 0
    for one in words:
        depth += (one in _OPEN) - (one in _CLOSE)
        if depth <= 0 and _SEPARATOR.fullmatch(one):
            parts.append("")
        elif not one.isspace():
            parts[-1] += one
    return [part for part in parts if part]


def _known_pieces(part: str, known: Titles) -> tuple[list[str], str]:
    """The longest row of known entries with which a part begins, as few as can be, and what is left behind them."""
    reached: dict[int, list[str]] = {0: []}
    for start in range(len(part)):
        if start not in reached:
            continue
        for end in range(start + 2, min(start + LONGEST_ENTRY, len(part)) + 1):
            pieces = [*reached[start], part[start:end]]
            if len(pieces) < len(reached.get(end, [*pieces, ""])) and _expansion(part[start:end], known):
                reached[end] = pieces
    end = max(reached)
    return reached[end], part[end:]


def _expansion(words: str, known: Titles) -> Expansion | None:
    return (
        expand(words, known) if words.count("(") + words.count("（") == words.count(")") + words.count("）") else None
    )
