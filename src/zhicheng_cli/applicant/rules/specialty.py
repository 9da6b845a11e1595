"""专业在评委会的范围内

计划备注栏列有专业的，收所列的专业；没有列专业的，看评委会的名称和系列。别名（如 暖通 → 建筑）是编者的理解，
不是通知的话，只说待核实。这一行没有印、另有评委会印着的专业，这里不收；通知哪里都没有印的词（如 结构工程），
不等于不收：请问材料接收单位。有的专业另印有“(初、中级除外)”，那几级不收。

符合：
    target: {title: 工程师, committee: 12, specialty: 建筑}
不符合：
    target: {title: 工程师, committee: 12, specialty: 特种设备}
怎么办：改报收这个专业的评委会；专业尽量照计划里的写法写。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.plan_rows import listed
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.committees import COLUMNS, Committee, LevelLimit
from zhicheng_cli.plan.fit import Fit
from zhicheng_cli.plan.unprinted import Unprinted, goes_by_series, kindred, lists_specialties, unprinted

CODE = "R502"
SIDE = Side.CONDITIONS
READS = ("title", "committee", "specialty")
PARAMETERS = ()
PLAN_COLUMNS = ("评委单位名称（内容）", "备注")

#: The reasons by which a row neither takes a specialty nor refuses it: nothing in it speaks of the word.
SILENT = ("not_printed", "for_other_titles", "alias_elsewhere")
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
    "branch": Words("第{other}行印着它是“{words}”的一支，第{no}行收“{words}”，没有写明收不收这一支", _WRITTEN, _ASK),
    "not_here": Words("第{no}行没有印这个专业，另有评委会印着", _WRITTEN, _OTHERS),
    "alias_elsewhere": Words(
        "第{no}行没有印这个词；按编者的理解，它归别的评委会", _WRITTEN, f"{_ASK}；编者所归的有：{{others}}"
    ),
    "for_other_titles": Words(
        "第{no}行没有印这个专业；印着它的{others}不评审、不推荐这个职称，哪里收，通知没有说", _WRITTEN, _ASK
    ),
    "not_printed": Words("通知没有印这个词，不等于第{no}行不收", _WRITTEN, f"{_ASK}，或照计划里的写法写"),
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
    if specialty is None and goes_by_series(of):
        return Reason("no_specialties", Verdict.NOT_APPLICABLE, no, cites=_cites(of, law))
    if specialty is None:
        return Reason("specialty_missing", Verdict.UNKNOWN, no, missing=("specialty",), cites=_cites(of, law))
    fit = law.rows.fit(of.no, specialty, facts.title)
    asked = law.search.asked_field(specialty, facts.title)
    found = kindred(of, asked, law.search) if fit and fit.place == "别名" else None
    if fit is None or found:
        found = found or unprinted(of, asked, facts.title, law.search)
        return _of_unprinted(of, found, specialty, law)
    limit = next((one for one in of.except_levels if one.specialty == fit.words), None)
    return (limit and _of_level(of, limit, specialty, facts.title, law)) or _with_fit(of, fit, specialty, law)


def _with_fit(of: Committee, fit: Fit, specialty: str, law: Law) -> Reason:
    if not fit.exact and law.rows.in_name(of, specialty):
        fit = Fit("名称", of.name, exact=True)
    column = COLUMNS["name"] if fit.place == "名称" or not lists_specialties(of) else COLUMNS["remarks"]
    place = "系列" if fit.place == "系列" else column
    params: Items = (("no", of.no), ("place", place), ("words", fit.words))
    seen: Items = (("specialty", specialty),)
    cites = (law.column(of, column),)
    # A series is wider than the specialties that a row lists: 工程 is not 建筑.
    if fit.exact and not (fit.place == "系列" and lists_specialties(of)):
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


def _of_unprinted(of: Committee, found: Unprinted, specialty: str, law: Law) -> Reason:
    """The answer where the row does not print it: whether another one names it tells."""
    verdict = Verdict.FAILS if found.code == "not_here" else Verdict.UNCONFIRMED
    cites = (law.column(found.others[0], COLUMNS["remarks"]),) if found.code == "branch" else _cites(of, law)
    return Reason(found.code, verdict, (("no", of.no), *_params(of, found)), (("specialty", specialty),), cites=cites)


def _params(of: Committee, found: Unprinted) -> Items:
    """What the sentence needs beside the number."""
    if found.code == "branch":
        return (("words", found.words), ("other", found.others[0].no))
    if found.code == "in_part":
        return (("place", COLUMNS["remarks" if lists_specialties(of) else "name"]), ("words", found.words))
    if found.words:
        return (("words", found.words),)
    return (("others", listed(found.others)),) if found.others else ()


def _cites(of: Committee, law: Law) -> tuple[Citation, ...]:
    return (law.column(of, COLUMNS["remarks" if lists_specialties(of) else "name"]),)
