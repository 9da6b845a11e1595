"""Measure what judging a roster costs, CSV to CSV, beside the reading alone and openfisca-core, in one run.

Usage: python tools/bench_roster.py [PERSONS [SEED]]

Every figure is of a process of its own: processor time, user and system together, so that it is per core whatever else
the machine does, and the most memory that it held. openfisca-core runs in the environment whose Python is named by
ZC_OPENFISCA_PYTHON; without it that line is left out. Nothing here is asserted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench import report
from make_roster import make

TOOLS = Path(__file__).resolve().parent

_READ_BY_ARROW = """
import sys
import pyarrow as pa, pyarrow.csv as c
with open(sys.argv[1], encoding="utf-8") as file:
    names = file.readline().rstrip().split(",")
options = c.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
for batch in c.open_csv(sys.argv[1], c.ReadOptions(use_threads=False), convert_options=options):
    pass
"""
_READ_BY_CSV = """
import csv, sys
for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline="")): pass
"""


class Cost(NamedTuple):
    """What a process took: seconds of one core, MiB at most."""

    seconds: float
    memory: float


def cost(command: Sequence[str]) -> Cost:
    """Run a process to its end.

    Raises:
        RuntimeError: it failed; exit code 1 of `zc check` only says that not everyone meets everything.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    words = process.stderr.read() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code not in (0, 1) or "Traceback" in words:
        raise RuntimeError(f"{command} ended with {code}: {words}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def bench(roster: Path, persons: int, folder: Path) -> None:
    """Ours, and beside it the floor and the other."""
    zc = [sys.executable, "-m", "zhicheng_cli", "check", "-q", "--today", "2021-07-01"]
    ours = cost([*zc, "--roster", str(roster), "-o", str(folder / "result.csv")])
    rate = persons / ours.seconds
    report("all rules, CSV to CSV, persons/s", rate / 1e5, "at least 1 x 100,000", f"{rate:,.0f}/s a core")
    report("peak memory, of 200 MiB", ours.memory / 200, "less than 1", f"{ours.memory:.0f} MiB")
    for name, code in (("pyarrow.csv", _READ_BY_ARROW), ("csv.reader", _READ_BY_CSV)):
        floor = cost([sys.executable, "-c", code, str(roster)])
        told = f"{ours.seconds:.2f} s : {floor.seconds:.2f} s, {floor.memory:.0f} MiB"
        report(f"beside reading alone, {name}", ours.seconds / floor.seconds, "the floor", told)
    other = os.environ.get("ZC_OPENFISCA_PYTHON")
    if not other:
        print("openfisca-core: left out, ZC_OPENFISCA_PYTHON names no Python that has it")
        return
    theirs = cost([other, str(TOOLS / "bench_openfisca.py"), str(roster), str(folder / "openfisca.csv")])
    told = f"{ours.seconds:.2f} s : {theirs.seconds:.2f} s, {theirs.memory:.0f} MiB, for 2 of {_rules()} rules"
    report("beside openfisca-core", ours.seconds / theirs.seconds, "none", told)


def _rules() -> int:
    from zhicheng_cli.applicant.rules import all_rules

    return len(all_rules())


def main(persons: int = 1_000_000, seed: int = 1) -> None:
    """Make the roster and measure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # As installed: with bytecode, in a cache of its own.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ |= {"XDG_CACHE_HOME": name, "LOCALAPPDATA": name, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        make(folder / "roster.csv", persons, seed)
        make(folder / "small.csv", 10, seed)
        cost([sys.executable, "-m", "zhicheng_cli", "check", "-q", "--roster", str(folder / "small.csv"), "-o",
              str(folder / "small.result.csv")])  # fmt: skip
        bench(folder / "roster.csv", persons, folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
