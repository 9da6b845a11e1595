"""The ledger of what was told to whom: claimed before a mail is handed over, accepted when the server took it.

A record is one milestone's day, told to one person because of one lead time. While a claim has no answer, and after
a kill between the two, it counts as told: better once too few than twice; `unknown` lists it, `forget` frees it.
Days that are told anew after others (a day that moves back) are records of their own; the older ones stay as history.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.keys import MilestoneKey

from .ledger_file import fault, open_for_reading, open_for_writing
from .ledger_sql import FAILURE, FAILURES, RECORD, SUMMARY, SUPERSEDE, TOLD, UNKNOWN

#: Seconds to wait for another process that writes; a claim holds the ledger for a few milliseconds.
PATIENCE = 10.0
#: All instants are kept in one zone, so that they can be compared as text.
_BEIJING = timezone(timedelta(hours=8))


class Entry(NamedTuple):
    """One thing told in one mail.

    Attributes:
        which: which of the milestone's two days, `safe` or `last`.
        day: the day as it was told; None = that there is none any more.
        lead: the lead time that was reached, `7w` or `30d`, or `change`.
    """

    key: MilestoneKey
    which: str
    day: date | None
    lead: str


class Told(NamedTuple):
    """What one person was last told of one milestone.

    Attributes:
        day: the day told last; None = that there is none any more.
        leads: the lead times told for that day.
    """

    day: date | None
    leads: frozenset[str]


class Unknown(NamedTuple):
    """A mail that was claimed and has no answer: under way at this moment, or cut off by a kill or a lost answer."""

    message_id: str
    recipient: str
    entries: tuple[Entry, ...]
    claimed_at: datetime
    today: date


class Failure(NamedTuple):
    """An address whose last mail was not accepted, for what reason, since when and how often."""

    recipient: str
    message_id: str
    reason: str
    since: datetime
    at: datetime
    times: int


class Summary(NamedTuple):
    """How many mails were accepted, are without an answer, how many addresses fail, and when it was last used."""

    accepted: int
    unknown: int
    failing: int
    last_accepted: datetime | None
    last_today: date | None


class _TakenError(Exception):
    """Another mail has told it."""


class Ledger:
    """An open ledger; closed when its `with` block ends. Every method raises ZcError where the file fails.

    Of an address, upper and lower case count as the same in the domain only.
    """

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._database = database
        #: The claims made here: what another process has claimed is not ours to answer.
        self._claims: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was committed stays."""
        self._database.close()

    def told(self, plan: str, recipient: str) -> dict[tuple[MilestoneKey, str], Told]:
        """What one person was told so far, by milestone and which of its days; claims without an answer count.

        Args:
            plan: `MilestoneKey.plan`, such as 湖州市/2021.
            recipient: the address.
        """
        days: dict[tuple[Any, ...], tuple[str, list[str]]] = {}
        for *milestone, day, lead in self._rows(TOLD, _address(recipient), plan):
            latest, leads = days.setdefault(tuple(milestone), (day, []))
            if day == latest:
                leads.append(lead)
        return {
            (_key(plan, *milestone), which): Told(_day(day), frozenset(leads))
            for (*milestone, which), (day, leads) in days.items()
        }

    def claim(self, message_id: str, recipient: str, entries: Sequence[Entry], *, today: date, now: datetime) -> bool:
        """Claim all that a mail tells, just before it is handed over, all or nothing.

        Args:
            message_id: the mail's; `accept` and `release` name it.
            today: the day the run counts from.
            now: with its zone.

        Returns:
            Whether it is ours to send: False when another mail has told or claimed any of it.
        """
        address = _address(recipient)
        try:
            with self._writing() as database:
                message = database.execute(
                    "INSERT INTO messages (message_id, recipient, today, claimed_at) VALUES (?, ?, ?, ?)",
                    (message_id, address, today.isoformat(), _instant(now)),
                ).lastrowid
                assert message is not None
                rows = [_row(message, address, entry) for entry in entries]
                database.executemany(SUPERSEDE, rows)
                database.executemany(RECORD, rows)
        except _TakenError:
            return False
        self._claims[message_id] = message
        return True

    def accept(self, message_id: str, now: datetime, reply: str) -> None:
        """Record that the server took a mail claimed here; its address no longer counts as failing.

        What was forgotten meanwhile stays forgotten.
        """
        message = self._claims.pop(message_id)
        with self._writing() as database:
            database.execute(
                "UPDATE messages SET accepted_at = ?, reply = ? WHERE id = ?", (_instant(now), reply, message)
            )
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
            database.execute(FAILURE, (_address(recipient), message_id, reason, _instant(now), _instant(now)))

    def unknown(self) -> list[Unknown]:
        """The mails that were claimed and have no answer, oldest first."""
        mails = groupby(self._rows(UNKNOWN), key=lambda row: row[:5])
        return [
            Unknown(
                message_id,
                recipient,
                tuple(Entry(_key(*row[5:10]), row[10], _day(row[11]), row[12]) for row in rows),
                datetime.fromisoformat(claimed_at),
                date.fromisoformat(today),
            )
            for (_, message_id, recipient, claimed_at, today), rows in mails
        ]

    def failures(self) -> list[Failure]:
        """The addresses whose last mail was not accepted, the newest failure last."""
        rows = self._rows(FAILURES)
        read = datetime.fromisoformat
        return [
            Failure(who, mail, reason, read(since), read(at), times) for who, mail, reason, since, at, times in rows
        ]

    def summary(self) -> Summary:
        """How many, and when last."""
        ((accepted, unknown, failing, last_accepted, last_today),) = self._rows(SUMMARY)
        return Summary(
            accepted,
            unknown,
            failing,
            last_accepted and datetime.fromisoformat(last_accepted),
            last_today and date.fromisoformat(last_today),
        )

    def last_today(self) -> date | None:
        """The latest day that any run claimed a mail on: today lies before it when the clock has jumped back."""
        return self.summary().last_today

    def forget(self, what: str) -> int:
        """Forget mails, so that what they told is due again.

        Args:
            what: a Message-ID, with or without its brackets; an address: all that was told there; or the beginning
                of one Message-ID.

        Returns:
            How many mails were forgotten.

        Raises:
            ZcError: several Message-IDs begin so.
        """
        wanted = what.strip().removeprefix("<").removesuffix(">")
        if not wanted:
            return 0
        with self._writing() as database:
            chosen = _chosen(database, wanted)
            _delete(database, chosen)
            database.execute("DELETE FROM failures WHERE recipient = ?", (_address(wanted),))
        return len(chosen)

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with self._faults():
            return self._database.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; on any exception nothing of it is kept."""
        with self._faults(), self._database as database:
            database.execute("BEGIN IMMEDIATE")
            yield database

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise _TakenError from error
            raise fault(error, self.path) from error


def open_ledger(path: Path, *, patience: float = PATIENCE) -> Ledger:
    """Open a ledger to write in; where there is none it is made, with its folders, for the owner alone.

    Args:
        path: the file.
        patience: seconds to wait for another process that writes.

    Raises:
        ZcError: it cannot be made, read or written; it is damaged, no ledger, or of a newer version; it is never
            replaced (see `ledger_file.set_aside`). Exit code 75 when it stays locked.
    """
    return Ledger(open_for_writing(path, patience), path)


def read_ledger(path: Path, *, patience: float = PATIENCE) -> Ledger | None:
    """Open a ledger only to read; None where there is none. Nothing is made.

    Raises:
        ZcError: as for `open_ledger`.
    """
    database = open_for_reading(path, patience)
    return None if database is None else Ledger(database, path)


def _address(text: str) -> str:
    """The address as it is compared: what stands before the @ is the receiving server's affair."""
    local, at, domain = text.strip().rpartition("@")
    return f"{local}{at}{domain.lower()}"


