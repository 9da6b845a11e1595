"""A title that an examination gives is told as such at every door, with no day for handing in.

Which titles those are: 附件1 第17至22行 (以考代评) and 二十九行's remark; of titles that the notice does not have, the
national examinations of `data/words.yaml`.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from zhicheng_cli.cli import main

AS_OF = ["--year", "2021", "--today", "2021-06-01"]
#: Title → its row, what the row prints as its time, whom to ask.
IN_A_ROW = {
    "经济师": (17, "7月", "2033099"),
    "助理会计师": (18, "7月", "2150069"),
    "会计师": (18, "7月", "2150069"),
    "统计师": (19, "9月", "2398683"),
    "审计师": (20, "9月", "2057537"),
    "翻译": (22, "8月", "2033099"),
}
#: Titles that the notice does not have, and a specialty for each.
IN_NO_ROW = {"主管护师": "护理", "护士": "护理", "主治医师": "临床医学", "主管药师": "药学"}
SAID = "由考试取得"
_DAY = re.compile(r"2021[-/]?(0[6-9]|1[0-2])[-/]?\d\d|0[7-9]-\d\d|1[0-2]-\d\d|\d月")
#: What the notice says of its own date, and the day of the answer.
_NOT_FOR_HANDING_IN = re.compile(r"2021-05-25|2021-06-01")

Zc = Callable[..., tuple[int, str, str]]
titles = pytest.mark.parametrize("title", [*IN_A_ROW, *IN_NO_ROW])


@pytest.fixture
def zc(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Zc:
    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        code = main([*arguments, *AS_OF])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def days_in(text: str) -> list[str]:
    return [found[0] for found in _DAY.finditer(_NOT_FOR_HANDING_IN.sub("", text))]


@titles
@pytest.mark.parametrize("form", ["table", "tsv", "md"])
@pytest.mark.parametrize("command", ["plan", "upcoming"])
def test_lists_say_so_and_give_no_day(zc: Zc, command: str, form: str, title: str) -> None:
    _, out, err = zc(command, "--title", title, "--format", form)
    assert f"“{title}”{SAID}" in out + err
    assert days_in(re.sub(r"\d\d-\d\d 以前没有截止", "", out.replace("2021-06-01 至 2021-07-01", ""))) == []
    if title in IN_A_ROW:
        assert IN_A_ROW[title][2] in out + err


@pytest.mark.parametrize("title", IN_A_ROW)
@pytest.mark.parametrize("command", [["plan", "--json"], ["export", "json"]], ids=lambda words: words[0])
def test_documents_have_the_row_without_windows(zc: Zc, command: list[str], title: str) -> None:
    _, out, err = zc(*command, "--title", title)
    (row,) = (one for one in json.loads(out)["committees"] if one["no"] == IN_A_ROW[title][0])
    for cell in ("cutoff", "review"):
        assert (row[cell]["windows"], row[cell]["text"]) == ([], "")
        assert f"“{title}”{SAID}" in row[cell]["why"]
    # The printed columns are the notice's own.
    assert row["printed"]["cutoff"] == IN_A_ROW[title][1]
    assert SAID in err


@titles
def test_a_calendar_is_not_written(zc: Zc, tmp_path: Path, title: str) -> None:
    code, _, err = zc("export", "ics", "--title", title, "-o", "a.ics")
    assert (code, (tmp_path / "a.ics").exists()) == (1, False)
    assert f"“{title}”{SAID}" in err


@pytest.mark.parametrize("title", IN_A_ROW)
def test_files_give_no_day(zc: Zc, tmp_path: Path, title: str) -> None:
    assert zc("export", "csv", "--title", title, "-o", "a.csv")[0] == 0
    assert days_in((tmp_path / "a.csv").read_text(encoding="utf-8-sig")) == []
    assert zc("export", "xlsx", "--title", title, "-o", "a.xlsx")[0] == 0
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "a.xlsx").read_bytes()))
    cells = [str(cell.value) for sheet in ("计划", "里程碑") for row in book[sheet].iter_rows() for cell in row]
    assert any(f"“{title}”{SAID}" in one for one in cells)
    assert [one for one in cells if one.startswith("2021-")] == []


@titles
@pytest.mark.parametrize("command", ["show", "deadline"])
def test_a_committee_by_such_a_title(zc: Zc, command: str, title: str) -> None:
    code, out, err = zc(command, title)
    # 翻译 is a field of the plan, too.
    if title != "翻译":
        assert (code, out) == (2, "")
        assert f"“{title}”{SAID}" in err
        assert days_in(err) == []


@pytest.mark.parametrize("number", [17, 18, 19, 20, 21])
@pytest.mark.parametrize("command", ["show", "deadline"])
def test_a_row_that_has_both_says_whose_its_days_are(zc: Zc, command: str, number: int) -> None:
    _, out, _ = zc(command, str(number))
    assert "初中级以考代评，由考试取得，不交材料" in out
    assert re.search(r"收(高级|副研究).+的材料", out)


@pytest.mark.parametrize("level", ["初级", "中级", "助理级"])
@pytest.mark.parametrize(("series", "number"), [("经济", 17), ("会计", 18), ("统计", 19), ("审计", 20), ("档案", 21)])
def test_levels_of_a_series(zc: Zc, level: str, series: str, number: int) -> None:
    _, out, err = zc("plan", "--level", level, "--series", series, "--json")
    (row,) = json.loads(out)["committees"]
    assert (row["no"], row["cutoff"]["windows"]) == (number, [])
    assert f"{series}系列的{level}{SAID}" in err


@pytest.mark.parametrize(("title", "series"), [("高级会计师", "会计"), ("高级经济师", "经济"), ("译审", "翻译")])
def test_what_is_reviewed_keeps_its_days(zc: Zc, title: str, series: str) -> None:
    _, out, err = zc("plan", "--title", title, "--series", series, "--json")
    (row,) = json.loads(out)["committees"]
    assert len(row["cutoff"]["windows"]) == 1
    assert SAID not in err


@titles
def test_a_blank_dossier(zc: Zc, title: str) -> None:
    _, out, _ = zc("new", "dossier", "--title", title)
    head = out[: out.index("format:")]
    assert f"“{title}”{SAID}" in head
    assert days_in(head.replace("2020-06-30", "")) == []


@pytest.mark.parametrize("title", IN_A_ROW)
def test_a_blank_dossier_for_a_row(zc: Zc, title: str) -> None:
    number, _, phone = IN_A_ROW[title]
    _, out, _ = zc("new", "dossier", "--title", title, "--committee", str(number))
    head = out[: out.index("format:")]
    assert f"“{title}”{SAID}" in head
    assert phone in head
    assert days_in(head) == []


@titles
def test_match(zc: Zc, title: str) -> None:
    fields = {**IN_NO_ROW, "经济师": "经济", "统计师": "统计", "审计师": "审计", "翻译": "英语"}
    arguments = ("match", "--title", title, "--specialty", fields.get(title, "会计"))
    _, out, _ = zc(*arguments, "--json")
    answer = json.loads(out)
    assert answer["answer"] == "exam"
    assert f"“{title}”{SAID}" in answer["told"]
    assert [one["cutoff"]["windows"] for one in answer["could"]] == [[] for _ in answer["could"]]
    assert days_in(zc(*arguments)[1]) == []


def dossier(title: str, committee: int | None) -> str:
    row = f", committee: {committee}" if committee else ""
    return f"format: zc.dossier/1\napplicant: {{name: 样例甲}}\ntarget: {{title: {title}{row}}}\n"


#: The rules on what is handed in, and on the hours of those who are reviewed.
ON_PAPERS = ("R509", "R510", "R511", "R517", "R518", "R519")


@titles
@pytest.mark.parametrize("is_named", [True, False])
def test_check(zc: Zc, tmp_path: Path, title: str, *, is_named: bool) -> None:
    number = IN_A_ROW[title][0] if is_named and title in IN_A_ROW else None
    (tmp_path / "a.yaml").write_text(dossier(title, number), encoding="utf-8")
    code, out, _ = zc("check", "a.yaml", "--json")
    answer = json.loads(out)
    rules = {one["code"]: one for one in answer["rules"]}
    said = {rule: (rules[rule]["verdict"], rules[rule]["reason"]["code"]) for rule in ON_PAPERS}
    is_said = title in IN_A_ROW and title != "翻译"
    expected = ("not_applicable", "by_exam") if is_said else ("unconfirmed", "by_exam_likely")
    assert said == dict.fromkeys(said, expected)
    assert [one for one in answer.get("milestones", ()) if one["last"]] == []
    if number is None:
        assert rules["R501"]["reason"]["code"] == ("exam_alone" if is_said else "exam_likely")
    assert code == 1
    assert days_in(zc("check", "a.yaml")[1]) == []


@titles
def test_a_subscription(zc: Zc, tmp_path: Path, title: str) -> None:
    (tmp_path / "s.yaml").write_text(
        "format: zc.subscriptions/1\nsender: {address: z@example.com}\n"
        "transport: {sendmail: {command: [sendmail, -t]}}\nsubscribers:\n"
        f"  - {{address: a@example.com, wants: [{{titles: [{title}]}}]}}\n",
        encoding="utf-8",
    )
    _, out, err = zc("remind", "s.yaml", "--dry-run", "--json")
    assert json.loads(out)["letters"] == []
    assert "W821" in err
    assert f"“{title}”{SAID}" in err
