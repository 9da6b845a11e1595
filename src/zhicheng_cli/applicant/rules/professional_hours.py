"""继续教育专业科目学时

专业科目一般不少于总学时的三分之二，按每年 90 学时就是 60 学时（人社部令第25号 第八条）。总学时是所要求的 90，
还是所学的，条文没有写明：写了所学总学时的，两样都算，结果不同的待核实。条文里有“一般”两个字；省里的规定没有看到，要以它为准。

符合：
    hours: [{year: 2020, professional: 66}, {year: 2021, professional: 60}]
不符合：
    hours: [{year: 2020, professional: 40}]
怎么办：本年度的尽快补学；哪些课算专业科目，由行业主管部门定，问继续教育联系人。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Reason, Side, Words
from zhicheng_cli.applicant.rules.shared.judged_hours import hours_of_part, hours_words, judge_hours

CODE = "R511"
SIDE = Side.FORMALITIES
READS = (
    "title", "committee", "county", "route", "submitted", "hours_previous_professional",
    "hours_current_professional", "hours_previous_total", "hours_current_total",
)  # fmt: skip
AWAITS = ("hours_current_professional",)
PARAMETERS = ("hours.professional", "hours.total")
TO_DO = "查{previous}、{current}年度专业科目是否各满{least}学时"

_HOURS = hours_of_part("professional")
_ASKED = "{words}（{whose}规定），按每年{of}学时是{least}学时"
WORDS = hours_words(_ASKED, "专业科目") | {
    "open": Words(
        f"{_ASKED}；按{{year}}年度所学的总学时算，结果不同，规定没有写明按哪一个",
        "专业科目 {hours} 学时",
        "问继续教育联系人",
    )
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge the professional hours of each year (人社部令第25号 第八条)."""
    return judge_hours(facts, law, _HOURS, told=True)


def brief(facts: Facts, law: Law) -> Reason:
    """As `judge`, without the hours themselves: two persons with different ones may be answered alike."""
    return judge_hours(facts, law, _HOURS, told=False)
