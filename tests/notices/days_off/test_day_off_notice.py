"""The wording of notices on days off: what is read, and what is refused, with the place."""

from datetime import date, timedelta

import pytest
from notices.sample_day_off_notices import DATA_SETS, FOLDER, calendar_of, made, notice, text_of

from zhicheng_cli.notices.days_off.day_off_data_set import read_data_set
from zhicheng_cli.notices.days_off.day_off_entry import Origin, make_entries
from zhicheng_cli.notices.days_off.day_off_notice import ReadNotice, read_day_off_notice

TITLE = "国务院办公厅关于2027年部分节假日安排的通知\n"


def read(text: str) -> ReadNotice:
    return read_day_off_notice(text, "通知.txt")


def days_in(read: ReadNotice) -> dict[str, bool]:
    """Each day that is named, by month and day, and whether it is worked."""
    assert read.found == ()
    days = {day: worked for one in read.notice.arrangements for day, worked in one.days.items()}
    return {str(day).removeprefix("2027-"): worked for day, worked in days.items()}


def off(first: str, number: int, *worked: str) -> dict[str, bool]:
    """So many days off from a day of 2027 on, and these worked."""
    start = date.fromisoformat(f"2027-{first}")
    return {
        **{str(start + timedelta(one)).removeprefix("2027-"): False for one in range(number)},
        **dict.fromkeys(worked, True),
    }


# 2027: 1 January is a Friday, 1 May a Saturday, 14 June a Monday, 1 October a Friday.
@pytest.mark.parametrize(("words", "days"), [
    ("一、元旦：1月1日放假。", off("01-01", 1)),
    ("一、元旦：1月1日放假1天。", off("01-01", 1)),
    ("一、元旦：1月1日（周五）放假1天，不调休。", off("01-01", 1)),
    ("一、元旦：1月1日放假，与周末连休。", off("01-01", 1)),
    ("一、元旦：1月1日放假，与周末连休，共3天。", off("01-01", 1)),
    ("一、元旦：1月1日至3日放假公休，共三天。", off("01-01", 3)),
    ("一、元旦：2027年1月1日至2027年1月3日放假，共3天。", off("01-01", 3)),
    ("一、元旦：2027-01-01至2027-01-03放假，共3天。", off("01-01", 3)),
    ("七、国庆节：10月1日（星期五）至7日（星期四）放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。",
     off("10-01", 7, "09-26", "10-09")),
    ("七、国庆节：自10月1日到10月7日放假调休，合计7天；9月26日（周日）和10月9日（周六）调休上班。",
     off("10-01", 7, "09-26", "10-09")),
    ("七、国庆节：10月1日～7日放假，共7天。10月9日（星期六）、9月26日（星期天）照常上班。",
     off("10-01", 7, "09-26", "10-09")),
    ("七、国庆节：10月1-7日放假，共7天。10月8日（星期五）起正常上班。", off("10-01", 7)),
    ("七、国庆节：10月1日至7日放假，10月9日（星期六）起正常上班。", off("10-01", 7, "10-09")),
    ("七、国庆节：１０月１日—７日放假调休，共７天。", off("10-01", 7)),
    ("七 、 国庆节 ： 10 月 1 日 至 7 日 放假 调休，共 7 天。", off("10-01", 7)),
    ("七、国庆节：10月1日至\n7日放假调休，共\n7天。9月26\n日（星期日）上班。", off("10-01", 7, "09-26")),
    ("国庆节：10月1日至7日放假调休，共7天", off("10-01", 7)),
    ("（七）国庆节：10月1日至7日放假调休，共7天。", off("10-01", 7)),
    ("7. 国庆节:10月1日至7日放假调休,共7天.", off("10-01", 7)),
    ("——国庆节：10月1日至7日放假调休，共7天。", off("10-01", 7)),
    ("⑦国庆节10月1日至7日放假调休，共7天。", off("10-01", 7)),
    ("七、国庆节10月1日至7日放假调休，共7天。", off("10-01", 7)),
    ("七、国庆节：其中10月1日、2日、3日为法定节假日，10月4日至7日调休，共7天。", off("10-01", 7)),
    ("四、劳动节：5月1日放假，5月3日（星期一）补休。", {"05-01": False, "05-03": False}),
    ("四、“五一”国际劳动节：5月1日—3日放假，共3天。其中，5月1日为法定节假日，5月2日（星期日）照常公休，"
     "5月1日（星期六）公休日调至5月3日（星期一）。", off("05-01", 3)),
    ("四、劳动节：5月1日至5日放假。4月25日（星期日）、5月8日（星期六）两个公休日分别调至5月4日、5日。",
     off("05-01", 5, "04-25", "05-08")),
    ("二、春节：2月5日（农历除夕、周五）至11日（农历正月初六、周四）放假调休，共7天。鼓励职工在2月12日（周五）休息。",
     off("02-05", 7)),
    ("一、元旦：2026年12月31日至1月3日放假，共4天。", {"2026-12-31": False, **off("01-01", 3)}),
    ("一、元旦：12月31日至1月3日放假，共4天。12月26日（星期六）上班。",
     {"2026-12-26": True, "2026-12-31": False, **off("01-01", 3)}),
    ("（此件公开发布）七、国庆节：10月1日【周五】至7日[周四]放假。", off("10-01", 7)),
    ("七、国庆节：10月1日至7日放假。八、", off("10-01", 7)),
    ("七、国庆节：10月1日至7日放假。\n2026年11月4日", off("10-01", 7)),
])  # fmt: skip
def test_what_is_said_is_read(words: str, days: dict[str, bool]) -> None:
    assert days_in(read(TITLE + words)) == days


