"""Measure what certainty costs: mails through delivery and ledger, beside a bare smtplib loop.

Usage: python tools/bench_mail.py [ROUNDS]

The same messages go alternately both ways to a mail server on loopback, in a process of its own, over one connection
each time; the medians are compared. Ours claims every mail before and records it after, and each of the two is on the
disk before it goes on.
"""

from __future__ import annotations

import smtplib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.reminders.delivery.smtp import SmtpTransport
from zhicheng_cli.reminders.delivery.transport import SendOutcome
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger
from zhicheng_cli.reminders.ledger.records import Entry
from zhicheng_cli.reminders.subscriptions.subscriptions import Smtp

MAILS = 500
GOAL = 0.7
HOST, SENDER = "127.0.0.1", "office@example.com"
TODAY, DAY = date(2021, 6, 1), date(2021, 7, 1)

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


def make_messages() -> list[EmailMessage]:
    """Mails as reminders are: text, HTML and a calendar, each to somebody else."""
    return [_message(number) for number in range(MAILS)]


def _message(number: int) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"] = SENDER, f"p{number}@example.com"
    message["Subject"] = "截止提醒：市建设工程专业中级职务评审委员会 7月1日"
    message["Message-ID"] = f"<{number}@example.com>"
    message.set_content("材料接收截止：7月，稳妥 2021年7月1日，最迟 2021年7月30日。\n" * 12, cte="base64")
    message.add_alternative("<p>材料接收截止：<b>7月</b>，稳妥 2021年7月1日。</p>\n" * 24, "html", cte="base64")
    calendar = b"BEGIN:VCALENDAR\r\n" + b"DESCRIPTION:0123456789\r\n" * 60 + b"END:VCALENDAR\r\n"
    message.add_attachment(calendar, "text", "calendar", filename="plan.ics", cte="base64")
    return message


def _bare(port: int, messages: list[EmailMessage]) -> None:
    with smtplib.SMTP(HOST, port) as server:
        for message in messages:
            server.send_message(message, SENDER, [message["To"]])


def _ours(port: int, messages: list[EmailMessage]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        with SmtpTransport(Smtp(HOST, port, "none"), None) as transport:
            for number, message in enumerate(messages):
                name, recipient = str(message["Message-ID"]), str(message["To"])

                def claim(name: str = name, recipient: str = recipient, number: int = number) -> bool:
                    return ledger.claim(name, recipient, _entries(number), today=TODAY, now=datetime.now(UTC), seen=0)

                sent = transport.send(message, SENDER, recipient, claim)
                assert sent.outcome is SendOutcome.ACCEPTED
                ledger.accept(name, datetime.now(UTC), sent.reply)
        assert ledger.summary().accepted == MAILS


def _entries(number: int) -> list[Entry]:
    key = MilestoneKey("湖州市", 2021, f"甲{number % 46}", "cutoff")
    return [Entry(key, "safe", DAY, "7w"), Entry(key, "last", DAY, "30d"), Entry(key, "safe", DAY, "change")]


@contextmanager
def _server() -> Iterator[int]:
    """The port of a server in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.communicate()


def _rate(way: Callable[[int, list[EmailMessage]], None], port: int, messages: list[EmailMessage]) -> float:
    start = perf_counter()
    way(port, messages)
    return MAILS / (perf_counter() - start)


def measure(rounds: int) -> Rates:
    """Both ways so many times, alternately, after one round that does not count."""
    messages = make_messages()
    ours, bare = [], []
    with _server() as port:
        for _ in range(rounds + 1):
            ours.append(_rate(_ours, port, messages))
            bare.append(_rate(_bare, port, messages))
    return Rates(median(ours[1:]), median(bare[1:]))


def main() -> None:
    """Print both rates and their ratio."""
    rates = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
    print(f"{MAILS} mails over one connection: {rates.ours:.0f}/s with ledger, {rates.bare:.0f}/s bare smtplib")
    print(f"ratio {rates.ratio:.2f} (goal ≥ {GOAL})")


if __name__ == "__main__":
    main()
