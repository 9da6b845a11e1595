"""What people see, kept whole: UTF-8 and GBK, 60, 80 and 120 columns.

`ZC_UPDATE_GOLDEN=1 pytest tests/test_golden.py` writes the files anew; read them before you keep them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from known_data import copy_data
from places import TESTS

GOLDEN = TESTS / "golden"
#: Five whole persons, one for each route.
PERSONS = ("confirmation", "fast_track", "initial", "recommendation", "review")


SUBSCRIPTIONS = str(GOLDEN.parent.parent / "examples" / "subscriptions.yaml")


def check(person: str) -> list[str]:
    return ["check", str(GOLDEN.parent / "dossiers" / f"{person}.yaml"), "--format", "table"]


REMINDERS = ["remind", SUBSCRIPTIONS, "--dry-run", "--json", "--today", "2021-06-02"]
SCREENS = {
    "plan_july": ["plan", "--month", "7", "--format", "table"],
    "deadline_12": ["deadline", "--committee", "12", "--format", "table"],
    "show_31": ["show", "31", "--format", "table"],
    "upcoming": ["upcoming", "--within", "10d", "--format", "table"],
    "check_recommendation": check("recommendation"),
    "remind": ["remind", SUBSCRIPTIONS, "--dry-run", "--format", "table", "--today", "2021-06-02"],
}
PLAIN = {
    "plan_specialty.tsv": ["plan", "--specialty", "机械"],
    "workday_month.txt": ["workday", "--month", "2021-09", "--format", "table"],
    "contacts.md": ["contacts", "--format", "md"],
    "deadline_29.json": ["deadline", "29", "--json"],
    "deadline_29_version_1.json": ["deadline", "29", "--json", "--json-version", "1"],
    "remind.json": REMINDERS,
    "remind_version_1.json": [*REMINDERS, "--json-version", "1"],
    "explain_E302.txt": ["explain", "E302"],
    "rules_R507.txt": ["rules", "R507"],
    "rules_standard.txt": ["rules", "--standard", "工程", "--format", "table"],
    "check_all.txt": [*check("recommendation"), "--all"],
    **{f"check_{person}.txt": check(person) for person in PERSONS if person != "recommendation"},
}


def printed(arguments: list[str], columns: int, encoding: str, cache: Path) -> bytes:
    environment = {
        **os.environ,
        "COLUMNS": str(columns),
        "PYTHONIOENCODING": encoding,
        "ZC_TODAY": "2021-07-01",
        "ZC_DATA_DIR": str(cache / "data"),
        "XDG_CACHE_HOME": str(cache),
        "XDG_STATE_HOME": str(cache),
        "LOCALAPPDATA": str(cache),
    }
    command = [sys.executable, "-m", "zhicheng_cli", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    # 1 is the answer of a check that somebody does not pass.
    assert done.returncode in ((0, 1) if arguments[0] == "check" else (0,))
    return done.stdout


def compare(name: str, got: bytes) -> None:
    file = GOLDEN / name
    if os.environ.get("ZC_UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(got)
    assert got == file.read_bytes()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty one, with the data as the tests know them beside it."""
    folder = tmp_path_factory.mktemp("cache")
    copy_data(folder)
    return folder


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_screens(name: str, columns: int, cache: Path) -> None:
    compare(f"{name}_{columns}.txt", printed(SCREENS[name], columns, "utf-8", cache))


@pytest.mark.parametrize("name", SCREENS)
def test_screens_on_a_gbk_console(name: str, cache: Path) -> None:
    got = printed(SCREENS[name], 80, "gbk", cache)
    compare(f"{name}_gbk.txt", got)
    # Lines of a box are two cells wide there; and nothing was lost on the way.
    text = got.decode("gbk")
    assert "─" not in text
    assert "?" not in text


@pytest.mark.parametrize("name", PLAIN)
def test_data(name: str, cache: Path) -> None:
    compare(name, printed(PLAIN[name], 80, "utf-8", cache))
