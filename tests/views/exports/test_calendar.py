"""The calendar: days from the notice by hand, read back by two readers, and what an older file does to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.committees import Committee, Plan, Receiver, read_plan
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.plan.leads import read_lead
from zhicheng_cli.plan.milestones import Milestone, milestones
from zhicheng_cli.plan.periods import Period, Precision, Status, Window, read_period
from zhicheng_cli.views.exports.calendar import CalendarFile, Void, make_calendar, make_update
from zhicheng_cli.workdays import WorkCalendar, default_calendar

DOCUMENT, _ = parse((data_dir() / "plan_2021.yaml").read_bytes(), "plan_2021.yaml")
assert DOCUMENT is not None
PLAN = read_plan(DOCUMENT.value)
ROWS = {committee.no: committee for committee in PLAN.committees}
CALENDAR = default_calendar()
ISSUED = datetime(2021, 5, 24, 16, tzinfo=UTC)  # 25 May 2021, 00:00 in China
JULY, AUGUST = date(2021, 7, 1), date(2021, 8, 1)

Entry = tuple[Committee, Sequence[Milestone]]


def entry(committee: int | Committee, calendar: WorkCalendar = CALENDAR, **options: Any) -> Entry:
    row = ROWS[committee] if isinstance(committee, int) else committee
    return row, milestones(PLAN, row, calendar, **options)


def printing(number: int, **printed: str) -> Committee:
    """A row as if the notice printed another cut-off or review."""
    row = ROWS[number]
    return row._replace(**{column: read_period(words, 2021) for column, words in printed.items()})  # type: ignore[arg-type]


def made(
    *rows: int | Committee | Entry,
    plan: Plan = PLAN,
    calendar: WorkCalendar = CALENDAR,
    today: date = JULY,
    previous: CalendarFile | None = None,
    alarms: Sequence[str] = (),
    name: str | None = None,
) -> CalendarFile:
    entries = [entry(one, calendar) if isinstance(one, int | Committee) else one for one in rows]
    before = previous.content if previous else None
    leads = [read_lead(text) for text in alarms]
    return make_calendar(plan, entries, calendar, today=today, previous=before, alarms=leads, name=name)


def events(file: CalendarFile) -> list[Any]:
    return icalendar.Calendar.from_ical(file.content).walk("VEVENT")


def without(*numbers: int) -> Plan:
    """The plan as if it never had these rows."""
    return PLAN._replace(committees=tuple(one for one in PLAN.committees if one.no not in numbers))


def short(event: Any) -> tuple[str, str, str, str]:
    """What (without committee and audience), first and last day, status."""
    last = event["DTEND"].dt - timedelta(days=1)
    told, bracket, note = str(event["SUMMARY"]).partition("（")
    what = told.rpartition(" ")[2] + bracket + note
    return what, f"{event['DTSTART'].dt:%m-%d}", f"{last:%m-%d}", str(event["STATUS"])


def find(file: CalendarFile, what: str, who: str = "") -> Any:
    """The one event with these words, or with these before a bracket."""
    mine = [one for one in events(file) if f" {who} ".replace("  ", " ") in str(one["SUMMARY"])]
    found = [one for one in mine if what in (short(one)[0], short(one)[0].partition("（")[0])]
    assert len(found) == 1, found
    return found[0]


def edition(event: Any) -> tuple[int, datetime, datetime]:
    return int(event["SEQUENCE"]), event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt


# ---- which events, on which days ----


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            12,  # 7月, 9月: counted by hand in test_plan_milestones
            [
                ("贴出单位内部公示（6月23日至7月22日某日）", "06-23", "07-22", "TENTATIVE"),
                ("材料截止（7月内某日）", "07-01", "07-31", "TENTATIVE"),
                ("贴出单位内部公示最迟（稳妥 6月23日）", "07-22", "07-22", "CONFIRMED"),
                ("材料截止最迟（稳妥 7月1日）", "07-30", "07-30", "CONFIRMED"),
                ("评前报告（8月23日至9月22日某日）", "08-23", "09-22", "TENTATIVE"),
                ("评审（在此期间）", "09-01", "09-30", "TENTATIVE"),
                ("评前报告最迟（稳妥 8月23日）", "09-22", "09-22", "CONFIRMED"),
            ],
        ),
        (
            21,  # 8月底, no review; 21 August 2021 was a Saturday
            [
                ("贴出单位内部公示（8月12日至23日某日）", "08-12", "08-23", "TENTATIVE"),
                ("材料截止（8月21日至31日某日）", "08-21", "08-31", "TENTATIVE"),
                ("贴出单位内部公示最迟（稳妥 8月12日）", "08-23", "08-23", "CONFIRMED"),
                ("材料截止最迟（稳妥 8月20日）", "08-31", "08-31", "CONFIRMED"),
            ],
        ),
        (
            29,  # 4-6月、7-9月、10月-12月各1批次; 7月、10月、12月
            [
                ("材料接收期", "04-01", "06-30", "CONFIRMED"),
                ("材料截止", "06-30", "06-30", "CONFIRMED"),
                ("材料接收期", "07-01", "09-30", "CONFIRMED"),
                ("评审（在此期间）", "07-01", "07-31", "TENTATIVE"),
                ("材料截止", "09-30", "09-30", "CONFIRMED"),
                ("材料接收期", "10-01", "12-31", "CONFIRMED"),
                ("评审（在此期间）", "10-01", "10-31", "TENTATIVE"),
                ("评审（在此期间）", "12-01", "12-31", "TENTATIVE"),
                ("材料截止", "12-31", "12-31", "CONFIRMED"),
            ],
        ),
        (
            34,  # 6月下旬, 7月中旬; a junior committee makes no report
            [
                ("贴出单位内部公示（6月10日至22日某日）", "06-10", "06-22", "TENTATIVE"),
                ("材料截止（6月21日至30日某日）", "06-21", "06-30", "TENTATIVE"),
                ("贴出单位内部公示最迟（稳妥 6月10日）", "06-22", "06-22", "CONFIRMED"),
                ("材料截止最迟（稳妥 6月21日）", "06-30", "06-30", "CONFIRMED"),
                ("评审（在此期间）", "07-11", "07-20", "TENTATIVE"),
            ],
        ),
    ],
)
def test_the_events_of_a_row(row: int, expected: list[tuple[str, str, str, str]]) -> None:
    file = made(row)
    assert sorted(map(short, events(file))) == sorted(expected)
    assert (file.events, file.changed, file.cancelled) == (len(expected), 0, 0)


def test_a_xun_and_its_last_day() -> None:
    file = made(33)  # 9月上旬
    assert short(find(file, "材料截止（9月1日至10日某日）"))[1:3] == ("09-01", "09-10")
    assert short(find(file, "材料截止最迟（稳妥 9月1日）"))[1:3] == ("09-10", "09-10")


def test_those_the_notice_names_apart_have_events_of_their_own() -> None:
    file = made(31)  # 10月(市直学校9月)
    ends = {who: short(find(file, "材料截止最迟", who))[1] for who in ("市直学校", "市直学校以外")}
    assert ends == {"市直学校": "09-30", "市直学校以外": "10-29"}
    # The review is the same for all.
    assert str(find(file, "评审")["SUMMARY"]) == "市中小学(幼儿园)高级评委会 评审（在此期间）"


def test_a_safe_day_before_the_printed_month_is_named() -> None:
    event = find(made(31), "材料截止（10月内某日）", "市直学校以外")
    assert short(event)[1:3] == ("10-01", "10-31")
    lines = str(event["DESCRIPTION"]).split("\n")
    assert "稳妥：2021-09-30 周四" in lines
    assert "2021-10-01 不上班，稳妥日取之前的最后一个工作日 2021-09-30。" in lines


def test_batches_are_named() -> None:
    assert [str(one["SUMMARY"]) for one in events(made(29)) if short(one)[0] == "材料截止"] == [
        f"大、中专毕业生初定 第{batch}批 材料截止" for batch in (1, 2, 3)
    ]


def test_a_title_says_the_committee_first_and_is_short() -> None:
    for one in events(made(*ROWS)):
        key = str(one["X-ZC-KEY"]).split("/")[2]
        # The printed name up to what all have in common.
        (name,) = (row.name for row in PLAN.committees if row.key == key)
        assert str(one["SUMMARY"]).startswith(name.partition("职务")[0].partition("专业技术")[0])
        assert len(str(one["SUMMARY"])) < 60


def test_several_months_are_named_by_their_days() -> None:
    window = Window(None, date(2021, 7, 1), date(2021, 8, 31), Precision.MONTH)
    row = ROWS[12]._replace(cutoff=Period("7、8月", Status.DATED, (window,)))
    assert short(find(made(row), "材料截止（7月1日至8月31日某日）"))[1:3] == ("07-01", "08-31")


def test_a_safe_day_of_another_year_says_so() -> None:
    file = made(ROWS[12]._replace(cutoff=read_period("次年1月", 2021), review=read_period("", 2021)))
    # 1 January 2022 was a holiday, the 31st a holiday of the Spring Festival, the 29th and 30th were worked.
    assert short(find(file, "材料截止最迟")) == ("材料截止最迟（稳妥 12月31日）", "01-30", "01-30", "CONFIRMED")
    assert short(find(file, "贴出单位内部公示最迟"))[0] == "贴出单位内部公示最迟（稳妥 12月23日）"
    assert find(file, "材料截止（2022年1月内某日）")
    early = made(ROWS[12]._replace(cutoff=read_period("1月", 2021), review=read_period("", 2021)))
    # 1 January 2021 was a holiday.
    assert short(find(early, "材料截止最迟"))[0] == "材料截止最迟（稳妥 2020年12月31日）"


def test_others_are_told_apart_within_their_batch_alone() -> None:
    april, july = Window(None, date(2021, 4, 1), date(2021, 4, 30), Precision.MONTH, batch=1), date(2021, 7, 1)
    windows = (april, april._replace(audience="市直学校"), Window(None, july, july, Precision.DAY, batch=2))
    row = ROWS[12]._replace(cutoff=Period("分批", Status.DATED, windows))
    whose = [str(one["SUMMARY"]).split(" 材料")[0] for one in events(made(row)) if "截止" in short(one)[0]]
    named = {"第1批 市直学校以外", "第1批 市直学校", "第2批"}
    assert set(whose) == {f"市建设工程专业中级评委会 {who}" for who in named}


def test_a_printed_day_is_one_event() -> None:
    file = made(printing(12, cutoff="9月18日", review="11月5日"))  # 18 September 2021 was a worked Saturday
    shorts = {short(one)[0]: short(one)[1:] for one in events(file)}
    assert shorts["材料截止"] == ("09-18", "09-18", "CONFIRMED")
    assert shorts["评审"] == ("11-05", "11-05", "CONFIRMED")
    assert len(shorts) == 4
    assert not any("通知没有印到日" in str(one["DESCRIPTION"]) for one in events(file))


def test_a_printed_day_off_is_moved_back_and_said() -> None:
    event = find(made(printing(12, cutoff="9月19日")), "材料截止")  # a Sunday
    assert short(event)[1] == "09-18"
    assert "2021-09-19 不上班，截止日取之前的最后一个工作日 2021-09-18。" in str(event["DESCRIPTION"]).split("\n")


def test_two_equal_days_make_no_span() -> None:
    holidays = Window(None, date(2021, 10, 1), date(2021, 10, 7), Precision.MONTH)
    row = ROWS[12]._replace(cutoff=Period("国庆期间", Status.DATED, (holidays,)))
    cutoffs = [one for one in events(made(row)) if str(one["CATEGORIES"].cats[0]) == "材料接收截止"]
    assert list(map(short, cutoffs)) == [("材料截止", "09-30", "09-30", "CONFIRMED")]
    assert "通知没有印到日，日期由接收材料截止时间“国庆期间”推算。" in str(cutoffs[0]["DESCRIPTION"])


def test_a_range_with_a_loose_end_is_tentative() -> None:
    file = made(printing(12, cutoff="3月初至4月底"))
    assert short(find(file, "材料接收期"))[1:] == ("03-01", "04-30", "TENTATIVE")
    assert short(find(file, "材料截止最迟（稳妥 4月21日）"))[1:] == ("04-30", "04-30", "CONFIRMED")
    assert "稳妥：2021-04-21 周三" in str(find(file, "材料接收期")["DESCRIPTION"])


def test_a_known_review_makes_the_report_exact() -> None:
    file = made(entry(12, review_date=date(2021, 9, 15)))
    assert short(find(file, "评审"))[1:] == ("09-15", "09-15", "CONFIRMED")
    report = find(file, "评前报告")  # ← 14 13 10 9 8 7 | 6
    assert short(report)[1:] == ("09-06", "09-06", "CONFIRMED")
    assert "日期由给定的评审日 2021-09-15 推算。" in str(report["DESCRIPTION"]).split("\n")


def test_a_selection_of_milestones_is_enough() -> None:
    row, some = entry(12)
    cutoff = [one for one in some if one.event == "cutoff"]
    assert {str(one["CATEGORIES"].cats[0]) for one in events(made((row, cutoff), (row, cutoff)))} == {"材料接收截止"}
    assert made((row, cutoff), (row, cutoff)) == made((row, cutoff))
    assert made((row, ())).events == made().events == 0


# ---- what an event says ----


def test_the_description_of_a_cutoff_whole() -> None:
    event = find(made(12), "材料截止最迟")
    assert str(event["SUMMARY"]) == "市建设工程专业中级评委会 材料截止最迟（稳妥 7月1日）"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "第12行 市建设工程专业中级职务评审委员会",
        "原文：7月",
        "稳妥：2021-07-01 周四",
        "最迟：2021-07-30 周五",
        "通知没有印到日，两日由接收材料截止时间“7月”推算："
        "最早可能到稳妥日 7月1日就截止，请以稳妥日为准；最迟日 7月30日不保证。",
        "2021-07-31 不上班，最迟日取之前的最后一个工作日 2021-07-30。",
        "交到：市职业资格指导服务中心 0572-2033099",
        "依据：湖人社函〔2021〕57号 附件1 第12行 接收材料截止时间（通知或法规原文）",
        "出处：湖人社函〔2021〕57号 附件1 第12行",
    ]
    assert "LOCATION" not in event


def described(event: Any) -> list[str]:
    return str(event["DESCRIPTION"]).split("\n")


def test_a_rule_is_no_printed_words() -> None:
    lines = described(find(made(12), "贴出单位内部公示最迟"))
    assert "规定：单位公示不少于5个工作日" in lines
    assert not any(line.startswith("原文：") for line in lines)
    assert "依据：职称评审管理暂行规定（人社部令第40号）（条号未核实）（仅见于二手资料，请核实）" in lines
    assert "原文：在评审前7个工作日" in described(find(made(12), "评前报告最迟"))


def test_a_unit_notice_and_a_report_say_what_may_come_early() -> None:
    # 9月: papers may be due on 1 September, ← 31 30 27 26 25 | 24 August
    notice = described(find(made(35), "贴出单位内部公示最迟"))
    assert (
        "通知没有印到日，两日由接收材料截止时间“9月”推算：材料最早可能 9月1日截止，那样 8月24日就要贴出，"
        "请以稳妥日为准；最迟日 9月23日不保证。"
    ) in notice
    report = described(find(made(12), "评前报告最迟"))
    assert (
        "通知没有印到日，两日由预计评审时间“9月”推算：评审最早可能 9月1日，那样 8月23日就要报，"
        "请以稳妥日为准；最迟日 9月22日不保证。"
    ) in report
    # 10月: papers may be due on 1 October, a holiday, so that they are due on 30 September.
    assert any(
        "材料最早可能 9月30日截止，那样 9月23日就要贴出" in line
        for line in described(find(made(1), "贴出单位内部公示最迟"))
    )


def test_a_report_says_to_whom_and_by_whom() -> None:
    report = described(find(made(12), "评前报告最迟"))
    assert "报：市人力社保局核准" in report
    # 二（一）2: 各中、高评委办公室在评审前7个工作日，向市人力社保局报告
    assert "由评委会办公室报（申报人不用办）" in report
    for other in ("材料截止最迟", "贴出单位内部公示最迟", "评审"):
        assert not any("申报人不用办" in line for line in described(find(made(12), other)))


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (35, ["交到：湖州电梯行业协会 0572-3022128", "交到：南浔区人力社保局 0572-3013686"]),
        (36, ["交到：湖州市服装行业协会 13705727066"]),
        (18, ["交到：市财政局 0572-2150069、0572-2033099"]),
    ],
)
def test_phones_have_the_area_code(row: int, lines: list[str]) -> None:
    told = described(find(made(row), "材料截止最迟"))
    assert [line for line in told if line.startswith("交到：")] == lines


def test_no_second_area_code_and_none_for_other_numbers() -> None:
    phones = ("0572-2033099", "2033099转801", "96150", "400-2033099", "203309912")
    row = ROWS[12]._replace(receivers=(Receiver("样例单位", phones),))
    told = described(find(made(row), "材料截止最迟"))
    assert "交到：样例单位 0572-2033099、0572-2033099转801、96150、400-2033099、203309912" in told


def test_a_company_of_its_own_is_named() -> None:
    assert "限本公司" in str(find(made(41), "材料截止最迟")["DESCRIPTION"])


def test_provisional_days_are_said() -> None:
    row = ROWS[12]._replace(cutoff=read_period("7月", 2099), review=read_period("9月", 2021))
    file = made(row, calendar=CALENDAR.extended())
    event = find(file, "材料截止最迟")
    assert str(event["SUMMARY"]).endswith("日，暂定）")
    assert "暂定：" in str(event["DESCRIPTION"])
    assert "暂定" not in str(find(file, "评审（在此期间）")["DESCRIPTION"])


def test_the_calendar_itself() -> None:
    calendar: Any = icalendar.Calendar.from_ical(made(*ROWS).content)
    named = ("VERSION", "METHOD", "X-WR-CALNAME", "X-WR-TIMEZONE")
    assert [str(calendar[name]) for name in named] == ["2.0", "PUBLISH", "湖州市2021年度职称评审", "Asia/Shanghai"]
    assert "湖人社函〔2021〕57号（2021-05-25印发）" in calendar["X-WR-CALDESC"]
    # The rows of 附件1 without any date.
    assert "没有日期的不在日历里：第14、45、46行" in calendar["X-WR-CALDESC"]
    assert "没有日期" not in made(12).content.decode().replace("\r\n ", "")
    other: Any = icalendar.Calendar.from_ical(made(12, name="我的截止日").content)
    assert str(other["X-WR-CALNAME"]) == "我的截止日"


def test_all_day_and_nobody_is_busy() -> None:
    for event in events(made(*ROWS)):
        assert type(event["DTSTART"].dt) is type(event["DTEND"].dt) is date
        assert event["DTSTART"].dt < event["DTEND"].dt
        assert event["TRANSP"] == "TRANSPARENT"


# ---- UIDs, order, bytes ----


def test_uids_are_unique_in_the_whole_plan() -> None:
    found = [str(one["UID"]) for one in events(made(*ROWS))]
    assert len(set(found)) == len(found) > 250


def test_a_uid_is_of_the_key_alone() -> None:
    space = UUID("8e9f9581-8392-44f6-af50-33361564349f")
    expected = {str(uuid5(space, f"湖州市/2021/建设工程-中级/cutoff///{part}")) for part in ("span", "day")}
    for row in (ROWS[12], printing(12, cutoff="8月")):
        found = {
            str(one["UID"]) for one in events(made(row)) if one["X-ZC-KEY"] == "湖州市/2021/建设工程-中级/cutoff//"
        }
        assert found == expected


def test_a_review_keeps_its_uid_when_its_day_is_known() -> None:
    known = find(made(entry(12, review_date=date(2021, 9, 15))), "评审")
    assert known["UID"] == find(made(12), "评审（在此期间）")["UID"]


def test_bytes_depend_on_the_content_alone() -> None:
    file = made(*ROWS)
    assert made(*reversed(ROWS), today=date(2030, 1, 1)) == file
    assert made(*ROWS, today=date(2030, 1, 1), previous=file, alarms=()) == file
    assert {edition(one) for one in events(file)} == {(0, ISSUED, ISSUED)}


def lines_of(content: bytes) -> list[str]:
    """Content lines, unfolded here: a reader of our own."""
    physical = content.split(b"\r\n")
    assert physical.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    unfolded: list[str] = []
    for text in (line.decode() for line in physical):  # each decodes: no character is cut
        if text.startswith(" "):
            unfolded[-1] += text[1:]
        else:
            unfolded.append(text)
    return unfolded


ORDINARY = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\\")
    | st.sampled_from('职称评审🏗️👩🏽‍🔬;,:"'),
    min_size=1,
    max_size=120,
)


@given(ORDINARY)
def test_any_name_is_folded_and_read_back(name: str) -> None:
    row = ROWS[12]._replace(printed={**ROWS[12].printed, "name": name})
    file = made(row, name=name)
    expected = f"{name} 材料截止最迟（稳妥 7月1日）"
    escaped = expected.replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}" in lines_of(file.content)
    assert expected in [str(one["SUMMARY"]) for one in events(file)]
    summaries = {one.summary.value for one in vobject.readOne(file.content.decode()).vevent_list}
    assert expected in summaries
    assert made(row, name=name, previous=file) == file


@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
def test_no_text_breaks_the_file_or_its_stability(name: str, audience: str) -> None:
    """Control characters, line separators and backslashes too; a name can add no line of its own."""
    window = ROWS[12].cutoff.windows[0]._replace(audience=audience)
    row = ROWS[12]._replace(printed={**ROWS[12].printed, "name": name}, cutoff=Period("7月", Status.DATED, (window,)))
    file = made(row)
    names = [line.partition(":")[0].partition(";")[0] for line in lines_of(file.content)]
    plain = [line.partition(":")[0].partition(";")[0] for line in lines_of(made(12).content)]
    assert sorted(names) == sorted(plain)
    assert made(row, previous=file, today=AUGUST) == file
    dropped = made(2, plan=without(12), previous=file, today=AUGUST)
    assert dropped.cancelled == 7
    assert made(2, plan=without(12), previous=dropped, today=AUGUST) == dropped._replace(cancelled=0)


def test_what_readers_stumble_over_is_replaced() -> None:
    """A backslash before n is a line break to some, a line separator to others, control characters are not allowed."""
    row = ROWS[12]._replace(printed={**ROWS[12].printed, "name": "甲\\n乙\x1b\x00\u2028丙"})
    expected = "甲＼n乙＼x1b＼x00\n丙 材料截止最迟（稳妥 7月1日）"
    file = made(row)
    assert expected in [str(one["SUMMARY"]) for one in events(file)]
    assert expected in [one.summary.value for one in vobject.readOne(file.content.decode()).vevent_list]
    assert set(file.content.decode()) & {"\x1b", "\x00", "\u2028"} == set()


def test_a_second_reader_finds_the_same() -> None:
    file = made(*ROWS, alarms=["30d"])
    read = vobject.readOne(file.content.decode())
    ours = {str(one["UID"]): one for one in events(file)}
    assert len(read.vevent_list) == len(ours)
    for other in read.vevent_list:
        one = ours[other.uid.value]
        assert (other.dtstart.value, other.dtend.value) == (one["DTSTART"].dt, one["DTEND"].dt)
        assert (other.summary.value, other.description.value) == (str(one["SUMMARY"]), str(one["DESCRIPTION"]))
        assert other.status.value == str(one["STATUS"])
        triggers = [alarm.trigger.value for alarm in other.contents.get("valarm", [])]
        assert triggers == [alarm["TRIGGER"].dt for alarm in one.walk("VALARM")]
    again = {str(one["UID"]): str(one["DESCRIPTION"]) for one in icalendar.Calendar.from_ical(read.serialize()).events}
    assert again == {uid: str(one["DESCRIPTION"]) for uid, one in ours.items()}


# ---- an older file ----


def at(day: date) -> datetime:
    """Midnight in China."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=8)))


