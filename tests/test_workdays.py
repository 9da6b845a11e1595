"""Working days: the State Council's list of 2021, a naive day-by-day oracle, and the years nobody knows yet."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli import workdays
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.views.screen.pointers import told
from zhicheng_cli.workdays import CalendarRangeError, SpecialDay, WorkCalendar, default_calendar

DAY = timedelta(days=1)
CALENDAR = default_calendar()
FIRST, LAST = CALENDAR.first_day, CALENDAR.last_day
LIBRARY = workdays.make_calendar({})  # chinese-calendar alone


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def of_2021(text: str) -> set[date]:
    """`02-11..17 05-08` as days of 2021."""
    found: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("..")
        start = date.fromisoformat(f"2021-{first}")
        found |= set(days(start, start.replace(day=int(last or start.day))))
    return found


# The State Council office's notice of 2020-11-25, as recorded by the data set named in data/workdays.yaml.
OFF_2021 = of_2021("01-01..03 02-11..17 04-03..05 05-01..05 06-12..14 09-19..21 10-01..07")
WORKED_WEEKENDS_2021 = of_2021("02-07 02-20 04-25 05-08 09-18 09-26 10-09")


def worked_in_2021(day: date) -> bool:
    return day in WORKED_WEEKENDS_2021 or (day.weekday() < 5 and day not in OFF_2021)


def walk(calendar: WorkCalendar, day: date, n: int) -> date:
    """`shift`, one day after the other."""
    step = DAY if n > 0 else -DAY
    for _ in range(abs(n)):
        day += step
        while not calendar.is_workday(day):
            day += step
    return day


def test_every_day_of_2021_is_as_the_state_council_announced() -> None:
    year = list(days(date(2021, 1, 1), date(2021, 12, 31)))
    assert [CALENDAR.is_workday(day) for day in year] == [worked_in_2021(day) for day in year]
    assert sum(map(CALENDAR.is_workday, year)) == 250  # 261 weekdays, 18 of them off, 7 weekend days worked
    assert {day for day in CALENDAR.special if day.year == 2021} == OFF_2021 | WORKED_WEEKENDS_2021


@pytest.mark.parametrize(
    ("start", "n", "result"),
    [
        ("2021-09-19", 0, "2021-09-19"),  # nobody works, and n = 0 moves nothing
        ("2021-09-15", 1, "2021-09-16"),
        ("2021-09-15", -1, "2021-09-14"),
        ("2021-09-17", 1, "2021-09-18"),  # the Saturday before 中秋 is worked
        ("2021-09-18", 1, "2021-09-22"),
        ("2021-09-20", 1, "2021-09-22"),  # from within the festival
        ("2021-09-20", -1, "2021-09-18"),
        ("2021-10-08", -7, "2021-09-23"),  # 30 29 28 27 26(Sunday) 24 23
        ("2021-10-05", -7, "2021-09-23"),
        ("2021-09-27", 7, "2021-10-12"),  # 28 29 30, 08 09(Saturday) 11 12
        ("2021-02-10", 1, "2021-02-18"),  # over 春节
        ("2021-02-18", -7, "2021-02-03"),  # 10 09 08 07(Sunday) 05 04 03
        ("2021-02-09", 7, "2021-02-24"),  # 10, 18 19 20(Saturday) 22 23 24
        ("2020-12-31", 250, "2021-12-31"),  # 2021 has 250 working days
        ("2021-12-31", -250, "2020-12-31"),
        ("2022-01-02", -250, "2021-01-04"),  # from a day off: all 250 of 2021
    ],
)
def test_shift_never_counts_the_day_itself(start: str, n: int, result: str) -> None:
    assert CALENDAR.shift(date.fromisoformat(start), n) == date.fromisoformat(result)


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        ("2021-09-15", "2021-09-15", 0),
        ("2021-09-17", "2021-09-18", 1),
        ("2021-09-18", "2021-09-21", 0),  # the start is not counted, the festival is not worked
        ("2021-09-30", "2021-10-08", 1),
        ("2021-10-01", "2021-10-09", 2),
        ("2021-10-09", "2021-10-01", -2),
        ("2020-12-31", "2021-12-31", 250),
        ("2021-12-31", "2020-12-31", -250),
    ],
)
def test_count_excludes_the_start_and_includes_the_end(start: str, end: str, number: int) -> None:
    assert CALENDAR.count(date.fromisoformat(start), date.fromisoformat(end)) == number


# ---- against a walk from day to day ----

known_days = st.dates(date(FIRST.year + 2, 1, 1), date(LAST.year - 2, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any calendar of two years, in which single days are off or worked as if by lot."""
    year = draw(st.integers(1999, 2030))
    lots = draw(st.lists(st.tuples(st.integers(0, 729), st.booleans()), max_size=60))
    special = {date(year, 1, 1) + number * DAY: SpecialDay(worked, "某日") for number, worked in lots}
    return WorkCalendar(year, year + 1, special)


