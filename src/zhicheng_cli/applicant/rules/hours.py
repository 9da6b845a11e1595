"""继续教育总学时

专业技术人员每年参加继续教育累计不少于 90 学时（人社部令第25号）。这是全国的数；省里的规定没有看到，要以它为准。
上一年度已经过完，不足的不符合；本年度还没有过完，不足的待核实：没有查到要在哪一天以前学满。
通知写明学时算到哪天的看那天（各级、各批可以不同），过了的不符合；算到上一年年底的，本年度的不看。
几年能不能合并、平均，没有查到依据，这里逐年看。一般公需、行业公需各要多少，各处说法不一，请问继续教育联系人。

符合：
    hours: [{year: 2020, total: 96}, {year: 2021, total: 90}]
不符合：
    hours: [{year: 2020, total: 72}]
怎么办：本年度的尽快补学；上一年度不足的，问继续教育联系人能不能补登。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Reason, Side
from zhicheng_cli.applicant.rules.shared.judged_hours import hours_in_all, hours_words, judge_hours

CODE = "R510"
SIDE = Side.FORMALITIES
READS = (
    "title", "committee", "county", "route", "submitted", "hours_previous_total", "hours_current_total",
)  # fmt: skip
AWAITS = ("hours_current_total",)
PARAMETERS = ("hours.total",)
TO_DO = "查{previous}、{current}年度总学时是否各满{least}学时"

_HOURS = hours_in_all()
WORDS = hours_words("每年累计不少于{least}学时（{whose}规定）", "总学时")


def judge(facts: Facts, law: Law) -> Reason:
    """Judge the total of each year (人社部令第25号 第八条)."""
    return judge_hours(facts, law, _HOURS, told=True)


def brief(facts: Facts, law: Law) -> Reason:
    """As `judge`, without the hours themselves: two persons with different ones may be answered alike."""
    return judge_hours(facts, law, _HOURS, told=False)
