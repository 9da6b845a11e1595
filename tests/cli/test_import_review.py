"""What a person settles of an import: by a page, on the terminal, by a file of answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import Run
from sample_notice import ROWS, notice_text, table_text

from zhicheng_cli.cli.commands import import_review
from zhicheng_cli.files.document import parse

#: Row 1 is open whether the day counts, row 2 has no time that can be read, row 3 is undecided.
CUTOFFS = ("6月30日前", "夏收以后", "待定")


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    rows = [[*row[:4], cutoff, *row[5:]] for row, cutoff in zip(ROWS, CUTOFFS, strict=False)]
    file = tmp_path / "通知.txt"
    file.write_text(notice_text(table_text(rows)), encoding="utf-8")
    return file


def sources(zc: Run, notice: Path, where: Path) -> list[str]:
    """What a page of this notice knows its file by."""
    zc("import", notice, "--review-page", where)
    found = re.search('data-sources="([^"]*)"', where.read_text(encoding="utf-8"))
    assert found
    return found[1].split()


def answered(zc: Run, notice: Path, where: Path, **answers: Any) -> Path:
    file = where / "答复.json"
    made = {"format": "zc.import-answers/1", "sources": sources(zc, notice, where / "核对.html"), **answers}
    file.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return file


def told(found: dict[str, Any]) -> list[tuple[str, int | None]]:
    return [(one["code"], one["row"]) for one in found["findings"]]


def cell(row: int, words: str) -> dict[str, Any]:
    return {"table": 1, "row": row, "column": "cutoff", "words": words}


def test_without_answers_each_thing_is_open(zc: Run, notice: Path) -> None:
    assert told(zc("import", notice, "--json").json) == [("W424", None), ("W422", 2), ("W423", 3)]


def test_what_was_answered_holds(zc: Run, notice: Path, tmp_path: Path) -> None:
    cells = [cell(2, "8月20日"), cell(3, "待定")]
    file = answered(zc, notice, tmp_path, before_includes=True, cells=cells)
    found = zc("import", notice, "--answers", file, "--json")
    assert (found.code, told(found.json)) == (0, [("N462", 2)])
    assert "原来读作“夏收以后”，现在是“8月20日”" in found.json["findings"][0]["message"]
    windows = [row["windows"]["cutoff"] for row in found.json["rows"]]
    days = [[(one["earliest"], one["latest"]) for one in row] for row in windows]
    assert days == [[("2031-06-30", "2031-06-30")], [("2031-08-20", "2031-08-20")], []]
    assert [row["printed"]["cutoff"] for row in found.json["rows"]] == ["6月30日前", "8月20日", "待定"]


def test_the_year_of_months_without_one_is_answered_once(zc: Run, notice: Path, tmp_path: Path) -> None:
    file = answered(zc, notice, tmp_path, before_includes=False, dates_in=2032)
    (window,) = zc("import", notice, "--answers", file, "--json").json["rows"][0]["windows"]["cutoff"]
    assert (window["earliest"], window["latest"]) == ("2032-06-29", "2032-06-29")


def test_what_holds_for_the_whole_notice_stands_in_the_draft(zc: Run, notice: Path, tmp_path: Path) -> None:
    file = answered(zc, notice, tmp_path, before_includes=False, dates_in=2032, cells=[cell(2, "8月20日")])
    plan = tmp_path / "plan_2031.yaml"
    zc("import", notice, "--answers", file, "-o", plan)
    document, _ = parse(plan.read_bytes(), "plan_2031.yaml")
    assert document is not None
    about = document.value["plan"]
    assert (about["dates_in"], about["before_includes"]) == (2032, False)
    # Who said so is in no answer: a plan that does not say it is not approved.
    assert "未核实" in about["before_said_by"]
    assert "plan.before_said_by" in zc("plan", "approve", plan, "--by", "样例甲").err


def test_words_put_right_that_cannot_be_read_either_are_told(zc: Run, notice: Path, tmp_path: Path) -> None:
    file = answered(zc, notice, tmp_path, cells=[cell(2, "秋收以后")])
    assert told(zc("import", notice, "--answers", file, "--json").json) == [
        ("W424", None),
        ("W422", 2),
        ("W423", 3),
        ("N462", 2),
    ]


def test_offices_put_right_are_read_anew(zc: Run, notice: Path, tmp_path: Path) -> None:
    right = {"table": 1, "row": 1, "column": "receivers", "words": "市样例局 5550199"}
    file = answered(zc, notice, tmp_path, cells=[right])
    row = zc("import", notice, "--answers", file, "--json").json["rows"][0]
    assert [(one["unit"], one["phones"]) for one in row["receivers"]] == [("市样例局", ["5550199"])]


def test_a_finding_of_the_whole_notice_can_be_seen_once(zc: Run, notice: Path, tmp_path: Path) -> None:
    text = notice.read_text(encoding="utf-8").replace("样人社函〔2031〕5号\n", "")
    notice.write_text(text, encoding="utf-8")
    (one,) = [each for each in zc("import", notice, "--json").json["findings"] if each["code"] == "W420"]
    seen = {key: one[key] for key in ("code", "table", "row", "column", "message")}
    file = answered(zc, notice, tmp_path, seen=[seen])
    assert "W420" not in [code for code, _ in told(zc("import", notice, "--answers", file, "--json").json)]


def test_of_two_files_of_answers_the_later_holds(zc: Run, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first = answered(zc, notice, tmp_path / "a", before_includes=True, cells=[cell(2, "8月20日"), cell(3, "待定")])
    second = answered(zc, notice, tmp_path, cells=[cell(2, "8月21日")])
    kept = tmp_path / "全部.json"
    found = zc("import", notice, "--answers", first, "--answers", second, "--keep", kept, "--json")
    assert [row["printed"]["cutoff"] for row in found.json["rows"]] == ["6月30日前", "8月21日", "待定"]
    assert zc("import", notice, "--answers", kept, "--json").out == found.out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sources": ["0" * 64]}, "是看着另外的文件答的"),
        ({"cells": [{"row": 1}]}, "不是核对通知的答复"),
        ({"format": "zc.other/1"}, "不是核对通知的答复"),
    ],
)
def test_answers_to_something_else_are_refused(
    zc: Run, notice: Path, tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    file = answered(zc, notice, tmp_path, **change)
    found = zc("import", notice, "--answers", file)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert zc("import", notice, "--answers", tmp_path / "没有.json").code == 2


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A terminal on which these lines are typed; then nobody types any more."""
    typed: list[str] = []
    monkeypatch.setattr(import_review, "on_a_terminal", lambda: True)

    def answer(prompt: str) -> str:
        print(prompt)
        if not typed:
            raise EOFError
        return typed.pop(0)

    monkeypatch.setattr("builtins.input", answer)
    yield typed
    assert typed == []


