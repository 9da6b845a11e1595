"""Columns whose headers do not say what they hold: what stands below them does."""

from __future__ import annotations

import pytest
from drawn_grid import drawn_grid, drawn_paper
from sample_notice import BODY, HEADER, KEYS, ROWS

from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid

TITLES = ("技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师", "高级会计师", "一级教师", "高级教师")


def imported(grid: Grid) -> Imported:
    return import_notice([drawn_paper(*BODY.splitlines(), grid)], TITLES)


def printed(result: Imported) -> list[tuple[str, ...]]:
    return [(str(row.no), *(row.printed[key] for key in KEYS[1:])) for row in result.rows]


@pytest.mark.parametrize("place", range(len(HEADER)))
def test_numbers_without_a_header_count_the_rows(place: int) -> None:
    rows = [[*row[1:]] for row in (HEADER, *ROWS)]
    for number, row in enumerate(rows):
        row.insert(place, str(number or ""))
    result = imported(drawn_grid(rows))
    assert printed(result) == list(ROWS)
    assert result.findings == ()


def test_times_below_a_header_that_names_no_time_are_a_stage() -> None:
    rows = [[*HEADER, "个人网上申报", "评价方式"], *([*row, "5月1日", "面试"] for row in ROWS)]
    result = imported(drawn_grid(rows))
    assert printed(result) == list(ROWS)
    assert all(row.stages == {"个人网上申报": "5月1日"} and row.extra == {"评价方式": "面试"} for row in result.rows)
    assert str(result.rows[0].times.stages["个人网上申报"].windows[0].latest) == "2031-05-01"


def test_words_in_a_last_column_without_a_header_are_taken_as_remarks_and_told() -> None:
    result = imported(drawn_grid([[*HEADER[:7], ""], *ROWS]))
    assert printed(result) == list(ROWS)
    assert [(one.code, one.row, one.column) for one in result.findings] == [
        ("W425", 1, "remarks"),
        ("W425", 3, "remarks"),
    ]


@pytest.mark.parametrize(("header", "told"), [("组建单位", ["receivers"]), ("联系电话", [])])
def test_another_column_stands_for_who_takes_the_papers_where_none_says_so(header: str, told: list[str]) -> None:
    result = imported(drawn_grid([[*HEADER[:5], header, *HEADER[6:]], *ROWS]))
    assert printed(result) == list(ROWS)
    assert [one.column for one in result.findings] == told


def test_a_place_beside_an_office_is_its_place() -> None:
    rows = [[*HEADER, "受理地点"], *([*row, "甲路1号" if number == 0 else ""] for number, row in enumerate(ROWS))]
    result = imported(drawn_grid(rows))
    assert printed(result) == list(ROWS)
    assert result.rows[0].receivers[0].where.place == "甲路1号"
    assert result.findings == ()


def test_a_time_below_a_bare_word_for_the_sitting_is_that_of_the_review() -> None:
    result = imported(drawn_grid([[*HEADER[:6], "评审", HEADER[7]], *ROWS]))
    assert printed(result) == list(ROWS)


def test_a_notice_without_a_plan_tells_of_the_pictures_that_were_not_read() -> None:
    paper = drawn_paper(*BODY.splitlines())._replace(doubts=(Doubt(DoubtKind.PICTURE, "计划表"),))
    result = import_notice([paper], TITLES)
    assert result.refused is not None
    assert "计划表" in result.refused.message
    assert [one.code for one in result.findings] == ["E420", "W436"]
