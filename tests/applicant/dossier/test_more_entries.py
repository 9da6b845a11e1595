"""More facts never worsen: an entry more in a list changes nothing for the worse but to 待核实, with the reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from applicant.rules.sample_persons import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st
from places import TESTS

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.judgement.assessment import Assessment, assess
from zhicheng_cli.applicant.law.law import make_law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.dataset import Dataset

TODAY = date(2021, 6, 1)
LAW = make_law(Dataset(None, 2021), TODAY)
#: What a verdict may not turn into.
WORSE = {
    Verdict.MEETS: {Verdict.FAILS, Verdict.UNKNOWN},
    Verdict.NOT_APPLICABLE: {Verdict.FAILS, Verdict.UNKNOWN},
    Verdict.UNCONFIRMED: {Verdict.FAILS, Verdict.UNKNOWN},
    Verdict.DISCRETION: {Verdict.FAILS, Verdict.UNKNOWN},
}


def read(name: str) -> dict[str, Any]:
    document, findings = parse((TESTS / "dossiers" / f"{name}.yaml").read_bytes(), name)
    assert document is not None, findings
    value: dict[str, Any] = document.value
    return value


def dossier(**parts: Any) -> dict[str, Any]:
    """One who may apply, but for what is given otherwise."""
    return {
        "applicant": {"name": "样例甲", "status": "在职", "manager": False},
        "employer": {"name": "某公司", "county": "吴兴区", "kind": "事业单位", "self_appointing": False},
        "education": [{"level": "本科", "degree": "学士", "full_time": True, "date": "2012-06-30"}],
        "titles": [{"title": "助理工程师", "obtained": "2015-09-01", "appointed": "2015-09-01", "how": "评审"}],
        "work": [{"from": "2012-08-01", "to": "至今", "specialty": "建筑", "grassroots": False}],
        "target": {"title": "工程师", "committee": 12, "specialty": "建筑", "route": "评审"},
        "exams": [],
        "discipline": [],
        "integrity": [],
        "hours": [],
        **parts,
    }


ECONOMIST: dict[str, Any] = {
    "target": {"title": "高级经济师", "committee": 17, "specialty": "经济", "route": "推荐"},
    "titles": [{"title": "经济师", "obtained": "2013-11-01", "appointed": "2013-11-01", "how": "考试"}],
    "work": [{"from": "2012-08-01", "to": "至今", "specialty": "经济", "grassroots": False}],
}
TOP = {"title": "正高级经济师", "committee": 17, "specialty": "经济", "route": "推荐"}
BASES = [
    dossier(),
    dossier(titles=[{"title": "助理农艺师", "obtained": "2013-03-01", "appointed": "2013-03-01", "how": "评审"}]),
    dossier(titles=[{"title": "没有这个职称", "obtained": "2013-03-01", "how": "评审"}]),
    dossier(work=[]),
    dossier(work=[{"from": "2012-08-01", "to": "至今", "specialty": "销售", "grassroots": False}]),
    dossier(**ECONOMIST, exams=[{"kind": "高级经济师", "passed": "2020-06-20", "valid_until": "2025-06-20"}]),
    dossier(**ECONOMIST, exams=[{"kind": "高级经济专业技术资格", "passed": "2020-06-20"}]),
    dossier(**ECONOMIST | {"target": TOP}),
    *map(read, ("review", "recommendation", "initial", "confirmation", "fast_track")),
]

past = st.dates(date(2008, 1, 1), TODAY).map(date.isoformat)
long_over = st.dates(date(2010, 1, 1), date(2016, 12, 31)).map(date.isoformat)
KNOWN = sorted(LAW.search.titles)
ENTRIES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "titles": st.builds(
        lambda title, day: {"title": title, "obtained": day, "appointed": day, "how": "评审"},
        st.sampled_from((*KNOWN, "又一个没有的职称")),
        past,
    ),
    "exams": st.fixed_dictionaries(
        {
            "kind": st.sampled_from((*KNOWN, "高级经济专业技术资格", "经济专业技术资格", "计算机应用能力")),
            "passed": past,
            "valid_until": st.dates(date(2019, 1, 1), date(2026, 1, 1)).map(date.isoformat),
        }
    ),
    "discipline": st.fixed_dictionaries({"kind": st.sampled_from(("警告", "记过", "撤职")), "effective": long_over}),
    "integrity": st.fixed_dictionaries({"recorded": long_over}),
    "work": st.builds(
        lambda days, specialty: {"from": days[0], "to": days[1], "specialty": specialty, "grassroots": False},
        st.tuples(past, past).map(sorted),
        st.sampled_from(("建筑", "经济", "销售", "机电工程")),
    ),
    "hours": st.fixed_dictionaries({"year": st.integers(2010, 2019), "total": st.integers(0, 120)}),
    "assessments": st.fixed_dictionaries({"year": st.integers(2008, 2017), "grade": st.just("不合格")}),
    "education": st.fixed_dictionaries({"level": st.sampled_from(("高中", "中专", "大专")), "date": past}),
}


def judged(value: dict[str, Any]) -> Assessment:
    return assess(read_dossier(value, LAW).facts, LAW)


@pytest.mark.parametrize("part", ENTRIES)
@EXAMPLES
@given(data=st.data())
def test_an_entry_more_is_never_worse(part: str, data: st.DataObject) -> None:
    base = data.draw(st.sampled_from(BASES))
    more = data.draw(ENTRIES[part])
    before, after = judged(base), judged({**base, part: [*base.get(part, ()), more]})
    for one, two in zip(before.outcomes, after.outcomes, strict=True):
        assert two.reason.verdict not in WORSE.get(one.reason.verdict, ()), (one.rule.code, more)


def test_who_changed_series_is_not_refused_for_the_new_title() -> None:
    """本科、助理农艺师 2013 年只是待核实；2020 年转评为助理工程师，不能因此变成不符合。"""
    changed = [
        {"title": "助理农艺师", "obtained": "2013-03-01"},
        {"title": "助理工程师", "obtained": "2020-03-01"},
    ]
    (reason,) = [one.reason for one in judged(dossier(titles=changed)).outcomes if one.rule.code == "R506"]
    assert (reason.verdict, reason.code) == (Verdict.UNCONFIRMED, "by_other_title")
