"""The words something rests on: one type for the plan, the law and every reason."""

from __future__ import annotations

from typing import NamedTuple


class Citation(NamedTuple):
    """The words something rests on: document, clause (None = number not known), and how well it is known (§7)."""

    document: str
    clause: str | None
    evidence: str

    @property
    def strong(self) -> bool:
        """Whether a verdict may rest on it: the words themselves were seen, in the text or on a copy (§7)."""
        return self.evidence in ("text", "copy")
