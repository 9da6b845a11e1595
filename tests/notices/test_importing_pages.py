"""A table that goes on over pages: what its header, its merged fields and its cut rows look like there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn_grid import drawn_grid, drawn_paper
from sample_notice import BODY, HEADER, KEYS, ROWS

from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.papers.paper import Grid, Spot

H = list(HEADER)
Rows = Sequence[Sequence[str]]
CUT = ["", "", "", "", "", "", "", "、闸门"]


def imported(*pages: Rows) -> Imported:
    grids: list[Grid] = [
        drawn_grid(rows, page)._replace(spot=Spot(page=page, table=page)) for page, rows in enumerate(pages, 1)
    ]
    return import_notice([drawn_paper(*BODY.splitlines(), *grids)], ())


def printed(result: Imported) -> list[tuple[str, ...]]:
    return [(str(row.no), *(row.printed.get(key, "") for key in KEYS[1:])) for row in result.rows]


def told(result: Imported) -> set[tuple[str, int | None, str | None]]:
    return {(one.code, one.row, one.column) for one in result.findings if one.code in {"W437", "W438"}}


def turned(row: Sequence[str]) -> list[str]:
    return [row[-1], *row[:-1]]


@pytest.mark.parametrize("header", [[], [H]])
def test_the_end_of_a_cut_row_may_stand_in_the_first_column(header: Rows) -> None:
    """Remarks come first in this table; alone in a row they look like a heading."""
    below = [turned(row) for row in (*header, CUT, *ROWS[2:])]
    result = imported([turned(row) for row in (H, *ROWS[:2])], below)
    assert result.rows[1].printed["remarks"] == f"{ROWS[1][7]}、闸门"
    assert printed(result)[2:] == [*ROWS[2:]]


def test_a_part_may_have_its_columns_in_another_order() -> None:
    """The end of a row that the page has cut finds its column there."""
    result = imported([H, *ROWS[:2]], [turned(row) for row in (H, CUT, *ROWS[2:])])
    assert result.rows[1].printed["remarks"] == f"{ROWS[1][7]}、闸门"
    assert printed(result)[2:] == [*ROWS[2:]]


@pytest.mark.parametrize(("field", "spoilt"), [(7, "{}等专业"), (3, "第1页{}")])
def test_a_header_with_further_signs_among_its_own_is_known_by_its_place(field: int, spoilt: str) -> None:
    """Without lines, the end of a row that the page has cut stands in the header; a page's header may stand on it."""
    header = [*H[:field], spoilt.format("".join(f"{sign}市" for sign in H[field])), *H[field + 1 :]]
    result = imported([H, *ROWS[:2]], [header, *ROWS[2:]])
    assert printed(result) == [*ROWS]
    assert {(row, column) for code, row, column in told(result) if code == "W437"} == {
        (row, KEYS[field]) for row in (3, 4, 5)
    }


def test_a_column_of_another_part_is_not_taken_for_one_that_is_missing() -> None:
    result = imported([H, *ROWS[:2]], [[*H[:7], "收费"], *([*row[:7], "100元"] for row in ROWS[2:])])
    assert [row.printed.get("remarks") for row in result.rows] == [ROWS[0][7], ROWS[1][7], None, None, None]
    assert [row.extra for row in result.rows] == [{}, {}, *[{"收费": "100元"}] * 3]


OFFICE = "市甲局 5550101"


def receivers(result: Imported) -> list[str]:
    return [row.printed["receivers"] for row in result.rows]


def with_offices(*words: str) -> list[list[str]]:
    return [[*row[:5], office, *row[6:]] for row, office in zip(ROWS, words, strict=False)]


@pytest.mark.parametrize("header", [[], [H]])
@pytest.mark.parametrize("cut", [[], [[*CUT[:5], "^", *CUT[6:]]]])
def test_a_field_merged_over_the_page_holds_for_its_rows_there(header: Rows, cut: Rows) -> None:
    """Its words are printed once, on the page before; what is assumed is told of every row."""
    rows = with_offices(OFFICE, "^", "", "^", "市乙局 5550102")
    if cut:  # the blank begins with the end of the row that is cut
        rows[2][5] = "^"
        cut = [[*CUT[:5], "", *CUT[6:]]]
    result = imported([H, *rows[:2]], [*header, *cut, *rows[2:]])
    assert receivers(result) == [*[OFFICE] * 4, "市乙局 5550102"]
    assert {(code, row) for code, row, column in told(result) if column == "receivers"} == {("W438", 3), ("W438", 4)}


def test_a_blank_that_nothing_shows_to_be_merged_stays_blank_and_is_told() -> None:
    rows = with_offices("市丙局 5550103", OFFICE, "", OFFICE, OFFICE)
    result = imported([H, *rows[:2]], rows[2:])
    assert receivers(result)[2] == ""
    assert ("W438", 3, "receivers") in told(result)
    cut = imported([H, *rows[:2]], [CUT, *rows[2:]])
    assert receivers(cut)[2] == ""
    assert told(cut) == set()  # a line stands above it
