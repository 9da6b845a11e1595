"""What stands in a roster's result: every person, the reasons, what is returned, the roster's own columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from applicant.roster.sample_results import answers, beside, check, read_csv, text_of, write_csv

from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.cli import main
from zhicheng_cli.errors import FINDINGS
from zhicheng_cli.views.answers.roster_answer import COLUMNS

pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
openpyxl = pytest.importorskip("openpyxl")


def test_every_row_has_a_row(rows: list[list[str]], result: Path) -> None:
    people = answers(result)
    assert list(people[0])[:5] == ["行号", "姓名", "身份证号", "申报职称", "结论"]
    assert [one["行号"] for one in people] == [str(row) for row in range(2, 302)]
    assert [one["姓名"] for one in people] == [row[0] for row in rows[1:]]
    numbers = {row[0] for row in read_csv(beside(result, "reasons"))[1:]}
    assert {number for one in people for number in one["全部理由"].split("、")} == numbers


def test_reasons_stand_as_sentences_what_fails_first(result: Path) -> None:
    said = {row[0]: row for row in read_csv(beside(result, "reasons"))[1:]}
    for one in answers(result):
        reasons = [said[number] for number in one["未了结的理由"].split("、") if number]
        groups = (("不符合",), ("需人工认定", "待核实"))
        told = [f"{row[3]}：{row[4]}" for group in groups for row in reasons if row[3] in group]
        if unknown := [row[2] for row in reasons if row[3] == "未知"]:
            told.append("名册没有写，还不能判：" + "、".join(unknown))
        assert one["理由"] == "\n".join(told)


def test_reasons_are_written_once_with_citation_and_count(result: Path) -> None:
    heading, *reasons = read_csv(beside(result, "reasons"))
    assert heading == ["编号", "规则", "名称", "结论", "理由", "依据", "条款", "可靠程度", "人数"]
    assert [row[0] for row in reasons] == [str(number) for number in range(1, len(reasons) + 1)]
    assert all(row[4] and "{" not in row[4] for row in reasons)
    assert sum(int(row[8]) for row in reasons if row[1] == "R512") == 300


def test_the_summary_adds_up(result: Path) -> None:
    rows = read_csv(beside(result, "summary"))[1:]
    counts = {row[2]: int(row[3]) for row in rows if row[1] == ""}
    assert counts["读入行数"] == counts["答复"] + counts["退回"] == 300
    by_part: dict[str, int] = {}
    for row in rows:
        if row[1]:
            by_part[row[1]] = by_part.get(row[1], 0) + int(row[3])
    assert set(by_part.values()) == {300}
    assert len(by_part) == 1 + len(all_rules())


def test_a_month_that_stands_for_a_day_is_told_beside_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ["姓名", "身份证号", "申报职称", "现有职称取得日期", "处分"],
        ["样例甲", "", "工程师", "2015-01-01", "无"],
        ["样例乙", "12", "工程师", "2015年1月", "警告 2020/5"],
        ["样例丙", "", "工程师", "2015-01", "警告 2020-05-31"],
        ["样例丁", "12", "工程师", "2015-01-31", "警告"],
    ]
    told = "只写到月，按那个月的最后一天算：现有职称取得日期"
    roster, result = write_csv(tmp_path / "roster.csv", rows), tmp_path / "result.csv"
    assert main(["check", "--roster", str(roster), "-o", str(result), "--today", "2021-07-01"]) == FINDINGS
    people = answers(result)
    unsound = "身份证号的位数或校验码不对"
    assert [one.pop("备注") for one in people] == ["", f"{unsound}；{told}、处分", told, unsound]
    assert "2 行有日期只写到月" in capsys.readouterr().err
    # The last day of the month and the month are judged alike.
    for one in people:
        del one["行号"], one["姓名"], one["身份证号"]
    assert people[1] == people[2]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_columns_that_are_none_of_ours_come_back(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        ["序号", "姓名", "部门", "手机", "申报职称", "备注", "部门"],
        ["1", "样例甲", "=1+1", "13000000000", "工程师", "借调,\n返聘", "000000199001010019"],
        ["2", "样例乙", "", "", "工程师", "", ""],
        ["3", "", "", "", "", "", ""],
        ["", "", "设计部", "", "", "", ""],
    ]
    roster, result = write_csv(tmp_path / "roster.csv", rows), tmp_path / f"result.{kind}"
    assert main(["check", "--roster", str(roster), "-o", str(result), "--today", "2021-07-01"]) == FINDINGS
    if kind == "csv":
        found = read_csv(result)
        assert read_csv(beside(result, "refused"))[1:] == [
            ["5", "", "姓名", "", "没有写姓名"],
            ["5", "", "申报职称", "", "没有写申报职称"],
        ]
    elif kind == "xlsx":
        found = [list(map(text_of, row)) for row in openpyxl.load_workbook(result)["结果"].iter_rows(values_only=True)]
    else:
        table = parquet.read_table(result)
        found = [table.column_names, *(list(map(str, row.values())) for row in table.to_pylist())]
    own = len(COLUMNS)
    assert found[0] == [*COLUMNS, "序号", "部门", "手机", "备注（名册）", "部门（名册）"]
    formula = "'=1+1" if kind == "csv" else "=1+1"
    assert found[1][own:] == ["1", formula, "13000000000", "借调,\n返聘", "000*************19"]
    assert found[2][own:] == ["2", "", "", "", ""]
    assert "照抄到结果里的列：序号、部门、手机、备注、部门" in capsys.readouterr().err


def test_the_workbook_can_be_filtered_and_printed(rows: list[list[str]], tmp_path: Path) -> None:
    bad = [*rows, ["样例坏", "", "没有的职称", *rows[1][3:]]]
    path = tmp_path / "result.xlsx"
    check(write_csv(tmp_path / "roster.csv", bad), path)
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["退回"][2]][:4] == [302, "样例坏", "申报职称", "没有的职称"]
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert "湖人社函〔2021〕57号" in sheet.oddHeader.left.text
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=2) for cell in row)
    assert book["退回"].sheet_properties.tabColor.rgb.endswith("C00000")
    result = book["结果"]
    heading = [cell.value for cell in result[1]]
    hidden = {name for name, at in zip(heading, result[1], strict=True) if _is_hidden(result, at.column_letter)}
    assert hidden == {"缺少的信息", "未了结的理由", "全部理由"}
    colours = {
        (row[heading.index("结论")].value, row[heading.index("结论")].fill.fgColor.rgb)
        for row in result.iter_rows(min_row=2)
    }
    words, fills = zip(*colours, strict=True)
    assert len(set(words)) == len(set(fills)) == len(colours) > 2
    heights = [result.row_dimensions[row].height for row in range(2, result.max_row + 1)]
    assert max(heights) > min(heights) >= 16


def _is_hidden(sheet: Any, letter: str) -> bool:
    number = openpyxl.utils.column_index_from_string(letter)
    return any(one.hidden for one in sheet.column_dimensions.values() if one.min <= number <= one.max)
