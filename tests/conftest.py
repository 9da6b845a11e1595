"""No test touches the user's cache or ledger, and none depends on the environment it runs in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from running import Result, Run

from zhicheng_cli.cli import main

settings.register_profile("zc", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("zc")


@pytest.fixture(scope="session")
def _session_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests: what lies in it counts only for the very same data."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _clean_environment(_session_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(_session_cache))
    for name in ("ZC_TODAY", "ZC_DATA_DIR", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def zc(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; nothing but words, data and an exit code may come out."""

    def run(*arguments: object) -> Result:
        code = main(list(map(str, arguments)))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Result(code, out, err)

    return run
