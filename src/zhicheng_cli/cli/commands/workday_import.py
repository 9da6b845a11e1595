"""`zc workday import`: a notice in, entries of `workdays.yaml` out."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhicheng_cli.cli.frame.places import print_blank
from zhicheng_cli.errors import FINDINGS, OK, USAGE, ZcError
from zhicheng_cli.files.findings import Finding, blocks
from zhicheng_cli.views.parts.complaint import FaultyFilesError, complain
from zhicheng_cli.views.parts.findings_text import FindingFormat, render

if TYPE_CHECKING:
    from zhicheng_cli.files.document import Document
    from zhicheng_cli.notices.days_off.day_off_entry import MadeEntries
    from zhicheng_cli.views.screen.output import OutputOptions
    from zhicheng_cli.workdays import WorkCalendar

_NAME = "workdays.yaml"


def run(
    file: str,
    source: str,
    evidence: str | None,
    year: int | None,
    folder: Path,
    output: Path | None,
    options: OutputOptions,
) -> int:
    """Read a notice and print its entries, or put them into a `workdays.yaml`.

    Args:
        file: the notice, as text or as a year of holiday-cn.
        source: who says so: number, title, address.
        evidence: how sure; None = the original where it is text, a copy where it is the data set.
        year: of the notice, where it does not say.
        folder: whose working days are known already.
        output: the `workdays.yaml` to put them into; None = print them.
        options: another form to print them in.

    Returns:
        The exit code.

    Raises:
        ZcError: the working days that are known cannot be read, or nothing can be added to them.
    """
    from zhicheng_cli.files.bundled import data_dir
    from zhicheng_cli.workdays import make_calendar

    into = next((one for one in (output, folder / _NAME) if one is not None and one.is_file()), data_dir() / _NAME)
    known = _known(into)
    made, found, code = _made(file, source, evidence, year, make_calendar(known.value))
    if made is None or found:
        return _refuse(found, file, options, code)
    return _deliver(made, known, into, output, options)


def _made(
    file: str, source: str, evidence: str | None, year: int | None, calendar: WorkCalendar
) -> tuple[MadeEntries | None, Sequence[Finding], int]:
    """What the notice comes to, or what is wrong with it and the exit code for that."""
    from zhicheng_cli.files.text import decode, read_bytes
    from zhicheng_cli.notices.days_off.day_off_data_set import read_data_set
    from zhicheng_cli.notices.days_off.day_off_entry import make_entries
    from zhicheng_cli.notices.days_off.day_off_notice import read_day_off_notice
    from zhicheng_cli.notices.days_off.origin import origin_of

    data, found = read_bytes(file)
    if found:
        return None, found, USAGE
    text, found = decode(data, file)
    if found:
        return None, found, FINDINGS
    is_data_set = text.lstrip().startswith("{")
    read = (read_data_set if is_data_set else read_day_off_notice)(text, file, year)
    origin, wrong = origin_of(read.notice, file, source, evidence or ("copy" if is_data_set else "text"))
    found = sorted([*read.found, *wrong])
    if found:
        return None, found, FINDINGS
    made = make_entries(read.notice, origin, calendar)
    return made, made.found, FINDINGS


def _known(path: Path) -> Document:
    from zhicheng_cli.files.checking import check_files
    from zhicheng_cli.files.checks import KINDS
    from zhicheng_cli.files.text import read_bytes

    data, found = read_bytes(str(path))
    checked = check_files([(str(path), data)], KINDS) if not found else None
    found = [*found, *(checked.findings if checked else ())]
    if checked is None or blocks(found) or checked.documents[str(path)].value.get("format") != "zc.workdays/1":
        raise FaultyFilesError(f"“{path}”不是没有错误的 workdays.yaml，没有改动它", found)
    return checked.documents[str(path)]


def _refuse(found: Sequence[Finding], file: str, options: OutputOptions, code: int) -> int:
    from zhicheng_cli.views.screen.output import OutputFormat

    if options.format is OutputFormat.JSON:
        sys.stdout.write(render(found, [file], FindingFormat.JSON, sys.stdout.encoding or "utf-8"))
    complain(FaultyFilesError("没有读成，什么也没有写", found, exit_code=code))
    return code


def _deliver(made: MadeEntries, known: Document, into: Path, output: Path | None, options: OutputOptions) -> int:
    from zhicheng_cli.notices.days_off.day_off_entry import entry_text
    from zhicheng_cli.views.answers.workday_import_answer import WorkdayImportAnswer, import_lines
    from zhicheng_cli.views.screen.output import emit, say
    from zhicheng_cli.workdays import make_calendar

    value: dict[str, Any] = known.value
    entries = [one for one in made.entries if one not in value["years"]]
    calendar = make_calendar({**value, "years": [*value["years"], *entries]})
    answer = WorkdayImportAnswer(made, str(output) if output is not None else None, calendar.announced_to)
    if output is not None:
        _merge(entries, known, into, output)
    if options.format is not None or options.fields or options.sort:
        emit(answer, options)
    elif output is None:
        print_blank("".join(entry_text(one, "  ") for one in made.entries))
    say("\n".join(import_lines(answer, is_new=bool(entries))))
    return OK


def _merge(entries: Sequence[Any], known: Document, into: Path, output: Path) -> None:
    """Add entries behind the others; the rest of the file stays as it is."""
    from zhicheng_cli.files.document import read
    from zhicheng_cli.files.list_insertion import with_entry
    from zhicheng_cli.files.writing import write_file
    from zhicheng_cli.notices.days_off.day_off_entry import entry_text

    document = known
    for one in entries:
        for other in known.value["years"]:
            if (other["year"], other["source"]["document"]) == (one["year"], one["source"]["document"]):
                message = f"“{into}”里已经有 {one['year']} 年的这份通知，日子不同，没有改动它"
                raise ZcError(message, "要换掉的，先删去那一段再导入")
        text = with_entry(document, "years", one, partial(entry_text, one))
        document = read(text, document.file)[0] or document
    if entries or into != output:
        has_mark = into.read_bytes().startswith(BOM_UTF8)
        write_file(output, BOM_UTF8 * has_mark + document.text.encode("utf-8"))
