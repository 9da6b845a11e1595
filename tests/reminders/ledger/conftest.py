"""The place of a ledger, and one opened there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from reminders.ledger.ledger_samples import MEMORY

from zhicheng_cli.reminders.ledger import ledger_database
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger


@pytest.fixture
def path() -> Iterator[Path]:
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder) / "state" / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_database, "PATIENCE", 0.05)
