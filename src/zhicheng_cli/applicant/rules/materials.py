"""材料在截止前备齐

评审中发现材料不符合要求的，不再补充，所以交的时候就要齐。要哪些材料，通知没有列，以评委会的要求为准；
这里只看所列的是不是都在，交的那天（没有写的，今天到最迟日之间）是不是已经有了。

符合：
    materials: [{kind: 业绩报告, there: true, date: 2021-06-01}]
不符合：
    materials: [{kind: 论文, there: false}]
怎么办：在接收截止的稳妥日以前备齐。
"""

from __future__ import annotations

from collections.abc import Iterable

from zhicheng_cli.applicant.law.facts import Facts, Papers
from zhicheng_cli.applicant.law.handing_in import Place, missing_for_days, place_of_start
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import first_day, handing_in
from zhicheng_cli.applicant.rules.shared.examined import EXAM_WORDS, examined

CODE = "R517"
SIDE = Side.FORMALITIES
READS = ("title", "committee", "county", "submitted", "materials")
AWAITS = ("materials",)
PARAMETERS = ("materials",)
TO_DO = "备齐材料（要哪些，问材料接收单位）"

_ASKED = "评审中发现材料不符合要求的，不再补充，要在截止前备齐"
_REMEDY = "在接收截止的稳妥日以前备齐：{names}"
WORDS = {
    **EXAM_WORDS,
    "list_missing": Words(_ASKED, lacks="；没有列出材料"),
    "there": Words(f"{_ASKED}；所列的都在"),
    "lacking": Words(_ASKED, "还缺 {count} 份：{names}", _REMEDY),
    "too_late": Words(
        _ASKED, "交材料以后才有的 {count} 份：{names}", "问材料接收单位能否先交别的证明；{from_day} 起齐备"
    ),
    "may_be_late": Words(f"{_ASKED}；截止的那一天通知没有印", "稳妥日以后才有的 {count} 份：{names}", _REMEDY),
    "not_yet": Words(_ASKED, "现在还没有的 {count} 份：{names}", "{from_day} 起再交", awaited=True),
    "not_told": Words(_ASKED, "没有写在不在的 {count} 份：{names}"),
    "days_missing": Words(_ASKED, lacks="；要看交材料的日子"),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge whether the papers are there before the cut-off (通知二（三）)."""
    if by_exam := examined(facts, law):
        return by_exam
    cites = (law.parameter("materials").cite,)
    if not facts.materials:
        return Reason("list_missing", Verdict.UNKNOWN, missing=("materials",), cites=cites)
    lacking = [name for name, there, _ in facts.materials if there is False]
    if lacking:
        return Reason("lacking", Verdict.FAILS, seen=_named(lacking), cites=cites)
    return _in_time(facts, facts.materials, law)._replace(cites=cites)


def _in_time(facts: Facts, papers: Papers, law: Law) -> Reason:
    when = handing_in(facts, law)
    dated = [(name, place_of_start(day, when), day) for name, _, day in papers if day is not None]
    all_there, later = first_day(max((day for _, _, day in dated), default=law.today), when, law)
    late = [name for name, where, _ in dated if where is Place.AFTER]
    if late:
        return Reason("too_late", Verdict.FAILS, seen=(*_named(late), *later), from_day=all_there)
    not_told = [name for name, there, _ in papers if there is None]
    if not_told:
        return Reason("not_told", Verdict.UNKNOWN, seen=_named(not_told), missing=("materials",))
    if any(where is None for _, where, _ in dated):
        return Reason("days_missing", Verdict.UNKNOWN, missing=missing_for_days(facts.committee))
    awaited = [(name, where) for name, where, _ in dated if where is not Place.BEFORE]
    if not awaited:
        return Reason("there", Verdict.MEETS)
    code = "may_be_late" if any(where is Place.BETWEEN for _, where in awaited) else "not_yet"
    seen = (*_named(name for name, _ in awaited), *later)
    return Reason(code, Verdict.UNCONFIRMED, seen=seen, from_day=all_there)


def _named(names: Iterable[str]) -> Items:
    found = sorted(set(names))
    return (("count", len(found)), ("names", "、".join(found)))
