"""Measure what is due: ten thousand subscribers, all committees and milestones, and the memory that it takes.

Usage: python tools/bench_due.py [SUBSCRIBERS]

The subscriptions differ: half want everything, half by specialty, level, receiver or number; the lead times are of
fifty kinds. Measured with nothing told before, and with a ledger that knows each of them. Nothing is asserted here.
"""

from __future__ import annotations

import random
import sys
import tempfile
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time

from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger
from zhicheng_cli.reminders.ledger.records import Entry
from zhicheng_cli.reminders.running import Edition, Run
from zhicheng_cli.reminders.subscriptions.subscriptions import (
    DAYS,
    MILESTONES,
    Mailbox,
    Sendmail,
    Subscriber,
    Subscriptions,
    Want,
)
from zhicheng_cli.reminders.subscriptions.wants import Wanted

SECONDS = 1
TODAY = date(2021, 6, 24)


def subscribers(count: int, data: Dataset) -> tuple[Subscriber, ...]:
    """As many people, who want different things."""
    chance = random.Random(57)
    leads = [tuple({Lead(chance.randint(1, 60), chance.random() < 0.5) for _ in range(4)}) for _ in range(50)]
    words = sorted({word for one in data.plan.committees for word in one.specialties})
    numbers = [one.no for one in data.plan.committees]

    def wants() -> tuple[Want, ...]:
        kinds = (
            Want(filters=Filters(specialty=chance.choice(words))),
            Want(committees=tuple(chance.sample(numbers, 3))),
            Want(filters=Filters(level=chance.choice(("初级", "中级", "高级")))),
        )
        return () if chance.random() < 0.5 else (chance.choice(kinds),)

    return tuple(
        Subscriber(Mailbox(f"p{number}@example.com"), wants(), MILESTONES, chance.choice(leads), DAYS)
        for number in range(count)
    )


def main(count: int = 10_000) -> None:
    """Print times and memory."""
    data = Dataset(year=2021, today=TODAY)
    people = subscribers(count, data)
    file = Subscriptions(Mailbox("office@example.com"), Sendmail(("true",)), None, people)
    run = Run(file, (Edition(data.plan, Wanted(data.search, data.calendar), data.calendar),), TODAY)
    _report("due, nothing told before", run)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.sqlite3") as ledger:
        now = datetime(2021, 6, 1, tzinfo=UTC)
        for due in run.letters():
            entries = [Entry(one.key, one.which, one.day, one.lead_text) for one in due.letter.items[:4]]
            ledger.claim(due.letter.recipient, due.letter.recipient, entries, today=TODAY, now=now, seen=0)
        edition = run.editions[0]._replace(wanted=Wanted(data.search, data.calendar))
        fresh = run._replace(editions=(edition,), ledger=ledger)
        _report("due, each was told four things before", fresh)
    tracemalloc.start()
    peaks = []
    for some in (people[: count // 10], people):
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        for _ in run._replace(subscriptions=file._replace(subscribers=some)).letters():
            pass
        peaks.append(tracemalloc.get_traced_memory()[1] - before)
    few, many = (f"{peak / 1e6:.1f} MB" for peak in peaks)
    print(f"memory beyond the subscriptions: {few} for {count // 10}, {many} for {count}")


def _report(name: str, run: Run) -> None:
    started, used = perf_counter(), process_time()
    letters = items = 0
    for due in run.letters():
        letters += 1
        items += len(due.letter.items)
    took, used = perf_counter() - started, process_time() - used
    print(f"{name}: {took:.2f} s, {used:.2f} s of a core (at most {SECONDS})   {letters} letters, {items} items")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
