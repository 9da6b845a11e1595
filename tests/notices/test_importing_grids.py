"""Tables as files hold them: merged fields, headers of two levels, parts on several pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn_grid import drawn_grid, drawn_paper
from sample_notice import BODY, ENGINEERS, HEADER, KEYS, ROWS

from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Spot

H = list(HEADER)
Rows = Sequence[Sequence[str]]
TITLES = ("技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师", "高级会计师", "一级教师", "高级教师")


def imported(*grids: Grid | str) -> Imported:
    return import_notice([drawn_paper(*BODY.splitlines(), *grids)], TITLES)


def printed(result: Imported) -> list[tuple[str, ...]]:
    return [(str(row.no), *(row.printed[key] for key in KEYS[1:])) for row in result.rows]


def told(result: Imported) -> list[tuple[str, int | None, str | None]]:
    return [(one.code, one.row, one.column) for one in result.findings]


TWO_LEVELS = [
    ["序号", "评委会", "资格名称", "<", "时间安排", "<", "材料接收", "<", "备注"],
    ["^", "^", "所评", "推荐", "申报", "评审", "单位", "电话", "^"],
    ["1", "市甲评委会", ENGINEERS, "高级工程师", "6月", "8月", "市甲局", "5550101", "桥梁"],
]


@pytest.mark.parametrize("blank", ["as merged", ""])
def test_a_header_of_two_levels(blank: str) -> None:
    rows = [[one if blank else one.strip("^<") for one in row] for row in TWO_LEVELS]
    result = imported(drawn_grid(rows))
    assert printed(result) == [("1", "市甲评委会", ENGINEERS, "高级工程师", "6月", "市甲局 5550101", "8月", "桥梁")]
    assert result.findings == ()


STAGES = ["序号", "评委会名称", "评审级别", "网上申报时间", "单位审核时间", "材料报送时间", "受理单位", "联系电话"]
STAGES += ["评审时间", "地址", "申报网址", "联系人", "收费标准"]
OF_STAGES = [
    "1",
    "市甲评委会",
    "工程师",
    "5月",
    "6月",
    "6月底",
    "市甲局",
    "5550101",
    "8月",
    "甲路1号",
    "http://a.cn",
    "某甲",
    "9元",
]


def test_stages_and_further_columns() -> None:
    result = imported(drawn_grid([STAGES, OF_STAGES]))
    (row,) = result.rows
    assert row.stages == {"网上申报时间": "5月", "单位审核时间": "6月", "材料报送时间": "6月底"}
    assert row.extra == {"地址": "甲路1号", "申报网址": "http://a.cn", "联系人": "某甲", "收费标准": "9元"}
    assert row.printed["cutoff"] == "6月底"
    assert [str(one.windows[0].latest) for one in row.times.stages.values()] == ["2031-05-31", *["2031-06-30"] * 2]
    (office,) = row.receivers
    assert (office.unit, office.phones, office.where.place, office.where.url, office.where.person) == (
        *("市甲局", ("5550101",)),
        *("甲路1号", "http://a.cn", "某甲"),
    )
    assert told(result) == [("W428", None, "cutoff")]


def test_stages_of_which_none_is_the_cutoff() -> None:
    result = imported(
        drawn_grid([["序号", "评委会", "网上申报时间", "单位审核时间"], ["1", "市甲评委会", "5月", "6月"]])
    )
    assert "cutoff" not in result.rows[0].printed
    assert result.rows[0].times.cutoff is None
    assert told(result) == [("W428", None, "cutoff")]


def test_a_plain_cutoff_beside_a_stage() -> None:
    rows = [
        ["序号", "评委会", "网上申报时间", "接收材料截止时间", "评审时间"],
        ["1", "市甲评委会", "5月", "6月", "8月"],
    ]
    result = imported(drawn_grid(rows))
    assert (result.rows[0].printed["cutoff"], result.rows[0].stages) == ("6月", {"网上申报时间": "5月"})
    assert result.findings == ()


def test_two_columns_that_say_the_same() -> None:
    rows = [
        ["序号", "评委会", "截止时间", "评委会办公室", "受理单位"],
        ["1", "市甲评委会", "5月", "甲处", "乙局 5550101"],
    ]
    result = imported(drawn_grid(rows))
    assert result.rows[0].printed["receivers"] == "乙局 5550101"
    assert result.rows[0].extra == {"评委会办公室": "甲处"}
    assert told(result) == [("W428", None, "评委会办公室")]


def test_series_stand_for_committees_where_there_are_none() -> None:
    result = imported(drawn_grid([["序号", "系列", "受理截止时间"], ["1", "甲系列", "5月"]]))
    assert result.rows[0].printed["name"] == "甲系列"


def test_one_field_of_the_header_over_two_columns() -> None:
    rows = [[*H[:6], "<", *H[6:]], ["1", "市甲评委会", "", "", "6月", "市甲局", "5550101", "8月", ""]]
    result = imported(drawn_grid(rows))
    assert result.rows[0].printed["receivers"] == "市甲局 5550101"
    assert result.findings == ()
    rows = [[H[0], H[1], "<", *H[2:]], ["1", "市甲", "评委会", "", "", "6月", "", "8月", ""]]
    result = imported(drawn_grid(rows))
    assert result.rows[0].printed["name"] == "市甲评委会"
    assert told(result) == [("W425", 1, "name")]


def test_one_field_below_a_header_of_two_columns() -> None:
    rows = [[*H[:6], "<", *H[6:]], ["1", "市甲评委会", "", "", "6月", "市甲局 5550101", "<", "8月", ""]]
    assert imported(drawn_grid(rows)).findings == ()


def test_a_doubt_about_a_phone_is_one_about_the_office() -> None:
    grid = drawn_grid([["序号", "评委会", "截止时间", "受理单位", "电话"], ["1", "甲", "6月", "市甲局", "5550101"]])
    *rest, phone = grid.rows[1]
    assert phone is not None
    doubted = phone._replace(doubts=(Doubt(DoubtKind.SHOWN),))
    result = imported(grid._replace(rows=(grid.rows[0], (*rest, doubted))))
    assert told(result) == [("W434", 1, "receivers")]


def test_a_field_merged_over_rows_holds_for_each() -> None:
    rows = [H, list(ROWS[0]), ["2", "市乙评委会", "工程师", "", "^", "^", "^", ""]]
    result = imported(drawn_grid(rows))
    first, second = result.rows
    assert all(first.printed[key] == second.printed[key] for key in ("cutoff", "receivers", "review"))
    assert result.findings == ()


def test_a_number_merged_over_rows_is_one_committee() -> None:
    rows = [H, list(ROWS[0]), ["^", "^", "^", "^", "^", "市乙局 5550505", "^", ""], list(ROWS[1])]
    result = imported(drawn_grid(rows))
    assert [one.unit for one in result.rows[0].receivers] == ["市样例服务中心", "市乙局"]
    assert len(result.rows) == 2
    assert result.findings == ()
    rows[2][2] = "高级工程师"  # which office takes whose papers is lost
    assert told(imported(drawn_grid(rows))) == [("W426", 1, None)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("由各县（区）确定", []),
        ("6月", [("W425", 5, "receivers"), ("W425", 5, "review")]),
    ],
)
def test_one_field_over_several_columns(words: str, found: list[tuple[str, int, str]]) -> None:
    result = imported(drawn_grid([H, *ROWS[:4], ["5", "各县中评会", "", "", words, "<", "<", ""]]))
    row = result.rows[4].printed
    assert (row["cutoff"], row["receivers"], row["review"]) == (words, "", "")
    assert told(result) == found


CUT = [["", "委员会", "", "", "", "", "", "、闸门"]]


@pytest.mark.parametrize("header", [[], [H]])
def test_a_row_cut_by_a_page_is_whole(header: Rows) -> None:
    above = drawn_grid([H, *ROWS[:2]], open_below=True)
    result = imported(above, drawn_grid([*header, *CUT, *ROWS[2:]], 2, open_above=True))
    assert result.rows[1].printed["name"] == f"{ROWS[1][1]}委员会"
    assert result.rows[1].printed["remarks"] == "、闸门"
    assert [row.no for row in result.rows] == [1, 2, 3, 4, 5]
    assert result.findings == ()


def test_the_last_row_may_be_all_that_a_page_cut() -> None:
    result = imported(drawn_grid([H, *ROWS[:2]], open_below=True), drawn_grid(CUT, 2, open_above=True))
    assert result.rows[1].printed["remarks"] == "、闸门"


@pytest.mark.parametrize("header", [[], [H]])
def test_a_blank_at_the_top_of_a_page_may_be_merged_with_the_page_above(header: Rows) -> None:
    rows = [["3", "丙评委会", "", "", "", "", "8月", ""], ["4", "丁评委会", "", "", "6月", "^", "8月", ""]]
    rest = drawn_grid([*header, *rows], 2)
    above = drawn_grid([H, *ROWS[:2]])
    doubted = [("W438", 3, "cutoff"), ("W438", 3, "receivers"), ("W438", 4, "receivers")]
    assert told(imported(above, rest._replace(spot=Spot(page=2)))) == doubted
    assert told(imported(above, rest)) == []  # no page, no cut


@pytest.mark.parametrize("width", [7, 9])
def test_a_part_with_another_number_of_columns_is_doubted(width: int) -> None:
    rest = [[*row, ""][:width] for row in ROWS[2:]]
    result = imported(drawn_grid([H, *ROWS[:2]]), drawn_grid(rest, 2))
    assert [row.printed["cutoff"] for row in result.rows] == [row[4] for row in ROWS]
    assert {one.row for one in result.findings} == {3, 4, 5}
    assert {one.code for one in result.findings} == {"W437"}


def test_blank_rows_and_footers_below_a_part_do_not_part_it_from_the_table() -> None:
    rest = [*ROWS[3:], *[[""] * 8] * 4, ["注：甲", *["<"] * 7]]
    result = imported(drawn_grid([H, *ROWS[:3]]), drawn_grid(rest, 2))
    assert printed(result) == list(ROWS)
    assert told(result) == [("N420", None, None)]


def test_a_part_that_does_not_go_on_is_told() -> None:
    result = imported(drawn_grid([H, *ROWS[:3]]), drawn_grid([["1", *ROWS[3][1:]]], 2))
    assert printed(result) == list(ROWS[:3])
    assert told(result) == [("W420", None, "document")]


def test_a_gap_between_parts_is_told() -> None:
    result = imported(drawn_grid([H, *ROWS[:2]]), drawn_grid(ROWS[3:], 2))
    assert [row.no for row in result.rows] == [1, 2, 4, 5]
    assert told(result) == [("W421", 4, "no")]


def test_a_table_that_does_not_begin_with_one_is_told() -> None:
    """What stands above may not have been read; a second table may go on counting, or begin anew."""
    assert told(imported(drawn_grid([H, *ROWS[1:]]))) == [("W421", 2, "no")]
    other = [[str(number), f"市{number}评委会", *row[2:]] for number, row in enumerate(ROWS, 6)]
    assert (
        told(imported(drawn_grid([H, *ROWS]), "二、其他", drawn_grid([[*H, "费"], *([*one, ""] for one in other)], 2)))
        == []
    )
    anew = [[str(number), *row[1:], ""] for number, row in enumerate(other, 1)]
    assert told(imported(drawn_grid([H, *ROWS]), "二、其他", drawn_grid([[*H, "费"], *anew], 2))) == []


def test_a_table_without_numbers_is_counted() -> None:
    whole = [H[1:], *(row[1:] for row in ROWS)]
    result = imported(drawn_grid(whole[:3]), drawn_grid([whole[0], *whole[3:]], 2))
    assert printed(result) == list(ROWS)


def test_titles_and_headings_within_a_table() -> None:
    rows = [["2031年度计划", *["<"] * 7], H, ["一、高评委", *["<"] * 7], *ROWS[:2], H, *ROWS[2:]]
    result = imported(drawn_grid(rows))
    assert printed(result) == list(ROWS)
    assert told(result) == [("N420", None, None)]


def test_numbers_in_chinese() -> None:
    result = imported(drawn_grid([H, *([number, *row[1:]] for number, row in zip("一二三四五", ROWS, strict=True))]))
    assert printed(result) == list(ROWS)


def test_a_title_of_another_year_is_told() -> None:
    result = imported("2030年度计划", drawn_grid([H, *ROWS]))
    assert told(result) == [("W420", None, "document")]


def test_what_is_as_wide_as_a_page_of_data_is_no_plan() -> None:
    wide = [[*H, *["甲"] * 100], [*ROWS[0], *["甲"] * 100]]
    assert imported(drawn_grid(wide)).refused is not None
    result = imported(drawn_grid([H, *ROWS]), drawn_grid([["6", *["甲"] * 107]], 2))
    assert printed(result) == list(ROWS)


def test_a_roster_is_no_plan() -> None:
    result = imported(drawn_grid([["序号", "姓名", "申报评委会", "申报时间"], ["1", "某甲", "甲评委会", "6月"]]))
    assert result.refused is not None
    assert "名册" in result.refused.message


@pytest.mark.parametrize("before", [[H, *ROWS[:2]], None])
def test_rows_above_a_header_that_is_printed_again_on_the_page_are_read(before: Rows | None) -> None:
    """A part ends on a page, and below it the next begins with its header; the page before may not be there."""
    page = drawn_grid([*map(list, ROWS[2:4]), H, list(ROWS[4])])
    result = imported(*([drawn_grid([*map(list, before)])] if before else []), page)
    assert printed(result) == [*ROWS] if before else [*ROWS[2:]]


def test_a_part_that_no_page_cut_begins_with_a_row_of_its_own() -> None:
    rest = [["", "市戊评委会", "", "", "6月", "", "8月", ""], ["4", *ROWS[3][1:]]]
    result = imported(drawn_grid([H, *ROWS[:2]]), drawn_grid([H, *rest], 2))
    assert [(row.no, row.printed["name"]) for row in result.rows[1:]] == [
        (2, ROWS[1][1]),
        (3, "市戊评委会"),
        (4, ROWS[3][1]),
    ]
    assert told(result) == [("W421", 3, "no")]


ASIDE = [
    ["填报单位（盖章）", "", "", "", "", "", "日期：2031年4月8日", ""],
    ["单位负责人：某甲", "", "填表人：某乙", "", "电话：5550909", "", "", ""],
    ["咨询电话", "5550909", *[""] * 6],
    ["", "（以下空白）", *[""] * 6],
    ["", "二、中级", *[""] * 6],
    ["—"] * 8,
]


@pytest.mark.parametrize("aside", ASIDE)
def test_what_stands_in_a_row_and_is_no_committee_is_left_out_and_told(aside: list[str]) -> None:
    result = imported(drawn_grid([H, *ROWS[:2], aside, *ROWS[2:]]))
    assert printed(result) == list(ROWS)
    assert [one.code for one in result.findings] == ["N420"]


def test_a_committee_whose_number_is_none_is_a_row() -> None:
    result = imported(drawn_grid([H, *ROWS, ["新增", "市己评委会", "", "", "6月", "", "8月", ""]]))
    assert result.rows[-1].printed["name"] == "市己评委会"
    assert told(result) == [("W421", 6, "no")]
