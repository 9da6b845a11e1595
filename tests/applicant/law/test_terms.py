"""Years and months from a day on, and completed years: 29 February, month ends, the ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.applicant.law.law import Parameter
from zhicheng_cli.applicant.law.terms import added_up, after, full_years
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
    assert full_years(since, since) == 0
    assert full_years(until, since) < 0


def test_words_where_a_number_belongs_are_said() -> None:
    parameter = Parameter("hours.total", ("甲",), "甲", Citation("某规定", None, "text"))
    with pytest.raises(ZcError, match=r"参数 hours\.total 应当是数字"):
        _ = parameter.number


#: The longest term of penalties that are added up (行政机关公务员处分条例 第十条).
LONGEST = 48
penalties = st.lists(
    st.tuples(st.dates(date(2015, 1, 1), date(2024, 12, 31)), st.sampled_from((6, 12, 18, 24))), min_size=1, max_size=6
)


@pytest.mark.parametrize(
    ("given_to", "lasts"),
    [
        # Forty days of the first remained, and six months more.
        ("2019-12-20 12, 2020-11-10 6", "2020-12-20 2021-06-20"),
        ("2020-11-10 6, 2019-12-20 12", "2020-12-20 2021-06-20"),
        # On the last day less than a day remains; on the next, nothing.
        ("2020-01-15 12, 2021-01-15 6", "2021-01-15 2021-07-15"),
        ("2020-01-15 12, 2021-01-16 6", "2021-01-15 2021-07-16"),
        # The third falls into what was added.
        ("2020-01-01 6, 2020-03-01 6, 2020-12-31 6", "2020-07-01 2021-01-01 2021-07-01"),
        # 29 February and month ends.
        ("2020-02-29 12, 2020-08-31 6", "2021-02-28 2021-08-28"),
        # At most 48 months from the day of the last.
        ("2019-01-01 24, 2019-02-01 24, 2019-03-01 24", "2021-01-01 2023-01-01 2023-03-01"),
        # Two of one day are one decision: the longer counts.
        ("2020-01-01 6, 2020-01-01 12", "2021-01-01"),
    ],
)
def test_what_remains_is_added(given_to: str, lasts: str) -> None:
    each = [(date.fromisoformat(day), int(number)) for day, number in (one.split() for one in given_to.split(", "))]
    terms = added_up(each, LONGEST)
    assert [str(terms[day].until) for day in sorted(terms)] == lasts.split()


@given(penalties, st.randoms(use_true_random=False))
def test_the_order_of_penalties_never_matters(each: list[tuple[date, int]], random: Random) -> None:
    shuffled = random.sample(each, len(each))
    assert added_up(shuffled, LONGEST) == added_up(each, LONGEST)


@given(penalties)
def test_one_more_penalty_never_shortens_a_term(each: list[tuple[date, int]]) -> None:
    before, now = added_up(each[1:], LONGEST), added_up(each, LONGEST)
    for day, term in before.items():
        assert now[day].until >= term.until
        assert now[day].end >= term.end


@given(penalties)
def test_a_term_is_neither_shorter_than_alone_nor_longer_than_allowed(each: list[tuple[date, int]]) -> None:
    terms = added_up(each, LONGEST)
    for day, number in each:
        until, end = terms[day]
        assert after(day, months=number) <= until <= min(end, after(day, months=LONGEST))
    reached = max(one.until for one in terms.values())
    assert max(one.end for one in terms.values()) == reached
    for day, term in terms.items():
        within = [other for other in terms if day <= other <= term.end]
        assert term.end == terms[max(within)].until
