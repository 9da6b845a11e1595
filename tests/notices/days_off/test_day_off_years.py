"""Each year's notice against the days that chinese-calendar, made by others by hand, has for that year."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from unicodedata import normalize

import chinese_calendar
import pytest
from notices.sample_day_off_notices import (
    CHANGES,
    DATA_SETS,
    YEARS,
    calendar_of,
    data_set,
    entries_of,
    made,
    notice,
    notices_of,
    text_of,
)

from zhicheng_cli.files.festivals import festivals_lacking
from zhicheng_cli.notices.days_off.day_off_notice import read_day_off_notice


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(number) for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", YEARS)
def test_a_year_is_as_chinese_calendar_has_it(year: int) -> None:
    names = [*notices_of(year), *([str(year + 1)] if year + 1 in YEARS else [])]  # which reaches back into December
    entries = entries_of(names)
    calendar = calendar_of(entries)
    assert {day: calendar.is_workday(day) for day in days_of(year)} == {
        day: chinese_calendar.is_workday(day) for day in days_of(year)
    }
    assert entries[0]["year"] == year
    assert all(row["date"] >= f"{year - 1}-12" and row["date"] <= f"{year}-12-31" for row in entries[0]["days"])


@pytest.mark.parametrize("year", [year for year in YEARS if year >= 2008])
def test_a_year_has_its_festivals(year: int) -> None:
    (entry,) = made(notice(str(year)), calendar_of([], year - 1)).entries
    assert festivals_lacking(entry) == []


@pytest.mark.parametrize("year", DATA_SETS)
def test_the_data_set_says_the_same(year: int) -> None:
    told = calendar_of(entries_of(notices_of(year)))
    same = calendar_of(made(data_set(year), calendar_of([])).entries)
    days = [*days_of(year - 1)[-31:], *days_of(year)]
    assert [told.is_workday(day) for day in days] == [same.is_workday(day) for day in days]
    # Every day that the data set lists is one that the notices name, by the same festival.
    listed = {day: special.name[-3:] for day, special in same.special.items()}
    assert listed.items() <= {day: special.name[-3:] for day, special in told.special.items()}.items()


@pytest.mark.parametrize(("name", "number"), [
    ("2010", "国办发明电〔2009〕27号"), ("2014", "国办发明电〔2013〕28号"), ("2015", "国办发明电〔2014〕28号"),
    ("2015_2", "国发明电〔2015〕1号"), ("2019", "国办发明电〔2018〕15号"), ("2019_2", "国办发明电〔2019〕3号"),
    ("2020", "国办发明电〔2019〕16号"), ("2020_2", "国办发明电〔2020〕1号"), ("2023", "国办发明电〔2022〕16号"),
    ("2024", "国办发明电〔2023〕7号"), ("2025", "国办发明电〔2024〕12号"), ("2026", "国办发明电〔2025〕7号"),
    ("2009", ""),
])  # fmt: skip
def test_a_notice_tells_its_number(name: str, number: str) -> None:
    assert notice(name).notice.document == number


def test_who_is_encouraged_to_rest_is_not_let_off() -> None:
    words = "鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息"
    assert notice("2024").notice.encouraged == (words,)
    assert calendar_of(entries_of(["2024"])).is_workday(date(2024, 2, 9))
    assert notice("2026").notice.encouraged == ()  # 鼓励 …, but on no day


#: What typesetting, copying and input methods do to a text.
COPIES: dict[str, Callable[[str], str]] = {
    "half-width": lambda text: normalize("NFKC", text),
    "windows": lambda text: text.replace("\n", "\r\n"),
    "spaced": lambda text: re.sub(r"(\d+)", r" \1 ", text),
    "wrapped": lambda text: re.sub("(.{33})", r"\1\n", text),
    "one line": lambda text: text.replace("\n", " "),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "wide digits": lambda text: text.translate({ord(str(one)): chr(0xFF10 + one) for one in range(10)}),
    "bullets": lambda text: re.sub("　　[一二三四五六七]、", "　　——", text),
    "radicals": lambda text: text.replace("月", "⽉").replace("日", "⽇"),
    "other brackets": lambda text: text.replace("（", "【").replace("）", "】"),
}


@pytest.mark.parametrize("copy", COPIES)
def test_typesetting_changes_nothing(copy: str) -> None:
    for name in (name for year in YEARS for name in notices_of(year)):
        read = read_day_off_notice(COPIES[copy](text_of(name)), name)
        assert (read.found, read.notice.arrangements) == ((), notice(name).notice.arrangements), name


# ---- later notices of a year ----


def test_a_festival_arranged_anew_takes_the_place_of_what_was() -> None:
    """国办发明电〔2019〕3号: Labour Day, until then 1 May alone."""
    first, second = (calendar_of(entries_of(names)) for names in (["2019"], ["2019", "2019_2"]))
    changed = {day for day in days_of(2019) if first.is_workday(day) != second.is_workday(day)}
    assert changed == {date(2019, 5, 2), date(2019, 5, 3), date(2019, 4, 28), date(2019, 5, 5)}
    # And back, by the first notice: what the other changed is taken back, each day by name.
    again = made(notice("2019"), second)
    assert set(again.taken_back) == changed
    back = calendar_of([*entries_of(["2019", "2019_2"]), *again.entries])
    assert [back.is_workday(day) for day in days_of(2019)] == [first.is_workday(day) for day in days_of(2019)]


def test_days_off_that_go_on_begin_where_they_began() -> None:
    """国办发明电〔2020〕1号: to 2 February; 1 February, a Saturday, was to be worked."""
    first = calendar_of(entries_of(["2020"]))
    (entry,) = made(notice("2020_2"), first).entries
    off = [date(2020, 1, 24) + timedelta(number) for number in range(10)]
    assert [(row["date"], row["workday"]) for row in entry["days"]] == [(str(day), False) for day in off]
    assert calendar_of(entries_of(["2020", "2020_2"])).is_workday(date(2020, 1, 19))  # a Sunday, worked as it was


def test_how_far_days_off_go_on_says_nothing_of_a_year_nobody_knows() -> None:
    (found,) = made(notice("2020_2"), calendar_of([])).found
    assert found.code == "E411"
    assert "2020 年春节" in found.message


def test_a_day_of_its_own_is_added() -> None:
    """国发明电〔2015〕1号."""
    (entry,) = made(notice("2015_2"), calendar_of(entries_of(["2015"]))).entries
    name = "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"
    assert [(row["date"], row["workday"], row["name"]) for row in entry["days"]] == [
        ("2015-09-03", False, name),
        ("2015-09-04", False, name),
        ("2015-09-05", False, name),
        ("2015-09-06", True, name),
    ]


@pytest.mark.parametrize("year", sorted(CHANGES))
def test_what_is_known_already_changes_nothing(year: int) -> None:
    entries = entries_of(notices_of(year))
    known = calendar_of(entries)
    again = made(notice(CHANGES[year][-1]), known)
    assert again.taken_back == ()
    same = calendar_of([*entries, *again.entries])
    assert [same.is_workday(day) for day in days_of(year)] == [known.is_workday(day) for day in days_of(year)]
