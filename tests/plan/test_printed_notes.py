"""Fees, quotas and forms that a notice prints: shown word for word, with the clause where it is said."""

from __future__ import annotations

from pathlib import Path

import icalendar
import openpyxl
import pytest
from jsonschema import Draft202012Validator
from running import Run
from years import data_with, plan_text

from zhicheng_cli.files.bundled import load_schema

_NOTES = """\
    printed_notes:
      - {about: 收费, words: 评审费每人200元, clause: 四（二）}
      - {about: 名额, words: 每个单位限报2人}
"""
_TODAY = ("--today", "2021-06-01")


def folder(where: Path) -> Path:
    """The bundled data; of row 12 a fee and a quota are printed."""
    head, tail = plan_text(year=2021).split("  - no: 12\n")
    text = f"{head}  - no: 12\n{tail.replace('    kind:', f'{_NOTES}    kind:', 1)}"
    return data_with(where, plan_2021=text)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("notes"))


def test_the_plan_is_found_valid(zc: Run, data: Path) -> None:
    assert zc("validate", data / "plan_2021.yaml").code == 0


def test_they_are_shown_as_printed(zc: Run, data: Path, tmp_path: Path) -> None:
    shown = zc("show", "12", "--data-dir", data, *_TODAY).out
    assert "评审费每人200元（四（二））" in shown
    assert "每个单位限报2人" in shown
    page = tmp_path / "plan.html"
    assert zc("export", "html", "-o", page, "--data-dir", data, *_TODAY).code == 0
    assert "<dt>名额</dt><dd>每个单位限报2人</dd>" in page.read_text(encoding="utf-8")


SAID = ("收费：评审费每人200元（四（二））", "名额：每个单位限报2人")


def test_tables_and_the_workbook_have_a_column_for_them(zc: Run, data: Path, tmp_path: Path) -> None:
    for form in ("tsv", "csv", "md"):
        said = zc("plan", "--format", form, "--data-dir", data, *_TODAY).out
        assert "收费、名额、表格" in said
        assert all(one in said for one in SAID)
    book = tmp_path / "plan.xlsx"
    assert zc("export", "xlsx", "-o", book, "--data-dir", data, *_TODAY).code == 0
    sheet = openpyxl.load_workbook(book)["计划"]
    (place,) = [cell.column for cell in sheet[1] if cell.value == "收费、名额、表格"]
    told = {row[0].value: row[place - 1].value for row in sheet.iter_rows(min_row=2)}
    assert told.pop(12) == "\n".join(SAID)
    assert set(told.values()) == {None}


def test_without_any_there_is_no_such_column(zc: Run) -> None:
    assert "收费" not in zc("plan", "--format", "tsv", *_TODAY).out


def test_a_calendar_tells_them_where_papers_are_handed_in(zc: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    assert zc("export", "ics", "-c", "12", "-o", file, "--data-dir", data, *_TODAY).code == 0
    told = {
        str(one["X-ZC-KEY"]).split("/")[3]: str(one["DESCRIPTION"]).split("\n")
        for one in icalendar.Calendar.from_ical(file.read_bytes()).events
    }
    assert {event for event, lines in told.items() if set(SAID) <= set(lines)} == {"unit_notice", "cutoff"}
    assert {"report", "review"} <= told.keys()
    assert not any("评审费" in line for event in ("report", "review") for line in told[event])


def test_documents_tell_them_and_version_1_does_not(zc: Run, data: Path) -> None:
    asked = ("show", "12", "--json", "--data-dir", data, *_TODAY)
    document, former = zc(*asked).json, zc(*asked, "--json-version", "1").json
    assert document["committee"]["printed_notes"] == [
        {"about": "收费", "words": "评审费每人200元", "clause": "四（二）"},
        {"about": "名额", "words": "每个单位限报2人", "clause": None},
    ]
    assert "printed_notes" not in former["committee"]
    for name, one in (("committee", document), ("1/committee", former)):
        Draft202012Validator(load_schema(f"output/{name}")).validate(one)
    assert zc("show", "11", "--json", "--data-dir", data, *_TODAY).json["committee"]["printed_notes"] == []
