"""The two days of every cut-off and review, by the notice, a wall calendar and the State Council's list."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from real_plan import CALENDAR, ROWS

from zhicheng_cli.plan.deadlines import DueDays, due_days, why_undated
from zhicheng_cli.plan.milestones import audiences
from zhicheng_cli.plan.periods import Precision, Window, read_period
from zhicheng_cli.workdays import CalendarRangeError


def day(text: str) -> date:
    return date.fromisoformat(f"2021-{text}")


# The notice of 2020-11-25: what differs from Monday to Friday between June and December 2021.
OFF = {day(f"06-{n}") for n in (14,)} | {day(f"09-{n}") for n in (20, 21)} | {day(f"10-0{n}") for n in range(1, 8)}
WORKED = {day("09-18"), day("09-26"), day("10-09")}

# Printed form → (first day that may be meant, safe, last), by hand.
DAYS = {
    "6月": ("06-01", "06-01", "06-30"),  # Tuesday; Wednesday
    "7月": ("07-01", "07-01", "07-30"),  # Thursday; the 31st is a Saturday
    "8月": ("08-01", "07-30", "08-31"),  # a Sunday; Tuesday
    "9月": ("09-01", "09-01", "09-30"),
    "10月": ("10-01", "09-30", "10-29"),  # National Day; the 31st is a Sunday
    "11月": ("11-01", "11-01", "11-30"),
    "12月": ("12-01", "12-01", "12-31"),
    "8月底": ("08-21", "08-20", "08-31"),  # the 21st is a Saturday
    "9月上旬": ("09-01", "09-01", "09-10"),
    "6月下旬": ("06-21", "06-21", "06-30"),
    "7月中旬": ("07-11", "07-09", "07-20"),  # the 11th is a Sunday
    "4-6月": ("06-30", "06-30", "06-30"),
    "7-9月": ("09-30", "09-30", "09-30"),
    "10月-12月": ("12-31", "12-31", "12-31"),
}
# Annex 1, columns 接收材料截止时间 and 预计评审时间.
CUTOFFS = {
    "6月": (4, 5, 6, 7, 9, 10, 11, 16, 25),
    "7月": (3, 8, 12, 15, 17, 18, 23, 24, 26, 27, 38, 39),
    "8月": (2, 13, 22, 36, 37, 42, 44),
    "9月": (19, 20, 28, 35, 43),
    "10月": (1, 30, 41),
    "11月": (40,),
    "8月底": (21,),
    "9月上旬": (33,),
    "6月下旬": (34,),
    "10月 9月": (31, 32),  # 10月(市直学校9月)
    "4-6月 7-9月 10月-12月": (29,),
    "": (14, 45, 46),
}
REVIEWS = {
    "7月": (4, 7),
    "8月": (5, 6, 9, 10, 11, 16, 17),
    "9月": (2, 3, 8, 12, 15, 38, 39, 44),
    "10月": (36, 37, 42, 43),
    "11月": (13, 33, 35, 41),
    "12月": (1, 30, 31, 32, 40),
    "7月中旬": (34,),
    "7月 10月 12月": (29,),
    "": (14, *range(18, 29), 45, 46),
}


def rows(table: dict[str, tuple[int, ...]]) -> list[tuple[int, list[str]]]:
    return [(number, forms.split()) for forms, numbers in table.items() for number in numbers]


def worked(day: date) -> bool:
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


def on_or_before(day: date) -> date:
    while not worked(day):
        day -= timedelta(days=1)
    return day


def test_the_table_by_hand_agrees_with_the_wall_calendar() -> None:
    for form, (first, safe, last) in DAYS.items():
        end = int(form.rpartition("-")[2].partition("月")[0])
        latest = {"9月上旬": 10, "7月中旬": 20}.get(form, monthrange(2021, end)[1])
        assert on_or_before(day(first)) == day(safe), form
        assert on_or_before(date(2021, end, latest)) == day(last), form


@pytest.mark.parametrize("table", [CUTOFFS, REVIEWS])
def test_the_tables_hold_every_row_once(table: dict[str, tuple[int, ...]]) -> None:
    assert sorted(number for number, _ in rows(table)) == list(range(1, 47))


@pytest.mark.parametrize(("number", "forms"), rows(CUTOFFS))
def test_the_two_days_of_every_cutoff(number: int, forms: list[str]) -> None:
    expected = [DueDays(day(DAYS[form][1]), day(DAYS[form][2])) for form in forms]
    assert [due_days(window, CALENDAR) for window in ROWS[number].cutoff.windows] == expected


@pytest.mark.parametrize(("number", "forms"), rows(REVIEWS))
def test_the_two_days_of_every_review(number: int, forms: list[str]) -> None:
    expected = [DueDays(day(DAYS[form][1]), day(DAYS[form][2])) for form in forms]
    assert [due_days(window, CALENDAR) for window in ROWS[number].review.windows] == expected


@pytest.mark.parametrize(
    ("text", "precision", "safe", "last"),
    [
        ("9月15日", Precision.DAY, "09-15", "09-15"),
        ("9月19日", Precision.DAY, "09-18", "09-18"),  # 中秋; the Saturday before it is worked
        ("10月5日", Precision.DAY, "09-30", "09-30"),  # back over the whole holiday, never forward to the 8th
        ("9月中旬", Precision.XUN, "09-10", "09-18"),  # the 11th is a Saturday; the 20th is off
        ("8月中下旬", Precision.XUN, "08-11", "08-31"),
        ("9月底", Precision.MONTH_END, "09-18", "09-30"),  # the 21st is off
        ("10月", Precision.MONTH, "09-30", "10-29"),
        ("7-9月", Precision.RANGE, "09-30", "09-30"),
        ("9月1日至10月3日", Precision.RANGE, "09-30", "09-30"),
    ],
)
def test_each_precision(text: str, precision: Precision, safe: str, last: str) -> None:
    (window,) = read_period(text, 2021).windows
    assert window.precision is precision
    assert due_days(window, CALENDAR) == (day(safe), day(last))


def test_no_calendar_no_deadline() -> None:
    beyond = date(CALENDAR.last_day.year + 1, 6, 30)
    window = Window(None, beyond, beyond, Precision.DAY)
    with pytest.raises(CalendarRangeError):
        due_days(window, CALENDAR)
    assert due_days(window, CALENDAR.extended()).last <= beyond


def test_only_rows_31_and_32_speak_to_somebody_apart() -> None:
    assert {no: audiences(row) for no, row in ROWS.items() if audiences(row)} == {31: ("市直学校",), 32: ("市直学校",)}


def test_the_batches_of_row_29_open_and_pair_with_their_reviews() -> None:
    cutoff, review = ROWS[29].cutoff.windows, ROWS[29].review.windows
    assert [(one.batch, one.opens, one.latest) for one in cutoff] == [
        (1, day("04-01"), day("06-30")),
        (2, day("07-01"), day("09-30")),
        (3, day("10-01"), day("12-31")),
    ]
    assert [(one.batch, one.earliest.month) for one in review] == [(1, 7), (2, 10), (3, 12)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("由各县(区)教育局确定", "由各县(区)教育局确定，请问当地"),
        ("以省厅通知为准", "通知写的是“以省厅通知为准”"),
        ("具体时间另行通知", "通知写的是“具体时间另行通知”"),
        ("待定", "通知写的是待定"),
        ("", "通知没有印时间"),
    ],
)
def test_why_there_is_no_day_is_told_in_the_printed_words(text: str, why: str) -> None:
    assert why_undated(read_period(text, 2021)) == why
