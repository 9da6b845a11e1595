"""What is other in one plan than in another; what moved, and by how much, counted by hand."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.notices.plan_differences import (
    BodyDifference,
    Difference,
    Facet,
    Move,
    plan_differences,
    through_the_years,
)
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.plan_file import plan_content
from zhicheng_cli.plan.plan_reading import as_printed, read_plan

KEY = "建设工程-中级"
_FILE = plan_content(str(data_dir() / "plan_2021.yaml"))
Row = dict[str, Any]


def plan(year: int = 2021, *, change: Callable[[Row], object] | None = None, **more: Any) -> Plan:
    """Three bodies of 2021 in another year, the first of them changed."""
    return read_plan(content(year, change=change, **more))


def content(year: int = 2021, *, change: Callable[[Row], object] | None = None, **more: Any) -> dict[str, Any]:
    rows = copy.deepcopy([row for row in _FILE["committees"] if row["no"] in (12, 13, 31)])
    if change:
        change(rows[0])
    return {**_FILE, "plan": {**_FILE["plan"], "year": year}, "committees": rows, **more}


def printed(**cells: str) -> Callable[[Row], object]:
    return lambda row: row["printed"].update(cells)


def given(**fields: Any) -> Callable[[Row], object]:
    return lambda row: row.update(fields)


def only(old: Plan, new: Plan) -> Difference:
    (body,) = plan_differences(old, new)
    assert body.key == KEY
    (one,) = body.differences
    return one


def test_the_same_plan_does_not_differ_from_itself_nor_from_its_days_in_another_year() -> None:
    assert plan_differences(plan(), plan()) == []
    assert plan_differences(plan(), plan(2024)) == []


@pytest.mark.parametrize(
    ("was", "now", "year", "moves"),
    [
        ("7月10日", "7月12日", 2022, (Move("", None, 2, 2),)),
        ("7月10日", "6月30日", 2022, (Move("", None, -10, -10),)),
        ("7月上旬", "7月10日", 2021, (Move("", None, 9, 0),)),
        ("7月", "8月", 2021, (Move("", None, 31, 31),)),
        ("7月1日-7月10日", "7月3日-7月15日", 2022, (Move("", 2, 5, 5),)),
        ("7月10日", "7月1日-7月10日", 2022, (Move("", None, 0, 0),)),
        ("10月(市直学校9月)", "11月(市直学校9月)", 2022, (Move("", None, 31, 30), Move("市直学校", None, 0, 0))),
        ("3月、9月", "4月、10月", 2022, (Move("", None, 31, 30), Move("", None, 30, 31))),
        ("3月、9月", "9月", 2022, ()),
        ("7月", "由各县（区）确定", 2022, ()),
    ],
)
def test_days_move_by_so_many_days(was: str, now: str, year: int, moves: tuple[Move, ...]) -> None:
    """The last day of July is 31 days before that of August."""
    old, new = plan(change=printed(cutoff=was)), plan(year, change=printed(cutoff=now))
    assert only(old, new) == Difference(Facet.CUTOFF, (was,), (now,), moves=moves)


@pytest.mark.parametrize(("was", "now"), [("7月", "７月"), ("7月31日", "7月31日前(含)"), ("2月底", "2月底"), ("", "")])
def test_the_same_days_in_other_words_are_no_difference(was: str, now: str) -> None:
    """2024 has a 29th of February."""
    assert plan_differences(plan(2023, change=printed(review=was)), plan(2024, change=printed(review=now))) == []


def test_a_day_printed_with_its_year_differs_where_the_next_plan_leaves_it() -> None:
    old, new = (plan(year, change=printed(cutoff="2021年7月10日")) for year in (2021, 2022))
    assert only(old, new) == Difference(Facet.CUTOFF, ("2021年7月10日",), ("2021年7月10日",))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (given(no=14), Difference(Facet.NO, ("12",), ("14",))),
        (
            printed(name="市城建委员会"),
            Difference(Facet.NAME, ("市建设工程专业中级职务评审委员会",), ("市城建委员会",)),
        ),
        (given(kind="高评委"), Difference(Facet.KIND, ("中评委",), ("高评委",))),
        (given(reviews=["工程师", "技术员"]), Difference(Facet.REVIEWS, ("助理工程师",), ())),
        (
            given(reviews=["工程师等"], titles={"工程师等": ["技术员", "工程师", "助理工程师", "研究员"]}),
            Difference(Facet.REVIEWS, (), ("研究员",)),
        ),
        (given(recommends=["高级工程师"]), Difference(Facet.RECOMMENDS, ("正高级工程师",), ())),
        (
            given(routes=[{"route": "考评结合", "words": "考评结合"}]),
            Difference(Facet.ROUTES, ("评审",), ("考评结合",)),
        ),
        (given(series=["工程", "经济"]), Difference(Facet.SERIES, (), ("经济",))),
        (given(specialties=["设计", "建筑", "市政", "规划"]), Difference(Facet.SPECIALTIES, ("园林",), ("市政",))),
        (given(scope={"words": "限本市"}), Difference(Facet.SCOPE, (), ("限本市",))),
        (
            given(receivers=[{"unit": "市住建局", "phones": ["2033099"]}]),
            Difference(Facet.RECEIVERS, ("市职业资格指导服务中心",), ("市住建局",)),
        ),
        (
            given(receivers=[{"unit": "市职业资格指导服务中心", "phones": ["5550001"], "serves": ["市直"]}]),
            None,
        ),
        (
            given(receivers=[{"unit": "市职业资格指导服务中心", "phones": ["5550001", "0572-2033099"]}]),
            Difference(Facet.PHONES, (), ("5550001",), "市职业资格指导服务中心"),
        ),
        (printed(remarks="建筑"), Difference(Facet.REMARKS, ("建筑、规划、园林、设计专业",), ("建筑",))),
        (
            given(printed_notes=[{"about": "收费", "words": "每人200元"}]),
            Difference(Facet.NOTES, (), ("收费：每人200元",)),
        ),
    ],
)
def test_what_else_differs(change: Callable[[Row], object], expected: Difference | None) -> None:
    if expected is None:
        (body,) = plan_differences(plan(), plan(change=change))
        assert [one.facet for one in body.differences] == [Facet.RECEIVERS, Facet.PHONES]
        return
    assert only(plan(), plan(change=change)) == expected


@pytest.mark.parametrize(
    "phone", ["0572-2033099", "(0572)2033099", "（0572）2033099", "0572—2033099", "０５７２ 2033099"]
)
def test_the_same_number_with_its_area_code_is_no_difference(phone: str) -> None:
    change = given(receivers=[{"unit": "市职业资格指导服务中心", "phones": [phone]}])
    assert plan_differences(plan(), plan(2022, change=change)) == []


def stage(name: str, text: str, **more: Any) -> Row:
    return {"name": name, "text": text, "who": "个人", "source": _FILE["committees"][0]["source"], **more}


def test_stages_are_compared_by_their_names() -> None:
    """The cut-off's own stage is told once, as the cut-off."""
    was = [stage("网上申报", "6月1日"), stage("送审", "7月", is_cutoff=True), stage("初审", "")]
    now = [stage("网上申报", "6月3日"), stage("送审", "8月", is_cutoff=True), stage("复核", "8月")]
    old = plan(change=lambda row: (row.update(stages=was), row["printed"].update(cutoff="7月")))
    new = plan(change=lambda row: (row.update(stages=now), row["printed"].update(cutoff="8月")))
    (body,) = plan_differences(old, new)
    assert body.differences == (
        Difference(Facet.CUTOFF, ("7月",), ("8月",), moves=(Move("", None, 31, 31),)),
        Difference(Facet.STAGE, ("6月1日",), ("6月3日",), "网上申报", (Move("", None, 2, 2),)),
        Difference(Facet.STAGE, ("初审",), (), "初审"),
        Difference(Facet.STAGE, (), ("8月",), "复核"),
    )


