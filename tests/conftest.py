"""No test touches the user's cache, ledger or settings, and none depends on the environment it runs in."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from places import TESTS
from running import Result, Run

from zhicheng_cli.cli import main

#: More are drawn, and others each time, where the environment says how many.
_MORE = os.environ.get("ZC_EXAMPLES")
settings.register_profile(
    "zc", max_examples=int(_MORE or 25), derandomize=_MORE is None, deadline=None, print_blob=False
)
settings.load_profile("zc")

#: Tests of a room whose own branches are not counted; the rooms below have tests of their own.
UNCOUNTED = TESTS / "views"


def pytest_configure(config: pytest.Config) -> None:
    """One cache for all tests, those included that read data as they are collected."""
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "ZC_CONFIG_DIR"):
        os.environ[name] = folder.name
    # Tests start the program hundreds of times: it need not be compiled each time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in ("ZC_TODAY", "ZC_DATA_DIR", "ZC_CITY", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "ZC_PAGER", "PAGER"):
        os.environ.pop(name, None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Trace only what is counted: which branches a drawn example takes is luck, and tracing doubles what it costs."""
    for item in items:
        if item.get_closest_marker("hypothesis") or UNCOUNTED in item.path.parents:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture
def zc(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; nothing but words, data and an exit code may come out."""

    def run(*arguments: object) -> Result:
        code = main(list(map(str, arguments)))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Result(code, out, err)

    return run
