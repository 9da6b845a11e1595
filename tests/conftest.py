"""No test touches the user's cache or ledger, and none depends on the environment it runs in."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from running import Result, Run

from zhicheng_cli.cli import main

settings.register_profile("zc", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("zc")


def pytest_configure(config: pytest.Config) -> None:
    """One cache for all tests, those included that read data as they are collected."""
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        os.environ[name] = folder.name
    # Tests start the program hundreds of times: it need not be compiled each time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in ("ZC_TODAY", "ZC_DATA_DIR", "ZC_CITY", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        os.environ.pop(name, None)


@pytest.fixture
def zc(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; nothing but words, data and an exit code may come out."""

    def run(*arguments: object) -> Result:
        code = main(list(map(str, arguments)))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Result(code, out, err)

    return run
