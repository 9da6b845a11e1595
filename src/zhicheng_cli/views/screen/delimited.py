"""Tables for other programs: TSV for pipes, CSV for Excel, a JSON object a line for scripts."""

from __future__ import annotations

import re

from zhicheng_cli.errors import visible

from .column_keys import is_number, key_of
from .table import Table

#: What makes a spreadsheet run a cell instead of showing it; Excel in Chinese reads the full-width forms too.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
#: A dash that stands for "nothing", and negative numbers, are harmless and stay as they are.
_HARMLESS = re.compile(r"[-－]|-[0-9]+(?:\.[0-9]+)?")


def to_tsv(table: Table) -> str:
    """Return a heading line and one line per row, fields separated by tabs, nothing cut.

    Entries within a cell are joined by "；", tabs become spaces: every line has the same number of fields.
    """
    lines = ("\t".join(map(_one_line, row)) for row in (table.columns, *table.rows))
    return "".join(f"{line}\n" for line in lines)


def to_csv(table: Table) -> str:
    """Return comma-separated values as Excel likes them, without a byte-order mark.

    Rows end in CRLF, entries within a cell in LF. A cell that a spreadsheet would run as a formula gets a leading "'".
    """
    import csv
    from io import StringIO

    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in (table.columns, *table.rows):
        writer.writerow([_as_text(cell) for cell in row])
    return text.getvalue()


def to_json_lines(table: Table, *, ascii_only: bool = False) -> str:
    """Return an object a row, its keys those of the columns: counts are numbers, what is empty is null."""
    from json import dumps

    keys = tuple(map(key_of, table.columns))
    objects = (dict(zip(keys, map(_value, keys, row), strict=True)) for row in table.rows)
    return "".join(f"{dumps(one, ensure_ascii=ascii_only)}\n" for one in objects)


def _value(key: str, cell: str) -> str | int | None:
    if is_number(key) and re.fullmatch(r"[-+]?[0-9]+", cell):
        return int(cell)
    return cell or None


def _one_line(cell: str) -> str:
    # splitlines() knows every character that some reader takes for the end of a line.
    return _harmless("；".join(entry for entry in cell.splitlines() if entry).replace("\t", " "))


def _as_text(cell: str) -> str:
    risky = cell.startswith(_FORMULA_STARTS) and not _HARMLESS.fullmatch(cell)
    return ("'" if risky else "") + _harmless(cell.replace("\r\n", "\n").replace("\r", "\n"))


def _harmless(text: str) -> str:
    """What a terminal would obey when the file is shown on it is spelt out."""
    return text if text.isprintable() else visible(text, keep="\n\t")
