"""The day of a review that its office has told: reports and reviews are reminded of to the day."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run

FILE = """\
format: zc.subscriptions/1
sender: {address: z@example.com}
transport: {sendmail: {command: [msmtp, -t]}}
numbers_of: 2021
review_dates: [{committee: GIVEN, date: DAY}]
subscribers:
  - {address: a@example.com, wants: [{committees: [12]}], milestones: [report, review], days: [safe]}
"""
#: What is told without a day: 9月 begins on 1 September; its report is due on 23 August.
PRINTED = {"report": "2021-08-23", "review": "2021-09-01"}


@pytest.mark.parametrize(
    ("committee", "day", "told"),
    [
        # Seven working days before 15 September: 14 13 10 09 08 07 06.
        ("12", "2021-09-15", {"report": "2021-09-06", "review": "2021-09-15"}),
        ("建设工程-中级", "2021-09-15", {"report": "2021-09-06", "review": "2021-09-15"}),
        ("11", "2021-08-18", PRINTED),
        ("12", "2022-09-15", PRINTED),  # of the next plan
    ],
)
def test_report_and_review_are_told_to_the_day(
    zc: Run, tmp_path: Path, committee: str, day: str, told: dict[str, str]
) -> None:
    file = tmp_path / "订阅.yaml"
    file.write_text(FILE.replace("GIVEN", committee).replace("DAY", day), encoding="utf-8")
    (letter,) = zc("remind", file, "--dry-run", "--json", "--today", "2021-08-20").json["letters"]
    assert {one["event"]: one["day"] for one in letter["items"]} == {
        event: found for event, found in told.items() if found <= "2021-09-19"
    }


def test_an_unknown_committee_keeps_nobody_from_hearing(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "订阅.yaml"
    file.write_text(FILE.replace("GIVEN", "99").replace("DAY", "2021-09-15"), encoding="utf-8")
    result = zc("remind", file, "--dry-run", "--json", "--today", "2021-08-20")
    assert "E813 没有这个评委会：99" in result.err
    (letter,) = result.json["letters"]
    assert {one["event"]: one["day"] for one in letter["items"]} == PRINTED
