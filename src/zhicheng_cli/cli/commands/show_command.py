"""`zc show`."""

from __future__ import annotations

from typing import Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import Common, takes_common

app = command_app()


@app.command(cls=ZcCommand, epilog="例：\n  zc show 12\n  zc show 电梯")
@takes_common()
def show(
    committee: Annotated[str, typer.Argument(metavar="序号或名称", help="附件1 的序号，或名称、专业里的字")],
    *,
    common: Common,
) -> None:
    """一个评委会的全部内容：资格、专业、范围、各节点日期、接收单位、继续教育联系人、出处。"""
    from zhicheng_cli.cli.frame.session import decided_plan
    from zhicheng_cli.plan.contacts import contacts_for
    from zhicheng_cli.plan.find import find_committee
    from zhicheng_cli.plan.milestones import milestones
    from zhicheng_cli.views.answers.show_answer import ShowAnswer
    from zhicheng_cli.views.screen.output import emit

    options = common.answer()
    session = common.session()
    data = session.data
    found = find_committee(committee.strip(), data.search)
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
        today=session.today,
        calendar=session.calendar,
    )
    emit(answer, options)
