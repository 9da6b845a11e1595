"""How bodies were called: a record stands for the name of its time, whatever a later edition of the plan prints.

A name that another takes the place of is kept with the number of the last record there is: those up to it, and after
the name before it, called the body so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from .ledger_database import Query
from .records import Entry, LastTold

CALLED = Query("SELECT key, no, name, first, until FROM committees WHERE plan = ?", (str, int, str, int, int))
FORMER = Query("SELECT key, until, name FROM former_names WHERE plan = ? ORDER BY id", (str, int, str))
_KEEP_FORMER = """
    INSERT INTO former_names (plan, key, name, until)
    SELECT plan, key, name, (SELECT coalesce(max(id), 0) FROM records) FROM committees
    WHERE plan = ?1 AND key = ?2 AND name <> ?4
"""
_CALL = """
    INSERT INTO committees (plan, key, no, name, first) VALUES (?1, ?2, ?3, ?4, ?3)
    ON CONFLICT (plan, key) DO UPDATE SET no = excluded.no, name = excluded.name
"""
_LIMIT = "UPDATE former_names SET until = min(until, (SELECT coalesce(max(id), 0) FROM records))"


def call(database: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Record what a mail calls its bodies; before its own records."""
    called = {(one.key.plan, one.key.committee, one.no, one.name) for one in entries if one.no}
    database.executemany(_KEEP_FORMER, called)
    database.executemany(_CALL, called)


def limit_names(database: sqlite3.Connection) -> None:
    """After records were taken out: their numbers may be given again, and then stand for the name of then."""
    database.execute(_LIMIT)


def last_told(
    called: Iterable[tuple[str, int, str, int, int]], former: Iterable[tuple[str, int, str]]
) -> dict[str, LastTold]:
    """How bodies were last called, and before that, by key: from the answers to `CALLED` and `FORMER`."""
    names: dict[str, list[tuple[int, str]]] = {}
    for key, until, name in former:
        names.setdefault(key, []).append((until, name))
    return {key: LastTold(no, name, first, until, tuple(names.get(key, ()))) for key, no, name, first, until in called}
