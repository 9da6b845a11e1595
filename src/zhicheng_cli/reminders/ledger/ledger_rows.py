"""The ledger's columns as values, and values as its columns; what a sound ledger never holds is a ValueError."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.plan.milestones import LABELS
from zhicheng_cli.workdays import CHINA

from .records import CHANGE, SHOWN, Entry

_LEAD = re.compile(rf"[0-9]+[dw]|{CHANGE}|{SHOWN}")


def instant_column(now: datetime) -> str:
    """An instant; all are kept in one zone, so that they can be compared as text."""
    return now.astimezone(CHINA).isoformat(timespec="seconds")


def entry_columns(message: int, address: str, entry: Entry) -> dict[str, str | int]:
    """One thing told, as `ledger_sql.RECORD` takes it."""
    key = entry.key
    return {
        "message": message,
        "recipient": address,
        "plan": key.plan,
        "committee": key.no,
        "event": key.event,
        **name_columns(key),
        "which": entry.which,
        "day": entry.day.isoformat() if entry.day else "",
        "lead": entry.lead,
    }


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
def read_mark(plan: str, committee: int, event: str, audience: str, batch: int, which: str) -> tuple[MilestoneKey, str]:
    """A milestone and which of its days.

    Raises:
        ValueError: there is no such event or day, or the plan has no year.
    """
    region, _, year = plan.rpartition("/")
    if event not in LABELS or which not in ("safe", "last"):
        raise ValueError(event, which)
    return MilestoneKey(region, int(year), committee, event, audience or None, batch or None), which


def read_lead(text: str) -> str:
    """A lead time as `Item.lead_text` writes it.

    Raises:
        ValueError: it is none.
    """
    if not _LEAD.fullmatch(text):
        raise ValueError(text)
    return text
