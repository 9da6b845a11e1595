"""The commands of `zc`: one module each, imported only when it is called."""

from __future__ import annotations

import gc

from zhicheng_cli.errors import INTERRUPTED

#: Command → what it answers, in the order of `zc --help`. `cli.commands.<command>_command` holds its `app`.
COMMANDS: dict[str, str] = {
    "find": "任何说法都可以查：归哪个评委会，哪天截止，交给谁（find 可以不写）",
    "plan": "年度计划：各评委会、截止月份、接收单位",
    "show": "一个评委会的全部内容",
    "diff": "两个年度的计划有什么不同",
    "deadline": "截止、公示、评前报告等各节点的日期",
    "upcoming": "最近的截止日期",
    "contacts": "继续教育联系人",
    "check": "一个人（或一份名册）能不能申报，依据哪一条",
    "match": "哪些评委会可能受理这样的人",
    "me": "我能不能申报：一问一答，记住我的情况",
    "rules": "申报条件的规则、依据和可靠程度",
    "new": "生成档案、名册、订阅文件的空白模板",
    "export": "导出为日历、工作簿、网页或数据文件",
    "import": "把人社局的评审通知读成计划",
    "remind": "按订阅提前发邮件提醒，供定时任务用",
    "workday": "工作日：查询、推算、计数、月历",
    "validate": "检查数据文件、申报档案、订阅文件",
    "config": "个人设置：城市、评委会、颜色等，一次设好",
    "sources": "依据、数据文件与系统网址",
    "explain": "解释一个检查代码",
    "help": "一个命令的用法",
    "completion": "打印命令补全脚本",
}


def main(argv: list[str] | None = None) -> int:
    """Run `zc` and return its exit code; every ending is a Chinese sentence, never a traceback.

    Args:
        argv: the words after `zc`; those of the process unless given.
    """
    # What a command makes stays to its end, which is soon: to look for garbage among every 700 new objects, as Python
    # does, takes 3% of a quick command and 10% of `zc validate`, and finds nothing.
    gc.set_threshold(100_000)
    try:
        from zhicheng_cli.cli.frame.shell import main as run

        return run(COMMANDS, f"{__name__}.commands", argv)
    except KeyboardInterrupt:  # Ctrl-C while the program is still being loaded
        return INTERRUPTED
