"""The ledger of what was told to whom: claimed before a mail is handed over, accepted when the server took it.

A record is one milestone's day, told to one person because of one lead time. While a claim has no answer, and after
a kill between the two, it counts as told: better once too few than twice; `unknown` lists it, `forget` frees it.
Days that are told anew after others (a day that moves back) are records of their own; the older ones stay as history.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.text import whole
from zhicheng_cli.reminders.subscriptions.addresses import same_address

from .called_names import CALLED, FORMER, call, last_told, limit_names
from .ledger_database import LedgerDatabase, Query
from .ledger_faults import damaged
from .records import (
    Entry,
    Failure,
    LastTold,
    Mark,
    Summary,
    Told,
    Unknown,
    entry_columns,
    instant_column,
    name_columns,
    read_day,
    read_instant,
    read_lead,
    read_mark,
)

_TOLD = Query(
    """
    SELECT committee, event, audience, batch, which, day, lead, id FROM records
    WHERE recipient = ? AND plan = ? AND current = 1 ORDER BY id DESC
    """,
    (str, str, str, int, str, str, str, int),
)
_MESSAGE = "INSERT INTO messages (message_id, recipient, today, claimed_at) VALUES (?, ?, ?, ?)"
_RECORD = """
    INSERT INTO records (message, recipient, plan, committee, event, audience, batch, which, day, lead)
    VALUES (:message, :recipient, :plan, :committee, :event, :audience, :batch, :which, :day, :lead)
    ON CONFLICT DO NOTHING
"""
# What takes the place of what was told before: of the same day of the milestone, and of both days under another name.
_RETIRE_NAME = """
    UPDATE records SET current = 0 WHERE recipient = :recipient AND plan = :plan AND committee = :committee
    AND event = :event AND audience = :audience AND batch = :batch AND current = 1
