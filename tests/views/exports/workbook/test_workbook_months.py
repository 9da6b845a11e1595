"""The year at a glance: a sign and a colour for each month of a committee."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from views.exports.workbook.sample_workbooks import Row, alone, cells, milestones, one_committee, opened, rows

from zhicheng_cli.plan.dataset import Dataset

SIGNS = {"截": "F4B084", "审": "A9D08E", "报": "9DC3E6", "收": "FCE4D6", "公": "FFE699", "？": "E7E6E6"}


def months(row: Row) -> dict[int, str]:
    return {month: row[f"{month}月"] for month in range(1, 13) if row[f"{month}月"]}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (12, {7: "截", 8: "报", 9: "报审"}),
        (18, {7: "截"}),
        (29, {4: "收", 5: "收", 6: "截", 7: "收审", 8: "收", 9: "截", 10: "收审", 11: "收", 12: "截审"}),
        (31, {9: "截", 10: "截", 11: "报", 12: "报审"}),
        (34, {6: "截", 7: "审"}),
        (14, dict.fromkeys(range(1, 13), "？")),
        (45, dict.fromkeys(range(1, 13), "？")),
    ],
)
def test_the_year_at_a_glance(book: Any, number: int, expected: dict[int, str]) -> None:
    assert months(milestones(book, number)[0]) == expected


def test_each_milestone_has_its_own_bar(book: Any) -> None:
    bars = {row["节点"]: months(row) for row in milestones(book, 12)[1:]}
    assert bars == {
        "单位内部公示": {6: "公", 7: "公"},
        "材料接收截止": {7: "截"},
        "评前公示": {},
        "评前报告": {8: "报", 9: "报"},
        "预计评审": {9: "审"},
        "结果公示": {},
        "结果备案": {},
    }


def test_signs_and_colours_say_the_same(book: Any) -> None:
    """A cut-off gives a month its colour, else the review: read off paper, the letters alone are enough."""
    weight = "截审报收公？"
    seen = set()
    for row in cells(book["里程碑"]):
        for month in range(1, 13):
            cell = row[f"{month}月"]
            fill = cell.fill.fgColor.rgb[-6:] if cell.fill.patternType == "solid" else None
            assert fill == (SIGNS[min(cell.value, key=weight.index)] if cell.value else None)
            seen |= set(cell.value or "")
    assert seen == set(SIGNS)


def test_the_legend_shows_each_sign_in_its_colour(book: Any) -> None:
    legend = {row[0].value: row[0].fill.fgColor.rgb[-6:] for row in book["说明"].iter_rows() if row[0].value in SIGNS}
    assert legend == SIGNS


def test_the_months_from_the_first_that_may_close_are_those_of_the_cutoff(data: Dataset) -> None:
    """Papers from July; the day of closing may lie in September or in October."""
    plan, committee = one_committee(data)
    window = committee.cutoff.windows[0]._replace(
        opens=date(2021, 7, 1), earliest=date(2021, 9, 1), latest=date(2021, 10, 31)
    )
    committee = committee._replace(cutoff=committee.cutoff._replace(windows=(window,)))
    found = {row["节点"]: row for row in rows(opened(alone(plan, committee, data.calendar))["里程碑"])}
    assert months(found["材料接收截止"]) == {7: "收", 8: "收", 9: "截", 10: "截"}


def test_the_key_to_the_signs_stands_above_their_table(book: Any) -> None:
    sheet = book["里程碑"]
    assert [cell.value for cell in sheet[1] if cell.value] == [sheet["A1"].value]
    for sign, meaning in {
        "截": "材料接收截止",
        "审": "预计评审",
        "报": "评前报告",
        "收": "接收材料",
        "公": "单位内部公示",
        "？": "没有印日期",
    }.items():
        assert f"{sign}＝{meaning}" in sheet["A1"].value


def test_what_falls_into_another_year_does_not_vanish(data: Dataset) -> None:
    plan, committee = one_committee(data, cutoff="12月", review="次年1月")
    year, *found = rows(opened(alone(plan, committee, data.calendar))["里程碑"])
    assert months(year) == {12: "截报"}
    assert year["其他年份"] == "2022年1月 报审"
    assert {row["节点"]: row["其他年份"] for row in found}["预计评审"] == "2022年1月 审"


def test_a_review_in_its_year_does_not_hide_that_the_cutoff_is_not_known(data: Dataset) -> None:
    plan, committee = one_committee(data, cutoff="待定", review="9月")
    year = rows(opened(alone(plan, committee, data.calendar))["里程碑"])[0]
    assert months(year) == dict.fromkeys(range(1, 13), "？") | {8: "报", 9: "报审"}
    assert year["说明"] == "截止：通知写的是待定"
