"""Measure `zc export ics` beside a bare icalendar script that makes the same events from values that are ready.

Usage: python tools/bench_export.py [ROUNDS]

Both are started alternately as programs of their own; the medians are compared. Nothing is asserted here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from icalendar import Calendar

GOAL = 2

BARE = """
import json, sys
from datetime import date, datetime
from icalendar import Calendar, Event

def value(kind, text):
    kinds = {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "int": int}
    return kinds.get(kind, lambda same: same)(text)

head, events = json.load(open(sys.argv[1], encoding="utf-8"))
calendar = Calendar()
for name, text in head:
    calendar.add(name, text)
for properties in events:
    event = Event()
    for name, kind, text in properties:
        event.add(name, value(kind, text))
    calendar.add_component(event)
open(sys.argv[2], "wb").write(calendar.to_ical())
"""


def main(rounds: int = 15) -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = folder / "ours.ics", folder / "theirs.ics"
        export = [sys.executable, "-m", "zhicheng_cli", "export", "ics", "-o", str(ours)]
        export += ["--year", "2021", "--today", "2021-07-01", "-q"]
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder), "PYTHONDONTWRITEBYTECODE": ""}
        _seconds(export, environment)
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        (folder / "values.json").write_text(json.dumps(_values(ours.read_bytes())), encoding="utf-8")
        bare = [sys.executable, str(folder / "bare.py"), str(folder / "values.json"), str(theirs)]
        times = []
        for _ in range(rounds):
            ours.unlink()  # or it would be read, as the edition before
            times.append((_seconds(export, environment), _seconds(bare, environment)))
        made = [len(Calendar.from_ical(file.read_bytes()).events) for file in (ours, theirs)]
    mine, other = (median(column) for column in zip(*times, strict=True))
    assert made[0] == made[1], made
    print(
        f"zc export ics, {made[0]} events: {mine / other:.2f} x a bare icalendar script (at most {GOAL})"
        f"   {mine * 1000:.0f} ms, {other * 1000:.0f} ms"
    )


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    started = perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return perf_counter() - started


def _values(content: bytes) -> tuple[list[tuple[str, str]], list[list[tuple[str, str, Any]]]]:
    calendar = Calendar.from_ical(content)
    events = [[(name, *_plain(name, value)) for name, value in event.items()] for event in calendar.events]
    return [(name, str(value)) for name, value in calendar.items()], events


def _plain(name: str, value: Any) -> tuple[str, Any]:
    if hasattr(value, "dt"):
        return type(value.dt).__name__, value.dt.isoformat()
    if name == "CATEGORIES":
        return "list", [str(one) for one in value.cats]
    return ("int", int(value)) if name == "SEQUENCE" else ("text", str(value))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