"""
_RETIRE = f"{_RETIRE_NAME} AND which = :which"
_LATEST = "SELECT coalesce(max(id), 0) FROM records WHERE recipient = ? AND plan = ? AND current = 1"
_FAILURE = """
    INSERT INTO failures (recipient, message_id, reason, since, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (recipient) DO UPDATE
    SET message_id = excluded.message_id, reason = excluded.reason, at = excluded.at, times = times + 1
"""
_NO_FAILURE = "DELETE FROM failures WHERE recipient = ? OR trim(message_id, '<>') = ?"
_ACCEPTED = "UPDATE messages SET accepted_at = ?, reply = ? WHERE id = ?"
_UNKNOWN = Query(
    """
    SELECT messages.id, message_id, messages.recipient, claimed_at, today,
        records.plan, committee, event, audience, batch, which, day, lead, coalesce(no, 0), coalesce(name, '')
    FROM messages JOIN records ON records.message = messages.id
    LEFT JOIN committees ON committees.plan = records.plan AND key = committee
    WHERE accepted_at IS NULL ORDER BY messages.id, records.id
    """,
    (int, str, str, str, str, str, str, str, str, int, str, str, str, int, str),
)
_FAILURES = Query(
    "SELECT recipient, message_id, reason, since, at, times FROM failures ORDER BY at, recipient",
    (str, str, str, str, str, int),
)
_SUMMARY = Query(
    "SELECT count(accepted_at), coalesce(max(accepted_at), ''), coalesce(max(today), '') FROM messages",
    (int, str, str),
)
_CLAIMED = Query("SELECT id FROM messages WHERE message_id = ?", (int,))
_MAILS = Query("SELECT id, trim(message_id, '<>'), recipient FROM messages", (int, str, str))
_PEOPLE = Query("SELECT DISTINCT plan, recipient FROM records", (str, str))
_PLANS = Query("SELECT DISTINCT plan FROM committees", (str,))
_SOUND = Query("PRAGMA integrity_check(1)", (str,))


class _TakenError(Exception):
    """Another mail has told it, or told more than this one knows of."""


class Ledger(LedgerDatabase):
    """An open ledger. Every method raises ZcError where the file fails.

    Of an address, upper and lower case count as the same.
    """

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        super().__init__(database, path)
        #: The claims made here: what another process has claimed is not ours to answer.
        self._claims: dict[str, int] = {}

    def told(self, plan: str, recipient: str) -> dict[Mark, Told]:
        """What one person was told so far, by milestone and which of its days; claims without an answer count.

        Args:
            plan: `MilestoneKey.plan`, such as 湖州市/2021.
            recipient: the address.
        """
        days: dict[tuple[Any, ...], tuple[str, list[str], int]] = {}
        with self._reading():
            for *mark, day, lead, number in self._rows(_TOLD, same_address(recipient), plan):
                latest, leads, _ = days.setdefault(tuple(mark), (day, [], number))
                if day == latest:
                    leads.append(read_lead(lead))
            return {
                read_mark(plan, *mark): Told(read_day(day), frozenset(leads), number)
                for mark, (day, leads, number) in days.items()
            }

    def called(self, plan: str) -> dict[str, LastTold]:
        """How the committees of a plan were last called, and before that, by key."""
        with self._reading():
            return last_told(self._rows(CALLED, plan), self._rows(FORMER, plan))

    def claim(
        self,
        message_id: str,
        recipient: str,
        entries: Sequence[Entry],
        *,
        today: date,
        now: datetime,
        seen: int,
    ) -> bool:
        """Claim all that a mail tells, just before it is handed over, all or nothing.

        Args:
            message_id: the mail's; `accept` and `release` name it.
            today: the day the run counts from.
            now: with its zone.
            seen: the highest number that this person was told by when the mail was written: what takes the place of
                earlier words must know them all.

        Returns:
            Whether it is ours to send: False when another mail has told or claimed any of it.
        """
        address = same_address(recipient)
        try:
            with self._writing() as database:
                values = (message_id, address, today.isoformat(), instant_column(now))
                message = database.execute(_MESSAGE, values).lastrowid
                assert message is not None
                rows = [entry_columns(message, address, entry) for entry in entries]
                _retire(database, [one for one in zip(rows, entries, strict=True) if one[1].anew], seen)
                call(database, entries)
                if database.executemany(_RECORD, rows).rowcount < len(rows):
                    raise _TakenError
        except _TakenError:
            return False
        self._claims[message_id] = message
        return True

    def claim_notice(self, message_id: str, recipient: str, *, today: date, now: datetime) -> bool:
        """The same for a mail that tells of no day.

        Returns:
            Whether it is ours to send: False when one with this Message-ID was claimed before.
        """
        with self._writing() as database:
            if self._rows(_CLAIMED, message_id):
                return False
            values = (message_id, same_address(recipient), today.isoformat(), instant_column(now))
            message = database.execute(_MESSAGE, values).lastrowid
        assert message is not None
        self._claims[message_id] = message
        return True

    def has(self, message_id: str) -> bool:
        """Whether a mail with this Message-ID was claimed before."""
        with self._reading():
            return bool(self._rows(_CLAIMED, message_id))

    def accept(self, message_id: str, now: datetime, reply: str) -> None:
        """Record that the server took a mail claimed here; its address no longer counts as failing.

        What was forgotten meanwhile stays forgotten.
        """
        message = self._claims.pop(message_id)
        with self._writing() as database:
            database.execute(_ACCEPTED, (instant_column(now), whole(reply), message))
            database.execute(
                "DELETE FROM failures WHERE recipient = (SELECT recipient FROM messages WHERE id = ?)", (message,)
            )

    def release(self, message_id: str, recipient: str, reason: str, now: datetime) -> None:
        """Record that a mail was certainly not accepted: a claim made here is freed, and the failure is kept.

        Args:
            message_id: the mail's, claimed or refused before that.
            recipient: its address.
            reason: what `failures` shall say.
            now: with its zone.
        """
        message = self._claims.pop(message_id, None)
        with self._writing() as database:
            _delete(database, [] if message is None else [message])
            database.execute(_FAILURE, (same_address(recipient), message_id, whole(reason), *[instant_column(now)] * 2))

    def unknown(self) -> list[Unknown]:
        """The mails that were claimed and have no answer, oldest first."""
        with self._reading():
            mails = groupby(self._rows(_UNKNOWN), key=lambda row: row[:5])
            return [
                Unknown(
                    message_id,
                    recipient,
                    tuple(
                        Entry(*read_mark(*row[5:11]), read_day(row[11]), read_lead(row[12]), no=row[13], name=row[14])
                        for row in rows
                    ),
                    read_instant(claimed_at),
                    date.fromisoformat(today),
                )
                for (_, message_id, recipient, claimed_at, today), rows in mails
            ]

    def failures(self) -> list[Failure]:
        """The addresses whose last mail was not accepted, the newest failure last."""
        with self._reading():
            return [
                Failure(who, mail, reason, read_instant(since), read_instant(at), times)
                for who, mail, reason, since, at, times in self._rows(_FAILURES)
            ]

    def summary(self) -> Summary:
        """How many, and when last."""
        with self._reading():
            ((accepted, last_accepted, last_today),) = self._rows(_SUMMARY)
            last = read_instant(last_accepted) if last_accepted else None
            return Summary(accepted, last, read_day(last_today))

    def check(self) -> None:
        """Read all of it.

        Raises:
            UnusableLedgerError: something in it is damaged.
        """
        with self._reading():
            if self._rows(_SOUND) != [("ok",)]:
                raise damaged(self.path)
            self._rows(_MAILS)
            for plan, recipient in self._rows(_PEOPLE):
                self.told(plan, recipient)
            for (plan,) in self._rows(_PLANS):
                self.called(plan)
        self.unknown()
        self.failures()
        self.summary()

    def forget(self, what: str) -> int:
        """Forget mails, so that what they told is due again.

        Args:
            what: a Message-ID, with or without its brackets; an address: all that was told there; or the beginning
                of one Message-ID.

        Returns:
            How many mails were forgotten, or were known as not accepted.

        Raises:
            ZcError: several Message-IDs begin so.
        """
        wanted = _wanted(what)
        with self._writing() as database:
            chosen = self._chosen(wanted)
            _delete(database, chosen)
            failed = database.execute(_NO_FAILURE, (same_address(wanted), wanted)).rowcount
        return len(chosen) or failed

    def arrived(self, what: str, now: datetime) -> int:
        """Record that mails without an answer did arrive, as somebody says who has seen them.

        Args:
            what: as for `forget`.
            now: with its zone.

        Returns:
            How many mails had no answer and have one now.

        Raises:
            ZcError: several Message-IDs begin so.
        """
        with self._writing() as database:
            arrived = [(instant_column(now), "人工确认", one) for one in self._chosen(_wanted(what))]
            return database.executemany(f"{_ACCEPTED} AND accepted_at IS NULL", arrived).rowcount

    def _chosen(self, wanted: str) -> list[int]:
        """The messages meant: by Message-ID, else by address, else by the beginning of one Message-ID."""
        if not wanted:
            return []
        with self._reading():
            mails = self._rows(_MAILS)
        address = same_address(wanted)
        exact = [message for message, name, _ in mails if name == wanted]
        exact = exact or [message for message, _, recipient in mails if recipient == address]
        if exact:
            return exact
        names = {name for _, name, _ in mails if name.startswith(wanted)}
        if len(names) > 1:
            hint = "请把编号写长一些；zc remind --status 列出编号"
            raise ZcError(f"有 {len(names)} 封邮件的编号以“{wanted}”开头", hint)
        return [message for message, name, _ in mails if name in names]


def _retire(database: sqlite3.Connection, anew: Sequence[tuple[dict[str, str | int], Entry]], seen: int) -> None:
    """Take what is told anew out of what counts.

    Raises:
        _TakenError: more was told than the mail knows of.
    """
    for row, _ in anew[:1]:
        ((latest,),) = database.execute(_LATEST, (row["recipient"], row["plan"]))
        if latest > seen:
            raise _TakenError
    for row, entry in anew:
        database.execute(_RETIRE, row)
        database.executemany(_RETIRE_NAME, [{**row, **name_columns(name)} for name in entry.names])


def _delete(database: sqlite3.Connection, messages: Sequence[int]) -> None:
    """Take mails out, with all that they told."""
    for message in messages:
        database.execute("DELETE FROM records WHERE message = ?", (message,))
        database.execute("DELETE FROM messages WHERE id = ?", (message,))
    limit_names(database)


def _wanted(what: str) -> str:
    return whole(what.strip().removeprefix("<").removesuffix(">"))
