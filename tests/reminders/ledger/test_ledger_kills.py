"""Several processes, kills and full disks: nothing is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from reminders.ledger.ledger_samples import KEY, POSIX, entry, tell, told_by, told_in

from zhicheng_cli.errors import TEMPORARY_FAILURE, USAGE, ZcError
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger

CHILD = """
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger
from zhicheng_cli.reminders.ledger.records import Entry
path, now, today = Path(sys.argv[1]), datetime(2021, 6, 1, tzinfo=timezone.utc), date(2021, 6, 1)

def claim(ledger, number, name):
    entries = [Entry(MilestoneKey("湖州市", 2021, f"甲{number}", "cutoff"), "safe", date(2021, 7, 1), "7w")]
    return ledger.claim(f"<{number}.{name}@x>", "a@example.com", entries, today=today, now=now, seen=0)
"""


def child(path: Path, code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD + code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_of_several_processes_exactly_one_gets_each_claim(path: Path) -> None:
    """They also make the ledger together: whoever is first, no other replaces it."""
    racing = """
print("ready", flush=True)
input()
with open_ledger(path) as ledger:
    for number in range(60):
        name = f"{sys.argv[0]}-{id(ledger)}"
        if claim(ledger, number, name):
            print(number)
            ledger.accept(f"<{number}.{name}@x>", now, "250")
"""
    children = [child(path, racing) for _ in range(3)]
    for one in children:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in children:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    won = [int(number) for one in children for number in one.communicate(timeout=60)[0].split()]
    assert [one.returncode for one in children] == [0, 0, 0]
    assert sorted(won) == list(range(60))
    assert [one.name for one in path.parent.iterdir()] == ["ledger.db"]


@POSIX
@pytest.mark.parametrize("lines", [1, 2, 3, 40, 41, 42])
def test_a_kill_at_any_point_loses_nothing(path: Path, lines: int) -> None:
    working = """
with open_ledger(path) as ledger:
    for number in range(1_000_000):
        print("claiming", number, flush=True)
        claim(ledger, number, "x")
        print("claimed", number, flush=True)
        ledger.accept(f"<{number}.x@x>", now, "250")
        print("accepted", number, flush=True)
"""
    one = child(path, working)
    assert one.stdout is not None
    said = [one.stdout.readline() for _ in range(lines)]
    one.send_signal(signal.SIGKILL)
    said += one.stdout.read().splitlines(keepends=True)
    one.communicate()
    steps = [(word, int(number)) for word, number in (line.split() for line in said if line.endswith("\n"))]
    with open_ledger(path) as ledger:
        told = {int(key.committee[1:]) for key, _ in told_by(ledger)}
        unknown = {int(each.entries[0].key.committee[1:]) for each in ledger.unknown()}
    claimed, accepted = ({number for word, number in steps if word == one} for one in ("claimed", "accepted"))
    last = steps[-1][1]
    assert claimed <= told
    assert told - claimed <= {last}
    assert accepted <= told - unknown
    assert unknown <= {last}


@POSIX
def test_a_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    filling = """
import resource
with open_ledger(path) as ledger:
    ledger._database.execute("PRAGMA wal_autocheckpoint = 4")
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    try:
        for number in range(100_000):
            if claim(ledger, number, "x"):
                ledger.accept(f"<{number}.x@x>", now, "250")
                print(number)
    except ZcError as error:
        print(error.exit_code, error)
"""
    out, _ = child(path, filling).communicate(timeout=60)
    *numbers, error = out.splitlines()
    assert len(numbers) > 10
    assert error.startswith("2 ")
    assert "磁盘" in error
    told = {int(key.committee[1:]) for key, _ in told_in(path)}
    assert {int(one) for one in numbers} <= told
    assert len(told) <= len(numbers) + 1


FILLING_UP = """
for size in range(0, 80, 4):
    for one in path.iterdir():
        one.unlink()
    if size:
        (path / "fill").write_bytes(b"x" * 1024 * size)
    try:
        open_ledger(path / "ledger.db").close()
        said = ""
    except ZcError as error:
        said = error.message
    standing = (path / "ledger.db").exists()
    (path / "fill").unlink(missing_ok=True)
    with open_ledger(path / "ledger.db") as ledger:
        ledger.check()
        print(size, int(standing), "full" if "磁盘已满" in said else said)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small disk of its own")
def test_a_disk_that_is_full_when_the_ledger_is_made_leaves_nothing_broken(tmp_path: Path) -> None:
    small = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=80k tmpfs "$0" && exec "$@"', str(tmp_path)]
    if subprocess.run([*small, "true"], stderr=subprocess.DEVNULL, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    command = [*small, sys.executable, "-c", CHILD + FILLING_UP, str(tmp_path)]
    out = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.splitlines()
    assert [line.split()[0] for line in out] == [str(size) for size in range(0, 80, 4)]
    assert out[0] == "0 1 "
    assert out[-1] == "76 0 full"
    assert {line.partition(" ")[2] for line in out} == {"1 ", "1 full", "0 full"}


def test_a_full_database_is_said_and_the_claim_is_taken_back(ledger: Ledger) -> None:
    ledger._database.execute("PRAGMA max_page_count = 12")
    with pytest.raises(ZcError, match="磁盘已满") as caught:
        any(not tell(ledger, number, entry(lead=f"{number}d")) for number in range(1000))
    assert caught.value.exit_code == USAGE
    told = told_by(ledger)[KEY, "safe"].leads
    ledger._database.execute("PRAGMA max_page_count = 1000")
    assert len(told) == ledger.summary().accepted + len(ledger.unknown())
    assert tell(ledger, 1001, entry(lead="1001d"))


@pytest.mark.usefixtures("impatient")
def test_locked_too_long_is_a_temporary_failure(path: Path) -> None:
    with open_ledger(path) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ZcError, match="占用") as caught:
            tell(ledger, 1, entry())
        assert caught.value.exit_code == TEMPORARY_FAILURE
        other.execute("ROLLBACK")
        assert tell(ledger, 1, entry())
