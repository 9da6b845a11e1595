"""What a column holds, by its header."""

from __future__ import annotations

import pytest

from zhicheng_cli.notices.tables.column_meaning import Meaning, meaning_of

HEADERS = {
    Meaning.NO: "序号 编号 No. 序 项次 序列 顺序号 评委会编号",
    Meaning.NAME: "评委单位名称（内容） 申报评委会 评审委员会名称 评审机构 评审专业委员会",
    Meaning.REVIEWS: "所评资格名称 本级评审级别 资格名称/所评 评审级别 可评职称 资格名称 职称等级 评审权限",
    Meaning.RECOMMENDS: "推荐资格名称 报省推荐级别 资格名称/推荐 送审资格 报送省评资格 委托评审资格",
    Meaning.CUTOFF: "接收材料截止时间 受理截止日期 时间安排/申报 申报时间 评审材料报送时间 网上申报时间 公示时间 "
    "申报时段 系统开放时间 评审报名时间 评审结果公布时间",
    Meaning.REVIEW: "预计评审时间 评审时间（预计） 时间安排/评审 拟评审时间 评审日期 会评时间 上会时间",
    Meaning.RECEIVERS: "材料接收单位及电话 受理部门 报送单位 材料报送地点 联系单位及电话 评委会办公室及电话"
    " 评委会办事机构 材料接收处 受理点 材料接收单位（联系电话）",
    Meaning.PHONE: "咨询电话 联系方式 电话 受理单位电话 材料接收单位联系电话 咨询热线",
    Meaning.PERSON: "联系人 经办人 联络人",
    Meaning.PLACE: "地址 报送地址",
    Meaning.URL: "申报网址 申报系统 申报入口",
    Meaning.REMARKS: "备注 说明 附注 其他事项 备注：评审方式",
    Meaning.SPECIALTY: "专业 系列",
    Meaning.DEPARTMENT: "主管部门 组建单位",
    Meaning.EXTRA: "收费标准 名额 评审方式 评审程序 文号 上年评审时间 监督电话 传真 评审地点",
}
CASES = [(header, meaning) for meaning, headers in HEADERS.items() for header in headers.split(" ")]


@pytest.mark.parametrize(("header", "meaning"), CASES)
def test_meaning(header: str, meaning: Meaning) -> None:
    assert meaning_of(header) is meaning
