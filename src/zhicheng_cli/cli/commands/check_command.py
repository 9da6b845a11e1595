"""`zc check`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.errors import FINDINGS, OK, USAGE, ZcError

if TYPE_CHECKING:
    from zhicheng_cli.applicant.law.law import Law
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.views.answers.check_document import Judged
    from zhicheng_cli.views.screen.output import OutputOptions

app = command_app()

_EXAMPLES = """例：
  zc check 档案.yaml
  zc check 档案.yaml --json -o 结论.json
  zc check --roster 名册.xlsx -o 结果.xlsx
  zc check --roster 名册.xlsx --letters 信          一人一封 Word 信
  zc check --roster 名册.xlsx --mail subscriptions.yaml   看看会给谁发信；加 --send 发出"""


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
@takes_common()
def check(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="档案", help="档案文件，可以写几个；- 是标准输入")
    ] = None,
    roster: Annotated[
        Path | None, typer.Option(metavar="名册", help="一行一人的名册（xlsx、csv、parquet）；结果用 -o 写入文件")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="个数", min=1, help="判名册时用几个进程；缺省由程序定")
    ] = None,
    letters: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="给名册里的每个人写一封 Word 信，放进这个文件夹")
    ] = None,
    mail: Annotated[
        Path | None,
        typer.Option(metavar="订阅文件", help="给名册里写了邮箱的每个人发一封信：先只列出来；谁发、怎么发看订阅文件"),
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="和 --mail 一起写：发出；同样的信只发一次")] = False,
    ledger: Annotated[
        Path | None, typer.Option(metavar="文件", help="--mail 的账本，记着给谁发过什么；缺省和 zc remind 是同一个")
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="逐条的理由、依据，信息写在哪里，全部节点")] = False,
    show_private: Annotated[bool, typer.Option("--show-private", help="身份证号码不遮盖，JSON 里也写姓名")] = False,
    *,
    common: Common,
) -> None:
    """能不能申报：条件、手续两个结论，按日期列出要做什么、找谁；--all 逐条给出理由、依据，缺的信息写在哪里。

    档案没有写的一律是“未知”，不会当作“没有”。空白档案用 zc new dossier 生成；没有写文件的，看自己的档案（zc me）。
    退出码：0 全部符合，1 有人不符合或还定不了，2 有档案读不了或写错了。
    """
    names = list(dict.fromkeys(files or ()))
    if mail is None and (send or ledger is not None):
        raise ZcError(f"{'--send' if send else '--ledger'} 要和 --mail 一起写", "例如 --mail subscriptions.yaml")
    if roster is not None:
        if names:
            raise ZcError("档案和 --roster 不能同时写", "分两次查")
        _refuse_form(roster, common, show_private)
        if common.output is None and letters is None and mail is None:
            raise ZcError("判名册要写明结果放在哪里", "例如 -o 结果.xlsx")
        session, codes = common.session(), [OK]
        if common.output is not None:
            codes.append(_result(roster, common.output, jobs, session))
        if letters is not None:
            _letters(roster, letters, session)
        if mail is not None:
            codes.append(_mail(roster, mail, ledger, session, send=send))
        raise typer.Exit(max(codes))
    if letters is not None or mail is not None:
        raise ZcError(f"{'--mail' if letters is None else '--letters'} 只用于名册", "和 --roster 一起写")
    if jobs is not None:
        raise ZcError("--jobs 只用于名册", "和 --roster 一起写")
    if not names:
        names = [_own()]
    _refuse_input(common.output, names)
    options = common.answer()._replace(private=True)
    raise typer.Exit(_dossiers(names, common.session(), options, show_private=show_private, show_all=show_all))


def _own() -> str:
    """The user's own dossier, where no file is named; that it is taken is said on stderr."""
    from zhicheng_cli.cli.frame.profile import profile_path
    from zhicheng_cli.views.screen.output import say

    path = profile_path()
    if not path.exists():
        raise ZcError(
            "没有写是哪个档案", "例如 zc check 档案.yaml；一问一答：zc me new；空白档案：zc new dossier -o 档案.yaml"
        )
    say(f"没有写是哪个档案，照自己的：{path}（zc me）")
    return str(path)


def _refuse_input(output: Path | None, files: list[str]) -> None:
    """The answer must not take the place of what it is drawn from."""
    same = output is not None and any(os.path.realpath(one) == os.path.realpath(output) for one in files if one != "-")
    if same and str(output) != "-":
        raise ZcError(f"-o 的文件“{output}”就是要判定的文件，没有改动它", "换一个文件名")


