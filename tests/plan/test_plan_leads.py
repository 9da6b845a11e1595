"""Lead times."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.leads import Lead, read_lead
from zhicheng_cli.workdays import default_calendar


@pytest.mark.parametrize(
    ("text", "number", "workdays"),
    [
        ("30d", 30, False),
        ("30天", 30, False),
        ("３０日", 30, False),
        ("4周", 28, False),
        ("7w", 7, True),
        ("7wd", 7, True),
        (" 7工作日", 7, True),
        ("7个工作日", 7, True),
        ("0d", 0, False),
    ],
)
def test_a_lead_time_is_read(text: str, number: int, workdays: bool) -> None:
    assert read_lead(text) == Lead(number, workdays)


@pytest.mark.parametrize("text", ["", "7", "w", "-1d", "1.5d", "7 w", "七天", "7m", "99999d", "7w\n1d"])
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ZcError, match="7w"):
        read_lead(text)


def test_days_and_working_days_before_and_after() -> None:
    calendar = default_calendar()
    # 2021-10-08 is a Friday after the holiday of 1–7 October; 26 September, a Sunday, is worked.
    assert read_lead("7w").before(date(2021, 10, 8), calendar) == date(2021, 9, 23)
    assert read_lead("7d").before(date(2021, 10, 8), calendar) == date(2021, 10, 1)
    assert read_lead("1w").after(date(2021, 9, 30), calendar) == date(2021, 10, 8)
    assert read_lead("1d").after(date(2021, 9, 30), calendar) == date(2021, 10, 1)
    assert read_lead("9999d").after(date(9999, 1, 1), calendar) == date.max
    assert read_lead("9999d").before(date(1, 1, 2), calendar) == date.min


@given(st.integers(0, 9999), st.booleans())
def test_what_is_written_is_read_back(number: int, workdays: bool) -> None:
    lead = Lead(number, workdays)
    assert read_lead(str(lead)) == lead
    assert read_lead(lead.words) == lead


@given(st.dates(date(2010, 1, 1), date(2025, 12, 31)), st.integers(1, 60))
def test_a_lead_of_working_days_is_counted_in_working_days(day: date, number: int) -> None:
    calendar = default_calendar()
    begins = Lead(number, workdays=True).before(day, calendar)
    worked = [one for one in range(1, (day - begins).days + 1) if calendar.is_workday(day - timedelta(one))]
    assert len(worked) == number
    assert calendar.is_workday(begins)