def test_what_has_changed_gets_the_next_sequence() -> None:
    first = made(12, 33)
    moved = made(printing(12, cutoff="8月"), 33, today=AUGUST, previous=first)
    # Its cut-off and its unit's notice, each a span and a day.
    assert (moved.changed, moved.cancelled, moved.events) == (4, 0, first.events)
    for one in events(moved):
        concerned = one["X-ZC-KEY"] in ("湖州市/2021/建设工程-中级/cutoff//", "湖州市/2021/建设工程-中级/unit_notice//")
        assert edition(one) == ((1, at(AUGUST), at(AUGUST)) if concerned else (0, ISSUED, ISSUED))
    back = made(12, 33, today=date(2021, 9, 1), previous=moved)
    assert back.changed == 4
    assert max(edition(one)[0] for one in events(back)) == 2


def test_a_stamp_is_never_set_back() -> None:
    moved = made(printing(12, cutoff="8月"), today=AUGUST, previous=made(12))
    back = made(12, today=JULY, previous=moved)
    assert edition(find(back, "材料截止最迟")) == (2, at(AUGUST), at(AUGUST))


def test_what_is_dropped_stays_as_cancelled_once() -> None:
    first = made(12, 33, alarms=["3d"])
    dropped = made(33, plan=without(12), today=AUGUST, previous=first, alarms=["3d"])
    assert (dropped.events, dropped.changed, dropped.cancelled) == (7, 0, 7)
    gone = [one for one in events(dropped) if one["STATUS"] == "CANCELLED"]
    assert {one["X-ZC-KEY"].split("/")[2] for one in gone} == {"建设工程-中级"}
    assert {edition(one) for one in gone} == {(1, at(AUGUST), at(AUGUST))}
    assert not any(one.walk("VALARM") for one in gone)
    again = made(33, plan=without(12), today=date(2021, 9, 1), previous=dropped, alarms=["3d"])
    assert again == dropped._replace(cancelled=0)
    back = made(12, 33, today=date(2021, 9, 1), previous=dropped, alarms=["3d"])
    assert (back.events, back.changed, back.cancelled) == (14, 7, 0)
    returned = [one for one in events(back) if one["X-ZC-KEY"].split("/")[2] == "建设工程-中级"]
    assert {edition(one)[0] for one in returned} == {2}


