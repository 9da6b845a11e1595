"""Rosters as files: their formats, what is refused, who may read them, what an interruption leaves."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from applicant.roster.sample_results import BESIDE, answers, beside, check, contents, read_csv, text_of, write_csv

from zhicheng_cli.applicant.identity import is_sound
from zhicheng_cli.applicant.law.facts import FIELDS
from zhicheng_cli.cli import main
from zhicheng_cli.errors import FINDINGS, INTERRUPTED, OK, USAGE

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
openpyxl = pytest.importorskip("openpyxl")

HEADINGS = ["姓名", "身份证号", *(field.label for field in FIELDS)]


@pytest.fixture(scope="module")
def long_roster(rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand times the three hundred: long enough to be interrupted."""
    short = write_csv(tmp_path_factory.mktemp("short") / "roster.csv", rows).read_bytes()
    heading, end, people = short.partition(b"\r\n")
    path = tmp_path_factory.mktemp("long") / "roster.csv"
    path.write_bytes(heading + end + people * 1000)
    return path


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
        "样例甲",
        "最高学历",
        "000*************19",
        "只能写 高中、中职、大专、本科、第二学士、硕士、博士",
    ]
    assert read_csv(beside(result, "refused"))[2][1:4] == ["样例乙", "申报职称", "000*************19"]
    assert answers(result)[0]["备注"] == "身份证号的位数或校验码不对"


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
    assert book.sheetnames == ["结果", "退回", "汇总", "说明"]
    for what, title in (("result", "结果"), ("reasons", "说明"), ("summary", "汇总"), ("refused", "退回")):
        path = result if what == "result" else beside(result, what)
        table = parquet.read_table(
            tmp_path / "result.parquet" if what == "result" else beside(tmp_path / "result.parquet", what)
        )
        expected = read_csv(path)
        sheet = [[text_of(cell) for cell in row] for row in book[title].iter_rows(values_only=True)]
        assert sheet == expected, what
        columns = [[text_of(cell) for cell in column.to_pylist()] for column in table.columns]
        assert [table.column_names, *map(list, zip(*columns, strict=True))] == expected


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
        ["3", "样例乙", "最高学历", "大本", "只能写 高中、中职、大专、本科、第二学士、硕士、博士"],
        ["3", "样例乙", "现有职称取得日期", "2015-02-30", "没有这一天"],
        ["5", "", "姓名", "", "没有写姓名"],
        ["6", "样例丙", "", "", "这一行有 3 格，应有 4 格"],
        ["7", "样例丁", "", "", "这一行有 5 格，应有 4 格"],
    ]
    counts = {row[2]: row[3] for row in read_csv(beside(result, "summary"))}
    assert (counts["读入行数"], counts["答复"], counts["退回"], counts["空行（不算）"]) == ("7", "3", "4", "1")
    assert "退回的 4 行" in capsys.readouterr().err


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
