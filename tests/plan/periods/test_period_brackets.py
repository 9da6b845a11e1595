"""Brackets: a word that the reader does not know is never taken for people."""

import re

import pytest

from zhicheng_cli.plan.periods import PeriodError, read_period

#: What notices put in brackets beside a time, and what they might: none of these is a person, a level or an area.
NOBODY = re.findall(
    r"\S+",
    """
    延长至 延期至 延期 顺延至 推迟至 提前至 调整为 改为 原 原定 原定于 原为 原计划 暂定 拟定 拟 预计 初定 原则上
    一般 约 大约 左右 含 不含 包含 除外 以外 之外 另行通知 待定 第一批 第二批 第三批次 首批 末批 网上申报
    个人申报 单位审核 现场确认 报送材料 纸质材料 材料报送 缴费 公示 初审 复审 评审 答辩 面试 考试 截止 截至 最迟
    不晚于 起 开始 自 从 至 到 前 后 以前 以后 上午 下午 晚上 每天 工作日 节假日 节假日休息 节假日除外 周末
    双休日 法定节假日 星期一 周五 农历 农历八月 春节 国庆节 中秋节 除夕 北京时间 邮戳 以邮戳为准 逾期不受理
    过期不候 因疫情 疫情原因 受疫情影响 视情况 视疫情 必要时 如遇 特殊情况 详见附件 见附件 附件一 注 备注 说明
    注意 同上 下同 全年 常年 上半年 下半年 第三季度 年底 年初 今年 明年 次年 去年 上年 当年 外语类 论文 业绩
    收件 邮寄 快递 系统关闭 系统开放 停止受理 现场收件 网审 盖章 首日 末日 最后一天 二次申报 补正材料 会前 会后 公示期
    含周末 不含双休日 节假日顺延 大概 以上 及以下 台风 清明 元旦 领证 申诉 登录 预约 上门 集中办公
    学时 继续教育 破格 转评 改系列 首次 补报 补充 更正 撤销 新增 取消 暂缓 电话 地点 一楼 网址
    """,
)


@pytest.mark.parametrize("word", NOBODY)
@pytest.mark.parametrize(
    "form", ["10月({}9月)", "10月({}9月15日)", "10月({})", "10月15日({}9月15日)", "{}9月", "{}:9月、10月"]
)
def test_no_word_is_taken_for_people(word: str, form: str) -> None:
    try:
        windows = read_period(form.format(word), 2021).windows
    except PeriodError:
        return
    assert {window.audience for window in windows} <= {None}


def test_there_are_enough_of_them() -> None:
    assert len(set(NOBODY)) == len(NOBODY) > 97
