"""The ledger of what was told to whom: claimed before a mail is handed over, accepted when the server took it.

A record is one milestone's day, told to one person because of one lead time. While a claim has no answer, and after
a kill between the two, it counts as told: better once too few than twice; `unknown` lists it, `forget` frees it.
Days that are told anew after others (a day that moves back) are records of their own; the older ones stay as history.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.text import whole
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.reminders.subscriptions.addresses import same_address

from . import ledger_sql as sql
from .ledger_file import (
    DATABASE_ERRORS,
    UnusableLedgerError,
    damaged,
    fault,
    open_for_reading,
    open_for_writing,
    replace,
)
from .ledger_rows import entry_columns, instant_column, read_day, read_instant, read_lead, read_mark
from .ledger_steps import delete, retire
from .records import Entry, Failure, Summary, Told, Unknown

#: Seconds to wait for another process that writes; a claim holds the ledger for a few milliseconds.
PATIENCE = 10.0


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
        days: dict[tuple[Any, ...], tuple[str, list[str], int]] = {}
        with self._reading():
            for *mark, day, lead, number in self._rows(sql.TOLD, same_address(recipient), plan):
                latest, leads, _ = days.setdefault(tuple(mark), (day, [], number))
                if day == latest:
                    leads.append(read_lead(lead))
            return {
                read_mark(plan, *mark): Told(read_day(day), frozenset(leads), number)
                for mark, (day, leads, number) in days.items()
            }

    def claim(
        self,
        message_id: str,
        recipient: str,
        entries: Sequence[Entry],
        *,
        today: date,
        now: datetime,
        seen: int | None = None,
    ) -> bool:
        """Claim all that a mail tells, just before it is handed over, all or nothing.

        Args:
            message_id: the mail's; `accept` and `release` name it.
            today: the day the run counts from.
            now: with its zone.
            seen: the highest number that this person was told by when the mail was written: what takes the place of
                earlier words must know them all. None = it does.

        Returns:
            Whether it is ours to send: False when another mail has told or claimed any of it.
        """
        address = same_address(recipient)
        try:
            with self._writing() as database:
                message = database.execute(
                    "INSERT INTO messages (message_id, recipient, today, claimed_at) VALUES (?, ?, ?, ?)",
                    (message_id, address, today.isoformat(), instant_column(now)),
                ).lastrowid
                assert message is not None
                rows = [entry_columns(message, address, entry) for entry in entries]
                if not retire(database, rows, entries, seen):
                    raise _TakenError
                database.executemany(sql.SUPERSEDE, rows)
                if database.executemany(sql.RECORD, rows).rowcount < len(rows):
                    raise _TakenError
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
                "UPDATE messages SET accepted_at = ?, reply = ? WHERE id = ?",
                (instant_column(now), whole(reply), message),
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
            delete(database, [] if message is None else [message])
            database.execute(
                sql.FAILURE, (same_address(recipient), message_id, whole(reason), *[instant_column(now)] * 2)
            )

    def unknown(self) -> list[Unknown]:
        """The mails that were claimed and have no answer, oldest first."""
        with self._reading():
            mails = groupby(self._rows(sql.UNKNOWN), key=lambda row: row[:5])
            return [
                Unknown(
                    message_id,
                    recipient,
                    tuple(Entry(*read_mark(*row[5:11]), read_day(row[11]), read_lead(row[12])) for row in rows),
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
                for who, mail, reason, since, at, times in self._rows(sql.FAILURES)
            ]

    def summary(self) -> Summary:
        """How many, and when last."""
        with self._reading():
            ((accepted, unknown, failing, last_accepted, last_today),) = self._rows(sql.SUMMARY)
            last = read_instant(last_accepted) if last_accepted else None
            return Summary(accepted, unknown, failing, last, read_day(last_today))

    def check(self) -> None:
        """Read all of it.

        Raises:
            UnusableLedgerError: something in it is damaged.
        """
        with self._reading():
            if self._rows(sql.SOUND) != [("ok",)]:
                raise damaged(self.path)
            self._rows(sql.MAILS)
            for plan, recipient in self._rows(sql.PEOPLE):
                self.told(plan, recipient)
        self.unknown()
        self.failures()
        self.summary()

    def last_today(self) -> date | None:
        """The latest day that any run claimed a mail on: today lies before it when the clock has jumped back."""
        return self.summary().last_today

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
            delete(database, chosen)
            failed = database.execute(sql.NO_FAILURE, (same_address(wanted), wanted)).rowcount
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
            chosen = self._chosen(_wanted(what))
            return sum(database.execute(sql.ARRIVED, (instant_column(now), one)).rowcount for one in chosen)

    def _chosen(self, wanted: str) -> list[int]:
        """The messages meant: by Message-ID, else by address, else by the beginning of one Message-ID."""
        if not wanted:
            return []
        with self._reading():
            mails = self._rows(sql.MAILS)
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

    def _rows(self, query: sql.Query, *values: str) -> list[Any]:
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
            yield
        except DATABASE_ERRORS as error:
            raise fault(error, self.path) from error
        except (ValueError, OverflowError) as error:
            raise damaged(self.path) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; on any exception nothing of it is kept."""
        try:
            with self._database as database:
                database.execute("BEGIN IMMEDIATE")
                yield database
        except DATABASE_ERRORS as error:
            raise fault(error, self.path) from error


def open_ledger(path: Path, *, patience: float = PATIENCE) -> Ledger:
    """Open a ledger to write in; where there is none it is made, with its folders, for the owner alone.

    Args:
        path: the file.
        patience: seconds to wait for another process that writes.

    Raises:
        ZcError: it cannot be made, read or written; it is damaged, no ledger, or of a newer version; it is never
            replaced (see `renew_ledger`). Exit code 75 when it stays locked.
    """
    return Ledger(open_for_writing(path, patience), path)


def read_ledger(path: Path, *, patience: float = PATIENCE) -> Ledger | None:
    """Open a ledger only to read; None where there is none. Nothing is made.

    Raises:
        ZcError: as for `open_ledger`.
    """
    database = open_for_reading(path, patience)
    return None if database is None else Ledger(database, path)


def renew_ledger(path: Path, *, patience: float = PATIENCE) -> Path | None:
    """Put a new ledger in the place of one that cannot be used, which is kept beside it under another name.

    Args:
        path: the file.
        patience: seconds to wait for another process that has it open.

    Returns:
        What the old one is called now; None = there was none.

    Raises:
        ZcError: the ledger can be used, the file is plainly something else, or the new one cannot be made: in all
            these cases nothing has changed. Exit code 75 when another process has it open.
    """
    try:
        standing = read_ledger(path, patience=patience)
        if standing is None:
            open_ledger(path, patience=patience).close()
            return None
        with standing:
            standing.check()
    except UnusableLedgerError:
        return replace(path, patience)
    raise ZcError(f"账本“{path}”没有坏，没有动它", "真要从头开始，先自己把它改名；现在到期的就会再发一次")


def _wanted(what: str) -> str:
    return whole(what.strip().removeprefix("<").removesuffix(">"))
