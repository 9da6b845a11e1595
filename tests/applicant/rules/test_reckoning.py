"""The reckoning day that a notice prints: years and hours are counted to it, and nobody is told to ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from applicant.law.sample_law import RULES, STANDARDS
from applicant.rules.sample_persons import LAW
from real_plan import DATA

from zhicheng_cli.applicant.judgement.assessment import assess, sentence
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Reason, Verdict
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.plan.reckoning import Reckoning, read_reckoning, reckonings
from zhicheng_cli.plan.search import Search

BASIS = Citation("样例〔2021〕1号", "三", "text")
PERSON = {
    "title": "高级工程师", "committee": 12, "county": "吴兴区", "route": "评审", "employer_kind": "民营企业",
    "degree": "本科", "held_title": "工程师",
}  # fmt: skip


def counting(day: date, *counts: str, levels: tuple[str, ...] = (), batch: int | None = None) -> Reckoning:
    return Reckoning(day, counts, levels, batch, "样例", BASIS)


def without_local_words() -> dict[str, Any]:
    """The standards, without what the province and the city say of engineers: the national one alone decides."""
    standards = deepcopy(STANDARDS)
    for level in standards["工程"]["levels"]:
        level["local"] = []
    return standards


#: 30 June, 30 September and 31 December.
BATCHES = "4-6月、7-9月、10月-12月各1批次"


def law(*reckoning: Reckoning, today: date = date(2021, 7, 1), cutoff: str = "7月") -> Law:
    """The law of row 12, whose cut-off is 7月, with a notice that prints these days."""
    rows = (one._replace(cutoff=read_period(cutoff, 2021)) if one.no == 12 else one for one in DATA.plan.committees)
    plan = DATA.plan._replace(reckoning=reckoning, committees=tuple(rows))
    titles = DATA._value("titles.yaml")
    return Law(Search(plan, titles, DATA.words), RULES, without_local_words(), LAW.calendar, today)


def judged(code: str, of: Law, **facts: Any) -> tuple[Reason, str]:
    person = Facts(**{name: one for name, one in (PERSON | facts).items() if one is not None})
    rule, reason = next(one for one in assess(person, of).outcomes if one.rule.code == code)
    return reason, sentence(rule, reason)


# 人社部发〔2019〕16号: 本科, and five years after the title of 工程师.
@pytest.mark.parametrize(
    ("obtained", "printed", "expected"),
    [
        # Complete on 1 December 2021: after 7月, before 31 December. It was open; the printed day settles it.
        (date(2016, 12, 1), None, Verdict.UNCONFIRMED),
        (date(2016, 12, 1), date(2021, 12, 31), Verdict.MEETS),
        (date(2016, 12, 1), date(2020, 12, 31), Verdict.FAILS),
        # Complete on 31 December 2020, and a day later.
        (date(2015, 12, 31), date(2020, 12, 31), Verdict.MEETS),
        (date(2016, 1, 1), date(2020, 12, 31), Verdict.FAILS),
        (date(2016, 1, 1), None, Verdict.MEETS),
    ],
)
def test_years_are_counted_to_the_printed_day(obtained: date, printed: date | None, expected: Verdict) -> None:
    days = (counting(printed, "资历", "业绩"),) if printed else ()
    reason, told = judged("R506", law(*days), obtained=obtained, work_after_title_since=obtained)
    assert reason.verdict is expected
    assert (BASIS in reason.cites) == bool(printed)
    assert "没有写算到哪天" not in told or not printed


def test_a_first_day_after_the_printed_one_is_for_the_next_plan() -> None:
    """Complete on 1 March 2021, within this plan's time, but it counts to 31 December 2020."""
    obtained = date(2016, 3, 1)
    reason, _ = judged("R506", law(counting(date(2020, 12, 31), "资历")), obtained=obtained)
    assert reason.verdict is Verdict.FAILS
    # 2021-07-30 is the last day of 7月, a Friday.
    assert reason.from_day == date(2021, 7, 31)
    assert dict(reason.seen)["later"] == 2022