def test_a_span_that_becomes_a_day_is_cancelled() -> None:
    known = made(entry(12, review_date=date(2021, 9, 15)), today=AUGUST, previous=made(12))
    cancelled = [short(one)[0] for one in events(known) if one["STATUS"] == "CANCELLED"]
    assert cancelled == ["评前报告（8月23日至9月22日某日）"]


def test_what_a_selection_leaves_out_is_not_cancelled() -> None:
    """What is not asked for still takes place."""
    both = made(12, 33)
    assert made(33, previous=both, today=AUGUST) == made(33)
    row, some = entry(12)
    cutoffs = (row, [one for one in some if one.event == "cutoff"])
    assert made(cutoffs, previous=both, today=AUGUST) == made(cutoffs)
    # One of the plan's own, with the parts that another's moved day still has.
    moved = made(printing(12, cutoff="7月20日"), previous=both, today=AUGUST)
    assert {short(one)[0] for one in events(moved) if one["STATUS"] == "CANCELLED"} == {
        "材料截止（7月内某日）",
        "贴出单位内部公示（6月23日至7月22日某日）",
    }


def test_what_the_plan_no_longer_has_is_cancelled_whatever_is_asked_for() -> None:
    dropped = made(33, plan=without(12), previous=made(2, 12, 33), today=AUGUST)
    gone = [one for one in events(dropped) if one["STATUS"] == "CANCELLED"]
    assert {str(one["X-ZC-KEY"]).split("/")[2] for one in gone} == {"建设工程-中级"}
    assert (dropped.events, dropped.cancelled) == (7, 7)
    # A row whose cut-off has no day any more.
    undecided = PLAN._replace(
        committees=tuple(printing(12, cutoff="待定") if one.no == 12 else one for one in PLAN.committees)
    )
    gone = [one for one in events(made(33, plan=undecided, previous=made(12, 33))) if one["STATUS"] == "CANCELLED"]
    assert {str(one["X-ZC-KEY"]).split("/")[3] for one in gone} == {"cutoff", "unit_notice"}


