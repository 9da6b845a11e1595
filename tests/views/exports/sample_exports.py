"""What several tests of exports need: a changed plan, the events of a calendar."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
from known_data import copy_data
from places import ROOT

JULY = ("--year", "2021", "--today", "2021-07-01")
Printed = pytest.CaptureFixture[str]


def events(file: Path) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(file.read_bytes()).events


def statuses(file: Path) -> set[str]:
    return {str(one["STATUS"]) for one in events(file)}


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def plan_with(folder: Path, cutoff: str) -> Path:
    """The data, with another cut-off in row 12."""

    def change(plan: str) -> str:
        head, row = plan.split("\n  - no: 12\n")
        return head + "\n  - no: 12\n" + row.replace("cutoff: 7月\n", f"cutoff: {cutoff}\n", 1)

    return plan_changed(folder, change)


def plan_changed(folder: Path, change: Callable[[str], str]) -> Path:
    """The data, with the plan changed."""
    data = copy_data(folder)
    plan = data / "plan_2021.yaml"
    plan.write_text(change(plan.read_text(encoding="utf-8")), encoding="utf-8")
    return data
