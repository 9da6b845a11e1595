"""What a command found out: the shape that every view has."""

from __future__ import annotations

from typing import Protocol

from .table import Table


class Shown(Protocol):
    """What a command found out, for people."""

    def table(self) -> Table:
        """Return every row and column, for TSV, CSV and Markdown."""

    def screen(self) -> list[Table | str]:
        """Return what a terminal shows, top to bottom: tables and lines of text."""


class Answer(Shown, Protocol):
    """What a command found out, for programs, too."""

    def document(self) -> dict[str, object]:
        """Return the JSON document."""
