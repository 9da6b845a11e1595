"""Each rule by its cases, and what holds for every rule.

`<module>.yaml` holds the cases of a rule by name, which begins with the verdict: the facts, and the reason with what is
missing and the first day; `today` where it is not the usual one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

import pytest
from places import ROOT, TESTS

from zhicheng_cli.applicant.judgement import assessment
from zhicheng_cli.applicant.law.facts import BY_NAME, FIELDS, Facts, Shape
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.applicant.law.verdicts import Reason, Verdict
from zhicheng_cli.applicant.rules import MODULES, Rule, all_rules
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.dataset import Dataset

CASES = TESTS / "applicant" / "rules"
USUAL_DAY = "2021-06-01"
#: Facts that no rule judges: they are shown beside the answer. How hours of 公需科目 are split was not found.
NOT_JUDGED = {
    "degree_date",
    "degree_full_time",
    "hours_previous_general",
    "hours_previous_industry",
    "hours_current_general",
    "hours_current_industry",
}
#: Shown of plans that print such days in `test_reckoning.py`, `test_cutoff_of_levels.py` and `test_day_counts.py`.
ELSEWHERE = {
    "by_day",
    "by_days",
    "enough_by_day",
    "by_printed_day",
    "whom_open",
    "over_on_a_day_off",
    "by_exam_likely",
    "exam_likely",
}
#: What every rule must be shown to answer; others where they can happen.
ASKED_OF_EACH = {Verdict.UNKNOWN}


class Case(NamedTuple):
    """A rule on some facts, and what it must answer."""

    module: str
    name: str
    today: date
    facts: Facts
    reason: str
    missing: list[str]
    from_day: date | None

    @property
    def verdict(self) -> Verdict:
        (found,) = [verdict for verdict in Verdict if self.name.startswith(f"{verdict}_")]
        return found

    @property
    def rule(self) -> Rule:
        return BY_MODULE[self.module]

    @property
    def law(self) -> Law:
        return law(self.today)

    def answer(self) -> Reason:
        return self.rule.judge(self.facts, self.law)


BY_MODULE = dict(zip(MODULES, all_rules(), strict=True))


@cache
def dataset() -> Dataset:
    return Dataset(year=2021)


ROWS = {row.no: row for row in dataset().plan.committees}


@cache
def law(today: date) -> Law:
    return make_law(dataset(), today)


def read(path: Path) -> list[Case]:
    document, findings = parse(path.read_bytes(), str(path))
    assert document is not None, findings
    assert findings == []
    return [case(path.stem, name, **written) for name, written in document.value.items()]


def case(
    module: str,
    name: str,
    facts: dict[str, Any],
    reason: str,
    today: str = USUAL_DAY,
    missing: Sequence[str] = (),
    from_day: str | None = None,
) -> Case:
    known = Facts(**{name: fact(name, given) for name, given in facts.items()})
    return Case(module, name, day(today), known, reason, list(missing), day(from_day) if from_day else None)


def fact(name: str, given: Any) -> Any:
    """A fact as a rule sees it, from what a case writes: the words of a roster, a list for its separators."""
    field = BY_NAME[name]
    if field.shape is Shape.CHOICE:
        assert given in (*field.choices, "无")
    if field.shape in (Shape.DAY, Shape.DATE):
        return day(given)
    entry = day if name == "integrity" else ENTRIES.get(field.shape)
    return given if entry is None else tuple(one and entry(one) for one in given)


def day(text: str) -> date:
    return date.fromisoformat(text)


def penalty(text: str) -> tuple[str, date | None]:
    kind, _, effective = text.partition(" ")
    return kind, day(effective) if effective else None


def grade(text: str) -> tuple[int, str]:
    year, _, word = text.partition(" ")
    return int(year), word


def paper(given: dict[str, Any]) -> tuple[str, bool | None, date | None]:
    return given["kind"], given.get("there"), given.get("date") and day(given["date"])


#: How an entry of a list is written.
ENTRIES: dict[Shape, Callable[[Any], Any]] = {
    Shape.WORDS: str,
    Shape.DATED: penalty,
    Shape.GRADED: grade,
    Shape.NAMED: penalty,
    Shape.PAPERS: paper,
}


ALL_CASES = [one for path in sorted(CASES.glob("*.yaml")) for one in read(path)]


def named(case: Case) -> str:
    return f"{case.module}/{case.name}"


@pytest.mark.parametrize("case", ALL_CASES, ids=named)
def test_the_rule_answers_as_expected(case: Case) -> None:
    reason = case.answer()
    assert (reason.verdict, reason.code) == (case.verdict, case.reason)
    assert list(reason.missing) == case.missing
    assert reason.from_day == case.from_day


@pytest.mark.parametrize("case", ALL_CASES, ids=named)
def test_every_placeholder_of_the_words_is_filled(case: Case) -> None:
    reason = case.answer()
    texts = [
        assessment.sentence(case.rule, reason),
        assessment.general_sentence(case.rule, reason),
        assessment.remedy(case.rule, reason),
    ]
    assert not any("{" in text or "None" in text for text in texts), texts


@pytest.mark.parametrize("case", ALL_CASES, ids=named)
def test_what_is_missing_is_not_given_and_may_be_asked(case: Case) -> None:
    reason = case.answer()
    assert (reason.verdict is Verdict.UNKNOWN) == bool(reason.missing)
    assert set(reason.missing) <= set(case.rule.reads)
    # A list may be given and still lack something inside.
    lists = {field.name for field in FIELDS if field.shape in (Shape.DATED, Shape.GRADED, Shape.PAPERS)}
    assert set(reason.missing) - lists <= set(BY_NAME) - set(case.facts.given())


@pytest.mark.parametrize("case", ALL_CASES, ids=named)
def test_a_general_sentence_tells_nothing_of_the_person(case: Case) -> None:
    """What a reason says may use what the law asks alone: few combinations, each written once for many people."""
    reason = case.answer()
    words = case.rule.words[reason.code]
    assert fields_of(words.general) <= set(dict(reason.params))
    assert not set(dict(reason.params)) & set(dict(reason.seen))


@pytest.mark.parametrize("case", ALL_CASES, ids=named)
def test_a_decided_reason_names_what_it_rests_on(case: Case) -> None:
    reason = case.answer()
    if reason.verdict is Verdict.FAILS:
        assert reason.cites
        assert {cite.evidence for cite in reason.cites} <= {"text", "copy", "secondary"}
        assert any(cite.evidence in ("text", "copy") for cite in reason.cites)


class Recording(Facts):
    """Facts that remember what they were asked for."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.__dict__["asked"] = set()

    def __getattribute__(self, name: str) -> Any:
        if name in BY_NAME:
            object.__getattribute__(self, "__dict__")["asked"].add(name)
        return object.__getattribute__(self, name)


