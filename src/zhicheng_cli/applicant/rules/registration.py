"""继续教育学时已登记、已认定

参加评审的人，要在市里的继续教育学时登记系统登记本年度和上一年度的学时，
经行业主管部门认定后才是有效学时。更早的年度仍按原来的办法。

符合：
    hours:
      - {year: 2020, registered: true, recognised: true}
      - {year: 2021, registered: true, recognised: true}
不符合：
    hours:
      - {year: 2020, registered: true, recognised: false}
怎么办：到系统登记，再请行业主管部门认定；找谁见继续教育联系人（zc contacts）。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import is_initial
from zhicheng_cli.applicant.rules.shared.examined import EXAM_WORDS, examined

CODE = "R509"
SIDE = Side.FORMALITIES
_STEPS = ("registered", "recognised")
_HOURS = tuple(f"hours_{year}_{step}" for year in ("previous", "current") for step in _STEPS)
READS = ("title", "committee", "route", *_HOURS)
AWAITS = tuple(f"hours_current_{step}" for step in _STEPS)
PARAMETERS = ("hours.registration",)
TO_DO = "{previous}、{current}年度学时在市系统登记，再请行业主管部门认定"

_ASKED = "{previous}、{current}年度的继续教育学时要在市系统登记，并经行业主管部门认定"
_REMEDY = "先在市系统登记，再请行业主管部门（继续教育联系人）认定"
WORDS = {
    **EXAM_WORDS,
    "initial": Words("通知只对参加评审的人写明，初定没有写"),
    "done": Words(_ASKED),
    "input_missing": Words(_ASKED),
    "not_registered": Words(f"{_ASKED}，有的年度没有登记", "没有登记的：{years}", _REMEDY),
    "not_recognised": Words(f"{_ASKED}，有的年度没有认定", "没有认定的：{years}", _REMEDY),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge whether the hours of both years are registered and recognised (通知二（二）)."""
    if is_initial(facts, law):
        return Reason("initial", Verdict.NOT_APPLICABLE)
    if by_exam := examined(facts, law):
        return by_exam
    years = {"previous": law.plan.year - 1, "current": law.plan.year}
    params: Items = tuple(years.items())
    cites = (law.parameter("hours.registration").cite,)
    for step in _STEPS:
        lacking = [str(year) for key, year in years.items() if getattr(facts, f"hours_{key}_{step}") is False]
        if lacking:
            return Reason(f"not_{step}", Verdict.FAILS, params, (("years", "、".join(lacking)),), cites=cites)
    missing = tuple(name for name in _HOURS if getattr(facts, name) is None)
    if missing:
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=missing, cites=cites)
    return Reason("done", Verdict.MEETS, params, cites=cites)
