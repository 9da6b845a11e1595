"""继续教育专业科目学时

专业科目一般不少于总学时的三分之二，按每年 90 学时就是 60 学时（人社部令第25号）。
全国规定里有“一般”两个字；省里的规定没有看到，要以它为准。

符合：
    hours: [{year: 2020, professional: 66}, {year: 2021, professional: 60}]
不符合：
    hours: [{year: 2020, professional: 40}]
怎么办：本年度的尽快补学；哪些课算专业科目，由行业主管部门定，问附件2 的联系人。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Reason
from zhicheng_cli.applicant.rules.shared.judged_hours import hours_asked, hours_words, judge_hours

CODE = "R511"
READS = ("committee", "route", "hours_previous_professional", "hours_current_professional")
PARAMETERS = ("hours.professional",)

_HOURS = hours_asked("professional", "hours.professional")
WORDS = hours_words("专业科目每年一般不少于{least}学时（{whose}规定）")


def judge(facts: Facts, law: Law) -> Reason:
    """Judge the professional hours of each year (人社部令第25号 第八条)."""
    return judge_hours(facts, law, _HOURS)