@pytest.mark.parametrize("module", MODULES)
def test_a_rule_asks_for_nothing_that_it_does_not_name(module: str) -> None:
    """A column, or a fact that is left out, may stand for a person: see `Rule.seen`."""
    rule = BY_MODULE[module]
    asked: set[str] = set()
    for case in ALL_CASES:
        facts = Recording(**case.facts.given())
        rule.judge(facts, case.law)
        asked |= facts.__dict__["asked"]
    assert asked <= set(rule.reads)
    own = [case for case in ALL_CASES if case.rule is rule]
    assert [rule.seen(case.facts).given() for case in own] == [case.facts.given() for case in own]


@pytest.mark.parametrize("module", MODULES)
def test_every_wording_is_reached_by_a_case(module: str) -> None:
    rule = BY_MODULE[module]
    reached = {case.answer().code for case in ALL_CASES if case.rule is rule}
    # Shown of figures in `test_gaps.py` and `test_figure_forms.py`.
    lacks_a_figure = {"no_figure", "unfit_figure"} if rule.parameters else set()
    assert reached | lacks_a_figure == set(rule.words) - ELSEWHERE


@pytest.mark.parametrize("module", MODULES)
def test_a_rule_is_shown_to_answer_each_way_that_it_can(module: str) -> None:
    verdicts = {case.answer().verdict for case in ALL_CASES if case.module == module}
    assert verdicts >= ASKED_OF_EACH
    assert len(verdicts) >= 3


@pytest.mark.parametrize("module", MODULES)
def test_the_page_says_what_meets_it_what_fails_it_and_what_to_do(module: str) -> None:
    rule = BY_MODULE[module]
    lines = rule.page.splitlines()
    assert "符合：" in lines
    assert "不符合：" in lines
    assert lines.index("符合：") < lines.index("不符合：")
    assert any(line.startswith("怎么办：") for line in lines)
    assert len(rule.name) <= 20


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_the_page_are_yaml(module: str) -> None:
    lines = BY_MODULE[module].page.splitlines()
    for title in ("符合：", "不符合："):
        example = takewhile(lambda line: line.startswith("    "), lines[lines.index(title) + 1 :])
        document, findings = parse("\n".join(example).encode(), "page")
        assert document is not None, findings
        assert isinstance(document.value, dict)


@pytest.mark.parametrize("module", MODULES)
def test_the_parameters_are_in_the_data(module: str) -> None:
    rules = law(date(2021, 6, 1))
    assert set(BY_MODULE[module].parameters) <= {*rules.parameters, "initial"}


def test_each_rule_has_a_code_of_its_own_in_the_order_of_the_modules() -> None:
    """An applicant meets a new rule where it belongs; its code is the next free one (docs/rules.md)."""
    codes = [rule.code for rule in all_rules()]
    assert sorted(codes) == [f"R5{number:02}" for number in range(1, len(codes) + 1)]
    assert codes == [import_module(f"zhicheng_cli.applicant.rules.{name}").CODE for name in MODULES]


def test_every_fact_that_a_rule_asks_for_is_known() -> None:
    assert all(name in BY_NAME for rule in all_rules() for name in rule.reads)


