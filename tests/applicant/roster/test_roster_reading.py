"""Rosters as files: what each kind may hold, and damage at the beginning, in the middle and at the end."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from zhicheng_cli.applicant.roster.arrays import longs, numbers_of
from zhicheng_cli.applicant.roster.batches import open_roster
from zhicheng_cli.errors import ZcError

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
openpyxl = pytest.importorskip("openpyxl")

HEADING = ["姓名", "申报职称"]
CSV = "roster.csv"


def names(path: Path, batch_rows: int | None = None) -> list[str]:
    return [
        name for batch in open_roster(path, batch_rows=batch_rows).batches for name in batch.table["name"].to_pylist()
    ]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def people(number: int) -> str:
    return "姓名,申报职称\n" + "".join(f"样例{n},工程师\n" for n in range(number))


def test_no_numbers_are_an_empty_list() -> None:
    assert numbers_of(longs([])) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_last_row_of_a_csv_may_end_with_the_file(encoding: str, end: str, tmp_path: Path) -> None:
    roster = written(tmp_path / CSV, people(300).rstrip("\n") + end, encoding)
    assert names(roster, 1) == [f"样例{n}" for n in range(300)]


def test_a_csv_whose_heading_is_no_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ZcError, match="第一行读不出列名"):
        open_roster(written(tmp_path / CSV, "姓" * 200_000 + ",申报职称\n样例甲,工程师\n"))


def test_a_quotation_mark_that_is_never_closed_is_not_read_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhicheng_cli.applicant.roster.reading_csv._LONGEST_ROW", 5000)
    roster = written(tmp_path / CSV, people(3) + '"样例,工程师\n' + people(3000))
    with pytest.raises(ZcError, match="一格长得不像话（看看双引号是不是都成对）"):
        names(roster, 1)


def test_bytes_of_no_encoding_beyond_what_told_the_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhicheng_cli.applicant.roster.reading_csv._HEAD", 100)
    roster = written(tmp_path / CSV, people(300), "gb18030")
    roster.write_bytes(roster.read_bytes() + b"\xff\xff,x\n")
    with pytest.raises(ZcError, match="认不出来的字"):
        names(roster, 1)


def test_an_empty_file_joined_to_a_csv(tmp_path: Path) -> None:
    """Its mark is all that follows the last row."""
    with pytest.raises(ZcError, match="读到一半读不下去"):
        names(written(tmp_path / CSV, people(1) + "\ufeff"))


def typed_parquet(path: Path, titles: Any) -> Path:
    parquet.write_table(pa.table({"姓名": ["样例甲", "样例乙"], "申报职称": titles}), path)
    return path


@pytest.mark.parametrize(
    ("titles", "read"),
    [
        (["工程师", None], ["工程师", ""]),
        (pa.array(["工程师", "技术员"]).dictionary_encode(), ["工程师", "技术员"]),
        ([datetime(2021, 6, 1), datetime(2021, 6, 2)], ["2021-06-01", "2021-06-02"]),
        ([date(2021, 6, 1), None], ["2021-06-01", ""]),
        ([True, False], ["是", "否"]),
        ([12, 31], ["12", "31"]),
    ],
)
def test_parquet_says_what_a_cell_would_say(titles: Any, read: list[str], tmp_path: Path) -> None:
    (batch,) = open_roster(typed_parquet(tmp_path / "roster.parquet", titles)).batches
    assert batch.table["title"].to_pylist() == read


def test_parquet_of_lists_is_refused_with_its_column(tmp_path: Path) -> None:
    roster = open_roster(typed_parquet(tmp_path / "roster.parquet", [["工程师"], []]))
    with pytest.raises(ZcError, match=r"“申报职称”列的类型 list.* 不能当作文字"):
        list(roster.batches)


def test_parquet_that_is_damaged_in_the_middle(tmp_path: Path) -> None:
    roster = typed_parquet(tmp_path / "roster.parquet", ["工程师", "技术员"])
    content = roster.read_bytes()
    roster.write_bytes(content[:4] + b"\xff" * 60 + content[64:])
    with pytest.raises(ZcError, match="读到一半读不下去"):
        list(open_roster(roster).batches)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "是"),
        (96.0, "96"),
        (96.5, "96.5"),
        (datetime(2021, 6, 1), "2021-06-01"),
        (datetime(2021, 6, 1, 8, 30), "2021-06-01 08:30:00"),
        (date(2021, 6, 1), "2021-06-01"),
        (" 工程师", " 工程师"),
    ],
)
def test_a_cell_of_a_workbook_says_what_would_be_typed(value: object, text: str) -> None:
    from zhicheng_cli.applicant.roster.reading_xlsx import text_of

    assert text_of(value) == text


@pytest.mark.parametrize(("drawn", "said"), [(True, "没有工作表"), (False, "不是 xlsx 文件，或者已经损坏")])
def test_a_workbook_of_charts_alone_is_refused(drawn: bool, said: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book.active, min_col=1, min_row=1, max_row=2))
    sheet = book.create_chartsheet()
    if drawn:
        sheet.add_chart(chart)
    book.remove(book.active)
    book.save(tmp_path / "roster.xlsx")
    with pytest.raises(ZcError, match=said):
        open_roster(tmp_path / "roster.xlsx")


def test_a_workbook_that_does_not_say_how_wide_it_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADING, ["样例甲", "工程师"], ["样例乙", "工程师", "本科"]):
        sheet.append(row)
    book.save(tmp_path / "roster.xlsx")
    (batch,) = open_roster(tmp_path / "roster.xlsx").batches
    assert batch.table["name"].to_pylist() == ["样例甲"]
    assert [(one.row, one.why) for one in batch.malformed] == [(3, "列名只有 2 列，这一行右边还有内容")]


def test_a_workbook_that_is_damaged_in_the_middle(tmp_path: Path) -> None:
    whole, damaged = tmp_path / "whole.xlsx", tmp_path / "roster.xlsx"
    book = openpyxl.Workbook()
    for row in (HEADING, ["样例甲", "工程师"]):
        book.active.append(row)
    book.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"</row>", b"</raw>", 2) if "sheet1" in name else content)
    with pytest.raises(ZcError, match="读到一半读不下去"):
        names(damaged)
