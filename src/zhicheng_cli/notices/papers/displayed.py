"""Words as they are displayed, gathered piece by piece, with a doubt about every piece that is not simply printed."""

from __future__ import annotations

import re
from collections.abc import Collection

from .paper import Doubt, DoubtKind

#: A piece of which one of these is told is no part of the words.
_LEFT_OUT = frozenset({DoubtKind.STRUCK, DoubtKind.HIDDEN, DoubtKind.DELETED, DoubtKind.LEFT_OUT})
#: What a raised sign is that points to a note: 1, [2], ①, *.
_MARK = re.compile(r"[\[［(（〔]?(?:\d{1,2}|[①-⑳*※#]{1,3})[\]］)）〕]?")
PLAIN: frozenset[DoubtKind] = frozenset()


def is_note_mark(raised: str) -> bool:
    """Whether raised words only point to a note: beside a phone or a day, they would change it."""
    return bool(_MARK.fullmatch(raised.strip()))


class DisplayedWords:
    """The words of one cell or paragraph while they are gathered."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._told: list[Doubt] = []
        self._running: dict[DoubtKind, int] = {}

    def write(self, words: str, kinds: Collection[DoubtKind] = PLAIN) -> None:
        """Add what comes next; pieces of the same kind that follow each other are told as one."""
        if not words:
            return
        if not _LEFT_OUT.intersection(kinds):
            self._pieces.append(words)
        if kinds or words.strip():
            self._running = {kind: self._told_on(kind, words) for kind in sorted(kinds)}

    def tell(self, kind: DoubtKind, words: str) -> None:
        """Add a doubt about something that stands beside the words."""
        self._told.append(Doubt(kind, words.strip()))

    def tell_mark(self, mark: str) -> None:
        """Add a doubt about a raised sign that points to a note."""
        self.tell(DoubtKind.FLOATING, f"注码 {mark.strip()}")

    def append(self, other: DisplayedWords) -> None:
        """Add what was gathered apart, with its doubts."""
        self.write(other.words)
        self._told += other.doubts

    def break_line(self) -> None:
        """End a line within the words, unless nothing or a line end stands before."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._pieces.append("\n")

    @property
    def words(self) -> str:
        """Everything that is displayed, without blanks around its lines and without empty lines."""
        lines = (line.strip() for line in "".join(self._pieces).split("\n"))
        return "\n".join(filter(None, lines))

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Every doubt once; one about blanks alone is none."""
        told = (one._replace(words=one.words.strip()) for one in self._told)
        broken = [Doubt(DoubtKind.UNREADABLE, "�")] if "�" in self.words else []
        quiet = (DoubtKind.PICTURE, DoubtKind.SPANNING)
        return tuple(dict.fromkeys([one for one in told if one.words or one.kind in quiet] + broken))

    def _told_on(self, kind: DoubtKind, words: str) -> int:
        at = self._running.get(kind, len(self._told))
        if at == len(self._told):
            self._told.append(Doubt(kind))
        self._told[at] = Doubt(kind, self._told[at].words + words)
        return at
