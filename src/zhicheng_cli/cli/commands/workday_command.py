"""`zc workday`."""

from __future__ import annotations

from typing import Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import Common, read_day, read_month, takes_common
from zhicheng_cli.errors import ZcError

app = command_app()

_EXAMPLES = """例：
  zc workday 2021-09-18                      这天上不上班
  zc workday 2021-10-08 --shift -7           之前第 7 个工作日
  zc workday --count 2021-09-30 2021-10-09   之间有几个工作日
  zc workday --month 2021-09                 一个月的日历"""


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
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