def test_bodies_come_and_go_by_their_keys() -> None:
    """One that has another key under the same name may be the same, and is told."""
    gone = {"no": 12, "key": KEY, "words": "撤销第12行", "document": "样例〔2022〕1号"}
    new = plan(2022, change=given(key="建设-中级", no=15), withdrawn=[gone])
    came, went = plan_differences(plan(), new)
    assert (came.key, came.old, came.new and came.new.no, came.alike) == ("建设-中级", None, 15, KEY)
    assert (went.key, went.new, went.withdrawn and went.withdrawn.words) == (KEY, None, "撤销第12行")
    assert plan_differences(new, plan(2022))[0] == BodyDifference(
        KEY, None, plan(2022).committees[0], alike="建设-中级"
    )


def test_what_later_documents_changed_is_the_difference_to_what_was_printed() -> None:
    change = {
        "no": 12, "kind": "延期", "cell": "cutoff", "new": "8月", "document": "样例〔2021〕9号", "issued": "2021-06-01",
        "words": "延至8月",
    }  # fmt: skip
    value = content(changes=[change])
    assert only(read_plan(as_printed(value)), read_plan(value)) == Difference(
        Facet.CUTOFF, ("7月",), ("8月",), moves=(Move("", None, 31, 31),)
    )


def test_a_body_through_the_years_is_compared_with_the_last_year_that_had_it() -> None:
    without = content(2022)
    without["committees"] = without["committees"][1:]
    plans = [plan(), read_plan(without), plan(2023, change=printed(cutoff="6月"))]
    told = through_the_years(KEY, plans)
    assert [(one.plan.year, one.committee and one.committee.no) for one in told] == [
        (2021, 12),
        (2022, None),
        (2023, 12),
    ]
    assert [one.differences for one in told[:2]] == [(), ()]
    assert told[2].differences == (Difference(Facet.CUTOFF, ("7月",), ("6月",), moves=(Move("", None, -30, -31),)),)
