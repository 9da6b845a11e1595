"""What must hold for every text, and for every expression made of months and their parts."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.plan.periods import Period, PeriodError, Precision, Status, Window, read_period

DAY, XUN, MONTH_END, MONTH, RANGE = Precision

PIECES = [
    *"0139１９〇一二三十廿年月日号初底末()（）-—～、，;和及至到各批由约前 \u3000\nx²٣",
    "上旬",
    "中下旬",
    "批次",
    "次年",
]
PIECES += ["2021年", "9月", "10月", "15日", "每季度末", "市直学校", "确定", "另行通知", "待定", "各1批次"]
years = st.integers(1, 9999)
any_text = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


def attempt(text: str, year: int) -> Period | PeriodError:
    try:
        return read_period(text, year)
    except PeriodError as error:
        return error


@given(any_text, years)
def test_any_text_is_read_or_refused(text: str, year: int) -> None:
    """An error points into the text, at the word it names; at its end only where something is missing there."""
    answer = attempt(text, year)
    assert answer.text == text
    if isinstance(answer, PeriodError):
        assert 0 <= answer.position <= len(text)
        assert (answer.word == "") == (answer.position == len(text))
        assert "".join(text[answer.position :].split()).startswith(answer.word)
        assert answer.reason
        return
    assert (answer.status is Status.DATED) == bool(answer.windows)
    assert (answer.status is Status.DELEGATED) == bool(answer.delegated_to)
    for span in answer.windows:
        assert span.starts <= span.earliest <= span.latest


BEGINS = {"": 1, "初": 1, "上旬": 1, "上中旬": 1, "中旬": 11, "中下旬": 11, "下旬": 21, "底": 21, "末": 21}
ENDS = {"初": 10, "上旬": 10, "中旬": 20, "上中旬": 20}  # the others run to the end of the month
KINDS = {"": MONTH, "底": MONTH_END, "末": MONTH_END}
months = st.integers(1, 12)
points = st.tuples(months, st.sampled_from([*BEGINS]))


def days(year: int, month: int, part: str) -> tuple[date, date]:
    return date(year, month, BEGINS[part]), date(year, month, ENDS.get(part, monthrange(year, month)[1]))


def written(point: tuple[int, str]) -> str:
    return f"{point[0]}月{point[1]}"


ranges = (
    st.tuples(points, points)
    .filter(lambda pair: pair[0][0] < pair[1][0])
    .map(lambda pair: "至".join(map(written, pair)))
)
items = points.map(written) | ranges
with_audience = st.tuples(items, items).map("{0[0]}(市直学校{0[1]})".format)
expressions = st.lists(items | with_audience, min_size=1, max_size=4).map("、".join)
expressions |= expressions.map("{}各1批次".format)


@given(st.lists(points, min_size=1, max_size=5), years)
def test_points_agree_with_the_calendar(listed: list[tuple[int, str]], year: int) -> None:
    """Each item of a list is read on its own, in printed order, and is a batch if there is more than one."""
    period = read_period("、".join(map(written, listed)), year)
    batches = range(1, len(listed) + 1) if len(listed) > 1 else [None]
    assert period.windows == tuple(
        Window(None, *days(year, *point), KINDS.get(point[1], XUN), batch=batch)
        for point, batch in zip(listed, batches, strict=True)
    )


@given(points, points, years)
def test_ranges_agree_with_the_calendar(start: tuple[int, str], end: tuple[int, str], year: int) -> None:
    text = f"{written(start)}至{written(end)}"
    opens, _ = days(year, *start)
    earliest, latest = days(year, *end)
    if latest < opens:
        with pytest.raises(PeriodError, match="结束早于开始") as caught:
            read_period(text, year)
        assert caught.value.word == written(end)
        return
    closing = latest if end[1] == "" else max(opens, earliest)
    assert read_period(text, year).windows == (Window(opens, closing, latest, RANGE),)


@given(st.dates())
def test_every_day_of_the_calendar(day: date) -> None:
    expected = (Window(None, day, day, DAY),)
    assert read_period(f"{day.month}月{day.day}日", day.year).windows == expected
    assert read_period(f"{day.year:04}年{day.month:02}月{day.day:02}号", 2021).windows == expected


def chinese(number: int) -> str:
    tens = ("", "十", "二十", "三十")[number // 10]
    return tens + "〇一二三四五六七八九"[number % 10].strip("〇")


@given(st.dates())
def test_chinese_numerals_are_the_same_day(day: date) -> None:
    year = f"{day.year:04}".translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    text = f"{year}年{chinese(day.month)}月{chinese(day.day)}日"
    assert read_period(text, 2021).windows == (Window(None, day, day, DAY),)


@given(expressions, st.data())
def test_spaces_mean_nothing(text: str, data: st.DataObject) -> None:
    spaces = st.text(" \t\r\n\u00a0\u2003\u3000", max_size=2)
    spaced = "".join(char + data.draw(spaces) for char in text)
    assert read_period(spaced, 2021).windows == read_period(text, 2021).windows


@given(expressions, st.data())
def test_width_means_nothing(text: str, data: st.DataObject) -> None:
    """Full-width digits and brackets, and any of the dashes and separators, give the same windows."""
    forms = {"至": "至到-－—–～~〜", "、": "、，,；;和及", "(": "(（", ")": ")）"}
    forms |= {digit: digit + chr(ord(digit) + 0xFEE0) for digit in "0123456789"}
    varied = data.draw(st.tuples(*(st.sampled_from(forms.get(char, char)) for char in text)).map("".join))
    assert read_period(varied, 2021).windows == read_period(text, 2021).windows


@given(expressions, st.sampled_from("前约?。²x"), st.data())
def test_nothing_is_skipped(text: str, stray: str, data: st.DataObject) -> None:
    """A character of no known form is refused wherever it stands, save within the name of an audience."""
    at = data.draw(st.integers(0, len(text)))
    if text.rfind("(", 0, at) > text.rfind(")", 0, at):
        return
    with pytest.raises(PeriodError):
        read_period(text[:at] + stray + text[at:], 2021)
