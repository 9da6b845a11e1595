"""`zc new dossier`: the template, or the questions one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category

from zhicheng_cli.cli.frame.places import on_a_terminal, print_blank, refuse_existing
from zhicheng_cli.errors import INTERRUPTED, OK, ZcError, visible
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.views.screen.pointers import guided, told

if TYPE_CHECKING:
    from zhicheng_cli.applicant.dossier.blank.blank_dossier import BlankDossier
    from zhicheng_cli.applicant.dossier.blank.interview import Interview, Question
    from zhicheng_cli.applicant.law.law import Law
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.plan.committees import Committee

_DEFAULT_NAME = "申报档案.yaml"
_TYPED = ("规则的详解：zc rules R501。", "填好后：zc validate 文件名（查写法），zc check 文件名（看能不能报）。")


def run(
    committee: str | None, title: str | None, output: Path | None, ask: bool, session: Session, *, force: bool = False
) -> int:
    """Write the template, or ask and write the answers.

    Args:
        committee: number or name; None = open.
        output: the file, which must not be there unless `force`; None or `-` is stdout, or with `ask` a file that is
            asked for.
        ask: put the questions; stdin and stdout must be a terminal.

    Returns:
        The exit code: 130 if the questions were broken off, and then nothing is written.

    Raises:
        ZcError: no such committee or title, the file exists or cannot be written, no terminal to ask on.
    """
    from zhicheng_cli.applicant.dossier.blank.blank_dossier import checked_title
    from zhicheng_cli.applicant.law.law import make_law
    from zhicheng_cli.plan.find import find_committee

    if ask and not on_a_terminal():
        raise ZcError("--ask 要在终端里用", "去掉 --ask，生成空白模板再填")
    path = None if output is None or str(output) == "-" else output
    if path is not None:
        refuse_existing(path, force)
    law = make_law(session.data, session.today, session.calendar)
    of = find_committee(committee.strip(), law.search) if committee is not None else None
    wanted = checked_title(law, of, title.strip()) if title is not None else None
    session.warn_of_age()
    if ask:
        return _interviewed(law, of, wanted, path, force)
    text = blank_for(law, of, wanted).text()
    if path is None:
        print_blank(text)
        return OK
    _write(path, text)
    return OK


def blank_for(law: Law, of: Committee | None, title: str | None) -> BlankDossier:
    """The blank dossier; its heading ends with what to type next."""
    from zhicheng_cli.applicant.dossier.blank.blank_dossier import blank_dossier
    from zhicheng_cli.files.bundled import load_schema

    blank = blank_dossier(law, load_schema("dossier"), of, title)
    where = (f"由哪个评委会受理：zc match --title {title} --specialty 专业",) if title and of is None else ()
    return blank._replace(heading=(*blank.heading, *where, *_TYPED))


def _write(path: Path, text: str) -> None:
    """Dossiers hold identity numbers: nobody but the owner may read the file."""
    from zhicheng_cli.files.writing import write_file
    from zhicheng_cli.views.screen.output import say

    write_file(path, text.encode("utf-8"), private=True)
    shown = f'"{path}"' if " " in str(path) else str(path)
    say(f"已写入 {path}（只有自己能读）。填好后：zc check {shown}")


def _interviewed(law: Law, of: Committee | None, title: str | None, path: Path | None, force: bool) -> int:
    from zhicheng_cli.views.screen.output import say

    try:
        say("一问一答：直接按回车表示不知道；答错了会再问。按 Ctrl-C 退出，什么也不写。")
        path = path or _asked_path(force)
        of, title = _target(law, of, title)
        blank = blank_for(law, of, title)
        values = _converse(_questions(law, of, blank))
    except (EOFError, KeyboardInterrupt):
        say("\n没有写文件。")
        return INTERRUPTED
    _write(path, blank.text(values))
    return OK


def _asked_path(force: bool) -> Path:
    while True:
        path = Path(input(f"存成哪个文件（回车 = {_DEFAULT_NAME}）：").strip() or _DEFAULT_NAME)
        try:
            refuse_existing(path, force)
        except ZcError as error:
            print(f"  {visible(masked(told(error)))}")
            continue
        return path


def _target(law: Law, of: Committee | None, title: str | None) -> tuple[Committee | None, str | None]:
    """Committee and title come first: what else is asked depends on them."""
    from zhicheng_cli.applicant.dossier.blank.blank_dossier import checked_title
    from zhicheng_cli.applicant.dossier.blank.interview import interview
    from zhicheng_cli.plan.find import find_committee

    for key in ("committee", "title"):
        if (of if key == "committee" else title) is not None:
            continue
        blank = blank_for(law, of, title)
        part = next(one for one in blank.parts if one.key == "target")
        one = part._replace(blanks=tuple(each for each in part.blanks if each.key == key))
        readers: dict[str, Callable[[str], Any]] = {
            "target.committee": lambda text: find_committee(text, law.search),
            "target.title": lambda text, of=of: checked_title(law, of, text),  # type: ignore[misc]
        }
        answer = _converse(interview((one,), {}, {}, readers)).get("target", {}).get(key)
        of, title = (answer, title) if key == "committee" else (of, answer)
    return of, title


def _questions(law: Law, of: Committee | None, blank: BlankDossier) -> Interview:
    from zhicheng_cli.applicant.dossier.blank.blank_dossier import checked_title
    from zhicheng_cli.applicant.dossier.blank.interview import checked_identity, interview

    readers: dict[str, Callable[[str], Any]] = {
        "applicant.identity": checked_identity,
        "target.title": lambda text: checked_title(law, of, text),
        "titles.title": lambda text: checked_title(law, None, text),
    }
    target = dict(blank.given.get("target", {}))
    # Not known even when asked: not asked again.
    parts = tuple(
        part._replace(blanks=tuple(each for each in part.blanks if each.key != "committee" or "committee" in target))
        for part in blank.parts
    )
    return interview(parts, blank.given, blank.entries, readers)


def _converse(questions: Interview) -> Any:
    """Put each question on the terminal and hand back what is typed."""
    try:
        question = next(questions)
        while True:
            question = questions.send(_answer(question))
    except StopIteration as end:
        return end.value


def _answer(question: Question) -> str:
    from zhicheng_cli.views.screen.terminal import print_text

    if question.problem:
        print_text(f"  {guided(question.problem, question.see)}", sys.stdout)
    else:
        if question.heading:
            print_text(f"\n{question.heading}", sys.stdout)
        if question.choices:
            choices = (f"{number} {one}" for number, one in enumerate(question.choices, start=1))
            print_text(f"  {'　'.join(choices)}", sys.stdout)
    notes = [question.hint, "" if question.may_skip else "必填", "输入时不显示" if question.secret else ""]
    hint = f"（{'；'.join(filter(None, notes))}）" if any(notes) else ""
    if question.secret:
        from getpass import getpass

        return _readable(getpass, f"{question.text}{hint}：")
    return _readable(input, f"{question.text}{hint}：")


def _readable(ask: Callable[[str], str], prompt: str) -> str:
    """What was typed; asked again while it holds keys that are none, or bytes (half a character was erased)."""
    while True:
        typed = ask(prompt)
        if not any(category(one) in ("Cc", "Cs") for one in typed):
            return typed
        print("  有读不懂的字符，请再写一次")