@given(st.sets(st.sampled_from(sorted(ROWS)), max_size=5), st.sets(st.sampled_from(sorted(ROWS)), max_size=5))
def test_no_selection_cancels_or_changes_what_the_plan_has(before: set[int], now: set[int]) -> None:
    assert made(*now, previous=made(*before), today=AUGUST) == made(*now)


@pytest.mark.parametrize(
    "other",
    [
        PLAN._replace(about={**PLAN.about, "year": 2020}),
        PLAN._replace(region=PLAN.region._replace(city="嘉兴市")),
        PLAN._replace(about={**PLAN.about, "year": 20210}),
    ],
    ids=["year", "city", "long year"],
)
def test_events_of_another_plan_are_left_out(other: Plan) -> None:
    earlier = made(12, 33, plan=other)
    assert made(12, previous=earlier) == made(12)


def test_a_notice_issued_anew_leaves_what_is_equal() -> None:
    first = made(12)
    again = made(12, plan=PLAN._replace(about={**PLAN.about, "issued": "2021-06-30"}), previous=first)
    assert again.changed == 0
    assert {edition(one) for one in events(again)} == {(0, ISSUED, ISSUED)}


def test_an_empty_older_calendar_and_a_byte_order_mark() -> None:
    assert made(12, previous=made()) == made(12)
    marked = made(12)._replace(content=b"\xef\xbb\xbf" + made(12).content)
    assert made(12, previous=marked) == made(12)


