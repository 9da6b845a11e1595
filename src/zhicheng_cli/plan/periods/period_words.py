"""The words that printed periods are made of, each in its role. A word that stands in no role is not understood."""

from itertools import chain


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DASHES = ("-", "至", "到")
SEPARATORS = ("、", "和", "及", "与")
MONTH = ("月", "月份")
DAY = ("日", "号")

#: First and last day of a part of a month, 31 for the last day of a shorter month too.
XUN = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上中旬": (1, 20), "中下旬": (11, 31)}
XUN |= {"上、中旬": (1, 20), "中、下旬": (11, 31)}
PARTS = XUN | {"底": (21, 31), "末": (21, 31)}
#: 底 of a year is the last of its months, as that of a month is the last of its 旬: first and last month.
YEAR_PARTS = {"初": (1, 1), "底": (12, 12), "末": (12, 12), "年初": (1, 1), "年底": (12, 12), "年末": (12, 12)}
HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
QUARTER = ("季度", "季")
LAST_MONTHS = _words("每季度最后一个月 每季度最后1个月 每季度的最后一个月 每季最后一个月 每季度第三个月")
#: `月` may follow all but the last months.
QUARTER_ENDS = _words("每季度末 每季末 每季度底 每季底") | LAST_MONTHS
NEXT_YEAR = _words("次年 翌年 明年 来年 下一年 下一自然年 下一年度 次年度 第二年")
THIS_YEAR = _words("今年 本年 本年度 当年")
#: They are those of whoever writes, which need not be the plan's.
WRITERS_YEARS = _words("今年 本年 当年 明年 来年")

BEFORE = ("前", "以前", "之前")
INCLUDED = _words("含 包含 含当日 含当天 含本日 包含当日 含本数")
EXCLUDED = _words("不含 不包含 不含当日 不含当天 不含本日")
FORENOON = _words("早 早上 早晨 上午 凌晨")
AFTERNOON = _words("下午 午后 傍晚 晚 晚上 晚间 夜间")
NOON = _words("中午")
#: Their twelve o'clock is midnight.
NIGHT = _words("凌晨 晚 晚上 晚间 夜间")
HALF_DAYS = FORENOON | AFTERNOON | NOON
CLOCK = _words("北京时间")
CLOSING_TIME = _words("下班 下班时")
EVERY_DAY = _words("每天 每日 每个工作日 工作日 工作时间 办公时间")
WEEKDAYS = {f"{week}{day}": index for week in ("星期", "周", "礼拜") for index, day in enumerate("一二三四五六日")}
WEEKDAYS |= {"星期天": 6, "礼拜天": 6, "周天": 6}
MOON_MONTHS = _words("正月 腊月 冬月 大年")
FESTIVALS = _words("除夕 春节 元宵节")
LUNAR = MOON_MONTHS | FESTIVALS | {"农历"}

#: The words are not sure of the day.
TENTATIVE = _words(
    """
    拟 拟于 拟在 拟定于 预计 预计于 预计在 原则上 暂定 暂定于 暂定为 初定 初定于 初步定于 一般 通常 力争 争取
    计划 计划于 计划在 拟定 初步定在 预定 预定于 大致 大约 大约在 大概 大概在 约在 约于
    """
)
#: … and may be said after it.
TENTATIVE_AFTER = _words("暂定 拟定 初定 预定")
#: The day itself is the last one.
UNTIL = _words(
    """
    截止 截至 截止到 截至到 截止至 截止于 最迟 最迟于 最晚 最晚于 不迟于 不晚于 至迟 不得晚于 不得迟于 不超过
    最迟不超过 最迟不晚于
    """
)
#: Before a time, without a meaning of their own.
LEADING = UNTIL | _words(
    """
    于 在 为 是 的 定于 定在 定为 安排在 安排于 安排 务于 务必于 务必在 务必 请于 请在 请 应于 应在 应
    须于 须在 须 需于 需在 需 统一 统一于 均 每年 每年度 评审年度 时间 时间为 日期 期限 截止时间 截止日期
    截止时间为 起止时间 全市 全省 确保 确保于 以 均为 分别为 : 现 已 再次
    """
)
#: From the day of the notice on.
ISSUE = _words(
    """
    即日 通知发布之日 本通知发布之日 通知印发之日 本通知印发之日 通知下发之日 本通知下发之日 发文之日
    公告发布之日 公告之日 发布之日 印发之日 通知之日 文件下发之日 文件印发之日 公布之日
    """
)
SINCE = _words("自 从")
OPENING = _words("开始时间 起始时间 开始日期 起始日期")
CLOSING = ("截止时间", "截止日期", "结束时间", "结束日期")
STARTING = _words("起 始 开始 起始 启动")

#: The time before them is void, the one after them holds.
CHANGED = frozenset(
    how + to
    for how in _words("延长 延期 延迟 延后 推迟 顺延 延 延续 调整 改 变更 更改 提前 更正 修改")
    for to in ("至", "到", "为")
)
#: … and the opening of a range stays.
PROLONGED = ("延", "顺延", "推迟")
ORIGINAL = _words(
    """
    原 原定 原定于 原为 原计划 原计划于 原定为 原来 原来的 原定的 原定时间 原时间 原截止 原截至 原截止时间
    """
)
SUSPENDED = _words("延期 推迟 暂缓 暂停 暂不")

