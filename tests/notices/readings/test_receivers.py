"""材料接收单位及电话 as notices print it: invented offices and numbers, and the cells of the notice of 2021."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_plan import PLAN

from zhicheng_cli.notices.readings.receivers import ReadReceivers, read_receivers

A, B = "市甲局", "市乙局"
#: A cell → its offices, each with its phones.
PLAIN = {
    "市甲局 5551234": [(A, "5551234")],
    "市甲局5551234": [(A, "5551234")],
    "市甲局：0572-5551234": [(A, "0572-5551234")],
    "市甲局 （0551）5551234、5551235": [(A, "（0551）5551234", "5551235")],
    "市甲局 (0551) 5551234": [(A, "(0551)5551234")],
    "市甲局 0531—5551234": [(A, "0531—5551234")],
    "市甲局 ０５７２－５５５１２３４": [(A, "0572－5551234")],
    "市甲局 12333": [(A, "12333")],
    "市甲局 13800001234": [(A, "13800001234")],
    "市甲局 138 0000 1234": [(A, "13800001234")],
    "市甲局 400-820-8820": [(A, "400-820-8820")],
    "市甲局 8555 1234": [(A, "85551234")],
    "市甲局 5551234/5551235": [(A, "5551234", "5551235")],
    "市甲局 5551234-5551235": [(A, "5551234", "5551235")],
    "市甲局 5551234-8012": [(A, "5551234-8012")],
    "市甲局 5551234转8012、5551235分机12": [(A, "5551234转8012", "5551235分机12")],
    "市甲局 5551234（分机8012）": [(A, "5551234（分机8012）")],
    "市甲局（5551234、5551235）、市乙局（5551236）": [(A, "5551234", "5551235"), (B, "5551236")],
    "市甲局 5551234 市乙局 5551234": [(A, "5551234"), (B, "5551234")],
    "5551234 市甲局 5551235、5551236 市乙局": [(A, "5551234"), (B, "5551235", "5551236")],
    "市甲局 人事处 5551234": [("市甲局人事处", "5551234")],
    "市甲局（人事处）5551234": [("市甲局（人事处）", "5551234")],
    "市职业资格 指导服务中心 5551234": [("市职业资格指导服务中心", "5551234")],
    "市甲局联系电话：5551234": [(A, "5551234")],
    "市甲局电话服务中心 5551234": [("市甲局电话服务中心", "5551234")],
    "接收单位：市甲局 电话：5551234": [(A, "5551234")],
    "市文化馆、图书馆合署办公室 5551234": [("市文化馆",), ("图书馆合署办公室", "5551234")],
    "市人力社保、教育局 5551234": [("市人力社保、教育局", "5551234")],
    "1.市甲局 5551234 2、市乙局 5551235": [(A, "5551234"), (B, "5551235")],
    "（1）市甲局 5551234 （2）市乙局 5551235": [(A, "5551234"), (B, "5551235")],
    "①市甲局 5551234；②市乙局 5551235": [(A, "5551234"), (B, "5551235")],
    "市直：市甲局 5551234；县区：市乙局 5551235": [(A, "5551234"), (B, "5551235")],
    "各县（区）教育局": [("各县（区）教育局",)],
    "市科协 5551234": [("市科协", "5551234")],
    "市甲局": [(A,)],
    "由各县（区）人力社保、教育部门确定": [],
    "各县区自行确定": [],
    "": [],
}
#: A cell → person, place, address and hours of its first office.
WHERE = {
    "市甲局（联系人：张三，电话：5551234）": ("张三", "", "", ""),
    "市甲局张老师 5551234": ("张老师", "", "", ""),
    "市甲局 李科长 5551234": ("李科长", "", "", ""),
    "市甲局（行政中心5号楼201室）5551234": ("", "行政中心5号楼201室", "", ""),
    "市甲局 地址：人民路12号 5551234": ("", "人民路12号", "", ""),
    "市甲局 5551234 网址：http://jia.example.gov.cn/zc": ("", "", "http://jia.example.gov.cn/zc", ""),
    "市甲局 5551234 jia@example.com": ("", "", "jia@example.com", ""),
    "市甲局 工作日9:00-17:00 5551234": ("", "", "", "工作日9:00-17:00"),
}
#: A cell that is not plain → the codes, the offices as they are read.
DOUBTFUL = {
    "市甲局、市乙局 5551234": (["W442"], [(A,), (B, "5551234")]),
    "市甲局 市乙局 5551234": (["W442"], [(A,), (B, "5551234")]),
    "5551234": (["W440"], [("", "5551234")]),
    "—": (["W440"], []),
    "见附件3": (["W440"], []),
    "市甲局 5551234/35": (["W441"], [(A, "5551234/35")]),
    "市甲局 55512345678": (["W441"], [(A, "55512345678")]),
    "市甲局 5551234 传真 5551235": (["W441"], [(A, "5551234", "5551235")]),
    "市甲局 张三 5551234": (["W443"], [(A, "5551234")]),
    "市甲局 陆 婷 5551234": (["W443"], [(A, "5551234")]),
    "市甲局行政中心5号楼201室 5551234": (["W443"], [(A, "5551234")]),
    "市甲局（市直学校）5551234 乙县教育局 5551235": (["W443"], [(A, "5551234"), ("乙县教育局", "5551235")]),
    "请先致电 5551234": (["W443"], [("请先致电", "5551234")]),
}


def offices(read: ReadReceivers) -> list[tuple[str, ...]]:
    return [(one.unit, *one.phones) for one in read.receivers]


@pytest.mark.parametrize(("cell", "expected"), PLAIN.items(), ids=str)
def test_a_plain_cell(cell: str, expected: list[tuple[str, ...]]) -> None:
    read = read_receivers(cell)
    assert offices(read) == expected
    is_told = len(expected) > 1 and any(len(one) == 1 for one in expected)
    assert [one.code for one in read.doubts] == ["W442"] * is_told
    assert read.printed == cell


@pytest.mark.parametrize(("cell", "expected"), WHERE.items(), ids=str)
def test_where_and_whom_to_ask(cell: str, expected: tuple[str, ...]) -> None:
    read = read_receivers(cell)
    where = read.receivers[0].where
    assert offices(read) == [(A, "5551234")]
    assert (where.person, where.place, where.url, where.hours) == expected
    assert read.doubts == ()


@pytest.mark.parametrize(("cell", "expected"), DOUBTFUL.items(), ids=str)
def test_a_cell_that_is_not_plain(cell: str, expected: tuple[Sequence[str], list[tuple[str, ...]]]) -> None:
    read = read_receivers(cell)
    assert ([one.code for one in read.doubts], offices(read)) == expected
    assert all(one.column == "receivers" and one.assumed for one in read.doubts)


@pytest.mark.parametrize("row", PLAN.committees, ids=lambda row: str(row.no))
def test_the_notice_of_2021(row: object) -> None:
    read = read_receivers(row.printed["receivers"])  # type: ignore[attr-defined]
    assert (read.receivers, read.doubts) == (row.receivers, ())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("units", "phones", "expected", "codes"),
    [
        ("市甲局", "5551234、5551235", [(A, "5551234", "5551235")], []),
        ("市甲局\n市乙局", "5551234\n0572-5551235", [(A, "5551234"), (B, "0572-5551235")], []),
        ("市甲局 市乙局", "5551234 5551235", [(A, "5551234"), (B, "5551235")], []),
        ("市甲局 市乙局", "5551234", [(A, "5551234"), (B,)], ["W442", "W442"]),
        ("", "5551234", [("", "5551234")], ["W440"]),
        ("市甲局 5551233", "5551234", [(A, "5551233", "5551234")], []),
    ],
)
def test_phones_in_a_column_of_their_own(
    units: str, phones: str, expected: list[tuple[str, ...]], codes: list[str]
) -> None:
    read = read_receivers(units, phones)
    assert offices(read) == expected
    assert [one.code for one in read.doubts] == codes
    assert read.printed == " ".join(word for office in expected for word in office if word)


def test_who_and_where_in_columns_of_their_own() -> None:
    read = read_receivers(
        "市甲局\n市乙局", "张三5551234\n5551235", place="甲路1号\n乙路2号", url="http://jia.example.cn"
    )
    assert [one.where.place for one in read.receivers] == ["甲路1号", "乙路2号"]
    assert [(one.where.person, one.where.url) for one in read.receivers] == [
        ("张三", "http://jia.example.cn"),
        ("", ""),
    ]
    assert [one.code for one in read.doubts] == ["W442"]
    one_office = read_receivers("市甲局", "5551234", person="张 三")
    assert (one_office.receivers[0].where.person, one_office.doubts) == ("张 三", ())


UNITS = st.sampled_from(["市甲局", "乙县人力社保局", "样例行业协会", "样例大学人事处", "丙区教育局"])
NUMBERS = st.from_regex(r"(0572-)?[2-9][0-9]{6}|1[3-9][0-9]{9}|12333", fullmatch=True)


@given(
    st.lists(st.tuples(UNITS, st.lists(NUMBERS, min_size=1, max_size=3)), min_size=1, max_size=4),
    st.sampled_from([" ", "、", "，", "; ", "/"]),
    st.sampled_from([" ", "；", "\n", "、"]),
)
def test_offices_with_their_phones_are_read_back(
    told: list[tuple[str, list[str]]], between_phones: str, between_offices: str
) -> None:
    cell = between_offices.join(f"{unit} {between_phones.join(phones)}" for unit, phones in told)
    read = read_receivers(cell)
    assert offices(read) == [(unit, *phones) for unit, phones in told]
    assert read.doubts == ()


@given(st.text(alphabet="市甲局教育科 、；()（）0123456789-—转:：电话联系人张三室楼号\n/", max_size=40))
def test_no_digit_is_lost(cell: str) -> None:
    read = read_receivers(cell)
    told = "".join(
        "".join((one.unit, *one.phones, *one.serves, one.where.person, one.where.place, one.where.url, one.where.hours))
        for one in read.receivers
    )
    if read.receivers:
        assert sorted(filter(str.isdigit, told)) == sorted(filter(str.isdigit, cell))


def test_those_whom_offices_serve_stand_before_them() -> None:
    read = read_receivers("市直：市甲局 5551234；县区：各县区教育局")
    assert [(one.unit, one.serves) for one in read.receivers] == [(A, ("市直",)), ("各县区教育局", ("县区",))]


def test_what_a_cell_says_stands_before_what_another_column_says_of_the_office() -> None:
    read = read_receivers("市甲局 5551234 地址：甲路1号", place="乙路2号", person="张某")
    assert (read.receivers[0].where.place, read.receivers[0].where.person) == ("甲路1号、乙路2号", "张某")
    assert read_receivers("市甲局 地址：甲路1号", place="甲路1号").receivers[0].where.place == "甲路1号"
