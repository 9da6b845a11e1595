"""The facts that rules judge: one flat record, the same for a dossier and for a row of a roster.

Every value is hashable and every field may be None, which means "not given", never "no". The table
`FIELDS` is the record's documentation: where in a dossier a fact is written, what a roster calls it,
and what may be written there.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple


class Shape(StrEnum):
    """What is written in a roster's cell for a fact."""

    #: A person's own words.
    TEXT = "text"
    #: What is looked up or compared.
    WORD = "word"
    CHOICE = "choice"
    NUMBER = "number"
    #: A very day.
    DAY = "day"
    #: A day, or a month that stands for its last.
    DATE = "date"
    FLAG = "flag"
    COMMITTEE = "committee"
    #: Words separated by 、; 无 = none.
    WORDS = "words"
    #: `警告 2020-05-01` or a date alone, separated by 、; 无 = none.
    DATED = "dated"
    #: `助理农艺师 2013-03-01` or the word alone, separated by 、; 无 = none.
    NAMED = "named"
    #: `2020 合格`, separated by 、.
    GRADED = "graded"
    #: `论文√、业绩表×`: a name and whether it is there.
    PAPERS = "papers"


class Field(NamedTuple):
    """One fact.

    Attributes:
        name: the attribute of `Facts`.
        path: where a dossier holds it; `[]` stands for the entry that counts.
        label: in words; a roster's heading.
        shape: how a roster writes it.
        choices: the words that may stand there.
        about: meaning, and how it is drawn from a dossier where that is not plain.
        units: what may stand behind a number.
    """

    name: str
    path: str
    label: str
    shape: Shape
    choices: tuple[str, ...] = ()
    about: str = ""
    units: tuple[str, ...] = ()


#: 学历、学位 by rank, lowest first; the same order as `degrees` in the rules' data.
DEGREES = ("高中", "中职", "大专", "本科", "第二学士", "硕士", "博士")
STATUSES = ("在职", "退休", "公务员", "参公管理")
EMPLOYERS = ("事业单位", "机关", "国有企业", "民营企业", "外资企业", "社会组织", "个体或自由职业")
WAYS = ("评审", "考试", "初定", "确认", "外省")
ROUTES = ("评审", "推荐", "初定", "确认", "直通车")
STANDINGS = (
    "援藏", "援疆", "援青", "援外", "东西部扶贫协作", "博士后出站", "引进高层次人才", "外省调入", "破格",
)  # fmt: skip
PENALTIES = ("警告", "记过", "记大过", "降低岗位等级", "降级", "撤职", "开除")
GRADES = ("优秀", "合格", "基本合格", "不合格", "不定等次")

_HOURS = (
    ("total", "total", "总学时", Shape.NUMBER),
    ("general", "general", "一般公需", Shape.NUMBER),
    ("industry", "industry", "行业公需", Shape.NUMBER),
    ("professional", "professional", "专业科目", Shape.NUMBER),
    ("registered", "registered", "已登记", Shape.FLAG),
    ("recognised", "recognised", "已认定", Shape.FLAG),
)


def _hours(name: str, when: str) -> tuple[Field, ...]:
    about = f"{when}的继续教育学时"
    return tuple(
        Field(f"hours_{name}_{key}", f"hours[{name}].{path}", f"{when}学时{label}", shape, (), about, ("学时",))
        for key, path, label, shape in _HOURS
    )


