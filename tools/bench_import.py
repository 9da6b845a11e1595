"""Measure `zc import` of a plan with 500 rows, as Word and as PDF, beside a bare script that only reads its words.

Usage: python tools/bench_import.py [ROWS]

Each is a program of its own; its seconds and the most memory it held are printed, also for a tenth of the rows, for
memory is to stay flat. Nothing is asserted here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from notices.notice_forms import FORMS
from sample_notice import CENTRE, ENGINEERS, notice_text, table_text

#: Seconds for 500 rows on one core.
GOALS = {"docx": 3, "pdf": 20}
BARE = {
    "docx": "import docx, sys; [c.text for t in docx.Document(sys.argv[1]).tables for r in t.rows for c in r.cells]",
    "pdf": "import sys; from pdfminer.high_level import extract_text; extract_text(sys.argv[1])",
}
#: A small program of its own, or the memory of this one would count as that of the program it starts.
LAUNCH = """
import resource, subprocess, sys
assert subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode < 2
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Cost(NamedTuple):
    """What a program took: seconds, and the most megabytes it held."""

    seconds: float
    megabytes: float


def main(rows: int = 500) -> None:
    """Print what each form costs."""
    with tempfile.TemporaryDirectory() as folder:
        for form, goal in GOALS.items():
            small, large = (_notice(Path(folder), form, number) for number in (rows // 10, rows))
            command = [sys.executable, "-m", "zhicheng_cli", "import", "--json", "-q"]
            few, many = (_cost([*command, str(file)]) for file in (small, large))
            bare = _cost([sys.executable, "-c", BARE[form], str(large)])
            print(
                f"zc import, {rows} rows in .{form}: {many.seconds:.1f} s (at most {goal}), "
                f"{many.seconds / bare.seconds:.2f} x only reading its words   "
                f"{many.megabytes:.0f} MB ({few.megabytes:.0f} MB for {rows // 10} rows)"
            )


def _notice(folder: Path, form: str, number: int) -> Path:
    rows = [
        (
            str(no),
            f"市第{no}工程专业中级评审委员会",
            ENGINEERS,
            "高级工程师",
            "7月15日",
            CENTRE,
            "9月上旬",
            "桥梁、隧道",
        )
        for no in range(1, number + 1)
    ]
    file = folder / f"{number}.{form}"
    file.write_bytes(FORMS[form](notice_text(table_text(rows))))
    return file


def _cost(command: list[str]) -> Cost:
    """Run a program; one that finds something to be looked at ends with 1."""
    started = perf_counter()
    told = subprocess.run([sys.executable, "-c", LAUNCH, *command], check=True, capture_output=True, text=True)
    return Cost(perf_counter() - started, int(told.stdout) / 1024)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
