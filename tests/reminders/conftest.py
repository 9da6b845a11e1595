"""A mail server, and `zc remind` beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mail_server import MailServer
from reminders.cron_runs import Cron


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@pytest.fixture
def cron(tmp_path: Path, server: MailServer, capsys: pytest.CaptureFixture[str]) -> Cron:
    return Cron(tmp_path, server, capsys)