FIELDS: tuple[Field, ...] = (
    Field("title", "target.title", "申报职称", Shape.WORD, about="全名，例如 工程师"),
    Field("committee", "target.committee", "评委会序号", Shape.COMMITTEE, about="计划里的序号"),
    Field("specialty", "target.specialty", "申报专业", Shape.WORD),
    Field("route", "target.route", "申报途径", Shape.CHOICE, ROUTES),
    Field("submitted", "target.submitted", "交材料日期", Shape.DAY, about="已交的写交的那天"),
    Field("status", "applicant.status", "在职状态", Shape.CHOICE, STATUSES),
    Field("manager", "applicant.manager", "是否管理人员", Shape.FLAG, about="政务处分法第二十、二十一条所说的"),
    Field("employer", "employer.name", "单位", Shape.TEXT),
    Field("county", "employer.county", "县区", Shape.WORD, about="县、区；市属单位照通知的叫法写"),
    Field("employer_kind", "employer.kind", "单位性质", Shape.CHOICE, EMPLOYERS),
    Field("self_appointing", "employer.self_appointing", "是否自主评聘单位", Shape.FLAG),
    Field("industry", "employer.industry", "行业", Shape.WORD),
    Field("degree", "education[].level", "最高学历", Shape.CHOICE, DEGREES, "所列学历、学位中最高的一个"),
    Field("degree_date", "education[].date", "最高学历取得日期", Shape.DATE),
    Field("degree_full_time", "education[].full_time", "最高学历是否全日制", Shape.FLAG),
    Field("degree_equivalent", "education[].level", "学历是否由技工院校折算", Shape.FLAG, about="如 高级工班 算大专"),
    Field("held_title", "titles[].title", "现有职称", Shape.WORD, about="同系列中级别最高的；没有职称写 无"),
    Field("held_series", "titles[].series", "现有职称系列", Shape.WORD),
    Field("obtained", "titles[].obtained", "现有职称取得日期", Shape.DATE),
    Field("appointed", "titles[].appointed", "现有职称聘任日期", Shape.DATE),
    Field("held_by", "titles[].how", "现有职称取得方式", Shape.CHOICE, WAYS),
    Field(
        "other_titles", "titles", "另有资格", Shape.NAMED,
        about="别的系列的或较低的，如 助理农艺师 2013-03-01；没有写 无",
    ),
    Field("work_since", "work[].from", "从事本专业起始日期", Shape.DATE, about="中断过的，按中断的天数往后推"),
    Field("work_after_degree_since", "work[].from", "学历后从业起始日期", Shape.DATE, about="只算取得最高学历以后的"),
    Field(
        "work_after_title_since", "work[].from", "现有职称后从业起始日期", Shape.DATE,
        about="只算取得现有职称以后的；中断过的，按中断的天数往后推",
    ),
    Field(
        "work_until", "work[].to", "从事本专业截止日期", Shape.DATE, about="已经不再从事的写最后一天；还在从事的不写",
    ),
    Field("other_work", "work[].specialty", "是否做过别的专业", Shape.FLAG, about="工作经历里有没有别的专业的"),
    Field(
        "grassroots_months", "work[].grassroots", "基层服务月数", Shape.NUMBER, (), "县级以下或对口支援机构",
        ("个月", "月"),
    ),
    *_hours("previous", "上年度"),
    *_hours("current", "本年度"),
    Field("exam", "exams[].kind", "考试", Shape.WORD, about="所报职称的考试；没有考写 无"),
    Field("exam_passed", "exams[].passed", "考试合格日期", Shape.DATE),
    Field("exam_valid_until", "exams[].valid_until", "考试合格有效期至", Shape.DATE),
    Field("discipline", "discipline", "处分", Shape.DATED, PENALTIES, "处分和生效日期，如 警告 2020-05-01；没有写 无"),
    Field("integrity", "integrity", "失信记录日期", Shape.DATED, about="记入职称评审诚信档案库的日期；没有写 无"),
    Field("assessments", "assessments", "年度考核", Shape.GRADED, GRADES, "如 2019 合格、2020 优秀"),
    Field("standing", "standing", "特殊身份", Shape.WORDS, STANDINGS, "没有写 无"),
    Field("materials", "materials", "材料", Shape.PAPERS, about="如 论文√、业绩表×"),
    Field("notice_from", "public_notice.from", "单位公示开始日期", Shape.DAY),
    Field("notice_to", "public_notice.to", "单位公示结束日期", Shape.DAY),
)  # fmt: skip
BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}

#: The word for "has none": of titles, exams.
NONE = "无"

Papers = tuple[tuple[str, bool | None, date | None], ...]


class Facts:
    """What is known of one person and the application; None = not given.

    Lists are tuples: `discipline` of (kind, day on which it took effect or None), `integrity` of days (None = day
    not given), `assessments` of (year, grade), `other_titles` of (title, day on which it was obtained or None),
    `materials` of (name, whether there, since when); an empty tuple means that there are none. `held_title` and
    `exam` are `NONE` where the dossier says that there is none.
    """

    title: str | None = None
    committee: int | None = None
    specialty: str | None = None
    route: str | None = None
    submitted: date | None = None
    status: str | None = None
    manager: bool | None = None
    employer: str | None = None
    county: str | None = None
    employer_kind: str | None = None
    self_appointing: bool | None = None
    industry: str | None = None
    degree: str | None = None
    degree_date: date | None = None
    degree_full_time: bool | None = None
    degree_equivalent: bool | None = None
    held_title: str | None = None
    held_series: str | None = None
    obtained: date | None = None
    appointed: date | None = None
    held_by: str | None = None
    other_titles: tuple[tuple[str, date | None], ...] | None = None
    work_since: date | None = None
    work_after_degree_since: date | None = None
    work_after_title_since: date | None = None
    work_until: date | None = None
    other_work: bool | None = None
    grassroots_months: int | None = None
    hours_previous_total: float | None = None
    hours_previous_general: float | None = None
    hours_previous_industry: float | None = None
    hours_previous_professional: float | None = None
    hours_previous_registered: bool | None = None
    hours_previous_recognised: bool | None = None
    hours_current_total: float | None = None
    hours_current_general: float | None = None
    hours_current_industry: float | None = None
    hours_current_professional: float | None = None
    hours_current_registered: bool | None = None
    hours_current_recognised: bool | None = None
    exam: str | None = None
    exam_passed: date | None = None
    exam_valid_until: date | None = None
    discipline: tuple[tuple[str, date | None], ...] | None = None
    integrity: tuple[date | None, ...] | None = None
    assessments: tuple[tuple[int, str], ...] | None = None
    standing: tuple[str, ...] | None = None
    materials: Papers | None = None
    notice_from: date | None = None
    notice_to: date | None = None

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)

    def given(self) -> dict[str, Any]:
        """The facts that are known, by name, in the order of `FIELDS`."""
        return {field.name: value for field in FIELDS if (value := getattr(self, field.name)) is not None}
