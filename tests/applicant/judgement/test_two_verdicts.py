"""The two verdicts on one person, and what is to be done by when: days counted by hand from the notice's months.

Working days of the time (国办发明电〔2020〕27号): in June 2021 only 14 June (端午节) is a weekday off.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from applicant.rules.sample_persons import EXAMPLES, GOOD, LAW, persons
from hypothesis import given
from real_plan import CALENDAR, CONTACTS, DATA
from years import data_with, plan_text

from zhicheng_cli.applicant.judgement.assessment import assess
from zhicheng_cli.applicant.judgement.steps import ToDo
from zhicheng_cli.applicant.judgement.two_verdicts import SideVerdict, TwoVerdicts, two_verdicts
from zhicheng_cli.applicant.judgement.whom_and_when import whom_and_when
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.applicant.law.verdicts import Side, Verdict, overall
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.plan.dataset import Dataset

CENTRE = "市职业资格指导服务中心 2033099"
BUILDING = "湖州市住房和城乡建设局 彭永财 2211516"
TODAY = date(2021, 6, 10)


def judged(known: dict[str, Any], today: date = TODAY, law: Law | None = None) -> TwoVerdicts:
    law = law or make_law(DATA, today, CALENDAR)
    facts = Facts(**known)
    return two_verdicts(facts, assess(facts, law), whom_and_when(facts, law, CONTACTS), today)


def without(*names: str, **more: Any) -> dict[str, Any]:
    """The one who has everything (报12号, 7月), without some of it; nothing is handed in."""
    return {name: value for name, value in GOOD.items() if name not in (*names, "submitted")} | more


def codes(side: SideVerdict) -> dict[str, list[str]]:
    groups = {"fails": side.fails, "unknown": side.unknown, "open": side.open}
    groups["not_yet"] = tuple(one for one, _ in side.not_yet)
    return {name: [one.rule.code for one in found] for name, found in groups.items() if found}


def told(to_do: tuple[ToDo, ...]) -> list[str]:
    return [" | ".join((str(one.by or one.from_day), one.what, "、".join(map(str, one.whom)))) for one in to_do]


# ---- sides ----


def test_conditions_are_of_the_person_and_formalities_of_the_application() -> None:
    formalities = {one.code for one in all_rules() if one.side is Side.FORMALITIES}
    # registration, hours, professional hours; papers, the unit's notice, the cut-off
    assert formalities == {"R509", "R510", "R511", "R517", "R518", "R519"}


@EXAMPLES
@given(persons())
def test_both_sides_together_are_the_whole(person: dict[str, Any]) -> None:
    facts = Facts(**person)
    whole = assess(facts, LAW)
    both = judged(person, LAW.today, LAW)
    sides = both.sides
    assert overall(one.verdict for one in sides) is whole.verdict
    for side in sides:
        grouped = [*side.fails, *side.unknown, *side.open, *side.met, *(one for one, _ in side.not_yet)]
        own = [one for one in whole.outcomes if one.rule.side is side.side]
        assert sorted(one.rule.code for one in grouped) == sorted(
            one.rule.code for one in own if one.reason.verdict is not Verdict.NOT_APPLICABLE
        )
        assert side.now is side.verdict or side.not_yet or not grouped


@EXAMPLES
@given(persons())
def test_what_is_to_be_done_stands_in_order_of_date_and_no_day_is_made_up(person: dict[str, Any]) -> None:
    to_do = judged(person, LAW.today, LAW).to_do
    days = [one.by or one.from_day or date.max for one in to_do]
    assert days == sorted(days)
    assert all("{" not in one.what and one.what for one in to_do)
    assert all(one.by in one.days for one in to_do if one.days)
    assert all(one.days is None or one.by is not None for one in to_do)


# ---- what is done by when ----


def test_who_has_everything_only_hands_in() -> None:
    both = judged(without())
    assert (both.conditions.in_words, both.formalities.in_words) == ("符合", "齐了")
    # 7月: 1 July is a Thursday, 30 July the last working day
    assert told(both.to_do) == [f"2021-07-01 | 交材料 | {CENTRE}"]
    assert both.to_do[0].days == (date(2021, 7, 1), date(2021, 7, 30))


def test_what_need_not_be_there_yet_is_not_unknown() -> None:
    both = judged(without("materials", "notice_from", "notice_to", "hours_current_total", "employer"))
    assert codes(both.formalities) == {"not_yet": ["R510", "R517", "R518"]}
    assert both.formalities.verdict is Verdict.UNKNOWN
    assert both.formalities.in_words == "还没到"
    # handed in on 1 July, posted up to 30 June: 29, 28, 25, 24, 23 June are the five working days before that
    assert told(both.to_do) == [
        "2021-06-23 | 请单位贴出公示（不少于5个工作日） | 本单位",
        f"2021-07-01 | 查2020、2021年度总学时是否各满90学时 | {BUILDING}",
        f"2021-07-01 | 备齐材料（要哪些，问材料接收单位） | {CENTRE}",
        f"2021-07-01 | 交材料 | {CENTRE}",
    ]
    assert {one.rules: one.cites[0].clause for one in both.to_do}[("R519",)] == "附件1 第12行 接收材料截止时间"


def test_hours_of_the_running_year_may_still_be_learnt() -> None:
    both = judged(without(hours_current_total=40))
    assert [(one.rule.code, until) for one, until in both.formalities.not_yet] == [("R510", date(2021, 7, 30))]
    assert told(both.to_do)[0] == f"2021-07-01 | 2021年度总学时补足到90学时 | {BUILDING}"


def test_hours_of_the_year_before_should_be_known() -> None:
    both = judged(without("hours_previous_total", "hours_current_registered"))
    assert codes(both.formalities) == {"unknown": ["R510"], "not_yet": ["R509"]}
    assert both.formalities.in_words == "未知"


def test_a_notice_that_should_have_begun_is_unknown() -> None:
    # For the last day, 30 July, it begins on 22 July at the latest.
    assert codes(judged(without("notice_from", "notice_to"), date(2021, 7, 22)).formalities)["not_yet"] == ["R518"]
    late = judged(without("notice_from", "notice_to"), date(2021, 7, 23))
    assert codes(late.formalities) == {"unknown": ["R518"], "open": ["R519"]}
    assert late.formalities.in_words == "未知"
    assert told(late.to_do)[0].startswith("2021-07-22 | 请单位贴出公示")


def test_a_notice_that_has_begun_need_only_be_over_by_the_cut_off() -> None:
    both = judged(without("notice_to", notice_from=date(2021, 7, 20)), date(2021, 7, 25))
    assert [(one.rule.code, until) for one, until in both.formalities.not_yet] == [("R518", date(2021, 7, 30))]


def test_papers_wait_for_the_end_of_a_notice_that_goes_on() -> None:
    both = judged(without(notice_from=date(2021, 6, 7), notice_to=date(2021, 6, 15)))
    assert both.formalities.in_words == "还没到"
    assert told(both.to_do) == [f"2021-07-01 | 交材料 | {CENTRE}"]
    assert both.to_do[0].from_day == date(2021, 6, 16)


def test_what_is_lacking_is_done_before_the_day() -> None:
    both = judged(without(materials=(("论文", False, None),), hours_current_recognised=False))
    assert codes(both.formalities) == {"fails": ["R509", "R517"]}
    assert both.formalities.in_words == "没办齐"
    assert told(both.to_do) == [
        f"2021-07-01 | 先在市系统登记，再请行业主管部门（继续教育联系人）认定 | {BUILDING}",
        f"2021-07-01 | 在接收截止的稳妥日以前备齐：论文 | {CENTRE}",
        f"2021-07-01 | 交材料 | {CENTRE}",
    ]


def test_after_the_cut_off_nothing_is_left_but_the_next_plan() -> None:
    both = judged(without("materials"), date(2021, 8, 2))
    assert both.formalities.in_words == "已截止"
    assert told(both.to_do) == [f"None | 看下一年度的计划 | {CENTRE}"]


def test_what_was_handed_in_is_not_handed_in_again() -> None:
    both = judged(without("materials") | {"submitted": date(2021, 7, 1)}, date(2021, 7, 2))
    assert codes(both.formalities) == {"unknown": ["R517"]}
    assert both.to_do == ()


def test_who_does_not_meet_a_condition_in_time_is_told_only_what_would_mend_that() -> None:
    reprimanded = (("记过", date(2021, 5, 1)),)
    both = judged(without("materials", employer_kind="事业单位", discipline=reprimanded, status="退休"))
    assert both.conditions.in_words == "不符合"
    assert codes(both.conditions)["fails"] == ["R512", "R513"]
    assert [(one.rules, one.from_day, one.by, one.whom) for one in both.to_do] == [
        (("R513",), date(2022, 5, 2), None, ())
    ]


def test_a_question_is_asked_before_the_papers_are_handed_in() -> None:
    both = judged(without(standing=("援藏",)))
    assert both.conditions.in_words == "需人工认定"
    assert told(both.to_do) == [
        f"2021-07-01 | 带证明材料先问评委会办公室 | {CENTRE}",
        f"2021-07-01 | 交材料 | {CENTRE}",
    ]


def test_a_case_that_is_not_told_is_no_step() -> None:
    both = judged(without("committee", "notice_from"))
    assert "R518" in codes(both.formalities)["unknown"]
    assert all("交材料" not in one.what for one in both.to_do)


def test_those_with_days_of_their_own_are_told_them() -> None:
    known = without("county", "materials", committee=31, title="高级教师", specialty="中小学教师")
    steps = [one for one in judged(known).to_do if one.rules == ("R519",)]
    assert [one.who for one in judged(known | {"county": "市直"}).to_do if one.rules == ("R519",)] == ["市直学校"]
    # 10月(市直学校9月): 1 September and, after the holiday, 30 September, the last working day before 1 October
    assert {(one.who, one.days) for one in steps} == {
        ("市直学校", (date(2021, 9, 1), date(2021, 9, 30))),
        ("", (date(2021, 9, 30), date(2021, 10, 29))),
    }


def test_where_nobody_is_named_for_hours_the_receiver_is_asked() -> None:
    known = {"committee": 18, "title": "高级会计师", "route": "推荐", "hours_current_recognised": False}
    steps = [one for one in judged(known).to_do if one.rules == ("R509",)]
    assert [str(whom) for one in steps for whom in one.whom] == ["市财政局 2150069 2033099"]


def test_who_stands_before_the_wrong_committee_is_told_so_and_asked_for_no_papers() -> None:
    both = judged(without(committee=42, specialty="机械工程"))
    assert codes(both.conditions) == {"fails": ["R503"]}
    assert told(both.to_do) == ["None | 改报不限单位的评委会 | "]


STAGES = """\
    stages:
      - name: 个人网上申报
        text: 6月20日
        who: 个人
        where: {url: sl.example.cn}
      - {name: 单位审核, text: 6月25日, where: {place: 样例路1号, person: 样例, phones: ["2000000"]}}
      - {name: 缴费, text: 另行通知}
"""


def test_printed_stages_are_steps_with_their_own_days(tmp_path: Path) -> None:
    head, tail = plan_text(year=2021).split("  - no: 12\n")
    folder = data_with(tmp_path, plan_2021=f"{head}  - no: 12\n{tail.replace('    kind:', f'{STAGES}    kind:', 1)}")
    both = judged(without(), law=make_law(Dataset(folder, 2021), TODAY))
    # 20 June 2021 is a Sunday
    assert told(both.to_do) == [
        "2021-06-18 | 个人网上申报 | 个人，sl.example.cn",
        "2021-06-25 | 单位审核 | 样例路1号 样例 2000000",
        f"2021-07-01 | 交材料 | {CENTRE}",
    ]
