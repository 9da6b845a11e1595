"""`zc plan`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.filter_options import Asked, Selected, select, select_of, takes_filters
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.cli.frame.typer_parts import Context
from zhicheng_cli.errors import FINDINGS

if TYPE_CHECKING:
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.plan.ranking import RankedRow

app = command_app()

_EXAMPLES = """例：
  zc plan --month 7                       7月截止的评委会
  zc plan --specialty 暖通 --level 高级   暖通专业、高级职称
  zc plan --title 工程师 --open           还能交工程师材料的评委会
  zc plan -o 计划.csv                     全部，存成 Excel 能打开的表
  zc plan draft --year 2022               照去年的写草稿，见 zc plan draft -h
  zc plan approve plan_2022.yaml --by 某  写上谁核对了，见 zc plan approve -h"""


class PlanCommand(ZcCommand):
    """The plan; behind the words `draft` and `approve`, commands of their own."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        """The context of the one that is meant."""
        if args[:1] not in (["draft"], ["approve"]):
            return super().make_context(info_name, args, parent, **extra)
        from .plan_drafts import approving, drafting

        command = typer.main.get_command(drafting if args[0] == "draft" else approving)
        return command.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)


@app.command(cls=PlanCommand, epilog=_EXAMPLES)
@takes_filters()
@takes_common()
def plan(
    whole: Annotated[bool, typer.Option("--all", help="没有印日期的也逐行列出")] = False,
    *,
    asked: Asked,
    common: Common,
) -> None:
    """年度计划：各评委会评什么、推荐什么、什么时候截止、材料交给谁。

    截止只印了月、旬的，给出稳妥和最迟两个日期。各个条件同时满足才列出。
    """
    from zhicheng_cli.cli.frame.session import decided_plan
    from zhicheng_cli.views.answers.plan_answer import PlanAnswer
    from zhicheng_cli.views.screen.output import emit, is_screen

    options = common.answer()
    session = common.session()
    selected = select(asked, session)
    title, specialty = (_only_one(selected.filters.values(name)) for name in ("title", "specialty"))
    rows = [match.committee for match in selected.matches]
    plan = decided_plan(session.data, rows, title, specialty, lenient=True)
    answer = PlanAnswer(
        plan,
        selected.matches,
        selected.undated,
        session.today,
        session.calendar,
        selected.chosen,
        whole,
        selected.exams,
        _ranked(title, specialty, session) if is_screen(options) else (),
    )
    session.warn_of_age()
    emit(answer, options)
    _tell(selected, session, in_table=is_screen(options))
    if not selected.matches:
        raise typer.Exit(FINDINGS)


def _ranked(title: str | None, specialty: str | None, session: Session) -> tuple[RankedRow, ...]:
    """The rows for a field of work, best first; none where none or several are asked for."""
    from zhicheng_cli.plan.ranking import Request, rank

    asked = Request(title, specialty)
    return rank(session.data.search, asked, session.today, session.calendar).every if specialty else ()


def _only_one(values: tuple[str, ...]) -> str | None:
    return values[0] if len(values) == 1 else None


def _tell(selected: Selected, session: Session, *, in_table: bool) -> None:
    """The words that belong to an answer, on stderr."""
    from zhicheng_cli.views.answers.plan_answer import undated_text
    from zhicheng_cli.views.screen.output import say

    for word in selected.filters.values("specialty"):
        if meaning := session.data.search.asked_field(word).meaning:
            from zhicheng_cli.cli.frame.understood import say_how_understood

            say_how_understood(word, meaning, say)
    if not in_table:
        for words in (*selected.exams, *([undated_text(selected.undated)] if selected.undated else ())):
            say(words)
    if not selected.matches and not selected.exams:
        say(_why_nothing(selected, session))


def _why_nothing(selected: Selected, session: Session) -> str:
    """What to try when every filter was understood and yet no committee fits."""
    filters, numbers = selected.filters, selected.numbers
    asked = [value for value in filters if value is not None]
    if filters.open_on:
        others = [one.committee for one in select_of(filters._replace(open_on=None), numbers, session).matches]
        waiting = [one for one in others if any((of.opens or date.min) > session.today for of in one.cutoff.windows)]
        told = [f"{one.no} 号还没有开始接收（{one.cutoff.text}）" for one in waiting]
        if len(others) > len(waiting):
            closed = "、".join(str(one.no) for one in others if one not in waiting)
            told.append(f"{closed} 号都已截止" if len(others) <= 10 else "其余都已截止")
        if told:
            return f"今天都不接收：{'；'.join(told)}（zc show 序号 看日期和接收单位）"
    if len(asked) + bool(numbers) > 1:
        return "没有同时符合全部条件的评委会；每个条件都认得，去掉一个再试"
    return "没有符合的评委会"
