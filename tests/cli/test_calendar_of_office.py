"""`zc export ics` and `zc deadline` for one of the two: the applicant, or the office of a committee that sits on a day
it knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
from running import Run

JUNE = ("--today", "2021-06-10")


def events(file: Path) -> dict[str, date]:
    """Category → first day, of the events on a deadline's last day and of reviews."""
    found: Any = icalendar.Calendar.from_ical(file.read_bytes()).events
    sure = [one for one in found if one["STATUS"] == "CONFIRMED"]
    return {str(one["CATEGORIES"].cats[0]): one["DTSTART"].dt for one in sure}


def test_the_office_has_the_exact_day_of_its_report_and_no_notice_of_a_unit(zc: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    options = ("-c", "12", "--for", "office", "--review-date", "2021-09-15")
    assert zc("export", "ics", *options, "-o", out, *JUNE).code == 0
    # Seven working days before 15 September: 14 13 10 09 08 07 06.
    assert events(out) == {
        "材料接收截止": date(2021, 7, 30),
        "评前报告": date(2021, 9, 6),
        "预计评审": date(2021, 9, 15),
    }


def test_the_applicant_has_no_report(zc: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.ics"
    assert zc("export", "ics", "-c", "12", "--for", "applicant", "-o", out, *JUNE).code == 0
    assert events(out).keys() == {"单位内部公示", "材料接收截止"}


def test_of_several_committees_each_day_is_told_whose_it_is(zc: Run, tmp_path: Path) -> None:
    out, rows = tmp_path / "a.ics", ("-c", "12", "-c", "9")
    days = ("--review-date", "9=2021-08-18", "--review-date", "12＝2021-09-15")
    assert zc("export", "ics", *rows, *days, "-o", out, *JUNE).code == 0
    found: Any = icalendar.Calendar.from_ical(out.read_bytes()).events
    reviews = [one["DTSTART"].dt for one in found if str(one["CATEGORIES"].cats[0]) == "预计评审"]
    assert sorted(reviews) == [date(2021, 8, 18), date(2021, 9, 15)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("ics", "-c", "12", "-c", "9", "--review-date", "2021-09-15"), "不知道 2021-09-15 是哪一个的评审日期"),
        (("ics", "-c", "12", "--review-date", "9=2021-09-15"), "9 号没有选上"),
        (("ics", "-c", "12", "--review-date", "12=9月"), "--review-date"),
        (("xlsx", "-c", "12", "--for", "office"), "只用于日历"),
    ],
)
def test_what_cannot_be_meant_is_refused(zc: Run, tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    result = zc("export", *options, "-o", tmp_path / f"a.{options[0]}", *JUNE)
    assert result.code == 2
    assert words in result.err
    assert not list(tmp_path.iterdir())


def test_deadline_leaves_out_what_is_not_the_offices(zc: Run) -> None:
    found = zc("deadline", "12", "--for", "office", "--json", *JUNE).json["milestones"]
    told = {one["event"]: one["note"] for one in found}
    assert "unit_notice" not in told
    assert "资格审查、评前公示和评委会组成等情况" in told["report"]


def test_an_office_reads_first_by_which_day_it_reports_and_to_whom(zc: Run) -> None:
    options = ("--for", "office", "--review-date", "2021-09-15", "--format", "table", *JUNE)
    assert zc("deadline", "12", *options).out.splitlines()[1] == "评前报告：09-06（还有88天），报 市人力社保局核准"
