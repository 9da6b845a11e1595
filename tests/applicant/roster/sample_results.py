"""Rosters in CSV, judged, and what then stands in the result."""

from __future__ import annotations

import csv
from pathlib import Path

from zhicheng_cli.cli import main

#: The files beside a result.
BESIDE = ("reasons", "summary", "refused")


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def check(roster: Path, result: Path, *more: str) -> int:
    return main(["check", "--roster", str(roster), "-o", str(result), "--today", "2021-07-01", "-q", *more])


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def answers(result: Path) -> list[dict[str, str]]:
    """The persons of a result, each by the headings."""
    heading, *rows = read_csv(result)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def contents(result: Path) -> list[bytes]:
    return [path.read_bytes() for path in (result, *(beside(result, what) for what in BESIDE))]


def beside(result: Path, what: str) -> Path:
    return result.with_name(f"{result.stem}.{what}{result.suffix}")


def text_of(value: object) -> str:
    """A cell of a workbook or of Parquet as CSV has it."""
    return "" if value is None else str(value).removesuffix(" 00:00:00").replace("\r\n", "\n")
