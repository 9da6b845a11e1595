"""Several runs at once, and runs that are killed: nothing is sent twice, nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from mail_server import STALL
from places import ROOT
from reminders.cron_runs import SEVEN_BEFORE, THREE, Cron

from zhicheng_cli.errors import OK


def start(cron: Cron) -> subprocess.Popen[bytes]:
    homes = {name: str(cron.folder) for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")}
    command = [sys.executable, "-m", "zhicheng_cli", "remind", str(cron.file), "--send", "--year", "2021"]
    return subprocess.Popen(
        [*command, "--today", SEVEN_BEFORE, "--ledger", str(cron.ledger)],
        env={**os.environ, **homes, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_runs_at_once_send_once(cron: Cron) -> None:
    people = [f"p{number}@example.com" for number in range(12)]
    cron.write("".join(f"  - {{address: {one}, wants: [{{committees: [12]}}]}}\n" for one in people))
    runs = [start(cron) for _ in range(3)]
    ends = [(run.communicate(timeout=60), run.returncode) for run in runs]
    assert [code for _, code in ends] == [OK] * 3, ends
    assert sorted(cron.recipients) == sorted(people)


@pytest.mark.skipif(sys.platform == "win32", reason="没有 SIGKILL")
@pytest.mark.parametrize(
    ("stage", "unknown"), [("RCPT", 0), ("CONTENT", 1)], ids=["before it is handed over", "before the answer"]
)
def test_a_kill_loses_nothing_and_doubles_nothing(stage: str, unknown: int, cron: Cron) -> None:
    cron.write(THREE, more="timeout: 60")
    cron.server.on(stage, STALL, recipient="b@example.com")
    run = start(cron)
    waited = time.monotonic() + 30
    while cron.server.stages.count(stage) < 2:
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < waited, cron.server.stages
        time.sleep(0.02)
    run.kill()
    run.communicate()
    assert cron.recipients == ["a@example.com"]
    # What the server took is not sent again; what was certainly not handed over is; the rest is for people.
    assert cron.send() == OK
    assert cron.recipients == ["a@example.com", *["b@example.com"] * (1 - unknown), "c@example.com"]
    assert [one["address"] for one in cron.status()["unknown"]] == ["b@example.com"] * unknown
