"""What a column holds, by the words of its header."""

from __future__ import annotations

import re
from enum import StrEnum

from zhicheng_cli.written.folding import folded


class Meaning(StrEnum):
    """What a column of a table holds; the values are the keys of `printed`, where they are any."""

    NO = "no"
    NAME = "name"
    REVIEWS = "reviews"
    RECOMMENDS = "recommends"
    CUTOFF = "cutoff"
    RECEIVERS = "receivers"
    REVIEW = "review"
    REMARKS = "remarks"
    PHONE = "phone"
    PERSON = "person"
    PLACE = "place"
    URL = "url"
    STAGE = "stage"
    SPECIALTY = "specialty"
    DEPARTMENT = "department"
    EXTRA = "extra"


_TIME = "时间|日期|期限|时限|时段|截止|截至|安排|进度|月份"
_BODY = "单位|部门|机构|窗口|地点|处室|科室"
_TAKES = "接收|受理|报送|收件|收取|递交|提交|接受|呈报|送交|送达|收材料"
_COMMITTEE = "评委会|评审委员会|评审专业委员会|评委单位|评审单位|评审机构|评审组织|评委库|评委名称"
_OFFICE = "办公室|办事机构|工作机构"
#: A time with one of these is none at which a committee sits.
_NO_SITTING = rf"^(?!.*(?:{_TAKES}|申报|报名|材料|资料|上报|上交|送审|截止|审核|缴费|公示|公布|结果))"
_SITS = "评审|评议|开评|评定|会评|上会"
#: The first that is found in a header tells its meaning.
_FORMS: tuple[tuple[Meaning, str], ...] = (
    (Meaning.EXTRA, "上年|去年|往年|上一年|监督|举报|投诉|传真|(?:评审|答辩|考试|面试|会议)地点"),
    (Meaning.NO, r"(?:序号|编号|编码|行号|顺序号?)$|^(?:序|号|项次|序列|次序|排序|#|no\.?|№)$"),
    (
        Meaning.REMARKS,
        r"(?:备注|说明|注|附注|其他说明|备注说明|有关说明)$|^备注|^备考$|^(?:其他|其它)(?:事项)?$|^注意事项$",
    ),
    (Meaning.URL, rf"(?:网址|网站|平台|系统|链接|入口)(?!.*(?:{_TIME}))"),
    (Meaning.PERSON, "(?:(?:联系|经办|负责|受理)人员?|联络人|对接人)(?!.*电话)"),
    (Meaning.PLACE, "地址"),
    (Meaning.RECEIVERS, rf"(?:{_BODY}|{_OFFICE}|{_TAKES}).*[及和与、，,(].*(?:电话|联系方式)"),
    (Meaning.PHONE, rf"(?:{_BODY}|{_OFFICE})(?:联系|咨询|办公)?(?:电话|号码)$"),
    (Meaning.RECEIVERS, rf"(?:{_TAKES}|联系|咨询|办理|申报|初审).*(?:{_BODY})(?!.*(?:{_TIME}))"),
    (Meaning.RECEIVERS, "(?:受理|接收|收件|报送)[点处]$"),
    (Meaning.PHONE, "电话|联系方式|手机|号码|座机|热线"),
    (Meaning.REVIEW, rf"{_NO_SITTING}.*(?:{_SITS}|评委会).*(?:{_TIME})"),
    (Meaning.REVIEW, rf"{_NO_SITTING}.*(?:{_TIME}).*(?:{_SITS})"),
    (Meaning.REVIEW, "(?:预计|拟定?|计划)评审$"),
    (Meaning.CUTOFF, rf"{_TIME}|(?:申报|{_TAKES}).*(?:起|止|开始|结束)$"),
    (Meaning.RECOMMENDS, "^(?!.*(?:单位|名额|指标|比例|部门)).*(?:推荐|报省|上报|省评|送审|委托评审)"),
    (Meaning.RECEIVERS, _OFFICE),
    (Meaning.NAME, _COMMITTEE),
    (
        Meaning.REVIEWS,
        "(?:所评|可评|评审|评定|评|本级).*(?:资格|级别|层级|职称|等级|职务|权限)|(?:资格|级别|层级|职称).*(?:所评|评审|评定)"
        "|(?:资格|职称|级别|层级)(?:名称|等级)?$",
    ),
    (Meaning.DEPARTMENT, "部门|单位"),
    (Meaning.SPECIALTY, "专业|系列|学科|行业"),
    (Meaning.PLACE, "地点"),
)
_PATTERNS = tuple((meaning, re.compile(form, re.IGNORECASE)) for meaning, form in _FORMS)


def meaning_of(header: str) -> Meaning:
    """What a column of this header holds.

    Args:
        header: its words, those of the levels above before its own, parted by `/`.
    """
    own = header.rpartition("/")[2]
    whole = _of_words(header)
    # Of 评委会/级别, the level below says more.
    return whole if whole is not Meaning.NAME or (of_own := _of_words(own)) is Meaning.EXTRA else of_own


def _of_words(header: str) -> Meaning:
    words = re.sub(r"[\s/:]", "", folded(header))
    return next((meaning for meaning, form in _PATTERNS if form.search(words)), Meaning.EXTRA)
