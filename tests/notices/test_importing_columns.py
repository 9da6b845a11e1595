"""Columns whose headers do not say what they hold: what stands below them does."""

from __future__ import annotations

import pytest
from drawn_grid import drawn_grid, drawn_paper
from sample_notice import BODY, HEADER, KEYS, ROWS

from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.papers.paper import Grid

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
