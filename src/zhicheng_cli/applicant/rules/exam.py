"""考评结合的考试合格且有效

计划写“考评结合”的高级职称，先考试合格，再评审；交材料时合格证要在有效期内。没有写交材料日期的，
今天到最迟日之间都可能：有效期到最迟日以后的符合，已经过了的不符合，在其间的，在有效期内交。
有效期以证书、成绩单上写的为准。没有写有效期的，各系列几年有效只见于二手资料，只说按它会怎样。
“考评结合”包不包括正高级，通知没有写明，所以正高级没有考或过了期，只说待核实。

符合：
    target: {title: 高级经济师, committee: 17}
    exams: [{kind: 高级经济师, passed: 2020-06-20, valid_until: 2025-06-20}]
不符合：
    target: {title: 高级经济师, committee: 17}
    exams: []
怎么办：先参加考试；写上证书的有效期。
"""

from __future__ import annotations

from datetime import date

from zhicheng_cli.applicant.law.exam_names import examined
from zhicheng_cli.applicant.law.facts import NONE, Facts
from zhicheng_cli.applicant.law.handing_in import Place, place
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.plan_rows import column_of
from zhicheng_cli.applicant.law.terms import after
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import handing_in
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.committees import Committee, Route
from zhicheng_cli.plan.titles import Title

CODE = "R505"
SIDE = Side.CONDITIONS
READS = ("title", "committee", "specialty", "county", "submitted", "exam", "exam_passed", "exam_valid_until")
PARAMETERS = ("exam.经济", "exam.会计", "exam.审计")
ONLY_IF_KNOWN = True
PLAN_COLUMNS = ("备注",)

