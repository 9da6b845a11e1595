"""Where JSON was asked for, a program reads what goes wrong, too: one line on stderr."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from known_data import copy_data
from places import TESTS
from running import Run

from zhicheng_cli.cli.commands import plan_command
from zhicheng_cli.files.bundled import load_schema

JULY = ["--today", "2021-07-01"]
ERROR, NOTE = (Draft202012Validator(load_schema(f"output/{name}")) for name in ("error", "note"))


@pytest.mark.parametrize(
    ("words", "code", "message", "hint"),
    [
        # What is wrong stands before or behind what asks for JSON, or is it.
        (["plan", "--moth", "7", "--json"], 2, "没有“--moth”这个选项", "是不是想写 --month；用法见 zc plan -h"),
        (["plan", "--json", "--month"], 2, "选项 --month 后面要写一个值", "用法见 zc plan -h"),
        (["plan", "--json", "--json=1"], 2, "选项 --json 后面不写值", "用法见 zc plan -h"),
        (["plan", "--format", "json", "三"], 2, "多出了参数 “三”", "用法见 zc plan -h"),
        (["plan", "--format=jsonl", "--fields", "甲"], 2, "没有这一列：甲", "这里有：序号 no、"),
        (["plan", "－－json"], 2, "“－－json”里有中文输入法的全角字符", "应写成 --json"),
        (["plan", "--json", "--format", "csv"], 2, "--json 和 --format csv 不能同时用", "只留一个"),
        (["deadline", "--json"], 2, "没有写是哪个评委会", "例如"),
        (["match", "--json"], 2, "缺少选项 --title", "用法见 zc match -h"),
        (["plan", "--level", "中及", "--json"], 2, "没有这个级别：中及", "是否想写“中级”？"),
        (["plan", "--json", "--data-dir", "没有的"], 2, "没有这个数据文件夹：没有的", ""),
        (["workday", "2027-01-04", "--json"], 2, "2027-01-04 的工作日安排不在数据里", "--provisional"),
        (["rules", "--standard", "出版", "--json"], 1, "没有查到出版系列可以引用的标准", "有标准的系列"),
        (["completion", "--json"], 2, "没有“--json”这个选项", ""),
        (["--json"], 2, "没有“--json”这个选项", ""),
    ],
)
def test_an_error_is_one_line_of_json(zc: Run, words: list[str], code: int, message: str, hint: str) -> None:
    result = zc(words[0], "-q", *words[1:])
    assert (result.code, result.out) == (code, "")
    assert result.err.count("\n") == 1
    ERROR.validate(json.loads(result.err))
    assert (result.error["exit_code"], result.error["findings"]) == (code, [])
    assert message in result.error["message"]
    assert hint in result.error["hint"]


@pytest.mark.parametrize("words", [["plan", "--bad", "--", "--json"], ["plan", "--format", "csv", "--bad"]])
def test_without_json_an_error_is_a_sentence(zc: Run, words: list[str]) -> None:
    assert zc(*words).err.startswith("没有“--bad”这个选项（")


def test_several_that_could_be_meant_are_named(zc: Run) -> None:
    told = zc("show", "建设", "--json").error["message"].splitlines()
    assert any(line.startswith("  12  市建设工程专业中级职务评审委员会") for line in told)


def test_what_is_said_beside_an_answer_is_json_too(zc: Run) -> None:
    result = zc("plan", "--month", "7", "--json", "--year", "2021", "--today", "2023-07-01")
    notes = [json.loads(line) for line in result.err.splitlines()]
    for one in notes:
        NOTE.validate(one)
    assert [one["note"][:2] for one in notes] == ["注意", "另有"]
    assert zc("plan", "--month", "7", "--json", "-q", *JULY).err == ""
    # Nothing fits: the answer is there, and empty.
    nothing = zc("plan", "--month", "9", "-c", "12", "--json", *JULY)
    assert (nothing.code, nothing.json["committees"]) == (1, [])
    NOTE.validate(json.loads(nothing.err))


def test_data_with_errors_are_told_finding_by_finding(zc: Run, tmp_path: Path) -> None:
    data = copy_data(tmp_path / "data")
    plan = data / "plan_2021.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("year: 2021", "yaer: 2021", 1), encoding="utf-8")
    result = zc("plan", "--json", "--data-dir", data, *JULY)
    ERROR.validate(json.loads(result.err))
    assert result.error["message"] == "数据文件有错，不能据此作答"
    places = {(Path(one["file"]).name, one["code"], one["severity"]) for one in result.error["findings"]}
    assert ("plan_2021.yaml", "E202", "error") in places
    assert "是否想写“year”？" in {one["hint"] for one in result.error["findings"]}


def test_a_dossier_with_errors_and_one_without(zc: Run, tmp_path: Path) -> None:
    broken = tmp_path / "110101199003070011.yaml"
    broken.write_text("format: zc.dossier/1\napplcant: {}\n", encoding="utf-8")
    result = zc("check", TESTS / "dossiers" / "review.yaml", broken, "--json", *JULY)
    assert (result.code, len(result.json["assessments"])) == (2, 1)
    ERROR.validate(json.loads(result.err.splitlines()[-1]))
    assert result.error["message"].startswith("没有判定：")
    assert "E202" in {one["code"] for one in result.error["findings"]}
    assert "199003" not in result.err


def test_a_notice_of_days_off_that_cannot_be_read(zc: Run, tmp_path: Path) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text("一段文字", encoding="utf-8")
    result = zc("workday", "import", notice, "--source", "国办发明电〔2025〕7号", "--json")
    assert result.code == 1
    assert (result.error["message"], result.error["exit_code"]) == ("没有读成，什么也没有写", 1)
    assert result.error["findings"] == result.json["findings"]


def test_subscriptions_with_errors(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.yaml"
    file.write_text("format: zc.subscriptions/1\nsubscribers: 三\n", encoding="utf-8")
    result = zc("remind", file, "--dry-run", "--json", *JULY)
    assert (result.code, result.out) == (2, "")
    assert (result.error["message"], result.error["hint"]) == ("订阅文件有错，什么也没有发", "请先改正")
    assert result.error["findings"]


def test_a_defect_of_ours_is_told_in_json(zc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_command, "select", lambda *_: 1 / 0)
    result = zc("plan", "--json", *JULY)
    assert (result.code, result.error["exit_code"]) == (2, 2)
    assert "程序内部出错：ZeroDivisionError" in result.error["message"]


def test_an_encoding_that_lacks_a_character_loses_none() -> None:
    program = "import sys; from zhicheng_cli.cli import main; sys.exit(main(['show', '䶮𠮷', '--json']))"
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", program],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "gbk", "PATH": ""},
    )
    assert "䶮𠮷" in json.loads(done.stderr.decode("gbk"))["error"]["message"]
