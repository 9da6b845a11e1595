"""What must hold of every rule whatever the person: more is never worse, less never better, order is nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import TESTS

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.judgement.assessment import Assessment, Outcome, assess
from zhicheng_cli.applicant.law import facts as words
from zhicheng_cli.applicant.law.facts import FIELDS, Facts
from zhicheng_cli.applicant.law.law import make_law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.fields import core_of

LAW = make_law(Dataset(None, 2021), date(2021, 6, 1))
TITLES = tuple(LAW.search.titles)
SPECIALTIES = LAW.search.fields.specialties()
COMMITTEES = tuple(of.no for of in LAW.plan.committees)
EXAMPLES = settings(max_examples=200)

#: Since when something counts: an earlier day is more.
SINCE = ("obtained", "appointed", "work_since", "work_after_degree_since")
AMOUNTS = (
    "grassroots_months",
    *(
        f"hours_{year}_{kind}"
        for year in ("previous", "current")
        for kind in ("total", "general", "industry", "professional")
    ),
)
STEPS = tuple(f"hours_{year}_{step}" for year in ("previous", "current") for step in ("registered", "recognised"))
LISTS = ("discipline", "integrity", "assessments", "standing", "materials")

# ---- persons ----

days = st.dates(date(1995, 1, 1), date(2022, 12, 31))
near_days = st.dates(date(2021, 5, 1), date(2021, 12, 31))
recent_days = st.dates(date(2018, 1, 1), date(2021, 12, 31))
flags = st.booleans()
hours = st.sampled_from((0, 12, 18, 29.5, 30, 59.5, 60, 72, 89.5, 90, 96, 200))
grades = st.sampled_from(words.GRADES)
papers = st.tuples(st.sampled_from(("论文", "业绩表")), st.none() | flags, st.none() | near_days)


@st.composite
def targets(draw: st.DrawFn) -> dict[str, Any]:
    """A committee and a title: mostly one that it takes, so that the other rules are reached."""
    of = draw(st.sampled_from(LAW.plan.committees))
    own = of.all_titles
    title = draw(st.sampled_from(own)) if own and draw(st.integers(0, 4)) else draw(st.sampled_from(TITLES))
    fields = (*of.specialties, *SPECIALTIES) if draw(flags) else of.specialties or SPECIALTIES
    return {"committee": of.no, "title": title, "specialty": draw(st.sampled_from(fields))}


def good() -> dict[str, Any]:
    """One of whom every rule says that it is met, or has no say."""
    document, _ = parse((TESTS / "positive" / "dossier.yaml").read_bytes(), "f")
    assert document is not None
    return read_dossier(document.value, LAW).facts.given()


GOOD = good()
_DEPUTY = {
    "committee": 30,
    "title": "副主任医师",
    "specialty": "卫生",
    "held_title": "主治医师",
    "held_series": "卫生技术",
}
_ECONOMIST = {
    "committee": 17,
    "specialty": "经济",
    "route": "推荐",
    "held_series": "经济",
    "exam_passed": date(2020, 6, 20),
}
#: Others who come as near as the law's texts let them: each reaches rules that the good one does not.
LIKEWISE: tuple[dict[str, Any], ...] = (
    {},
    {"committee": 29, "title": "助理工程师", "route": "初定", "held_title": words.NONE},
    _DEPUTY | {"employer_kind": "事业单位", "submitted": date(2021, 9, 1)},
    _ECONOMIST
    | {"title": "高级经济师", "held_title": "经济师", "exam": "高级经济师", "exam_valid_until": date(2025, 6, 20)},
    _ECONOMIST | {"title": "正高级经济师", "held_title": "高级经济师", "assessments": ((2018, "优秀"), (2019, "合格"))},
    {"employer_kind": "事业单位", "manager": True, "discipline": (("记过", date(2020, 6, 28)),)},
    {"integrity": (date(2018, 6, 28),)},
)


@st.composite
def persons(draw: st.DrawFn) -> dict[str, Any]:
    """Everything that may be known of one, or the good one with a few changes; and some of it is not."""
    known = draw(anyone())
    if draw(flags):
        changed = draw(st.sets(st.sampled_from(sorted(known)), max_size=4))
        known = (
            GOOD | draw(st.sampled_from(LIKEWISE)) | {name: value for name, value in known.items() if name in changed}
        )
    dropped = draw(st.sets(st.sampled_from(sorted(known)), max_size=6)) if draw(flags) else set()
    return {name: value for name, value in known.items() if name not in dropped}


@st.composite
def anyone(draw: st.DrawFn) -> dict[str, Any]:
    """A person, with everything that may be known."""
    known: dict[str, Any] = {
        **draw(targets()),
        "route": draw(st.sampled_from(words.ROUTES)),
        "submitted": draw(near_days),
        "status": draw(st.sampled_from(words.STATUSES)),
        "manager": draw(flags),
        "employer": draw(st.sampled_from(("甲公司", "浙江三一装备有限公司", "美欣达集团"))),
        "county": draw(st.sampled_from(("市直", "吴兴区", "长兴县", "安吉县", "德清县"))),
        "employer_kind": draw(st.sampled_from(words.EMPLOYERS)),
        "self_appointing": draw(flags),
        "industry": draw(st.sampled_from(("电梯", "椅业", "纺织", "蓄电池"))),
        "degree": draw(st.sampled_from(words.DEGREES)),
        "degree_date": draw(days),
        "degree_full_time": draw(flags),
        "held_title": draw(st.sampled_from((words.NONE, *TITLES))),
        "held_series": draw(st.sampled_from(tuple(LAW.search.titles.series_names))),
        "obtained": draw(days),
        "appointed": draw(days),
        "held_by": draw(st.sampled_from(words.WAYS)),
        "work_since": draw(days),
        "work_after_degree_since": draw(days),
        "grassroots_months": draw(st.sampled_from((0, 6, 11, 12, 24))),
        **{name: draw(hours) for name in AMOUNTS if name.startswith("hours")},
        **{name: draw(flags) for name in STEPS},
        "exam": draw(st.sampled_from((words.NONE, "高级经济师", "高级会计师", "其他"))),
        "exam_passed": draw(days),
        "exam_valid_until": draw(st.dates(date(2020, 1, 1), date(2023, 12, 31))),
        "discipline": draw(_list(st.tuples(st.sampled_from(words.PENALTIES), st.none() | recent_days))),
        "integrity": draw(_list(st.none() | recent_days)),
        "assessments": draw(st.dictionaries(st.sampled_from((2018, 2019, 2020)), grades).map(dict.items).map(tuple)),
        "standing": draw(_list(st.sampled_from(words.STANDINGS))),
        "materials": draw(_list(papers)),
        "notice_from": draw(near_days),
        "notice_to": draw(near_days),
    }  # fmt: skip
    _held(draw, known)
    return known


def _list(entries: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(entries, max_size=3, unique=True).map(tuple)


def _held(draw: st.DrawFn, known: dict[str, Any]) -> None:
    """Often the title below in the same series, without which years are never counted."""
    target = LAW.target(known["title"], known["committee"])
    rank = LAW.rank(target.level) if target else 0
    below = [
        one.title
        for one in LAW.search.titles.all
        if target and one.series == target.series and LAW.rank(one.level) == rank - 1
    ]
    if target and below and draw(st.integers(0, 3)):
        known |= {"held_title": draw(st.sampled_from(below)), "held_series": target.series}


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
    # No day of handing in is not an unknown one: nothing is handed in yet, and the days that are left count.
    before = judged(person)
    for name in person.keys() - {"submitted"}:
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


@pytest.mark.parametrize("committee", COMMITTEES)
def test_what_people_say_is_refused_only_where_another_row_prints_it(committee: int) -> None:
    words = {*LAW.search.fields.aliases, *SPECIALTIES}
    told = {word + end for word in words for end in ("", "工程", "技术", "施工", "学")}
    refused = {word for word in told if of_specialty(committee, word) is Verdict.FAILS}
    own = {*SPECIALTIES, *(name for one, others in LAW.search.titles.series_names.items() for name in (one, *others))}
    assert {word for word in refused - own if not printed_elsewhere(committee, word)} == set()


@EXAMPLES
@given(st.sampled_from(COMMITTEES), st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2))
def test_an_unseen_word_is_never_refused(committee: int, word: str) -> None:
    if not printed_elsewhere(committee, word):
        assert of_specialty(committee, word) is not Verdict.FAILS
