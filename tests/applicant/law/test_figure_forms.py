"""What a figure must be: units are counted, words are those of a dossier, and a number is that of its own words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zhicheng_cli.applicant.judgement.assessment import assess, sentence
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.figure_forms import form_of, misfit
from zhicheng_cli.applicant.law.law import FigureError, Law
from zhicheng_cli.applicant.law.law_files import read_rules
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.plan.dataset import Dataset

DATA = Dataset(year=2021)
RULES, STANDARDS = read_rules(DATA)
#: Dismissed on 1 September 2020: barred for 24 months, so at the cut-off of row 12, July 2021.
BARRED = Facts(committee=12, employer_kind="事业单位", discipline=(("撤职", date(2020, 9, 1)),))


def law(name: str, **changed: Any) -> Law:
    """The law of the data, but for what is changed in one figure; `None` takes a field away."""
    rows = []
    for row in RULES["parameters"]:
        whole = {**row, **changed} if row["id"] == name else row
        rows.append({key: value for key, value in whole.items() if value is not None})
    return Law(DATA.search, {**RULES, "parameters": rows}, STANDARDS, DATA.calendar, date(2021, 6, 1))


def answer(code: str, facts: Facts, of: Law) -> tuple[Verdict, str]:
    (found,) = (one for one in assess(facts, of).outcomes if one.rule.code == code)
    return found.reason.verdict, sentence(*found)


def test_every_figure_that_a_rule_asks_for_has_a_form() -> None:
    asked = {name for rule in all_rules() for name in rule.parameters}
    assert {name for name in asked if form_of(name) is None} == set()
    for name in ("hours.totel", "hours", "discipline.撒职", "bar.retire", "exam", "materials.x", ""):
        assert form_of(name) is None


def test_the_figures_of_the_data_are_figures() -> None:
    assert {row["id"]: misfit(row) for row in RULES["parameters"] if misfit(row)} == {}


@pytest.mark.parametrize(("value", "unit"), [(24, "月"), (2, "年")])
def test_a_term_is_as_long_in_years_as_in_months(value: int, unit: str) -> None:
    told = answer("R513", BARRED, law("discipline.撤职", value=value, unit=unit))
    assert told[0] is Verdict.FAILS
    assert "撤职的处分期为24个月" in told[1]
    assert "处分期至 2022-09-01" in told[1]


def test_service_at_the_grassroots_is_counted_in_its_unit() -> None:
    served = Facts(title="副主任医师", grassroots_months=11)
    for changed in ({"value": 12, "unit": "月"}, {"value": 1, "unit": "年"}):
        verdict, told = answer("R508", served, law("grassroots", **changed))
        assert (verdict, "满12个月" in told) == (Verdict.FAILS, True)


@pytest.mark.parametrize(
    ("name", "changed", "why"),
    [
        ("discipline.撤职", {"value": 2, "unit": "月"}, "值是 2 月，所依据的文字却不是"),
        ("discipline.撤职", {"value": 6}, "值是 6 月，所依据的文字却不是"),  # six months are another penalty's
        ("discipline.撤职", {"unit": "学时"}, "单位应当是年或月"),
        ("discipline.撤职", {"unit": None}, "单位应当是年或月"),
        ("discipline.撤职", {"value": None}, "应当是数字，单位年或月"),
        ("discipline.撤职", {"value": ["撤职"]}, "应当是数字，单位年或月"),
        ("bar.public_institution", {"value": ["记过", "撒职"]}, "没有“撒职”这个写法"),
        ("bar.public_institution", {"value": ["记过", "撤职"]}, "所依据的文字说的是记过、记大过"),
        ("bar.public_institution", {"value": 24}, "应当是一列词"),
        ("bar.public_institution", {"value": None}, "应当是一列词"),
    ],
)
def test_what_is_no_figure_bars_nobody_and_frees_nobody(name: str, changed: dict[str, Any], why: str) -> None:
    broken = law(name, **changed)
    with pytest.raises(FigureError, match=f"规则数据的 {name} 不能用：{why}"):
        broken.parameter(name)
    verdict, told = answer("R513", BARRED, broken)
    assert verdict is Verdict.UNCONFIRMED
    assert told.startswith(f"规则数据的 {name} 不能用：{why}")
    # The rules that do not need it answer as before.
    whole = assess(BARRED, law("")).outcomes
    others = [one for one in assess(BARRED, broken).outcomes if name not in one.rule.parameters]
    assert others == [one for one in whole if name not in one.rule.parameters]


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        ({"id": "hours.total", "value": 72, "words": "每年不少于72学时"}, True),
        ({"id": "hours.total", "value": 72, "words": "每年不少于七十二学时"}, True),
        ({"id": "hours.total", "value": 27, "words": "每年不少于72学时"}, False),
        ({"id": "hours.total", "value": 27, "words": "每年都要学"}, True),  # the words tell no number
        ({"id": "hours.professional", "value": 60, "of": 90, "words": "不少于总学时的三分之二"}, True),
        ({"id": "hours.professional", "value": 2, "of": 3, "words": "不少于总学时的三分之二"}, True),
        ({"id": "hours.professional", "value": 6, "of": 90, "words": "不少于总学时的三分之二"}, False),
        ({"id": "hours.professional", "value": 60, "words": "不少于总学时的三分之二"}, False),
    ],
)
def test_a_number_is_that_of_its_own_words(row: dict[str, Any], fits: bool) -> None:
    assert (misfit({**row, "unit": "学时", "source": {"document": "某规定"}}) is None) == fits


@pytest.mark.parametrize(
    ("name", "value", "words", "status", "verdict"),
    [
        ("bar.civil_servant", ["公务员"], "公务员不得参加", "参公管理", Verdict.MEETS),
        ("bar.civil_servant", ["参公管理"], "参照公务员法管理的人员不得参加", "公务员", Verdict.MEETS),
        ("bar.civil_servant", ["参公管理"], "参照公务员法管理的人员不得参加", "参公管理", Verdict.UNCONFIRMED),
        ("bar.retired", ["退休", "公务员"], "离退休人员和公务员不得申报", "公务员", Verdict.FAILS),
        ("bar.retired", ["公务员"], "公务员不得申报", "退休", Verdict.MEETS),
        # The list is not what its words say: nobody is barred by it, and nobody freed.
        ("bar.retired", ["在职"], "离退休人员不得申报", "在职", Verdict.UNCONFIRMED),
        ("bar.civil_servant", ["公务员"], "公务员和参照公务员法管理的人员不得参加", "参公管理", Verdict.UNCONFIRMED),
    ],
)
def test_the_data_says_who_is_barred(name: str, value: list[str], words: str, status: str, verdict: Verdict) -> None:
    assert answer("R512", Facts(status=status), law(name, value=value, words=words))[0] is verdict


def test_the_data_says_which_penalties_bar_a_manager() -> None:
    warned = Facts(committee=12, employer_kind="事业单位", manager=True, discipline=(("警告", date(2021, 3, 1)),))
    assert answer("R513", warned, law(""))[0] is Verdict.FAILS
    graver = law("bar.public_manager", value=["记大过", "降级", "撤职", "开除"], words="受到记大过以上的，不得晋升职称")
    assert answer("R513", warned, graver)[0] is Verdict.MEETS


def test_a_figure_that_no_rule_asks_for_may_be_anything() -> None:
    assert misfit({"id": "parking.places", "words": "随便"}) is None
