"""What a notice prints of a row beside the columns of the plan: fees, quotas, forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class PrintedNote(NamedTuple):
    """One of them, word for word.

    Attributes:
        about: 收费, 名额, 表格 or 其他.
        clause: where it stands in the notice's own text; None where it is not said.
    """

    about: str
    words: str
    clause: str | None = None

    def __str__(self) -> str:
        return f"{self.words}（{self.clause}）" if self.clause else self.words


def read_printed_notes(row: Mapping[str, Any]) -> tuple[PrintedNote, ...]:
    """Those of a row in the form of the plan file."""
    return tuple(PrintedNote(**one) for one in row.get("printed_notes", ()))
