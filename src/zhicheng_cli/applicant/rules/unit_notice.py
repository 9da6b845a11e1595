"""单位公示满规定的天数

材料上报以前，单位要公示不少于 5 个工作日。这个天数见于二手资料，条号没有核对，所以公示不够只说待核实；
达到这个天数的说符合（地方如另有更长的规定，从其规定）。公示开始的那天不算，最后一天要在交材料以前：
还没有结束的，结束的次日再交。初定不看这一条。

符合：
    target: {committee: 12}
    public_notice: {from: 2021-06-01, to: 2021-06-08}
不符合：
    target: {committee: 12}
    public_notice: {from: 2021-06-01, to: 2021-06-04}      # 只有 3 个工作日：待核实
怎么办：公示满 5 个工作日，次日再交材料。
"""

from __future__ import annotations

from datetime import date, timedelta

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.handing_in import Place, missing_for_days, place
from zhicheng_cli.applicant.law.law import Law, Parameter
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import first_day, handing_in
from zhicheng_cli.applicant.rules.shared.derived import derived
from zhicheng_cli.plan.citation import read_basis
from zhicheng_cli.workdays import CalendarRangeError

CODE = "R518"
READS = ("committee", "county", "route", "submitted", "notice_from", "notice_to")
PARAMETERS = ()

_ASKED = "材料上报前，单位公示不少于{workdays}个工作日{known}"
_WEAK = "（天数见于二手资料，条号未核）"
_SEEN = "公示 {from} 至 {to}，{count} 个工作日"
WORDS = {
    "not_asked": Words("初定不看单位公示"),
    "committee_missing": Words(_ASKED, lacks="；没有写报哪个评委会"),
    "input_missing": Words(_ASKED),
    "days_missing": Words(_ASKED, lacks="；要看交材料的日子"),
    "long_enough": Words(_ASKED, _SEEN),
    "short": Words(_ASKED, _SEEN, "公示延长到满{workdays}个工作日，{enough} 起再交材料"),
    "short_and_over": Words(_ASKED, _SEEN, "重新公示满{workdays}个工作日，次日起再交材料"),
    "still_on": Words(f"{_ASKED}，在交材料以前结束", f"{_SEEN}，还没有结束", "{from_day} 起再交材料"),
    "too_late": Words(f"{_ASKED}，在交材料以前结束", "公示到 {to} 才结束", "请先问材料接收单位"),
    "may_be_late": Words(
        f"{_ASKED}，在交材料以前结束", "公示到 {to} 结束，那时稳妥日已过", "写上交材料日期；或先问材料接收单位"
    ),
    "no_calendar": Words(f"{_ASKED}；公示日期的工作日安排不在数据里", "公示 {from} 至 {to}", "请核对公示日期"),
}


@derived("committee", "route")
def _kind(committee: int | None, route: str | None, law: Law) -> str | None:
    """The route, where it is exempt; else the committee's kind; None without a committee."""
    exempt = law.plan.milestones["unit_notice"].get("not_for", ())
    of = law.committee(committee)
    return route if route in exempt else of and of.kind


def sources(law: Law) -> tuple[Parameter, ...]:
    """The days and the words, as the plan's data hold them."""
    asked = law.plan.milestones["unit_notice"]
    return (Parameter("milestones.unit_notice", asked["workdays"], asked["words"], read_basis(asked)),)


def judge(facts: Facts, law: Law) -> Reason:
    """Judge the notice in the unit: long enough, and over before the handing in (人社部令第40号)."""
    asked = law.plan.milestones["unit_notice"]
    cites = (read_basis(asked),)
    not_for = asked.get("not_for", ())
    params: Items = (("workdays", asked["workdays"]), ("known", "" if cites[0].strong else _WEAK))
    kind = _kind(facts, law)
    if kind in not_for:
        return Reason("not_asked", Verdict.NOT_APPLICABLE)
    names = ("notice_from", "notice_to")
    missing = tuple(name for name in names if getattr(facts, name) is None)
    if kind is None:
        return Reason("committee_missing", Verdict.UNKNOWN, params, missing=("committee", *missing), cites=cites)
    if facts.notice_to is None or facts.notice_from is None:
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=missing, cites=cites)
    return _judge(facts, facts.notice_from, facts.notice_to, asked["workdays"], law)._replace(
        params=params, cites=cites
    )


def _judge(facts: Facts, since: date, until: date, workdays: int, law: Law) -> Reason:
    seen: Items = (("from", since), ("to", until))
    where = place(until, handing_in(facts, law))
    if where is Place.AFTER:
        return Reason("too_late", Verdict.FAILS, seen=seen)
    try:
        count = law.calendar.count(since, until)
        enough = law.calendar.shift(since, workdays + 1)
    except CalendarRangeError:
        return Reason("no_calendar", Verdict.UNCONFIRMED, seen=seen)
    seen = (*seen, ("count", max(count, 0)))
    if count < workdays and enough > law.today:
        return Reason("short", Verdict.FAILS, seen=(*seen, ("enough", enough)))
    if count < workdays:
        return Reason("short_and_over", Verdict.FAILS, seen=seen)
    return _by_end(facts, until, where, law, seen)


def _by_end(facts: Facts, until: date, where: Place | None, law: Law, seen: Items) -> Reason:
    """The answer on a notice that is long enough."""
    if where is None:
        return Reason("days_missing", Verdict.UNKNOWN, seen=seen, missing=missing_for_days(facts.committee))
    if where is Place.BEFORE:
        return Reason("long_enough", Verdict.MEETS, seen=seen)
    over, later = first_day(until + timedelta(1), handing_in(facts, law), law)
    code = "may_be_late" if where is Place.BETWEEN else "still_on"
    return Reason(code, Verdict.UNCONFIRMED, seen=(*seen, *later), from_day=over)
