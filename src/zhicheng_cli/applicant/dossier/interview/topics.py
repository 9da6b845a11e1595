"""What is asked of a person, as one would ask: every question of the interview, in the order of a conversation."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import EMPLOYERS, STANDINGS, STATUSES
from zhicheng_cli.written.yes_no import NO, YES

_HAS_NONE = "没有"


class Topic(NamedTuple):
    """One question.

    Attributes:
        key: its name.
        label: what it is called in a list of what has been answered.
        facts: what the answer tells, by name; it is asked where a rule misses one of them.
        text: the question; may name `{previous}` and `{current}` (years), `{title}`, `{held}`, `{years}`.
        hint: what to write.
        choices: to be picked from.
        samples: answers of every kind, to look ahead with; the choices, where there are none.
        absent: where a dossier holds the answer: it is asked only where all of these are missing.
        needs: the list that must hold something for the question to make sense; or empty.
    """

    key: str
    label: str
    facts: tuple[str, ...]
    text: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    needs: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """Answers of every kind."""
        return self.samples or self.choices


#: What people call a degree, and how a dossier writes it.
DEGREES_CALLED = {
    "博士": {"level": "研究生", "degree": "博士"},
    "硕士": {"level": "研究生", "degree": "硕士"},
    "双学士": {"level": "本科", "degree": "第二学士"},
    "本科": {"level": "本科"},
    "大专": {"level": "大专"},
    "中专、职高、技校": {"level": "中专"},
    "高中": {"level": "高中"},
    "技师班": {"level": "技师班"},
    "预备技师班": {"level": "预备技师班"},
    "高级工班": {"level": "高级工班"},
}
#: How far last year's and this year's hours are registered and recognised: the answer → the steps of each year.
REGISTERED = {
    "两年都登记、认定了": ({"registered": True, "recognised": True}, {"registered": True, "recognised": True}),
    "只有今年的还没有认定": ({"registered": True, "recognised": True}, {"recognised": False}),
    "只有去年的还没有认定": ({"recognised": False}, {"registered": True, "recognised": True}),
    "都登记了，都还没有认定": (
        {"registered": True, "recognised": False}, {"registered": True, "recognised": False},
    ),
    "都还没有登记": ({"registered": False}, {"registered": False}),
}  # fmt: skip
#: Whether there are papers, and what there are.
CLEAN, BLEMISHED = "都没有", "有"
READY, LACKING = "齐了", "还没有齐"
PASSED, NOT_PASSED = "合格了", "没有考，或没有合格"
#: How a title is got that graduates may have without a review.
INITIALLY, BY_REVIEW = "初定：毕业后第一次定职称，按学历和工作年限定，不评审", "评审：交材料由评委会评"

_YES_NO = (YES, NO)
#: The question that spares two others.
RECORD = "record"

TITLE = Topic(
    "title",
    "想评的职称",
    ("title",),
    "想评什么职称",
    "写全名，如 工程师、高级教师、副主任护师",
    absent=("target.title",),
)
FIELD = Topic(
    "field", "专业或工作", ("specialty",), "做什么工作，或者学的什么专业", "如 机械设计、小学数学、护理",
    absent=("target.specialty",),
)  # fmt: skip
COUNTY = Topic("county", "单位在哪里", ("county",), "单位在哪里", absent=("employer.county",))
ROUTE = Topic(
    "route", "怎样取得", ("route",), "“{title}”有两种取得办法，是哪一种", "", (INITIALLY, BY_REVIEW),
    absent=("target.route", "target.committee"),
)  # fmt: skip
COMMITTEE = Topic(
    "committee", "报哪个评委会", ("committee",), "几个评委会都可能收，报哪一个", "不知道的，先按排在最前的一个看",
    absent=("target.committee",),
)  # fmt: skip
AGAIN = Topic("again", "", (), "改哪一项", "没有要改的按回车")

#: What is asked then, where a rule misses it.
PERSONAL = (
    Topic(
        "employer", "单位名称", ("employer",), "单位的全名是什么", "这个评委会只收一个单位自己的人", (),
        ("样例公司",), ("employer.name",),
    ),
    Topic(
        "self_appointing", "是否自主评聘单位", ("self_appointing",),
        "所在单位自己组织职称评审（自主评聘单位）吗", "不清楚的问单位人事", _YES_NO, (), ("employer.self_appointing",),
    ),
    Topic("status", "在职还是退休", ("status",), "现在在职吗", "", STATUSES, (), ("applicant.status",)),
    Topic(
        "degree", "最高学历和毕业年月", ("degree", "degree_date", "work_after_degree_since"),
        "最高学历是什么，哪年哪月毕业", "如 本科 2015-06；不记得年月的只写学历", tuple(DEGREES_CALLED),
        ("本科 2010-06", "硕士 2010-06", "大专 2010-06", "高中 2010-06"), ("education",),
    ),
    Topic(
        "graduated", "毕业年月", ("work_after_degree_since",), "最高学历是哪年哪月取得的", "如 2015-06", (),
        ("2010-06",), ("education[].date",), "education",
    ),
    Topic(
        "held", "现有职称和取得年月", ("held_title", "obtained"),
        "现在最高的职称是什么，证书上是哪年哪月", "如 助理工程师 2018-09；还没有职称写 没有", (),
        (_HAS_NONE, "工程师 2010-09", "助理工程师 2010-09"), ("titles",),
    ),
    Topic(
        "obtained", "取得职称的年月", ("obtained",), "“{held}”的证书上是哪年哪月", "如 2018-09", (),
        ("2010-09", "2020-09"), ("titles[].obtained",), "titles",
    ),
    Topic(
        "appointed", "聘任年月", ("appointed",), "单位哪年哪月聘你为{held}", "如 2018-10；没有聘过的按回车", (),
        ("2010-09", "2020-09"), ("titles[].appointed",), "titles",
    ),
    Topic(
        "work", "从事本专业的起止年月",
        ("work_since", "work_after_degree_since", "work_after_title_since", "grassroots_months"),
        "从哪年哪月开始做这个专业的工作", "如 2015-07；中断过的分段写：2010-07 至 2013-06、2015-07 至今", (),
        ("2010-07",), ("work",),
    ),
    Topic(
        "grassroots", "基层服务", ("grassroots_months",),
        "在县级以下或对口支援的医疗卫生机构工作过吗，哪年哪月到哪年哪月", "如 2012-01 至 2013-06；没有写 没有", (),
        (_HAS_NONE, "2012-01 至 2013-06"), ("work[].grassroots",), "work",
    ),
    Topic(
        "exam", "所报职称的考试", ("exam", "exam_valid_until"), "{title}的考试合格了吗", "", (PASSED, NOT_PASSED),
        (), ("exams",),
    ),
    Topic(
        "exam_valid_until", "考试有效期", ("exam_valid_until",), "合格证或成绩单上，有效期到哪天", "如 2023-12-31", (),
        ("2019-12-31", "2023-12-31"), ("exams[].valid_until",), "exams",
    ),
    Topic(
        "exam_passed", "考试合格的年月", ("exam_valid_until",), "考试是哪年哪月合格的", "如 2020-09", (),
        ("2020-09",), ("exams[].passed",), "exams",
    ),
    Topic(
        RECORD, "处分和失信记录", ("discipline", "integrity"),
        "受过处分，或者申报职称时被记过失信吗", "", (CLEAN, BLEMISHED), (), ("discipline", "integrity"),
    ),
    Topic(
        "discipline", "处分", ("discipline",), "受过什么处分，从哪天起生效", "如 记过 2020-05-01；没有写 没有",
        (), (_HAS_NONE, "记过 2010-05-01"), ("discipline",),
    ),
    Topic(
        "integrity", "失信记录", ("integrity",), "哪天记入了职称评审诚信档案", "如 2019-12-01；没有写 没有", (),
        (_HAS_NONE, "2010-12-01"), ("integrity",),
    ),
    Topic(
        "employer_kind", "单位性质", ("employer_kind",), "单位是什么性质", "", EMPLOYERS, (), ("employer.kind",),
    ),
    Topic(
        "manager", "是否管理人员", ("manager",), "在单位里是从事管理的人员吗", "", _YES_NO, (), ("applicant.manager",),
    ),
    Topic(
        "standing", "特殊情况", ("standing",), "有下面的情况吗", "可以写几个，用、隔开；都没有写 0", STANDINGS,
        ("0", "破格", "援藏"), ("standing",),
    ),
    Topic(
        "assessments", "年度考核", ("assessments",), "{years}这几年的年度考核各是什么等次", "如 合格、优秀、合格", (),
        ("合格、合格、合格", "合格、合格、不合格"), ("assessments",),
    ),
    Topic(
        "registered", "学时的登记和认定",
        ("hours_previous_registered", "hours_previous_recognised", "hours_current_registered",
         "hours_current_recognised"),
        "{previous}、{current} 两年的继续教育学时，在市里的系统登记、经主管部门认定了吗", "",
        tuple(REGISTERED),
    ),
    Topic(
        "hours_previous", "上年度学时", ("hours_previous_total", "hours_previous_professional"),
        "{previous} 年一共学了多少学时，其中专业科目多少", "如 96、66；只知道总数的写 96", (), ("96、66", "40、20"),
    ),
    Topic(
        "hours_current", "本年度学时", ("hours_current_total", "hours_current_professional"),
        "{current} 年到现在一共学了多少学时，其中专业科目多少", "如 90、60；还没有学写 0", (), ("90、60", "0、0"),
    ),
    Topic(
        "materials", "申报材料", ("materials",), "评委会要的申报材料都齐了吗", "", (READY, LACKING), (), ("materials",),
    ),
    Topic(
        "notice", "单位公示", ("notice_from", "notice_to"), "单位公示过了吗，从哪天到哪天",
        "如 2021-06-01 至 2021-06-08；还没有公示的按回车", (), ("2021-06-01 至 2021-06-08",), ("public_notice",),
    ),
)  # fmt: skip