@given(known_days, st.integers(-300, 300))
def test_shift_is_a_walk(day: date, n: int) -> None:
    assert CALENDAR.shift(day, n) == walk(CALENDAR, day, n)


@given(calendars(), st.integers(200, 529), st.integers(-40, 40))
def test_shift_is_a_walk_in_any_calendar(calendar: WorkCalendar, number: int, n: int) -> None:
    day = calendar.first_day + number * DAY
    assert calendar.shift(day, n) == walk(calendar, day, n)


@given(known_days, st.integers(-400, 400))
def test_count_is_the_number_of_days_walked_over(start: date, length: int) -> None:
    end = start + length * DAY
    walked = sum(map(CALENDAR.is_workday, days(min(start, end) + DAY, max(start, end))))
    assert CALENDAR.count(start, end) == (walked if end >= start else -walked)


@given(known_days)
def test_on_or_before_never_rolls_forward(day: date) -> None:
    found = CALENDAR.on_or_before(day)
    assert found <= day
    assert CALENDAR.is_workday(found)
    assert not any(map(CALENDAR.is_workday, days(found + DAY, day)))


@given(known_days, st.integers(1, 400))
def test_shift_and_count_agree(day: date, n: int) -> None:
    after, before = CALENDAR.shift(day, n), CALENDAR.shift(day, -n)
    assert CALENDAR.count(day, after) == n
    # Backwards the day itself is not counted by shift, but is by count, where it is worked.
    assert CALENDAR.count(before, day) == n - 1 + CALENDAR.is_workday(day)
    assert CALENDAR.shift(day, 0) == day


def test_chinese_calendar_knows_the_same_days_but_one() -> None:
    holidays = chinese_calendar.constants.holidays
    span = days(date(min(holidays).year, 1, 1), date(max(holidays).year, 12, 31))
    saturday = date(2005, 12, 31)
    assert [day for day in span if chinese_calendar.is_workday(day) != CALENDAR.is_workday(day)] == [saturday]
    assert CALENDAR.is_workday(saturday)
    assert CALENDAR.notices_for(saturday)[0]["document"] == "国办发明电〔2005〕35号"


def test_chinese_calendar_steps_a_day_too_far_from_a_day_off() -> None:
    """Why `shift` is our own: find_workday counts the first day worked after a weekend as day nought."""
    saturday, monday, tuesday = date(2021, 7, 10), date(2021, 7, 12), date(2021, 7, 13)
    assert CALENDAR.shift(saturday, 1) == monday
    assert chinese_calendar.find_workday(1, saturday) == tuesday
    assert chinese_calendar.find_workday(1, monday) == CALENDAR.shift(monday, 1) == tuesday


@pytest.mark.parametrize("day", [date(1, 1, 1), FIRST - DAY, LAST + DAY, date.max])
def test_outside_the_announced_years_nothing_is_guessed(day: date) -> None:
    for ask in (
        lambda: CALENDAR.is_workday(day),
        lambda: CALENDAR.on_or_before(day),
        lambda: CALENDAR.shift(day, 0),
        lambda: CALENDAR.shift(day, -7),
        lambda: CALENDAR.count(day, date(2021, 7, 1)),
        lambda: CALENDAR.count(date(2021, 7, 1), day),
    ):
        with pytest.raises(CalendarRangeError) as caught:
            ask()
        assert caught.value.exit_code == 2
        assert str(day) in caught.value.message
        assert str(LAST) in caught.value.message
        assert "--provisional" in told(caught.value)


@pytest.mark.parametrize(("day", "n"), [(LAST, 1), (FIRST, -1), (LAST - 30 * DAY, 10**9), (LAST, -(10**9))])
def test_a_result_outside_is_refused_although_the_start_is_inside(day: date, n: int) -> None:
    with pytest.raises(CalendarRangeError, match=str(LAST)) as caught:
        CALENDAR.shift(day, n)
    assert caught.value.message.startswith(str(LAST + DAY if n > 0 else FIRST - DAY))


def test_the_first_of_january_2004_has_no_working_day_before_it() -> None:
    assert date(2004, 1, 1) == FIRST
    with pytest.raises(CalendarRangeError):
        CALENDAR.on_or_before(FIRST)
    assert CALENDAR.shift(FIRST, 1) == date(2004, 1, 2)
    assert CALENDAR.count(FIRST, FIRST) == 0


def test_only_the_last_days_of_the_last_year_may_still_change() -> None:
    changeable = [day for day in days(date(2020, 1, 1), LAST) if CALENDAR.may_still_change(day)]
    assert changeable == list(days(date(LAST.year, 12, 22), LAST))  # 22 December is 10 days before 元旦
    assert not CALENDAR.may_still_change(LAST + DAY)