def test_levels_and_batches_have_their_own() -> None:
    high = counting(date(2021, 12, 31), "资历", levels=("副高级", "正高级"))
    rest = counting(date(2021, 8, 31), "资历")
    reason, _ = judged("R506", law(high, rest), obtained=date(2016, 12, 1), work_after_title_since=date(2016, 12, 1))
    assert reason.verdict is Verdict.MEETS
    second = counting(date(2021, 9, 30), "资历", batch=2)
    assert reckonings((second, rest), "资历", ["中级"], [2]) == (second,)
    assert reckonings((second, rest), "资历", ["中级"], [1]) == (rest,)
    assert reckonings((second, rest), "资历", ["中级"], [1, 2]) == (rest, second)
    assert reckonings((second,), "资历", ["中级"], [1]) == ()
    assert reckonings((second,), "资历", ["中级"], [1, 2]) == (None, second)
    assert reckonings((high, rest), "学时", ["中级"], []) == ()


def test_a_title_that_nobody_knows_may_be_of_any_level() -> None:
    high, rest = counting(date(2021, 12, 31), "资历", levels=("副高级", "正高级")), counting(date(2021, 8, 31), "资历")
    assert set(law(high, rest).reckonings("资历", "样例师", ())) == {high, rest}
    assert set(law(high, rest).reckonings("资历", None, ())) == {high, rest}
    assert law(rest).reckonings("资历", "样例师", ()) == (rest,)


def test_of_two_entries_with_one_day_the_first_that_concerns_the_case_is_cited() -> None:
    """Whichever words are cited, they are the same in every run."""
    entries = [
        counting(date(2021, 12, 31), "资历", levels=(level,))._replace(words=level)
        for level in ("员级", "助理级", "中级", "副高级", "正高级")
    ]
    for levels in ([one.words for one in entries], [one.words for one in reversed(entries)]):
        (found,) = reckonings(entries, "资历", levels, [])
        assert found
        assert found.words == levels[0]


@pytest.mark.parametrize(("after", "verdict"), [(0, Verdict.UNCONFIRMED), (1, Verdict.FAILS)])
def test_hours_can_be_filled_up_until_the_printed_day(after: int, verdict: Verdict) -> None:
    day = date(2021, 8, 31)
    of = law(counting(day, "学时"), today=day + timedelta(after))
    reason, told = judged("R510", of, hours_previous_total=90.0, hours_current_total=10.0)
    assert reason.verdict is verdict
    if not after:
        assert "通知写明算到 2021-08-31，要在那天以前学满" in told
        assert BASIS in reason.cites


SECOND, THIRD = (counting(date(2021, 6, 30), "学时", batch=2), counting(date(2021, 12, 31), "学时", batch=3))
HIGH = counting(date(2021, 6, 30), "学时", levels=("副高级", "正高级"))
REST = counting(date(2021, 12, 31), "学时")


@pytest.mark.parametrize("code", ["R510", "R511"])
@pytest.mark.parametrize(
    ("printed", "person", "verdict", "told"),
    [
        # On 1 July the second batch and the third are still to come.
        ((SECOND, THIRD), {"submitted": date(2021, 8, 2)}, Verdict.FAILS, "有的年度不足"),
        ((SECOND, THIRD), {"submitted": date(2021, 10, 8)}, Verdict.UNCONFIRMED, "写明算到 2021-12-31，"),
        ((SECOND, THIRD), {}, Verdict.UNCONFIRMED, "不同的日子（2021-06-30、2021-12-31）"),
        ((SECOND,), {}, Verdict.UNCONFIRMED, "不同的日子（2021-06-30、没有写明）"),
        ((SECOND, THIRD), {"committee": None}, Verdict.UNKNOWN, "2021-06-30"),
        ((HIGH, REST), {}, Verdict.FAILS, "有的年度不足"),
        ((HIGH, REST), {"title": "工程师"}, Verdict.UNCONFIRMED, "写明算到 2021-12-31，"),
        ((HIGH, REST), {"title": None}, Verdict.UNKNOWN, "不同的日子（2021-12-31、2021-06-30）"),
    ],
)
def test_levels_and_batches_have_their_own_day_for_hours(
    code: str, printed: tuple[Reckoning, ...], person: dict[str, Any], verdict: Verdict, told: str
) -> None:
    kind = "total" if code == "R510" else "professional"
    names = (f"hours_{year}_{what}" for year in ("previous", "current") for what in ("total", "professional"))
    hours = dict.fromkeys(names, 90.0) | {f"hours_current_{kind}": 10.0}
    reason, words = judged(code, law(*printed, cutoff=BATCHES), **hours, **person)
    assert reason.verdict is verdict
    assert told in words
    assert BASIS in reason.cites
    if verdict is Verdict.UNKNOWN:
        assert reason.missing == (("committee",) if "committee" in person else ("title",))
    # Whoever has enough is asked for nothing.
    enough = dict.fromkeys(hours, 90.0)
    assert judged(code, law(*printed, cutoff=BATCHES), **enough, **person)[0].verdict is Verdict.MEETS


