"""What the columns of the tables are called by programs: one key for a heading, wherever it stands."""

from __future__ import annotations

#: Heading → key. Where a JSON document has the same thing, its name is the same.
_KEYS = {
    **{"序号": "no", "评委会": "name", "评委单位名称": "name", "名称": "name", "范围": "scope", "类别": "kind"},
    **{"年度": "year", "年份": "year", "评审方式": "routes", "系列": "series", "专业": "specialty", "级别": "level"},
    **{"所评资格名称": "reviews", "所评资格": "reviews", "推荐资格名称": "recommends", "推荐资格": "recommends"},
    **{"接收材料截止时间": "cutoff", "截止": "cutoff", "预计评审时间": "review", "评审": "review", "环节": "stage"},
    **{"节点": "milestone", "原文": "text", "对象": "audience", "批次": "batch", "开始接收": "opens"},
    **{"精度": "precision", "稳妥": "safe", "最迟": "last", "距最迟天数": "days_left", "距最迟工作日": "workdays_left"},
    **{"没有日期的原因": "why", "是否已截止": "closed", "省里评审": "decided_by", "收费、名额、表格": "printed_notes"},
    **{"材料接收单位及电话": "receivers", "接收单位": "receivers", "材料接收": "receivers", "交给谁": "recipient"},
    **{"备注": "remarks", "说明": "note", "符合的原因": "matched", "出处": "source", "归类": "group"},
    **{"能否受理": "verdict", "评审或推荐": "manner", "还缺什么": "missing"},
    **{"主管部门": "department", "联系人": "person", "联系电话": "phone", "对应的专业和依据": "matched"},
    **{"依据": "basis", "条款": "clause", "可靠程度": "evidence", "依据的可靠程度": "evidence"},
    **{"档案": "file", "姓名": "person", "规则": "rule", "结论": "verdict", "理由": "reason", "缺少的信息": "missing"},
    **{"写在哪里": "where", "怎样才符合": "remedy", "最早日期": "from_day", "理由代码": "reason_code"},
    **{"个人情况": "circumstances", "看哪些信息": "facts", "参数": "figure", "值": "value", "内容": "content"},
    **{"职称": "title", "学历、学位": "degree", "先有职称": "prior_title", "年数": "years"},
    **{"年数从何时算": "counted_from", "哪里的标准": "standard_of", "只对": "only_for"},
    **{"日期": "date", "星期": "weekday", "工作日": "workday", "暂定": "provisional"},
    **{"推算工作日": "shift", "结果": "result", "结果暂定": "result_provisional"},
    **{"起（不算）": "start", "止（算）": "end", "工作日数": "count"},
    **{"哪一项": "field", "栏": "field", "原来": "old", "现在": "new", "差多少": "difference", "怎样改": "change"},
    **{"依据的原文": "words", "与上一次不同": "differences", "项目": "item", "网址或说明": "address"},
    **{"代码": "code", "轻重": "severity", "标题": "title", "不对": "wrong", "改成": "right", "怎么办": "remedy"},
    **{"收件人": "recipient", "哪一天": "which", "原日期": "former_date", "还有天数": "days_left"},
    **{"还有工作日": "workdays_left", "提前量": "lead", "起提醒日": "reminds_from", "订阅": "subscription"},
    **{"设置": "setting", "来自": "from"},
    **{"情况": "state", "时间": "at", "内容或原因": "reason", "编号": "id", "人数": "people"},
}
_NUMBERS = frozenset(("no", "year", "batch", "days_left", "workdays_left", "shift", "count", "people"))


def key_of(heading: str) -> str:
    """The key of a column; the heading itself where somebody else gave it, as in a roster."""
    return _KEYS.get(heading, heading)


def is_number(key: str) -> bool:
    """Whether what stands in the column is a number to programs; a telephone number is none."""
    return key in _NUMBERS
