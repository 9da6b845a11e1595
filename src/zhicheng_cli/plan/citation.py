"""The words something rests on: one type for the plan, the law and every reason; and where a row stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Citation(NamedTuple):
    """The words something rests on: document, clause (None = number not known), and how well it is known (§7)."""

    document: str
    clause: str | None
    evidence: str

    @property
    def strong(self) -> bool:
        """Whether a verdict may rest on it: the words themselves were seen, in the text or on a copy (§7)."""
        return self.evidence in ("text", "copy")


class Source(NamedTuple):
    """Where a row stands in the notice: in a table, in an annex, in its own text.

    Attributes:
        annex, row: None = it is in no annex, or in no table.
        clause: of the notice's own text, as printed; empty where it is not said.
    """

    document: str
    annex: int | None = None
    row: int | None = None
    clause: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.document, self.place)))

    @property
    def place(self) -> str:
        """Where in the document, as far as it is known: 附件1 第12行, or 二（一）; or empty."""
        annex = f"附件{self.annex}" if self.annex is not None else ""
        row = f"第{self.row}行" if self.row is not None else ""
        return " ".join(filter(None, (annex, row, self.clause)))

    def cell(self, column: str = "") -> Citation:
        """The row's cell of a printed column; the whole row. What stands in no table has no columns."""
        parts = (self.place, column if self.row is not None else "")
        return Citation(self.document, " ".join(filter(None, parts)) or None, "text")


def read_citation(value: Mapping[str, Any]) -> Citation:
    """The citation in a data file's entry, which may hold more."""
    return Citation(value["document"], value.get("clause"), value["evidence"])


def read_basis(entry: Mapping[str, Any]) -> Citation:
    """What an entry of the plan file rests on."""
    return read_citation(entry["basis"])
