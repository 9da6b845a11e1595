"""在职在岗

申报人要是单位的在职人员，离退休人员不得申报（职称评审管理暂行规定，见于转载）。
公务员、参公管理人员不参加职称评审，只见于二手资料和外省规定，所以说待核实。

符合：
    applicant: {status: 在职}
不符合：
    applicant: {status: 退休}
怎么办：公务员、参公管理的人，先问市人力社保局。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Reason, Verdict, Words

CODE = "R512"
READS = ("status",)
PARAMETERS = ("bar.retired", "bar.civil_servant")

WORDS = {
    "input_missing": Words("离退休人员不得申报", lacks="，没有写是否在职"),
    "in_post": Words("在职人员可以申报"),
    "retired": Words("离退休人员不得申报"),
    "civil_servant": Words("公务员、参公管理人员不参加职称评审，依据有待核实", "", "请先问市人力社保局"),
}
_BARS = {"退休": ("retired", "bar.retired"), "公务员": ("civil_servant", "bar.civil_servant")}
_BARS["参公管理"] = _BARS["公务员"]


def judge(facts: Facts, law: Law) -> Reason:
    """Judge whether the applicant is in post (人社部令第40号)."""
    retired = law.parameter("bar.retired").cite
    if facts.status is None:
        return Reason("input_missing", Verdict.UNKNOWN, missing=("status",), cites=(retired,))
    if facts.status not in _BARS:
        return Reason("in_post", Verdict.MEETS, cites=(retired,))
    code, parameter = _BARS[facts.status]
    return Reason(code, Verdict.FAILS, cites=(law.parameter(parameter).cite,))
