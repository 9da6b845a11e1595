"""A mail server, and `zc remind` beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mail_server import MailServer
from reminders.cron_runs import Cron


@pytest.fixture
def cron(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Cron]:
    with MailServer() as running:
        yield Cron(tmp_path, running, capsys)
