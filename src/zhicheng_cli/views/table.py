"""A table of plain text: the one shape every tabular view starts from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows of plain strings under their headings.

    Attributes:
        columns: the headings, left to right.
        rows: one tuple of cells per row, as long as `columns`; a cell with several entries separates them by "\\n".
        caption: what the table shows, in a few words; printed above it on a screen and in Markdown.

    Raises:
        ValueError: a row has more or fewer cells than there are columns.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        """Refuse ragged rows: every view relies on the shape."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{len(row)} cells under {len(self.columns)} columns: {row!r}")
