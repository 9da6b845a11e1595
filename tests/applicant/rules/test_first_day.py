"""A first day keeps its word: who comes on that day, everything else equal, is answered what was promised."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from applicant.rules.sample_persons import EXAMPLES, LAW, persons
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.applicant.judgement.assessment import Outcome, assess, remedy, sentence
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.plan.dataset import Dataset

#: Before the cut-offs, on the edges of the month of July, at the end of the year, and after it.
DAYS = (
    "2021-06-01", "2021-06-30", "2021-07-01", "2021-07-15", "2021-07-30", "2021-07-31", "2021-10-08", "2021-12-31",
    "2022-02-28",
)  # fmt: skip
days = st.sampled_from([date.fromisoformat(day) for day in DAYS])
_DATA = Dataset(None, 2021)


@cache
def law(today: date) -> Law:
    return make_law(_DATA, today)


def last_day(person: dict[str, Any]) -> date:
    """The last day on which the row takes papers; the end of the year where it prints none."""
    of = LAW.committee(person.get("committee"))
    windows = LAW.cutoffs(of.no, person.get("county")) if of else ()
    return max((due.last for each in windows for _, due in each), default=date(2021, 12, 31))


@EXAMPLES
@given(persons(), days)
def test_on_the_first_day_a_rule_answers_what_it_promised(person: dict[str, Any], today: date) -> None:
    for rule, reason in assess(Facts(**person), law(today)).outcomes:
        day = reason.from_day
        if day is None:
            continue
        assert day >= today, rule.code
        then = rule.on(Facts(**person | {"submitted": day}), law(day))
        assert then.verdict is not Verdict.FAILS, (rule.code, day)
        assert then.from_day is None, (rule.code, day)


@EXAMPLES
@given(persons(), days)
def test_a_first_day_after_the_cutoff_says_for_which_year(person: dict[str, Any], today: date) -> None:
    if not {"committee", "county"} <= person.keys():
        return
    for rule, reason in assess(Facts(**person), law(today)).outcomes:
        if reason.from_day is None:
            continue
        later = dict(reason.seen).get("later")
        assert (reason.from_day > last_day(person)) is (later is not None), rule.code
        if later is not None:
            assert isinstance(later, int)
            assert later > 2021
            assert date(later, 12, 31) >= reason.from_day
            assert f"看 {later} 年度的计划" in remedy(rule, reason), rule.code


@EXAMPLES
@given(persons(), days)
def test_on_the_first_day_of_all_nothing_fails(person: dict[str, Any], today: date) -> None:
    _, _, day, later = assess(Facts(**person), law(today))
    if day is None:
        return
    assert today <= day
    then = assess(Facts(**person | {"submitted": day}), law(day))
    failing = [one.rule.code for one in then.outcomes if one.reason.verdict is Verdict.FAILS]
    assert failing in ([], ["R519"] if later else [])  # the cut-off of this plan, which has passed by then


def told(today: str, **facts: Any) -> dict[str, Outcome]:
    return {one.rule.code: one for one in assess(Facts(**facts), law(date.fromisoformat(today))).outcomes}


def test_a_period_that_ends_after_the_cutoff_is_for_the_next_plan() -> None:
    """第12行印“7月”，最迟日 2021-07-30；警告六个月至 2021-09-01。"""
    barred = {
        "committee": 12,
        "employer_kind": "事业单位",
        "manager": True,
        "discipline": (("警告", date(2021, 3, 1)),),
    }
    one = told("2021-06-01", **barred)["R513"]
    assert one.reason.from_day == date(2021, 9, 2)
    assert remedy(*one) == "2021-09-02 起可以申报；那时本年度已经截止，看 2022 年度的计划"


def test_a_first_day_counts_the_appointment_where_the_text_names_neither() -> None:
    """大专申报高级统计师要满10年；证书 2018-04-04，聘任 2018-04-30：到 2028-04-30 两种算法都满。"""
    held = {"obtained": date(2018, 4, 4), "appointed": date(2018, 4, 30)}
    person = {"committee": 19, "title": "高级统计师", "held_title": "统计师", "degree": "大专", **held}
    reason = told("2021-06-01", **person)["R506"].reason
    assert reason.verdict is Verdict.FAILS
    assert reason.from_day == date(2028, 4, 30)


def test_work_that_has_ended_promises_no_day() -> None:
    """助理工程师 2015-09-01，做到 2018-01-31：离开以后不会再满4年。"""
    days = {"obtained": date(2015, 9, 1), "work_after_title_since": date(2015, 9, 1), "work_until": date(2018, 1, 31)}
    person = {"committee": 12, "title": "工程师", "held_title": "助理工程师", "degree": "本科", "other_work": False}
    one = told("2021-06-01", employer_kind="事业单位", **person, **days)["R506"]
    assert one.reason.from_day is None
    assert "所写的本专业工作到 2018-01-31 为止" in sentence(*one)
    assert "满4年之日" not in sentence(*one) + remedy(*one)


def test_where_another_title_makes_it_doubtful_there_is_something_to_do() -> None:
    """聘任没有写，浙江的说法没法核对；另有的会计师满5年：没有日子可说，也要说问谁。"""
    held = {"held_title": "经济师", "held_series": "经济", "obtained": date(2020, 11, 1)}
    other = {"other_titles": (("会计师", date(2013, 11, 1)),)}
    one = told("2021-06-01", committee=17, title="高级经济师", degree="本科", **held, **other)["R506"]
    assert one.reason.from_day is None
    assert remedy(*one) == "请先问材料接收单位"


def test_the_day_of_the_title_that_counts_comes_with_its_own_years() -> None:
    """大专：按经济师要满10年；另有的统计师，不影响说现有职称的年数。"""
    held = {
        "held_title": "经济师",
        "held_series": "经济",
        **dict.fromkeys(("obtained", "appointed"), date(2015, 11, 1)),
    }
    other = {"other_titles": (("统计师", date(2010, 11, 1)),)}
    one = told("2021-06-01", committee=17, title="高级经济师", degree="大专", **held, **other)["R506"]
    assert one.reason.code == "by_other_title"
    assert "按现有职称，2025-11-01 起满10年" in remedy(*one)


def test_another_title_that_reaches_no_further_changes_nothing() -> None:
    """大专：经济师、统计师都不满10年。"""
    held = {
        "held_title": "经济师",
        "held_series": "经济",
        **dict.fromkeys(("obtained", "appointed"), date(2015, 11, 1)),
    }
    person = {"committee": 17, "title": "高级经济师", "degree": "大专", **held}
    alone = told("2021-06-01", **person)["R506"]
    assert alone.reason.code == "short"
    assert told("2021-06-01", **person, other_titles=(("统计师", date(2018, 11, 1)),))["R506"] == alone


def test_a_day_after_the_cutoff_is_not_told_as_the_only_reading() -> None:
    """7月截止，2021-08-01 满4年：算到12月31日的，本年度就可以。"""
    held = {"held_title": "助理工程师", "obtained": date(2017, 8, 1), "appointed": date(2017, 8, 1)}
    one = told("2021-06-01", committee=12, title="工程师", degree="本科", employer_kind="事业单位", **held)["R506"]
    assert remedy(*one).startswith("先问材料接收单位算到哪天；算到截止那天的，2021-08-01 起满4年")


def test_an_earlier_penalty_that_is_added_is_not_called_a_later_one() -> None:
    """国有企业没有查到怎样相加：记过单算至 2022-01-01；加上警告（2020-11-20 起六个月）没有执行完的，至 2022-05-20。"""
    penalties = (("警告", date(2020, 11, 20)), ("记过", date(2021, 1, 1)))
    person = {"committee": 12, "employer_kind": "国有企业", "manager": True, "discipline": penalties}
    assert sentence(*told("2021-06-01", **person)["R513"]).endswith("处分期至 2022-01-01；与另一处分相加至 2022-05-20")
