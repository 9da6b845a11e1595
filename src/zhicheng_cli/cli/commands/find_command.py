"""`zc find`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.completions import anything, counties, offering_of_data, specialties, titles
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.errors import FINDINGS

if TYPE_CHECKING:
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.plan.finding import FindResult

app = command_app()

_EXAMPLES = """例（find 可以不写）：
  zc 机械 工程师        职称、专业、工作，分开写、连着写都行
  zc 电梯 某县          加上单位所在的县区
  zc 12                 评委会的序号、名称
  zc 7月 工程师         月份
  zc 继续教育 建筑      找谁问继续教育
  zc find match 机械    第一个词是命令的名称时，要写 find"""


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
@takes_common()
def find(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="词",
            help="职称、级别、专业、工作、县区、月份、序号、接收单位、联系人、电话",
            autocompletion=offering_of_data(anything),
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="职称", help="职称；也可以写在词里", autocompletion=offering_of_data(titles))
    ] = None,
    specialty: Annotated[
        str | None,
        typer.Option(metavar="专业", help="专业或工作；也可以写在词里", autocompletion=offering_of_data(specialties)),
    ] = None,
    county: Annotated[
        str | None,
        typer.Option(
            metavar="县区", help="单位所在的县、区；也可以写在词里", autocompletion=offering_of_data(counties)
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="列出全部评委会，只因“等”字可能收的也列出")] = False,
    *,
    common: Common,
) -> None:
    """想到什么写什么：归哪个评委会评，哪天截止，材料交给谁；要考试的说明考什么，通知没有的说明问谁。

    最可能的排在最前面。什么都没找到时，退出码为 1。
    """
    from zhicheng_cli.cli.frame.session import decided_plan
    from zhicheng_cli.views.answers.find_answer import FindAnswer
    from zhicheng_cli.views.screen.output import emit, is_screen, say

    options = common.answer()
    session = common.session()
    told = [one for one in (title, specialty, county) if one is not None]
    typed = [*(words or ()), *told]
    found = _found(words or (), told, session)
    session.warn_of_age()
    if found.contacts:
        session.warn_of_contacts()
    sent_on = [one.committee for one in found.rows if one.recommends]
    plan = decided_plan(session.data, sent_on, found.title, lenient=True)
    answer = FindAnswer(plan, typed, found, session.today, session.calendar, everything)
    emit(answer, options)
    if not is_screen(options):
        for line in (answer.understood(), *answer.said()):
            say(line)
    if not answer.is_answered:
        raise typer.Exit(FINDINGS)


def _found(words: Sequence[str], told: Sequence[str], session: Session) -> FindResult:
    from zhicheng_cli.plan.asked_words import read_words
    from zhicheng_cli.plan.finding import AtHand, find
    from zhicheng_cli.plan.lexicon import Lexicon

    data = session.data
    lexicon = Lexicon(data.search, data.contacts)
    return find(read_words(words, lexicon, told), AtHand(data.search, data.contacts, session.today, session.calendar))
