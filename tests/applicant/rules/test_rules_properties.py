"""What must hold of every rule whatever the person: more is never worse, less never better, order is nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from applicant.rules.sample_persons import (
    AMOUNTS,
    COMMITTEES,
    EXAMPLES,
    GOOD,
    LAW,
    LISTS,
    SINCE,
    SPECIALTIES,
    persons,
)
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.applicant.judgement.assessment import Assessment, Outcome, assess, remedy, sentence
from zhicheng_cli.applicant.law import facts as words
from zhicheng_cli.applicant.law.facts import FIELDS, Facts
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.plan.fields import core_of

# ---- what is compared ----


def judged(known: dict[str, Any]) -> Assessment:
    return assess(Facts(**known), LAW)


def turned(first: Assessment, after: dict[str, Any], wrong: dict[Verdict, set[Verdict]]) -> list[str]:
    """Where a verdict turned in a way that it must not, rule by rule and on the whole."""
    second = judged(after)
    pairs = [
        *(
            (one.rule.code, one.reason.verdict, two.reason.verdict)
            for one, two in zip(first.outcomes, second.outcomes, strict=True)
        ),
        ("overall", first.verdict, second.verdict),
    ]
    return [f"{code}: {one} -> {two}" for code, one, two in pairs if two in wrong.get(one, ())]


WORSE = {Verdict.MEETS: {Verdict.FAILS}}
BETTER = {Verdict.UNKNOWN: {Verdict.MEETS}, Verdict.FAILS: {Verdict.MEETS}}


def test_there_is_one_who_may_apply() -> None:
    """Else "never turns meets into fails" would say nothing of the whole."""
    assert judged(GOOD).verdict is Verdict.MEETS


@EXAMPLES
@given(persons(), st.sets(st.sampled_from(SINCE), min_size=1), st.integers(1, 9000))
def test_more_years_are_never_worse(person: dict[str, Any], earlier: set[str], by: int) -> None:
    more = {name: person[name] - timedelta(by) for name in earlier if name in person}
    assert turned(judged(person), person | more, WORSE) == []


@EXAMPLES
@given(persons(), st.sets(st.sampled_from(AMOUNTS), min_size=1), st.sampled_from((0.5, 1, 30, 90)))
def test_more_hours_are_never_worse(person: dict[str, Any], more_of: set[str], by: float) -> None:
    more = {name: person[name] + by for name in more_of if name in person}
    assert turned(judged(person), person | more, WORSE) == []


@EXAMPLES
@given(persons())
def test_a_higher_degree_is_never_worse(person: dict[str, Any]) -> None:
    degree, before = person.get("degree"), judged(person)
    for higher in words.DEGREES[words.DEGREES.index(degree) + 1 :] if degree else ():
        assert turned(before, person | {"degree": higher}, WORSE) == [], higher


@EXAMPLES
@given(persons())
def test_what_is_not_told_is_never_better(person: dict[str, Any]) -> None:
    # No day of handing in is not an unknown one: nothing is handed in yet, and the days that are left count. Nor is no
    # end of the work: it goes on.
    before = judged(person)
    for name in person.keys() - {"submitted", "work_until"}:
        less = {key: value for key, value in person.items() if key != name}
        assert turned(before, less, BETTER) == [], name


@EXAMPLES
@given(persons(), st.randoms(use_true_random=False))
def test_the_order_of_entries_is_nothing(person: dict[str, Any], chance: Any) -> None:
    mixed = {name: tuple(chance.sample(person[name], len(person[name]))) for name in LISTS if name in person}
    assert judged(person) == judged(person | mixed)


@EXAMPLES
@given(persons())
def test_equal_facts_give_equal_answers(person: dict[str, Any]) -> None:
    assert judged(person) == judged(dict(reversed(person.items())))


@EXAMPLES
@given(persons())
def test_an_unknown_says_what_is_missing_and_nothing_that_is_given(person: dict[str, Any]) -> None:
    for rule, reason in judged(person).outcomes:
        missing = set(reason.missing)
        assert bool(missing) == (reason.verdict is Verdict.UNKNOWN), rule.code
        assert missing <= set(rule.reads), rule.code
        lists = {name for name in missing if name in LISTS}
        assert all(person.get(name) is None for name in missing - lists), rule.code


@EXAMPLES
@given(persons())
def test_every_answer_can_be_told(person: dict[str, Any]) -> None:
    for outcome in judged(person).outcomes:
        assert "{" not in sentence(*outcome) + remedy(*outcome), outcome.rule.code


@EXAMPLES
@given(persons())
def test_no_rule_reads_what_it_does_not_name(person: dict[str, Any]) -> None:
    """What a rule sees of a whole person is what it sees of the facts that it names."""
    facts = Facts(**person)
    for rule in all_rules():
        assert Outcome(rule, rule.judge(facts, LAW)) == Outcome(rule, rule.on(facts, LAW))


# ---- every committee and every title that it names ----

NAMED = [(of.no, title) for of in LAW.plan.committees for title in dict.fromkeys(of.all_titles)]


def of_title(committee: int, title: str) -> Verdict:
    rule = next(one for one in all_rules() if one.code == "R501")
    return rule.on(Facts(committee=committee, title=title), LAW).verdict


@pytest.mark.parametrize(("committee", "title"), NAMED)
def test_a_committee_takes_every_title_that_it_names(committee: int, title: str) -> None:
    assert of_title(committee, title) is Verdict.MEETS


@pytest.mark.parametrize("committee", COMMITTEES)
def test_a_committee_does_not_take_a_foreign_title(committee: int) -> None:
    of = next(one for one in LAW.plan.committees if one.no == committee)
    foreign = [one.title for one in LAW.search.titles.all if one.series not in of.series and one.level == "副高级"]
    names = {one.title for one in LAW.search.titles.all if one.series in of.series} | set(of.all_titles)
    others = [title for title in foreign if title not in names]
    assert others
    assert {of_title(committee, title) for title in others} == {Verdict.FAILS}


def test_every_fact_is_drawn() -> None:
    """Else a rule that reads a new one would go untested."""
    assert {name for rule in all_rules() for name in rule.reads} <= {field.name for field in FIELDS}


# ---- a word that nobody printed is not a No ----


def of_specialty(committee: int, specialty: str) -> Verdict:
    rule = next(one for one in all_rules() if one.code == "R502")
    return rule.on(Facts(committee=committee, specialty=specialty), LAW).verdict


def printed_elsewhere(committee: int, specialty: str) -> bool:
    """Whether the name or the remarks of another row have the word, a common end apart."""
    core = core_of(specialty)
    return any(core in one.name + one.printed["remarks"] for one in LAW.plan.committees if one.no != committee)


#: Words of every trade that people use and no row prints as they are.
EVERYDAY = (
    "建设工程", "土木", "结构", "暖通", "空调", "给排水", "施工", "造价", "监理", "装修", "市政", "景观", "绿化",
    "城市规划", "公路", "道路", "桥梁", "航道", "水利水电", "机械", "模具", "电气", "自动化", "计算机", "软件",
    "网络", "通信", "大数据", "广电", "快递", "质检", "计量", "标准化", "电梯", "锅炉", "安全", "应急管理", "轻工",
    "服装", "印染", "家具", "化工", "新材料", "新能源", "制药", "环保", "环境", "锂电池", "林业", "测绘", "地信",
    "农技", "种植", "养殖", "渔业", "农机", "医生", "护士", "药师", "老师", "幼师", "幼儿园", "中职", "技校",
    "图书馆", "文博", "群文", "档案馆", "记者", "主持人", "演员", "音乐", "美术", "作家", "财务", "金融", "人力资源",
    "社科", "科研", "英语", "口译",
)  # fmt: skip


@pytest.mark.parametrize("committee", COMMITTEES)
def test_what_people_say_is_refused_only_where_another_row_prints_it(committee: int) -> None:
    words = {*EVERYDAY, *SPECIALTIES}
    told = {word + end for word in words for end in ("", "工程", "技术", "施工", "学")}
    refused = {word for word in told if of_specialty(committee, word) is Verdict.FAILS}
    own = {*SPECIALTIES, *(name for one, others in LAW.search.titles.series_names.items() for name in (one, *others))}
    assert {word for word in refused - own if not printed_elsewhere(committee, word)} == set()


@EXAMPLES
@given(st.sampled_from(COMMITTEES), st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2))
def test_an_unseen_word_is_never_refused(committee: int, word: str) -> None:
    if not printed_elsewhere(committee, word):
        assert of_specialty(committee, word) is not Verdict.FAILS
