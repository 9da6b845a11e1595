"""专业在评委会的范围内

附件1 备注栏列有专业的，只收所列的专业；列了专业又印有“等”字的，没有列出的专业收不收，通知没有说。
备注栏没有列专业的，看评委会的名称和系列。别名（如 暖通 → 建筑）是编者的理解，不是通知的话，只说待核实。
有的专业另印有“(初、中级除外)”，那几级不收。

符合：
    target: {title: 工程师, committee: 12, specialty: 建筑}
不符合：
    target: {title: 工程师, committee: 12, specialty: 特种设备}
怎么办：改报收这个专业的评委会；专业尽量照附件1 的写法写。
"""

from __future__ import annotations

import re

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.plan_rows import COLUMNS, listed
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict, Words
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.committees import Committee, LevelLimit
from zhicheng_cli.plan.fields import Fit

CODE = "R502"
READS = ("title", "committee", "specialty")
PARAMETERS = ()
PLAN_COLUMNS = ("评委单位名称（内容）", "备注")

_WRITTEN = "所写专业：{specialty}"
_ASK = "请先问材料接收单位"
_OTHERS = "收这个专业、也评审或推荐这个职称的有：{others}"
WORDS = {
    "committee_missing": Words(lacks="没有写报哪个评委会，不能看专业"),
    "specialty_missing": Words("第{no}行按专业收材料", lacks="，没有写申报什么专业"),
    "title_missing": Words("第{no}行印有“{words}”", lacks="，没有写申报什么职称，不能看级别"),
    "no_specialties": Words("第{no}行没有限定专业"),
    "taken": Words("第{no}行的{place}有“{words}”", _WRITTEN),
    "of_series": Words("第{no}行没有列具体专业，收{words}系列", _WRITTEN),
    "level_excepted": Words("第{no}行印有“{words}”，不收这一级", _WRITTEN, _ASK),
    "by_alias": Words("把所写专业归入第{no}行的“{words}”是编者的理解，不是通知的话", _WRITTEN, _ASK),
    "in_part": Words("所写专业只与第{no}行{place}的“{words}”有一部分相同", _WRITTEN, _ASK),
    "and_others": Words("第{no}行没有印这个专业，但所列专业之后印有“等”字", _WRITTEN, _ASK),
    "not_listed": Words("第{no}行没有列具体专业，只写“{words}”", _WRITTEN, _ASK),
    "not_here": Words("第{no}行不收这个专业", _WRITTEN, _OTHERS),
    "nowhere": Words(
        "第{no}行所列专业没有这一个", _WRITTEN, "附件1 没有评委会印着它；请照附件1 的写法写，或先问材料接收单位"
    ),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge whether the committee takes the specialty (附件1 备注)."""
    specialty = facts.specialty
    of = law.committee(facts.committee)
    if of is None:
        missing = ("committee",) if specialty else ("committee", "specialty")
        return Reason("committee_missing", Verdict.UNKNOWN, missing=missing)
    no: Items = (("no", of.no),)
    if not of.specialties:
        return Reason("no_specialties", Verdict.NOT_APPLICABLE, no, cites=_cites(of, law))
    if specialty is None and _by_series(of):
        return Reason("no_specialties", Verdict.NOT_APPLICABLE, no, cites=_cites(of, law))
    if specialty is None:
        return Reason("specialty_missing", Verdict.UNKNOWN, no, missing=("specialty",), cites=_cites(of, law))
    fit = law.rows.fit(of.no, specialty)
    if fit is None:
        return _without_fit(of, specialty, facts.title, law)
    limit = next((one for one in of.except_levels if one.specialty == fit.words), None)
    return (limit and _of_level(of, limit, specialty, facts.title, law)) or _with_fit(of, fit, specialty, law)


def _with_fit(of: Committee, fit: Fit, specialty: str, law: Law) -> Reason:
    column = COLUMNS["name"] if fit.place == "名称" or not _lists(of) else COLUMNS["remarks"]
    place = "系列" if fit.place == "系列" else column
    params: Items = (("no", of.no), ("place", place), ("words", fit.words))
    seen: Items = (("specialty", specialty),)
    cites = (law.column(of, column),)
    # A series is wider than the specialties that a row lists: 工程 is not 建筑.
    if fit.exact and not (fit.place == "系列" and _lists(of)):
        return Reason("of_series" if fit.place == "系列" else "taken", Verdict.MEETS, params, seen, cites=cites)
    code = "by_alias" if fit.place == "别名" else "in_part"
    return Reason(code, Verdict.UNCONFIRMED, params, seen, cites=cites)


def _of_level(of: Committee, limit: LevelLimit, specialty: str, title: str | None, law: Law) -> Reason | None:
    """The answer where the specialty is not taken at every level; None where the level is taken."""
    target = law.target(title, of.no)
    params: Items = (("no", of.no), ("words", limit.words))
    if target is None:
        return Reason("title_missing", Verdict.UNKNOWN, params, missing=("title",), cites=_cites(of, law))
    if target.level not in limit.levels:
        return None
    return Reason("level_excepted", Verdict.FAILS, params, (("specialty", specialty),), cites=_cites(of, law))


def _without_fit(of: Committee, specialty: str, title: str | None, law: Law) -> Reason:
    no: Items = (("no", of.no),)
    seen: Items = (("specialty", specialty),)
    cites = _cites(of, law)
    related = law.rows.related(of, specialty)
    if related is not None:
        params: Items = (*no, ("place", COLUMNS["remarks" if _lists(of) else "name"]), ("words", related))
        return Reason("in_part", Verdict.UNCONFIRMED, params, seen, cites=cites)
    if _says_and_others(of):
        return Reason("and_others", Verdict.UNCONFIRMED, no, seen, cites=cites)
    others = listed(_others(of, specialty, title, law))
    if others and not _by_series(of):
        return Reason("not_here", Verdict.FAILS, (*no, ("others", others)), seen, cites=cites)
    if not _lists(of):
        return Reason("not_listed", Verdict.UNCONFIRMED, (*no, ("words", "、".join(of.specialties))), seen, cites=cites)
    return Reason("nowhere", Verdict.FAILS, no, seen, cites=cites)


def _others(of: Committee, specialty: str, title: str | None, law: Law) -> list[Committee]:
    """The committees that take both specialty and title; those that print it before those that take it by an alias."""
    takers = law.rows.takers(title) if title is not None else law.plan.committees
    fits = [(one, law.rows.fit(one.no, specialty)) for one in takers if one.no != of.no]
    found = [(one, fit) for one, fit in fits if fit is not None]
    return [one for one, fit in found if fit.exact] or [one for one, _ in found]


def _lists(of: Committee) -> bool:
    """Whether the remarks list specialties; else those of the data are taken from the name."""
    return any(one in of.printed["remarks"] for one in of.specialties)


def _by_series(of: Committee) -> bool:
    """Whether the row lists no specialties and is of one series, so that the title tells all."""
    return not _lists(of) and len(of.series) == 1


def _says_and_others(of: Committee) -> bool:
    return any(re.search(rf"{re.escape(one)}([(（][^)）]*[)）])?等", of.printed["remarks"]) for one in of.specialties)


def _cites(of: Committee, law: Law) -> tuple[Citation, ...]:
    return (law.column(of, COLUMNS["remarks" if _lists(of) else "name"]),)
