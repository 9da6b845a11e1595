"""`zc plan`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.errors import FINDINGS, ZcError

from .commands import ZcCommand, command_app
from .options import DataDir, Format, Json, Output, Provisional, Today, Year, output_options, read_month

if TYPE_CHECKING:
    from zhicheng_cli.plan.search import Filters, Search
    from zhicheng_cli.views.plan import PlanAnswer

app = command_app()

_EXAMPLES = """例：
  zc plan --month 7                       7月截止的评委会
  zc plan --specialty 暖通 --level 高级   暖通专业、高级职称
  zc plan --title 工程师 --open           还能交工程师材料的评委会
  zc plan -o 计划.csv                     全部，存成 Excel 能打开的表"""


class By(StrEnum):
    """Which printed period `--month` looks at."""

    CUTOFF = "cutoff"
    REVIEW = "review"


Text = str | None


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
def plan(
    month: Annotated[Text, typer.Option(metavar="月", help="接收材料（或评审）的时间碰到这个月的，1 到 12")] = None,
    by: Annotated[By | None, typer.Option(help="--month 看截止（cutoff，缺省）还是看评审（review）")] = None,
    level: Annotated[
        Text, typer.Option(metavar="级别", help="初级、中级、高级，或员级、助理级、副高级、正高级")
    ] = None,
    route: Annotated[
        Text, typer.Option(metavar="方式", help="评审、以考代评、考评结合、委托评审、初定、自主评审")
    ] = None,
    kind: Annotated[
        Text, typer.Option(metavar="类别", help="高评委、中评委、初评委、专业、初定、自主评审单位、区县评委会")
    ] = None,
    specialty: Annotated[
        Text, typer.Option(metavar="专业", help="专业、系列或备注里的字，也认常用叫法，如暖通")
    ] = None,
    title: Annotated[Text, typer.Option(metavar="职称", help="职称全名，如工程师（不会找到高级工程师）")] = None,
    receiver: Annotated[Text, typer.Option(metavar="单位", help="材料接收单位的名称或电话")] = None,
    still_open: Annotated[bool, typer.Option("--open", help="今天还没有截止的")] = False,
    year: Year = None,
    today: Today = None,
    data_dir: DataDir = None,
    provisional: Provisional = False,
    json: Json = False,
    format: Format = None,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """年度计划：各评委会评什么、推荐什么、什么时候截止、材料交给谁。

    截止只印了月、旬的，给出稳妥和最迟两个日期。各个条件同时满足才列出。
    """
    from zhicheng_cli.plan.search import Filters
    from zhicheng_cli.views.output import emit, is_screen
    from zhicheng_cli.views.plan import PlanAnswer

    from .session import Session

    if by is not None and month is None:
        raise ZcError("--by 要和 --month 一起用", "例如 --month 7 --by review")
    options = output_options(json, format, output)
    session = Session(year, today, data_dir, provisional)
    data = session.data
    words = {"level": level, "route": route, "kind": kind, "specialty": specialty, "title": title, "receiver": receiver}
    filters = Filters(
        month=_month(month, data.plan.year),
        by=(by or By.CUTOFF).value,
        open_on=session.today if still_open else None,
        **{name: _given(text, f"--{name}") for name, text in words.items()},
    )
    answer = PlanAnswer(
        data.plan,
        data.search.select(filters, session.calendar),
        data.search.without_dates(filters, session.calendar),
        session.today,
        session.calendar,
    )
    session.warn_of_age()
    emit(answer, options)
    _tell(answer, filters, data.search, in_table=is_screen(options))
    if not answer.matches:
        raise typer.Exit(FINDINGS)


def _tell(answer: PlanAnswer, filters: Filters, search: Search, *, in_table: bool) -> None:
    """The words that belong to an answer, on stderr."""
    from zhicheng_cli.views.output import say

    if filters.specialty and (note := search.fields.alias_note(filters.specialty)):
        say(f"“{filters.specialty}”：{note}")
    if answer.undated and not in_table:
        say(answer.undated_text())
    if not answer.matches:
        say(_why_nothing(filters, search, answer))


def _why_nothing(filters: Filters, search: Search, answer: PlanAnswer) -> str:
    """What to try when every filter was understood and yet no committee fits."""
    asked = [value for name, value in filters._asdict().items() if name != "by" and value is not None]
    if filters.open_on:
        others = [match.committee for match in search.select(filters._replace(open_on=None), answer.calendar)]
        waiting = [one for one in others if any((of.opens or date.min) > answer.today for of in one.cutoff.windows)]
        told = [f"{one.no} 号还没有开始接收（{one.cutoff.text}）" for one in waiting]
        if len(others) > len(waiting):
            closed = "、".join(str(one.no) for one in others if one not in waiting)
            told.append(f"{closed} 号都已截止" if len(others) <= 10 else "其余都已截止")
        if told:
            return f"今天都不接收：{'；'.join(told)}（zc show 序号 看日期和接收单位）"
    return "没有同时符合全部条件的评委会；每个条件都认得，去掉一个再试" if len(asked) > 1 else "没有符合的评委会"


def _month(text: str | None, year: int) -> int | None:
    if text is None:
        return None
    asked, month = read_month(text, "--month ")
    if asked not in (None, year):
        raise ZcError(f"--month 写的是 {asked} 年，计划是 {year} 年的", f"用 --year {asked} 选计划")
    return month


def _given(text: str | None, option: str) -> str | None:
    """The text without spaces around it; an empty one would match everything."""
    if text is None:
        return None
    if not text.strip():
        raise ZcError(f"{option} 后面没有写内容", "去掉这个选项，或写上要找的字")
    return text.strip()
