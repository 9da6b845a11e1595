"""Rosters as files: their formats, what is refused, who may read them, what an interruption leaves."""

from __future__ import annotations

import csv
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from make_roster import make

from zhicheng_cli.applicant.identity import is_sound
from zhicheng_cli.applicant.law.facts import FIELDS
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.cli import main
from zhicheng_cli.errors import FINDINGS, INTERRUPTED, OK, USAGE

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
openpyxl = pytest.importorskip("openpyxl")

HEADINGS = ["姓名", "身份证号", *(field.label for field in FIELDS)]
BESIDE = ("reasons", "summary", "refused")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """A heading and three hundred persons."""
    path = tmp_path_factory.mktemp("made") / "roster.csv"
    make(path, 300)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def long_roster(rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand times the three hundred: long enough to be interrupted."""
    short = write_csv(tmp_path_factory.mktemp("short") / "roster.csv", rows).read_bytes()
    heading, end, people = short.partition(b"\r\n")
    path = tmp_path_factory.mktemp("long") / "roster.csv"
    path.write_bytes(heading + end + people * 1000)
    return path


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def check(roster: Path, result: Path, *more: str) -> int:
    return main(["check", "--roster", str(roster), "-o", str(result), "--today", "2021-07-01", "-q", *more])


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def contents(result: Path) -> list[bytes]:
    return [path.read_bytes() for path in (result, *(beside(result, what) for what in BESIDE))]


def beside(result: Path, what: str) -> Path:
    return result.with_name(f"{result.stem}.{what}{result.suffix}")


@pytest.fixture
def result(rows: list[list[str]], tmp_path: Path) -> Path:
    """The result of the three hundred."""
    path = tmp_path / "result.csv"
    assert check(write_csv(tmp_path / "roster.csv", rows), path) == FINDINGS
    return path


def test_every_row_has_a_row(rows: list[list[str]], result: Path) -> None:
    heading, *answers = read_csv(result)
    assert heading[:6] == ["行号", "姓名", "身份证号", "申报职称", "结论", "最早日期"]
    assert [answer[0] for answer in answers] == [str(row) for row in range(2, 302)]
    assert [answer[1] for answer in answers] == [row[0] for row in rows[1:]]
    numbers = {row[0] for row in read_csv(beside(result, "reasons"))[1:]}
    assert {number for answer in answers for number in answer[8].split("、")} == numbers


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


def test_only_the_owner_may_read(result: Path) -> None:
    for path in (result, *(beside(result, what) for what in BESIDE)):
        assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_identity_number_is_written(rows: list[list[str]], result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = b"".join(contents(result)).decode("utf-8") + "".join(capsys.readouterr())
    assert not any(row[1] in written for row in rows[1:] if row[1])


def test_an_identity_number_in_the_wrong_place_is_masked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = "000000199001010019"
    assert not is_sound(number)
    wrong = [
        ["姓名", "身份证号", "申报职称", "最高学历"],
        [number, number, "工程师", ""],
        ["样例甲", number, "工程师", number],
        ["样例乙", number, number, ""],
    ]
    result = tmp_path / "result.csv"
    check(write_csv(tmp_path / "roster.csv", wrong), result)
    check(write_csv(tmp_path / "roster.csv", [wrong[1]]), result)
    said = "".join(capsys.readouterr())
    assert number not in b"".join(contents(result)).decode("utf-8") + said
    assert read_csv(beside(result, "refused"))[1] == [
        "3",
        "最高学历",
        "000*************19",
        "只能写 高中、中职、大专、本科、第二学士、硕士、博士",
    ]
    assert read_csv(beside(result, "refused"))[2][1:3] == ["申报职称", "000*************19"]
    assert read_csv(result)[1][9] == "身份证号的位数或校验码不对"


def test_what_a_terminal_would_obey_comes_back_spelt_out(tmp_path: Path) -> None:
    people = [
        ["姓名", "申报职称", "备\x1b[31m注"],
        ["\x1b[31m样例甲", "工程师", "\x1b]52;c;ZXZpbA==\x07"],
        ["样例乙", "工程\x1b[31m师", ""],
    ]
    result = tmp_path / "result.csv"
    check(write_csv(tmp_path / "roster.csv", people), result)
    written = b"".join(contents(result)).decode("utf-8")
    assert not set(written) & {"\x1b", "\x07"}
    assert [text in written for text in ("\\x1b[31m样例甲", "\\x1b]52;c;ZXZpbA==\\x07", "工程\\x1b[31m师")] == [
        True
    ] * 3


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_the_number_of_processes_changes_no_byte(
    jobs: str, rows: list[list[str]], result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhicheng_cli.applicant.roster.batches.BATCH_ROWS", 40)
    other = tmp_path / "other.csv"
    assert check(tmp_path / "roster.csv", other, "--jobs", jobs) == FINDINGS
    assert contents(other) == contents(result)


def test_every_format_of_the_roster_gives_the_same_answers(rows: list[list[str]], result: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.save(tmp_path / "roster.xlsx")
    columns = {heading: [row[place] or None for row in rows[1:]] for place, heading in enumerate(rows[0])}
    parquet.write_table(pa.table(columns), tmp_path / "roster.parquet")
    write_csv(tmp_path / "gbk.csv", rows, "gb18030")
    write_csv(tmp_path / "marked.csv", rows, "utf-8-sig")
    for name in ("roster.xlsx", "roster.parquet", "gbk.csv", "marked.csv"):
        other = tmp_path / "other.csv"
        assert check(tmp_path / name, other) == FINDINGS
        assert contents(other) == contents(result), name


def test_typed_cells_say_what_they_would_say_as_text(tmp_path: Path) -> None:
    from datetime import date, datetime

    heading = ["姓名", "申报职称", "评委会序号", "是否管理人员", "上年度学时总学时", "现有职称取得日期"]
    typed: list[Any] = ["样例甲", "工程师", 12, False, 96.0, date(2012, 9, 1)]
    plain = ["样例甲", "工程师", "12", "否", "96", "2012-09-01"]
    book = openpyxl.Workbook()
    book.active.append(heading)
    book.active.append([*typed[:-1], datetime(2012, 9, 1)])
    book.save(tmp_path / "typed.xlsx")
    parquet.write_table(
        pa.table({name: [value] for name, value in zip(heading, typed, strict=True)}), tmp_path / "typed.parquet"
    )
    write_csv(tmp_path / "plain.csv", [heading, plain])
    found = []
    for name in ("typed.xlsx", "typed.parquet", "plain.csv"):
        check(tmp_path / name, tmp_path / "result.csv")
        found.append(contents(tmp_path / "result.csv"))
    assert found[0] == found[1] == found[2]
    assert len(read_csv(beside(tmp_path / "result.csv", "refused"))) == 1


def test_a_workbook_and_parquet_say_what_csv_says(rows: list[list[str]], result: Path, tmp_path: Path) -> None:
    for name in ("result.xlsx", "result.parquet"):
        assert check(tmp_path / "roster.csv", tmp_path / name) == FINDINGS
    book = openpyxl.load_workbook(tmp_path / "result.xlsx")
    assert book.sheetnames == ["结果", "说明", "汇总", "退回"]
    for what, title in (("result", "结果"), ("reasons", "说明"), ("summary", "汇总"), ("refused", "退回")):
        path = result if what == "result" else beside(result, what)
        table = parquet.read_table(
            tmp_path / "result.parquet" if what == "result" else beside(tmp_path / "result.parquet", what)
        )
        expected = read_csv(path)
        sheet = [[_text(cell) for cell in row] for row in book[title].iter_rows(values_only=True)]
        assert sheet == expected, what
        columns = [[_text(cell) for cell in column.to_pylist()] for column in table.columns]
        assert [table.column_names, *map(list, zip(*columns, strict=True))] == expected


def _text(value: object) -> str:
    return "" if value is None else str(value).removesuffix(" 00:00:00").replace("\r\n", "\n")


def test_equal_answers_are_equal_bytes_in_a_workbook(rows: list[list[str]], result: Path, tmp_path: Path) -> None:
    found = []
    for name in ("one.xlsx", "two.xlsx"):
        check(tmp_path / "roster.csv", tmp_path / name)
        found.append((tmp_path / name).read_bytes())
    assert found[0] == found[1]


BAD = [
    ["姓名", "申报职称", "最高学历", "现有职称取得日期"],
    ["样例甲", "工程师", "本科", "2015-01-01"],
    ["样例乙", "工程师", "大本", "2015-02-30"],
    ["", "", "", ""],
    ["", "工程师", "", ""],
    ["样例丙", "工程师", "本科"],
    ["样例丁", "工程师", "本科", "2015-01-01", "多"],
    ["=1+1", "工程师", "", ""],
    ['样例"戊', "工\n程师", "", "2016/1/2"],
]


def test_bad_rows_are_listed_and_none_is_dropped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = tmp_path / "result.csv"
    roster = write_csv(tmp_path / "roster.csv", BAD)
    assert main(["check", "--roster", str(roster), "-o", str(result), "--today", "2021-07-01"]) == FINDINGS
    assert [row[:4] for row in read_csv(result)[1:]] == [
        ["2", "样例甲", "", "工程师"],
        ["8", "'=1+1", "", "工程师"],
        ["9", '样例"戊', "", "工\n程师"],
    ]
    assert read_csv(beside(result, "refused"))[1:] == [
        ["3", "最高学历", "大本", "只能写 高中、中职、大专、本科、第二学士、硕士、博士"],
        ["3", "现有职称取得日期", "2015-02-30", "没有这一天"],
        ["5", "姓名", "", "没有写姓名"],
        ["6", "", "", "这一行有 3 格，应有 4 格"],
        ["7", "", "", "这一行有 5 格，应有 4 格"],
    ]
    counts = {row[2]: row[3] for row in read_csv(beside(result, "summary"))}
    assert (counts["读入行数"], counts["答复"], counts["退回"], counts["空行（不算）"]) == ("7", "3", "4", "1")
    assert "退回的 4 行" in capsys.readouterr().err


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
    answers = [row[4:] for row in read_csv(result)[1:]]
    unsound = "身份证号的位数或校验码不对"
    assert [row[-1] for row in answers] == ["", f"{unsound}；{told}、处分", told, unsound]
    assert "2 行有日期只写到月" in capsys.readouterr().err
    # The last day of the month and the month are judged alike.
    assert answers[1][:-1] == answers[2][:-1]


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
            ["5", "姓名", "", "没有写姓名"],
            ["5", "申报职称", "", "没有写申报职称"],
        ]
    elif kind == "xlsx":
        found = [list(map(_text, row)) for row in openpyxl.load_workbook(result)["结果"].iter_rows(values_only=True)]
    else:
        table = parquet.read_table(result)
        found = [table.column_names, *(list(map(str, row.values())) for row in table.to_pylist())]
    assert found[0][9:] == ["备注", "序号", "部门", "手机", "备注（名册）", "部门（名册）"]
    formula = "'=1+1" if kind == "csv" else "=1+1"
    assert found[1][10:] == ["1", formula, "13000000000", "借调,\n返聘", "000*************19"]
    assert found[2][10:] == ["2", "", "", "", ""]
    assert "照抄到结果里的列：序号、部门、手机、备注、部门" in capsys.readouterr().err


def test_row_numbers_hold_over_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhicheng_cli.applicant.roster.batches.BATCH_ROWS", 3)
    many = [BAD[0], *(row for _ in range(300) for row in (BAD[1], BAD[5], BAD[2], BAD[8]))]
    result = tmp_path / "result.csv"
    check(write_csv(tmp_path / "roster.csv", many), result)
    answered = [int(row[0]) for row in read_csv(result)[1:]]
    refused = [int(row[0]) for row in read_csv(beside(result, "refused"))[1:]]
    assert answered == [row for row in range(2, 1202) if row % 4 in (2, 1)]
    assert sorted(set(refused)) == [row for row in range(2, 1202) if row % 4 in (3, 0)]


def test_cells_on_the_right_of_the_heading_are_not_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["姓名", "申报职称"], ["样例甲", "工程师"], ["样例乙", "工程师", "本科"]):
        book.active.append(row)
    book.save(tmp_path / "roster.xlsx")
    write_csv(
        tmp_path / "roster.csv", [["姓名", "申报职称", ""], ["样例甲", "工程师", ""], ["样例乙", "工程师", "本科"]]
    )
    for name in ("roster.xlsx", "roster.csv"):
        check(tmp_path / name, tmp_path / "result.csv")
        assert [row[1] for row in read_csv(tmp_path / "result.csv")[1:]] == ["样例甲"]
        assert read_csv(beside(tmp_path / "result.csv", "refused"))[1][0] == "3"


@pytest.mark.parametrize("start", list("=+-@＝＋－＠\t"))
def test_no_cell_is_run_by_a_spreadsheet(start: str, tmp_path: Path) -> None:
    rows = [["姓名", "申报职称"], [f"{start}cmd", "工程师"]]
    result = tmp_path / "result.csv"
    check(write_csv(tmp_path / "roster.csv", rows), result)
    assert read_csv(result)[1][1] == f"'{start}cmd"
    check(write_csv(tmp_path / "roster.csv", rows), tmp_path / "result.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "result.xlsx")["结果"]
    assert sheet["B2"].value.endswith("cmd")
    assert sheet["B2"].data_type == "s"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "姓名,申报职称\n样例甲,工程师\n".encode("utf-16")[:-1], "编码认不出来"),
        ("a.csv", "姓名,申报职称\n样例甲,工程师\n".encode("utf-32"), "编码认不出来"),
        ("a.csv", b"\xff\xff\xff", "编码认不出来"),
        ("a.csv", b"", "缺少这些列"),
        ("a.csv", "姓名,申报职称\n样例甲,\"工程师\n".encode(), "名册"),
        ("a.xlsx", b"PK\x03\x04nothing", "不是 xlsx 文件"),
        ("a.parquet", b"PAR1nothing", "不是 Parquet 文件"),
        ("a.ods", b"", ".ods 读不了（在 Excel、WPS 或 LibreOffice 里另存为 .xlsx）"),
        ("a.xls", b"", ".xls 读不了"),
        ("a.doc", b"", "看不出名册的格式"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "旧的 .xls 格式"),
        ("a.xlsx", b"\xef\xbb\xbf\n<html><table></table></html>", "网页或 XML"),
        (None, b"", "没有名册文件"),
    ],
)  # fmt: skip
def test_what_is_no_roster_is_said_in_chinese(
    name: str | None, content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / (name or "none.csv")
    if name:
        roster.write_bytes(content)
    result = tmp_path / "result.csv"
    result.write_text("old", encoding="utf-8")
    assert check(roster, result) == USAGE
    assert said in capsys.readouterr().err
    assert result.read_text(encoding="utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} <= {roster.name, "result.csv"}


def test_damage_further_on_leaves_the_old_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster, result = tmp_path / "roster.csv", tmp_path / "result.csv"
    line = "样例甲,工程师\n".encode()
    roster.write_bytes("姓名,申报职称\n".encode() + line * 200_000 + b"\xff\xfe,x\n" + line)
    result.write_text("old", encoding="utf-8")
    assert check(roster, result) == USAGE
    assert "UTF-8" in capsys.readouterr().err
    assert result.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["result.csv", "roster.csv"]


def test_the_roster_itself_is_never_overwritten(rows: list[list[str]], tmp_path: Path) -> None:
    roster = write_csv(tmp_path / "roster.csv", rows)
    before = roster.read_bytes()
    assert check(roster, roster) == USAGE
    other = write_csv(tmp_path / "a.refused.csv", rows)
    assert check(other, tmp_path / "a.csv") == USAGE
    assert roster.read_bytes() == other.read_bytes() == before


def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("zhicheng_cli.cli.commands.judge_roster.find_spec", lambda name: None)
    assert check(tmp_path / "roster.csv", tmp_path / "result.csv") == USAGE
    assert 'pip install "zhicheng-cli[roster]"' in capsys.readouterr().err


def _begin(roster: Path, result: Path) -> subprocess.Popen[bytes]:
    """A process that is in the middle of writing."""
    command = [sys.executable, "-m", "zhicheng_cli", "check", "--roster", str(roster), "-o", str(result), "-q"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if any(path.stat().st_size > 100_000 for path in result.parent.glob(".result.csv.*")):
            break
        time.sleep(0.01)
    assert process.poll() is None
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
@pytest.mark.parametrize(
    ("number", "code"), [("SIGKILL", None), *((name, INTERRUPTED) for name in ("SIGTERM", "SIGINT", "SIGHUP"))]
)
def test_interrupted_no_half_file_stands_under_the_name(
    number: str, code: int | None, long_roster: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    result = folder / "result.csv"
    for path in (result, *(beside(result, what) for what in BESIDE)):
        path.write_text("old", encoding="utf-8")
    process = _begin(long_roster, result)
    os.kill(process.pid, getattr(signal, number))
    ended = process.wait(60)
    assert code is None or ended == code
    assert set(contents(result)) == {b"old"}
    if code is not None:
        assert len(list(folder.iterdir())) == 4
    for left in folder.glob(".*"):
        assert stat.S_IMODE(left.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.csv"])
def test_a_blank_roster_is_a_roster(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = tmp_path / name
    assert main(["new", "roster", "-o", str(roster)]) == OK
    assert sys.platform == "win32" or stat.S_IMODE(roster.stat().st_mode) == 0o600
    assert main(["new", "roster", "-o", str(roster)]) == USAGE
    assert "已经有" in capsys.readouterr().err
    assert main(["new", "roster", "-o", str(roster), "--force", "-q"]) == OK
    assert check(roster, tmp_path / "result.csv") == FINDINGS
    assert {row[2]: row[3] for row in read_csv(beside(tmp_path / "result.csv", "summary"))}["读入行数"] == "0"


def test_the_blank_workbook_helps_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    main(["new", "roster", "-o", str(path), "-q"])
    book = openpyxl.load_workbook(path)
    sheet, how = book["名册"], book["填写说明"]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS)
    assert sheet.freeze_panes == "B2"
    assert all(cell.comment and cell.number_format == "@" for cell in sheet[1])
    text = [one for one in sheet.column_dimensions.values() if one.number_format == "@"]
    assert sum(one.max - one.min + 1 for one in text) == len(HEADINGS)
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    closed = [field for field in FIELDS if field.shape.value in ("choice", "flag")]
    assert len(lists) == len(closed)
    assert '"评审,推荐,初定,确认,直通车"' in lists.values()
    assert {row[0].value for row in how.iter_rows(min_row=6)} == set(HEADINGS)


def test_the_examples_of_the_blank_can_be_read() -> None:
    from zhicheng_cli.applicant.law.facts import BY_NAME
    from zhicheng_cli.applicant.roster.cells import Cells
    from zhicheng_cli.plan.dataset import Dataset
    from zhicheng_cli.views.exports.roster_blank import columns

    cells = Cells(Dataset(year=2021).search)
    labels = {field.label: field.name for field in FIELDS}
    for column in columns():
        if column.heading in labels:
            assert cells.read(column.example, BY_NAME[labels[column.heading]]) is not None


@pytest.mark.parametrize("words", [["new"], ["new", "roster", "-h"], ["new", "dossier", "-h"], ["new", "-h"]])
def test_new_explains_itself(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == OK
    assert "用法：zc new" in capsys.readouterr().out