def test_the_same_is_asked_on_the_terminal(zc: Run, notice: Path, tmp_path: Path, terminal: list[str]) -> None:
    terminal += ["算", "", "8月20日", "?", ""]
    kept = tmp_path / "答复.json"
    found = zc("import", notice, "--ask", "--keep", kept, "--format", "tsv")
    assert found.code == 1
    for said in ("4 处要核对", "当日算不算", "W452 ", "原件：夏收以后", "W447 没有写明", "读作：待定　→ 没有定"):
        assert said in found.out
    made = json.loads(kept.read_text(encoding="utf-8"))
    read = {"table": 1, "row": 3, "column": "remarks", "words": "考评结合"}
    assert (made["before_includes"], made["cells"]) == (True, [cell(2, "8月20日"), read])
    assert [one["code"] for one in made["seen"]] == ["W452"]


def test_what_is_made_of_the_words_is_asked_too_and_asked_no_more(zc: Run, notice: Path, tmp_path: Path) -> None:
    """A doubt of the plan's fields is on the page whether or not a plan is written, until its cell was looked at."""
    read = {"table": 1, "row": 3, "column": "remarks", "words": "考评结合"}
    page = tmp_path / "核对.html"
    for cells, shown in (([], True), ([read], False)):
        file = answered(zc, notice, tmp_path, cells=cells)
        told_now = told(zc("import", notice, "--answers", file, "--review-page", page, "--json").json)
        assert (("W447", 3) in told_now, "W447" in page.read_text(encoding="utf-8")) == (shown, shown)
        assert ("W447", 3) not in told(zc("import", notice, "--answers", file, "--json").json)


def test_contacts_and_changes_stand_on_the_page(zc: Run, notice: Path, tmp_path: Path) -> None:
    page = tmp_path / "核对.html"
    with notice.open("a", encoding="utf-8") as file:
        file.write("\n附件2\n联系人一览表\n\n序号\t专业\t主管部门\t联系人\t联系电话\n1\t桥梁\t市甲局\t某甲\t5550101\n")
    zc("import", notice, "--review-page", page)
    assert "联系人 1 行" in page.read_text(encoding="utf-8")
    assert "<td>某甲</td>" in page.read_text(encoding="utf-8")
    later = tmp_path / "延期.txt"
    later.write_text(
        "湖州市人力资源和社会保障局关于延长2021年度职称申报时间的通知\n"
        "第12行接收材料截止时间由7月延长至8月15日。\n湖州市人力资源和社会保障局\n2021年7月20日\n",
        encoding="utf-8",
    )
    assert zc("import", later, "--review-page", page).code == 0
    assert "<td>8月15日</td>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("lines", [["算", "q"], ["算"]])
def test_who_breaks_off_keeps_what_was_answered(
    zc: Run, notice: Path, tmp_path: Path, terminal: list[str], lines: list[str]
) -> None:
    terminal += lines
    kept = tmp_path / "答复.json"
    zc("import", notice, "--ask", "--keep", kept, "--format", "tsv")
    assert json.loads(kept.read_text(encoding="utf-8"))["before_includes"] is True


def test_without_a_terminal_there_is_nobody_to_ask(zc: Run, notice: Path) -> None:
    found = zc("import", notice, "--ask")
    assert (found.code, found.out) == (2, "")
    assert "--ask 要在终端里用" in found.err


def test_times_before_the_notice_are_asked_about_once(zc: Run, notice: Path, tmp_path: Path) -> None:
    notice.write_text(notice.read_text(encoding="utf-8").replace("待定", "1月"), encoding="utf-8")
    assert "W429" in [code for code, _ in told(zc("import", notice, "--json").json)]
    for year, first in ((2031, "2031-01-01"), (2032, "2032-01-01")):
        found = zc("import", notice, "--answers", answered(zc, notice, tmp_path, dates_in=year), "--json").json
        assert "W429" not in [code for code, _ in told(found)]
        assert found["rows"][2]["windows"]["cutoff"][0]["earliest"] == first
