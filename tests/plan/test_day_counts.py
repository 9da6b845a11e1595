"""Milestones of calendar days beside those of working days: 公示不少于7日, 评审结束后15日内. The days by hand.

2021: 端午 12–14 June; 中秋 19–21 September, Saturday the 18th worked; 国庆 1–7 October, Sunday 26 September and
Saturday 9 October worked.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from applicant.law.sample_law import RULES, STANDARDS
from hypothesis import given
from hypothesis import strategies as st
from places import TESTS
from real_plan import CALENDAR, DATA, PLAN, ROWS
from running import Run
from years import data_with, plan_text

from zhicheng_cli.applicant.judgement.assessment import assess, remedy, sentence
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.day_counts import DayCount
from zhicheng_cli.plan.milestones import Milestone, milestones
from zhicheng_cli.plan.search import Search


def plan_with(**days: int | None) -> Plan:
    """The plan of 2021, where these milestones count calendar days; None = none."""
    rules: dict[str, Any] = {event: dict(rule) for event, rule in PLAN.milestones.items()}
    for event, number in days.items():
        rules[event] |= {"workdays": None, "words": "样例", "days": number}
    return PLAN._replace(milestones=rules)


def made(plan: Plan, event: str, review: date | None = None) -> Milestone:
    found = milestones(plan, ROWS[12], CALENDAR, review_date=review)
    return next(one for one in found if one.event == event)


@pytest.mark.parametrize(
    ("number", "safe", "last"),
    [
        # Row 12 takes papers until 7月, between Thursday 1 July and Friday the 30th: the notice is over a working day
        # before, 30 June and 29 July.
        (7, "06-23", "07-22"),
        (10, "06-18", "07-19"),  # 20 June is a Sunday
        (16, "06-11", "07-13"),  # 14 June is 端午
    ],
)
def test_the_unit_posts_its_notice_so_many_days_before(number: int, safe: str, last: str) -> None:
    found = made(plan_with(unit_notice=number), "unit_notice")
    assert tuple(f"{day:%m-%d}" for day in found.days or ()) == (safe, last)
    assert f"满{number}天，最后一天是休息日的顺延到下一个工作日（参照民法典第二百零三条），再" in found.note
    assert "个工作日，" not in found.note


def test_the_report_is_due_so_many_days_before_the_review() -> None:
    """9月: 10 days before the 1st lies a Sunday; before the 30th lies 中秋, and the Saturday before it is worked."""
    found = made(plan_with(report=10), "report")
    assert tuple(f"{day:%m-%d}" for day in found.days or ()) == ("08-20", "09-18")


@pytest.mark.parametrize(
    ("notice", "ends", "filing", "by"),
    [
        (7, "10-08", 15, "10-09"),  # 1 October is off until the 7th; 9 October is worked
        (5, "09-29", 8, "09-30"),  # 29 September; 2 October is off, and nobody files on a day off
        (2, "09-26", 10, "09-30"),  # Sunday 26 September is worked
    ],
)
def test_what_follows_a_known_review(notice: int, ends: str, filing: int, by: str) -> None:
    """Of a review on Friday 24 September."""
    plan, review = plan_with(result_notice=notice, result_filing=filing), date(2021, 9, 24)
    assert made(plan, "result_notice", review).note == f"如评审当日即公示，最早到 2021-{ends} 满期"
    assert made(plan, "result_filing", review).note == f"如评审当日结束，最晚 2021-{by}"
    assert made(plan, "result_filing").note == "通知没有印日期"
    assert made(plan_with(result_filing=None), "result_filing").note == "通知没有写天数"


def test_what_follows_a_review_in_a_year_that_is_not_announced_waits() -> None:
    review = CALENDAR.last_day
    plan = plan_with(result_notice=7, result_filing=15)
    assert "要等那年的工作日安排公布" in made(plan, "result_notice", review).note
    assert made(plan, "result_filing", review).note == "15天内的最后一个工作日要等那年的工作日安排公布"
    found = milestones(plan, ROWS[12], CALENDAR.extended(), review_date=review)
    assert "（暂定）" in next(one for one in found if one.event == "result_filing").note


def test_filing_within_working_days() -> None:
    rules = {**PLAN.milestones, "result_filing": {**PLAN.milestones["result_filing"], "workdays": 5, "words": "样例"}}
    # 24 September → 26 (Sunday, worked), 27, 28, 29, 30.
    found = made(PLAN._replace(milestones=rules), "result_filing", date(2021, 9, 24))
    assert found.note == "如评审当日结束，最晚 2021-09-30"


@pytest.mark.parametrize(
    ("until", "verdict", "code", "told"),
    [
        # Posted on 24 September: the seventh day is 1 October, off until the 7th.
        ("09-30", Verdict.UNCONFIRMED, "short", "条号未核）；公示 2021-09-24 至 2021-09-30，6 天"),
        ("10-01", Verdict.UNCONFIRMED, "over_on_a_day_off", "7 天，最后一天是休息日"),
        ("10-07", Verdict.UNCONFIRMED, "over_on_a_day_off", "参照民法典第二百零三条"),
        ("10-08", Verdict.MEETS, "long_enough", "2021-10-08，14 天"),
    ],
)  # fmt: skip
def test_the_notice_in_the_unit_is_judged_by_calendar_days(until: str, verdict: Verdict, code: str, told: str) -> None:
    titles = DATA._value("titles.yaml")
    plan = plan_with(unit_notice=7)
    law = Law(Search(plan, titles, DATA.words), RULES, STANDARDS, CALENDAR, date(2021, 9, 25))
    # Row 1 takes papers in 10月: its last day is Friday 29 October.
    facts = Facts(
        committee=1, route="评审", county="吴兴区", submitted=date(2021, 10, 9),
        notice_from=date(2021, 9, 24), notice_to=date.fromisoformat(f"2021-{until}"),
    )  # fmt: skip
    rule, reason = next(one for one in assess(facts, law).outcomes if one.rule.code == "R518")
    assert (reason.verdict, reason.code) == (verdict, code)
    assert told in sentence(rule, reason)
    assert dict(reason.params)["days"] == 7
    if code == "short":
        # Over on 8 October: handed in on the 9th, a Saturday that is worked.
        assert remedy(rule, reason) == "公示延长到满7天，2021-10-09 起再交材料"


@given(st.integers(1, 60), st.dates(date(2010, 1, 1), date(2025, 6, 1)), st.booleans())
def test_a_notice_that_is_posted_by_the_day_before_is_over_by_then(number: int, day: date, are_worked: bool) -> None:
    asked, due = DayCount(number, are_worked), CALENDAR.on_or_before(day)
    posted = asked.before(due, CALENDAR)
    assert CALENDAR.is_workday(posted)
    assert asked.ends(posted, CALENDAR) <= due < asked.ends(CALENDAR.shift(posted, 1), CALENDAR)
    assert asked.within(posted, CALENDAR) <= asked.ends(posted, CALENDAR)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A plan whose milestones count days."""
    text = plan_text(year=2021)
    for words, said in (
        ("    workdays: 5\n    words: 单位公示不少于5个工作日", "    days: 7\n    words: 单位公示不少于7日"),
        ("    workdays: 5\n    words: 评审结果公示不少于5个工作日", "    days: 7\n    words: 评审结果公示不少于7天"),
    ):
        assert words in text
        text = text.replace(words, said)
    return data_with(tmp_path, plan_2021=text)


