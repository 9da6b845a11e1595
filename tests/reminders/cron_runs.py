"""`zc remind` as cron runs it: a folder with subscriptions and a ledger, and a mail server."""

from __future__ import annotations

import email
import email.policy
import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from known_data import copy_data
from mail_server import MailServer

from zhicheng_cli.cli import main
from zhicheng_cli.errors import OK
from zhicheng_cli.files.bundled import load_schema

SUBSCRIBERS = """\
  - {address: a@example.com, name: 样例甲, wants: [{committees: [12]}], days: [safe]}
"""
THREE = "".join(f"  - {{address: {name}@example.com, wants: [{{committees: [12]}}], days: [safe]}}\n" for name in "abc")
#: The seventh working day before 1 July 2021, the safe day of committee 12.
SEVEN_BEFORE = "2021-06-22"


class Cron:
    """What is run in the folder, and what comes of it; the ledger is the same every time."""

    def __init__(self, folder: Path, server: MailServer, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.server, self._capsys = folder, server, capsys
        self.file, self.ledger = folder / "subscriptions.yaml", folder / "ledger.sqlite3"
        self.write()

    def write(self, subscribers: str = SUBSCRIBERS, *, more: str = "timeout: 5", port: int | None = None) -> None:
        self.file.write_text(
            f"""\
format: zc.subscriptions/1
sender: {{address: zhicheng@example.gov.cn, name: 样例发信人}}
transport: {{smtp: {{host: 127.0.0.1, port: {port or self.server.port}, security: none, {more}}}}}
subscribers:
{subscribers}""",
            encoding="utf-8",
        )

    def remind(self, *arguments: str | Path) -> int:
        return main(["remind", *map(str, arguments), "--ledger", str(self.ledger)])

    def send(self, today: str = SEVEN_BEFORE, *more: str) -> int:
        return self.remind(self.file, "--send", "--year", "2021", "--today", today, *more)

    def preview(self, *more: str, today: str = SEVEN_BEFORE) -> int:
        return self.remind(self.file, "--dry-run", "--year", "2021", "--today", today, *more)

    def said(self) -> tuple[str, str]:
        """Words on stdout and stderr since it was last asked."""
        out, err = self._capsys.readouterr()
        return out, err

    def document(self, schema: str) -> Any:
        """The JSON document said, which fits its schema."""
        document = json.loads(self.said()[0])
        Draft202012Validator(load_schema(f"output/{schema}")).validate(document)
        return document

    def status(self) -> Any:
        self.said()
        assert self.remind("--status", "--json") == OK
        return self.document("remind-status")

    @property
    def recipients(self) -> list[str]:
        return [mail.recipients[0] for mail in self.server.mails]

    @property
    def mails(self) -> list[EmailMessage]:
        return [email.message_from_bytes(mail.content, policy=email.policy.default) for mail in self.server.mails]

    @property
    def texts(self) -> list[str]:
        bodies = [mail.get_body(("plain",)) for mail in self.mails]
        return [body.get_content() for body in bodies if body is not None]


def copied(folder: Path) -> tuple[Path, str, str]:
    """A copy of the data, and its plan before and from the row of committee 12."""
    data = copy_data(folder / f"data-{len(list(folder.iterdir()))}")
    plan = (data / "plan_2021.yaml").read_text(encoding="utf-8")
    at = plan.index("\n  - no: 12\n")
    return data, plan[:at], plan[at:]


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)
