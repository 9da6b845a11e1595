"""What is told to a ledger in its tests, and how it is asked and broken."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger
from zhicheng_cli.reminders.ledger.records import Entry, Mark, Told

KEY = MilestoneKey("湖州市", 2021, "建设工程-中级", "cutoff")
PLAN = "湖州市/2021"
TODAY = date(2021, 6, 1)
NOW = datetime(2021, 6, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
DAY, LATER = date(2021, 7, 1), date(2021, 7, 8)
A, B = "a@example.com", "b@example.com"
#: The system's folder in memory, where it has one: what a kill leaves there is the same, and no disk is waited for.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs signals or limits of POSIX")


def told_by(ledger: Ledger, recipient: str = A, *, plan: str = PLAN) -> dict[Mark, Told]:
    """What the ledger told, but for the numbers, of which only the order counts."""
    return {mark: one._replace(number=0) for mark, one in ledger.told(plan, recipient).items()}


def entry(
    day: date | None = DAY, lead: str = "7w", *, which: str = "safe", key: MilestoneKey = KEY, anew: bool = False
) -> Entry:
    return Entry(key, which, day, lead, anew, no=12, name="市建设工程专业中级职务评审委员会")


def claim(
    ledger: Ledger, number: int, *entries: Entry, to: str = A, today: date = TODAY, seen: int | None = None
) -> bool:
    """`seen` is the last that was told, unless another was."""
    last = max((one.number for one in ledger.told(PLAN, to).values()), default=0)
    return ledger.claim(
        f"<{number}@example.com>", to, entries, today=today, now=NOW, seen=last if seen is None else seen
    )


def tell(ledger: Ledger, number: int, *entries: Entry, to: str = A, today: date = TODAY) -> bool:
    """Claim and accept."""
    if not claim(ledger, number, *entries, to=to, today=today):
        return False
    ledger.accept(f"<{number}@example.com>", NOW, "250 ok")
    return True


def begin(path: Path) -> None:
    """A ledger in which one thing was told."""
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())


def damaged_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


def reading(path: Path) -> Ledger:
    reader = read_ledger(path)
    assert reader is not None
    return reader


def told_in(path: Path) -> dict[Mark, Told]:
    with reading(path) as reader:
        return told_by(reader)


def state(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}
