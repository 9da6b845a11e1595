"""A roster of three hundred persons, and its result."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from applicant.roster.sample_results import check, write_csv
from make_roster import make

from zhicheng_cli.errors import FINDINGS


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """A heading and three hundred persons."""
    path = tmp_path_factory.mktemp("made") / "roster.csv"
    make(path, 300)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def result(rows: list[list[str]], tmp_path: Path) -> Path:
    """The result of the three hundred."""
    path = tmp_path / "result.csv"
    assert check(write_csv(tmp_path / "roster.csv", rows), path) == FINDINGS
    return path
