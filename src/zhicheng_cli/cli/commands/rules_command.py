"""`zc rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.completions import all_series, offering, offering_of_data, rule_codes
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.errors import FINDINGS, ZcError

if TYPE_CHECKING:
    from zhicheng_cli.applicant.law.law import Law
    from zhicheng_cli.applicant.law.standards import Standard
    from zhicheng_cli.applicant.rules import Rule

app = command_app()


@app.command(cls=ZcCommand, epilog="例：\n  zc rules\n  zc rules R506\n  zc rules --standard 工程")
@takes_common(without=("provisional",))
def rules(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="规则", help="如 R506，也认 506、E506；缺省列出全部", autocompletion=offering(rule_codes)
        ),
    ] = None,
    standard: Annotated[
        str | None,
        typer.Option(
            metavar="系列",
            help="这个系列的学历、年限标准，逐行写明依据和可靠程度",
            autocompletion=offering_of_data(all_series),
        ),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="列表里也写每条用的数字和依据")] = False,
    *,
    common: Common,
) -> None:
    """申报条件的规则：看哪些信息，用哪些数字，依据哪一条、有多可靠。

    写规则代码的，给出这一条的详解、例子和全部理由。没有查到标准的系列，退出码为 1。
    """
    from zhicheng_cli.applicant.law.law import make_law
    from zhicheng_cli.views.answers.rules_answer import RuleAnswer, RulesAnswer, StandardAnswer
    from zhicheng_cli.views.screen.output import OutputFormat, emit

    if code is not None and standard is not None:
        raise ZcError("规则代码和 --standard 只能用一个")
    options = common.answer()
    asked = None if code is None else _find(code)
    session = common.session()
    law = make_law(session.data, session.today)
    session.warn_of_age()
    if standard is not None:
        emit(StandardAnswer(law.plan, _standard(standard, law)), options)
    elif asked is None:
        emit(RulesAnswer(law, whole), options)
    else:
        if options.format is None and options.path is None:
            # A page is prose: in a pipe, too, it is wanted as text.
            options = options._replace(format=OutputFormat.TABLE)
        emit(RuleAnswer(law, asked), options)


def _find(code: str) -> Rule:
    from zhicheng_cli.applicant.judgement.rule_pages import find_rule
    from zhicheng_cli.applicant.rules import all_rules
    from zhicheng_cli.files.findings import did_you_mean

    rule = find_rule(code)
    if rule is None:
        codes = [one.code for one in all_rules()]
        raise ZcError(f"没有这条规则：{code}", did_you_mean(code.upper(), codes) or "全部规则：zc rules")
    return rule


def _standard(name: str, law: Law) -> Standard:
    """The standard of a series, by any of its names.

    Raises:
        ZcError: there is no such series; or, with exit code 1, no standard of it is known.
    """
    from zhicheng_cli.files.findings import did_you_mean
    from zhicheng_cli.written.folding import folded

    word = folded(name).removesuffix("系列")
    named = {alias: series for series, aka in law.search.titles.series_names.items() for alias in (series, *aka)}
    alike = {series for alias, series in named.items() if word and word in alias}
    series = named.get(word) or (alike.pop() if len(alike) == 1 else word)
    if series in law.standards:
        return law.standards[series]
    known = "、".join(law.standards)
    if series in named.values():
        raise ZcError(f"没有查到{series}系列可以引用的标准", f"有标准的系列：{known}", exit_code=FINDINGS)
    raise ZcError(f"没有这个系列：{name}", did_you_mean(word, list(named)) or f"有标准的系列：{known}")
