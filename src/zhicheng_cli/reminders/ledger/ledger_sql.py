"""The ledger's tables, and what is asked of them."""

from __future__ import annotations

from typing import NamedTuple


class Query(NamedTuple):
    """A question, and of which type each column of its answer is in a sound ledger."""

    sql: str
    columns: tuple[type, ...]


#: Raised when the tables change their meaning.
VERSION = 1
#: "zcld": tells a ledger from any other program's database.
APPLICATION = 0x7A636C64
# `current` stands in the index too, so that it alone answers what a person was told.
# A forgotten message's number is never given again: a claim under way may still name it.
# No audience is "", no batch 0, no day "": of NULLs an index would take any number for different ones.
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
    PRAGMA application_id = {APPLICATION};
    PRAGMA user_version = {VERSION};
    COMMIT;
"""

NO_FAILURE = "DELETE FROM failures WHERE recipient = ? OR trim(message_id, '<>') = ?"
ARRIVED = "UPDATE messages SET accepted_at = ?, reply = '人工确认' WHERE id = ? AND accepted_at IS NULL"

RECORD = """
    INSERT INTO records (message, recipient, plan, committee, event, audience, batch, which, day, lead)
    VALUES (:message, :recipient, :plan, :committee, :event, :audience, :batch, :which, :day, :lead)
    ON CONFLICT DO NOTHING
"""
_SAME = """
    recipient = :recipient AND plan = :plan AND committee = :committee AND event = :event
    AND audience = :audience AND batch = :batch AND which = :which AND current = 1
"""
# Told of this day, later of another, and now of this one again: the first time no longer counts.
SUPERSEDE = f"""
    UPDATE records SET current = 0
    WHERE {_SAME} AND day = :day AND id < (SELECT max(id) FROM records WHERE {_SAME} AND day <> :day)
"""
# What takes the place of what was told before, also under another name.
RETIRE = f"UPDATE records SET current = 0 WHERE {_SAME}"
RETIRE_NAME = """
    UPDATE records SET current = 0 WHERE recipient = :recipient AND plan = :plan AND committee = :committee
    AND event = :event AND audience = :audience AND batch = :batch AND current = 1
"""
LATEST = "SELECT coalesce(max(id), 0) FROM records WHERE recipient = ? AND plan = ? AND current = 1"
TOLD = Query(
    """
    SELECT committee, event, audience, batch, which, day, lead, id FROM records
    WHERE recipient = ? AND plan = ? AND current = 1 ORDER BY id DESC
    """,
    (int, str, str, int, str, str, str, int),
)
PEOPLE = Query("SELECT DISTINCT plan, recipient FROM records", (str, str))
MAILS = Query("SELECT id, trim(message_id, '<>'), recipient FROM messages", (int, str, str))
UNKNOWN = Query(
    """
    SELECT messages.id, message_id, messages.recipient, claimed_at, today,
        plan, committee, event, audience, batch, which, day, lead
    FROM messages JOIN records ON records.message = messages.id
    WHERE accepted_at IS NULL ORDER BY messages.id, records.id
    """,
    (int, str, str, str, str, str, int, str, str, int, str, str, str),
)
FAILURES = Query(
    "SELECT recipient, message_id, reason, since, at, times FROM failures ORDER BY at, recipient",
    (str, str, str, str, str, int),
)
FAILURE = """
    INSERT INTO failures (recipient, message_id, reason, since, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (recipient) DO UPDATE
    SET message_id = excluded.message_id, reason = excluded.reason, at = excluded.at, times = times + 1
"""
SUMMARY = Query(
    """
    SELECT count(accepted_at), count(*) - count(accepted_at), (SELECT count(*) FROM failures),
        coalesce(max(accepted_at), ''), coalesce(max(today), '') FROM messages
    """,
    (int, int, int, str, str),
)
SOUND = Query("PRAGMA integrity_check(1)", (str,))