_WAY = "考评结合"
_ASKED = "第{no}行写有“{words}”，要先考试合格"
_UNTIL = "考试有效期至 {valid_until}"
_LOOK = "有效期以证书或成绩单为准，请看证书"
WORDS = {
    "no_exam": Words("不是考评结合，不看考试"),
    "committee_missing": Words("有的评委会对这个职称考评结合", lacks="；没有写报哪个评委会"),
    "title_missing": Words("第{no}行的高级职称考评结合", lacks="；没有写申报什么职称"),
    "specialty_missing": Words("这个职称在第{no}行有的系列考评结合，有的不是，要看专业"),
    "by_series": Words("这个职称在第{no}行有的系列考评结合，有的不是，从所写专业看不出来", "", "专业照计划里的写法写"),
    "input_missing": Words(_ASKED),
    "passed": Words(f"{_ASKED}，交材料时还在有效期内", _UNTIL),
    "not_passed": Words(_ASKED, "没有考试合格", "先参加考试，合格后再申报"),
    "expired": Words(f"{_ASKED}，交材料时还在有效期内", _UNTIL, "重新考试，或向发证单位核实有效期"),
    "may_expire": Words(f"{_ASKED}，交材料时还在有效期内", _UNTIL, "在 {valid_until} 以前（含当天）交材料"),
    "other_exam": Words(f"{_ASKED}；所写的是别的考试", "所写考试：{exam}", "写所报职称的考试"),
    "unknown_exam": Words(
        f"{_ASKED}；认不出所写的是哪个职称的考试", "所写考试：{exam}", "照合格证写全名，或写所报的职称"
    ),
    "top_level": Words("第{no}行写有“{words}”；正高级要不要考，通知没有写明", "", "请先问材料接收单位"),
    "by_years": Words(f"{_ASKED}；据二手资料合格后{{years}}年有效", "按它到 {valid_until}", _LOOK),
    "years_not_known": Words(f"{_ASKED}；几年有效没有查到", "考试合格日期：{passed}", _LOOK),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge the examination that goes before a review (附件1 备注)."""
    of, title = law.committee(facts.committee), facts.title
    if of is None:
        return _without_committee(title, law)
    if not any(route.route == _WAY for route in of.routes):
        return Reason("no_exam", Verdict.NOT_APPLICABLE)
    if title is None:
        return Reason("title_missing", Verdict.UNKNOWN, (("no", of.no),), missing=("title",))
    route = _route(of, title, facts.specialty, law)
    if isinstance(route, Reason):
        return route
    reason = _exam(facts, of, route, law)
    target = law.target(title, of.no)
    is_top = target is not None and target.level == "正高级"
    if is_top and reason.verdict in (Verdict.FAILS, Verdict.UNCONFIRMED):
        return Reason("top_level", Verdict.UNCONFIRMED, reason.params, cites=reason.cites)
    return reason


def _route(of: Committee, title: str, specialty: str | None, law: Law) -> Route | Reason:
    """The words that ask for an examination; or the answer, where none do, or it is not told whether they do."""
    no: Items = (("no", of.no),)
    ways = law.rows.ways(of.no, title, specialty) if law.rows.takes(of.no, title) else ()
    asked = [[route for route in way if route.route == _WAY] for way in ways]
    if not any(asked):
        return Reason("no_exam", Verdict.NOT_APPLICABLE)
    if all(asked):
        return asked[0][0]
    if specialty is None:
        return Reason("specialty_missing", Verdict.UNKNOWN, no, missing=("specialty",))
    return Reason("by_series", Verdict.UNCONFIRMED, no)


def _without_committee(title: str | None, law: Law) -> Reason:
    if title is None:
        return Reason("committee_missing", Verdict.UNKNOWN, missing=("title", "committee"))
    ways = [way for one in law.rows.takers(title) for way in law.rows.ways(one.no, title, None)]
    if any(route.route == _WAY for way in ways for route in way):
        return Reason("committee_missing", Verdict.UNKNOWN, missing=("committee",))
    return Reason("no_exam", Verdict.NOT_APPLICABLE)


def _exam(facts: Facts, of: Committee, route: Route, law: Law) -> Reason:
    params: Items = (("no", of.no), ("words", route.words))
    cites = (law.column(of, column_of(of, route.words)),)
    if facts.exam is None:
        names = ("exam", "exam_valid_until")
        missing = tuple(name for name in names if getattr(facts, name) is None)
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=missing, cites=cites)
    if facts.exam == NONE:
        return Reason("not_passed", Verdict.FAILS, params, cites=cites)
    readings = law.rows.titles(of.no, facts.title or "", facts.specialty)
    fitting = examined(facts.exam, law.search.titles)
    if not fitting or fitting.isdisjoint((one.series, one.level) for one in readings):
        code = "other_exam" if fitting else "unknown_exam"
        return Reason(code, Verdict.UNCONFIRMED, params, (("exam", facts.exam),), cites=cites)
    if facts.exam_valid_until is not None:
        return _valid(facts, facts.exam_valid_until, law)._replace(params=params, cites=cites)
    if facts.exam_passed is None:
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=("exam_valid_until",), cites=cites)
    return _by_years(facts.exam_passed, readings, params, cites, law)


def _valid(facts: Facts, until: date, law: Law) -> Reason:
    seen: Items = (("valid_until", until),)
    where = place(until, handing_in(facts, law))
    if where is Place.BEFORE:
        return Reason("expired", Verdict.FAILS, seen=seen)
    code, verdict = ("passed", Verdict.MEETS) if where is Place.AFTER else ("may_expire", Verdict.UNCONFIRMED)
    return Reason(code, verdict, seen=seen, until=until)


def _by_years(
    passed: date, readings: tuple[Title, ...], params: Items, cites: tuple[Citation, ...], law: Law
) -> Reason:
    parameter = f"exam.{readings[0].series}"
    if not law.speaks_of(parameter):
        return Reason("years_not_known", Verdict.UNCONFIRMED, params, (("passed", passed),), cites=cites)
    years = law.parameter(parameter)
    until = after(passed, years=years.number)
    params = (*params, ("years", years.number))
    return Reason("by_years", Verdict.UNCONFIRMED, params, (("valid_until", until),), cites=(*cites, years.cite))
