"""Whatever door is taken, a question has one answer: the same committee first, the same days, the same verdict."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from applicant.roster.sample_results import answers, write_csv
from running import Run

#: Before any committee of the notice has closed.
MAY = ("--today", "2021-05-28")
#: How a cell of a result begins, where a row was found.
NUMBER = re.compile(r"(\d+)  ")


class Question(NamedTuple):
    """A title, a field, and the row of 附件1 that stands first; the answer of `zc match`, where there is no row."""

    title: str
    field: str
    first: int | str


QUESTIONS = [
    # printed in the notice: the field, or what it stands in
    *(Question("工程师", *one) for one in (("建筑", 12), ("园林", 12), ("水利", 8), ("电梯", 9), ("快递", 3))),
    Question("农艺师", "农学", 6),
    Question("兽医师", "兽医", 6),
    Question("工艺美术师", "工艺美术", 15),
    Question("高级经济师", "高级经济", 17),
    Question("二级律师", "律师", 16),
    Question("一级播音员", "播音", 25),
    Question("高级教师", "中学", 31),
    Question("一级教师", "小学语文", 33),
    # everyday words
    *(Question("工程师", *one) for one in (("机械", 9), ("暖通", 12), ("软件工程", 9), ("化工", 10), ("道路", 7))),
    *(Question("工程师", *one) for one in (("环保", 10), ("纺织工程", 10), ("测绘工程", 11), ("设计", 12))),
    Question("高级工程师", "土木工程", 12),
    Question("三级美术师", "美术", 27),
    # given by an examination
    *(
        Question(*one, "exam")
        for one in (("会计师", "会计"), ("经济师", "经济"), ("审计师", "审计"), ("统计师", "统计"))
    ),
    *(Question(*one, "exam") for one in (("护师", "护士"), ("主管护师", "护理"), ("主管药师", "药学"))),
]
ROWS = [one for one in QUESTIONS if isinstance(one.first, int)]
EXAMS = [one for one in QUESTIONS if one.first == "exam"]


def named(asked: Question) -> str:
    return f"{asked.title}-{asked.field}"


def days(row: dict[str, Any]) -> list[tuple[str | None, ...]]:
    """The days of a row's cut-off, in a document of any command."""
    return [_day(window) for window in row["cutoff"]["windows"]]


def _day(one: dict[str, Any]) -> tuple[str | None, ...]:
    """For whom, in which batch, and the two days."""
    return tuple(one[key] for key in ("audience", "batch", "safe", "last"))


@pytest.mark.parametrize("asked", ROWS, ids=named)
def test_the_first_committee_and_its_days(zc: Run, asked: Question) -> None:
    by = ("--title", asked.title, "--specialty", asked.field, "--json", *MAY)
    matched = zc("match", *by).json["could"]
    assert matched[0]["no"] == asked.first
    listed = {row["no"]: row for row in matched}

    found = zc("find", "--title", asked.title, asked.field, "--json", *MAY).json["committees"]
    assert [row["no"] for row in found] == list(listed)
    for row in found:
        assert days(row) == days(listed[row["no"]])
        assert row["closed"] is listed[row["no"]]["closed"] is False

    planned = zc("plan", *by).json["committees"]
    # A filter keeps what prints the word in part, too: 农业机械化 for 机械.
    assert {row["no"] for row in found if row["group"] == "main"} <= {row["no"] for row in planned} <= set(listed)
    for row in planned:
        assert days(row) == days(listed[row["no"]])


@pytest.mark.parametrize("asked", ROWS, ids=named)
def test_the_days_that_are_to_come(zc: Run, asked: Question) -> None:
    """What is near, and the milestones, have the days of the plan."""
    by = ("--title", asked.title, "--specialty", asked.field, *MAY, "--json")
    (row,) = (one for one in zc("plan", *by).json["committees"] if one["no"] == asked.first)
    near = zc("upcoming", *by, "--within", "365d").json["cutoffs"]
    milestones = zc("deadline", "-c", asked.first, *MAY, "--json").json["milestones"]
    coming = [_day(one) for one in near if one["no"] == row["no"]]
    cutoffs = [_day(one) for one in milestones if one["event"] == "cutoff"]
    assert sorted(coming, key=str) == sorted(cutoffs, key=str) == sorted(days(row), key=str)


# 语文 alone is a teacher's of any title, and 31 stands before 33.
@pytest.mark.parametrize("asked", [one for one in ROWS if one.title != "一级教师"], ids=named)
@pytest.mark.parametrize("door", [("show",), ("deadline", "-c")], ids=" ".join)
def test_a_field_for_a_committee(zc: Run, door: tuple[str, ...], asked: Question) -> None:
    """The row itself where no other is for the field, else the rows to choose from, the same one first."""
    one = zc(*door, asked.field, "--json", *MAY)
    if one.code == 0:
        assert one.json["committee"]["no"] == asked.first
    else:
        assert re.findall(r"^ +(\d+) ", one.error["message"], re.MULTILINE)[0] == str(asked.first)


@pytest.mark.parametrize("asked", EXAMS, ids=named)
def test_an_examination_is_one_everywhere(zc: Run, asked: Question) -> None:
    by = ("--title", asked.title, "--specialty", asked.field, "--json", *MAY)
    matched = zc("match", *by).json
    found = zc("find", "--title", asked.title, asked.field, "--json", *MAY).json
    assert matched["answer"] == found["answer"] == "exam"
    assert matched["could"] == []
    shown = (*found["committees"], *zc("plan", *by).json["committees"])
    assert not any(days(row) for row in shown)
    assert zc("upcoming", *by, "--within", "365d").json["cutoffs"] == []


def test_a_roster_names_no_other_committee(zc: Run, tmp_path: Path) -> None:
    """It names the first row, or, where `zc find` says that several may be meant, none; for an examination none."""
    pytest.importorskip("pyarrow")
    rows = [[f"样例{at}", asked.title, asked.field] for at, asked in enumerate(QUESTIONS)]
    roster = write_csv(tmp_path / "roster.csv", [["姓名", "申报职称", "申报专业"], *rows])
    result = tmp_path / "result.csv"
    zc("check", "--roster", roster, "-o", result, "-q", *MAY)
    told = {asked: NUMBER.match(person["评委会"]) for asked, person in zip(QUESTIONS, answers(result), strict=True)}
    wrong = {named(asked): found[1] for asked, found in told.items() if found and found[1] != str(asked.first)}
    assert wrong == {}
    for asked in ROWS:
        answer = zc("find", "--title", asked.title, asked.field, "--json", *MAY).json["answer"]
        assert answer == ("committee" if told[asked] else "several"), asked


@pytest.mark.parametrize("asked", ROWS, ids=named)
def test_the_screen_of_the_plan_begins_with_it(zc: Run, asked: Question) -> None:
    out = zc("plan", "--title", asked.title, "--specialty", asked.field, "--format", "table", *MAY).out
    # Below the line under the headings, or the only ones there are.
    rows = [int(found[1]) for line in out.splitlines() if (found := re.match(r"(\d+)  +\S", line))]
    assert rows[0] == asked.first


def test_the_plan_sets_apart_what_only_holds_the_word_and_lists_it_with_all(zc: Run) -> None:
    asked = ("plan", "--title", "工程师", "--specialty", "机械", "--format", "table", *MAY)
    out = zc(*asked).out
    # 机械 stands in 农业机械化, which is another trade.
    assert "没有印这个专业，也没有排除的（多因“等”字）：6 号" in out
    assert "\n6  " not in out
    assert "最近截止的 9 号" in out.splitlines()[0]
    assert "\n6  " in zc(*asked, "--all").out
