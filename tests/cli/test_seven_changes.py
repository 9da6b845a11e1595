"""Each of the seven kinds of changes through every command and export: what holds is told, and no void day as valid."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import icalendar
import openpyxl
import pytest
from plan.test_changes import folder
from running import Run
from years import plan_text

_BY = "document: 某人社函〔2021〕99号, issued: 2021-06-10"
#: Of row 12, which prints 7月 and 9月: handing in and the notice before it; the review and the report before it.
_HANDING_IN = ("2021-07-01", "2021-07-30", "2021-06-23", "2021-07-22")
_REVIEW = ("2021-09-01", "2021-09-30", "2021-08-23", "2021-09-22")
_STOPPED = f"{{kind: 暂缓, no: 12, {_BY}, words: 评审暂缓开展}}"
_SAID_STOPPED = "评审暂缓开展"
_ROW = re.search(r"(?ms)^  - no: 12\n(.*?)\n\n", plan_text(year=2021))
assert _ROW
_NEW_ROW = "\n".join(
    f"    {line}"
    for line in _ROW[1]
    .replace("key: 建设工程-中级", "key: 样例工程-中级")
    .replace("name: 市建设工程", "name: 市样例工程")
    .replace("cutoff: 7月", "cutoff: 8月16日")
    .replace("湖人社函〔2021〕57号", "某人社函〔2021〕99号")
    .replace("row: 12", "row: 47")
    .splitlines()
)

_NEW = f"""kind: 新增
    no: 47
    document: 某人社函〔2021〕99号
    issued: 2021-06-10
    words: 增设
    row:
        no: 47
{_NEW_ROW}"""


class Case(NamedTuple):
    """A change; the day and the words that hold now; the days and the words that are void; the document's own words."""

    change: tuple[str, ...]
    words: str
    cell: str = "cutoff"
    no: int = 12
    now: str = ""
    holds: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    void_words: str = ""


CASES = {
    "延期": Case(
        (f"{{kind: 延期, no: 12, {_BY}, words: 接收材料延期至8月15日, cell: cutoff, old: 7月, new: 8月15日}}",),
        "接收材料延期至8月15日",
        now="8月15日",
        # 15 August 2021 is a Sunday; 5 August is six working days before the Friday.
        holds=("2021-08-13", "2021-08-05"),
        void=_HANDING_IN,
        void_words="7月",
    ),
    "暂缓": Case((_STOPPED,), _SAID_STOPPED, now="暂缓", void=(*_HANDING_IN, *_REVIEW), void_words="7月"),
    "恢复": Case(
        (_STOPPED, "{kind: 恢复, no: 12, document: 某人社函〔2021〕120号, issued: 2021-06-12, words: 恢复评审工作}"),
        "恢复评审工作",
        now="7月",
        holds=_HANDING_IN,
    ),
    "更正": Case(
        (f"{{kind: 更正, no: 12, {_BY}, words: 评审时间更正为11月, cell: review, old: 9月, new: 11月}}",),
        "评审时间更正为11月",
        cell="review",
        now="11月",
        # The seven working days before 1 November: 29, 28, 27, 26, 25, 22, 21 October.
        holds=("2021-10-21", "2021-11-30"),
        void=_REVIEW,
        void_words="9月",
    ),
    "补充": Case(
        (f"{{kind: 补充, no: 23, {_BY}, words: 评审时间为10月下旬, cell: review, new: 10月下旬}}",),
        "评审时间为10月下旬",
        cell="review",
        no=23,
        now="10月下旬",
        holds=("2021-10-31",),
    ),
    "新增": Case(
        (_NEW,),
        "增设",
        no=47,
        now="8月16日",
        holds=("2021-08-16",),
    ),
}
GONE = f"{{kind: 撤销, no: 26, {_BY}, words: 撤销体育教练员评审}}"
#: Only those answers and exports have all milestones; the others tell of the cut-off.
WITH_MILESTONES = ("show", "deadline", "ics", "html", "xlsx", "export json")


def told(zc: Run, data: Path, no: int, out: Path) -> dict[str, str]:
    """What every command and export says of one row."""
    common = ("--data-dir", data, "--today", "2021-06-15")

    def said(*words: object) -> str:
        return zc(*words, *common).out

    def rows(text: str) -> str:
        return "\n".join(line for line in text.splitlines() if line.startswith(f"{no}\t"))

    def of(found: Any) -> str:
        return json.dumps([one for one in found if one["no"] == no], ensure_ascii=False)

    forms = ("tsv", "json", "table")
    found = {f"{name} {form}": said(name, no, "--format", form) for name in ("show", "deadline") for form in forms}
    found["plan tsv"] = rows(said("plan", "--format", "tsv"))
    found["plan json"] = of(zc("plan", "--json", *common).json["committees"])
    found["upcoming tsv"] = rows(said("upcoming", "--within", "200d", "--format", "tsv"))
    coming = zc("upcoming", "--within", "200d", "--json", *common).json
    found["upcoming json"] = of((*coming["cutoffs"], *coming["undated"]))
    for form in ("ics", "html", "xlsx", "csv", "md", "json"):
        file = out / f"out.{form}"
        zc("export", form, "-c", no, "-o", file, "--force", *common)
        found[form if form != "json" else "export json"] = read(file)
    return found


