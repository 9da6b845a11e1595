"""`zc match`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.completions import counties, offering_of_data, specialties, titles
from zhicheng_cli.cli.frame.options import Common, NotMe, takes_common
from zhicheng_cli.errors import FINDINGS, ZcError

if TYPE_CHECKING:
    from zhicheng_cli.applicant.law.facts import Facts
    from zhicheng_cli.cli.frame.session import Session

app = command_app()

_EXAMPLES = """例：
  zc match --title 工程师 --specialty 暖通
  zc match --title 工程师 --specialty 家居 --industry 椅业
  zc match --title 高级教师 --specialty 中小学教师 --no-self-appointing"""

Text = str | None


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
@takes_common()
def match(
    title: Annotated[
        Text, typer.Option(metavar="职称", help="想申报的职称全名，如工程师", autocompletion=offering_of_data(titles))
    ] = None,
    specialty: Annotated[
        Text,
        typer.Option(
            metavar="专业", help="专业、系列，也认常用叫法，如暖通", autocompletion=offering_of_data(specialties)
        ),
    ] = None,
    county: Annotated[
        Text,
        typer.Option(
            metavar="县区", help="单位所在的县、区；市属单位照通知的叫法写", autocompletion=offering_of_data(counties)
        ),
    ] = None,
    employer: Annotated[Text, typer.Option(metavar="单位", help="单位全名；有的企业、协会自己评审")] = None,
    kind: Annotated[Text, typer.Option(metavar="性质", help="单位性质，如 事业单位、民营企业")] = None,
    self_appointing: Annotated[
        bool | None,
        typer.Option("--self-appointing/--no-self-appointing", help="单位是不是自主评聘单位；缺省为不知道"),
    ] = None,
    industry: Annotated[Text, typer.Option(metavar="行业", help="单位所在的行业，如 电梯")] = None,
    not_me: NotMe = False,
    *,
    common: Common,
) -> None:
    """哪些评委会可能受理这样的人：把握大的在前，并说明理由；只差一条的列在后面，说明为什么不行。

    只看职称、专业、范围和途径，不看学历、年限等个人条件（那些用 zc check）。什么都不写的，照自己的档案（zc me）。
    一个都没有时，退出码为 1。
    """
    from zhicheng_cli.applicant.judgement.match import match as find_match
    from zhicheng_cli.applicant.law.facts import Facts
    from zhicheng_cli.applicant.law.law import make_law
    from zhicheng_cli.cli.frame.session import decided_plan
    from zhicheng_cli.cli.frame.understood import say_how_understood
    from zhicheng_cli.views.answers.match_answer import MatchAnswer
    from zhicheng_cli.views.screen.output import emit, is_screen, say

    options = common.answer()
    words = {
        "title": title,
        "specialty": specialty,
        "county": county,
        "employer": employer,
        "industry": industry,
    }
    session = common.session()
    facts = _asked({**words, "kind": kind}, self_appointing, session, not_me=not_me)
    law = make_law(session.data, session.today, session.calendar)
    if facts.county:
        facts = Facts(**facts.__dict__ | {"county": law.plan.region.county_called(facts.county)})
    found = find_match(facts, law)
    session.warn_of_age()
    sent_on = [one.committee for one in found.could if one.recommends]
    plan = decided_plan(session.data, sent_on, facts.title, facts.specialty)
    emit(MatchAnswer(plan, facts, found, session.today, session.calendar), options)
    if found.meaning:
        say_how_understood(facts.specialty or "", found.meaning, say)
    if not found.could:
        if not is_screen(options):
            say(found.told or "没有评委会受理这样的人；只差一条的见输出")
        raise typer.Exit(FINDINGS)


def _asked(words: dict[str, str | None], self_appointing: bool | None, session: Session, *, not_me: bool) -> Facts:
    """Of whom it is asked: as typed; the user, where nothing is."""
    facts = _facts(words, self_appointing)
    if not facts.given():
        facts = _of_profile(session, not_me=not_me)
    for name in ("title", "specialty"):
        if getattr(facts, name) is None:
            raise ZcError(f"缺少选项 --{name}", "用法见 zc match -h")
    return facts


def _of_profile(session: Session, *, not_me: bool) -> Facts:
    """What the user's own dossier tells of title, work and employer."""
    from zhicheng_cli.applicant.law.facts import Facts
    from zhicheng_cli.cli.frame.profile import profile_or_none
    from zhicheng_cli.views.screen.output import say

    profile = profile_or_none(session, not_me=not_me)
    if profile is None:
        return Facts()
    target, employer = profile.value["target"], profile.value.get("employer", {})
    told = {"employer": employer.get("name"), "employer_kind": employer.get("kind")}
    told |= {name: target.get(name) for name in ("title", "specialty")}
    told |= {name: employer.get(name) for name in ("county", "self_appointing", "industry")}
    say("照自己的档案（不照它的加 --not-me，写明 --title、--specialty）")
    return Facts(**{name: value for name, value in told.items() if value is not None})


def _facts(words: dict[str, str | None], self_appointing: bool | None) -> Facts:
    """What is known of the person; a word that may be one of a few only is checked."""
    from zhicheng_cli.applicant.law.facts import EMPLOYERS, Facts
    from zhicheng_cli.written.folding import folded

    given = {name: folded(_written(text, f"--{name}")) for name, text in words.items() if text is not None}
    kind = given.pop("kind", None)
    if kind is not None and kind not in EMPLOYERS:
        raise ZcError(f"没有这个单位性质：{kind}", f"可以是 {'、'.join(EMPLOYERS)}")
    flags = {"employer_kind": kind, "self_appointing": self_appointing}
    return Facts(**given, **{name: value for name, value in flags.items() if value is not None})


def _written(text: str, option: str) -> str:
    if not text.strip():
        raise ZcError(f"{option} 后面没有写内容", "去掉这个选项，或写上内容")
    return text.strip()
