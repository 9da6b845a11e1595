"""`zc upcoming`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.filter_options import Asked, read_filters, takes_filters
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.errors import FINDINGS, ZcError

if TYPE_CHECKING:
    from zhicheng_cli.cli.frame.session import Session

app = command_app()


@app.command(
    cls=ZcCommand,
    epilog="例：\n  zc upcoming --within 30d\n  zc upcoming --within 6周 --level 高级\n  zc upcoming --within 7工作日",
)
@takes_filters(days=False)
@takes_common()
def upcoming(
    within: Annotated[str, typer.Option(metavar="时间", help="往后看多久：30d 或 30天、6周、7wd 或 7工作日")] = "30d",
    *,
    asked: Asked,
    common: Common,
) -> None:
    """最近的截止，早的在前；没有印日期的列在最后，并说明原因。分环节的，快结束的环节另列。

    稳妥日已过而最迟日未到的随时可能截止，所以都列出，不管最迟日有多远。一个都没有时，退出码为 1。
    """
    from zhicheng_cli.cli.frame.session import decided_plan
    from zhicheng_cli.plan.upcoming import stages_ahead
    from zhicheng_cli.plan.upcoming import upcoming as find_upcoming
    from zhicheng_cli.views.answers.upcoming_answer import UpcomingAnswer
    from zhicheng_cli.views.screen.output import emit

    options = common.answer()
    session = common.session()
    until = _until(within, session)
    matches = session.data.search.select(read_filters(asked, session), session.calendar)
    committees = [match.committee for match in matches]
    cutoffs, undated = find_upcoming(committees, session.today, until, session.calendar)
    stages = stages_ahead(session.data.plan, committees, session.today, until, session.calendar)
    session.warn_of_age()
    plan = decided_plan(
        session.data, [*(one.committee for one in cutoffs), *(one.committee for one in stages), *undated], lenient=True
    )
    emit(UpcomingAnswer(plan, cutoffs, undated, session.today, until, session.calendar, stages), options)
    if not (cutoffs or stages):
        raise typer.Exit(FINDINGS)


def _until(text: str, session: Session) -> date:
    from zhicheng_cli.plan.leads import Lead, read_lead
    from zhicheng_cli.written.folding import without_blanks

    plain = without_blanks(text)
    if plain.isdecimal() and len(plain) <= 4:
        return Lead(int(plain), workdays=False).after(session.today, session.calendar)
    if plain.endswith("w"):
        # Who means weeks would see too little, and miss a cut-off.
        raise ZcError(f"--within“{text}”可能是周，也可能是工作日", "6 周写 6周，7 个工作日写 7wd 或 7工作日")
    try:
        lead = read_lead(plain)
    except ZcError:
        raise ZcError(f"--within“{text}”看不懂", "30 天写 30d，6 周写 6周，7 个工作日写 7wd 或 7工作日") from None
    return lead.after(session.today, session.calendar)
