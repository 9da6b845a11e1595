"""Measure what start-up, working days, reading times and loading cost, as ratios taken in one run.

Usage: python tools/bench.py [ROUNDS]

Every command is started alternately with a Typer hello-world in the same environment; the medians
are compared. Nothing here is asserted: `tests/test_startup.py` guards the imports instead.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from compileall import compile_dir
from contextlib import suppress
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from timeit import Timer

import zhicheng_cli

ROOT = Path(__file__).resolve().parent.parent
DOSSIER = ROOT / "tests" / "dossiers" / "review.yaml"

HELLO = """
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def main(name: str = "world") -> None:
    print(f"hello {name}")


app()
"""

COMMANDS = (
    ("zc --help", 1.2, ["--help"]),
    ("zc plan --month 7 --json", 1.6, ["plan", "--month", "7", "--json"]),
    ("zc find 机械 工程师 --json", 1.8, ["find", "机械", "工程师", "--json", "--today", "2021-06-01"]),
    ("zc deadline --committee 12 --json", 1.6, ["deadline", "--committee", "12", "--json"]),
    ("zc plan --month 7 --format table", 2.6, ["plan", "--month", "7", "--format", "table"]),
    ("zc check DOSSIER --json", 3.0, ["check", str(DOSSIER), "--json", "--today", "2021-06-01"]),
    ("zc check DOSSIER --format table", 3.0, ["check", str(DOSSIER), "--format", "table", "--today", "2021-06-01"]),
)
#: What makes the dossier longer than 45 lines.
_LEFT_OUT = {
    "applicant": ["birth_date", "manager"],
    "employer": ["industry", "self_appointing", "kind"],
    "education": ["major", "full_time"],
    "titles": ["specialty", "how", "series"],
    "work": ["post", "specialty", "grassroots"],
    "hours": ["general", "industry"],
}
#: Expressions as notices print them, and how many of them are to be read in a second.
PERIODS = ROOT / "tests" / "plan" / "periods" / "printed_periods.csv"
A_SECOND = 20_000
#: So many dossiers, each a little other, are validated.
DOSSIERS = 1000


def run_once(command: list[str], environment: dict[str, str]) -> float:
    """Seconds from start to end of a process that finds nothing wrong."""
    start = perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def bench_commands(rounds: int) -> None:
    """Each command against the hello-world, alternating."""
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "LOCALAPPDATA": folder}
        # As installed: with bytecode, for the program as for the hello-world's Typer.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        compile_dir(Path(zhicheng_cli.__file__).parent, quiet=2)
        for name, goal, arguments in COMMANDS:
            command = [sys.executable, "-m", "zhicheng_cli", *arguments]
            base = [sys.executable, str(hello)]
            run_once(command, environment), run_once(base, environment)  # warm up; validate and stamp
            pairs = [(run_once(base, environment), run_once(command, environment)) for _ in range(rounds)]
            ours, theirs = median(pair[1] for pair in pairs), median(pair[0] for pair in pairs)
            report(name, ours / theirs, f"at most {goal}", f"{ours * 1e3:.0f} ms : {theirs * 1e3:.0f} ms hello-world")


def seconds(call: Callable[[], object], number: int) -> float:
    """The best time of one call out of fifty short series: what else the machine does hits a few of them only."""
    return min(Timer(call).repeat(50, number)) / number


def bench_workdays() -> None:
    """Working days against chinese_calendar doing the same."""
    import chinese_calendar

    from zhicheng_cli import workdays

    day = date(2021, 9, 18)
    workdays.shift(day, 1)
    for n, goal in ((7, 500), (-7, 500), (250, 10_000), (-250, 10_000)):
        ours = seconds(lambda n=n: workdays.shift(day, n), 500)  # type: ignore[misc]
        theirs = seconds(lambda n=n: chinese_calendar.find_workday(n, day), 1)  # type: ignore[misc]
        report(f"shift(day, {n:+d})", theirs / ours, f"at least {goal} x faster", _micro(ours, theirs))
    ours = seconds(lambda: workdays.is_workday(day), 500)
    theirs = seconds(lambda: chinese_calendar.is_workday(day), 10)
    report("is_workday(day)", theirs / ours, "at least 100 x faster", _micro(ours, theirs))


def bench_periods() -> None:
    """Printed times, each read anew, against so many a second as it should be."""
    from zhicheng_cli.plan.periods import PeriodError, read_period

    with PERIODS.open(encoding="utf-8", newline="") as file:
        printed = [(row["expression"], int(row["year"])) for row in csv.DictReader(file)]

    def read_all() -> None:
        for text, year in printed:
            with suppress(PeriodError):
                read_period(text, year)

    found = len(printed) / seconds(read_all, 1)
    told = f"{found:,.0f} a second of {len(printed)} expressions"
    report("read a printed time", found / A_SECOND, f"at least 1 x {A_SECOND:,} a second", told)


def bench_loading() -> None:
    """The plan with positions against yaml.safe_load without."""
    import yaml

    from zhicheng_cli.files.bundled import data_dir
    from zhicheng_cli.files.document import parse

    data = (data_dir() / "plan_2021.yaml").read_bytes()
    text = data.decode("utf-8")
    ours, theirs = seconds(lambda: parse(data, "plan"), 1), seconds(lambda: yaml.safe_load(text), 1)
    report("load the plan with positions", theirs / ours, "at least 5 x faster", _micro(ours, theirs))


def bench_dossiers() -> None:
    """Validating dossiers, rules and all, against check-jsonschema with the same schema."""
    from importlib.util import find_spec

    if find_spec("check_jsonschema") is None:
        print("check-jsonschema: left out, it is not installed (pip install '.[bench]')")
        return
    with tempfile.TemporaryDirectory() as folder:
        files = write_dossiers(Path(folder))
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "LOCALAPPDATA": folder}
        zc = [sys.executable, "-m", "zhicheng_cli", "validate", "--today", "2021-06-01"]
        other = [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--schemafile",
            str(ROOT / "schemas" / "dossier.schema.json"),
        ]
        run_once([*zc, *files[:1]], environment)  # validate and remember the data
        theirs = run_once([*other, *files], environment)
        for name, options in (("form, consistency, rules", []), ("--form-only", ["--form-only"])):
            ours = run_once([*zc, *options, *files], environment)
            told = f"{ours:.2f} s : {theirs:.2f} s check-jsonschema"
            report(f"validate {DOSSIERS} dossiers, {name}", theirs / ours, "at least 5 x faster", told)


def write_dossiers(folder: Path) -> list[str]:
    """Dossiers of 45 lines that everything is right with, no two alike."""
    import yaml

    value = yaml.safe_load(DOSSIER.read_text(encoding="utf-8"))
    del value["assessments"]
    for part, keys in _LEFT_OUT.items():
        for entry in value[part] if isinstance(value[part], list) else [value[part]]:
            for key in keys:
                del entry[key]
    names = []
    for number in range(DOSSIERS):
        value["applicant"]["name"] = f"样例{number}"
        value["hours"][0]["total"] = 96 + number % 60
        path = folder / f"{number:04}.yaml"
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
        names.append(str(path))
    return names


def _micro(ours: float, theirs: float) -> str:
    return f"{ours * 1e6:.2f} us : {theirs * 1e6:.2f} us"


def report(name: str, ratio: float, goal: str, detail: str) -> None:
    """One line."""
    print(f"{name:36} {ratio:10.2f} x   (goal: {goal}; {detail})", flush=True)


if __name__ == "__main__":
    bench_commands(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
    bench_workdays()
    bench_periods()
    bench_loading()
    bench_dossiers()
