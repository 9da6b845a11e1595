"""特殊身份和直通车

援藏、援疆、援青、援外、东西部扶贫协作人员，博士后出站人员，引进的高层次人才，外省调入人员，职称确认统一在省系统办：
评委会办公室审核，市里确认，发文或发证。能不能用、怎样用，由人认定。
直通车（一事一议、随到随评、直接申报）和破格也由人认定。没有特殊身份的走一般途径，不看这一条。

符合：
    standing: []                              # 不适用：走一般途径
不符合：
    standing: [援藏]                          # 不是不符合，是需人工认定
怎么办：带证明材料先问评委会办公室。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words

CODE = "R516"
SIDE = Side.CONDITIONS
READS = ("route", "standing")
PARAMETERS = ("standing", "fast_track")

_ASK = "带证明材料先问评委会办公室"
WORDS = {
    "list_missing": Words(lacks="没有写有没有特殊身份"),
    "none": Words("没有特殊身份，走一般途径"),
    "fast_track": Words("直通车一事一议、随到随评或直接申报，由人认定", "", _ASK),
    "special": Words(
        "特殊身份的职称确认，由评委会办公室审核、{centre}确认、{office}发文或发证", "特殊身份：{groups}", _ASK
    ),
    "exception": Words("破格由人认定", "", _ASK),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge whether the ordinary way is the applicant's (通知二（一）4)."""
    if facts.route == "直通车":
        return Reason("fast_track", Verdict.DISCRETION, cites=(law.parameter("fast_track").cite,))
    cites = (law.parameter("standing").cite,)
    if facts.standing is None:
        return Reason("list_missing", Verdict.UNKNOWN, missing=("standing",), cites=cites)
    if not facts.standing:
        return Reason("none", Verdict.NOT_APPLICABLE)
    groups = [one for one in sorted(facts.standing) if one != "破格"]
    if not groups:
        return Reason("exception", Verdict.DISCRETION)
    params: Items = (("centre", law.plan.region.centre), ("office", law.plan.region.bureau))
    return Reason("special", Verdict.DISCRETION, params, (("groups", "、".join(groups)),), cites=cites)
