"""Calendars and ledgers as they were written before committees had keys: by their rows in the plan of 2021."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid5

import icalendar

from zhicheng_cli.plan.dataset import Dataset

ROWS = {one.key: one.no for one in Dataset(year=2021).plan.committees}
_NAMESPACE = UUID("8e9f9581-8392-44f6-af50-33361564349f")
_TABLES = """
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
    CREATE TABLE records (
        id INTEGER PRIMARY KEY,
        message INTEGER NOT NULL REFERENCES messages,
        recipient TEXT NOT NULL,
        plan TEXT NOT NULL,
        committee INTEGER NOT NULL,
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
    CREATE TABLE failures (
        recipient TEXT PRIMARY KEY,
        message_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        since TEXT NOT NULL,
        at TEXT NOT NULL,
        times INTEGER NOT NULL DEFAULT 1
    );
    PRAGMA application_id = 2053336164;
    PRAGMA user_version = 1;
    COMMIT;
"""


def old_uid(key: str, part: str) -> str:
    """Of `湖州市/2021/12/cutoff//` and `span` or `day`."""
    return str(uuid5(_NAMESPACE, f"{key}/{part}"))


def by_rows(calendar: bytes) -> bytes:
    """A calendar of 2021 as it would have been written then."""
    made = icalendar.Calendar.from_ical(calendar)
    for event in made.walk("VEVENT"):
        region, year, committee, rest = str(event["X-ZC-KEY"]).split("/", 3)
        key = f"{region}/{year}/{ROWS[committee]}/{rest}"
        (part,) = (part for part in ("span", "day") if old_uid(str(event["X-ZC-KEY"]), part) == event["UID"])
        event["X-ZC-KEY"], event["UID"] = icalendar.vText(key), icalendar.vText(old_uid(key, part))
    content: bytes = made.to_ical()
    return content


def old_ledger(path: Path, told: Iterable[tuple[str, str, int, str, str, str, str]], *more: str) -> None:
    """A ledger of that time, in which one mail to each person told these things, and was accepted.

    Args:
        told: recipient, plan, row, event, `safe` or `last`, day, lead time.
        more: statements.
    """
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(_TABLES)
        database.execute("PRAGMA journal_mode = WAL")
        mails: dict[str, int] = {}
        for recipient, *rest in told:
            if recipient not in mails:
                values = (f"<{recipient}.old>", recipient, "2021-06-01", *["2021-06-01T08:30:00+08:00"] * 2)
                columns = "message_id, recipient, today, claimed_at, accepted_at"
                done = database.execute(f"INSERT INTO messages ({columns}) VALUES (?, ?, ?, ?, ?)", values)
                mails[recipient] = done.lastrowid or 0
            plan, row, event, which, day, lead = rest
            database.execute(
                "INSERT INTO records (message, recipient, plan, committee, event, audience, batch, which, day, lead)"
                " VALUES (?, ?, ?, ?, ?, '', 0, ?, ?, ?)",
                (mails[recipient], recipient, plan, row, event, which, day, lead),
            )
        for statement in more:
            database.execute(statement)
        database.commit()
