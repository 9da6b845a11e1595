"""`zc upcoming`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.filter_options import Asked, of_mine, select, takes_filters
from zhicheng_cli.cli.frame.options import Common, NotMe, takes_common
from zhicheng_cli.errors import FINDINGS, ZcError

if TYPE_CHECKING:
    from zhicheng_cli.cli.frame.session import Session

app = command_app()


@app.command(
    cls=ZcCommand,
    epilog="例：\n  zc upcoming --within 30d\n  zc upcoming --within 6周 --level 高级\n  zc upcoming --within 7工作日",
)
@takes_filters()
@takes_common()
def upcoming(
    within: Annotated[
        str | None,
        typer.Option(metavar="时间", help="往后看多久：30d 或 30天、6周、7wd 或 7工作日；缺省 30d，写了月份的看到年底"),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="没有印日期的也逐行列出，说明原因")] = False,
    not_me: NotMe = False,
    *,
    asked: Asked,
    common: Common,
) -> None:
    """最近的截止，早的在前；没有印日期的列在最后，并说明原因。分环节的，快结束的环节另列。

    稳妥日已过而最迟日未到的随时可能截止，所以都列出，不管最迟日有多远。一个都没有时，退出码为 1。
    有自己的档案（zc me）的，在终端里不写条件就只看自己的评委会。
    """
    from zhicheng_cli.cli.frame.session import decided_plan
    from zhicheng_cli.plan.upcoming import stages_ahead
    from zhicheng_cli.plan.upcoming import upcoming as find_upcoming
    from zhicheng_cli.views.answers.plan_answer import undated_text
    from zhicheng_cli.views.answers.upcoming_answer import UpcomingAnswer
    from zhicheng_cli.views.screen.output import emit, is_screen, say

    options = common.answer()
    session = common.session()
    selected = select(of_mine(asked, session, not_me=not_me), session)
    until = _year_end(session) if within is None and asked["month"] else _until(within or "30d", session)
    committees = [match.committee for match in selected.matches]
    # Of them the answer has a place for those that print no cut-off, not for those that print no review.
    undated_reviews = selected.undated if selected.filters.review_month else []
    committees += [one for one, _ in selected.undated if not undated_reviews]
    cutoffs, undated = find_upcoming(committees, session.today, until, session.calendar)
    of_month = {match.committee.no: match.windows for match in selected.matches if match.windows is not None}
    cutoffs = [one for one in cutoffs if one.window in of_month.get(one.committee.no, (one.window,))]
    stages = stages_ahead(session.data.plan, committees, session.today, until, session.calendar)
    session.warn_of_age()
    plan = decided_plan(
        session.data, [*(one.committee for one in cutoffs), *(one.committee for one in stages), *undated], lenient=True
    )
    emit(
        UpcomingAnswer(plan, cutoffs, undated, session.today, until, session.calendar, stages, whole, selected.exams),
        options,
    )
    for words in selected.exams if not is_screen(options) else ():
        say(words)
    if undated_reviews:
        say(undated_text(undated_reviews))
    if not (cutoffs or stages):
        raise typer.Exit(FINDINGS)


def _year_end(session: Session) -> date:
    """The last day on which a plan may have cut-offs; a passed one has none to come."""
    return max(session.today, date(session.data.plan.last_year, 12, 31))


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
