"""申报途径对得上

以考代评的职称考试合格即取得，不评审；考评结合的先考后评；委托评审的由市里委托别处评审；自主评审单位自己评；
初定不评审。
通知写明初中级通过考试取得的（如 经济、会计），不再初定。
确认、直通车走特殊渠道，由人认定。

符合：
    target: {title: 工程师, committee: 12, route: 评审}
不符合：
    target: {title: 会计师, committee: 18, route: 评审}
怎么办：以考代评的去考试；初定的报计划里办初定的那一行；其余把途径改成这个评委会有的。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.plan_rows import column_of, listed
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.committees import COLUMNS, Committee, Route

CODE = "R504"
SIDE = Side.CONDITIONS
READS = ("title", "committee", "specialty", "route")
PARAMETERS = ("standing", "fast_track")
PLAN_COLUMNS = ("评委单位名称（内容）", "备注")

_WRITTEN = "第{no}行写有“{words}”"
_SPECIAL = ("确认", "直通车")
_TEXTS = {
    "评审": "reviewed",
    "考评结合": "exam_and_review",
    "委托评审": "entrusted",
    "自主评审": "self_reviewed",
}
WORDS = {
    "committee_missing": Words(lacks="没有写报哪个评委会，不能看途径"),
    "title_missing": Words(lacks="没有写申报什么职称，不能看途径"),
    "route_missing": Words(lacks="没有写申报途径"),
    "no_way": Words("第{no}行没有通到这个职称的途径，见 R501"),
    "confirmation": Words(
        "特定对象的职称确认由评委会办公室审核、{centre}确认、{office}发文或发证", "", "先问评委会办公室"
    ),
    "fast_track": Words("直通车一事一议、随到随评或直接申报，由人认定", "", "先问评委会办公室"),
    "by_exam": Words(f"{_WRITTEN}：这个职称通过考试取得，不评审", "", "参加相应的专业技术资格考试"),
    "initial": Words("{words}，不评审"),
    "initial_excluded": Words("通知写明{series}专业的初中级通过考试取得，不再初定", "", "参加相应的专业技术资格考试"),
    "initial_elsewhere": Words("第{no}行不办初定", "", "初定报{others}；要在这里评审，途径改为 评审"),
    "only_initial": Words("第{no}行只办初定，不评审", "", "要评审，改报评审这个职称的评委会；要初定，途径改为 初定"),
    "reviewed_here": Words("第{no}行自己评审这个职称，不是推荐", "", "途径改为 评审"),
    "reviewed": Words("第{no}行由评审委员会评审"),
    "recommended": Words("第{no}行推荐，在别处评审"),
    "exam_and_review": Words(f"{_WRITTEN}：先考试，合格后评审"),
    "entrusted": Words(f"{_WRITTEN}：由市里委托别处评审"),
    "self_reviewed": Words(f"{_WRITTEN}：由单位自主评审"),
    "either": Words("第{no}行写有“{words}”，哪些职称走哪一条，通知没有写", "", "请先问材料接收单位"),
    "by_series": Words("这个职称在第{no}行属于几个系列，途径不同（{words}）", "", "专业照计划里的写法写"),
    "series_missing": Words("这个职称在第{no}行属于几个系列，途径不同（{words}），要看专业"),
}  # fmt: skip


def judge(facts: Facts, law: Law) -> Reason:
    """Judge whether the way asked for leads to the title at that committee (附件1; 通知二（一）4)."""
    route, of = facts.route, law.committee(facts.committee)
    if route in _SPECIAL:
        return _special(route, law)
    excluded = _excluded(facts, law) if route == "初定" else None
    if excluded is not None:
        return excluded
    if of is None:
        names = ("title", "committee", "route")
        missing = tuple(name for name in names if name == "committee" or getattr(facts, name) is None)
        return Reason("committee_missing", Verdict.UNKNOWN, missing=missing)
    if of.kind == "初定" or route == "初定":
        return _initial(of, route, facts.title, law)
    if facts.title is None:
        missing = ("title",) if route else ("title", "route")
        return Reason("title_missing", Verdict.UNKNOWN, missing=missing)
    return _way(of, facts.title, facts, law)


def _special(route: str, law: Law) -> Reason:
    """The answer on a way that people open."""
    if route == "直通车":
        return Reason("fast_track", Verdict.DISCRETION, cites=(law.parameter("fast_track").cite,))
    params: Items = (("centre", law.plan.region.centre), ("office", law.plan.region.bureau))
    return Reason("confirmation", Verdict.DISCRETION, params, cites=(law.parameter("standing").cite,))


def _excluded(facts: Facts, law: Law) -> Reason | None:
    """初定 of a title that is to be had by examination only, whatever the committee."""
    target = law.target(facts.title, facts.committee)
    for one in law.plan.committees:
        series = one.scope.get("excludes_series", ())
        if target is not None and target.series in series and any(way.leads_to(target) for way in one.routes):
            cites = (law.column(one, COLUMNS["remarks"]),)
            return Reason("initial_excluded", Verdict.FAILS, (("series", "、".join(series)),), cites=cites)
    return None


def _initial(of: Committee, route: str | None, title: str | None, law: Law) -> Reason:
    no: Items = (("no", of.no),)
    cites: tuple[Citation, ...] = (law.column(of, COLUMNS["name"]),)
    if of.kind != "初定":
        rows = [one for one in law.plan.committees if one.kind == "初定"]
        cites = tuple(law.column(one, COLUMNS["name"]) for one in rows)
        params: Items = (*no, ("others", listed(rows)))
        return Reason("initial_elsewhere", Verdict.FAILS, params, cites=cites)
    if route is None:
        return Reason("route_missing", Verdict.UNKNOWN, missing=("route",), cites=cites)
    if route != "初定":
        return Reason("only_initial", Verdict.FAILS, no, cites=cites)
    if title is None:
        return Reason("title_missing", Verdict.UNKNOWN, missing=("title",))
    target = law.target(title, of.no)
    if target is not None and not any(way.leads_to(target) for way in of.routes):
        return Reason("no_way", Verdict.NOT_APPLICABLE, no)
    return Reason("initial", Verdict.MEETS, (("words", of.name),), cites=cites)


def _way(of: Committee, title: str, facts: Facts, law: Law) -> Reason:
    ways = law.rows.ways(of.no, title, facts.specialty) if law.rows.takes(of.no, title) else ()
    no: Items = (("no", of.no),)
    if not any(ways):
        return Reason("no_way", Verdict.NOT_APPLICABLE, no)
    printed = tuple(dict.fromkeys(route for way in ways for route in way))
    cites = tuple(law.column(of, column_of(of, route.words)) for route in printed)
    params: Items = (*no, ("words", "、".join(route.words for route in printed)))
    if all(route.route == "以考代评" for route in printed):
        return Reason("by_exam", Verdict.FAILS, params, cites=cites)
    taken = law.rows.takes(of.no, title)
    if facts.route == "推荐" and taken is not None and taken.column == "所评":
        return Reason("reviewed_here", Verdict.FAILS, no, cites=(law.column(of, COLUMNS["reviews"]),))
    asked = ("route",) if facts.route is None else ()
    if len(ways) > 1:
        if facts.specialty is None:
            return Reason("series_missing", Verdict.UNKNOWN, params, missing=("specialty", *asked), cites=cites)
        reason = Reason("by_series", Verdict.UNCONFIRMED, params, cites=cites)
    elif len(printed) > 1:
        reason = Reason("either", Verdict.UNCONFIRMED, params, cites=cites)
    else:
        reason = _one_way(of, printed[0], taken is not None and taken.column == "推荐", params, law)
    return Reason("route_missing", Verdict.UNKNOWN, missing=asked, cites=cites) if asked else reason


def _one_way(of: Committee, route: Route, is_recommended: bool, params: Items, law: Law) -> Reason:
    column = column_of(of, route.words)
    if route.route == "初定":
        return Reason("only_initial", Verdict.FAILS, params[:1], cites=(law.column(of, column),))
    code = _TEXTS[route.route]
    if code == "reviewed":
        params = params[:1]
        if is_recommended:
            code, column = "recommended", COLUMNS["recommends"]
    return Reason(code, Verdict.MEETS, params, cites=(law.column(of, column),))