def test_extended_years_know_weekends_and_fixed_dates_only() -> None:
    extended = CALENDAR.extended()
    assert (extended.first_day, extended.last_day) == (date(1996, 1, 1), date(2100, 12, 31))
    off = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
    for day in days(LAST + DAY, date(LAST.year + 7, 12, 31)):
        assert extended.is_workday(day) == (day.weekday() < 5 and (day.month, day.day) not in off)
        assert not extended.is_announced(day)
        assert extended.notices_for(day) == ()
    assert not extended.is_workday(date(2003, 10, 1))
    assert extended.is_workday(date(2003, 9, 30))
    # The announced years are left alone.
    assert all(extended.is_workday(day) == CALENDAR.is_workday(day) for day in days(FIRST, LAST))
    assert all(extended.is_announced(day) for day in (FIRST, date(2021, 7, 1), LAST))
    assert extended.may_still_change(LAST)
    assert not extended.may_still_change(date(LAST.year + 1, 12, 31))


def test_extended_never_shrinks_has_an_end_and_says_so() -> None:
    narrow = CALENDAR.extended(2010, 2012)
    assert (narrow.first_day, narrow.last_day) == (FIRST, LAST)
    with pytest.raises(CalendarRangeError) as caught:
        CALENDAR.extended().is_workday(date(2101, 1, 1))
    assert str(LAST) in caught.value.message
    assert "2100-12-31" in caught.value.message
    assert told(caught.value) == caught.value.message  # --provisional is there already


# ---- calendars from other data ----

SOURCE: Mapping[str, str] = {"document": "某市规定", "evidence": "text"}


def test_a_calendar_from_other_data() -> None:
    off, worked, last, outside = SpecialDay(False, "节"), SpecialDay(True, "节"), date(2030, 12, 31), date(2031, 1, 1)
    calendar = WorkCalendar(2030, 2030, {date(2030, 1, 2): off, date(2030, 1, 5): worked, last: off, outside: off})
    assert [calendar.is_workday(date(2030, 1, day)) for day in (1, 2, 3, 5, 6)] == [True, False, True, True, False]
    assert calendar.shift(date(2030, 1, 1), 3) == date(2030, 1, 5)
    assert calendar.on_or_before(last) == date(2030, 12, 30)
    assert calendar.is_announced(last)
    assert not calendar.is_announced(outside)


def load(tmp_path: Path, text: str) -> WorkCalendar:
    (tmp_path / "workdays.yaml").write_text(text, encoding="utf-8")
    return workdays.load_calendar(tmp_path)


def overlay(*, corrections: str = "[]", local: str = "[]", years: str = "[]") -> str:
    return f"format: zc.workdays/1\ncorrections: {corrections}\nlocal: {local}\nyears: {years}\nnotices: []\n"


WHERE = "source: {document: 某市规定, evidence: text}"


def test_corrections_and_local_rules_come_last(tmp_path: Path) -> None:
    text = overlay(
        corrections=f"[{{date: 2021-07-01, workday: false, name: 更正, {WHERE}}}]",
        local=f"[{{date: 2021-09-18, workday: false, name: 停班, {WHERE}}}]",
    )
    calendar = load(tmp_path, text)
    assert not calendar.is_workday(date(2021, 7, 1))
    assert not calendar.is_workday(date(2021, 9, 18))
    assert calendar.shift(date(2021, 6, 30), 1) == date(2021, 7, 2)
    assert calendar.notices_for(date(2021, 9, 18)) == (SOURCE,)
    assert not calendar.is_workday(date(2005, 12, 31))  # the bundled correction is the bundled file's


FESTIVALS = (
    *(("01-01", "元旦"), ("02-06", "春节"), ("04-05", "清明节"), ("05-01", "劳动节"), ("06-09", "端午节")),
    *(("09-15", "中秋节"), ("10-01", "国庆节"), ("10-02", "国庆节"), ("10-03", "国庆节")),
)


def year_entry(year: int, without: str = "none") -> str:
    entries = [(f"{year}-{day}", "false", name) for day, name in FESTIVALS if without not in (day, name)]
    entries.append((f"{year - 1}-12-26", "true", "元旦"))
    listed = ", ".join(f"{{date: {day}, workday: {flag}, name: {name}}}" for day, flag, name in entries)
    return f"{{year: {year}, {WHERE}, days: [{listed}]}}"


def test_a_new_year_extends_what_is_announced(tmp_path: Path) -> None:
    year = LIBRARY.last_day.year + 1
    calendar = load(tmp_path, overlay(years=f"[{year_entry(year)}]"))
    assert calendar.last_day == calendar.announced_to == date(year, 12, 31)
    assert not calendar.is_workday(date(year, 1, 1))
    assert calendar.is_workday(date(year - 1, 12, 26))  # the new notice reaches back
    assert calendar.notices_for(date(year - 1, 12, 26)) == (SOURCE,)
    assert not calendar.may_still_change(date(year - 1, 12, 31))
    assert calendar.may_still_change(date(year, 12, 31))


