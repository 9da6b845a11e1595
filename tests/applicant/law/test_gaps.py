"""A figure that `rules.yaml` lacks for the plan's year: told by the rule that needs it, and by `zc validate`."""

from __future__ import annotations

from datetime import date
from json import dumps
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.applicant.judgement.assessment import assess, sentence
from zhicheng_cli.applicant.law.checks.check_gaps import check_gaps
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.figures import holding
from zhicheng_cli.applicant.law.law import FigureError, Law
from zhicheng_cli.applicant.law.law_files import read_rules
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.files.document import Document, parse
from zhicheng_cli.plan.checks.check_folders import CityFiles
from zhicheng_cli.plan.dataset import Dataset

DATA = Dataset(year=2021)
TODAY = date(2021, 6, 1)
RULES, STANDARDS = read_rules(DATA)
HERE = DATA.plan.region
FIGURES = sorted({name for rule in all_rules() for name in rule.parameters})
#: Of each, what makes some rule ask for it.
PERSONS = (
    Facts(),
    Facts(standing=("援藏",)),
    Facts(title="副主任医师", committee=30, grassroots_months=13, status="退休", route="直通车", standing=("援藏",)),
    Facts(
        title="正高级经济师", committee=17, specialty="经济", exam="高级经济师", exam_passed=date(2018, 6, 20),
        status="公务员", assessments=((2020, "合格"),), hours_previous_total=90, integrity=(date(2020, 1, 1),),
    ),
    *(
        Facts(title=title, committee=number, exam=title, exam_passed=date(2019, 6, 20), county="吴兴区", materials=(),
              discipline=((kind, date(2021, 1, 4)),), employer_kind=employer, manager=manager)
        for title, number in (("高级会计师", 18), ("高级审计师", 20), ("高级经济师", 17))
        for kind in ("警告", "记过", "记大过", "降低岗位等级", "降级", "撤职")
        for employer in ("事业单位", "国有企业")
        for manager in (True, False)
    ),
    *(
        Facts(discipline=(("记过", date(2020, 1, 4)), ("警告", date(2020, 11, 4))), manager=True,
              employer_kind=employer)
        for employer in ("事业单位", "机关")
    ),
)  # fmt: skip


def law(rows: list[dict[str, Any]]) -> Law:
    return Law(DATA.search, {**RULES, "parameters": rows}, STANDARDS, DATA.calendar, TODAY)


def ended(name: str) -> list[dict[str, Any]]:
    """The rows, of which those of that name ended a day too early."""
    return [{**row, "until": "2021-12-30"} if row["id"] == name else row for row in RULES["parameters"]]


@pytest.mark.parametrize("name", FIGURES)
def test_the_rules_that_need_it_alone_are_unconfirmed(name: str) -> None:
    whole, lacking = law(RULES["parameters"]), law(ended(name))
    told = set()
    for person in PERSONS:
        before, after = assess(person, whole), assess(person, lacking)
        for had, has in zip(before.outcomes, after.outcomes, strict=True):
            if has.reason != had.reason:
                assert name in has.rule.parameters
                assert has.reason.verdict is Verdict.UNCONFIRMED
                told.add(sentence(*has))
    assert told == {f"规则数据缺 {name}：没有 2021-12-31 当日的数"}


def test_a_figure_that_is_not_there_at_all_is_no_other_case() -> None:
    with pytest.raises(FigureError, match=r"没有 2021-12-31 当日的数"):
        law([]).parameter("hours.total")


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([{}], 0),
        ([{"city": "样例市"}], None),
        ([{"province": "样例省"}, {}], 1),
        ([{}, {"province": HERE.province}, {"city": HERE.city}], 2),
        ([{"city": HERE.city, "until": "2021-12-30"}, {}, {"province": HERE.province}], 2),
        ([{"province": HERE.province, "city": "样例市"}, {}], 1),
    ],
)
def test_the_nearest_row_counts(rows: list[dict[str, Any]], value: int | None) -> None:
    rest = {"id": "hours.total", "unit": "学时", "words": "", "source": {"document": "某规定", "evidence": "copy"}}
    found = law([{**rest, "value": at, **row} for at, row in enumerate(rows)])
    told = found.parameters.get("hours.total")
    assert (told and told.value) == value
    assert found.speaks_of("hours.total") == (value is not None)


days = st.dates(date(2020, 1, 1), date(2022, 12, 31))


@given(days, days, days)
def test_both_ends_count(since: date, until: date, day: date) -> None:
    row = {"since": since.isoformat(), "until": until.isoformat()}
    assert bool(list(holding([row], HERE, day))) == (since <= day <= until)
    assert bool(list(holding([{**row, "since": None}], HERE, day))) == (day <= until)
    assert bool(list(holding([{"since": row["since"]}], HERE, day))) == (since <= day)


def city(rules: str, *years: int, own: str = "") -> CityFiles:
    """This city with such rules, and plans of these years."""
    region = dumps(HERE._asdict(), ensure_ascii=False)
    plans = [file(f"plan: {{year: {year}}}\nregion: {region}\n") for year in years]
    return CityFiles(tuple(plans), tuple(file(text) for text in (own, rules) if text))


def file(text: str) -> Document:
    document, found = parse(text.encode(), "f")
    assert document is not None, found
    return document


SHARED = """\
parameters:
- {id: exam.审计, until: 2021-12-31}
- {id: hours.total}
- {id: exam.审计, since: 2023-01-01, until: 2023-12-31}
- {id: bar.retired, since: 2019-09-01}
- {id: exam.会计, province: 样例省}
"""


def test_validate_says_which_figure_lacks_which_days() -> None:
    needed = {"hours.total": False, "exam.审计": True, "bar.retired": False, "materials": False, "exam.会计": True}
    told = check_gaps(city(SHARED, 2022, 2021, 2024, 2018), needed)
    assert [(one.line, one.column, one.code, one.message) for one in told] == [
        (4, 8, "W709", "规则数据缺 exam.审计：湖州市没有 2022-12-31、2024-12-31 当日的数"),
        (5, 8, "W709", "规则数据缺 bar.retired：湖州市没有 2018-12-31 当日的数"),
        (2, 1, "W709", "规则数据缺 materials：湖州市没有 2018-12-31、2021-12-31、2022-12-31、2024-12-31 当日的数"),
    ]


def test_a_citys_own_row_stands_for_all_shared_ones_of_that_name() -> None:
    own = "# 本市的\nparameters:\n- {id: hours.total, since: 2022-01-01}\n- {id: bar.retired}\n"
    told = check_gaps(city(SHARED, 2021, 2018, own=own), {"hours.total": False, "bar.retired": False})
    assert [(one.line, one.message) for one in told] == [
        (3, "规则数据缺 hours.total：湖州市没有 2018-12-31、2021-12-31 当日的数")
    ]


def test_the_data_of_the_program_lack_none() -> None:
    rules = (DATA.folder / "rules.yaml").read_text(encoding="utf-8")
    assert list(check_gaps(city(rules, 2021), dict.fromkeys(FIGURES, False))) == []
