"""`--fields`, `--sort` and lines of JSON at the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

JULY = ["--today", "2021-07-01"]


def column(out: str, at: int = 0) -> list[str]:
    return [line.split("\t")[at] for line in out.splitlines()[1:]]


def test_a_cutoff_sorts_by_its_next_day(zc: Run) -> None:
    """Row 29 has batches 4-6月 (over), 7-9月 and 10月-12月; 1, 30 and 40 end in October and November."""
    out = zc("plan", "--sort", "cutoff", "--fields", "no,batch,最迟", "--format", "tsv", *JULY).out
    rows = [tuple(line.split("\t")) for line in out.splitlines()]
    assert rows[0] == ("序号", "批次", "最迟")
    assert rows[1] == ("3", "", "2021-07-30")
    to_come = [row[2] for row in rows[1:] if row[2] > "2021-07-01"]
    assert to_come == sorted(to_come)
    assert [row[2] for row in rows[1 + len(to_come) :]][-3:] == ["", "", ""]
    assert rows[1 + len(to_come)][2] < "2021-07-01"
    assert column(out)[-3:] == ["14", "45", "46"]


def test_the_screen_sorts_by_the_same(zc: Run) -> None:
    shown = zc("upcoming", "--within", "60d", "--sort", "-no", "--all", "--format", "table", *JULY).out
    lines = [int(line.split()[0]) for line in shown.splitlines() if line[:1].isdigit() and line[2:3] == " "]
    # 附件1: 44 and 42 print 8月, 39 prints 7月; 40, 41 and 43 later months than those 60 days reach.
    assert lines[:3] == [44, 42, 39]
    # The undated ones, in a table of their own.
    assert lines[-3:] == [46, 45, 14]


def test_an_export_has_the_same_columns(zc: Run) -> None:
    out = zc("export", "md", "--fields", "no,last", "--sort", "-last", "-c", "12", "-c", "30", *JULY).out
    # 附件1: row 30 prints 10月, whose last working day is Friday the 29th.
    assert [line for line in out.splitlines() if line.startswith("| ")] == [
        "| 序号 | 最迟 |", "| --- | --- |", "| 30 | 2021-10-29 |", "| 12 | 2021-07-30 |",
    ]  # fmt: skip


def test_lines_of_json_to_a_file(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "计划.jsonl"
    assert zc("plan", "--fields", "no,last,receivers", "--sort", "-no", "-o", str(file), *JULY).code == 0
    first, *_ = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert first == {"no": 46, "last": None, "receivers": None}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["plan", "--json", "--fields", "no"], "--format jsonl"),
        (["plan", "--sort", "no", "-o", "a.json"], "--format jsonl"),
        (["plan", "--fields", "，"], "--fields 后面没有写内容"),
        (["upcoming", "--sort", ""], "--sort 后面没有写内容"),
        (["plan", "--fields", "no,nmae"], "是否想写“name”？"),
        (["export", "ics", "--sort", "no"], "--fields 和 --sort 只用于 csv、md"),
        (["export", "csv", "--fields", "nmae", "-o", "b.csv"], "是否想写“name”？"),
        (["check", "--roster", "a.xlsx", "--sort", "no", "-o", "b.xlsx"], "名册的结果写入文件，不用"),
        (["remind", "--forget", "甲", "--fields", "no"], "没有结果可以输出"),
    ],
)
def test_what_cannot_be_is_refused(
    zc: Run, words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = zc(*words)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert not [*tmp_path.iterdir()]
