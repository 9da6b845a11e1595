"""The servers' authority is trusted, as the environment may say."""

from __future__ import annotations

from pathlib import Path

import pytest
from mail_server import write_authority


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_authority(tmp_path_factory.mktemp("authority") / "authority.pem")


@pytest.fixture(autouse=True)
def _trust(authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