def test_a_dash_between_two_days_numbers_nothing() -> None:
    """Where a line ends without a stop, the dash before the last day stood before a long name, as it seemed."""
    words = "三、劳动节：4月30日—5月1日放假\n四、国庆节：10月1日放假。"
    assert days_in(read(TITLE + words)) == {**off("04-30", 2), **off("10-01", 1)}


def test_a_day_of_its_own_among_the_festivals() -> None:
    words = "七、国庆节：10月1日至7日放假，共7天。\n八、抗日战争胜利90周年纪念日：9月3日放假1天。9月4日（周六）上班。"
    arranged = {one.name: len(one.days) for one in read(TITLE + words).notice.arrangements}
    assert arranged == {"国庆节": 7, "抗日战争胜利90周年纪念日": 2}


def test_a_notice_of_one_festival() -> None:
    text = "国务院办公厅关于2027年国庆节假期安排的通知\n10月1日至7日放假调休，共7天。\n"
    assert days_in(read(text)) == off("10-01", 7)
    assert [one.name for one in read(text).notice.arrangements] == ["国庆节"]


WRONG = "七、国庆节：10月1日至7日放假调休，共7天。"


@pytest.mark.parametrize(("words", "code", "place", "told"), [
    # The place is in the second line; the title is the first.
    ("七、国庆节：10月1日至7日放假调休，共8天。", "E409", (2, 20), "共8天"),
    ("七、国庆节：10月1日至17日放假调休，共7天。", "E410", (2, 13), "2027-10-17"),
    ("七、国庆节：10月1日至27日放假调休。", "E410", (2, 13), "2027-10-27"),
    ("七、国庆节：10月7日至1日放假调休。", "E410", (2, 13), "2027-10-01"),
    ("七、国庆节：10月1日（星期四）至7日放假。", "E408", (2, 12), "星期五"),
    ("七、国庆节：10月1日至7日放假。10月9日（周日）上班。", "E408", (2, 23), "星期六"),
    ("七、国庆节：10月1日至7日放假。10月8日上班。", "E410", (2, 18), "不是周末"),
    ("七、国庆节：10月1日至7日放假。10月2日（星期六）上班。", "E410", (2, 18), "又放假又上班"),
    ("七、国庆节：10月1日至7日放假。10月7日起正常上班。", "E410", (2, 18), "又放假又上班"),
    ("七、国庆节：10月1日至7日放假。10月8日公休日调至10月7日。", "E410", (2, 18), "不是周末"),
    ("七、国庆节：10月6日放假，与周末连休。", "E410", (2, 15), "不与周末相连"),
    ("七、国庆节：9月31日放假。", "E404", (2, 7), "9月31日"),
    ("七、国庆节：至10月7日放假。", "E413", (2, 7), "读不懂“至”"),
    ("七、国庆节：1日至7日放假。", "E412", (2, 7), "哪月"),
    ("七、国庆节：10月1日至7日放假，市直单位除外。", "E413", (2, 18), "市直单位除外"),
    ("七、国庆节：10月1日至7日放假（学校除外）。", "E413", (2, 17), "（学校除外）"),
    ("七、国庆节：10月1日至7日不放假。", "E413", (2, 15), "不"),
    ("七、国庆节：10月1日至7日放假半天。", "E413", (2, 17), "半天"),
    ("七、国庆节：10月1日左右放假。", "E413", (2, 12), "左右"),
    ("七、国庆节：10月1日至放假。", "E413", (2, 13), "放假"),
    ("七、国庆节：10月1日至7日。", "E413", (2, 7), "放假还是上班"),
    ("七、国庆节：10月1日2日放假。", "E413", (2, 12), "2日"),
    ("七、国庆节：10月1日放假。周六照常上班。", "E413", (2, 17), "周六照常上班"),
    ("七、国庆节：另行通知。", "E411", (2, 7), "国庆节"),
    (f"{WRONG}八、国庆节：10月1日放假。", "E410", (2, 29), "写了两次"),
    # What stands behind the signature is of another notice.
    (f"{WRONG}\n国务院办公厅\n2026年11月1日\n八、端午节：6月9日上班。", "E410", (5, 1), "落款以后"),
    (
        f"{WRONG}\n国务院办公厅\n2026年11月1日\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
        *("E410", (5, 24), "落款以后"),
    ),
    ("六、中秋节：9月15日放假。9月26日（周日）上班。七、国庆节：9月25日至26日放假。", "E410", (2, 33), "又放假又上班"),
    ("七、国庆节：10月1日至7日放假，鼓励10月8日休息，10月9日上班。", "E413", (2, 18), "鼓励10月8日休息"),
    ("七、国庆节：10月1日至7日放假。重阳节：10月8日放假。", "E413", (2, 18), "重阳节"),
    ("二、春节：3月5日至11日放假，共7天。", "E410", (2, 6), "春节不在这些日子里"),
    ("五、端午节：7月9日放假。", "E410", (2, 7), "端午节不在"),
    ("六、中秋节、国庆节：9月24日至28日放假。", "E410", (2, 11), "国庆节不在"),
    ("七、国庆节：10月1日至7日放假。8月28日（星期六）上班。", "E410", (2, 18), "2027-08-28 离国庆节太远"),
    ("七、国庆节：10月1日放假，上班。", "E413", (2, 15), "上班"),
    ("放假的事以后再说。", "E411", (1, 1), "没有读出放假安排"),
    ("", "E411", (1, 1), "没有读出放假安排"),
])  # fmt: skip
def test_what_cannot_be_so_is_refused_with_its_place(words: str, code: str, place: tuple[int, int], told: str) -> None:
    found = read(TITLE + words).found
    assert (code, place) in [(one.code, (one.line, one.column)) for one in found], "\n".join(map(str, found))
    assert any(told in one.message for one in found if one.code == code)
    assert all(one.hint for one in found)


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = (
        text_of("2024")
        .replace("共8天", "共9天")
        .replace("4月7日（星期日）", "4月8日（星期日）")
        .replace("5月11日", "5月32日")
    )
    found = [(one.code, one.line) for one in read_day_off_notice(text, "通知.txt").found]
    assert found == [("E409", 8), ("E410", 9), ("E408", 9), ("E404", 10)]


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "<html></html>", "甲" * 1000])
def test_what_is_no_notice_at_all(text: str) -> None:
    assert [one.code for one in read(text).found] == ["E411"]


