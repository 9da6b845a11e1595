"""The runs of a workbook's text as they are parsed, each in its font; how a word is pronounced is no part of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from zipfile import ZipFile

from zhicheng_cli.files.office_parts import chunks, feed, unescaped
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

from .book_styles import BookFont, CellLook, Colour, FontReader, is_unseen

#: A cell holds no more characters (Excel's own limit); a file has no more texts.
_LONGEST, _MOST_TEXTS = (1 << 15) - 1, 1 << 18


class BookRun(NamedTuple):
    """Words in one font.

    Attributes:
        font: None = the cell's own.
    """

    words: str
    font: BookFont | None = None


class RunGatherer:
    """Gathers the runs of a text.

    Args:
        theme: the workbook's colours.
    """

    def __init__(self, theme: list[Colour | None]) -> None:
        self._font = FontReader(theme)
        self._pieces: list[str] = []
        self._runs: list[BookRun] = []
        self._has_font = self._is_aside = False
        self.said = self._pieces.append

    def begin(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        self._pieces.clear()
        self._font.begin(name, given)
        if name == "r":
            self._has_font = False
        elif name == "rPr":
            self._has_font = True
        elif name == "rPh":
            self._is_aside = True

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t") and not self._is_aside:
            words = unescaped("".join(self._pieces))
            if words:
                self._runs.append(BookRun(words, self._font.font if self._has_font else None))
        elif name == "r":
            self._has_font = False
        elif name == "rPh":
            self._is_aside = False

    def met(self) -> str:
        """The characters since the last element began."""
        return "".join(self._pieces)

    def taken(self) -> tuple[BookRun, ...]:
        """The runs since the last time.

        Raises:
            ValueError: they are longer than a cell can be.
        """
        runs = tuple(self._runs)
        self._runs.clear()
        if sum(len(run.words) for run in runs) > _LONGEST:
            raise ValueError
        return runs


def shared_texts(archive: ZipFile, part: str, theme: list[Colour | None]) -> list[tuple[BookRun, ...]]:
    """What cells refer to by number."""
    texts: list[tuple[BookRun, ...]] = []
    runs = RunGatherer(theme)

    def end(name: str) -> None:
        runs.end(name)
        if name == "si":
            texts.append(runs.taken())
            if len(texts) > _MOST_TEXTS:
                raise ValueError

    feed(chunks(archive, part), runs.begin, end, runs.said)
    return texts


def seen_of(runs: tuple[BookRun, ...], look: CellLook, *, on_paper: Callable[[], bool]) -> tuple[str, list[Doubt]]:
    """The words of runs that are displayed and count, and those that do not.

    Args:
        on_paper: whether the ground is the cell's own: what a rule or a table's style colours is not known.
    """
    words = ""
    kinds: list[tuple[DoubtKind, str]] = []
    for run in runs:
        font = run.font or look.font
        kind = None
        if font.is_struck:
            kind = DoubtKind.STRUCK
        elif is_unseen(font, look.ground) and on_paper():
            kind = DoubtKind.HIDDEN
        if kind is None or not run.words.strip():
            words += run.words
        elif kinds and kinds[-1][0] is kind:
            kinds[-1] = (kind, kinds[-1][1] + run.words)
        else:
            kinds.append((kind, run.words))
    return words, [Doubt(kind, told.strip()) for kind, told in kinds]
