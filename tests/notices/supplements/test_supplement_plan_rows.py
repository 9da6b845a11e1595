"""Tables of a later notice in the plan's own form, and what is read from the words that it changes."""

from __future__ import annotations

from typing import Any

import pytest
from drawn_grid import drawn_grid, drawn_paper
from sample_notice import HEADER

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.notices.import_changes import import_changes
from zhicheng_cli.notices.importing import Imported
from zhicheng_cli.plan.titles import Titles

HEAD = ("样人社函〔2021〕99号", "湖州市人力资源和社会保障局关于调整2021年度职称评审计划的通知")
SIGNED = ("湖州市人力资源和社会保障局", "2021年7月20日")
ROW_3 = ["1", "市快递工程中级专业技术资格评审委员会", "技术员、助理工程师、工程师", "高级工程师", "7月"]
ROW_3 += ["市邮管局市场监管处 2710012", "9月", "快递设备工程、网络工程、信息工程"]


def value_of(name: str) -> dict[str, Any]:
    document, _ = parse((data_dir() / name).read_bytes(), name)
    assert document is not None
    return document.value  # type: ignore[no-any-return]


PLAN, TITLES = value_of("plan_2021.yaml"), Titles(value_of("titles.yaml"))


def imported(
    *rows: list[str], body: tuple[str, ...] = (), header: tuple[str, ...] = HEADER, signed: bool = True
) -> Any:
    grid = drawn_grid([list(header), *rows])
    return import_changes([drawn_paper(*HEAD, *body, *(SIGNED if signed else ()), grid)], PLAN, TITLES)


def changed(result: Imported) -> list[tuple[Any, ...]]:
    return [tuple(one.get(key) for key in ("kind", "no", "cell", "new")) for one in result.changes]


def with_field(place: int, words: str) -> list[str]:
    return [*ROW_3[:place], words, *ROW_3[place + 1 :]]


def test_only_what_differs_is_changed_and_the_tables_numbers_tell_nothing() -> None:
    assert changed(imported(with_field(4, "8 月"))) == [("更正", 3, "cutoff", "8月")]
    assert changed(imported(with_field(4, "8月"), body=("接收材料截止时间延长至下表所列的时间",))) == [
        ("延期", 3, "cutoff", "8月")
    ]
    same = imported(ROW_3)
    assert same.refused is not None
    assert same.refused.code == "E421"


def test_new_words_are_read() -> None:
    (one,) = imported([*ROW_3[:7], "快递设备工程、网络工程"]).changes
    assert one["reads"] == {"specialties": ["快递设备工程", "网络工程"]}
    (one,) = imported([*ROW_3[:7], "快递设备工程、网络工程、信息工程等"]).changes
    assert "reads" not in one


def test_a_reading_that_holds_no_more_is_told() -> None:
    """No entry can take it away."""
    row = next(one for one in PLAN["committees"] if one["no"] == 9)
    result = imported(["1", *[*row["printed"].values()][:6], "机电工程、防灾减灾"])
    assert changed(result)[-1] == ("更正", 9, "remarks", "机电工程、防灾减灾")
    told = [(one.row, one.column, one.message) for one in result.findings if one.code == "W461"]
    assert told == [(9, "remarks", "改了以后读不出 except_levels 了，changes 里去不掉原来的")]


def test_what_is_not_plain_of_the_new_words_is_told_under_the_plans_number() -> None:
    result = imported(with_field(5, "见门户"))
    assert changed(result) == [("更正", 3, "receivers", "见门户")]
    assert {(one.row, one.table) for one in result.findings if one.column == "receivers"} == {(3, None)}


@pytest.mark.parametrize("says", [True, False])
def test_a_row_the_plan_has_not_is_new_only_where_the_notice_adds_something(says: bool) -> None:
    new = ["9", "市样例工程专业中级职务评审委员会", *ROW_3[2:]]
    result = imported(new, body=("现新增下列评委会",) if says else ())
    if says:
        (one,) = result.changes
        assert (one["kind"], one["no"], one["row"]["no"], one["row"]["source"]) == (
            "新增",
            47,
            47,
            {"document": HEAD[0]},
        )
        assert "W461" in {found.code for found in result.findings}
    else:
        assert (result.changes, [found.code for found in result.findings]) == ((), ["W460"])


def test_a_blank_field_takes_nothing_away() -> None:
    result = imported(with_field(7, ""))
    assert result.changes == ()
    assert next(one.message for one in result.findings if one.code == "W460").startswith(
        "没有读成改动，3号这一栏原来是“快递设备工程、网络工程、信息工程”，这里空着"
    )


def test_a_name_that_is_shorter_is_taken_for_the_one_it_fits() -> None:
    result = imported(["1", "市快递工程中评委", *ROW_3[2:4], "8月", *ROW_3[5:]])
    assert changed(result) == [("更正", 3, "cutoff", "8月")]
    assert [one.code for one in result.findings] == ["W461"]


def test_times_of_stages_are_told() -> None:
    header = (*HEADER[:4], "网上申报时间", *HEADER[4:])
    result = imported([*ROW_3[:4], "6月", *ROW_3[4:]], header=header)
    assert result.changes == ()
    assert [one.code for one in result.findings] == ["W460"]


def test_without_its_day_no_row_is_added() -> None:
    new = ["9", "市样例工程专业中级职务评审委员会", *ROW_3[2:]]
    result = imported(new, body=("现新增下列评委会",), signed=False)
    assert (result.changes, {one.code for one in result.findings}) == ((), {"W460"})


def test_a_table_that_says_what_was_and_what_is_is_read_as_such() -> None:
    header = ("序号", "评委会名称", "原截止时间", "调整后截止时间", "评审时间")
    result = imported(["3", "", "7月", "8月底", "9月"], header=header)
    assert changed(result) == [("更正", 3, "cutoff", "8月底")]


def test_of_a_row_that_changes_nothing_nothing_is_told() -> None:
    odd = [*ROW_3[:5], "见门户", *ROW_3[6:]]
    assert not [one for one in imported(["7", "市养蚕评委会", *odd[2:]]).findings if one.code != "W460"]
