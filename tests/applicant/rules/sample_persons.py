"""Persons drawn at random: everything that may be known of one, and some of it is not."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from places import TESTS

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.law import facts as words
from zhicheng_cli.applicant.law.law import make_law
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.dataset import Dataset

LAW = make_law(Dataset(None, 2021), date(2021, 6, 1))
TITLES = tuple(LAW.search.titles)
SPECIALTIES = LAW.search.fields.specialties()
COMMITTEES = tuple(of.no for of in LAW.plan.committees)
#: More are drawn, and others each time, where the environment says how many.
_MORE = os.environ.get("ZC_EXAMPLES")
EXAMPLES = settings(max_examples=int(_MORE or 100), derandomize=_MORE is None)

#: Since when something counts: an earlier day is more.
SINCE = ("obtained", "appointed", "work_since", "work_after_degree_since", "work_after_title_since")
AMOUNTS = (
    "grassroots_months",
    *(
        f"hours_{year}_{kind}"
        for year in ("previous", "current")
        for kind in ("total", "general", "industry", "professional")
    ),
)
STEPS = tuple(f"hours_{year}_{step}" for year in ("previous", "current") for step in ("registered", "recognised"))
LISTS = ("discipline", "integrity", "assessments", "standing", "materials", "other_titles")

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
        "work_after_title_since": draw(days),
        "work_until": draw(days),
        "other_work": draw(flags),
        "other_titles": draw(_list(st.tuples(st.sampled_from(TITLES), st.none() | days))),
        "grassroots_months": draw(st.sampled_from((0, 6, 11, 12, 24))),
        **{name: draw(hours) for name in AMOUNTS if name.startswith("hours")},
        **{name: draw(flags) for name in STEPS},
        "exam": draw(st.sampled_from((words.NONE, "高级经济师", "高级会计师", "高级经济专业技术资格", "其他"))),
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
