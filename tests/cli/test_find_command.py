"""`zc find`, and every word that is no command: the answer first, for people and for programs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from running import Run
from sample_city import data_of_two_cities

from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.views.screen.terminal import cell_width

JUNE = ("--today", "2021-06-01")
#: Typed, and which answer of the document, with the numbers of the first rows or contacts of the notice.
ANSWERS: tuple[tuple[str, str, list[int]], ...] = (
    ("机械 工程师", "committee", [9, 13]),
    ("电梯 南浔", "committee", [9, 35]),
    ("12", "committee", [12]),
    ("3 12", "several", [3, 12]),
    ("7月", "several", [3, 8]),
    ("工程师", "several", [6, 7]),
    ("会计师", "exam", [18]),
    ("主管护师", "exam", []),
    ("软考", "exam", []),
    ("货车司机", "none", []),
    ("湖州师范学院", "none", []),
    ("7月 机械", "none", []),
    ("继续教育 建筑", "contacts", [1]),
    ("继续教育 快递", "contacts", []),
    ("彭永财", "contacts", [1]),
    ("2033099", "several", [4, 5]),
    ("建设工程 中级", "committee", [12]),
    ("一级教师 德清", "committee", [45, 33]),
    # Only where the employer is tells these two apart; only the title tells these four.
    ("一级教师", "several", [33, 45]),
    ("教师", "several", [31, 33]),
    ("机械 暖通 工程师", "several", [9, 12]),
)


@pytest.mark.parametrize(("typed", "answer", "numbers"), ANSWERS, ids=[one[0] for one in ANSWERS])
def test_the_document(zc: Run, typed: str, answer: str, numbers: list[int]) -> None:
    done = zc(*typed.split(), "--json", *JUNE)
    document = done.json
    Draft202012Validator(load_schema("output/find")).validate(document)
    assert document["answer"] == answer
    assert done.code == (answer == "none")
    found = document["contacts" if answer == "contacts" else "committees"]
    assert [one["no"] for one in found][: len(numbers)] == numbers
    assert zc("find", *typed.split(), "--json", *JUNE) == done


@pytest.mark.parametrize("typed", [one[0] for one in ANSWERS])
@pytest.mark.parametrize("columns", [80, 120])
def test_the_screen_begins_with_the_answer_and_fits(
    zc: Run, monkeypatch: pytest.MonkeyPatch, typed: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = zc(*typed.split(), "--format", "table", *JUNE).out.splitlines()
    assert lines[0].startswith("按 ")
    assert len(lines) <= 24
    assert max(map(cell_width, lines)) <= columns


def test_the_best_row_stands_in_the_first_lines(zc: Run) -> None:
    """Row 9 of 附件1: 6月, 市职业资格指导服务中心 2033099; 1 June 2021 is a Tuesday, 30 June a Wednesday."""
    lines = zc("机械", "工程师", "--format", "table", *JUNE).out.splitlines()
    first = "\n".join(lines[:8])
    for told in (
        "9 号  市第一工程专业中级职务评审委员会",
        "6月：稳妥 06-01、最迟 06-30（还有29天）",
        "指导服务中心 2033099",
    ):
        assert told in first
    rest = "\n".join(lines[8:])
    assert "13    市企业创新型人才中级评委会" in rest
    assert "等”字）：6、11 号" in rest or "等”字）：11、6 号" in rest
    assert "初定：29 号" in rest


def test_an_examination_is_said_and_no_day(zc: Run) -> None:
    out = zc("会计师", "--format", "table", *JUNE).out
    assert "“会计师”由考试取得，没有评委会收材料" in out
    assert "高级会计师、正高级会计师" in out
    assert "2021-0" not in out.replace("2021-05-25", "")
    assert "稳妥" not in out


@pytest.mark.parametrize(
    ("typed", "tells"), [("一级教师", "县区"), ("工程师", "专业或工作"), ("教师", "职称或级别")], ids=str
)
def test_of_several_it_is_said_what_would_tell(zc: Run, typed: str, tells: str) -> None:
    assert f"写上{tells}才能定是哪一个" in zc(typed, "--format", "table", *JUNE).out


def test_all_shows_the_rest(zc: Run) -> None:
    few = zc("2033099", "--format", "table", *JUNE).out
    every = zc("2033099", "--all", "--format", "table", *JUNE).out
    assert "--all 列出其余 " in few
    assert "--all" not in every
    assert "文学创作" in every


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("机械 --title 工程师", "机械 工程师"),
        ("工程师 --specialty 机械", "机械 工程师"),
        ("电梯 --county 南浔", "电梯 南浔"),
        ("find --specialty 机械 --title 工程师", "机械 工程师"),
    ],
)
def test_options_behind_words(zc: Run, words: str, same: str) -> None:
    def asked(typed: str) -> dict[str, Any]:
        document: dict[str, Any] = zc(*typed.split(), "--json", *JUNE).json
        return {name: value for name, value in document.items() if name != "words"}

    assert asked(words) == asked(same)


def test_in_a_pipe_the_rows_are_data_and_the_words_on_stderr(zc: Run) -> None:
    done = zc("机械", "火星", "怎么评", *JUNE)
    head, first, *_ = done.out.splitlines()
    assert head.split("\t")[:2] == ["序号", "评委会"]
    assert first.split("\t")[:2] == ["9", "市第一工程专业中级职务评审委员会"]
    assert done.err.splitlines() == ["按 专业 机械 查找", "没有看懂：火星", "没有用上：怎么评"]


def test_contacts_in_a_pipe(zc: Run) -> None:
    head, first = zc("继续教育", "建筑", *JUNE).out.splitlines()
    assert head.split("\t")[3:5] == ["联系人", "联系电话"]
    assert first.split("\t")[3:5] == ["彭永财", "2211516"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["find"], "没有写要找什么"),
        ([""], "没有写要找什么"),
        (["\x07\u200b"], "没有写要找什么"),
        (["机" * 1000], "写得太长了"),
        (["何雅琴"], "不知道“何雅琴”"),
        (["xyzzy"], "不知道“xyzzy”"),
        (["13月"], "没有 13 月"),
        (["工程师", "高级工程师"], "写了 2 个职称"),
        (["德清", "安吉", "电梯"], "写了 2 个县区"),
        (["99"], "没有序号为 99 的评委会"),
        (["--", "-x"], "没有“-x”这个选项"),
        (["find", "--", "--month"], "不知道“-month”"),
        (["机械", "--mnth", "7"], "没有“--mnth”这个选项"),
        # Slips of commands, in whatever letters.
        (["plna", "机械"], "没有“plna”这个命令（是不是想写 plan"),
        (["ＰＬＮＡ"], "没有“ＰＬＮＡ”这个命令（是不是想写 plan"),
        (["?!"], "没有“?!”这个命令"),
    ],
)
def test_what_cannot_be_answered_is_a_sentence(zc: Run, words: list[str], told: str) -> None:
    done = zc(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1].startswith(told)


@pytest.mark.parametrize(
    ("typed", "numbers"), [("CNC", [9]), ("ＣＮＣ", [9]), ("software engineer", [9]), ("１２", [12])]
)
def test_words_in_latin_letters_that_are_like_no_command(zc: Run, typed: str, numbers: list[int]) -> None:
    assert [one["no"] for one in zc(*typed.split(), "--json", *JUNE).json["committees"]][:1] == numbers


def test_a_command_wins_over_a_word(zc: Run) -> None:
    assert zc("plan", "--json", *JUNE).json["format"] == "zc.plan/2"
    assert zc("find", "plan", *JUNE).code == 2


@pytest.mark.parametrize("line", ["zc find 助理工", "zc 助理工", "zc 机械 助理工"])
def test_words_are_completed(line: str) -> None:
    asked = {"_ZC_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    done = subprocess.run(
        [sys.executable, "-m", "zhicheng_cli"], env={**os.environ, **asked}, capture_output=True, check=True
    )
    assert done.stdout.decode().split() == ["助理工程师", "助理工艺美术师"]


@pytest.mark.parametrize("typed", ["乙 建筑 工程师", "建筑工程师乙县", "建筑", "2", "10月", "继续教育"])
def test_the_second_city_is_asked_in_the_same_words(zc: Run, tmp_path: Path, typed: str) -> None:
    data = data_of_two_cities(tmp_path)
    done = zc(*typed.split(), "--json", "--city", "样例市", "--data-dir", data, "--today", "2022-06-01")
    assert done.code == 0, done.err
    assert done.json["plan"]["region"] == "样例市"
    assert done.json["committees"] or done.json["contacts"]
