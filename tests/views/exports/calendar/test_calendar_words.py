"""What an event says: its description, its phones, its receivers, and what may still change."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar
import pytest
from views.exports.calendar.sample_calendars import CALENDAR, ROWS, described, events, find, made

from zhicheng_cli.plan.committees import Receiver
from zhicheng_cli.plan.periods import read_period


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
    named = ("VERSION", "X-WR-CALNAME", "X-WR-TIMEZONE")
    assert [str(calendar[name]) for name in named] == ["2.0", "湖州市2021年度职称评审", "Asia/Shanghai"]
    # RFC 5546, 3.2.1: with METHOD:PUBLISH every event would have to name its organizer.
    assert "METHOD" not in calendar
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
