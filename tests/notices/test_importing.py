"""A notice on paper → rows of a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from sample_notice import BODY, CENTRE, HEADER, KEYS, ROWS, notice_text, table_text

from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.papers.opening import read_paper

TITLES = (
    *("技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师", "高级会计师"),
    *("一级教师", "高级教师", "正高级教师"),
)


def imported(*texts: str, year: int | None = None) -> Imported:
    papers = [read_paper(f"通知{number}.txt", text.encode()) for number, text in enumerate(texts)]
    return import_notice(papers, TITLES, year)


def printed(result: Imported) -> list[tuple[str, ...]]:
    return [(str(row.no), *(row.printed[key] for key in KEYS[1:])) for row in result.rows]


def codes(result: Imported) -> list[tuple[str, int | None, str | None]]:
    return [(one.code, one.row, one.column) for one in result.findings]


def test_a_notice_is_read_whole() -> None:
    result = imported(notice_text())
    assert result.refused is None
    assert result.findings == ()
    assert printed(result) == list(ROWS)
    assert result.rows_read == len(result.rows) == 5
    head = result.head
    assert (head.number, head.issued, head.year) == ("样人社函〔2031〕5号", date(2031, 4, 8), 2031)
    assert head.issuer == "样例市人力资源和社会保障局"
    assert head.title == "样例市人力资源和社会保障局关于做好2031年度职称评审工作的通知"
    offices = [[(one.unit, one.phones) for one in row.receivers] for row in result.rows]
    assert offices[0] == [("市样例服务中心", ("5550101",))]
    assert offices[2] == [("市丙局会计处", ("5550202", "5550203"))]
    assert offices[4] == []


def test_times_are_days_of_the_notices_year() -> None:
    times = [row.times for row in imported(notice_text()).rows]
    first = times[0].cutoff
    assert first is not None
    assert [(one.earliest, one.latest) for one in first.windows] == [(date(2031, 6, 1), date(2031, 6, 30))]
    schools = times[3].cutoff
    assert schools is not None
    assert [one.audience for one in schools.windows] == [None, "市直学校"]
    delegated = times[4].cutoff
    assert delegated is not None
    assert (delegated.status, delegated.delegated_to) == ("delegated", "各县（区）教育部门")


def changed(row: int, column: str, words: str) -> str:
    rows: list[list[str]] = [list(one) for one in ROWS]
    rows[row - 1][KEYS.index(column)] = words
    return notice_text(table_text(rows))


@pytest.mark.parametrize(
    ("row", "column", "words", "expected"),
    [
        (1, "cutoff", "6月xx", ("W422", 1, "cutoff")),
        (1, "cutoff", "待定", ("W423", 1, "cutoff")),
        (1, "cutoff", "拟于6月", ("W423", 1, "cutoff")),
        (1, "cutoff", "6月延长至7月", ("W423", 1, "cutoff")),
        (1, "cutoff", "网上申报6月，材料报送7月", ("W423", 1, "cutoff")),
        (1, "cutoff", "2月", ("W429", None, "cutoff")),
        (1, "cutoff", "9月30日前", ("W424", None, "cutoff")),
        (1, "name", "", ("W421", 1, "name")),
        (2, "no", "3", ("W421", 3, "no")),
        (2, "no", "", ("W421", 2, "no")),
        (1, "receivers", "5550101", ("W440", 1, "receivers")),
        (1, "remarks", "桥梁\ue123", ("W435", 1, "remarks")),
        (1, "reviews", "样例授 甲乙师", ("W427", 1, "reviews")),
    ],
)
def test_what_is_not_plain_is_told(
    row: int, column: str, words: str, expected: tuple[str, int | None, str | None]
) -> None:
    assert expected in codes(imported(changed(row, column, words)))


@pytest.mark.parametrize(
    ("line", "column"),
    [("样人社函〔2031〕5号\n", "number"), ("2031年4月8日\n", "issued")],
)
def test_a_head_that_lacks_something(line: str, column: str) -> None:
    result = imported(notice_text(body=BODY.replace(line, "")))
    assert codes(result) == [("W420", None, column)]
    assert printed(result) == list(ROWS)


def test_without_a_body_nobody_issued_it() -> None:
    result = imported(table_text(), year=2031)
    assert codes(result) == [("W420", None, one) for one in ("issued", "issuer", "number")]
    assert printed(result) == list(ROWS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("国务院办公厅关于2031年部分节假日安排的通知\n一、元旦：1月1日放假。", "E421"),
        ("序号\t姓名\t身份证号\n1\t某甲\t1\n2\t某乙\t2\n", "E421"),
        ("关于2031年度职称申报延期的通知\n现将时间延期。", "E421"),
        ("一段文字", "E420"),
        (BODY, "E420"),
        (notice_text(table_text([])), "E420"),
        ("序号\t评委会\t备注\n1\t甲\t乙\n", "E420"),
        (table_text(), "E422"),
        (notice_text(f"{table_text()}\n另一张\n{table_text()}"), "E422"),
    ],
)
def test_what_is_no_plan_is_refused(text: str, code: str) -> None:
    result = imported(text)
    assert result.refused is not None
    assert result.refused.code == code
    assert result.rows == ()


@pytest.mark.parametrize(("no", "where"), [("7", "序号 7 的那一行"), ("", "表里")])
def test_a_cell_without_end_is_refused(no: str, where: str) -> None:
    rows = [*ROWS, (no, "市戊评委会", *ROWS[0][2:5], "市局、" * 1400, *ROWS[0][6:])]
    refused = imported(notice_text(table_text(rows))).refused
    assert refused is not None
    assert refused.message == f"{where}有一格超过 4000 字，评审计划没有这样的格子"


def test_the_wrong_year_is_refused() -> None:
    refused = imported(notice_text(), year=2030).refused
    assert refused is not None
    assert "2031" in refused.message


def test_last_years_plan_beside_this_years_is_left_out() -> None:
    old = table_text([[one.replace("市", "旧") for one in row] for row in ROWS])
    result = imported(notice_text(f"附：2030年度计划\n{old}\n2031年度计划\n{table_text()}"))
    assert printed(result) == list(ROWS)
    assert ("W420", None, "document") in codes(result)


@pytest.mark.parametrize("mark", ["上年度评审计划", "评审计划（供参考）"])
def test_a_table_of_another_time_is_left_out(mark: str) -> None:
    old = table_text([(one[0], f"旧{one[1]}", *one[2:]) for one in ROWS])
    result = imported(notice_text(f"{table_text()}\n{mark}\n{old}"))
    assert printed(result) == list(ROWS)
    assert codes(result) == [("W420", None, "document")]


def test_without_a_year_two_years_are_asked_for() -> None:
    result = imported(f"2030年度计划\n{table_text()}\n2031年度计划\n{table_text()}")
    assert result.refused is not None
    assert "2030年度计划" in result.refused.message
    assert "2031年度计划" in result.refused.message
    assert printed(imported(f"2030年度计划\n{table_text()}\n2031年度计划\n{table_text()}", year=2031)) == list(ROWS)


def test_a_year_within_a_sentence_is_none_of_the_table() -> None:
    result = imported(notice_text(f"{table_text()}\n按照2030年的办法办理的如下。\n{table_text([('6', *ROWS[0][1:])])}"))
    assert [row.no for row in result.rows] == [1, 2, 3, 4, 5, 6]


def test_tables_that_are_numbered_each_its_own_are_all_read() -> None:
    others = [(one[0], f"另{one[1]}", *one[2:]) for one in ROWS]
    result = imported(notice_text(f"{table_text()}\n二、企业\n{table_text(others)}"))
    assert [(row.table, row.no) for row in result.rows] == [(table, no) for table in (1, 2) for no in range(1, 6)]


def parted(rows: Sequence[Sequence[str]]) -> str:
    return f"{table_text(rows[:2])}\n{table_text(rows[2:])}"


def without_second_header(rows: Sequence[Sequence[str]]) -> str:
    return parted(rows).replace("\n\n" + "\t".join(HEADER) + "\n", "\n\n")


@pytest.mark.parametrize("form", [parted, without_second_header])
def test_a_table_in_parts_is_one(form: Callable[[Sequence[Sequence[str]]], str]) -> None:
    result = imported(notice_text(form(ROWS)))
    assert printed(result) == list(ROWS)
    assert result.findings == ()


def test_body_and_annex_in_two_files_are_one_notice() -> None:
    result = imported(BODY, table_text())
    assert printed(result) == list(ROWS)
    assert result.findings == ()


def test_headings_and_footers_are_no_rows() -> None:
    lines = table_text().splitlines(keepends=True)
    lines.insert(1, "一、市级评委会" + "\t" * 7 + "\n")
    lines.append("制表人：某甲" + "\t" * 7 + "\n")
    result = imported(notice_text("".join(lines)))
    assert printed(result) == list(ROWS)
    assert codes(result) == [("N420", None, None)] * 2


def test_a_row_without_number_and_name_goes_on_with_the_one_above() -> None:
    rows = [*ROWS[:1], ("", "", "", "", "", "市戊局 5550505", "", "水闸"), *ROWS[1:]]
    result = imported(notice_text(table_text(rows)))
    first = result.rows[0]
    assert [one.unit for one in first.receivers] == ["市样例服务中心", "市戊局"]
    assert (first.printed["receivers"], first.printed["remarks"]) == (f"{CENTRE} 市戊局 5550505", "桥梁、隧道水闸")
    assert codes(result) == [("W426", 1, None)]
    assert len(result.rows) == 5


CONTACTS = "附件2\n联系人一览表\n序号\t专业\t主管部门\t联系人\t联系电话\n1\t工程\t市甲局\t某 甲\t5550001\n"


def test_contacts() -> None:
    result = imported(notice_text(f"{table_text()}\n{CONTACTS}\n2\t会计\t市乙局\t某乙\t5550002\n"))
    assert [tuple(one) for one in result.contacts] == [
        (1, "工程", "市甲局", "某甲", "5550001"),
        (2, "会计", "市乙局", "某乙", "5550002"),
    ]
    assert result.findings == ()


def test_another_table_is_told() -> None:
    other = "栏一\t栏二\t栏三\t栏四\n" + "甲\t乙\t丙\t丁\n" * 4
    assert codes(imported(notice_text(f"{table_text()}\n{other}"))) == [("N421", None, None)]
