"""在职在岗

申报人要是单位的在职人员，离退休人员不得申报（职称评审管理暂行规定，见于转载）。
公务员、参公管理人员不参加职称评审，只见于二手资料和外省规定，所以说待核实。

符合：
    applicant: {status: 在职}
不符合：
    applicant: {status: 退休}
怎么办：公务员、参公管理的人，先问市里的人社部门。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words

CODE = "R512"
SIDE = Side.CONDITIONS
READS = ("status",)
PARAMETERS = ("bar.retired", "bar.civil_servant")

WORDS = {
    "input_missing": Words("离退休人员不得申报", lacks="，没有写是否在职"),
    "in_post": Words("在职人员可以申报"),
    "retired": Words("离退休人员不得申报"),
    "civil_servant": Words("公务员、参公管理人员不参加职称评审，依据有待核实", "", "请先问{office}"),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge whether the applicant is in post, or of those who are barred (人社部令第40号; 中办发〔2016〕77号)."""
    retired, servants = map(law.parameter, PARAMETERS)
    if facts.status is None:
        return Reason("input_missing", Verdict.UNKNOWN, missing=("status",), cites=(retired.cite,))
    if facts.status in retired.listed:
        return Reason("retired", Verdict.FAILS, cites=(retired.cite,))
    if facts.status not in servants.listed:
        return Reason("in_post", Verdict.MEETS, cites=(retired.cite,))
    office: Items = (("office", law.plan.region.bureau),)
    return Reason("civil_servant", Verdict.FAILS, office, cites=(servants.cite,))
