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
    """Where a row stands in the notice."""

    document: str
    annex: int
    row: int

    def __str__(self) -> str:
        return f"{self.document} 附件{self.annex} 第{self.row}行"

    def cell(self, column: str = "") -> Citation:
        """The row's cell of a printed column; the whole row."""
        return Citation(self.document, f"附件{self.annex} 第{self.row}行 {column}".rstrip(), "text")


def read_citation(value: Mapping[str, Any]) -> Citation:
    """The citation in a data file's entry, which may hold more."""
    return Citation(value["document"], value.get("clause"), value["evidence"])


def read_basis(entry: Mapping[str, Any]) -> Citation:
    """What an entry of the plan file rests on."""
    return read_citation(entry["basis"])