def read(file: Path) -> str:
    """What stands in an exported file; a calendar's events only, by their days, titles and descriptions."""
    if file.suffix == ".xlsx":
        cells = (cell.value for sheet in openpyxl.load_workbook(file).worksheets for row in sheet for cell in row)
        return "\n".join(str(one) for one in cells if one is not None)
    if file.suffix == ".ics":
        events = icalendar.Calendar.from_ical(file.read_bytes()).events
        return "\n".join(f"{one.decoded('DTSTART')} {one['SUMMARY']} {one['DESCRIPTION']}" for one in events)
    text = file.read_text(encoding="utf-8")
    # Of a page the rows: what stands around them has an example of an address, with a day.
    return text[text.find("<tbody") : text.find("</table>")] if file.suffix == ".html" else text


def forms(day: str) -> tuple[str, ...]:
    """How a day may be written."""
    one = date.fromisoformat(day)
    return day, f"{one.month}月{one.day}日", f"{one:%m-%d}"


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no cell of a table on the screen is folded."""
    monkeypatch.setenv("COLUMNS", "700")


@pytest.mark.parametrize("kind", CASES)
def test_every_answer_and_export_tells_what_holds_and_nothing_void(zc: Run, tmp_path: Path, kind: str) -> None:
    case = CASES[kind]
    data, out = folder(tmp_path / "data", *case.change), tmp_path / "out"
    out.mkdir()
    assert zc("validate", data / "plan_2021.yaml").code == 0
    for name, text in told(zc, data, case.no, out).items():
        shown, place = without_space(text), f"{kind}, {name}"
        if name == "ics" and kind == "暂缓":
            assert not shown
            continue
        for day in case.void:
            for form in forms(day):
                assert form not in shown, (place, form)
        if name != "upcoming json" or case.cell != "review":
            assert case.now in shown, place
        if name.startswith(WITH_MILESTONES):
            for day in case.holds:
                assert any(form in shown for form in forms(day)), (place, day)
            if case.void_words and "json" not in name:
                assert re.search(f"(原为|<del>)“?{case.void_words}", shown), place
        if not name.startswith(("upcoming", "deadline")) and kind != "新增":
            assert case.words in shown, place
        elif not name.startswith("upcoming"):
            assert "某人社函" in shown, place


def test_the_year_of_the_workbook_says_what_held(zc: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "data", *CASES["延期"].change)
    zc("export", "xlsx", "-c", "12", "-o", tmp_path / "a.xlsx", "--data-dir", data, "--today", "2021-06-15")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["里程碑"]
    year = next(row for row in sheet.iter_rows(values_only=True) if row[2] == "全年一览")
    assert "截止：8月15日\n（原为7月，作废）\n评审：9月" in year


def test_what_is_withdrawn_is_in_no_answer_and_no_export(zc: Run, tmp_path: Path) -> None:
    data = folder(tmp_path / "data", GONE)
    common = ("--data-dir", data, "--today", "2021-06-15")
    for words in (("show", "26"), ("deadline", "26"), ("export", "html", "-c", "26", "-o", tmp_path / "26.html")):
        said = zc(*words, *common)
        assert said.code == 2
        assert not said.out
        assert "某人社函〔2021〕99号：撤销体育教练员评审" in said.err
    for asked in (("plan", "--format", "tsv"), ("upcoming", "--within", "200d", "--format", "tsv")):
        listed = zc(*asked, *common).out
        assert re.search("^27\t", listed, re.MULTILINE)
        assert not re.search("^26\t|体育教练", listed, re.MULTILINE)
    for form in ("ics", "html", "xlsx", "csv", "md", "json"):
        file = tmp_path / f"out.{form}"
        assert zc("export", form, "-o", file, *common).code == 0
        text = read(file)
        assert "艺术专业" in text
        assert not re.search(r"第26行 |id=\"c26\"|\"no\": 26\b", text)


def test_a_time_that_cannot_be_read_silences_no_other_row(zc: Run, tmp_path: Path) -> None:
    """更正 may bring words that nobody can read, too."""
    unread = f"{{kind: 更正, no: 23, {_BY}, words: 评审尽快开展, cell: review, new: 尽快}}"
    data = folder(tmp_path / "data", unread)
    assert zc("validate", data / "plan_2021.yaml").code == 1
    of_12 = told(zc, data, 12, tmp_path)
    of_23 = told(zc, data, 23, tmp_path)
    for name, text in of_12.items():
        assert any(form in without_space(text) for form in forms("2021-07-30")), name
    for name, text in of_23.items():
        assert any(form in without_space(text) for form in forms("2021-07-30")), name
        if name.startswith(("show", "deadline", "html", "xlsx")):
            assert "尽快" in text, name
            assert "读不懂" in without_space(text), name
