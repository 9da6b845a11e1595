"""What the ledger keeps and tells, as values and as its columns; what a sound ledger never holds is a ValueError."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.plan.milestones import LABELS
from zhicheng_cli.workdays import CHINA

#: Stand in the ledger where a lead time would: the announcement that a day has moved; a day that a mail showed
#: beside the one it was about, so that people count on it too.
CHANGE, SHOWN = "change", "shown"
_LEAD = re.compile(rf"[0-9]+[dw]|{CHANGE}|{SHOWN}")
#: A server may take ten minutes for each of two answers; a claim older than this was cut off.
_UNDER_WAY = timedelta(minutes=30)
#: A milestone and which of its two days, `safe` or `last`.
Mark = tuple[MilestoneKey, str]


class Entry(NamedTuple):
    """One thing told in one mail.

    Attributes:
        which: which of the milestone's two days, `safe` or `last`.
        day: the day as it was told; None = that there is none any more.
        lead: the lead time that was reached, `7w` or `30d`, or `change`, or `shown`.
        anew: it takes the place of what was told before of this day of the milestone, and under `names`.
        names: other names that it was told by before the plan told batches or audiences apart, or after.
        no, name: the committee's number and name as they were printed then; empty = not known.
    """

    key: MilestoneKey
    which: str
    day: date | None
    lead: str
    anew: bool = False
    names: tuple[MilestoneKey, ...] = ()
    no: int = 0
    name: str = ""


class Told(NamedTuple):
    """What one person was last told of one milestone.

    Attributes:
        day: the day told last; None = that there is none any more.
        leads: the lead times told for that day.
        number: of the latest record; a higher one is newer.
        committee: the key that the committee had then; empty = the one that it has.
    """

    day: date | None
    leads: frozenset[str]
    number: int = 0
    committee: str = ""


class LastTold(NamedTuple):
    """How a committee was last called, by plan.

    Attributes:
        no, name: as printed.
        first: the number that it had when it was first told.
        until: the number of the last record told while calendars called it by that; 0 = they never did.
        former: other names told before, oldest first, each with the number of the last record that called it so.
    """

    no: int
    name: str
    first: int
    until: int
    former: tuple[tuple[int, str], ...] = ()

    def name_at(self, number: int) -> str:
        """What a record called it; empty = not known, since records of that time kept no names."""
        if number <= self.until:
            return ""
        return next((name for until, name in self.former if number <= until), self.name)


class Unknown(NamedTuple):
    """A mail that was claimed and has no answer: under way at this moment, or cut off by a kill or a lost answer."""

    message_id: str
    recipient: str
    entries: tuple[Entry, ...]
    claimed_at: datetime
    today: date

    def is_under_way(self, now: datetime) -> bool:
        """Whether a run may be at it at this moment, so that an answer may still come."""
        return abs(now - self.claimed_at) < _UNDER_WAY


class Failure(NamedTuple):
    """An address whose last mail was not accepted, for what reason, since when and how often."""

    recipient: str
    message_id: str
    reason: str
    since: datetime
    at: datetime
    times: int


class Summary(NamedTuple):
    """How many mails were accepted, and when it was last used.

    Attributes:
        last_today: the latest day that any run claimed a mail on: today lies before it when the clock has jumped back.
    """

    accepted: int
    last_accepted: datetime | None
    last_today: date | None


def instant_column(now: datetime) -> str:
    """An instant; all are kept in one zone, so that they can be compared as text."""
    return now.astimezone(CHINA).isoformat(timespec="seconds")


def entry_columns(message: int, address: str, entry: Entry) -> dict[str, str | int]:
    """One thing told, by the columns of `records`."""
    key = entry.key
    return {
        "message": message,
        "recipient": address,
        "plan": key.plan,
        "committee": key.committee,
        "event": _event_column(key),
        **name_columns(key),
        "which": entry.which,
        "day": entry.day.isoformat() if entry.day else "",
        "lead": entry.lead,
    }


def _event_column(key: MilestoneKey) -> str:
    """The event; of a stage, with the stage's name."""
    return f"{key.event}:{key.stage}" if key.stage else key.event


def name_columns(key: MilestoneKey) -> dict[str, str | int]:
    """What tells a milestone of a committee from others of the same event."""
    return {"audience": key.audience or "", "batch": key.batch or 0}


def read_day(text: str) -> date | None:
    """A day; empty = None.

    Raises:
        ValueError: it is none.
    """
    return date.fromisoformat(text) if text else None


def read_instant(text: str) -> datetime:
    """An instant with its zone.

    Raises:
        ValueError: it is none, or has no zone.
        OverflowError: it lies beyond all calendars.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant.astimezone(CHINA)


@lru_cache(maxsize=4096)
def read_mark(plan: str, committee: str, event: str, audience: str, batch: int, which: str) -> Mark:
    """A milestone and which of its days.

    Raises:
        ValueError: there is no such event or day, the plan has no year, or the committee no key.
    """
    region, _, year = plan.rpartition("/")
    event, _, stage = event.partition(":")
    if event not in LABELS or bool(stage) != (event == "stage"):
        raise ValueError(event)
    if which not in ("safe", "last") or not committee or committee.isdecimal():
        raise ValueError(event, which)
    return MilestoneKey(region, int(year), committee, event, audience or None, batch or None, stage), which


def read_lead(text: str) -> str:
    """A lead time as `Item.lead_text` writes it.

    Raises:
        ValueError: it is none.
    """
    if not _LEAD.fullmatch(text):
        raise ValueError(text)
    return text