def test_whose_year_it_is() -> None:
    unnamed = "国庆节：10月1日至7日放假，共7天。"
    assert [one.code for one in read(unnamed).found] == ["E412", "E412"]
    assert days_in(read_day_off_notice(unnamed, "通知.txt", 2027)) == off("10-01", 7)
    assert days_in(read(f"国庆节：2027年{unnamed[4:]}")) == off("10-01", 7)
    (found,) = read_day_off_notice(TITLE + unnamed, "通知.txt", 2026).found
    assert (found.code, found.line, found.column) == ("E412", 1, 9)


def test_several_years_in_one_notice() -> None:
    """Each day is of the year that is printed with it; without one, nobody knows."""
    title = "国务院办公厅关于2027年元旦、2028年元旦放假的通知\n"
    text = "一、2027年元旦：1月1日至3日放假，共3天。\n二、2028年元旦：2027年12月31日（周五）至2028年1月2日放假，共3天。"
    assert days_in(read(title + text)) == {
        **off("01-01", 3),
        **off("12-31", 1),
        "2028-01-01": False,
        "2028-01-02": False,
    }
    entries = make_entries(read(title + text).notice, Origin("甲", {}), calendar_of([], 2028)).entries
    assert [(one["year"], len(one["days"])) for one in entries] == [(2027, 3), (2028, 3)]
    assert {one.code for one in read(title + text.replace("2027年元旦", "元旦", 1)).found} == {"E412"}


