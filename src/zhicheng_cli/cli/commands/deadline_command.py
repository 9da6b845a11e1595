"""`zc deadline`."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.completions import committees, offering_of_data
from zhicheng_cli.cli.frame.options import Common, NotMe, read_day, takes_common
from zhicheng_cli.cli.frame.own_defaults import own_committee
from zhicheng_cli.plan.parties import Party, of_party

app = command_app()

_EXAMPLES = """例：
  zc deadline --committee 12
  zc deadline 12 --review-date 2021-09-15"""


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
@takes_common()
def deadline(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="序号或名称", help="可以写几个", autocompletion=offering_of_data(committees)),
    ] = None,
    committee: Annotated[
        list[str] | None,
        typer.Option(
            "--committee",
            "-c",
            metavar="序号或名称",
            help="同上，可以写几次",
            autocompletion=offering_of_data(committees),
        ),
    ] = None,
    review_date: Annotated[
        str | None, typer.Option(metavar="日期", help="已定的评审日期；评前报告据此精确推算")
    ] = None,
    audience: Annotated[str | None, typer.Option(metavar="对象", help="只看单列的对象，照计划里印的写")] = None,
    party: Annotated[
        Party | None, typer.Option("--for", metavar="谁", help="只列谁的事：applicant 申报人、office 评委会办公室")
    ] = None,
    not_me: NotMe = False,
    *,
    common: Common,
) -> None:
    """截止、公示、评前报告、评审等各节点的日期，还有几天、几个工作日，各依据哪一条。

    没有写评委会的，看个人设置（zc config）里的，再看自己的档案（zc me）。
    """
    from zhicheng_cli.cli.frame.session import decided_plan
    from zhicheng_cli.plan.find import find_committee
    from zhicheng_cli.plan.milestones import milestones
    from zhicheng_cli.views.answers.deadline_answer import DeadlineAnswer
    from zhicheng_cli.views.screen.output import emit
    from zhicheng_cli.written.folding import folded

    options = common.answer()
    wanted = [*(committee or ()), *(names or ())]
    sits_on = read_day(review_date, "--review-date ") if review_date is not None else None
    session = common.session()
    data = session.data
    if not wanted:
        wanted = [own_committee("zc deadline --committee 12", session, not_me=not_me)]
    asked = (find_committee(text.strip(), data.search) for text in wanted)
    found = list({one.no: one for one in asked}.values())
    concerned = audience and folded(audience)
    make = partial(milestones, today=session.today, review_date=sits_on, audience=concerned)
    answers = [(one, of_party(make(data.plan, one, session.calendar), party)) for one in found]
    session.warn_of_age()
    emit(DeadlineAnswer(decided_plan(data, found), answers, session.today, session.calendar, party), options)
