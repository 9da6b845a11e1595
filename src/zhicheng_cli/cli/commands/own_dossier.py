"""What `zc me` does: the interview, the answer, the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhicheng_cli.cli.frame.conversation import HOW, converse
from zhicheng_cli.cli.frame.places import on_a_terminal
from zhicheng_cli.cli.frame.profile import profile_path, read_profile, write_profile
from zhicheng_cli.errors import FINDINGS, INTERRUPTED, OK, ZcError
from zhicheng_cli.views.screen.output import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhicheng_cli.cli.frame.session import Session

_HEADING = (
    "我的申报档案：由 zc me new 写成，只有自己能读；zc me 看结论，zc me edit 改。",
    "也可以直接改这个文件，改后用 zc validate 查；这里加的说明，下次答题时不保留。",
)
_NONE_YET = ZcError("还没有自己的档案", "用 zc me new 一问一答")


def show_path() -> None:
    """Say where the file lies."""
    print(profile_path())


def forget() -> None:
    """Remove the file.

    Raises:
        ZcError: there is none, or it cannot be removed.
    """
    from zhicheng_cli.files.writing import reason_of

    path = profile_path()
    try:
        path.unlink()
    except FileNotFoundError:
        raise _NONE_YET from None
    except OSError as error:
        raise ZcError(f"不能删去“{path}”：{reason_of(error)}") from error
    say(f"已删去 {path}")


def ask(session: Session, *, restart: bool, again: bool) -> int:
    """Put the questions that can still change the answer, keeping every answer, and show what came of it.

    Raises:
        ZcError: no terminal; the file has errors or cannot be written; there is none to change.
    """
    from zhicheng_cli.applicant.dossier.interview.interview import interview
    from zhicheng_cli.applicant.law.law import make_law

    if not on_a_terminal():
        raise ZcError("zc me new 要在终端里用", "没有终端的，写好档案文件，用 zc check 文件名")
    profile = None if restart else read_profile(session)
    if again and profile is None:
        raise _NONE_YET
    law = make_law(session.data, session.today, session.calendar)
    session.warn_of_age()
    say(f"{HOW}答过的随时存着，按 Ctrl-C 停下，以后 zc me new 接着答。")
    try:
        converse(interview(law, profile and profile.written, again=again), _keeper())
    except (EOFError, KeyboardInterrupt):
        say("\n停在这里。" + ("答过的已存，接着答：zc me new" if profile_path().exists() else "还没有答案可存。"))
        return INTERRUPTED
    say(f"答完了，档案存在 {profile_path()}；以后写 zc 就看到下面的结论。\n")
    show(session, whole=False)
    return OK


def _keeper() -> Callable[[dict[str, Any]], None]:
    """Writes the dossier where it has changed."""
    from zhicheng_cli.applicant.dossier.blank.filled_dossier import filled_text
    from zhicheng_cli.files.bundled import load_schema

    schema, kept = load_schema("dossier"), [""]

    def keep(dossier: dict[str, Any]) -> None:
        text = filled_text(schema, dossier, _HEADING)
        if text != kept[0]:
            write_profile(text)
            kept[0] = text

    return keep


def show(session: Session, *, whole: bool) -> int:
    """Show the answer, and with `whole` the dossier below it.

    Raises:
        ZcError: there is none, or it has errors.
    """
    from zhicheng_cli.applicant.dossier.interview.committee_choice import told_instead
    from zhicheng_cli.applicant.law.law import make_law
    from zhicheng_cli.applicant.law.verdicts import Verdict
    from zhicheng_cli.views.answers.me_answer import OwnAnswer
    from zhicheng_cli.views.screen.output import show as show_answer

    from .check_command import judge

    profile = read_profile(session, notices=whole)
    if profile is None:
        raise _NONE_YET
    law = make_law(session.data, session.today, session.calendar)
    judged = judge(str(profile.path), profile.value, law, session, False)
    session.warn_of_age()
    show_answer(OwnAnswer(law.plan, judged, session.today, told_instead(profile.value, law), whole), as_screen=True)
    return OK if judged.assessment.verdict is Verdict.MEETS else FINDINGS
