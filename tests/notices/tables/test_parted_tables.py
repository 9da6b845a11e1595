"""Several tables in one grid."""

from __future__ import annotations

import pytest
from drawn_grid import drawn_grid, drawn_paper
from sample_notice import BODY, HEADER, KEYS, ROWS

from zhicheng_cli.notices.importing import Imported, import_notice

H = list(HEADER)
BLANK = [""] * 7
CONTACTS = ["序号", "专业科目", "主管部门", "联系人", "联系电话", "", "", ""]
TITLES = ("技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师")


def imported(rows: list[list[str]]) -> Imported:
    return import_notice([drawn_paper(*BODY.splitlines(), drawn_grid(rows))], TITLES)


def printed(result: Imported) -> list[tuple[str, ...]]:
    return [tuple(row.printed[key] for key in KEYS[1:]) for row in result.rows]


def test_contacts_below_a_plan_are_no_rows_of_it() -> None:
    below = [["附件2", *BLANK], CONTACTS, ["1", "甲类", "市甲局", "某甲", "5550606", "", "", ""]]
    result = imported([H, *map(list, ROWS), *below])
    assert printed(result) == [row[1:] for row in ROWS]
    assert [tuple(one) for one in result.contacts] == [(1, "甲类", "市甲局", "某甲", "5550606")]
    assert result.findings == ()


def test_contacts_with_a_blank_column_at_the_right_keep_their_phones() -> None:
    plan = drawn_grid([H, *map(list, ROWS)])
    contacts = drawn_grid([CONTACTS, ["1", "甲类", "市甲局", "某甲", "5550606", "", "", ""]], 2)
    result = import_notice([drawn_paper(*BODY.splitlines(), plan, "附件2", contacts)], TITLES)
    assert [tuple(one) for one in result.contacts] == [(1, "甲类", "市甲局", "某甲", "5550606")]


def test_numbers_that_begin_again_below_a_caption_are_another_table() -> None:
    second = [["1", *ROWS[2][1:]], ["2", *ROWS[3][1:]]]
    result = imported([H, *map(list, ROWS[:2]), ["二、中级", *BLANK], H, *second])
    assert [(row.table, row.no) for row in result.rows] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert printed(result) == [row[1:] for row in ROWS[:4]]


def test_numbers_that_begin_again_below_a_caption_without_a_header_are_another_table() -> None:
    second = [["1", *ROWS[2][1:]], ["2", *ROWS[3][1:]], ["三、其他", *BLANK], ["1", *ROWS[4][1:]]]
    result = imported([H, ["一、高级", *BLANK], *map(list, ROWS[:2]), ["二、中级", *BLANK], *second])
    assert [(row.table, row.no) for row in result.rows] == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]
    assert printed(result) == [row[1:] for row in ROWS]
    assert [one.code for one in result.findings] == ["N420"]


@pytest.mark.parametrize("caption", [["二、中级", *BLANK], ["咨询电话：5550909", *BLANK]])
def test_numbers_that_go_on_below_a_caption_are_the_same_table(caption: list[str]) -> None:
    result = imported([H, *map(list, ROWS[:2]), caption, H, *map(list, ROWS[2:])])
    assert [(row.table, row.no) for row in result.rows] == [(1, number) for number in range(1, 6)]
    assert printed(result) == [row[1:] for row in ROWS]


@pytest.mark.parametrize("caption", ["2030年度样例市评审工作计划", "往年评审工作计划（供参考）"])
@pytest.mark.parametrize("columns", [slice(None), slice(1, None)])
def test_the_plan_of_another_year_below_is_left_out_and_told(caption: str, columns: slice) -> None:
    old = [[*row[:4], "1月", *row[5:]] for row in ROWS]
    whole = [H, *map(list, ROWS), [caption, *BLANK], H, *old]
    result = imported([row[columns] if row[0] != caption else [caption, *row[1:]][: len(H[columns])] for row in whole])
    assert printed(result) == [row[1:] for row in ROWS]
    assert [(one.code, one.row) for one in result.findings] == [("W420", None)]


def test_rows_without_numbers_and_days_are_no_headers() -> None:
    rows = [
        list(row[1:]) for row in (H, *ROWS, ("", "市甲评审委员会", "工程师、助理工程师", "", "待定", "市甲局", "", ""))
    ]
    assert len(imported(rows).rows) == 6


def test_two_halves_of_a_table_beside_each_other() -> None:
    sides = [[*left, *right] for left, right in zip((H, *ROWS[:3]), (H, *ROWS[3:], [""] * 8), strict=True)]
    result = imported(sides)
    assert printed(result) == [row[1:] for row in ROWS]
    assert [(row.table, row.no) for row in result.rows] == [(1, number) for number in range(1, 6)]


@pytest.mark.parametrize(
    "numbers", ["1 2 3 4 5 6 7 8", "（1） （2） （3） （4） （5） （6） （7） （8）", "甲 乙 丙 丁 戊 己 庚 辛"]
)
def test_numbers_of_the_columns_are_no_row(numbers: str) -> None:
    result = imported([H, numbers.split(), *map(list, ROWS)])
    assert printed(result) == [row[1:] for row in ROWS]
    assert result.findings == ()
