"""Five kinds of people are asked little, and judged as their whole dossiers are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from applicant.dossier.interview.sample_persons_asked import GOAL, PERSONS, Person, law, talk_to

from zhicheng_cli.applicant.dossier.interview.deciding_next import facts_so_far
from zhicheng_cli.applicant.judgement.assessment import assess
from zhicheng_cli.applicant.judgement.two_verdicts import TwoVerdicts, two_verdicts
from zhicheng_cli.applicant.judgement.whom_and_when import whom_and_when
from zhicheng_cli.applicant.law.verdicts import Verdict


def both_sides(value: dict[str, Any], today: date = date(2021, 6, 1)) -> TwoVerdicts:
    facts = facts_so_far(value, law(today))
    ways = whom_and_when(facts, law(today), ())
    return two_verdicts(facts, assess(facts, law(today)), ways, today)


@pytest.mark.parametrize("person", PERSONS.values(), ids=PERSONS)
def test_few_questions_are_put(person: Person) -> None:
    _, asked = talk_to(person.answers, law())
    assert sorted(asked) == sorted(person.answers)
    assert len(asked) <= GOAL


@pytest.mark.parametrize("person", PERSONS.values(), ids=PERSONS)
def test_the_verdict_is_that_of_the_whole_dossier(person: Person) -> None:
    found, _ = talk_to(person.answers, law())
    asked, whole = both_sides(found.dossier), both_sides(dict(person.whole))
    assert asked.conditions.verdict is whole.conditions.verdict
    if not found.told and asked.conditions.verdict is not Verdict.FAILS:
        assert asked.formalities.now is whole.formalities.now


def test_formalities_are_asked_about_once_they_are_due() -> None:
    """第45行 prints no day, so nothing can be waited for; what the notice dates is asked about when it comes."""
    teacher = {"title": "一级教师", "field": "小学数学", "county": "德清县", "degree": "本科 2010-06"}
    teacher |= {"held": "二级教师 2013-09", **_told()}
    found, asked = talk_to(teacher, law())
    assert found.dossier["target"]["committee"] == "县区中小学教师-中级"
    assert {"materials", "notice", "hours_current"} <= {*asked}
    assert len(asked) <= GOAL
    assert both_sides(found.dossier).formalities.now is Verdict.UNCONFIRMED
    _, asked = talk_to(PERSONS["engineer"].answers, law())
    assert not {"materials", "notice", "hours_current"} & {*asked}


def _told() -> dict[str, str]:
    formal = {"hours_previous": "96 66", "hours_current": "90 60", "registered": "1", "materials": "齐了"}
    return formal | {"status": "1", "record": "1", "standing": "0", "notice": "2021-05-17 至 2021-05-24"}


def test_what_is_closed_is_asked_about_no_more() -> None:
    found, asked = talk_to(PERSONS["engineer"].answers, law(date(2021, 8, 2)))
    assert both_sides(found.dossier, date(2021, 8, 2)).formalities.is_closed
    assert not {"registered", "materials", "notice", "hours_previous"} & {*asked}
    assert both_sides(found.dossier).conditions.verdict is Verdict.UNCONFIRMED


def test_an_exam_title_ends_it_after_the_first_question() -> None:
    found, asked = talk_to(PERSONS["nurse"].answers, law())
    assert asked == ["title"]
    assert "全国卫生专业技术资格考试" in found.told
    assert found.dossier["target"] == {"title": "主管护师"}


@pytest.mark.parametrize(
    ("name", "answer", "last"),
    [
        # Of what fails for good nothing more is asked.
        ("nurse's employer", {"status": "退休"}, "status"),
        ("nurse's employer", {"self_appointing": "是"}, "self_appointing"),
        # Too few years may be made up for by merit: that is asked, then it ends.
        ("engineer too early", {}, "standing"),
    ],
)
def test_what_fails_for_good_ends_it(name: str, answer: dict[str, str], last: str) -> None:
    found, asked = talk_to(PERSONS[name].answers | answer, law())
    assert asked[-1] == last
    assert both_sides(found.dossier).conditions.verdict is Verdict.FAILS


def test_who_has_merits_is_asked_on() -> None:
    found, asked = talk_to(PERSONS["engineer too early"].answers | {"standing": "破格"}, law())
    assert "registered" in asked
    assert both_sides(found.dossier).conditions.verdict is Verdict.DISCRETION


def test_a_title_by_two_ways_is_asked_about() -> None:
    initial, _ = talk_to(PERSONS["graduate"].answers, law())
    reviewed, _ = talk_to(PERSONS["graduate"].answers | {"route": "评审"}, law())
    assert initial.dossier["target"]["committee"] == "毕业生初定"
    assert initial.dossier["target"]["route"] == "初定"
    assert reviewed.dossier["target"]["committee"] == "第一工程-中级"
    unknown, _ = talk_to(PERSONS["graduate"].answers | {"route": "不知道"}, law())
    assert unknown.dossier["target"] == reviewed.dossier["target"]


def test_who_does_not_know_the_field_chooses_among_those_that_take_the_title() -> None:
    found, asked = talk_to({"title": "工程师", "committee": "市水利工程"}, law())
    assert asked[:5] == ["title", "field", "county", "route", "committee"]
    assert found.dossier["target"]["committee"] == "水利工程-中级"


@pytest.mark.parametrize(("field", "why"), [("公务员", "不评职称"), ("律师", "那里不评审“工程师”")])
def test_work_that_has_no_such_title_ends_it(field: str, why: str) -> None:
    found, asked = talk_to({"title": "工程师", "field": field}, law())
    assert asked == ["title", "field", "county"]
    assert why in found.told