def test_every_fact_is_asked_for_by_some_rule() -> None:
    asked = {name for rule in all_rules() for name in rule.reads}
    assert {field.name for field in FIELDS} - asked == NOT_JUDGED


# ---- every committee, every title it names ----


def titles_in(number: int) -> list[tuple[str, str]]:
    """Each printed entry and single title of a row, with the column."""
    row = ROWS[number]
    return [
        (column, title)
        for column, entries in (("所评资格名称", row.reviews), ("推荐资格名称", row.recommends))
        for entry in entries
        for title in dict.fromkeys((entry, *row.titles.get(entry, ())))
    ]


PRINTED = [(number, column, title) for number in ROWS for column, title in titles_in(number)]


def test_the_table_covers_the_annex() -> None:
    assert len(ROWS) == 46
    assert len(PRINTED) > 200


@pytest.mark.parametrize(("number", "column", "title"), PRINTED)
def test_a_committee_takes_every_title_that_its_row_prints(number: int, column: str, title: str) -> None:
    reason = BY_MODULE["title"].judge(Facts(committee=number, title=title), law(date(2021, 6, 1)))
    assert reason.verdict is Verdict.MEETS
    assert dict(reason.params)["column"] == column
    assert reason.code in (("reviewed",) if column == "所评资格名称" else ("recommended", "recommended_column"))


@pytest.mark.parametrize(("number", "column", "title"), PRINTED)
def test_every_printed_title_has_a_way_or_is_examined(number: int, column: str, title: str) -> None:
    """Each way answered for a printed title is one that its row prints."""
    if title not in dataset().search.titles:
        return  # a group of titles, or 二级 for 艺术二级: its single titles are asked one by one
    asked_for = "评审" if column == "所评资格名称" else "推荐"
    route = "初定" if ROWS[number].kind == "初定" else asked_for
    facts = Facts(committee=number, title=title, route=route, specialty=ROWS[number].series[0])
    reason = BY_MODULE["route"].judge(facts, law(date(2021, 6, 1)))
    expected = {
        "评审": {"reviewed", "recommended"},
        "考评结合": {"exam_and_review"},
        "委托评审": {"entrusted", "either"},
        "自主评审": {"self_reviewed"},
        "初定": {"initial"},
        "以考代评": {"either"},
    }
    assert reason.code in set().union(*(expected[name] for name in ROWS[number].route_names))
    assert reason.verdict is (Verdict.UNCONFIRMED if number == 22 else Verdict.MEETS)


@pytest.mark.parametrize("number", range(1, 47))
def test_a_committee_takes_no_title_that_its_row_does_not_cover(number: int) -> None:
    """What is taken without being printed is another name, or of a level that the row names."""
    row, printed = ROWS[number], {title for _, title in titles_in(number)}
    for title in dataset().search.titles:
        if title in printed:
            continue
        reason = BY_MODULE["title"].judge(Facts(committee=number, title=title), law(date(2021, 6, 1)))
        (target, *_) = dataset().search.titles.named(title, row.series)
        named = {level for route in row.routes for level in route.levels}
        if target.other_name in printed and target.series in row.series:
            assert reason.verdict is Verdict.MEETS
        elif row.kind == "初定":
            barred = target.level not in named or target.series in row.scope["excludes_series"]
            assert reason.verdict is (Verdict.FAILS if barred else Verdict.UNCONFIRMED)
        elif "以考代评" in row.route_names and target.series in row.series and target.level in named:
            assert reason.verdict is Verdict.MEETS
        else:
            assert reason.verdict is Verdict.FAILS, title


@pytest.mark.parametrize("number", range(1, 47))
def test_a_committee_takes_every_specialty_that_its_row_prints(number: int) -> None:
    for specialty in ROWS[number].specialties:
        facts = Facts(committee=number, title="高级工程师", specialty=specialty)
        reason = BY_MODULE["specialty"].judge(facts, law(date(2021, 6, 1)))
        assert (reason.verdict, dict(reason.params)["no"]) == (Verdict.MEETS, number), specialty


def test_no_case_is_left_over() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == set(MODULES)


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_wording_without_its_figures_is_no_accident(rule: Rule) -> None:
    """A reason may lack a person's figures: the remedy then is silent, it does not end the program."""
    for code, words in rule.words.items():
        names = {name for _, name, _, _ in Formatter().parse(words.general) if name}
        reason = Reason(code, Verdict.UNCONFIRMED, tuple((name, "甲") for name in sorted(names)))
        assert "{" not in assessment.sentence(rule, reason) + assessment.remedy(rule, reason)


def test_a_body_that_only_appoints_reviews_nobody_whatever_its_kind_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    plan = tmp_path / "data" / "plan_2021.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("kind: 初定", "kind: 中评委"), "utf-8")
    facts = Facts(title="工程师", committee=29, route="评审")
    reason = BY_MODULE["route"].judge(facts, make_law(Dataset(tmp_path / "data", 2021), date(2021, 6, 1)))
    assert (reason.code, reason.verdict) == ("only_initial", Verdict.FAILS)
