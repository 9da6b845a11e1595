"""The calendar: days from the notice by hand, read back by two readers, and what an older file does to a new one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from views.exports.calendar.sample_calendars import AUGUST, PLAN, ROWS, entry, events, find, made, printing, short

from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.periods import Period, Precision, Status, Window, read_period


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
    # 1 September ← 31 30 27 26 25 24 | 23 August; on the first day itself it would ring after the event's start.
    assert rings(find(file, "评审（在此期间）")) == ["08-02 09:00", "08-23 09:00", "08-31 18:00"]
    assert "最早可能 2021-09-01 就是明天" in str(find(file, "评审（在此期间）").walk("VALARM")[-1]["DESCRIPTION"])
    said = [str(alarm["DESCRIPTION"]) for alarm in find(file, "材料截止最迟").walk("VALARM")]
    assert said[1:] == [
        "稳妥日 2021-07-01 前7个工作日：市建设工程专业中级评委会 材料截止",
        "稳妥日 2021-07-01 就是今天：市建设工程专业中级评委会 材料截止",
    ]
    assert {str(alarm["ACTION"]) for one in events(file) for alarm in one.walk("VALARM")} == {"DISPLAY"}


def test_alarms_of_a_day_known_and_of_a_batch() -> None:
    assert rings(find(made(29, alarms=["1w"]), "材料截止", "第2批")) == ["09-29 09:00"]
    assert rings(find(made(29, alarms=["1w"]), "材料接收期", "第2批")) == []


@settings(max_examples=25)
@given(st.lists(st.builds(Lead, st.integers(0, 40), st.booleans()), min_size=1, max_size=4, unique=True))
def test_no_alarm_rings_after_its_event_has_begun(leads: list[Lead]) -> None:
    known = printing(12, cutoff="7月20日", review="9月15日")
    found = events(made(known, 29, 31, alarms=list(map(str, leads))))
    triggers = [alarm["TRIGGER"].dt for one in found for alarm in one.walk("VALARM")]
    assert triggers
    assert max(triggers) <= timedelta()


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


def test_a_description_says_how_closely_its_day_is_printed() -> None:
    assert "通知没有印到日" in str(find(made(12), "材料截止最迟")["DESCRIPTION"])
    # 4-6月、7-9月、10月-12月各1批次
    assert "通知印的是一段时间，这是它的最后一天。" in str(find(made(29), "材料截止", "第2批")["DESCRIPTION"])
    assert "通知印到日。" in str(find(made(printing(12, cutoff="7月20日")), "材料截止")["DESCRIPTION"])


def test_what_the_notice_calls_tentative_is_tentative() -> None:
    file = made(printing(12, cutoff="拟于7月20日", review="预计9月15日"))
    for what in ("材料截止", "评审"):
        event = find(file, what)
        assert event["STATUS"] == "TENTATIVE"
        assert "这个时间还可能变" in str(event["DESCRIPTION"])
    assert find(made(printing(12, cutoff="7月20日")), "材料截止")["STATUS"] == "CONFIRMED"
