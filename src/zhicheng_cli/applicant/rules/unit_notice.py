"""单位公示满规定的天数

材料上报以前，单位要公示不少于 5 个工作日。这个天数见于二手资料，条号没有核对，所以公示不够只说待核实；
达到这个天数的说符合（地方如另有更长的规定，从其规定）。公示开始的那天不算，最后一天要在交材料以前：
还没有结束的，结束的次日再交。通知只印“7日”“7天”的算日历天，最后一天是休息日的顺延到下一个工作日
（参照民法典第二百零三条），没有顺延的待核实。初定不看这一条。

符合：
    target: {committee: 12}
    public_notice: {from: 2021-06-01, to: 2021-06-08}
不符合：
    target: {committee: 12}
    public_notice: {from: 2021-06-01, to: 2021-06-04}      # 只有 3 个工作日：待核实
怎么办：公示满规定的天数，次日再交材料。
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.handing_in import HandingIn, Place, place
from zhicheng_cli.applicant.law.law import Law, Parameter
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import first_day, handing_in
from zhicheng_cli.applicant.rules.shared.derived import derived
from zhicheng_cli.applicant.rules.shared.examined import EXAM_WORDS, examined
from zhicheng_cli.plan.citation import read_basis
from zhicheng_cli.plan.day_counts import KEYS, DayCount, days_asked
from zhicheng_cli.workdays import CalendarRangeError

CODE = "R518"
SIDE = Side.FORMALITIES
READS = ("title", "committee", "county", "route", "submitted", "notice_from", "notice_to")
DUE = "unit_notice"
AWAITS = ("notice_from", "notice_to")
PARAMETERS = ()
TO_DO = "请单位贴出公示（不少于{length}）"

_ASKED = "材料上报前，单位公示不少于{length}{known}"
_WEAK = "（天数见于二手资料，条号未核）"
_SEEN = "公示 {from} 至 {to}，{count} {counted_in}"
WORDS = {
    **EXAM_WORDS,
    "not_asked": Words("初定不看单位公示"),
    "committee_missing": Words(_ASKED, lacks="；没有写报哪个评委会"),
    "input_missing": Words(_ASKED),
    "days_missing": Words(_ASKED, lacks="；要看交材料的日子"),
    "long_enough": Words(_ASKED, _SEEN),
    "short": Words(_ASKED, _SEEN, "公示延长到满{length}，{enough} 起再交材料"),
    "short_and_over": Words(_ASKED, _SEEN, "重新公示满{length}，次日起再交材料"),
    "over_on_a_day_off": Words(
        f"{_ASKED}；最后一天是休息日的，顺延到下一个工作日（参照民法典第二百零三条）",
        f"{_SEEN}，最后一天是休息日",
        "请先问材料接收单位",
    ),
    "still_on": Words(f"{_ASKED}，在交材料以前结束", f"{_SEEN}，还没有结束", "{from_day} 起再交材料", awaited=True),
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


class _Length(StrEnum):
    """What the two days of the notice come to, each the code of an answer."""

    LONG_ENOUGH = "long_enough"
    SHORT = "short"
    SHORT_AND_OVER = "short_and_over"
    OVER_ON_A_DAY_OFF = "over_on_a_day_off"
    NO_CALENDAR = "no_calendar"


@derived("notice_from", "notice_to")
def _length(since: date | None, until: date | None, law: Law) -> _Length | tuple[str, ...]:
    """Whether it is long enough; or those of its days that are not given."""
    if since is None or until is None:
        return tuple(name for name, day in (("notice_from", since), ("notice_to", until)) if day is None)
    asked = _asked(law)
    try:
        is_over, ends = asked.is_over(since, until, law.calendar), asked.ends(since, law.calendar)
        enough = _enough(since, law)
    except CalendarRangeError:
        return _Length.NO_CALENDAR
    if is_over:
        return _Length.LONG_ENOUGH if until >= ends else _Length.OVER_ON_A_DAY_OFF
    return _Length.SHORT if enough > law.today else _Length.SHORT_AND_OVER


@derived("notice_to", handing_in)
def _end(until: date | None, when: tuple[HandingIn, ...], law: Law) -> Place | None:
    """Where its last day lies."""
    return None if until is None else place(until, when)


def _asked(law: Law) -> DayCount:
    return days_asked(law.plan.milestones["unit_notice"])


def _enough(since: date, law: Law) -> date:
    """The working day after the last day that is asked for."""
    return law.calendar.shift(_asked(law).ends(since, law.calendar), 1)


def sources(law: Law) -> tuple[Parameter, ...]:
    """The days and the words, as the plan's data hold them."""
    asked, days = law.plan.milestones["unit_notice"], _asked(law)
    unit = "" if days.are_worked else days.unit
    return (Parameter("milestones.unit_notice", days.number, asked["words"], read_basis(asked), unit=unit),)


def judge(facts: Facts, law: Law) -> Reason:
    """Judge the notice in the unit: long enough, and over before the handing in (人社部令第40号)."""
    reason = brief(facts, law)
    since, until = facts.notice_from, facts.notice_to
    if since is None or until is None or reason.code in ("not_asked", "committee_missing", *EXAM_WORDS):
        return reason
    seen: Items = (("from", since), ("to", until))
    if reason.code in ("too_late", "no_calendar"):
        return reason._replace(seen=seen)
    seen = (*seen, ("count", max(_asked(law).counted(since, until, law.calendar), 0)))
    if reason.code == "short":
        seen = (*seen, ("enough", _enough(since, law)))
    if reason.code not in ("still_on", "may_be_late"):
        return reason._replace(seen=seen)
    over, later = first_day(until + timedelta(1), handing_in(facts, law), law)
    return reason._replace(seen=(*seen, *later), from_day=over)


def brief(facts: Facts, law: Law) -> Reason:
    """As `judge`, without the days: what they come to tells few persons apart."""
    if by_exam := examined(facts, law):
        return by_exam
    asked = law.plan.milestones["unit_notice"]
    kind = _kind(facts, law)
    if kind in asked.get("not_for", ()):
        return Reason("not_asked", Verdict.NOT_APPLICABLE)
    cites, days = (read_basis(asked),), _asked(law)
    params: Items = (
        (KEYS[days.are_worked], days.number), ("known", "" if cites[0].strong else _WEAK),
        ("length", str(days)), ("counted_in", days.unit),
    )  # fmt: skip
    length = _length(facts, law)
    if kind is None:
        missing = ("committee", *(length if isinstance(length, tuple) else ()))
        return Reason("committee_missing", Verdict.UNKNOWN, params, missing=missing, cites=cites)
    if isinstance(length, tuple):
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=length, cites=cites)
    code, verdict = _answer(length, _end(facts, law))
    # The committee is known, so it is the county that would tell the days.
    missing = ("county",) if code == "days_missing" else ()
    return Reason(code, verdict, params, missing=missing, cites=cites)


def _answer(length: _Length, end: Place | None) -> tuple[str, Verdict]:
    if end is Place.AFTER:
        return "too_late", Verdict.FAILS
    if length is not _Length.LONG_ENOUGH:
        is_open = length in (_Length.NO_CALENDAR, _Length.OVER_ON_A_DAY_OFF)
        return length.value, Verdict.UNCONFIRMED if is_open else Verdict.FAILS
    if end is None:
        return "days_missing", Verdict.UNKNOWN
    if end is Place.BEFORE:
        return "long_enough", Verdict.MEETS
    return "may_be_late" if end is Place.BETWEEN else "still_on", Verdict.UNCONFIRMED
