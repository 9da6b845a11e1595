"""The ledger's database: its tables, opened and checked; its answers read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import quote

from zhicheng_cli.errors import ZcError

from .carrying_over import Numbering, rename_committees
from .ledger_faults import DATABASE_ERRORS, UnusableLedgerError, damaged, faults

#: Raised when the tables change their meaning. In version 1 a record named its committee by its row in the plan; up to
#: version 2 an address stood there as it was written before the @; up to version 3 a name once told was not kept when
#: another took its place.
VERSION = 4
#: "zcld": tells a ledger from any other program's database.
APPLICATION = 0x7A636C64
# `current` stands in the index too, so that it alone answers what a person was told.
# No audience is "", no batch 0, no day "": of NULLs an index would take any number for different ones.
# `no` and `name` are as they were last told, `first` is the number first told; records up to `until` called it by that.
_RECORDS = """
    CREATE TABLE records (
        id INTEGER PRIMARY KEY,
        message INTEGER NOT NULL REFERENCES messages,
        recipient TEXT NOT NULL,
        plan TEXT NOT NULL,
        committee TEXT NOT NULL,
        event TEXT NOT NULL,
        audience TEXT NOT NULL,
        batch INTEGER NOT NULL,
        which TEXT NOT NULL,
        day TEXT NOT NULL,
        lead TEXT NOT NULL,
        current INTEGER NOT NULL DEFAULT 1
    );
    CREATE UNIQUE INDEX told_once
        ON records (recipient, plan, committee, event, audience, batch, which, day, lead, current) WHERE current = 1;
    CREATE INDEX records_by_message ON records (message);
    CREATE TABLE committees (
        plan TEXT NOT NULL,
        key TEXT NOT NULL,
        no INTEGER NOT NULL,
        name TEXT NOT NULL,
        first INTEGER NOT NULL,
        until INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (plan, key)
    );
"""
# In the order in which they were another's; records up to `until`, and after the one before, called it by that.
_FORMER_NAMES = """
    CREATE TABLE former_names (
        id INTEGER PRIMARY KEY,
        plan TEXT NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        until INTEGER NOT NULL
    );
"""
# A forgotten message's number is never given again: a claim under way may still name it.
TABLES = f"""
    BEGIN;
    CREATE TABLE messages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        message_id TEXT NOT NULL,
        recipient TEXT NOT NULL,
        today TEXT NOT NULL,
        claimed_at TEXT NOT NULL,
        accepted_at TEXT,
        reply TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE failures (
        recipient TEXT PRIMARY KEY,
        message_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        since TEXT NOT NULL,
        at TEXT NOT NULL,
        times INTEGER NOT NULL DEFAULT 1
    );
    {_RECORDS}
    {_FORMER_NAMES}
    PRAGMA application_id = {APPLICATION};
    PRAGMA user_version = {VERSION};
    COMMIT;
"""
#: Seconds to wait for another process that writes; a claim holds the ledger for a few milliseconds.
PATIENCE = 10.0


class Query(NamedTuple):
    """A question, and of which type each column of its answer is in a sound ledger."""

    sql: str
    columns: tuple[type, ...]


class LedgerDatabase:
    """The open database of a ledger; closed when its `with` block ends."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was committed stays."""
        self._database.close()

    def _rows(self, query: Query, *values: str) -> list[Any]:
        """The answer; to be asked for within `_reading`."""
        rows = self._database.execute(query.sql, values).fetchall()
        for row in rows:
            if tuple(map(type, row)) != query.columns:
                raise ValueError(row)
        return rows

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What cannot be read as what was written there is damage."""
        try:
            with faults(self.path):
                yield
        except (ValueError, OverflowError) as error:
            raise damaged(self.path) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; on any exception nothing of it is kept."""
        with faults(self.path), self._database as database:
            database.execute("BEGIN IMMEDIATE")
            yield database


def open_database(place: Path, mode: str) -> sqlite3.Connection:
    """Open whatever stands there, in one of SQLite's modes, such as `mode=rw`."""
    path = Path(os.path.realpath(place)).as_posix()
    # Of a Windows share (`//server/share`) the server is no authority to SQLite.
    # As bytes: a name need not be Unicode.
    uri = f"file://{'' if path.startswith('/') else '/'}{quote(os.fsencode(path))}?{mode}"
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)


def connect(place: Path, mode: str, *, numbering: Numbering, write: bool = False) -> sqlite3.Connection:
    """Open a ledger that stands there; `write` makes every commit reach the disk.

    An older one is carried over, where it is only read, in memory.

    Args:
        numbering: asked only to carry it over.

    Raises:
        ZcError: it cannot be read or written; it is damaged, no ledger, of a newer version, or cannot be carried over.
    """
    with faults(place):
        database = open_database(place, mode)
        try:
            version = _version(database, place)
            if write:
                # In the write-ahead log, FULL means one flush for each commit.
                database.execute("PRAGMA synchronous = FULL")
            if version < VERSION:
                database = database if write else _copy(database)
                _carry_over(database, place, numbering)
            elif _tables(database) != _own_tables():
                raise damaged(place)
            if write:
                # A file that may not be written is opened all the same, and would only fail at the first mail.
                database.executescript("BEGIN IMMEDIATE; ROLLBACK;")
        except (*DATABASE_ERRORS, ZcError):
            database.close()
            raise
    return database


def _version(database: sqlite3.Connection, place: Path) -> int:
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION or version < 1:
        raise damaged(place)
    if version > VERSION:
        hint = "请升级 zc，或用 --ledger 另选一个文件"
        raise UnusableLedgerError(f"账本“{place}”由更新的 zc 写成", hint)
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise damaged(place)
    return int(version)


def _copy(database: sqlite3.Connection) -> sqlite3.Connection:
    with closing(database):
        copy = sqlite3.connect(":memory:", isolation_level=None)
        database.backup(copy)
    return copy


def _carry_over(database: sqlite3.Connection, place: Path, numbering: Numbering) -> None:
    """Make one of an older version one of this, all or nothing; another process may have done it meanwhile."""
    database.execute("BEGIN IMMEDIATE")
    try:
        if (version := _version(database, place)) < VERSION:
            if version == 1:
                rename_committees(database, place, numbering, _RECORDS.split(";"))
            for table in ("messages", "records", "failures"):
                # Who was told under two spellings keeps both: of these, only the lower one is looked up.
                database.execute(f"UPDATE OR IGNORE {table} SET recipient = lower(recipient)")
            database.execute(_FORMER_NAMES)
            database.execute(f"PRAGMA user_version = {VERSION}")
        if _tables(database) != _own_tables():
            raise damaged(place)
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


def _tables(database: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Every table, index and whatever else there is, as it was made."""
    return sorted(database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@cache
def _own_tables() -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLES)
        return _tables(database)
