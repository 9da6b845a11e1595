"""`zc check --roster --letters`: a Word letter for each person of a roster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.writing import reason_of, write_file
from zhicheng_cli.views.screen.output import say
from zhicheng_cli.views.screen.progress import in_progress

from .judge_roster import require

if TYPE_CHECKING:
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.views.parts.person_letter import PersonLetter

_LEAST_DIGITS = 3


def person_letters(roster: Path, session: Session) -> Iterator[PersonLetter]:
    """The letters to the persons of a roster, one by one.

    Raises:
        ZcError: the roster cannot be read.
    """
    require("pyarrow")
    from zhicheng_cli.applicant.law.law import make_law
    from zhicheng_cli.applicant.roster.batches import open_roster
    from zhicheng_cli.applicant.roster.found_committees import Finder
    from zhicheng_cli.applicant.roster.persons import PersonReader
    from zhicheng_cli.views.parts.person_letter import PersonLetter

    data = session.data
    law = make_law(data, session.today, session.calendar)
    opened = open_roster(roster)
    reader = PersonReader(opened.columns, law, Finder(law, lambda: data.search), data.contacts)
    return (PersonLetter(one, law.plan, session.calendar) for one in reader.persons(opened))


def write_letters(roster: Path, folder: Path, session: Session) -> None:
    """Write the letters, each the owner's alone.

    Raises:
        ZcError: the roster cannot be read, a package is missing, there are letters in the folder already, or it cannot
            be written to.
    """
    require("docx", extra="letters")
    from zhicheng_cli.views.exports.letters import letter_docx, letter_name

    letters = person_letters(roster, session)
    _prepare(folder)
    session.warn_of_contacts()
    written = 0
    try:
        with in_progress("写信，封数") as work:
            for letter in letters:
                name = letter_name(letter, _LEAST_DIGITS)
                write_file(folder / name, letter_docx(letter, session.today), private=True)
                written = work.done = written + 1
    finally:
        if written:
            say(f"写了 {written} 封信，在 {folder}（只有本人能读；退回的人没有信）")
    if not written:
        say("没有读得出的人，没有写信", even_if_quiet=True)


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        standing = next(folder.glob("*.docx"), None)
    except OSError as error:
        raise ZcError(f"不能建立文件夹“{folder}”：{reason_of(error)}") from error
    if standing is not None:
        raise ZcError(f"文件夹“{folder}”里已经有信（{standing.name}），没有改动它", "换一个文件夹，免得新旧混在一起")
