"""Years and months from a day on, and completed years: 29 February, month ends, the ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.applicant.law.law import Parameter
from zhicheng_cli.applicant.law.terms import after, full_years
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.citation import Citation


@pytest.mark.parametrize(
    ("day", "years", "months", "until"),
    [
        (date(2020, 2, 29), 1, 0, date(2021, 2, 28)),
        (date(2020, 2, 29), 4, 0, date(2024, 2, 29)),
        (date(2021, 8, 31), 0, 6, date(2022, 2, 28)),
        (date(2021, 6, 1), 0, 18, date(2022, 12, 1)),
        (date(9999, 6, 1), 1, 0, date.max),
        (date(9999, 12, 1), 0, 1, date.max),
    ],
)
def test_the_day_on_which_a_term_is_complete(day: date, years: int, months: int, until: date) -> None:
    assert after(day, years=years, months=months) == until


@given(st.dates(max_value=date(2900, 1, 1)), st.integers(1, 60))
def test_years_are_full_on_the_day_on_which_they_are_complete(since: date, years: int) -> None:
    until = after(since, years=years)
    assert full_years(since, until) == years
    assert full_years(since, until - timedelta(1)) == years - 1
    assert full_years(until, since) == 0


def test_words_where_a_number_belongs_are_said() -> None:
    parameter = Parameter("hours.total", ("甲",), "甲", Citation("某规定", None, "text"))
    with pytest.raises(ZcError, match=r"参数 hours\.total 应当是数字"):
        _ = parameter.number
