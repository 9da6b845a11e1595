"""What a command found out: the shape that every view has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .footnote import Footnote
from .table import Fitting, Table

#: What a screen is made of; words may have roles (`colour.toned`).
Part = Table | Fitting | Footnote | str


class Shown(Protocol):
    """What a command found out, for people."""

    def table(self) -> Table:
        """Return every row and column, for TSV, CSV and Markdown."""

    def screen(self) -> Sequence[Part]:
        """Return what a terminal shows, top to bottom: tables and lines of text; the footnotes come last."""


class Answer(Shown, Protocol):
    """What a command found out, for programs, too."""

    def document(self) -> dict[str, object]:
        """Return the JSON document."""
