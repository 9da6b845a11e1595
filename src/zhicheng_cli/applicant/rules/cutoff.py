"""在接收材料截止以前

附件1 多半只印月份或旬，没有印到哪一天：稳妥日是最早可能的截止日（遇休息日提前），最迟日是最晚可能的；
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

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict, Words
from zhicheng_cli.plan.committees import COLUMNS, Committee
from zhicheng_cli.plan.deadlines import DueDays, Left, why_undated
from zhicheng_cli.plan.periods import Window

CODE = "R519"
READS = ("committee", "county", "submitted")
PARAMETERS = ()
PLAN_COLUMNS = ("接收材料截止时间",)

_PRINTED = "第{no}行印的截止时间是“{text}”，{who}稳妥日 {safe}，最迟日 {last}"
_NEXT = "看下一年度的计划"
_HANDED = "交材料日期：{submitted}"
WORDS = {
    "committee_missing": Words(lacks="没有写报哪个评委会，不知道截止时间"),
    "county_missing": Words("第{no}行印的截止时间是“{text}”，要看县区（市属单位写 {own}）"),
    "undated": Words("第{no}行没有印截止日期：{why}", "", "请先问{whom}"),
    "open": Words(_PRINTED, "离稳妥日还有 {days} 天"),
    "closing": Words(f"{_PRINTED}；稳妥日已过，可能已经截止", "离最迟日还有 {days} 天", "马上问材料接收单位"),
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


def judge(facts: Facts, law: Law) -> Reason:
    """Judge the handing in, or today where nothing is handed in yet, against the cut-off (附件1)."""
    of = law.committee(facts.committee)
    if of is None:
        return Reason("committee_missing", Verdict.UNKNOWN, missing=("committee",))
    cites = (law.column(of, COLUMNS["cutoff"]),)
    if not of.cutoff.windows:
        whom = "、".join(receiver.unit for receiver in of.receivers) or of.cutoff.delegated_to or law.plan.region.bureau
        params: Items = (("no", of.no), ("why", why_undated(of.cutoff)), ("whom", whom))
        return Reason("undated", Verdict.UNCONFIRMED, params, cites=cites)
    counties = (facts.county,) if facts.county is not None else (law.plan.region.own, None)
    found = [_judge(of, law.cutoff(of.no, county), facts.submitted, law) for county in counties]
    if len({one.verdict for one in found}) > 1:
        params = (("no", of.no), ("text", of.cutoff.text), ("own", law.plan.region.own))
        return Reason("county_missing", Verdict.UNKNOWN, params, missing=("county",), cites=cites)
    return found[0]._replace(cites=cites)


def _judge(of: Committee, windows: tuple[tuple[Window, DueDays], ...], submitted: date | None, law: Law) -> Reason:
    day = submitted or law.today
    window, due = next((pair for pair in windows if day <= pair[1].last), windows[-1])
    who = f"{window.who}的" if window.who else ""
    params: Items = (
        ("no", of.no), ("text", of.cutoff.text), ("who", who), ("safe", due.safe), ("last", due.last),
    )  # fmt: skip
    if submitted is not None and window.opens is not None and submitted < window.opens:
        return _too_early(window.opens, submitted, params, windows, law)
    at = 0 if day <= due.safe else 1 if day <= due.last else 2
    code = _STATES[submitted is not None][at]
    verdict = (Verdict.MEETS, Verdict.UNCONFIRMED, Verdict.FAILS)[at]
    left = Left(due.last if at else due.safe, law.today, law.calendar)
    seen: Items = (("submitted", submitted),) if submitted else (("days", abs(left.days)),)
    return Reason(code, verdict, params, seen)


def _too_early(
    opens: date, submitted: date, params: Items, windows: tuple[tuple[Window, DueDays], ...], law: Law
) -> Reason:
    """The answer where papers are handed in before they are taken: they may be, as long as a window is open."""
    seen: Items = (("submitted", submitted),)
    day, last = max(opens, law.today), windows[-1][1].last
    free = day if day <= last else None
    return Reason("too_early", Verdict.FAILS, (*params, ("opens", opens)), seen, from_day=free)
