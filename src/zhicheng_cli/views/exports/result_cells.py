"""The columns of a roster's result, as every form of file has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.judgement.assessment import LATER
from zhicheng_cli.applicant.law.verdicts import IN_WORDS, WEIGHT
from zhicheng_cli.applicant.roster.tally import Answered
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.views.answers.roster_answer import BY_MONTH, COLUMNS, UNSOUND
from zhicheng_cli.views.parts.wording import heading_text, receivers_dialled

_VERDICTS = [IN_WORDS[verdict] for verdict in WEIGHT]


def result_cells(answered: Answered, plan: Plan) -> list[Any]:
    """The result's columns as arrays, in their order; texts but for the row and the day."""
    people = answered.people
    ours = {
        "行号": people.column("row"),
        "姓名": people.column("name"),
        "身份证号": pc.fill_null(people.column("identity"), ""),
        "申报职称": people.column("title"),
        "结论": pa.array(_VERDICTS).take(people.column("verdict")),
        "条件": people.column("conditions"),
        "手续": people.column("formalities"),
        "理由": answered.reasons,
        "要做的事": _to_do(people),
        "评委会": _committee(people, plan),
        "材料接收单位": _receivers(people, plan),
        "最早日期": people.column("from_day"),
        "备注": _remarks(people),
        "缺少的信息": people.column("missing"),
        "未了结的理由": answered.open,
        "全部理由": answered.all,
    }
    return [*(ours[name] for name in COLUMNS), *(people.column(key) for key in people.schema.names if key[0] == "+")]


def _committee(people: Any, plan: Plan) -> Any:
    """Number and name, and how it was found, or why there is none."""
    names = _of_committees(people, {one.no: heading_text(one) for one in plan.committees})
    told = pc.fill_null(pc.binary_join_element_wise("（", people.column("found"), "）", ""), "")
    return pc.binary_join_element_wise(names, told, "")


def _receivers(people: Any, plan: Plan) -> Any:
    """Units and phones, these with their area code."""
    return _of_committees(people, {one.no: receivers_dialled(one, plan) for one in plan.committees})


def _of_committees(people: Any, texts: Mapping[int, str]) -> Any:
    coded = people.column("committee").dictionary_encode()
    known = pa.array([texts.get(number, "") for number in coded.dictionary.to_pylist()], pa.string())
    return pc.fill_null(known.take(coded.indices), "")


def _to_do(people: Any) -> Any:
    """What is missing in the roster, then the steps."""
    missing, steps = people.column("fill_in"), people.column("to_do")
    asked = pc.if_else(pc.equal(missing, ""), "", pc.binary_join_element_wise("名册里先补上：", missing, ""))
    between = pc.if_else(pc.or_(pc.equal(missing, ""), pc.equal(steps, "")), "", "\n")
    return pc.binary_join_element_wise(asked, between, steps, "")


def _remarks(people: Any) -> Any:
    months, later = people.column("by_month"), people.column("later").cast(pa.string())
    before, behind = f"；最早日期 {LATER}".split("{later}")
    remarks = (
        pc.if_else(people.column("unsound"), f"；{UNSOUND}", ""),
        pc.if_else(pc.equal(months, ""), "", pc.binary_join_element_wise(f"；{BY_MONTH}", months, "")),
        pc.fill_null(pc.binary_join_element_wise(before, later, behind, ""), ""),
    )
    return pc.utf8_slice_codeunits(pc.binary_join_element_wise(*remarks, ""), 1)
