"""在接收材料截止以前

计划多半只印月份或旬，没有印到哪一天：稳妥日是最早可能的截止日（遇休息日提前），最迟日是最晚可能的；
在两者之间的，截止没有，要问材料接收单位。没有写交材料日期的，看今天。市属单位另有时间的，看县区写的是不是市属。
分批的看还没有截止的第一批。

符合：
    target: {committee: 12, submitted: 2021-06-28}      # 印“7月”：稳妥日 2021-07-01
不符合：
    target: {committee: 12, submitted: 2021-08-02}      # 最迟日 2021-07-30
怎么办：在稳妥日以前交；已截止的看下一年度的计划。
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.applicant.rules.shared.derived import derived
from zhicheng_cli.applicant.rules.shared.examined import EXAM_WORDS, examined
from zhicheng_cli.plan.committees import COLUMNS
from zhicheng_cli.plan.deadlines import DueDays, Left, why_undated
from zhicheng_cli.plan.periods import Window

CODE = "R519"
SIDE = Side.FORMALITIES
READS = ("title", "committee", "county", "submitted")
PARAMETERS = ()
TO_DO = "交材料"
PLAN_COLUMNS = ("接收材料截止时间",)

_PRINTED = "第{no}行{stands}的截止时间是“{text}”，{who}稳妥日 {safe}，最迟日 {last}"
_NEXT = "看下一年度的计划"
_HANDED = "交材料日期：{submitted}"
WORDS = {
    **EXAM_WORDS,
    "committee_missing": Words(lacks="没有写报哪个评委会，不知道截止时间"),
    "county_missing": Words("第{no}行{stands}的截止时间是“{text}”，要看县区（市属单位写 {own}）"),
    "whom_open": Words(
        "第{no}行{stands}的截止时间是“{text}”，按对象分别规定，有的已过、有的没有",
        "",
        "看属于哪一类；或先问材料接收单位",
    ),
    "undated": Words("第{no}行没有{stands}截止日期：{why}", "", "请先问{whom}"),
    "open": Words(_PRINTED, "离稳妥日还有 {days} 天"),
    "closing": Words(
        f"{_PRINTED}；稳妥日已过，可能已经截止", "离最迟日还有 {days} 天", "马上问材料接收单位，还收的马上交"
    ),
    "closed": Words(f"{_PRINTED}；已经截止", "过了 {days} 天", _NEXT),
    "handed_in": Words(_PRINTED, _HANDED),
    "handed_in_late": Words(f"{_PRINTED}；截止的那一天通知没有印", _HANDED, "问材料接收单位有没有收下"),
    "too_late": Words(_PRINTED, _HANDED, f"在截止以前交；来不及的{_NEXT}"),
    "too_early": Words(f"{_PRINTED}，{{opens}} 开始接收", _HANDED, "{from_day} 起再交"),
}
_STATES = {
    False: ("open", "closing", "closed"),
    True: ("handed_in", "handed_in_late", "too_late"),
}
_VERDICTS = (Verdict.MEETS, Verdict.UNCONFIRMED, Verdict.FAILS)
_Windows = tuple[tuple[Window, DueDays], ...]


class _Found(NamedTuple):
    """What a day comes to beside the windows of a cut-off.

    Attributes:
        window, due: those that it is for.
        from_day: where papers are handed in too early, the day on which they can be.
    """

    code: str
    verdict: Verdict
    window: Window
    due: DueDays
    from_day: date | None = None


@derived("committee", "county")
def _windows(committee: int | None, county: str | None, law: Law) -> tuple[tuple[_Windows, ...], ...]:
    """The windows of each of those to whom the applicant may belong; where the county is not told, of the city's own
    and of all others."""
    counties = (county,) if county is not None else (law.plan.region.own, None)
    return tuple(law.cutoffs(committee, one) for one in counties)


@derived(_windows, "submitted")
def _found(each: tuple[tuple[_Windows, ...], ...], submitted: date | None, law: Law) -> tuple[tuple[_Found, ...], ...]:
    """What the day of handing in comes to, or today where nothing is handed in yet, for each county."""
    return tuple(tuple(_beside(windows, submitted, law) for windows in whom if windows) for whom in each)


def judge(facts: Facts, law: Law) -> Reason:
    """Judge the handing in, or today where nothing is handed in yet, against the cut-off (附件1)."""
    reason = brief(facts, law)
    if reason.code in ("committee_missing", "undated", "county_missing", "whom_open", *EXAM_WORDS):
        return reason
    if facts.submitted is not None:
        return reason._replace(seen=(("submitted", facts.submitted),))
    due = next(one.due for each in _found(facts, law) for one in each)
    left = Left(due.safe if reason.code == "open" else due.last, law.today, law.calendar)
    return reason._replace(seen=(("days", abs(left.days)),))


def brief(facts: Facts, law: Law) -> Reason:
    """As `judge`, without the day itself: on most days the same is answered."""
    if by_exam := examined(facts, law):
        return by_exam
    of = law.committee(facts.committee)
    if of is None:
        return Reason("committee_missing", Verdict.UNKNOWN, missing=("committee",))
    cites = (law.column(of, COLUMNS["cutoff"]),)
    changed = of.changed("cutoff")
    if not of.cutoff.windows:
        whom = "、".join(receiver.unit for receiver in of.receivers) or of.cutoff.delegated_to or law.plan.region.bureau
        params: Items = (
            ("no", of.no),
            ("stands", "" if changed else "印"),
            ("why", why_undated(of.cutoff)),
            ("whom", whom),
        )
        return Reason("undated", Verdict.UNCONFIRMED, params, cites=cites)
    stands = ("stands", "现在" if changed else "印")
    possible = _found(facts, law)
    if any(len({one.verdict for one in each}) > 1 for each in possible):
        return Reason("whom_open", Verdict.UNCONFIRMED, (("no", of.no), stands, ("text", of.cutoff.text)), cites=cites)
    found = [one for each in possible for one in each]
    if len({one.verdict for one in found}) > 1:
        params = (("no", of.no), stands, ("text", of.cutoff.text), ("own", law.plan.region.own))
        return Reason("county_missing", Verdict.UNKNOWN, params, missing=("county",), cites=cites)
    code, verdict, window, due, from_day = found[0]
    who = f"{window.who}的" if window.who else ""
    params = (
        ("no", of.no), stands, ("text", of.cutoff.text), ("who", who), ("safe", due.safe), ("last", due.last),
    )  # fmt: skip
    if code == "too_early":
        params = (*params, ("opens", window.starts))
    return Reason(code, verdict, params, from_day=from_day, cites=cites)


def _beside(windows: _Windows, submitted: date | None, law: Law) -> _Found:
    day = submitted or law.today
    window, due = next((pair for pair in windows if day <= pair[1].last), windows[-1])
    if submitted is not None and not window.starts_taking(submitted):
        free, last = max(window.starts, law.today), windows[-1][1].last
        return _Found("too_early", Verdict.FAILS, window, due, free if free <= last else None)
    at = 0 if day <= due.safe else 1 if day <= due.last else 2
    return _Found(_STATES[submitted is not None][at], _VERDICTS[at], window, due)
