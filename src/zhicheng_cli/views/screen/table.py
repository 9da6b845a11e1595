"""A table of plain text: the one shape every tabular view starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Table:
    """Rows of plain strings under their headings.

    Args:
        columns: the headings, left to right.
        rows: one tuple of cells per row, as long as `columns`; a cell with several entries separates them by "\\n".
        caption: what the table shows, in a few words; printed above it on a screen and in Markdown.
        headed: False for a list of facts, item and content: a screen draws it without headings and lines.
        order: heading → for each row what it sorts by, where the cells do not tell: of 7月, a group (whether it is
            over) and the days. None = last.

    Raises:
        ValueError: a row has more or fewer cells than there are columns; every view relies on the shape.
    """

    __slots__ = ("caption", "columns", "headed", "order", "rows")

    def __init__(
        self,
        columns: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
        caption: str = "",
        *,
        headed: bool = True,
        order: Mapping[str, Sequence[tuple[Any, ...] | None]] | None = None,
    ) -> None:
        for row in rows:
            if len(row) != len(columns):
                raise ValueError(f"{len(row)} cells under {len(columns)} columns: {row!r}")
        self.columns, self.rows, self.caption, self.headed = columns, rows, caption, headed
        self.order = order or {}


class Fitting:
    """One table in several widths: shown is the first that folds no more than a quarter of its rows, else the last.

    Args:
        tables: the widest first; what a narrower one leaves out is told elsewhere.
    """

    __slots__ = ("tables",)

    def __init__(self, tables: tuple[Table, ...]) -> None:
        self.tables = tables
