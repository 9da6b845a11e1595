"""没有失信记录，或记录已满期

提供虚假材料、剽窃等取得职称的，撤销职称，记入职称评审诚信档案库，到记录期限为止（几年，见所列的数字）。
记录期内不得申报，通知没有写，只见于二手资料，所以说待核实。

符合：
    integrity: []
不符合：
    integrity: [{recorded: 2019-12-01}]      # 记录期没有满的，按二手资料不能报
怎么办：记录期满的次日起申报；记录要写上日期。
"""

from __future__ import annotations

from datetime import date, timedelta

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.handing_in import Place, missing_for_days, place
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.terms import after
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import first_day, handing_in

CODE = "R514"
SIDE = Side.CONDITIONS
READS = ("committee", "county", "submitted", "integrity")
PARAMETERS = ("integrity", "bar.integrity")

_ASKED = "失信记录期限为{years}年"
_UNTIL = "记录期至 {until}"
WORDS = {
    "none": Words("没有失信记录"),
    "list_missing": Words(_ASKED, lacks="；没有写有没有记录"),
    "date_missing": Words(_ASKED, lacks="；没有写记入的日期"),
    "days_missing": Words(_ASKED, _UNTIL, lacks="；要看交材料的日子"),
    "over": Words(f"{_ASKED}，已满", _UNTIL),
    "running": Words(f"{_ASKED}；据二手资料，期内不得申报，请核实", _UNTIL, "请先问{office}；{from_day} 起记录期已满"),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge records of fraud by the one that lasts longest (通知二（三）)."""
    term = law.parameter("integrity")
    params: Items = (("years", term.number),)
    cites = (term.cite,)
    if facts.integrity is None:
        return Reason("list_missing", Verdict.UNKNOWN, params, missing=("integrity",), cites=cites)
    if not facts.integrity:
        return Reason("none", Verdict.MEETS, cites=cites)
    days = [day for day in facts.integrity if day is not None]
    if len(days) < len(facts.integrity):
        return Reason("date_missing", Verdict.UNKNOWN, params, missing=("integrity",), cites=cites)
    until = after(max(days), years=term.number)
    seen: Items = (("until", until),)
    when = handing_in(facts, law)
    where = place(until, when)
    if where is None:
        return Reason("days_missing", Verdict.UNKNOWN, params, seen, missing_for_days(facts.committee), cites=cites)
    if where is Place.BEFORE:
        return Reason("over", Verdict.MEETS, params, seen, cites=cites)
    free, later = first_day(until + timedelta(1) if until < date.max else until, when, law)
    bar = law.parameter("bar.integrity").cite
    params = (*params, ("office", law.plan.region.bureau))
    return Reason("running", Verdict.UNCONFIRMED, params, (*seen, *later), from_day=free, cites=(*cites, bar))
