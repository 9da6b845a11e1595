"""Steps within one transaction of the ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from . import ledger_sql as sql
from .ledger_rows import name_columns
from .records import Entry


def retire(
    database: sqlite3.Connection, rows: Sequence[dict[str, str | int]], entries: Sequence[Entry], seen: int | None
) -> bool:
    """Take what is told anew out of what counts; False where more was told than the mail knows of."""
    for row, entry in zip(rows, entries, strict=True):
        if not entry.anew:
            continue
        ((latest,),) = database.execute(sql.LATEST, (row["recipient"], row["plan"]))
        if seen is not None and latest > seen:
            return False
        database.execute(sql.RETIRE, row)
        for name in entry.names:
            database.execute(sql.RETIRE_NAME, {**row, **name_columns(name)})
    return True


def delete(database: sqlite3.Connection, messages: Sequence[int]) -> None:
    """Take mails out, with all that they told."""
    for message in messages:
        database.execute("DELETE FROM records WHERE message = ?", (message,))
        database.execute("DELETE FROM messages WHERE id = ?", (message,))
