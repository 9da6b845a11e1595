"""`zc diff` and `zc show --history`: two plans beside each other, and one body through the years."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from running import Run
from years import MOVED_UP, data_with, plan_text

from zhicheng_cli.files.bundled import data_dir, load_schema

BUNDLED = str(data_dir() / "plan_2021.yaml")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A plan of 2022 in which row 26 is gone, 12 has another month, office and number, and 31 another name."""
    text = plan_text(MOVED_UP)
    start = text.index("    key: 建设工程-中级\n")
    row = text[start : text.index("  - no: 13\n")]
    later = row.replace("cutoff: 7月", "cutoff: 8月").replace("2033099", "0572-2033099")
    text = text.replace(row, later).replace("name: 市中小学(幼儿园)高级职务", "name: 市中小学教师高级职务")
    return data_with(tmp_path / "data", plan_2022=text)


def test_a_plan_that_nothing_changed_does_not_differ(zc: Run) -> None:
    result = zc("diff", "2021", "--format", "table")
    assert (result.code, result.out.splitlines()[-1]) == (0, "没有不同。")
    assert zc("diff", BUNDLED, "2021").code == 0


def test_two_years_differ_by_bodies_and_days(zc: Run, data: Path) -> None:
    result = zc("diff", "2021", "2022", "--data-dir", data, "--json")
    assert result.code == 1
    document = result.json
    Draft202012Validator(load_schema("output/diff")).validate(document)
    assert [(one["no"], one["key"]) for one in document["withdrawn"]] == [(26, "体育教练员")]
    assert document["added"] == []
    by_key = {one["new"]["key"]: one["differences"] for one in document["changed"]}
    assert by_key["建设工程-中级"] == [
        {
            "facet": "cutoff",
            "about": None,
            "old": ["7月"],
            "new": ["8月"],
            "moves": [{"who": None, "opens_days": None, "earliest_days": 31, "latest_days": 31}],
        }
    ]
    assert [one["facet"] for one in by_key["中小学教师-高级"]] == ["no", "name"]


def test_the_table_says_what_moved(zc: Run, data: Path) -> None:
    shown = zc("diff", "2021", "2022", "--data-dir", data, "--format", "table").out
    assert shown.startswith("湖州市 2021 年度（湖人社函〔2021〕57号） → 湖州市 2022 年度")
    assert "不再有 1 个，有改动 2 个，只有序号不同 19 个" in shown
    assert "只有序号不同：27→26、28→27、" in shown
    written = zc("diff", "2021", "2022", "--data-dir", data, "--format", "md").out
    assert "| 12 | 市建设工程专业中级职务评审委员会 | 截止 | 7月 | 8月 | 晚 31 天 |" in written


def test_a_body_of_another_key_is_told(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "新计划.yaml"
    file.write_text(plan_text(year=2021).replace("key: 建设工程-中级\n", "key: 建设-中级\n"), encoding="utf-8")
    document = zc("diff", BUNDLED, file, "--json").json
    assert document["added"] == [
        {"no": 12, "key": "建设-中级", "name": "市建设工程专业中级职务评审委员会", "alike": "建设工程-中级"}
    ]
    assert [one["words"] for one in document["withdrawn"]] == [None]
    shown = zc("diff", BUNDLED, file).out
    assert (
        "\t新增\t—\t市建设工程专业中级职务评审委员会\t名称与不再有的 建设工程-中级 相同，代号不同：可能是同一个"
        in shown
    )


def test_what_was_changed_within_the_year(zc: Run, tmp_path: Path) -> None:
    change = (
        "changes:\n  - {no: 12, kind: 延期, cell: cutoff, new: 7月12日, words: 延至7月12日, document: 样例〔2021〕9号, "
        "issued: 2021-06-01, evidence: text}\n  - {no: 13, kind: 撤销, words: 撤销, document: 样例〔2021〕9号, "
        "issued: 2021-06-01, evidence: text}\n"
    )
    data = data_with(tmp_path / "data", plan_2021=plan_text(year=2021, more=change))
    document = zc("diff", "2021", "--data-dir", data, "--json").json
    assert document["as_printed"] is True
    assert document["changed"][0]["differences"][0]["moves"][0] == {
        "who": None,
        "opens_days": None,
        "earliest_days": 11,
        "latest_days": -19,
    }
    assert document["withdrawn"][0]["document"] == "样例〔2021〕9号"
    shown = zc("diff", "2021", "--data-dir", data, "--format", "table").out
    assert shown.startswith("湖州市 2021 年度（湖人社函〔2021〕57号）：印发时 → 现在")
    written = zc("diff", "2021", "--data-dir", data).out
    assert "\t最早一天晚 11 天，最迟一天早 19 天\n" in written
    assert "\t不再有\t市企业创新型人才中级职务评审委员会\t—\t样例〔2021〕9号：撤销\n" in written


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("去年", "不是年度，也不是文件"),
        ("2019", "没有 2019 年度的计划"),
        ("没有.yaml", "没有.yaml"),
        ("contacts.yaml", "不是年度计划"),
    ],
)
def test_what_is_no_plan_is_refused(zc: Run, named: str, why: str) -> None:
    file = str(data_dir() / named) if named == "contacts.yaml" else named
    result = zc("diff", file, "2021")
    assert (result.code, result.out) == (2, "")
    assert why in result.err


def test_a_plan_with_errors_is_refused(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "坏.yaml"
    file.write_text(plan_text(year=2021).replace("kind: 中评委", "kind: 中评会", 1), encoding="utf-8")
    result = zc("diff", file, "2021")
    assert result.code == 2
    assert "数据文件有错" in result.err


def test_a_body_through_the_years(zc: Run, data: Path) -> None:
    asked = ("show", "12", "--history", "--data-dir", data, "--today", "2022-06-01")
    document = zc(*asked, "--json").json
    Draft202012Validator(load_schema("output/history")).validate(document)
    assert [(one["plan"]["year"], one["cutoff"]) for one in document["years"]] == [(2021, "7月"), (2022, "8月")]
    assert "截止：“7月”→“8月”（晚 31 天）" in zc(*asked).out
    gone = zc("show", "26", "--history", "--data-dir", data, "--today", "2021-06-01", "--json").json
    Draft202012Validator(load_schema("output/history")).validate(gone)
    assert [one["committee"] and one["committee"]["no"] for one in gone["years"]] == [26, None]
    assert "2022\t—\t计划里没有\t" in zc("show", "26", "--history", "--data-dir", data, "--today", "2021-06-01").out