def _instant(now: datetime) -> str:
    return now.astimezone(_BEIJING).isoformat(timespec="seconds")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=4096)
def _key(plan: str, committee: int, event: str, audience: str, batch: int) -> MilestoneKey:
    region, _, year = plan.rpartition("/")
    return MilestoneKey(region, int(year), committee, event, audience or None, batch or None)


def _row(message: int, address: str, entry: Entry) -> dict[str, str | int]:
    key = entry.key
    return {
        "message": message,
        "recipient": address,
        "plan": key.plan,
        "committee": key.no,
        "event": key.event,
        "audience": key.audience or "",
        "batch": key.batch or 0,
        "which": entry.which,
        "day": entry.day.isoformat() if entry.day else "",
        "lead": entry.lead,
    }


def _chosen(database: sqlite3.Connection, wanted: str) -> list[int]:
    """The messages meant: by Message-ID, else by address, else by the beginning of one Message-ID."""
    mails = database.execute("SELECT id, trim(message_id, '<>'), recipient FROM messages").fetchall()
    address = _address(wanted)
    exact = [message for message, name, _ in mails if name == wanted]
    exact = exact or [message for message, _, recipient in mails if recipient == address]
    if exact:
        return exact
    names = {name for _, name, _ in mails if name.startswith(wanted)}
    if len(names) > 1:
        raise ZcError(f"有 {len(names)} 封邮件的编号以“{wanted}”开头", "请把编号写长一些；zc remind --status 列出编号")
    return [message for message, name, _ in mails if name in names]


def _delete(database: sqlite3.Connection, messages: list[int]) -> None:
    for message in messages:
        database.execute("DELETE FROM records WHERE message = ?", (message,))
        database.execute("DELETE FROM messages WHERE id = ?", (message,))
