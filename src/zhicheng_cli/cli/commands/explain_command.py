"""`zc explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from zhicheng_cli.cli.frame.command import LenientCommand, command_app
from zhicheng_cli.cli.frame.completions import finding_codes, offering
from zhicheng_cli.cli.frame.options import Common, takes_common

app = command_app()


@app.command(cls=LenientCommand, epilog="例：\n  zc explain E302\n  zc explain R506\n  zc explain        （全部代码）")
@takes_common(without=("provisional",))
def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="代码", help="如 E302，或规则 R506；缺省列出全部", autocompletion=offering(finding_codes)
        ),
    ] = None,
    *,
    common: Common,
) -> None:
    """解释一个检查代码：什么意思、为什么要查、怎么改，附例子；规则的，附所用的数字，照那个市、那一年的。"""
    from zhicheng_cli.applicant.judgement.rule_pages import find_rule, page_for, page_of_code
    from zhicheng_cli.applicant.law.law import make_law
    from zhicheng_cli.applicant.rules import all_rules
    from zhicheng_cli.files.finding_pages import find_page, read_pages
    from zhicheng_cli.views.answers.explain_answer import PageAnswer, PagesAnswer, RulePageAnswer
    from zhicheng_cli.views.screen.output import OutputFormat, emit

    options = common.answer()
    pages = read_pages()
    if code is None:
        emit(PagesAnswer(pages | {rule.code: page_for(rule) for rule in all_rules()}), options)
        return
    if options.format is None and options.path is None:
        # A page is prose: in a pipe, too, it is wanted as text.
        options = options._replace(format=OutputFormat.TABLE)
    rule = find_rule(code)
    if rule is None:
        emit(PageAnswer(find_page(code, pages)), options)
        return
    session = common.session()
    emit(RulePageAnswer(page_of_code(code, rule), rule, make_law(session.data, session.today)), options)