@pytest.mark.parametrize(("day", "name"), FESTIVALS)
def test_a_year_without_a_statutory_festival_is_not_announced(tmp_path: Path, day: str, name: str) -> None:
    """全国年节及纪念日放假办法: each of them is let off in every year, so the notice was copied by half."""
    year = LIBRARY.last_day.year + 1
    half = year_entry(year, without=day)
    calendar = load(tmp_path, overlay(years=f"[{half}, {year_entry(year + 1)}]"))
    assert calendar.last_day == calendar.announced_to == LIBRARY.last_day
    assert calendar.is_workday(date(year - 1, 12, 26))  # what is written of the year before holds
    for asked in (date(year, 10, 8), date(year + 1, 10, 8)):
        with pytest.raises(CalendarRangeError, match=f"{year} 年的没有写全，缺{name[:2]}"):
            calendar.is_workday(asked)
    provisional = calendar.extended()
    assert not provisional.is_announced(date(year, 10, 8))
    assert not provisional.is_workday(date(year, 10, 1))
    with pytest.raises(CalendarRangeError) as caught:
        calendar.shift(date(2003, 12, 31), 1)
    assert str(year) not in caught.value.message  # which is not why


def test_a_year_that_the_library_knows_may_be_corrected_by_a_few_days(tmp_path: Path) -> None:
    calendar = load(tmp_path, overlay(years=f"[{year_entry(2021, without='国庆节')}]"))
    assert calendar.last_day == LIBRARY.last_day


def test_a_gap_between_the_years_is_refused_not_filled(tmp_path: Path) -> None:
    year = LIBRARY.last_day.year + 2
    with pytest.raises(ZcError, match=f"缺少 {year - 1} 年"):
        load(tmp_path, overlay(years=f"[{year_entry(year)}]"))


def test_without_a_file_the_library_alone_is_asked(tmp_path: Path) -> None:
    calendar = workdays.load_calendar(tmp_path)
    assert calendar.last_day == LIBRARY.last_day >= date(2026, 12, 31)
    assert not calendar.is_workday(date(2005, 12, 31))
    assert calendar.notices_for(date(2021, 10, 1)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "corrections: [",
        "local: []\nlocal: []\n",
        "- 甲\n- 乙\n",
        overlay(corrections="[{date: 2021-07-01}]"),
        overlay(corrections=f"[{{date: 2021-02-30, workday: false, name: 更正, {WHERE}}}]"),
        overlay(corrections="7"),
        overlay(years="[{year: 2021}]"),
        overlay(years="[{days: []}]"),
    ],
)
def test_a_broken_file_is_a_clear_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(ZcError, match=r"workdays\.yaml") as caught:
        load(tmp_path, text)
    assert caught.value.exit_code == 2


def addresses(day: date) -> list[str]:
    return [notice["address"] for notice in CALENDAR.notices_for(day)]


def test_a_day_names_the_notice_of_its_year() -> None:
    (address,) = addresses(date(2021, 9, 18))
    assert address.endswith("2020-11/25/content_5564127.htm")
    assert addresses(date(2021, 9, 15)) == []  # an ordinary Wednesday
    assert addresses(date(2004, 10, 1)) == []  # the notice was not found
    assert len(addresses(date(2015, 9, 3))) == 2  # changed by a second notice
    # A New Year's day in December belongs to the next year's notice.
    assert addresses(date(2018, 12, 31)) == addresses(date(2019, 1, 1)) != addresses(date(2018, 10, 1))


def test_the_module_answers_by_the_default_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path] = []

    def load_once(folder: Path) -> WorkCalendar:
        loaded.append(folder)
        return CALENDAR

    monkeypatch.setattr(workdays, "load_calendar", load_once)
    for ask, answer in (
        (lambda: workdays.is_workday(date(2021, 9, 18)), True),
        (lambda: workdays.shift(date(2021, 10, 8), -7), date(2021, 9, 23)),
        (lambda: workdays.count(date(2021, 9, 30), date(2021, 10, 8)), 1),
        (default_calendar, CALENDAR),
    ):
        monkeypatch.setattr(workdays, "_default", None)
        loaded.clear()
        assert ask() == ask() == answer
        assert loaded == [data_dir()]  # once


def test_nothing_is_summed_up_before_the_first_question() -> None:
    calendar = WorkCalendar(1996, 2100, {})
    assert not any(isinstance(value, list) for value in vars(calendar).values())
    assert calendar.is_workday(date(2021, 9, 15))
    assert any(isinstance(value, list) for value in vars(calendar).values())