LEVELS = _words(
    """
    员级 助理级 初级 中级 高级 副高 副高级 正高 正高级 中初级 初中级 中高级 中、初级 初、中级 中、高级
    副高、正高 正、副高 正副高 正副高级 及以下 及以上 以下 以上
    """
)
_TIED = frozenset(of + tie for of in ("省", "市", "县", "区") for tie in ("直", "属", "级", "本级"))
_COUNTIES = _words("县 区 县区 区县 县市 县市区 县(市、区) 县(区) 区(县) 县(市) 市(县) 市(州)")
AREAS = _TIED | _COUNTIES | frozenset(f"各{area}" for area in (*_COUNTIES, "地", "市"))
AREAS |= _words(
    "市县 市区 市州 县、区 市、县 城区 乡镇 农村 地市 设区市 开发区 部属 部省属 省部属 中央驻 中央驻市 省驻市 驻市 驻地"
)
UNITS = _words(
    """
    级 学校 中小学 小学 中学 高中 初中 幼儿园 中职 中职学校 职业学校 高校 高职 技工学校 技工院校 院校
    特殊教育学校 医院 卫生院 医疗机构 企业 国企 机关 事业 事业单位 企事业单位 机构 民办 公办 民营 非公 非公有制
    国有 私立 公立 社会 社会组织 民营企业 教师 人员 专业技术人员 职称 资格 系列 专业
    """
)
ELSE = _words("其他 其余 其它")
#: Whom a time concerns, in general words; areas, titles and people by their names are given by the data.
PEOPLE = LEVELS | AREAS | UNITS | ELSE | {"各", "所属"}
#: Of themselves they name nobody.
QUALIFIERS = _words("及以下 及以上 以下 以上 级 各 中央驻 驻市 驻地 社会 职称 资格 系列 专业 所属")

#: Who acts in a stage, by what means, with what, and what is done.
ACTORS = _words(
    """
    个人 申报人 申报人员 申报者 单位 用人单位 所在单位 推荐单位 申报单位 基层单位 主管部门 行业主管部门 部门
    主管单位 职称办 市职称办 评委会 评委会办公室 人社部门 人社局 市人社局 呈报部门 专家 人事部门 评审委员会
    """
)
MEANS = _words("网上 线上 网络 网络平台 系统 现场 集中 书面 纸质 电子 线下 平台")
PAPERS = _words(
    """
    材料 申报材料 评审材料 纸质材料 申报信息 信息 数据 论文 送审论文 代表作 业绩 业绩材料 卷宗 档案 表格 资料
    申报资料 纸质申报材料 书面材料 电子材料 委托评审 结果 评审结果 名单 证书 申报表 原件
    """
)
STEPS = _words(
    """
    修改 申报 报名 填报 填写 提交 上传 上报 审核 初审 复审 复核 审查 推荐 公示 报送 呈报 受理 接收 递交 缴费
    交费 送审 评审 答辩 面试 面审 考试 笔试 核准 发证 注册 补正 确认 汇总 收取 收件 备案 审批 申请 网报 送交
    报到 评审会 评审会议 评审工作 网上申报 网上审核 资格审查 推荐上报 收材料
    """
)
STAGES = ACTORS | MEANS | PAPERS | STEPS
#: What is done by those above the applicant: an area before it is who acts, not whom it concerns.
OFFICIAL = _words("审核 初审 复审 复核 审查 推荐 公示 评审 核准 汇总 备案 审批 网上审核 资格审查 推荐上报")

#: After a time, without a meaning of their own for the day.
ENDING = _words("截止 截至 止 为止 结束 内 期间 截止申报 完毕")
HANDED_IN = _words("寄达 寄出 寄送 寄至 送达 报 交 送 报送 上报 提交 送交 报送至 报至 送至 提交至 上报至")
ACTING = _words("完成 进行 组织 开展 举行 召开 组织召开 组织开展 将 把 作为 全部完成 予以 实施 登录 登陆") | HANDED_IN
CARRYING = _words("的 时间 截止时间 工作 截点 节点 时间节点 当季 当年度 年度 全部 各项 任务 并")
ALL_YEAR = _words("全年 常年 长年 随时 长期 全年均可 常年均可")
LIST_OF_BATCHES = ("批次", "批")
FIRST_BATCH = _words("首批 首批次")

#: Every word that is one token. Some have no role yet: they keep what is not understood from being read in part.
WORDS = frozenset(
    chain(
        *(DASHES[1:], SEPARATORS, MONTH, DAY, ("年",), PARTS, YEAR_PARTS, HALVES, QUARTER, QUARTER_ENDS),
        *(NEXT_YEAR, THIS_YEAR, BEFORE, INCLUDED, EXCLUDED, HALF_DAYS, CLOCK, CLOSING_TIME, EVERY_DAY, WEEKDAYS, LUNAR),
        *(
            TENTATIVE,
            LEADING,
            ISSUE,
            SINCE,
            OPENING,
            CLOSING,
            STARTING,
            CHANGED,
            ORIGINAL,
            SUSPENDED,
            PEOPLE,
            STAGES,
            ENDING,
            ACTING,
        ),
        *(CARRYING, ALL_YEAR, LIST_OF_BATCHES, FIRST_BATCH, _words("最后 个工作日 即 时 点 分 半 整")),
        _words("至今 前后 以后 之后 左右 另行 自行"),
    )
)
