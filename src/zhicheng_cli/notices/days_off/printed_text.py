"""A printed text without what only typesetting put there, in which every character still knows its place."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from zhicheng_cli.files.findings import Finding
from zhicheng_cli.files.text import lines
from zhicheng_cli.written.folding import folded


class PrintedText(NamedTuple):
    """A text to be read.

    Attributes:
        file: its name, as the user gave it.
        words: the text folded, without blanks and line ends.
        printed: for each character of `words` what is printed there; empty where one sign folds into several.
        places: of each character of `words`, line and column (both from 1) in the file.
        starts: where in `words` a line of the file begins.
    """

    file: str
    words: str
    printed: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    def begins_line(self, index: int) -> bool:
        """Whether a line of the file begins with this character of `words`."""
        found = bisect_right(self.starts, index)
        return self.starts[found - 1] == index

    def as_printed(self, start: int, end: int) -> str:
        """A part of `words` as it is printed, without blanks."""
        return "".join(self.printed[start:end])

    def finding(self, index: int, code: str, message: str, hint: str = "") -> Finding:
        """A finding about a character of `words`; behind the last one, about the last."""
        line, column = self.places[min(index, len(self.places) - 1)] if self.places else (1, 1)
        return Finding(self.file, line, column, code, message, hint)


def printed_text(text: str, file: str) -> PrintedText:
    """The text of a file, ready to be read."""
    words: list[str] = []
    printed: list[str] = []
    places: list[tuple[int, int]] = []
    starts: list[int] = []
    for number, line in enumerate(lines(text), start=1):
        starts.append(len(words))
        for column, sign in enumerate(line, start=1):
            meant = folded(sign)
            words += meant
            printed += [sign, *[""] * (len(meant) - 1)] if meant else ()
            places += [(number, column)] * len(meant)
    return PrintedText(file, "".join(words), tuple(printed), tuple(places), tuple(starts))
