"""What people write: one reading for each word, day and number, however it was typed or pasted."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.written import UnreadError
from zhicheng_cli.written.counties import county_called
from zhicheng_cli.written.days import EVER, WrittenDay, read_date, read_day, read_month
from zhicheng_cli.written.folding import folded, without_blanks
from zhicheng_cli.written.numbers import read_number, read_row, read_year
from zhicheng_cli.written.phones import local_number
from zhicheng_cli.written.yes_no import FLAGS, read_flag

#: Of every kind that nobody sees: of no width, of direction, soft hyphen, byte-order mark, fillers, variants.
UNSEEN = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202a\u202e\u2066\u061c\u180e\u034f\u3164\uffa0\ufe0f\U000e0101\x00\x7f"
)
BLANKS = " \t\n\r\u00a0\u2002\u2009\u3000\u2028"
#: The whole of the Kangxi radicals, and of the compatibility ideographs that stand for another.
KANGXI = {normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
COMPATIBLE = {normalize("NFKC", chr(code)): chr(code) for code in range(0xF900, 0xFAFF)}
WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}

chinese = st.text("工程师建筑设计高一人力车金水土木电气质量见长页民会计经济卫生农业教学", min_size=1, max_size=8)
latin = st.text("abcXYZ019", min_size=1, max_size=4)


@st.composite
def disguised(draw: st.DrawFn, text: str, blanks: str = BLANKS) -> str:
    """The text as it may come out of an editor, a sheet or a PDF file."""
    forms = [
        draw(st.sampled_from([one, *(table.get(one, one) for table in (KANGXI, COMPATIBLE, WIDE))])) for one in text
    ]
    between = st.text(UNSEEN + blanks, max_size=2)
    return draw(between) + "".join(one + draw(between) for one in forms)


# ---- folding ----


@given(st.data(), chinese)
def test_a_word_is_itself_however_it_was_pasted(data: st.DataObject, word: str) -> None:
    assert folded(data.draw(disguised(word))) == word


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert without_blanks(without_blanks(text)) == without_blanks(text)


def test_folding_twice_is_folding_once_for_every_character_in_use() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x14000), *range(0x1B000, 0x20000), *range(0xE0000, 0xE0200)):
        once = folded.__wrapped__(f"甲{chr(code)} 乙")
        assert folded.__wrapped__(once) == once, hex(code)


@given(st.lists(latin, min_size=1, max_size=3).map(" ".join), chinese)
def test_blanks_between_latin_words_stay(name: str, word: str) -> None:
    assert folded(f" {name} ") == folded(name.replace(" ", "\n\u3000")) == name
    assert folded(f"{name} {word}") == f"{name} {word}"


FOLDED = {
    "⼯程师": "工程师", "建 筑": "建筑", "建\r\n筑": "建筑", "工程\u200b师": "工程师", "⻋辆⻚⻅⻓": "车辆页见长",
    "副主任 （中） 药师": "副主任(中)药师", "ＣＡＤ 设计": "CAD 设计", "10 月": "10 月", "\ue000师": "\ue000师", "": "",
}  # fmt: skip


def test_what_is_folded() -> None:
    assert {text: folded(text) for text in FOLDED} == FOLDED


# ---- days and months ----

lived = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def forms(day: date) -> list[str]:
    """Every accepted form of a day."""
    year, month, number = day.year, day.month, day.day
    signs = [f"{year}{sign}{month}{sign}{number}" for sign in "-/.。–—－／．"]
    words = [f"{year}年{month}月{number}{last}" for last in ("日", "号", "")]
    spaced = [f" {year} 年 {month} 月 {number} 日 ", f"{year}年{month}⽉{number}⽇"]
    return [str(day), f"{day:%Y%m%d}", f"{day} 00:00:00", f"{day} 00:00", f"{day:%Y/%m/%d}", *signs, *words, *spaced]


@given(lived, st.data())
def test_a_day_is_the_same_day_in_every_form(day: date, data: st.DataObject) -> None:
    for form in forms(day):
        assert read_day(form) == day, form
        assert read_date(form) == WrittenDay(day)
    form = data.draw(st.sampled_from(forms(day)).filter(lambda one: " 00" not in one))
    assert read_day(data.draw(disguised(form, blanks=""))) == day


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_a_month_counts_from_its_last_day_and_that_is_said(year: int, month: int) -> None:
    last = WrittenDay(date(year, month, monthrange(year, month)[1]), of_month=True)
    signs = [f"{year}{sign}{month:02}" for sign in "-/.。–"]
    for form in (*signs, f"{year}/{month}", f"{year}年{month}月", f"{year} 年 {month} 月份", f"{year}{month:02}"):
        assert read_date(form) == last, form
        assert read_month(form) == (year, month)
        with pytest.raises(UnreadError, match="只写到月"):
            read_day(form)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-08-31T16:00:00Z", date(2016, 9, 1)),
        ("2016-08-31 15:59:59.999+00:00", date(2016, 8, 31)),
        ("2016-09-01T00:00:00+08:00", date(2016, 9, 1)),
        ("2016-08-31T17:00+0100", date(2016, 9, 1)),
        # China had a summer time then.
        ("1988-06-30T15:00:00Z", date(1988, 7, 1)),
    ],
)
def test_an_instant_is_a_day_in_china(text: str, day: date) -> None:
    assert read_date(text) == WrittenDay(day)
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        # Of two digits Excel takes the year of a month (mmm-yy) or the day of the current year (d-mmm).
        (
            "Jul-17",
            "分不清是 2017 年 7 月还是 7 月 17 日：英文表格这样显示（写成 2017-07，或者年月日，如 2021-07-01）",
        ),
        (
            "5-Sept",
            "分不清是 2005 年 9 月还是 9 月 5 日：英文表格这样显示（写成 2005-09，或者年月日，如 2021-09-01）",
        ),
        ("2016-09-01 08:00:00", "日期后面带着时刻（只留日期，写成 2021-07-01 这样）"),
        ("2016-09-01T25:00:00Z", "日期后面带着时刻（只留日期，写成 2021-07-01 这样）"),
        ("0001-01-01T00:00:00Z", "年份应当在 1900 至 2099 之间（写成 2021-07-01 这样）"),
        ("9999-12-31T23:00:00Z", "日期后面带着时刻（只留日期，写成 2021-07-01 这样）"),
        ("201613", "不是日期（写成 2021-07-01 这样）"),
        ("Mon-17", "不是日期（写成 2021-07-01 这样）"),
    ],
)
def test_what_is_no_day_is_told_by_its_cause(text: str, why: str) -> None:
    with pytest.raises(UnreadError) as caught:
        read_date(text)
    assert str(caught.value) == why


def test_other_years_are_read_where_they_may_be() -> None:
    assert read_day("0001-01-01", EVER) == date.min
    assert read_day("9999-12-31", EVER) == date.max


MONTHS = {"7": 7, "07": 7, "７": 7, "7月": 7, "七月": 7, "十二月": 12, "十一": 11, " 7 月 ": 7, "7月份": 7}


def test_a_month_alone() -> None:
    assert {text: read_month(text) for text in MONTHS} == {text: (None, month) for text, month in MONTHS.items()}


# ---- yes and no, numbers, counties, phones ----


@given(st.sampled_from(sorted(FLAGS)), st.data())
def test_yes_and_no(word: str, data: st.DataObject) -> None:
    assert read_flag(data.draw(disguised(word, blanks=""))) is FLAGS[word]
    assert read_flag(f" {word.upper()}\n") is FLAGS[word]


@given(st.integers(0, 10**8), st.sampled_from(["", "学时"]))
def test_hours(number: int, unit: str) -> None:
    wide = "".join(WIDE[one] for one in str(number))
    for form in (f"{number}{unit}", f"{number}.0{unit}", f" {number} {unit}", wide + unit):
        read = read_number(form, "学时")
        assert (read, type(read)) == (number, int)
    assert read_number(f"{number}.5{unit}", "学时") == number + 0.5
    assert read_number(f"{number}.00000000001{unit}", "学时") == number


ROWS: dict[str, str | None] = {
    **dict.fromkeys(("12", "１２", "12号", "第12行", "第 12 号", "12.0", " 12 "), "12"),
    **dict.fromkeys(("", "十二", "12 31", "12,31", "1-2", "第行", "建筑")),
}


def test_a_row_by_its_number_and_what_may_be_a_name() -> None:
    assert {text: read_row(text) for text in ROWS} == ROWS


PLACES = (("东山区", "西山县", "样例县", "样东县"), ("市直", "市本级"), ("样省", "样例市", "样东"))
COUNTIES = {
    "西山": "西山县", "样例市西山县": "西山县", "样省样例市 西 山": "西山县", "样例": "样例县", "市本级": "市直",
    "样例市市直": "市直", "样例市": "样例市", "别处": "别处", "⻄\u200b⼭": "西山县",
    "样东东山": "东山区", "样东": "样东县", "样东县": "样东县",
}  # fmt: skip


def test_a_county_as_the_notice_writes_it() -> None:
    assert {text: county_called(text, *PLACES) for text in COUNTIES} == COUNTIES


@pytest.mark.parametrize("text", ["2033099", "0572-2033099", "0572 203 3099", "+86 0572-2033099", "２０３３０９９"])
def test_a_phone_as_it_is_dialled_in_town(text: str) -> None:
    assert local_number(text, "0572") == "2033099"


# ---- what is none of these ----


def hours(text: str) -> int | float:
    return read_number(text, "学时")


@pytest.mark.parametrize(
    ("read", "texts", "why"),
    [
        (read_date, ("2021-02-29", "2021-13-01"), "没有这一天"),
        (read_date, ("", "昨天", "2021", "7月", "2021-13", "44378", "2021-1 2-3"), "不是日期"),
        (read_date, ("1021-07-01",), "年份应当在 1900 至 2099 之间"),
        (read_date, ("2016.1",), "分不清是 1 月还是 10 月"),
        (read_month, ("", "0", "13", "十三月", "月", "2021", "0000-07", "2021-13", "7 8"), "不是月份"),
        (read_flag, ("", "也许", "是否", "2", "x", "是 是", "-1", "10"), r"看不出是还是否.*写 是 或 否.*没有.*√"),
        (hours, ("-1", "-1.5学时"), "不小于 0"),
        (hours, ("", "九十", "nan", "1_0", "1 0", "1e3", "90年", "学时", "1" * 5000), "应当是数字"),
    ],
)
def test_nothing_is_guessed(read: Callable[[str], object], texts: tuple[str, ...], why: str) -> None:
    for text in texts:
        with pytest.raises(UnreadError, match=why):
            read(text)


def test_half_a_year_is_none() -> None:
    with pytest.raises(UnreadError, match="应当是整数"):
        read_year("2021.5")
