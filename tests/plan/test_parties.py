"""Whose business a milestone is, and which key a review's given day has."""

from __future__ import annotations

from datetime import date

import pytest
from real_plan import CALENDAR, PLAN, ROWS

from zhicheng_cli.plan.keys import key_of, keys_with_days
from zhicheng_cli.plan.milestones import LABELS, milestones
from zhicheng_cli.plan.parties import Party, of_party
from zhicheng_cli.plan.periods import read_period


@pytest.mark.parametrize(
    ("party", "left_out"),
    [(None, set()), (Party.APPLICANT, {"report", "result_filing"}), (Party.OFFICE, {"unit_notice"})],
)
def test_what_is_the_others_alone_is_left_out(party: Party | None, left_out: set[str]) -> None:
    found = {one.event for one in of_party(milestones(PLAN, ROWS[12], CALENDAR), party)}
    assert found == set(LABELS) - {"stage"} - left_out


@pytest.mark.parametrize(
    ("printed", "sits_on"),
    [("9月", date(2021, 9, 15)), ("3月、9月", date(2021, 9, 15)), ("7月、10月、12月", date(2021, 10, 20))],
)
def test_a_day_that_is_given_keeps_the_key_of_the_time_it_falls_in(printed: str, sits_on: date) -> None:
    row = ROWS[12]._replace(review=read_period(printed, 2021))
    known = {key for key in keys_with_days(PLAN, row) if key.event in ("report", "review")}
    made = milestones(PLAN, row, CALENDAR, review_date=sits_on)
    assert {key_of(PLAN, row, one) for one in made if one.event in ("report", "review")} == known


def test_a_day_in_none_of_the_printed_times_has_no_place_among_them() -> None:
    row = ROWS[12]._replace(review=read_period("3月、9月", 2021))
    made = milestones(PLAN, row, CALENDAR, review_date=date(2021, 11, 15))
    assert [key_of(PLAN, row, one).batch for one in made if one.event == "review"] == [None]
