"""执业医师的基层服务

执业医师晋升副高级，要有累计一年以上在县级以下医疗卫生机构或者对口支援的医疗卫生机构服务的经历
（基本医疗卫生与健康促进法 第五十六条）。只看副主任医师、副主任中医师。
还差的月数到最迟日以前补得足的，待核实；补不足的才不符合。

符合：
    target: {title: 副主任医师, committee: 30}
    work: [{from: 2012-01-01, to: 2013-06-30, grassroots: true}]
不符合：
    target: {title: 副主任医师, committee: 30}
    work: [{from: 2012-01-01, to: 2012-06-30, grassroots: true}]
怎么办：把在基层的每一段都写上；不够的补足一年。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.terms import after
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import handing_in

CODE = "R508"
SIDE = Side.CONDITIONS
READS = ("title", "committee", "county", "submitted", "grassroots_months")
PARAMETERS = ("grassroots",)

_TITLES = ("副主任医师", "副主任中医师")
_ASKED = "执业医师晋升副高级，要在基层累计服务满{months}个月"
_SEEN = "已服务 {served} 个月"
WORDS = {
    "other_title": Words("只对晋升副高级的执业医师有要求"),
    "title_missing": Words(_ASKED, lacks="；没有写申报什么职称"),
    "input_missing": Words(_ASKED),
    "enough": Words(_ASKED, _SEEN),
    "may_reach": Words(f"{_ASKED}；还不满，截止以前也许补得足", _SEEN, "补足还差的 {lacking} 个月以后再交"),
    "short": Words(_ASKED, _SEEN, "还差 {lacking} 个月"),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge a physician's service at the grass roots (基本医疗卫生与健康促进法 第五十六条)."""
    title = facts.title
    if title is not None and title not in _TITLES:
        return Reason("other_title", Verdict.NOT_APPLICABLE)
    asked, served = law.parameter("grassroots"), facts.grassroots_months
    params: Items = (("months", asked.months),)
    cites = (asked.cite,)
    if served is not None and served >= asked.months:
        return Reason("enough", Verdict.MEETS, params, (("served", served),), cites=cites)
    if title is None:
        missing = ("title",) if served is not None else ("title", "grassroots_months")
        return Reason("title_missing", Verdict.UNKNOWN, params, missing=missing, cites=cites)
    if served is None:
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=("grassroots_months",), cites=cites)
    lacking = asked.months - served
    seen: Items = (("served", served), ("lacking", lacking))
    # Days beyond the whole months may have been served, too.
    earliest = after(law.today, months=lacking - 1)
    if facts.committee is not None and any(earliest < one.last for one in handing_in(facts, law)):
        return Reason("may_reach", Verdict.UNCONFIRMED, params, seen, cites=cites)
    return Reason("short", Verdict.FAILS, params, seen, cites=cites)
