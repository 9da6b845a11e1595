"""What `zc check` says first: both verdicts and what is to be done, on a screen that holds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.test_check import written
from places import TESTS
from running import Run

JUNE = ("--today", "2021-06-10")
NOT_HANDED_IN = ("  submitted: 2021-06-28\n", "")


def test_the_document_tells_both_sides_and_what_is_to_be_done(zc: Run, tmp_path: Path) -> None:
    lacking = ("{kind: 业绩报告, there: true, date: 2021-06-01}", "{kind: 论文, there: false}")
    file = str(written(tmp_path, "a.yaml", NOT_HANDED_IN, lacking))
    document = zc("check", file, "--json", *JUNE).json
    assert (document["conditions"]["verdict"], document["formalities"]["verdict"]) == ("meets", "fails")
    assert (document["formalities"]["fails"], document["formalities"]["in_words"]) == (["R517"], "没办齐")
    handing_in = document["to_do"][-1]
    assert (handing_in["what"], handing_in["by"], handing_in["last"]) == ("交材料", "2021-07-01", "2021-07-30")
    assert handing_in["whom"] == [{"unit": "市职业资格指导服务中心", "person": "", "phones": ["2033099"]}]


def test_the_former_document_lacks_them_and_nothing_else(zc: Run, tmp_path: Path) -> None:
    file = str(written(tmp_path, "a.yaml"))
    document, former = (zc("check", file, "--json", *JUNE, "--json-version", of).json for of in ("3", "2"))
    assert former["format"] == "zc.assessment/2"
    assert document.keys() - former.keys() == {"conditions", "formalities", "to_do"}
    assert former["milestones"] == [one for one in document["milestones"] if one["event"] != "review_notice"]
    assert all(former[key] == document[key] for key in former.keys() - {"format", "milestones"})


@pytest.mark.parametrize("person", ["confirmation", "fast_track", "initial", "recommendation", "review"])
@pytest.mark.parametrize("today", ["2021-06-10", "2021-07-15", "2021-12-01"])
def test_the_answer_fits_a_terminal_of_24_lines(
    zc: Run, monkeypatch: pytest.MonkeyPatch, person: str, today: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = zc("check", str(TESTS / "dossiers" / f"{person}.yaml"), "--format", "table", "--today", today).out
    # The prompt takes one.
    assert len(shown.splitlines()) <= 23
    assert [line[:3] for line in shown.splitlines() if line.startswith(("条件：", "手续："))] == ["条件：", "手续："]


def test_of_several_persons_each_is_told_shortly(zc: Run, tmp_path: Path) -> None:
    files = [str(written(tmp_path, f"{index}.yaml", NOT_HANDED_IN)) for index in range(3)]
    shown = zc("check", *files, "--format", "table", *JUNE).out
    answer = "条件：符合\n手续：齐了\n  稳妥 2021-07-01，最迟 07-30 · 市职业资格指导服务中心 2033099\n    交材料\n"
    assert shown.count(answer) == 3
    assert "已符合" not in shown


def test_what_has_neither_day_nor_place_stands_under_nobodys_name(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("format: zc.dossier/1\napplicant: {name: 样例乙}\ntarget: {title: 工程师}\n", encoding="utf-8")
    lines = zc("check", file, "--format", "table", *JUNE).out.splitlines()
    unit = lines.index("  本单位")
    assert lines[unit + 1].startswith("    请单位贴出公示")
    assert lines[unit + 2].startswith("  2020、2021年度学时")
    short = zc("check", file, TESTS / "dossiers" / "review.yaml", "--format", "table", *JUNE).out
    assert "请单位贴出公示" in short
    assert "2020、2021年度学时" not in short
