"""`zc show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.completions import committees, offering_of_data
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.cli.frame.own_defaults import own_committee

if TYPE_CHECKING:
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.plan.committees import Plan

app = command_app()


@app.command(cls=ZcCommand, epilog="例：\n  zc show 12\n  zc show 快递\n  zc show 12 --history")
@takes_common()
def show(
    committee: Annotated[
        str | None,
        typer.Argument(
            metavar="序号或名称",
            help="计划里的序号，或名称、专业里的字；缺省为个人设置里的",
            autocompletion=offering_of_data(committees),
        ),
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="它历年的序号、名称、日期，和上一次有什么不同")] = False,
    *,
    common: Common,
) -> None:
    """一个评委会的全部内容：资格、专业、范围、各节点日期、接收单位、继续教育联系人、出处。"""
    from zhicheng_cli.cli.frame.session import decided_plan
    from zhicheng_cli.notices.plan_differences import through_the_years
    from zhicheng_cli.plan.contacts import contacts_for, listed_in
    from zhicheng_cli.plan.find import find_committee
    from zhicheng_cli.plan.milestones import milestones
    from zhicheng_cli.views.answers.history_answer import HistoryAnswer
    from zhicheng_cli.views.answers.show_answer import ShowAnswer
    from zhicheng_cli.views.screen.output import emit

    options = common.answer()
    session = common.session()
    data = session.data
    found = find_committee((committee or own_committee("zc show 12")).strip(), data.search)
    if history:
        emit(HistoryAnswer(found.key, through_the_years(found.key, _plans(session))), options)
        return
    contacts, nobody_for = contacts_for(found, data.contacts)
    session.warn_of_age()
    session.warn_of_contacts()
    answer = ShowAnswer(
        plan=decided_plan(data, [found]),
        committee=found,
        levels=data.search.levels_of(found),
        milestones=milestones(data.plan, found, session.calendar, today=session.today),
        contacts=contacts,
        nobody_for=nobody_for,
        listed_in=listed_in(data.contacts),
        today=session.today,
        calendar=session.calendar,
    )
    emit(answer, options)


def _plans(session: Session) -> Iterator[Plan]:
    """The plans of all years, the oldest first."""
    data = session.data
    return (data.plan if year == data.plan.year else session.other(year).plan for year in data.years)
