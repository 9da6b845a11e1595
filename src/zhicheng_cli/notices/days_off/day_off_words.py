"""The words in which the State Council says who works when: days, ranges, what is said of them, counts.

Texts are folded: brackets, colons and commas are half-width, and there are no blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

#: As printed → as we name it, the longer words first.
_FESTIVALS = (
    ("元旦节|元旦|新年", "元旦"),
    ("春节", "春节"),
    ("清明节|清明", "清明节"),
    ('[“"]?五一[”"]?国际劳动节|国际劳动节|劳动节|[“"]五一[”"]|五一', "劳动节"),
    ("端午节|端午", "端午节"),
    ("中秋节|中秋", "中秋节"),
    ('国庆节|国庆|[“"]十一[”"]|十一', "国庆节"),
)
#: Month and day, first and last, on which each can fall: the lunar ones move within a month, 清明 with the sun.
_SEASONS = {
    "元旦": ((1, 1), (1, 1)),
    "春节": ((1, 21), (2, 21)),
    "清明节": ((4, 4), (4, 6)),
    "劳动节": ((5, 1), (5, 1)),
    "端午节": ((5, 27), (6, 26)),
    "中秋节": ((9, 7), (10, 8)),
    "国庆节": ((10, 1), (10, 1)),
}
#: No day was ever worked for days off that were farther away; the farthest, of 2026, is eleven days.
_NEAR = 14
_FESTIVAL = "|".join(printed for printed, _ in _FESTIVALS)
NAMES = rf"(?:{_FESTIVAL})(?:[、和及](?:{_FESTIVAL}))*"
_RANGE = "[-–—―─‐~〜至到]+"
_MORE = r"(?=[-–—―─‐~〜至到]|(?:、\d{1,2})+[日号])"
_NUMBER = "(?:[0-9]+|[一二两三四五六七八九十]+)"
_NUMBERING = (
    rf"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{{1,2}}(?:[.、]|(?={NAMES}))|[-—─―]+|[•·●◆■▪])"
)

#: Where the arrangement of a festival begins, or that of a day of its own: 八、某纪念日：9月3日 …
HEADING = re.compile(
    rf"(?P<numbering>{_NUMBERING})?(?:(?P<year>\d{{4}})年)?(?P<names>{NAMES})(?:放假安排|假期|放假)?(?::|(?=\d))"
    rf"|{_NUMBERING}(?P<other>(?:(?!{NAMES})[^。;:,]){{2,40}}):(?=(?:\d{{4}}年)?\d{{1,2}}月\d)"
)
#: Who signed, and when: what stands behind is no part of the notice.
SIGNATURE = re.compile("国务院(?:办公厅)?[0-9〇○零一二三四五六七八九]{4}年")
SALUTATION = re.compile("直属机构:")
NUMBER_OF_DOCUMENT = re.compile(r"(?P<kind>国办?(?:发明电|函|发))[〔\[【(](?P<year>\d{4})[〕\]】)]第?(?P<number>\d+)号")
#: The year of which a notice speaks, where it names what it arranges.
YEAR = re.compile(rf"(\d{{4}})年(?:全国)?(?=部分节假日|节假日|放假|{NAMES})")
#: What a notice of a single festival is about.
SUBJECT = re.compile(
    rf"(?:调整|延长)(?:\d{{4}}年)?(?P<names>{NAMES})|关于(?:\d{{4}}年)?(?P<other>[^。:《》]{{2,40}}?)(?:调休)?(?:放假|假期)(?:安排)?的通知"
)
#: A day, as it follows a heading.
DAY_FOLLOWS = re.compile(r"(?:\d{4}年)?\d{1,2}月\d")
#: The date of the notice, where nobody signed; sentences without a day that speak of days off in general.
DATE_ALONE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
GENERAL = re.compile("期间|各地|各部门|各单位|职工|如下|工资|值班|通知|放假办法")


class DayOffWord(StrEnum):
    """What a word of an arrangement does."""

    #: 鼓励 … 休息: no day off; to the end of the sentence.
    ENCOURAGED = "encouraged"
    DAY = "day"
    BRACKET = "bracket"
    #: 延长 … 假期至, up to the comma.
    EXTENDED = "extended"
    #: 公休日调至: the days before are worked, those behind, up to the comma, are off.
    MOVED = "moved"
    OFF = "off"
    #: 起正常上班: mostly a day on which one works anyway.
    RESUMED = "resumed"
    WORKED = "worked"
    COUNT = "count"
    #: 与周末连休.
    JOINED = "joined"
    RANGE = "range"
    LISTED = "listed"
    COMMA = "comma"
    STOP = "stop"
    #: Says nothing by itself.
    FILLER = "filler"
    UNREAD = "unread"


_PATTERNS = {
    DayOffWord.ENCOURAGED: "(?:鼓励|提倡|倡导|建议)[^。;]*",
    DayOffWord.DAY: (
        rf"(?:(?P<year>\d{{4}})年)?(?P<month>\d{{1,2}})月(?P<of_month>\d{{1,2}})(?:[日号]|{_MORE})"
        rf"|(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})(?!\d)|(?P<alone>\d{{1,2}})(?:[日号]|(?=(?:、\d{{1,2}})+[日号]))"
    ),
    DayOffWord.BRACKET: r"[(\[【](?P<inside>[^()\[\]【】]*)[)\]】]",
    DayOffWord.EXTENDED: rf"(?:将)?(?:延长(?:\d{{4}}年)?(?:{NAMES})假期|(?:\d{{4}}年)?(?:{NAMES})假期延长)[至到]",
    DayOffWord.MOVED: rf"(?:{_NUMBER}个)?公休日(?:及(?:{NAMES}))?(?:分别)?(?:调整?[至到])",
    DayOffWord.JOINED: "[与和]?(?:周末|(?:星期|周)[六日天])?连休",
    DayOffWord.RESUMED: "起?(?:恢复|照常|正常)上班|起上班",
    DayOffWord.WORKED: "(?:调休|要|应)?上班|补班",
    DayOffWord.OFF: (
        rf"放假(?:调休|公休|补休|休息)?|调休(?:放假)?|补休|照常公休|为?公休日|照常休息|公休|休息"
        rf"|为?(?:{NAMES})?法定(?:节)?假日"
    ),
    DayOffWord.COUNT: rf"(?:共计|合计|共)?(?P<counted>{_NUMBER}天)",
    DayOffWord.FILLER: r"不调休|不再调休|其中|全国|分别|即(?=\d)|[将自从于]",
    DayOffWord.RANGE: _RANGE,
    DayOffWord.LISTED: "[、和及]",
    DayOffWord.COMMA: ",",
    DayOffWord.STOP: "[。;:!.]",
    DayOffWord.UNREAD: ".",
}
WORDS = re.compile("|".join(f"(?P<{word}>{pattern})" for word, pattern in _PATTERNS.items()))
#: At the beginning of a sentence: its number, and why it is so.
OPENING = re.compile(rf"(?:{_NUMBERING})?(?:(?:为|根据|按照|依据|经)[^。;:,\d]*,)*")

_WEEKDAY = re.compile("(?:星期|礼拜|周)([一二三四五六日天])")
_WEEKDAYS = {one: index for index, one in enumerate("一二三四五六日")} | {"天": 6}
#: What a bracket says beside the weekday: the day of the moon's calendar, the festival.
_OTHER_NAME = re.compile(
    rf"(?:即|至|农历|大年|正月|腊月|[一二三四五六七八九十]+月|除夕|当日|当天|初|廿|[一二三四五六七八九十]|{_FESTIVAL})+"
)


def festival_name(printed: str) -> str:
    """The name of the festivals in a heading, in printed order; the printed words where they name none of the seven."""
    found = [(match.start(), name) for pattern, name in _FESTIVALS if (match := re.search(pattern, printed))]
    return "、".join(name for _, name in sorted(found)) or printed


def festivals_in(name: str) -> frozenset[str]:
    """Which festivals a name of a day names, however it is written; itself where it is none of the seven."""
    return frozenset(one for pattern, one in _FESTIVALS if re.search(pattern, name)) or frozenset({name})


def weekday_in(bracket: str) -> int | None:
    """The weekday that a bracket names, Monday being 0.

    Raises:
        ValueError: it says more than a weekday, a day of the moon's calendar, a festival.
    """
    weekday = None
    for part in re.split("[、,]", bracket):
        if found := _WEEKDAY.fullmatch(part):
            weekday = _WEEKDAYS[found[1]]
        elif not _OTHER_NAME.fullmatch(part):
            raise ValueError(part)
    return weekday


def weekday_text(day: date) -> str:
    """As notices print it: 星期六."""
    return f"星期{'一二三四五六日'[day.weekday()]}"


def unlikely_days(name: str, days: Mapping[date, bool]) -> Iterator[tuple[date, str]]:
    """What cannot be meant by an arrangement: it leaves out its festival, or someone works for days off far away.

    Args:
        days: whether each is worked.
    """
    off = [day for day, worked in days.items() if not worked]
    for festival in festivals_in(name) & _SEASONS.keys():
        first, last = _SEASONS[festival]
        if off and not any(first <= (day.month, day.day) <= last for day in off):
            yield off[0], f"{festival}不在这些日子里"
    for day in (day for day, worked in days.items() if worked):
        if off and min(abs((day - one).days) for one in off) > _NEAR:
            yield day, f"调休上班的 {day} 离{name}太远"
