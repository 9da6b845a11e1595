"""`zc plan draft`, `zc plan approve`: from last year's plan to one that a person has looked through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from places import ROOT
from running import Run

from zhicheng_cli.files.document import parse
from zhicheng_cli.notices.drafts.plan_draft import draft_from
from zhicheng_cli.plan.approval import PlanStanding, digest_of, standing_of

PLAN = ROOT / "data" / "plan_2021.yaml"


def value_of(data: bytes) -> dict[str, Any]:
    document, found = parse(data, "plan.yaml")
    assert document is not None
    assert found == []
    return document.value  # type: ignore[no-any-return]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A draft of which nothing is left to be found out."""
    file = tmp_path / "plan_2021.yaml"
    file.write_text(
        PLAN.read_text(encoding="utf-8").replace("issued: 2021-05-25", "issued: 2021-05-25\n  status: draft", 1),
        encoding="utf-8",
    )
    return file


def test_a_draft_carries_the_words_and_marks_what_is_old(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan_2022.yaml"
    assert zc("plan", "draft", "--year", "2022", "--from", "2021", "-o", file).code == 0
    made, old = value_of(file.read_bytes()), value_of(PLAN.read_bytes())
    marked = "湖人社函〔2021〕57号（2021年度的，未核实）"
    assert (made["plan"]["year"], made["plan"]["document"], made["plan"]["status"]) == (2022, marked, "draft")
    for row, before in zip(made["committees"], old["committees"], strict=True):
        assert row["notes"][0] == {"about": "name", "text": f"未核实：抄自2021年度的第{before['no']}行"}
        assert {key: row[key] for key in before if key not in ("notes", "source")} == {
            key: before[key] for key in before if key not in ("notes", "source")
        }
    assert all(one["text"].startswith("（未核实）") for one in made["clauses"])
    assert {one["basis"]["document"] for one in made["ready"]} == {marked}
    checked = zc("validate", file)
    assert {line.split(": ")[1][:4] for line in checked.out.splitlines()} == {"W322", "N301", "N302", "N338"}
    refused = zc("plan", "approve", file, "--by", "张三")
    assert refused.code == 2
    assert refused.err.startswith("还有写着“未核实”的地方：plan.document、plan.title、clauses[0].text等 ")
    again = zc("plan", "draft", "--year", "2022", "-o", file)
    assert again.code == 2, "what is there stays"
    assert "先把它移走" in again.err, "there is no --force"
    assert zc("plan", "draft", "--year", "2022").out == file.read_text(encoding="utf-8")


def test_a_draft_from_a_year_that_is_not_before(zc: Run) -> None:
    assert zc("plan", "draft", "--year", "2021", "--from", "2021").err.startswith("2021 年度不在 2021 年度以前")
    assert zc("plan", "draft", "--year", "2021").err.startswith("没有 2020 年度的计划")


def test_rows_are_drafted_as_they_hold_now_and_counted_anew() -> None:
    value = value_of(PLAN.read_bytes())
    said = {"document": "某函〔2021〕9号", "issued": "2021-06-30", "words": "照改"}
    changes = [
        {"kind": "撤销", "no": 1, **said},
        {"kind": "延期", "no": 2, **said, "cell": "cutoff", "old": "8月", "new": "9月"},
    ]
    made = draft_from({**value, "changes": changes}, 2022)
    first = made["committees"][0]
    assert (first["no"], first["key"], first["printed"]["cutoff"]) == (1, "党校教师-中级", "9月")
    assert first["source"] == {"document": made["plan"]["document"], "annex": 1, "row": 1}
    assert not {"changes", "withdrawn"} & {*made, *first}


def test_who_approves_is_written_and_a_changed_byte_makes_it_a_draft_again(zc: Run, plan: Path) -> None:
    before = value_of(plan.read_bytes())
    result = zc("plan", "approve", plan, "--by", "甲局 张三", "--today", "2021-06-01")
    assert result.err == f"{plan}：甲局 张三，2021-06-01 核对。以后改动一个字，就又是草稿\n"
    data = plan.read_bytes()
    about = value_of(data)["plan"]
    assert about["approved"] == {"by": "甲局 张三", "on": "2021-06-01", "digest": digest_of(data)}
    assert {**value_of(data), "plan": before["plan"]} == before
    assert standing_of(about, data) is PlanStanding.APPROVED
    assert "N338" not in zc("validate", plan).out
    again = zc("plan", "approve", plan, "--by", "李四")
    assert again.err.startswith(f"“{plan}”已经由甲局 张三在 2021-06-01 核对过")
    plan.write_bytes(data.replace("市甲".encode(), b"") + b"\n")
    assert standing_of(about, plan.read_bytes()) is PlanStanding.CHANGED
    assert "N338 这份计划核对以后改动过，又是草稿" in zc("validate", plan).out
    assert zc("plan", "approve", plan, "--by", "李四", "--today", "2021-06-02").code == 0
    assert value_of(plan.read_bytes())["plan"]["approved"]["by"] == "李四"


def test_what_a_changed_plan_says_of_itself(zc: Run, plan: Path, tmp_path: Path) -> None:
    zc("plan", "approve", plan, "--by", "张三")
    for name in ("titles", "systems", "workdays", "contacts"):
        (tmp_path / f"{name}.yaml").write_bytes((ROOT / "data" / f"{name}.yaml").read_bytes())
    assert "草稿" not in zc("show", "12", "--data-dir", tmp_path).err
    plan.write_bytes(plan.read_bytes() + b"# \n")
    assert "注意：2021 年度的计划核对以后改动过，又是草稿。" in zc("show", "12", "--data-dir", tmp_path).err


def test_line_ends_of_windows_stay(zc: Run, plan: Path) -> None:
    plan.write_bytes(plan.read_bytes().replace(b"\n", b"\r\n"))
    assert zc("plan", "approve", plan, "--by", "张三").code == 0
    data = plan.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert standing_of(value_of(data)["plan"], data) is PlanStanding.APPROVED


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  year: 2021", "  year: 很多", "还有错误，没有写"),
        ("plan:\n", "plan: &x\n", "还有错误，没有写"),
    ],
)
def test_what_has_errors_is_not_approved(zc: Run, plan: Path, old: str, new: str, told: str) -> None:
    plan.write_text(plan.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    before = plan.read_bytes()
    result = zc("plan", "approve", plan, "--by", "张三")
    assert (result.code, plan.read_bytes()) == (2, before)
    assert told in result.err


def test_a_head_on_one_line_cannot_be_approved(zc: Run, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    head = text[text.index("\nplan:\n") : text.index("\n# 地区")]
    fields = ", ".join(line.strip() for line in head.splitlines()[2:] if line.strip())
    plan.write_text(text.replace(head, f"\nplan: {{{fields}}}\n", 1), encoding="utf-8")
    assert zc("plan", "approve", plan, "--by", "张三").err.startswith(f"“{plan}”的 plan 没有分行写")


def test_what_is_no_plan_is_not_approved(zc: Run, plan: Path, tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.yaml"
    contacts.write_bytes((ROOT / "data" / "contacts.yaml").read_bytes())
    assert "不是年度计划" in zc("plan", "approve", contacts, "--by", "张三").err
    assert zc("plan", "approve", plan, "--by", " ").err.startswith("没有写是谁核对的")
    assert "找不到" in zc("plan", "approve", tmp_path / "无.yaml", "--by", "张三").err
