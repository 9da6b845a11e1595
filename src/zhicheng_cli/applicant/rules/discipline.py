"""不在处分期内

事业单位人员受记过以上处分的，处分期内不得申报（事业单位工作人员处分暂行规定 第八条，见于转载）。
教科文卫体等事业单位的管理人员、国有企业的管理人员，受任何政务处分，处分期内都不得晋升职称
（公职人员政务处分法 第二十条、第二十一条）。处分期从生效之日起算：警告六个月，记过十二个月，记大过十八个月，
降低岗位等级、降级、撤职二十四个月。处分期内又受处分的，没有执行完的和新的相加，最长四十八个月（事业单位、公务员）；
别的单位怎样相加没有查到，由人认定。看的是交材料那天；没有写交材料日期的，今天到最迟日之间都可能：期满早于今天的符合，
在其间满的待核实（写明从哪天起可以申报），到最迟日还没有满的不符合；本年度已经截止的，看下一年度。
机关和社会组织里管理公共事务的人，由人认定；法律没有提到的单位，不受限。

符合：
    employer: {kind: 事业单位}
    discipline: []
不符合：
    employer: {kind: 事业单位}
    discipline: [{kind: 记过, effective: 2020-03-01}, {kind: 记过, effective: 2020-11-10}]
怎么办：处分期满的次日起可以申报；处分要写上生效日期。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import EMPLOYERS, Facts
from zhicheng_cli.applicant.law.handing_in import Place, missing_for_days, place
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.terms import Term, added_up, after
from zhicheng_cli.applicant.law.verdicts import WEIGHT, Items, Reason, Side, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import first_day, handing_in
from zhicheng_cli.plan.citation import Citation

CODE = "R513"
SIDE = Side.CONDITIONS
READS = ("committee", "county", "submitted", "manager", "employer_kind", "discipline")
_KINDS = ("警告", "记过", "记大过", "降低岗位等级", "降级", "撤职")
#: What is known of penalties within one another's terms, by the kind of employer.
_TOGETHER = {"事业单位": "together.public_institution", "机关": "together.civil_servant"}
PARAMETERS = (
    *(f"discipline.{kind}" for kind in _KINDS),
    *(f"sanction.{kind}" for kind in ("警告", "记过", "撤职")),
    "bar.public_institution",
    "bar.public_manager",
    "bar.enterprise_manager",
    *_TOGETHER.values(),
)

_ASKED = "{kind}的处分期为{months}个月，期内不得申报"
_PERIOD = ("处分期至 {until}", "单算至 {alone}，加上了前一处分没有执行完的", "与另一处分相加至 {end}")
_AFTER = "{from_day} 起可以申报"
WORDS = {
    "none": Words("没有处分"),
    "list_missing": Words("处分期内不得申报", lacks="，没有写有没有处分"),
    "date_missing": Words(_ASKED, lacks="；没有写处分的生效日期"),
    "days_missing": Words(_ASKED, _PERIOD, lacks="；要看交材料的日子"),
    "who_missing": Words(f"事业单位人员、管理人员，{_ASKED}", _PERIOD),
    "over": Words("处分期已满", _PERIOD),
    "not_covered": Words("受{kind}处分不得申报的规定，只提到事业单位的记过以上和管理人员"),
    "barred": Words(_ASKED, _PERIOD, _AFTER),
    "ends_in_time": Words(f"{_ASKED}；现在还在期内，截止以前会满", _PERIOD, _AFTER),
    "may_be_barred": Words(f"{_ASKED}；截止的那一天通知没有印，期满时可能已经截止", _PERIOD, _AFTER),
    "ends_later": Words(f"{_ASKED}；本年度已经截止，报下一年度的，要已期满", _PERIOD, _AFTER),
    "together": Words(
        "{kind}的处分期内又受了处分，相加还没有满；这样相加算不算不得申报，没有查到写明的规定，由人认定",
        _PERIOD,
        "请先问{office}；{from_day} 起怎样算都已期满",
    ),
    "public_affairs": Words(f"管理公共事务的组织里的管理人员，{_ASKED}；算不算由人认定", _PERIOD, "请先问{office}"),
    "no_period": Words("{kind}没有处分期，由人认定", "", "请先问{office}"),
}


#: By when the period ends, where it ends while one can still hand in.
_ENDS: dict[Place | None, str] = {
    Place.IN_TIME: "ends_in_time",
    Place.BETWEEN: "may_be_barred",
    Place.NEXT: "ends_later",
}


class _Bar(NamedTuple):
    """Whether a kind of penalty bars a kind of person, and the parameter that says so."""

    verdict: Verdict
    parameter: str = "bar.public_institution"


_FREE = _Bar(Verdict.MEETS)


def judge(facts: Facts, law: Law) -> Reason:
    """Judge penalties: the gravest answer counts, whatever the order (处分暂行规定、政务处分法)."""
    cites = (law.parameter("bar.public_institution").cite,)
    if facts.discipline is None:
        return Reason("list_missing", Verdict.UNKNOWN, missing=("discipline",), cites=cites)
    if not facts.discipline:
        return Reason("none", Verdict.MEETS, cites=cites)
    found = [_judge(kind, effective, facts, law) for kind, effective in facts.discipline]
    worst = min(found, key=_weight)
    asked = {name for one in found if one.verdict is worst.verdict for name in one.missing}
    return worst._replace(missing=tuple(name for name in READS if name in asked))


def _weight(reason: Reason) -> tuple[int, int, str]:
    """The gravest first; of equals the one that lasts longest."""
    until = reason.from_day or dict(reason.seen).get("until")
    return WEIGHT.index(reason.verdict), -until.toordinal() if isinstance(until, date) else 0, repr(reason)


def _judge(kind: str, effective: date | None, facts: Facts, law: Law) -> Reason:
    bars = {bar for _, bar in _bars(kind, facts, law)}
    if f"discipline.{kind}" not in PARAMETERS:
        return Reason("no_period", Verdict.DISCRETION, (("kind", kind), ("office", law.plan.region.bureau)))
    if bars == {_FREE}:
        cites = (law.parameter("bar.public_institution").cite,)
        return Reason("not_covered", Verdict.MEETS, (("kind", kind),), cites=cites)
    months = law.parameter(_period_of(kind, facts.employer_kind))
    params: Items = (("kind", kind), ("months", months.months))
    if effective is None:
        return Reason("date_missing", Verdict.UNKNOWN, params, missing=("discipline",), cites=(months.cite,))
    alone = after(effective, months=months.months)
    term, added = _term(effective, alone, facts, law)
    is_last = not any(
        day and effective < day <= term.end and {bar for _, bar in _bars(other, facts, law)} != {_FREE}
        for other, day in facts.discipline or ()
    )
    reason = _until(term, is_last, kind, bars, facts, law)
    seen: Items = (("until", term.until), *reason.seen)
    if term.until > alone:
        seen = (*seen, ("alone", alone))
    if term.end > term.until:
        seen = (*seen, ("end", term.end))
    return reason._replace(params=(*params, *reason.params), seen=seen, cites=(months.cite, *added, *reason.cites))


def _period_of(kind: str, employer: str | None) -> str:
    """The parameter that holds the length: units of the state have a regulation of their own."""
    name = f"sanction.{kind}"
    return name if employer not in (None, "事业单位") and name in PARAMETERS else f"discipline.{kind}"


def _term(effective: date, alone: date, facts: Facts, law: Law) -> tuple[Term, tuple[Citation, ...]]:
    """The term of a penalty among the person's others, and what says so.

    Args:
        alone: its last day by itself, which it keeps where no text is known for the employer.
    """
    each = [(day, kind) for kind, day in facts.discipline or () if day and f"discipline.{kind}" in PARAMETERS]
    if len(each) == 1:
        return Term(alone, alone), ()
    known = _TOGETHER.get(facts.employer_kind or "")
    figure = law.parameter(known or _TOGETHER["事业单位"])
    lengths = [(day, law.parameter(_period_of(kind, facts.employer_kind)).months) for day, kind in each]
    term = added_up(lengths, figure.months)[effective]
    if known is None:
        return Term(alone, term.end), ()
    return term, (figure.cite,) if term.until > alone else ()


def _until(term: Term, is_last: bool, kind: str, bars: set[_Bar], facts: Facts, law: Law) -> Reason:
    """The answer on a penalty whose term is known.

    Args:
        is_last: whether no other fell into the term that may bar the person: that one answers for both.
    """
    when = handing_in(facts, law)
    where = place(term.until, when)
    together = is_last and where is Place.BEFORE and place(term.end, when) is not Place.BEFORE
    if where is Place.BEFORE and not together:
        return Reason("over", Verdict.MEETS)
    who = _who_missing(kind, facts, law) if len({bar.verdict for bar in bars}) > 1 else ()
    days = missing_for_days(facts.committee) if where is None else ()
    if who or days:
        return Reason("days_missing" if days else "who_missing", Verdict.UNKNOWN, missing=(*who, *days))
    bar = min(bars)
    cite = law.parameter(bar.parameter).cite
    asks: Items = (("office", law.plan.region.bureau),)
    free, later = first_day(term.end + timedelta(1) if term.end < date.max else term.end, when, law)
    if together:
        return Reason("together", Verdict.DISCRETION, asks, later, from_day=free, cites=(cite,))
    if bar.verdict is Verdict.DISCRETION:
        return Reason("public_affairs", Verdict.DISCRETION, asks, cites=(cite,))
    verdict = Verdict.FAILS if where is Place.AFTER and cite.strong else Verdict.UNCONFIRMED
    return Reason(_ENDS.get(where, "barred"), verdict, seen=later, from_day=free, cites=(cite,))


def _bars(kind: str, facts: Facts, law: Law) -> Iterator[tuple[tuple[str, bool], _Bar]]:
    """What holds for each person that this one may be: one, unless kind of employer or post is not given."""
    for employer in EMPLOYERS if facts.employer_kind is None else (facts.employer_kind,):
        for manager in (False, True) if facts.manager is None else (facts.manager,):
            yield (employer, manager), _bar(kind, employer, manager, law)


def _bar(kind: str, employer: str, manager: bool, law: Law) -> _Bar:
    if employer == "事业单位":
        if kind in law.parameter("bar.public_institution").listed:
            return _Bar(Verdict.FAILS, "bar.public_institution")
        managed = manager and kind in law.parameter("bar.public_manager").listed
        return _Bar(Verdict.FAILS, "bar.public_manager") if managed else _FREE
    if manager and employer == "国有企业":
        known = kind in law.parameter("bar.enterprise_manager").listed
        return _Bar(Verdict.FAILS if known else Verdict.DISCRETION, "bar.enterprise_manager")
    if manager and employer in ("机关", "社会组织"):
        return _Bar(Verdict.DISCRETION, "bar.public_manager")
    return _FREE


def _who_missing(kind: str, facts: Facts, law: Law) -> tuple[str, ...]:
    """Those facts on the person that would still decide: without which some answers differ in it alone."""
    answers = {person: bar.verdict for person, bar in _bars(kind, facts, law)}
    pairs = [(one, other) for one in answers for other in answers if answers[one] != answers[other]]
    by_manager = any(one[0] == other[0] for one, other in pairs)
    by_employer = any(one[1] == other[1] for one, other in pairs)
    wanted = (("manager", by_manager), ("employer_kind", by_employer))
    return tuple(name for name, decides in wanted if decides and getattr(facts, name) is None)