GOOD = made(12).content


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda _: b"", "不是日历文件"),
        (lambda _: "序号,评委会\r\n12,市建设工程".encode(), "不是日历文件"),
        (lambda _: "BEGIN:VCALENDAR".encode("utf-16"), "不是日历文件"),
        (lambda _: b"\x89PNG\r\n\x1a\n\x00", "不是日历文件"),
        (lambda data: data[:-20], "不是日历文件"),
        (lambda data: data + data, "不是日历文件"),
        (lambda data: data.replace("材料".encode(), "材料".encode("gbk")), "不是日历文件"),
        (lambda _: b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", "不是日历文件"),
        (lambda data: data.replace(b"PRODID:-//zhicheng-cli", b"PRODID:-//other"), "不是 zc 做的"),
        (lambda data: data.replace(b"SEQUENCE:0", b"SEQUENCE:x", 1), "已损坏"),
        (lambda data: data.replace(b"SEQUENCE:0", b"SEQUENCE:-1", 1), "已损坏"),
        (lambda data: data.replace(b"SEQUENCE:0", b"SEQUENCE:0\r\nSEQUENCE:1", 1), "已损坏"),
        (lambda data: data.replace(b"DTSTAMP:20210524T160000Z\r\n", b"", 1), "已损坏"),
        (lambda data: data.replace(b"MODIFIED:20210524T160000Z", b"MODIFIED:20210524T160000", 1), "已损坏"),
        (lambda data: data.replace(b"DTSTART;VALUE=DATE:2021", b"DTSTART;VALUE=DATE:", 1), "已损坏"),
        (lambda data: data.replace(b"X-ZC-KEY", b"X-KEY", 1), "已损坏"),
        (lambda data: data.replace(b"STATUS:", b"X-STATUS:", 1), "已损坏"),
        (lambda data: data.replace(b"END:VCALENDAR", data[data.index(b"BEGIN:VEVENT") :], 1), "已损坏"),
        (lambda data: data.replace(b"DTEND;VALUE=DATE", b"DTEND;VALUE=DATE,DATE", 1), "旧日历"),
        (lambda data: data.replace(b"DTEND;VALUE=DATE:", b"X-DTEND;VALUE=DATE:", 1), "已损坏"),
        (lambda data: data.replace(b"DTEND;VALUE=DATE:2021", b"DTEND;VALUE=DATE:", 1), "已损坏"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(damage: Callable[[bytes], bytes], words: str) -> None:
    damaged = damage(GOOD)
    assert damaged != GOOD
    with pytest.raises(ZcError, match=words) as caught:
        make_calendar(PLAN, [entry(12)], CALENDAR, today=JULY, previous=damaged)
    assert caught.value.message.startswith("旧日历")
    assert "--previous" in caught.value.hint


def test_the_name_of_a_file_is_not_the_file(tmp_path: Path) -> None:
    path = tmp_path / "old.ics"
    path.write_bytes(GOOD)
    with pytest.raises(ZcError, match="不是日历文件"):
        make_calendar(PLAN, [entry(12)], CALENDAR, today=JULY, previous=str(path).encode())


@given(st.data())
def test_a_damaged_file_gives_an_answer_or_a_word(data: st.DataObject) -> None:
    lines = GOOD.split(b"\r\n")
    for _ in range(data.draw(st.integers(1, 3))):
        index = data.draw(st.integers(0, len(lines) - 1))
        lines[index] = data.draw(st.binary(max_size=20) | st.sampled_from(lines) | st.just(b"DTSTART;VALUE=A,B:1"))
    try:
        file = make_calendar(PLAN, [entry(33)], CALENDAR, today=JULY, previous=b"\r\n".join(lines))
    except ZcError:
        return  # what it says, the test above asks
    assert made(33, previous=file) == file._replace(changed=0)


# ---- alarms ----


def rings(event: Any) -> list[str]:
    """When its alarms ring, by the clock on the wall."""
    midnight = datetime.combine(event["DTSTART"].dt, datetime.min.time())
    return [f"{midnight + alarm['TRIGGER'].dt:%m-%d %H:%M}" for alarm in event.walk("VALARM")]


def test_no_alarm_unless_asked_for() -> None:
    assert b"VALARM" not in made(*ROWS).content


def test_alarms_count_from_the_safe_day() -> None:
    file = made(12, alarms=["7w", "30d", "0d"])
    # 1 July ← 30 29 28 25 24 23 | 22 June
    assert rings(find(file, "材料截止最迟")) == ["06-01 09:00", "06-22 09:00", "07-01 09:00"]
    assert rings(find(file, "材料截止（7月内某日）")) == []
    # 1 September ← 31 30 27 26 25 24 | 23 August
    assert rings(find(file, "评审（在此期间）")) == ["08-02 09:00", "08-23 09:00", "09-01 09:00"]
    said = [str(alarm["DESCRIPTION"]) for alarm in find(file, "材料截止最迟").walk("VALARM")]
    assert said[1:] == [
        "稳妥日 2021-07-01 前7个工作日：市建设工程专业中级评委会 材料截止",
        "稳妥日 2021-07-01 就是今天：市建设工程专业中级评委会 材料截止",
    ]
    assert {str(alarm["ACTION"]) for one in events(file) for alarm in one.walk("VALARM")} == {"DISPLAY"}


def test_alarms_of_a_day_known_and_of_a_batch() -> None:
    assert rings(find(made(29, alarms=["1w"]), "材料截止", "第2批")) == ["09-29 09:00"]
    assert rings(find(made(29, alarms=["1w"]), "材料接收期", "第2批")) == []


def test_one_moment_rings_once() -> None:
    # 7 days and 5 working days before 1 July are both 24 June.
    event = find(made(12, alarms=["7d", "5w"]), "材料截止最迟")
    assert rings(event) == ["06-24 09:00"]
    assert "前7天" in event.walk("VALARM")[0]["DESCRIPTION"]


def test_alarms_are_content() -> None:
    first = made(12)
    with_alarms = made(12, alarms=["7d"], previous=first)
    assert with_alarms.changed == 4  # three days and the review
    assert made(12, alarms=["7d"], previous=with_alarms, today=AUGUST) == with_alarms._replace(changed=0)


# ---- beside a mail ----


def update(*rows: int | Committee | Entry, today: date, void: Sequence[Void] = ()) -> list[Any]:
    entries = [entry(one) if isinstance(one, int | Committee) else one for one in rows]
    content = make_update(PLAN, entries, CALENDAR, today=today, now=at(today), void=void)
    return icalendar.Calendar.from_ical(content).walk("VEVENT") if content else []


def voided(row: Committee, event: str, *told: tuple[date, date | None]) -> Void:
    return Void(row, MilestoneKey("湖州市", 2021, row.key, event), told)


def test_an_update_comes_after_whatever_came_before() -> None:
    # 25 May → 1 July: 6 + 30 + 1 days; → 1 August: 31 more.
    assert {edition(one) for one in update(12, today=JULY)} == {(37, at(JULY), at(JULY))}
    assert {edition(one)[0] for one in update(printing(12, cutoff="8月"), today=AUGUST)} == {68}
    same = {str(one["UID"]) for one in events(made(12))}
    assert {str(one["UID"]) for one in update(12, today=JULY)} == same
    assert {edition(one)[0] for one in update(12, today=date(2021, 5, 1))} == {0}


def test_an_update_cancels_the_parts_that_are_no_more() -> None:
    row = printing(12, cutoff="6月25日")
    void = voided(row, "cutoff", (date(2021, 6, 1), date(2021, 6, 25)), (date(2021, 6, 30), date(2021, 6, 25)))
    found = update((row, [one for one in entry(row)[1] if one.event == "cutoff"]), today=JULY, void=[void])
    assert [short(one) for one in found] == [
        ("材料截止（作废）", "06-01", "06-01", "CANCELLED"),
        ("材料截止", "06-25", "06-25", "CONFIRMED"),
    ]
    assert described(found[0]) == ["通知已改，这一条作废；原为 2021-06-01，现为 2021-06-25"]
    assert {edition(one)[0] for one in found} == {37}
    spans = {str(one["UID"]) for one in events(made(12)) if short(one)[0] == "材料截止（7月内某日）"}
    assert {str(found[0]["UID"])} == spans


def test_an_update_cancels_what_has_no_day_any_more() -> None:
    void = voided(ROWS[12], "cutoff", (date(2021, 7, 30), None), (date(2021, 7, 1), None))
    found = update(today=JULY, void=[void])
    assert [short(one)[1] for one in found] == ["07-01", "07-30"]
    assert described(found[1]) == ["通知已改，这一条作废；原为 2021-07-30，现在没有日期"]
    # The span, then the day.
    uids = [str(find(made(12), what)["UID"]) for what in ("材料截止（7月内某日）", "材料截止最迟")]
    assert [str(one["UID"]) for one in found] == uids
    # A review is one event.
    (review,) = update(today=JULY, void=[voided(ROWS[12], "review", (date(2021, 9, 1), None))])
    assert review["UID"] == find(made(12), "评审")["UID"]
    assert update(today=JULY) == []


def test_a_batch_and_an_audience_are_named_in_what_is_void() -> None:
    key = MilestoneKey("湖州市", 2021, ROWS[31].key, "cutoff", "市直学校", 2)
    (found, _) = update(today=JULY, void=[Void(ROWS[31], key, ((date(2021, 9, 1), None),))])
    assert str(found["SUMMARY"]) == "市中小学(幼儿园)高级评委会 第2批 市直学校 材料截止（作废）"


def test_an_update_without_a_change_cancels_nothing() -> None:
    void = voided(ROWS[12], "cutoff", (date(2021, 6, 1), date(2021, 7, 1)))
    assert not any(one["STATUS"] == "CANCELLED" for one in update(12, today=JULY, void=[void]))
