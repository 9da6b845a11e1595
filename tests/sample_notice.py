"""An invented notice, as text: its body, its table, in whatever form a test wants it."""

from __future__ import annotations

from collections.abc import Sequence

HEADER = (
    "序号",
    "评委单位名称（内容）",
    "所评资格名称",
    "推荐资格名称",
    "接收材料截止时间",
    "材料接收单位及电话",
    "预计评审时间",
    "备注",
)
#: The keys of `printed`, one a field of `HEADER`.
KEYS = ("no", "name", "reviews", "recommends", "cutoff", "receivers", "review", "remarks")
ENGINEERS = "技术员、助理工程师、工程师"
CENTRE = "市样例服务中心 5550101"
ROWS: tuple[tuple[str, ...], ...] = (
    ("1", "市甲类工程专业中级评审委员会", ENGINEERS, "高级工程师", "6月", CENTRE, "8月", "桥梁、隧道"),
    ("2", "市乙类工程专业中级评审委员会", ENGINEERS, "高级工程师 正高级工程师", "7月15日", CENTRE, "9月上旬", ""),
    ("3", "丙类专业", "初中级以考代评", "高级会计师", "8月底", "市丙局会计处 5550202、5550203", "", "考评结合"),
    ("4", "市丁类教师高级评审委员会", "高级教师", "正高级教师", "10月（市直学校9月）", "市丁局 5550404", "12月", ""),
    ("5", "各县（区）教师中评会", "一级教师", "", "由各县（区）教育部门确定", "", "", ""),
)
BODY = """样例市人力资源和社会保障局文件
样人社函〔2031〕5号
样例市人力资源和社会保障局
关于做好2031年度职称评审工作的通知
各县（区）人力资源和社会保障局：
根据《关于做好2030年度工作的通知》（某人社函〔2030〕9号），现将有关事项通知如下：
一、按照《2031年度评审工作计划》（见附件）执行。
附件：2031年度样例市评审工作计划
样例市人力资源和社会保障局
2031年4月8日
附件
2031年度样例市评审工作计划（虚构测试样本）
"""


def table_text(rows: Sequence[Sequence[str]] = ROWS, header: Sequence[str] = HEADER) -> str:
    """The table with tabs between its fields."""
    return "".join("\t".join(row) + "\n" for row in (header, *rows))


def notice_text(table: str = "", body: str = BODY) -> str:
    """The whole notice."""
    return f"{body}\n{table or table_text()}"
