"""What must hold for every text, and for every expression made of months and their parts."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.plan.periods import Period, PeriodError, Precision, Status, Window, read_period
from zhicheng_cli.plan.periods.period_words import WORDS

DAY, XUN, MONTH_END, MONTH, RANGE = Precision

PIECES = [
    *"0139１９〇一二三十廿年月日号初底末()（）-—～、，;和及至到各批由约前 \u3000\nx²٣",
    "上旬",
    "中下旬",
    "批次",
    "次年",
]
PIECES += [
    "前",
    "截止",
    "起",
    "含",
    "原定",
    "延长至",
    "网上申报",
    "(星期三)",
    "17:00",
    "上午",
    "第一批",
    "详见",
    "为准",
    "逾期不予受理",
]
PIECES += ["2021年", "9月", "10月", "15日", "每季度末", "市直学校", "确定", "另行通知", "待定", "各1批次"]
PIECES += sorted(WORDS)
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
    """Each item of a list is read on its own, in printed order, and is a batch only where the words say so."""
    text = "、".join(map(written, listed))
    windows = tuple(Window(None, *days(year, *point), KINDS.get(point[1], XUN)) for point in listed)
    assert read_period(text, year).windows == windows
    batches = tuple(window._replace(batch=batch) for batch, window in enumerate(windows, 1))
    assert read_period(f"{text}各1批次", year).windows == batches


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


@given(expressions, st.sampled_from("约?²x后"), st.data())
def test_nothing_is_skipped(text: str, stray: str, data: st.DataObject) -> None:
    """A character of no known form is refused wherever it stands."""
    at = data.draw(st.integers(0, len(text)))
    with pytest.raises(PeriodError):
        read_period(text[:at] + stray + text[at:], 2021)


# ---- what real notices put around a time ----

calendar_days = st.dates(date(2000, 1, 2), date(2098, 12, 31))
BEFORE = ("前", "以前", "之前")
LEADING = ("", "于", "请于", "截止时间为", "务必于", "每年", "安排在", "时间:", "截至")
TRAILING = (
    "",
    "止",
    "截止",
    "完成",
    "完成评审",
    "进行",
    "结束",
    "、逾期不予受理",
    "(节假日除外)",
    "、系统自动关闭",
    "。",
)
DASHED = ("-", "—", "——", "──", "―", "‐", "–", "～", "~", "至", "到", "起至", "开始、至")


@given(calendar_days, st.sampled_from(LEADING), st.sampled_from(TRAILING), st.sampled_from(("日", "号")))
def test_words_around_a_day_change_nothing(day: date, leading: str, trailing: str, unit: str) -> None:
    text = f"{leading}{day.month}月{day.day}{unit}{trailing}"
    assert read_period(text, day.year).windows == (Window(None, day, day, DAY),)


@given(calendar_days, calendar_days, st.sampled_from(DASHED), st.booleans())
def test_a_range_reads_the_same_in_every_dash(one: date, other: date, dash: str, spaced: bool) -> None:
    opens, closes = sorted((one, other))
    parts = [f"{day.year}年{day.month}月{day.day}日" for day in (opens, closes)]
    text = (f" {dash} " if spaced else dash).join(parts)
    assert read_period(text, 2021).windows == (Window(opens, closes, closes, Precision.RANGE),)
    marked = "-".join(f"{day:%Y/%m/%d}" for day in (opens, closes))
    assert read_period(marked, 2021).windows == (Window(opens, closes, closes, Precision.RANGE),)


@given(points, st.sampled_from(("月份", "⽉")), years)
def test_a_month_reads_the_same_however_it_is_called(point: tuple[int, str], unit: str, year: int) -> None:
    assert read_period(written(point).replace("月", unit), year).windows == read_period(written(point), year).windows


@given(calendar_days, st.sampled_from(BEFORE))
def test_before_leaves_open_whether_the_day_counts(day: date, before: str) -> None:
    text, eve = f"{day.month}月{day.day}日", day - timedelta(days=1)
    assert read_period(text + before, day.year).windows == (Window(None, eve, day, DAY),)
    closed = (Window(None, day, day, DAY),)
    for words in (f"{text}{before}(含)", f"{text}(含当日){before}", f"{text}{before}(含{text})"):
        assert read_period(words, day.year).windows == closed
    assert read_period(text + before, day.year, before_includes=True).windows == closed
    without = (Window(None, eve, eve, DAY),)
    assert read_period(text + before, day.year, before_includes=False).windows == without
    assert read_period(f"{text}{before}(不含)", day.year).windows == without


@given(points, st.sampled_from(BEFORE), st.sampled_from([None, True, False]), st.integers(2, 9999))
def test_before_a_part_of_a_month_begins_the_day_before_it(
    point: tuple[int, str], before: str, settled: bool | None, year: int
) -> None:
    first, last = days(year, *point)
    windows = read_period(written(point) + before, year, before_includes=settled).windows
    assert windows == (Window(None, first - timedelta(days=1), last, KINDS.get(point[1], XUN)),)


@given(calendar_days, st.sampled_from(("星期", "周", "礼拜")), st.integers(0, 6))
def test_a_weekday_must_be_that_of_its_date(day: date, called: str, index: int) -> None:
    text = f"{day.year}年{day.month}月{day.day}日({called}{'一二三四五六日'[index]})"
    if index == day.weekday():
        assert read_period(text, 2021).windows == (Window(None, day, day, DAY),)
        return
    with pytest.raises(PeriodError, match="是星期") as caught:
        read_period(text, 2021)
    assert text[caught.value.position :].startswith(caught.value.word)


@given(st.integers(1, 23), st.integers(0, 59), calendar_days)
def test_an_hour_is_kept_in_whatever_form(hour: int, minute: int, day: date) -> None:
    closing = f"{hour:02}:{minute:02}"
    hours = [f"{hour}:{minute:02}", f"{hour}：{minute:02}:00", f"{hour}时{minute}分", f"{hour}点{minute}分前"]
    hours += [f"下午{hour - 12}:{minute:02}"] if hour > 12 else [f"早{hour}:{minute:02}止"] if hour < 12 else []
    for words in hours:
        windows = read_period(f"{day.month}月{day.day}日{words}", day.year).windows
        assert windows == (Window(None, day, day, DAY, closes_at=closing),)


@given(expressions, years, st.integers(1, 9999))
def test_a_month_without_a_year_lies_in_the_year_the_plan_says(text: str, year: int, other: int) -> None:
    assert read_period(text, year, dates_in=other).windows == read_period(text, other).windows
    assert read_period(f"{other:04}年{text}", year).windows == read_period(text, other).windows


@given(st.integers(1, 9990), st.integers(0, 8))
def test_the_year_after_is_that_of_the_plan_or_of_the_month_before(year: int, ahead: int) -> None:
    (alone,) = read_period("次年1月", year, dates_in=year + ahead).windows
    assert alone.earliest == date(year + 1, 1, 1)
    (after,) = read_period("12月至次年1月", year, dates_in=year + ahead).windows
    assert (after.opens, after.latest) == (date(year + ahead, 12, 1), date(year + ahead + 1, 1, 31))


@given(st.lists(st.sampled_from([*PIECES, "年底", "上半年", "次年", "即日起", "含", "原"]), max_size=12).map("".join))
def test_no_day_lies_outside_the_years_that_the_words_name(text: str) -> None:
    """From the eve of the year (1月1日前) to the end of the one after: 2021 is the only year that is printed."""
    answer = attempt(text, 2021)
    if isinstance(answer, Period):
        for span in answer.windows:
            assert date(2020, 12, 31) <= span.starts <= span.latest <= date(2022, 12, 31)
