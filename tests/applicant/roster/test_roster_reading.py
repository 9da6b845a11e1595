"""Rosters as files: what each kind may hold, and damage at the beginning, in the middle and at the end."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, time, timedelta, timezone
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_last_row_of_a_csv_may_end_with_the_file(encoding: str, end: str, tmp_path: Path) -> None:
    roster = written(tmp_path / CSV, people(300).rstrip("\n") + end, encoding)
    assert names(roster, 1) == [f"样例{n}" for n in range(300)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", [CSV, "名册.txt", "名册.TSV"])
@pytest.mark.parametrize("batch_rows", [1, None])
def test_excel_saves_unicode_text_with_tabs(
    encoding: str, end: str, name: str, batch_rows: int | None, tmp_path: Path
) -> None:
    rows = [["某公司名册"], ["姓名", "申报职称", "备注"], *(["样例䶮", "工程师", '"无,\t无"'] for _ in range(200))]
    text = end.join("\t".join(row) for row in rows)
    roster = written(tmp_path / name, f"\ufeff{text}" if "16" in encoding else text, encoding)
    found = list(open_roster(roster, batch_rows=batch_rows).batches)
    assert [one for batch in found for one in batch.table["name"].to_pylist()] == ["样例䶮"] * 200
    assert {one for batch in found for one in batch.table["+3"].to_pylist()} == {"无,\t无"}
    assert [one for batch in found for one in batch.rows.to_pylist()] == list(range(3, 203))


def test_a_csv_whose_heading_is_no_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ZcError, match="第一行读不出列名"):
        open_roster(written(tmp_path / CSV, "姓" * 200_000 + ",申报职称\n样例甲,工程师\n"))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['"甲,工程师,', *["乙,工程师,"] * 30_000], "第 2 行.*一直没有结束"),
        (["甲,工程师,", '乙,"工程师,', "丙,工程师,"], "第 3 行.*一直没有结束"),
        (["甲,工程师,", '"乙,工程师,', '"丙",工程师,'], "第 3 行.*包了进去"),
        (["甲,工程师,", '乙,工程师,"借调', '丙,工程师,返聘"'], "第 3 行.*包了进去"),
        (['"甲\n甲",工程师,', '乙,工程师,"借调', '丙,工程师,返聘"'], "第 3 行.*包了进去"),
        (["甲,工程师,", '"乙"丙,工程师,'], "第 3 行有一格在双引号后面还有字"),
        (['甲,工程师,""借""'], "第 2 行有一格在双引号后面还有字"),
        (["甲,工程师,", '乙,工程师,"借"调"回"'], "第 3 行有一格在双引号后面还有字"),
        (["甲,工程师,", '乙,工程师,"借" 调'], "第 3 行有一格在双引号后面还有字"),
    ],
)
@pytest.mark.parametrize("batch_rows", [1, None])
def test_a_lone_quotation_mark_is_named_with_its_row(
    lines: list[str], said: str, batch_rows: int | None, tmp_path: Path
) -> None:
    """Excel takes the rows that follow for one cell; nobody is lost so in silence."""
    roster = written(tmp_path / CSV, "\n".join(("姓名,申报职称,备注", *lines)))
    with pytest.raises(ZcError, match=said):
        names(roster, batch_rows)


def test_a_long_cell_near_the_top_hides_no_heading(tmp_path: Path) -> None:
    roster = written(tmp_path / CSV, f"某公司名册,\n姓名,申报职称\n样例甲,工程师\n样例乙,{'工' * 140_000}\n")
    assert names(roster) == ["样例甲", "样例乙"]


def test_a_row_that_does_not_end_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhicheng_cli.applicant.roster.reading_csv._LONGEST_ROW", 20_000)
    roster = written(tmp_path / CSV, people(1) + "\n" + "乙" * 20_000)
    with pytest.raises(ZcError, match="第 4 行长得不像话"):
        names(roster, 1)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('"借" ', "借 "),
        ('5" 管道公司', '5" 管道公司'),
        ('"5"" 管道公司"', '5" 管道公司'),
        ('"湖州,\n吴兴"', "湖州,\n吴兴"),
        ('""', ""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("batch_rows", [1, None])
def test_quotation_marks_are_read_as_spreadsheets_read_them(
    cell: str, read: str, end: str, batch_rows: int | None, tmp_path: Path
) -> None:
    rows = [f"样例{n},工程师,{cell},在岗" for n in range(200)]
    roster = written(tmp_path / CSV, end.join(("姓名,申报职称,部门,备注", *rows)))
    kept = [
        text for batch in open_roster(roster, batch_rows=batch_rows).batches for text in batch.table["+3"].to_pylist()
    ]
    assert kept == [read.replace("\n", "\n")] * 200


def test_bytes_of_no_encoding_beyond_what_told_the_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhicheng_cli.applicant.roster.reading_csv._HEAD", 100)
    roster = written(tmp_path / CSV, people(300), "gb18030")
    roster.write_bytes(roster.read_bytes() + b"\xff\xff,x\n")
    with pytest.raises(ZcError, match="认不出来的字"):
        names(roster, 1)


@pytest.mark.parametrize("batch_rows", [1, None])
def test_bytes_that_are_no_utf_8_beyond_what_told_the_encoding(
    batch_rows: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhicheng_cli.applicant.roster.reading_csv._HEAD", 100)
    roster = written(tmp_path / CSV, people(300))
    roster.write_bytes(roster.read_bytes() + "样例,工程师\n".encode("gb18030"))
    with pytest.raises(ZcError, match="认不出来的字"):
        names(roster, batch_rows)


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
        ([datetime(2021, 6, 1), datetime(2021, 6, 2, 8, 30)], ["2021-06-01", "2021-06-02 08:30:00"]),
        ([datetime(2018, 8, 31, 16, tzinfo=UTC), None], ["2018-09-01", ""]),
        # China had a summer time then.
        ([datetime(1988, 6, 30, 15, tzinfo=UTC), None], ["1988-07-01", ""]),
        ([datetime(2018, 9, 1, tzinfo=timezone(timedelta(hours=8))), None], ["2018-09-01", ""]),
        ([12.0, None], ["12", ""]),
        ([89.99999999999999, 96.5], ["90", "96.5"]),
        ([b"\xe6\x97\xa0", None], ["无", ""]),
        ([date(2021, 6, 1), None], ["2021-06-01", ""]),
        ([True, False], ["是", "否"]),
        ([12, 31], ["12", "31"]),
    ],
)
def test_parquet_says_what_a_cell_would_say(titles: Any, read: list[str], tmp_path: Path) -> None:
    (batch,) = open_roster(typed_parquet(tmp_path / "roster.parquet", titles)).batches
    assert batch.table["title"].to_pylist() == read


@pytest.mark.parametrize(("titles", "kind"), [([["工程师"], []], "list"), ([time(8, 30), None], "time64")])
def test_parquet_of_other_types_is_refused_with_its_column(titles: Any, kind: str, tmp_path: Path) -> None:
    roster = open_roster(typed_parquet(tmp_path / "roster.parquet", titles))
    with pytest.raises(ZcError, match=rf"“申报职称”列的类型 {kind}.* 不能当作文字"):
        list(roster.batches)


@pytest.mark.parametrize(
    "days", [pa.array([2**30, 0], pa.int32()).cast(pa.date32()), pa.array([10**15, 0], pa.timestamp("ms"))]
)
def test_parquet_of_days_that_no_calendar_has_is_refused_with_its_column(days: Any, tmp_path: Path) -> None:
    roster = open_roster(typed_parquet(tmp_path / "roster.parquet", days))
    with pytest.raises(ZcError, match="“申报职称”列有公元 1 年至 9999 年以外的日期"):
        list(roster.batches)


def test_parquet_that_is_damaged_in_the_middle(tmp_path: Path) -> None:
    roster = typed_parquet(tmp_path / "roster.parquet", ["工程师", "技术员"])
    content = roster.read_bytes()
    roster.write_bytes(content[:4] + b"\xff" * 60 + content[64:])
    with pytest.raises(ZcError, match="读到一半读不下去"):
        list(open_roster(roster).batches)


@pytest.mark.parametrize("drawn", [True, False])
def test_a_workbook_of_charts_alone_is_refused(drawn: bool, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book.active, min_col=1, min_row=1, max_row=2))
    sheet = book.create_chartsheet()
    if drawn:
        sheet.add_chart(chart)
    book.remove(book.active)
    book.save(tmp_path / "roster.xlsx")
    with pytest.raises(ZcError, match="没有工作表"):
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


@pytest.mark.parametrize("place", ["footer", "encrypted"])
def test_parquet_that_is_damaged_at_its_end_or_encrypted(place: str, tmp_path: Path) -> None:
    roster = typed_parquet(tmp_path / "roster.parquet", ["工程师", "技术员"])
    content = bytearray(roster.read_bytes())
    footer = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    content[footer : footer + 10] = b"\xff" * 10
    roster.write_bytes(content if place == "footer" else b"PARE" + content[4:])
    with pytest.raises(ZcError, match="已经损坏" if place == "footer" else "加了密"):
        open_roster(roster)


def test_parquet_that_says_the_same_without_end_is_refused(tmp_path: Path) -> None:
    """Some kilobytes tell of millions of rows, or of gigabytes of text."""
    many = pa.table({"姓名": pa.array(["甲"] * 2_000_000), "申报职称": pa.array(["工程师"] * 2_000_000)})
    parquet.write_table(many, tmp_path / "many.parquet", compression="zstd")
    with pytest.raises(ZcError, match="压缩得不像话"):
        open_roster(tmp_path / "many.parquet")
    wide = {f"部门{n}": pa.DictionaryArray.from_arrays([0] * 5_000, ["长" * 30_000]) for n in range(10)}
    parquet.write_table(
        pa.table({"姓名": ["甲"] * 5_000, "申报职称": ["工程师"] * 5_000, **wide}), tmp_path / "wide.parquet"
    )
    with pytest.raises(ZcError, match="压缩得不像话"):
        list(open_roster(tmp_path / "wide.parquet").batches)
    parquet.write_table(pa.table({"姓名": ["甲" * 40_000], "申报职称": ["工程师"]}), tmp_path / "long.parquet")
    with pytest.raises(ZcError, match="“姓名”列有一格长 40000 字"):
        list(open_roster(tmp_path / "long.parquet").batches)
