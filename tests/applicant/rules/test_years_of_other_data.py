"""R506 and the days of the handing in, where the data of another place say what ours do not."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from applicant.law.sample_law import MIDDLE, RULES, STANDARDS, VICE
from applicant.rules.sample_persons import LAW

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.judgement.assessment import assess, sentence
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.handing_in import Place, handing_in, place
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.plan.deadlines import dated
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.workdays import WorkCalendar

APPLIES = {"title": "高级工程师", "committee": 12, "county": "吴兴区", "route": "评审", "employer_kind": "民营企业"}
LOCAL = {
    "degrees": ["大专"], "after": None, "years": 20, "province": "浙江省", "city": "杭州市", "region": "杭州",
    "document": "杭州的规定", "evidence": "secondary", "place": None,
}  # fmt: skip


def law(level: str, **changed: Any) -> Law:
    """The law with other words on one level of engineers."""
    standards = deepcopy(STANDARDS)
    (row,) = (one for one in standards["工程"]["levels"] if one["level"] == level)
    row.update(changed)
    return Law(LAW.search, RULES, standards, LAW.calendar, LAW.today)


def years(of: Law, **facts: Any) -> tuple[Verdict, str]:
    rule, reason = next(one for one in assess(Facts(**APPLIES, **facts), of).outcomes if one.rule.code == "R506")
    return reason.verdict, sentence(rule, reason)


@pytest.mark.parametrize("held", ["工程师", "助理工程师"])
def test_a_title_may_be_asked_for_without_years(held: str) -> None:
    ways = [{"degrees": ["本科"], "after": MIDDLE, "years": 0, "evidence": "copy", "place": None}]
    verdict, told = years(law(VICE, ways=ways, local=[]), degree="本科", held_title=held, obtained=date(2021, 5, 1))
    assert verdict is (Verdict.MEETS if held == "工程师" else Verdict.FAILS)
    assert "要有中级职称" in told


def test_another_citys_word_that_is_not_met_changes_nothing() -> None:
    """16号 lists no 大专 for 副高级."""
    person = {"degree": "大专", "held_title": "工程师", "obtained": date(2010, 1, 1), "work_since": date(2015, 1, 1)}
    assert years(law(VICE, local=[LOCAL]), **person) == years(law(VICE, local=[]), **person)
    assert years(law(VICE, local=[LOCAL]), **person)[0] is Verdict.FAILS


def test_a_day_that_is_in_time_at_one_row_alone_is_between() -> None:
    windows = [dated(read_period(text, 2021), LAW.calendar) for text in ("7月", "8月")]
    whens = [handing_in(one, None, date(2021, 6, 1), 2021) for one in windows]
    assert place(date(2021, 7, 15), whens[:1]) is Place.BETWEEN
    assert place(date(2021, 7, 15), whens[1:]) is Place.IN_TIME
    assert place(date(2021, 7, 15), whens) is Place.BETWEEN


def test_work_goes_on_to_today_where_no_working_days_are_known() -> None:
    """The cut-off is a working day; in a year that is not announced nobody knows which."""
    of_2020 = Law(LAW.search, RULES, STANDARDS, WorkCalendar(2020, 2020, {}), LAW.today)
    told = {
        "target": {"title": "工程师", "committee": 12},
        "work": [{"from": "2015-06-01", "to": "至今", "field": "建筑"}],
    }
    facts = read_dossier(told, of_2020).facts
    assert facts.committee == 12
    assert facts.work_since == date(2015, 6, 1)
