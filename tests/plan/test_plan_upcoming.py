"""The next cut-offs: none that may still come is left out, the soonest stands first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_plan import CALENDAR, PLAN

from zhicheng_cli.plan.upcoming import Cutoff, upcoming

UNDATED = [14, 45, 46]
# From the notice: cut-offs with a date, one a window: rows 31 and 32 have two, row 29 three, three rows none.
ALL_WINDOWS = 46 - 3 + 2 + 2

JUNE = [4, 5, 6, 7, 9, 10, 11, 16, 25]
JULY = [3, 8, 12, 15, 17, 18, 23, 24, 26, 27, 38, 39]


def day(text: str) -> date:
    return date.fromisoformat(f"2021-{text}")


def coming(today: str, until: str) -> list[Cutoff]:
    found, undated = upcoming(PLAN.committees, day(today), day(until), CALENDAR)
    assert [one.no for one in undated] == UNDATED
    return found


def numbers(found: list[Cutoff]) -> list[int]:
    return [one.committee.no for one in found]


def test_the_whole_year_soonest_first() -> None:
    found = coming("01-01", "12-31")
    assert len(found) == ALL_WINDOWS
    assert numbers(found)[:9] == JUNE  # all safe on 06-01 and last on 06-30: by number
    assert numbers(found)[9:11] == [34, 29]  # 6月下旬 from 06-21, the first batch on 06-30
    keys = [(one.next_day, one.days.last, one.committee.no) for one in found]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("today", "until", "expected"),
    [
        ("05-25", "05-31", []),  # the horizon ends the day before 06-01
        ("05-25", "06-01", JUNE),  # and on it
        ("07-01", "07-01", JULY),
        ("07-30", "07-30", [*JULY, 2, 13, 22, 36, 37, 42, 44]),  # last day of July's, safe day of August's
        ("12-31", "12-31", [29]),  # only the third batch is left
    ],
)
def test_the_edges_of_the_horizon(today: str, until: str, expected: list[int]) -> None:
    assert sorted(numbers(coming(today, until))) == sorted(expected)


def test_a_cutoff_whose_safe_day_has_passed_may_fall_on_any_day_and_is_listed() -> None:
    """On 5 July a July cut-off may be tomorrow: a horizon of one week must show it."""
    found = coming("07-05", "07-12")
    assert numbers(found) == JULY
    assert {one.next_day for one in found} == {day("07-05")}


def test_the_next_day_is_the_safe_one_until_it_has_passed() -> None:
    assert {one.next_day for one in coming("07-01", "07-01")} == {day("07-01")}
    after = [one for one in coming("07-02", "07-30") if one.committee.no == 12]
    assert [one.next_day for one in after] == [day("07-02")]  # from then on it may be any day


def test_what_may_close_today_comes_before_what_closes_later() -> None:
    """On 2 August: 8月 may close today; 8月底 (row 21) not before the 21st, safe on the 20th."""
    found = numbers(coming("08-02", "08-31"))
    assert found[:7] == [2, 13, 22, 36, 37, 42, 44]
    assert found[7] == 21


def test_the_last_day_is_the_last_working_day_not_the_end_of_the_month() -> None:
    assert 12 in numbers(coming("07-30", "08-31"))
    assert 12 not in numbers(coming("07-31", "08-31"))  # a Saturday


def test_city_schools_and_batches_come_one_by_one() -> None:
    windows = [(one.committee.no, one.window.audience, one.days.last) for one in coming("09-01", "12-31")]
    assert (31, "市直学校", day("09-30")) in windows
    assert (31, None, day("10-29")) in windows
    assert [one.window.batch for one in coming("01-01", "12-31") if one.committee.no == 29] == [1, 2, 3]


def test_after_the_year_only_the_undated_are_left() -> None:
    assert upcoming(PLAN.committees, date(2022, 1, 1), date(2022, 12, 31), CALENDAR)[0] == []


@given(st.dates(date(2020, 6, 1), date(2022, 6, 1)), st.integers(0, 400))
def test_nothing_passed_nothing_beyond_and_longer_horizons_only_add(today: date, length: int) -> None:
    until = today + timedelta(days=length)
    found, undated = upcoming(PLAN.committees, today, until, CALENDAR)
    assert all(today <= one.next_day <= one.days.last for one in found)
    assert all(one.days.safe <= until for one in found)
    assert len(undated) == 3
    longer, _ = upcoming(PLAN.committees, today, until + timedelta(days=30), CALENDAR)
    assert set(numbers(found)) <= set(numbers(longer))
