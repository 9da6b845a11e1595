"""A letter to each person of a roster: what it says, what it is called, where none is written."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from applicant.roster.sample_results import write_csv

from zhicheng_cli.cli import main
from zhicheng_cli.errors import OK, USAGE

pytest.importorskip("pyarrow")
docx = pytest.importorskip("docx")

HEADING = ["姓名", "身份证号", "申报职称", "申报专业", "评委会序号", "在职状态", "单位", "邮箱"]
FULL = ["样例甲", "", "工程师", "建筑", "12", "在职", "样例公司", "a@example.org"]


def write(tmp_path: Path, rows: list[list[str]], *more: str, today: str = "2021-06-10") -> int:
    roster = write_csv(tmp_path / "roster.csv", [HEADING, *rows])
    return main(["check", "--roster", str(roster), "--letters", str(tmp_path / "letters"), "--today", today, *more])


def letters(tmp_path: Path) -> dict[str, str]:
    """The texts of the letters, by their names."""
    return {path.name: text_of(path) for path in sorted((tmp_path / "letters").iterdir())}


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = ("\t".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def test_a_letter_tells_verdicts_what_is_missing_and_what_to_do_by_when(tmp_path: Path) -> None:
    assert write(tmp_path, [FULL, ["样例乙", "", "会计师", "会计", "", "", "", ""]]) == OK
    told = letters(tmp_path)
    assert list(told) == ["002_样例甲_工程师.docx", "003_样例乙_会计师.docx"]
    first, second = told.values()
    assert first.startswith("职称申报核对结果\n样例甲：\n您申报工程师（建筑），按湖州市2021年度")
    for words in (
        "条件（职称、学历、年限、考试、处分等）：未知",
        "评委会：12  市建设工程专业中级职务评审委员会",
        # Annex 1, row 12: 7月; 1 July 2021 is a Thursday, 31 July a Saturday.
        "2021-07-01 以前，最迟 2021-07-30\t交材料\t市职业资格指导服务中心 2033099\t[2]",
        "[2] 湖人社函〔2021〕57号 附件1 第12行 接收材料截止时间 · 通知或法规原文",
        "请告诉单位人事：",
        "固定电话区号 0572",
        "不代替评审委员会和人力社保部门的审核",
    ):
        assert words in first
    assert "核对时找的" not in first
    # An exam gives this title: nothing is got ready, nothing is asked for, and no day is named.
    assert "由考试取得，没有评委会收材料" in second
    assert not any(words in second for words in ("要做的事", "请告诉单位人事", "07-"))


def test_a_committee_that_was_found_is_said_to_be_found(tmp_path: Path) -> None:
    write(tmp_path, [["样例甲", "", "工程师", "建筑", "", "", "", ""]])
    (told,) = letters(tmp_path).values()
    assert "评委会：12  市建设工程" in told
    assert "评委会是核对时找的：按职称和专业找的，请核对" in told


def test_names_of_files_are_safe_and_no_two_the_same(tmp_path: Path) -> None:
    number = "000000199001010019"
    names = [
        "样例甲",
        "样例甲",
        'a/b\\c:*?"<>|',
        "CON",
        "样例\x00乙\x1b[31m",
        "甲" * 500,
        f"样例{number}",
        " ．. ",
        "",
        "样例丙",
    ]
    rows = [[name, *FULL[1:]] for name in names]
    rows[-1][2] = "没有的职称"
    assert write(tmp_path, rows) == OK
    told = letters(tmp_path)
    # Without a name there is no letter, nor where the row cannot be read.
    assert len(told) == len(names) - 2
    assert [name[:4] for name in told] == [f"{row:03}_" for row in range(2, 10)]
    for name, text in told.items():
        assert not set(name) & set('<>:"/\\|?*\x00\x1b ')
        assert len(name) < 100
        assert name.removesuffix(".docx")[-1] not in ". _"
        assert number not in name + text
        assert "\x1b" not in text
    path = tmp_path / "letters"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert {stat.S_IMODE(one.stat().st_mode) for one in path.iterdir()} == {0o600}


def test_letters_and_result_are_written_together(tmp_path: Path) -> None:
    write(tmp_path, [FULL], "-o", str(tmp_path / "result.csv"))
    assert (tmp_path / "result.csv").exists()
    assert len(letters(tmp_path)) == 1


def test_old_letters_stay_and_nothing_is_mixed_with_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, [FULL])
    before = letters(tmp_path)
    assert write(tmp_path, [FULL, FULL]) == USAGE
    assert "已经有信" in capsys.readouterr().err
    assert letters(tmp_path) == before


def test_a_roster_without_rows_has_no_letters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write(tmp_path, []) == OK
    assert letters(tmp_path) == {}
    assert "没有读得出的人" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="here everybody may write")
def test_a_folder_that_may_not_be_written_to_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # pragma: no cover
    (tmp_path / "letters").mkdir(0o500)
    assert write(tmp_path, [FULL]) == USAGE
    assert "没有权限" in capsys.readouterr().err


def test_a_folder_that_is_a_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letters").write_text("x", encoding="utf-8")
    assert write(tmp_path, [FULL]) == USAGE
    assert "不能建立文件夹" in capsys.readouterr().err


def test_letters_are_for_rosters_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "x.yaml", "--letters", str(tmp_path)]) == USAGE
    assert "--letters 只用于名册" in capsys.readouterr().err


def test_a_row_with_something_under_no_heading_has_no_letter(tmp_path: Path) -> None:
    roster = write_csv(tmp_path / "roster.csv", [[*HEADING, ""], [*FULL, ""], [*FULL, "x"]])
    main(["check", "--roster", str(roster), "--letters", str(tmp_path / "letters"), "--today", "2021-06-10"])
    assert list(letters(tmp_path)) == ["002_样例甲_工程师.docx"]