def test_every_answer_counts_and_says_days(zc: Run, data: Path) -> None:
    options = ("--data-dir", data, "--today", "2021-06-01")
    assert zc("validate", data).code == 0
    told = zc("deadline", "--committee", "12", *options)
    assert "单位公示不少于7日" in told.out
    assert "满7天" in told.out
    assert "5个工作日" not in zc("deadline", "--committee", "12", "--format", "tsv", *options).out
    found = zc("deadline", "--committee", "12", "--json", *options).json["milestones"][0]
    assert (found["event"], found["safe"], found["last"]) == ("unit_notice", "2021-06-23", "2021-07-22")
    assert "7天" in zc("explain", "R518", *options).out
    assert "不少于7日" in zc("rules", "R518", *options).out


@pytest.mark.parametrize(("version", "more"), [("2", {"length": "5个工作日", "counted_in": "个工作日"}), ("1", {})])
def test_version_1_of_an_assessment_is_as_it_was(zc: Run, version: str, more: dict[str, str]) -> None:
    told = zc("check", TESTS / "dossiers" / "review.yaml", "--today", "2021-06-01", "--json", "--json-version", version)
    (reason,) = (one["reason"] for one in told.json["rules"] if one["code"] == "R518")
    assert reason["params"] == {"workdays": 5, "known": "（天数见于二手资料，条号未核）"} | more