# ---- what a year must be to be added ----


def test_a_new_year_must_be_whole() -> None:
    half = read_day_off_notice(text_of("2026").split("　　五、")[0], "2026.txt")
    (found,) = made(half, calendar_of([], 2025)).found
    assert found.code == "E411"
    assert found.message == "2026 年的安排里没有放假的：国庆节（10-01）、国庆节（10-02）、国庆节（10-03）、端午、中秋"
    assert made(half, calendar_of([], 2026)).found == ()  # of a year that is known, a part may be arranged anew


def test_a_new_year_must_follow_the_last() -> None:
    (found,) = made(notice("2026"), calendar_of([], 2024)).found
    assert found.code == "E405"
    assert "缺少 2025 年" in found.message


# ---- the data set ----


def data_set(days: str, year: str = "2027") -> ReadNotice:
    return read_data_set(f'{{"year": {year}, "papers": ["http://a.example"], "days": [{days}]}}', "2027.json", 2027)


DAY = '{"name": "元旦", "date": "2027-01-01", "isOffDay": true}'


@pytest.mark.parametrize(("days", "code", "place"), [
    ("", "E411", (1, 56)),
    ("1", "E413", (1, 57)),
    ('{"name": "元旦", "date": "2027-01-01"}', "E413", (1, 57)),
    (DAY.replace("01-01", "02-30"), "E404", (1, 80)),
    (DAY.replace("true", "false"), "E410", (1, 80)),
    (DAY.replace("01-01", "03-01"), "E410", (1, 80)),
    (f"{DAY}, {DAY.replace('true', 'false')}", "E410", (1, 162)),
    ("[", "E101", (1, 56)),
])  # fmt: skip
def test_a_data_set_that_cannot_be_so(days: str, code: str, place: tuple[int, int]) -> None:
    found = data_set(days).found
    assert (code, place) in [(one.code, (one.line, one.column)) for one in found], "\n".join(map(str, found))


@pytest.mark.parametrize("text", ["[]", "{}", '{"year": 2027, "papers": [], "days": {}}', "7"])
def test_what_is_no_data_set(text: str) -> None:
    assert [one.code for one in read_data_set(text, "甲.json").found] == ["E413"]


def test_whose_year_a_data_set_is() -> None:
    assert data_set(DAY).found == ()
    assert [one.code for one in data_set(DAY, "2026").found] == ["E412"]
    assert [one.code for one in data_set(DAY, '"2027"').found] == ["E412"]
    assert [one.code for one in read_data_set('{"year": 2027, "papers": [1], "days": [' + DAY + "]}", "甲").found] == [
        "E413"
    ]


@pytest.mark.parametrize("year", DATA_SETS)
def test_a_data_set_tells_where_it_has_it_from(year: int) -> None:
    text = (FOLDER / f"{year}.json").read_text(encoding="utf-8")
    assert "content_" in read_data_set(text, "甲.json").notice.address
