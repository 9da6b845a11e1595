"""申报人在评委会的范围内

计划有的行只收“本公司”“本行业”的人，有的行“不含自主评聘单位”，有的由各县(区)自己组织。没有写的不限。
“本行业”怎么算，通知没有说，要由材料接收单位认定。市属单位另有截止时间的，见 R519。

符合：
    employer: {self_appointing: false}
    target: {committee: 33}
不符合：
    employer: {self_appointing: true}     # 这一行不含自主评聘单位
    target: {committee: 33}
怎么办：改报不限单位的评委会（zc match）；自主评聘单位的人，问本单位。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.plan_rows import column_of
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.errors import NextStep, Pointer
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.fields import core_of
from zhicheng_cli.plan.region import Region
from zhicheng_cli.written.folding import folded, without_blanks

CODE = "R503"
SIDE = Side.CONDITIONS
READS = ("committee", "employer", "county", "self_appointing", "industry")
PARAMETERS = ()
PLAN_COLUMNS = ("评委单位名称（内容）", "备注")

_LIMIT = "第{no}行{words}"
_EMPLOYER = "所在单位：{employer}"
_INDUSTRY = "所写行业：{industry}"
_ELSEWHERE = Pointer(NextStep.OTHER_TAKERS)
WORDS = {
    "committee_missing": Words(lacks="没有写报哪个评委会，不能看范围"),
    "no_limit": Words("第{no}行没有限定申报人的范围"),
    "whole_province": Words(_LIMIT),
    "by_name": Words("第{no}行的名称写有“{whom}”，哪些人算，通知没有说，由评委会认定", "", "请先问材料接收单位"),
    "input_missing": Words(_LIMIT),
    "own_company": Words("第{no}行只收本公司的人：{organisation}", _EMPLOYER),
    "similar_company": Words(
        "第{no}行只收本公司的人：{organisation}；所写单位与它不全相同", _EMPLOYER, "请把单位全名写准"
    ),
    "other_company": Words("第{no}行只收本公司的人：{organisation}", _EMPLOYER, "改报不限单位的评委会", see=_ELSEWHERE),
    "elsewhere": Words(
        "第{no}行的通知面向{city}全市；所写县区不是{places}之一，由材料接收单位认定",
        "所在县区：{own}",
        "核对县区的写法；单位不在{city}的，问所在地",
    ),
    "same_industry": Words("第{no}行只收本行业的人，算不算由材料接收单位认定；所写行业与它有相同的字词", _INDUSTRY),
    "industry": Words("第{no}行只收本行业的人，算不算由材料接收单位认定", _INDUSTRY, "请先问材料接收单位"),
    "in_county": Words("第{no}行由各县(区)自己组织", "所在县区：{own}"),
    "city_employer": Words(
        "第{no}行由各县(区)自己组织，{city_units}单位的人不在内", "", "改报市级的评委会", see=_ELSEWHERE
    ),
    "self_appointing": Words(_LIMIT, "所在单位是自主评聘单位", "由本单位自主评聘，请问本单位"),
    "not_self_appointing": Words(_LIMIT, "所在单位不是自主评聘单位"),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge whether the committee sits for such a person (附件1 备注、名称)."""
    of = law.committee(facts.committee)
    if of is None:
        return Reason("committee_missing", Verdict.UNKNOWN, missing=("committee",))
    reason = _judge(of, facts, law.plan.region)
    by_name = reason.code == "no_limit" or "words" not in of.scope
    words = of.name if by_name else of.scope["words"]
    return reason._replace(cites=(law.column(of, column_of(of, words)),))


def _judge(of: Committee, facts: Facts, region: Region) -> Reason:
    unit, scope = of.scope.get("unit"), of.scope
    if unit == "本公司":
        return _company(of, facts.employer)
    if unit == "本行业":
        # The counties of these rows are read from their names; the notice limits them to a trade only.
        return _industry(of, facts.industry)
    if "county" in scope:
        return _each_county(of, facts.county, region)
    if "excludes" in scope:
        return _self_appointing(of, facts.self_appointing)
    return _open(of, facts.county, region)


def _open(of: Committee, county: str | None, region: Region) -> Reason:
    """The answer of a row that names no unit; whom its name means, people decide."""
    if of.meant_for:
        return Reason("by_name", Verdict.DISCRETION, (("no", of.no), ("whom", of.meant_for)))
    if "region" in of.scope:
        return Reason("whole_province", Verdict.MEETS, _limit(of))
    if county is not None and county not in region.places:
        return _elsewhere(of, county, region)
    return Reason("no_limit", Verdict.NOT_APPLICABLE, (("no", of.no),))


def _elsewhere(of: Committee, county: str, region: Region) -> Reason:
    params: Items = (("no", of.no), ("city", region.short_city), ("places", "、".join(region.places)))
    return Reason("elsewhere", Verdict.UNCONFIRMED, params, (("own", county),))


def _company(of: Committee, employer: str | None) -> Reason:
    if employer is None:
        return Reason("input_missing", Verdict.UNKNOWN, _limit(of), missing=("employer",))
    organisation = of.scope["organisation"]
    params: Items = (("no", of.no), ("organisation", organisation))
    seen: Items = (("employer", employer),)
    given, asked = map(without_blanks, (employer, organisation))
    if given == asked:
        return Reason("own_company", Verdict.MEETS, params, seen)
    if len(given) > 1 and (given in asked or asked in given):
        return Reason("similar_company", Verdict.UNCONFIRMED, params, seen)
    return Reason("other_company", Verdict.FAILS, params, seen)


def _industry(of: Committee, industry: str | None) -> Reason:
    """The notice does not say who belongs to a trade: alike or not, people decide."""
    no: Items = (("no", of.no),)
    if industry is None:
        return Reason("industry", Verdict.DISCRETION, no)
    named = (of.name, *of.specialties)
    word = core_of(folded(industry))
    alike = any(word in one or core_of(one) in word for one in map(folded, named))
    return Reason("same_industry" if alike else "industry", Verdict.DISCRETION, no, (("industry", industry),))


def _each_county(of: Committee, county: str | None, region: Region) -> Reason:
    if county is None:
        return Reason("input_missing", Verdict.UNKNOWN, _limit(of), missing=("county",))
    if county == region.own:
        return Reason("city_employer", Verdict.FAILS, (("no", of.no), ("city_units", region.own)))
    if county not in region.places:
        return _elsewhere(of, county, region)
    return Reason("in_county", Verdict.MEETS, (("no", of.no),), (("own", county),))


def _self_appointing(of: Committee, flag: bool | None) -> Reason:
    if flag is None:
        return Reason("input_missing", Verdict.UNKNOWN, _limit(of), missing=("self_appointing",))
    if flag:
        return Reason("self_appointing", Verdict.FAILS, _limit(of))
    return Reason("not_self_appointing", Verdict.MEETS, _limit(of))


def _limit(of: Committee) -> Items:
    return (("no", of.no), ("words", f"写有“{of.scope['words']}”"))
