"""`zc workday`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import Common, read_day, read_month, takes_common
from zhicheng_cli.cli.frame.typer_parts import Context
from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.screen.output import OutputFormat

app, _importing = command_app(), command_app()
_IMPORT = "import"

_EXAMPLES = """例：
  zc workday 2021-09-18                      这天上不上班
  zc workday 2021-10-08 --shift -7           之前第 7 个工作日
  zc workday --count 2021-09-30 2021-10-09   之间有几个工作日
  zc workday --month 2021-09                 一个月的日历
  zc workday import 通知.txt --source 文号    新一年的放假通知，见 zc workday import -h"""
_IMPORT_EXAMPLES = """例：
  zc workday import 通知.txt --source 国办发明电〔2025〕7号
  zc workday import 通知.txt --source 国办发明电〔2025〕7号 -o data/workdays.yaml
  zc workday import 2026.json --source holiday-cn --format table"""


class NoticeEvidence(StrEnum):
    """How sure what a notice says is, as in the data."""

    TEXT = "text"
    COPY = "copy"
    SECONDARY = "secondary"


class WorkdayCommand(ZcCommand):
    """Days; behind the word `import`, a command of its own."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        """The context of the one that is meant."""
        if args[:1] != [_IMPORT]:
            return super().make_context(info_name, args, parent, **extra)
        command = typer.main.get_command(_importing)
        return command.make_context(f"{info_name} {_IMPORT}", args[1:], parent, **extra)


@app.command(cls=WorkdayCommand, epilog=_EXAMPLES)
@takes_common(without=("year",))
def workday(
    day: Annotated[str | None, typer.Argument(metavar="日期", help="缺省为今天")] = None,
    shift: Annotated[
        int | None, typer.Option(metavar="±N", help="之后（N）或之前（-N）第 N 个工作日，当天不算")
    ] = None,
    count: Annotated[
        tuple[str, str] | None, typer.Option(metavar="起 止", help="两天之间的工作日数：起的一天不算，止的一天算")
    ] = None,
    month: Annotated[str | None, typer.Option(metavar="月份", help="画出一个月，如 2021-09")] = None,
    *,
    common: Common,
) -> None:
    """工作日：按国务院办公厅每年的通知，调休上班的周末也算。没有公布的年份不猜。"""
    from zhicheng_cli.views.answers.workday_answer import CountAnswer, MonthAnswer, WorkdayAnswer
    from zhicheng_cli.views.screen.output import emit

    if sum([day is not None or shift is not None, count is not None, month is not None]) > 1:
        raise ZcError("日期（--shift）、--count、--month 只能用一种")
    options = common.answer()
    session = common.session()
    if count is not None:
        start, end = (read_day(text, "--count ") for text in count)
        emit(CountAnswer(start, end, session.calendar), options)
    elif month is not None:
        year, number = read_month(month, "--month ")
        emit(MonthAnswer(year or session.today.year, number, session.calendar), options)
    else:
        one = session.today if day is None else read_day(day, "")
        emit(WorkdayAnswer(one, session.calendar, shift), options)


@_importing.command(cls=ZcCommand, epilog=_IMPORT_EXAMPLES)
@takes_common(without=("city", "year", "today", "provisional", "json_version", "format", "output"))
def notice(
    file: Annotated[
        str, typer.Argument(metavar="通知", help="国务院办公厅放假通知的文字，或 holiday-cn 一年的 JSON；- 是标准输入")
    ],
    source: Annotated[str, typer.Option(metavar="文字", help="来源：文号或标题，可以带网址")],
    evidence: Annotated[
        NoticeEvidence | None, typer.Option(help="可靠程度：原文、转载、二手；缺省：文字算原文，JSON 算转载")
    ] = None,
    year: Annotated[
        int | None, typer.Option(metavar="年", min=2004, max=2100, help="哪一年的安排；通知没有写的才要")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="并入这个 workdays.yaml，别的内容不动；没有就照现有的新建"),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        OutputFormat | None, typer.Option("--format", help="输出格式；缺省是 YAML，就是 workdays.yaml 里的写法")
    ] = None,
    *,
    common: Common,
) -> None:
    """把国务院办公厅的放假通知读成工作日数据里的一年：打印出来，或者并入 workdays.yaml。

    放假、补休、调休上班逐日读出，星期、天数、是不是周末都核对；鼓励休息的不算放假。

    后来的通知调整、延长某个节日的，接着导入：写到的节日以后来的为准。
    读不懂的、前后矛盾的，一次列全，什么也不写。
    退出码：0 读成了，1 通知有问题，2 文件读不了、写不了。
    """
    from zhicheng_cli.files.bundled import data_dir

    from .workday_import import run

    options = common._replace(format=format).answer()
    into = None if output is None or str(output) == "-" else output
    raise typer.Exit(run(file, source, evidence, year, common.data_dir or data_dir(), into, options))
