"""Speed is part of the interface: what the quick commands must not import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import TESTS

HEAVY = (
    "rich",
    "jsonschema",
    "jinja2",
    "openpyxl",
    "pydantic",
    "smtplib",
    "dateutil.parser",
    "importlib.metadata",
    # A hash of the data would need OpenSSL; the cache folder is told by two variables (see `files.snapshot`).
    "hashlib",
    *(["platformdirs"] if sys.platform == "linux" else []),
    # With the data unchanged, neither the YAML nor the printed times are read again.
    "yaml",
    "zhicheng_cli.plan.periods.whole_cell",
    "zhicheng_cli.plan.checks",
    "zhicheng_cli.files.checking",
    # No finding, no file to write.
    "zhicheng_cli.files.findings",
    "zhicheng_cli.files.writing",
)
#: What a dossier costs more: its YAML is read, its form checked, its sum told.
FOR_A_DOSSIER = {"yaml", "hashlib", "zhicheng_cli.files.checking", "zhicheng_cli.files.findings"}

PROGRAM = """
import sys

from zhicheng_cli.cli import main

code = main(sys.argv[1:])
print(code, *sorted(sys.modules), sep="\\n", file=sys.stderr)
"""
NO_GARBAGE = """
import gc

from zhicheng_cli.cli import main

looked = []
gc.callbacks.append(lambda phase, info: looked.append(phase))
main(["plan", "--json", "--today", "2021-07-01"])
assert not looked, looked
"""


def modules_after(arguments: list[str], cache: Path) -> tuple[int, set[str]]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    lines = done.stderr.splitlines()
    first = next(index for index, line in enumerate(lines) if line.isdigit())
    return int(lines[first]), set(lines[first + 1 :])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["plan", "--month", "7", "--json", "--today", "2021-07-01"],
        ["deadline", "--committee", "12", "--json", "--today", "2021-07-01"],
        ["find", "机械", "工程师", "--json", "--today", "2021-07-01"],
        ["电梯", "南浔", "--today", "2021-07-01"],
    ],
)
def test_quick_commands_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    code, first = modules_after(arguments, tmp_path)
    assert code == 0
    if arguments != ["--help"]:
        # The first start validates: the guard below would see it if it happened again.
        assert "zhicheng_cli.files.checking" in first
    code, second = modules_after(arguments, tmp_path)
    assert code == 0
    assert not {name for name in HEAVY if name in second}
    assert ("zhicheng_cli.cli.frame.help" in second) == (arguments == ["--help"])


def test_a_plan_of_a_past_year_stays_quick(tmp_path: Path) -> None:
    """The line about the plan's age needs relativedelta, not the parser."""
    arguments = ["plan", "--json", "--today", "2026-11-24"]
    modules_after(arguments, tmp_path)
    _, modules = modules_after(arguments, tmp_path)
    assert "dateutil.relativedelta" in modules
    assert not {name for name in HEAVY if name in modules}


def test_a_dossier_is_judged_without_what_is_heavy(tmp_path: Path) -> None:
    dossier = TESTS / "dossiers" / "review.yaml"
    arguments = ["check", str(dossier), "--json", "--today", "2021-07-01"]
    modules_after(arguments, tmp_path)
    code, modules = modules_after(arguments, tmp_path)
    assert code == 0
    assert not {name for name in HEAVY if name in modules} - FOR_A_DOSSIER


def test_a_quick_command_looks_for_no_garbage(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    modules_after(["plan", "--json"], tmp_path)
    subprocess.run([sys.executable, "-c", NO_GARBAGE], env=environment, stdout=subprocess.DEVNULL, check=True)
