"""A notice that is printed from drawn days off, in drawn wording, reads back the same; one wrong word is never kept."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from zhicheng_cli.notices.days_off.day_off_notice import read_day_off_notice

DAY = timedelta(days=1)
#: Month and day on which each is let off, with some days before and after.
FESTIVALS = {
    "元旦": (1, 1),
    "春节": (2, 9),
    "清明节": (4, 4),
    "劳动节": (5, 1),
    "端午节": (6, 12),
    "中秋节": (9, 14),
    "国庆节": (10, 1),
}
NUMBERS = "一二三四五六七八九十"


class Festival(NamedTuple):
    name: str
    first: date
    length: int
    worked: tuple[date, ...]

    @property
    def off(self) -> list[date]:
        return [self.first + number * DAY for number in range(self.length)]

    def days(self) -> Mapping[date, bool]:
        return {**dict.fromkeys(self.off, False), **dict.fromkeys(self.worked, True)}


@st.composite
def festivals(draw: st.DrawFn, year: int, name: str) -> Festival:
    before = draw(st.integers(0, 2))
    first = date(year, *FESTIVALS[name]) - before * DAY
    length = draw(st.integers(before + 1, 9))
    last = first + length * DAY
    near = [first - one * DAY for one in range(2, 9)] + [last + one * DAY for one in range(1, 9)]
    weekends = [day for day in near if day.weekday() > 4 and (day.year == year or (name == "元旦" and day < first))]
    return Festival(name, first, length, tuple(draw(st.lists(st.sampled_from(weekends), max_size=2, unique=True))))


class Wording(NamedTuple):
    """How a notice is printed."""

    draw: st.DrawFn
    year: int

    def one_of(self, *words: str) -> str:
        return self.draw(st.sampled_from(words))

    def day(self, day: date, before: date | None = None, weekday: bool = False) -> str:
        year = f"{day.year}年" if day.year != self.year or self.draw(st.booleans()) else ""
        month = f"{day.month}月"
        if before and (before.year, before.month) == (day.year, day.month) and self.draw(st.booleans()):
            year = month = ""
        name = "一二三四五六日"[day.weekday()]
        brackets = ("（星期{}）", "（周{}）", "(星期{})", "（除夕、周{}）", "（农历正月初一，星期{}）")
        told = self.one_of(*brackets).format(name) if weekday or self.draw(st.booleans()) else ""
        return f"{year}{month}{day.day}日{told}"

    def festival(self, one: Festival, number: int) -> str:
        head = self.one_of(
            f"{NUMBERS[number]}、{one.name}：",
            f"{number + 1}. {one.name}：",
            f"——{one.name}:",
            f"（{NUMBERS[number]}）{one.name}：",
        )
        words = self.day(one.first)
        if one.length > 1:
            words += self.one_of("至", "到", "—", "-", "～", "－") + self.day(one.off[-1], one.first)
        words += self.one_of("放假", "放假调休", "放假公休", "调休放假")
        words += self.one_of(
            "", f"，共{one.length}天", f"，共{NUMBERS[one.length - 1]}天", f"，合计{one.length}天", f"{one.length}天"
        )
        if one.worked:
            listed = [self.day(day, weekday=True) for day in one.worked]
            words += (
                self.one_of("。", "；", "，")
                + self.one_of("、", "和").join(listed)
                + self.one_of("上班", "调休上班", "照常上班")
            )
        return head + words + self.one_of("。", "。\n", "\n", "。\n\n　　")

    def spaced(self, text: str) -> str:
        return text.replace("月", " 月 ").replace("日（", "日 （") if self.draw(st.booleans()) else text


@st.composite
def notices(draw: st.DrawFn) -> tuple[int, list[Festival], str]:
    year = draw(st.integers(2027, 2099))
    names = draw(st.lists(st.sampled_from(sorted(FESTIVALS)), min_size=1, unique=True))
    drawn = [draw(festivals(year, name)) for name in names]
    off = [day for one in drawn for day in one.off]
    worked = [day for one in drawn for day in one.worked]
    assume(len({*off, *worked}) == len(off) + len(worked))
    wording = Wording(draw, year)
    body = "".join(wording.festival(one, number) for number, one in enumerate(drawn))
    head = f"国务院办公厅关于{year}年\n部分节假日安排的通知\n国办发明电〔{year - 1}〕7号\n"
    tail = "\n鼓励各单位结合带薪年休假安排职工在12月30日休息。\n国务院办公厅\n2026年11月4日\n"
    return year, drawn, head + wording.spaced(body) + tail


@given(notices())
def test_what_is_printed_is_read(drawn: tuple[int, list[Festival], str]) -> None:
    year, wanted, text = drawn
    read = read_day_off_notice(text, "通知.txt")
    assert read.found == (), text
    assert [(one.name, one.year, one.days) for one in read.notice.arrangements] == [
        (one.name, year, dict(sorted(one.days().items()))) for one in wanted
    ]


@given(notices(), st.data())
def test_a_word_that_nobody_knows_is_never_passed_over(
    drawn: tuple[int, list[Festival], str], data: st.DataObject
) -> None:
    """Somewhere between the first day named and the last thing said of it."""
    _, wanted, text = drawn
    start = text.index(wanted[0].name) + len(wanted[0].name) + 1
    end = text.index("放假", start)
    place = data.draw(st.integers(start, end))
    word = data.draw(st.sampled_from(["未", "学校除外", "左右", "（仅限机关）", "前"]))
    assert read_day_off_notice(text[:place] + word + text[place:], "通知.txt").found != ()


@given(
    st.text(alphabet="一二、元旦国庆节：:1月日10至-放假调休，共天上班（周六）。\n鼓励起公休日延长2027年", max_size=60)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    read = read_day_off_notice(text, "通知.txt")
    assert read.found or read.notice.arrangements
