"""年度考核

没有查到省里对各系列年度考核的一般规定。只有正高级经济师，二手资料里说近三年年度考核要在合格以上，
所以只对它说按资料会怎样，其他职称不看这一条（评委会可能另有要求）。

符合：
    target: {title: 正高级经济师}
    assessments: [{year: 2018, grade: 合格}, {year: 2019, grade: 优秀}, {year: 2020, grade: 合格}]
不符合：
    target: {title: 正高级经济师}
    assessments: [{year: 2018, grade: 合格}, {year: 2019, grade: 基本合格}, {year: 2020, grade: 合格}]
怎么办：把近几年的考核等次写全；有不合格的，先问材料接收单位。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words

CODE = "R515"
SIDE = Side.CONDITIONS
READS = ("title", "assessments")
PARAMETERS = ("assessments.正高级经济师",)
ONLY_IF_KNOWN = True

_PASSING = ("优秀", "合格")
_ASKED = "据二手资料，申报{title}，近{years}年年度考核要在合格以上"
WORDS = {
    "no_words": Words("没有查到对年度考核的规定"),
    "input_missing": Words(_ASKED),
    "weak_met": Words(f"{_ASKED}；按它已达到，请核实"),
    "weak_short": Words(f"{_ASKED}；按它没有达到，请核实", "{year}年度{grade}"),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge the yearly assessments, for the one title of which anything is known."""
    identifier = f"assessments.{facts.title}"
    if not law.speaks_of(identifier):
        return Reason("no_words", Verdict.NOT_APPLICABLE)
    asked = law.parameter(identifier)
    params: Items = (("title", facts.title or ""), ("years", asked.number))
    wanted = range(law.plan.year - asked.number, law.plan.year)
    given = [(year, grade) for year, grade in facts.assessments or () if year in wanted]
    below = min(((year, grade) for year, grade in given if grade not in _PASSING), default=None)
    if below:
        seen: Items = (("year", below[0]), ("grade", below[1]))
        return Reason("weak_short", Verdict.UNCONFIRMED, params, seen, cites=(asked.cite,))
    if {year for year, _ in given} != set(wanted):
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=("assessments",), cites=(asked.cite,))
    return Reason("weak_met", Verdict.UNCONFIRMED, params, cites=(asked.cite,))