@pytest.mark.parametrize(
    ("previous", "current", "verdict"),
    [
        (90.0, 10.0, Verdict.MEETS),
        (90.0, None, Verdict.MEETS),
        (72.0, 90.0, Verdict.FAILS),
        (None, 0.0, Verdict.UNKNOWN),
    ],
)
@pytest.mark.parametrize("days", [(date(2020, 12, 31),), (date(2020, 12, 31), date(2020, 6, 30))])
def test_hours_of_the_year_are_not_asked_where_they_are_counted_to_the_end_of_the_last_one(
    days: tuple[date, ...], previous: float | None, current: float | None, verdict: Verdict
) -> None:
    printed = [counting(day, "学时", batch=batch) for day, batch in zip(days, (2, 3), strict=False)]
    if len(days) == 1:
        printed = [counting(days[0], "学时")]
    of = law(*printed, cutoff=BATCHES)
    reason, told = judged("R510", of, hours_previous_total=previous, hours_current_total=current)
    assert reason.verdict is verdict
    if verdict is Verdict.MEETS and current != 90:
        assert "只看2020年度" in told
        assert "2020-12-31" in told


@pytest.mark.parametrize(
    ("obtained", "submitted", "second", "third", "code"),
    [
        # 本科, and five years: complete on 1 June 2021.
        (date(2016, 6, 1), None, date(2020, 12, 31), date(2021, 12, 31), "by_printed_day"),
        (date(2016, 6, 1), date(2021, 8, 2), date(2020, 12, 31), date(2021, 12, 31), "short"),
        (date(2016, 6, 1), date(2021, 10, 8), date(2020, 12, 31), date(2021, 12, 31), "met"),
        # Of the third batch nothing is printed: its cut-off is 31 December.
        (date(2016, 6, 1), None, date(2020, 12, 31), None, "by_printed_day"),
        (date(2015, 6, 1), None, date(2020, 12, 31), date(2021, 12, 31), "met"),
        (date(2018, 6, 1), None, date(2020, 12, 31), date(2021, 12, 31), "short"),
    ],
)
def test_batches_have_their_own_day_for_years(
    obtained: date, submitted: date | None, second: date, third: date | None, code: str
) -> None:
    printed = [counting(day, "资历", batch=batch) for batch, day in ((2, second), (3, third)) if day]
    reason, told = judged(
        "R506", law(*printed, cutoff=BATCHES), obtained=obtained, work_after_title_since=obtained, submitted=submitted
    )
    assert reason.code == code
    assert BASIS in reason.cites
    assert "没有写算到哪天" not in told


def test_the_plan_file_tells_it() -> None:
    entry = {"day": "2021-12-31", "counts": ["资历"], "words": "算到", "basis": BASIS._asdict()}
    found: Sequence[Reckoning] = read_reckoning({"reckoning": [entry, entry | {"levels": ["中级"], "batch": 2}]})
    assert found == (
        Reckoning(date(2021, 12, 31), ("资历",), (), None, "算到", BASIS),
        Reckoning(date(2021, 12, 31), ("资历",), ("中级",), 2, "算到", BASIS),
    )
