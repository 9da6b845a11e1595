"""The columns that were asked for, and the order of the rows."""

from __future__ import annotations

import pytest

from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.screen.arranging import Arranged
from zhicheng_cli.views.screen.delimited import to_json_lines
from zhicheng_cli.views.screen.table import Table

#: The day of 29 is over.
DAYS = {"截止": [(False, "2021-07-31"), (False, "2021-08-31"), None, (True, "2021-06-30")]}
WHOLE = Table(
    ("序号", "评委会", "截止", "距最迟天数", "收费、名额、表格"),
    (
        ("9", "乙", "7月", "-3", ""),
        ("10", "甲", "8月", "12", "每人 200 元"),
        ("12", "丙", "—", "", ""),
        ("29", "丁", "6月", "2", "每人 80 元"),
    ),
    "标题",
    order=DAYS,
)


class Sample:
    """Two tables on the screen: the undated row stands in one of its own."""

    def document(self) -> dict[str, object]:
        return {"format": "zc.sample/1"}

    def table(self) -> Table:
        return WHOLE

    def screen(self) -> list[Table | str]:
        dated = Table(("序号", "截止"), (("9", "7月"), ("10", "8月"), ("29", "6月")), "有日期的")
        return ["上面", dated, Table(("序号", "原因"), (("12", "待定"),)), Table(("项目", "内容"), (("乙", "甲"),))]


class Prose(Sample):
    def screen(self) -> list[Table | str]:
        return ["一句话"]


def numbers(*sort: str) -> list[str]:
    return [row[0] for row in Arranged(Sample(), sort=sort).table().rows]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (["no"], ["9", "10", "12", "29"]),
        (["-no"], ["29", "12", "10", "9"]),
        (["序号"], ["9", "10", "12", "29"]),
        (["days_left"], ["9", "29", "10", "12"]),
        (["-days-left"], ["10", "29", "9", "12"]),
        (["cutoff"], ["9", "10", "29", "12"]),
        (["-cutoff"], ["10", "9", "29", "12"]),
        # A like heading of another table.
        (["接收材料截止时间"], ["9", "10", "29", "12"]),
        (["printed_notes"], ["29", "10", "9", "12"]),
        (["收费、名额、表格", "-no"], ["29", "10", "12", "9"]),
        (["评委会、序号"], ["29", "12", "9", "10"]),
    ],
)
def test_numbers_as_numbers_days_as_days_and_what_is_empty_last(sort: list[str], expected: list[str]) -> None:
    assert numbers(*sort) == expected


def test_columns_are_picked_in_the_order_that_was_asked_for() -> None:
    table = Arranged(Sample(), ("name", "序号"), ("-no",)).table()
    assert (table.columns, table.rows[0], table.caption) == (("评委会", "序号"), ("丁", "29"), "标题")
    assert Arranged(Sample()).document() == {"format": "zc.sample/1"}


def test_a_screen_keeps_its_own_columns_and_words() -> None:
    above, dated, undated, facts = Arranged(Sample(), sort=("-cutoff",)).screen()
    assert above == "上面"
    assert isinstance(dated, Table)
    assert (dated.columns, dated.rows, dated.caption) == (
        ("序号", "截止"),
        (("10", "8月"), ("9", "7月"), ("29", "6月")),
        "有日期的",
    )
    assert isinstance(undated, Table)
    assert undated.rows == (("12", "待定"),)
    assert isinstance(facts, Table)
    assert facts.rows == (("乙", "甲"),)


def test_a_row_of_the_screen_that_stands_for_several_goes_by_the_first() -> None:
    class Batches(Sample):
        def table(self) -> Table:
            return Table(("序号", "批次"), (("1", "5"), ("1", "1"), ("2", "3")))

        def screen(self) -> list[Table | str]:
            return [Table(("序号",), (("2",), ("1",)))]

    class Apart(Batches):
        def screen(self) -> list[Table | str]:
            return [Table(("序号", "批"), (("1", "五"), ("1", "一"), ("2", "三")))]

    (folded,) = Arranged(Batches(), sort=("batch",)).screen()
    (apart,) = Arranged(Apart(), sort=("batch",)).screen()
    assert isinstance(folded, Table)
    assert isinstance(apart, Table)
    assert folded.rows == (("1",), ("2",))
    assert apart.rows == (("1", "一"), ("2", "三"), ("1", "五"))


@pytest.mark.parametrize("answer", [Sample(), Prose()])
def test_with_columns_of_its_own_or_no_such_row_the_screen_is_the_table(answer: Sample) -> None:
    (shown,) = Arranged(answer, () if isinstance(answer, Prose) else ("no",), ("-no",)).screen()
    assert isinstance(shown, Table)
    assert [row[0] for row in shown.rows] == ["29", "12", "10", "9"]


@pytest.mark.parametrize(
    ("fields", "sort", "message", "hint"),
    [
        (("nam",), (), "没有这一列：nam", "是否想写“name”？"),
        (("评委",), (), "没有这一列：评委", "是否想写“评委会”？"),
        ((), ("-截至",), "没有这一列：截至", "是否想写“截止”？"),
        (("甲乙",), (), "没有这一列：甲乙", "这里有：序号 no、评委会 name、截止 cutoff"),
        (("no", "序号"), (), "--fields 里“序号”写了两次", "每一列只写一次"),
    ],
)
def test_what_is_not_there_is_an_error(fields: tuple[str, ...], sort: tuple[str, ...], message: str, hint: str) -> None:
    with pytest.raises(ZcError) as caught:
        Arranged(Sample(), fields, sort).table()
    assert caught.value.message == message
    assert hint in caught.value.hint


def test_lines_of_json_tell_counts_from_words_and_nothing_from_either() -> None:
    table = Table(("序号", "批次", "联系电话", "名册的列"), (("29", "", "2033099", "甲"), ("—", "3", "", "")))
    assert to_json_lines(table) == (
        '{"no": 29, "batch": null, "phone": "2033099", "名册的列": "甲"}\n'
        '{"no": "—", "batch": 3, "phone": null, "名册的列": null}\n'
    )
    assert to_json_lines(Table(("批次",), ())) == ""