def _refuse_form(roster: Path, common: Common, show_private: bool) -> None:
    """The persons of a roster are in files, not on the screen."""
    _refuse_input(common.output, [str(roster)])
    options = common.answer()
    if options.format is not None or options.fields or options.sort or show_private:
        unused = "--json、--format、--fields、--sort、--show-private"
        raise ZcError(f"名册的结果写入文件，不用 {unused}", "-o 的后缀决定形式：xlsx、csv、parquet")


def _result(roster: Path, output: Path, jobs: int | None, session: Session) -> int:
    from .judge_roster import run

    return run(roster, output, session, jobs)


def _letters(roster: Path, folder: Path, session: Session) -> None:
    from .roster_letters import write_letters

    write_letters(roster, folder, session)


def _mail(roster: Path, subscriptions: Path, ledger: Path | None, session: Session, *, send: bool) -> int:
    from zhicheng_cli.cli.frame.places import ledger_place

    from .roster_mails import mail

    return mail(roster, subscriptions, ledger_place(ledger), session, send=send)


def _dossiers(names: list[str], session: Session, options: OutputOptions, *, show_private: bool, show_all: bool) -> int:
    from zhicheng_cli.applicant.judgement.receipt import make_receipt
    from zhicheng_cli.applicant.law.law import make_law
    from zhicheng_cli.applicant.law.verdicts import Verdict
    from zhicheng_cli.views.answers.check_answer import AssessmentAnswer
    from zhicheng_cli.views.screen.output import emit

    read = _read(names, session)
    law = make_law(session.data, session.today, session.calendar)
    judged = [judge(name, value, law, session, show_private) for name, value in read.items()]
    session.warn_of_age()
    if judged:
        session.warn_of_contacts()
        emit(
            AssessmentAnswer(
                plan=law.plan,
                judged=judged,
                several=len(names) > 1,
                receipt=make_receipt(session.data, session.today),
                today=session.today,
                calendar=session.calendar,
                show_private=show_private,
                show_all=show_all,
            ),
            options,
        )
    if len(read) < len(names):
        return USAGE
    return OK if all(one.assessment.verdict is Verdict.MEETS for one in judged) else FINDINGS


def _read(names: list[str], session: Session) -> dict[str, Any]:
    """The contents of the dossiers whose form is right; what is wrong with the others is said on stderr."""
    from zhicheng_cli.applicant.dossier.checks.check_dossier import dossier_kinds
    from zhicheng_cli.files.checking import check_files
    from zhicheng_cli.files.findings import Severity
    from zhicheng_cli.files.text import read_bytes
    from zhicheng_cli.views.parts.complaint import FaultyFilesError, complain
    from zhicheng_cli.views.parts.findings_text import findings_text
    from zhicheng_cli.views.screen.output import say

    contents, found = [], []
    for name in names:
        data, unreadable = read_bytes(name)
        found += unreadable
        if not unreadable:
            contents.append((name, data))
    checked = check_files(contents, dossier_kinds(lambda: session.data.search, session.today))
    found = sorted([*found, *checked.findings])
    wrong = {one.file for one in found if one.severity is Severity.ERROR}
    if wrong:
        complain(FaultyFilesError(f"没有判定：{'、'.join(name for name in names if name in wrong)}；请先改正", found))
    elif found:
        say(findings_text(found).rstrip("\n"))
    return {name: checked.documents[name].value for name in names if name not in wrong}


def judge(name: str, value: Any, law: Law, session: Session, show_private: bool) -> Judged:
    """A dossier, judged.

    Args:
        value: its content, which fits its schema.
    """
    from zhicheng_cli.applicant.dossier.dossier import read_dossier
    from zhicheng_cli.applicant.judgement.assessment import assess
    from zhicheng_cli.applicant.judgement.two_verdicts import two_verdicts
    from zhicheng_cli.applicant.judgement.whom_and_when import whom_and_when
    from zhicheng_cli.files.findings import path_text
    from zhicheng_cli.files.privacy import masked
    from zhicheng_cli.plan.contacts import listed_in
    from zhicheng_cli.plan.deciding import decided_by
    from zhicheng_cli.views.answers.check_document import Judged

    def shown(text: str) -> str:
        return text if show_private else masked(text)

    applicant, (facts, paths) = value["applicant"], read_dossier(value, law)
    ways = whom_and_when(facts, law, session.data.contacts)
    identity = applicant.get("identity")
    judged = Judged(
        shown(Path(name).name),
        shown(applicant["name"]),
        None if identity is None else shown(identity),
        facts,
        {fact: path_text(path) for fact, path in paths.items()},
        assessment := assess(facts, law),
        two_verdicts(facts, assessment, ways, law.today),
    )
    if ways.committee is None:
        return judged
    return judged._replace(
        **ways._asdict(),
        listed_in=listed_in(session.data.contacts),
        decision=decided_by(session.data, ways.committee, facts.title, facts.specialty) if facts.title else None,
    )
