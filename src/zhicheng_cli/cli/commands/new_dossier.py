"""`zc new dossier`: the template, or the questions one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zhicheng_cli.cli.frame.conversation import HOW, converse, typed_line
from zhicheng_cli.cli.frame.places import on_a_terminal, print_blank, refuse_existing
from zhicheng_cli.errors import INTERRUPTED, OK, ZcError, visible
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.views.screen.pointers import told

if TYPE_CHECKING:
    from zhicheng_cli.applicant.dossier.blank.blank_dossier import BlankDossier
    from zhicheng_cli.applicant.law.law import Law
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.plan.committees import Committee

_DEFAULT_NAME = "申报档案.yaml"
_TYPED = ("规则的详解：zc rules R501。", "填好后：zc validate 文件名（查写法），zc check 文件名（看能不能报）。")

_ASKED = ("申报档案：一问一答写成；没有写的算未知，不算没有。", *_TYPED)


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
    from zhicheng_cli.applicant.dossier.blank.blank_dossier import blank_dossier, examination
    from zhicheng_cli.files.bundled import load_schema

    blank = blank_dossier(law, load_schema("dossier"), of, title)
    is_open = title and of is None and not examination(law, of, title)
    where = (f"由哪个评委会受理：zc match --title {title} --specialty 专业",) if is_open else ()
    return blank._replace(heading=(*blank.heading, *where, *_TYPED))


def _write(path: Path, text: str) -> None:
    """Dossiers hold identity numbers: nobody but the owner may read the file."""
    from zhicheng_cli.files.writing import write_file
    from zhicheng_cli.views.screen.output import say

    write_file(path, text.encode("utf-8"), private=True)
    shown = f'"{path}"' if " " in str(path) else str(path)
    say(f"已写入 {path}（只有自己能读）。填好后：zc check {shown}")


def _interviewed(law: Law, of: Committee | None, title: str | None, path: Path | None, force: bool) -> int:
    from zhicheng_cli.applicant.dossier.blank.filled_dossier import filled_text
    from zhicheng_cli.applicant.dossier.interview.interview import begun, interview
    from zhicheng_cli.files.bundled import load_schema
    from zhicheng_cli.views.screen.output import say

    try:
        say(f"{HOW}按 Ctrl-C 退出，什么也不写。")
        path = path or _asked_path(force)
        name = typed_line("谁的档案，写姓名（回车 = 我）：").strip()
        outcome = converse(interview(law, begun(law, of, title, name)))
    except (EOFError, KeyboardInterrupt):
        say("\n没有写文件。")
        return INTERRUPTED
    if outcome.told:
        say(outcome.told)
    _write(
        path,
        filled_text(load_schema("dossier"), outcome.dossier, ("申报档案：一问一答写成；没有写的算未知。", *_TYPED)),
    )
    return OK


def _asked_path(force: bool) -> Path:
    while True:
        path = Path(typed_line(f"存成哪个文件（回车 = {_DEFAULT_NAME}）：").strip() or _DEFAULT_NAME)
        try:
            refuse_existing(path, force)
        except ZcError as error:
            print(f"  {visible(masked(told(error)))}")
            continue
        return path
