"""`zc import`: from a file to what stands in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from places import ROOT
from running import Run
from sample_notice import ROWS, notice_text, table_text

from zhicheng_cli.files.bundled import load_schema

SCHEMA = Draft202012Validator(load_schema("output/import"))


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "通知.txt"
    file.write_text(notice_text(), encoding="utf-8")
    return file


def test_json(zc: Run, notice: Path) -> None:
    result = zc("import", notice, "--json")
    assert result.code == 0
    SCHEMA.validate(result.json)
    assert [row["printed"]["name"] for row in result.json["rows"]] == [row[1] for row in ROWS]
    assert result.json["notice"]["number"] == "样人社函〔2031〕5号"
    assert result.json["rows"][1]["windows"]["cutoff"] == [
        {
            **{"opens": None, "earliest": "2031-07-15", "latest": "2031-07-15"},
            **{"precision": "day", "audience": None, "batch": None},
        }
    ]


def test_screen(zc: Run, notice: Path) -> None:
    result = zc("import", notice, "--format", "table")
    assert "样人社函〔2031〕5号；样例市人力资源和社会保障局；2031 年度" in result.out
    assert "评委会 5 行 = 读入 5 行 + 没有读入 0 行" in result.out


def test_what_must_be_looked_at_ends_with_one(zc: Run, notice: Path) -> None:
    notice.write_text(notice_text(table_text([[*ROWS[0][:4], "待定", *ROWS[0][5:]]])), encoding="utf-8")
    result = zc("import", notice, "--format", "table")
    assert result.code == 1
    assert re.search(r"W423 +1 +接收材料截止时间 +第15行 +时间“待定”还没有定", result.out)
    assert "有 1 处要核对" in result.err
    assert zc("import", notice).out.splitlines()[0].startswith("序号\t评委会")


def test_a_refusal(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一段文字", encoding="utf-8")
    result = zc("import", file, "--json")
    assert result.code == 2
    SCHEMA.validate(result.json)
    assert (result.json["refused"], result.json["rows"]) == (True, [])
    assert result.error["message"].startswith("没有找到评审计划表")
    assert zc("import", file).out == ""
    assert zc("import", tmp_path / "没有.txt").code == 2
    assert zc("import", tmp_path).code == 2


def test_the_notice_of_2021(zc: Run) -> None:
    """Its text comes to the very cells of the plan that was made from it by hand."""
    import yaml

    result = zc("import", ROOT / "data" / "notice_2021.txt", "--json")
    assert result.code == 0
    plan = yaml.load((ROOT / "data" / "plan_2021.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    contacts = yaml.load((ROOT / "data" / "contacts.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    told = [{key: one for key, one in row["printed"].items() if isinstance(one, str)} for row in result.json["rows"]]
    assert told == [{"no": row["no"], **row["printed"]} for row in plan["committees"]]
    assert [one["phone"] for one in result.json["contacts"]] == [
        one["printed"]["phone"] for one in contacts["contacts"]
    ]
    assert json.dumps(result.json["findings"]) == "[]"
