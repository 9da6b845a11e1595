"""Measure what reminding costs: mails composed, sent and recorded, beside a bare smtplib loop.

Usage: python tools/bench_mail.py [ROUNDS [PORT]]

The same mails go alternately both ways over one connection each time; the medians are compared. Without PORT, that of a
mail server on this machine, they go to one in a process of its own, which only takes them. Ours finds what is due,
composes every mail, claims it before and records it after, and each of the two is on the disk before it goes on; the
bare loop has its mails ready.
"""

from __future__ import annotations

import smtplib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.reminders.delivery.smtp import SmtpTransport
from zhicheng_cli.reminders.delivery.transport import SendOutcome
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger
from zhicheng_cli.reminders.running import Edition, Run, deliver
from zhicheng_cli.reminders.subscriptions.subscriptions import (
    DAYS,
    MILESTONES,
    Mailbox,
    Smtp,
    Subscriber,
    Subscriptions,
    Want,
)
from zhicheng_cli.reminders.subscriptions.wants import Wanted

MAILS = 500
GOAL = 0.5
HOST, SENDER = "127.0.0.1", Mailbox("office@example.com", "样例办公室")
TODAY = date(2021, 6, 24)
LEADS = (Lead(7, workdays=True), Lead(30, workdays=False))
#: Each of them makes another mail, of two milestones and more.
WANTS = (
    Want(filters=Filters(specialty="建筑")),
    Want(filters=Filters(specialty="机械")),
    Want(filters=Filters(specialty="纺织", level="中级")),
    Want(committees=(12, 34)),
)

SERVER = f"""
import socket, sys
from aiosmtpd.controller import Controller

class Handler:
    async def handle_DATA(self, server, session, envelope):
        return "250 2.0.0 queued"

with socket.socket() as one:
    one.bind(("{HOST}", 0))
    port = one.getsockname()[1]
controller = Controller(Handler(), hostname="{HOST}", port=port, server_hostname="mail.example.com")
controller.start()
print(port, flush=True)
sys.stdin.read()
controller.stop()
"""


class Rates(NamedTuple):
    """Mails in a second, medians of all rounds."""

    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        """Ours as a part of the bare loop's."""
        return self.ours / self.bare


def make_run() -> Run:
    """A day's run for many people with names, who want a few different things."""
    data = Dataset(year=2021, today=TODAY)
    people = tuple(
        Subscriber(Mailbox(f"p{no}@example.com", f"样例{no}"), (WANTS[no % len(WANTS)],), MILESTONES, LEADS, DAYS)
        for no in range(MAILS)
    )
    file = Subscriptions(SENDER, Smtp(HOST, 0, "none"), None, people)
    return Run(file, (Edition(data.plan, Wanted(data.search, data.calendar), data.calendar),), TODAY)


def _bare(port: int, messages: list[EmailMessage]) -> None:
    with smtplib.SMTP(HOST, port) as server:
        for message in messages:
            server.send_message(message, SENDER.address, [message["To"].addresses[0].addr_spec])


def _ours(port: int, run: Run) -> None:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        with SmtpTransport(Smtp(HOST, port, "none"), None) as transport:
            run = run._replace(ledger=ledger)
            for _, sent in deliver(run, ledger, transport, run.letters(), lambda: datetime.now(UTC)):
                assert sent.outcome is SendOutcome.ACCEPTED, sent
        assert ledger.summary().accepted == MAILS


@contextmanager
def _server() -> Iterator[int]:
    """The port of a server in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.communicate()


def _rate(way: Callable[[], None]) -> float:
    start = perf_counter()
    way()
    return MAILS / (perf_counter() - start)


def measure(rounds: int, port: int | None) -> Rates:
    """Both ways so many times, alternately, after one round that does not count."""
    run = make_run()
    write = run.writer()
    messages = [write(due, datetime.now(UTC)) for due in run.letters()]
    ours, bare = [], []
    with _server() if port is None else nullcontext(port) as place:
        for _ in range(rounds + 1):
            ours.append(_rate(lambda: _ours(place, run)))
            bare.append(_rate(lambda: _bare(place, messages)))
    return Rates(median(ours[1:]), median(bare[1:]))


def main(rounds: int = 7, port: int | None = None) -> None:
    """Print both rates and their ratio."""
    rates = measure(rounds, port)
    print(
        f"{MAILS} mails over one connection: {rates.ours:.0f}/s composed and recorded, {rates.bare:.0f}/s bare smtplib"
    )
    print(f"ratio {rates.ratio:.2f} (goal ≥ {GOAL})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
