"""Tables for mails, issues and wikis: GitHub-flavoured Markdown."""

from __future__ import annotations

from .table import Table


def to_markdown(table: Table) -> str:
    """Return the table in GitHub's notation, its caption in bold above it.

    Backslashes and bars are escaped, entries within a cell are separated by `<br>`.
    """
    lines = [_line(table.columns), _line(("---",) * len(table.columns)), *map(_line, table.rows)]
    if table.caption:
        lines[:0] = [f"**{_escape(table.caption)}**", ""]
    return "".join(f"{line}\n" for line in lines)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_escape, cells))} |"


def _escape(cell: str) -> str:
    return "<br>".join(cell.replace("\\", r"\\").replace("|", r"\|").splitlines())
