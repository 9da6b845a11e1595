"""What must hold for every dossier: the order of its entries, and what is taken from it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

from applicant.dossier.sample_dossiers import ECONOMIST, TODAY, law
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.law.facts import BY_NAME, DEGREES, NONE


def days() -> st.SearchStrategy[str]:
    return st.dates(date(1990, 1, 1), TODAY).map(date.isoformat)


def rows(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({}, optional=fields), max_size=4)


DOSSIERS = st.fixed_dictionaries(
    {
        "applicant": st.just({"name": "样例甲"}),
        "target": st.sampled_from([{"title": "工程师", "committee": 12}, ECONOMIST]),
    },
    optional={
        "education": rows(
            level=st.sampled_from(["中专", "大专", "本科", "研究生", "高级工班"]),
            degree=st.sampled_from(["学士", "硕士", "无"]),
            full_time=st.booleans(),
            date=days(),
        ),
        "titles": rows(
            title=st.sampled_from(["技术员", "助理工程师", "工程师", "助理农艺师", "农艺师"]),
            obtained=days(),
            appointed=days(),
            how=st.sampled_from(["评审", "初定"]),
        ),
        "work": rows(to=st.one_of(st.just("至今"), days()), grassroots=st.booleans(), **{"from": days()}),
        "hours": rows(year=st.integers(2019, 2021), total=st.integers(0, 120), registered=st.booleans()),
        "exams": rows(kind=st.sampled_from(["经济", "高级经济师", "会计师"]), passed=days(), valid_until=days()),
        "discipline": rows(kind=st.sampled_from(["警告", "记过"]), effective=days()),
        "integrity": rows(recorded=days()),
        "assessments": rows(year=st.integers(2017, 2020), grade=st.sampled_from(["合格", "优秀"])),
        "standing": st.lists(st.sampled_from(["援藏", "援外", "破格"]), unique=True),
        "materials": rows(kind=st.sampled_from(["论文", "业绩表"]), there=st.booleans(), date=days()),
    },
)


@given(DOSSIERS, st.randoms(use_true_random=False))
def test_the_order_of_entries_never_matters(value: dict[str, Any], chance: random.Random) -> None:
    shuffled = {key: chance.sample(part, len(part)) if isinstance(part, list) else part for key, part in value.items()}
    assert read_dossier(shuffled, law()).facts.given() == read_dossier(value, law()).facts.given()


def _less(value: dict[str, Any], part: str, index: int, key: str) -> dict[str, Any]:
    rows = [dict(row) for row in value[part]]
    del rows[index][key]
    return {**value, part: rows}


def removals(value: Mapping[str, Any]) -> list[tuple[str, int, str]]:
    return [
        (part, index, key)
        for part, entries in value.items()
        if isinstance(entries, list) and part != "standing"
        for index, row in enumerate(entries)
        for key in row
    ]


@given(DOSSIERS, st.data())
def test_removing_a_field_never_invents_a_degree_a_day_or_hours(value: dict[str, Any], data: st.DataObject) -> None:
    places = removals(value)
    if not places:
        return
    before = read_dossier(value, law()).facts
    after = read_dossier(_less(value, *data.draw(st.sampled_from(places))), law()).facts
    if after.degree is not None and before.degree is not None:
        assert DEGREES.index(after.degree) <= DEGREES.index(before.degree)
    for name in ("work_since", "hours_previous_total", "hours_current_total"):
        then, now = getattr(before, name), getattr(after, name)
        assert now in (None, then) or then is None
    for name in ("discipline", "integrity", "standing"):
        assert not (getattr(after, name) == () and getattr(before, name))
    assert (after.held_title == NONE) == (before.held_title == NONE)
    assert (after.exam == NONE) == (before.exam == NONE)


@given(DOSSIERS)
def test_every_fact_has_a_place(value: dict[str, Any]) -> None:
    reading = read_dossier(value, law())
    assert list(reading.paths) == list(BY_NAME)
    for name, where in reading.paths.items():
        own = BY_NAME[name].path.split(".")[0].split("[")[0]
        # What work after the degree lacks may be the day of the degree.
        lacks_degree = name == "work_after_degree_since" and reading.facts.work_after_degree_since is None
        assert where[0] == own or (lacks_degree and where[0] == "education")
