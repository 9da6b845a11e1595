"""`zc import … -o plan_2022.yaml`: a notice's plan and contacts as files, a draft for a person to look through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhicheng_cli.errors import ZcError

if TYPE_CHECKING:
    from zhicheng_cli.notices.drafts.plan_assembly import MadePlan
    from zhicheng_cli.notices.import_settled import Settled
    from zhicheng_cli.notices.importing import Imported
    from zhicheng_cli.notices.papers.paper import Paper
    from zhicheng_cli.plan.titles import Titles

_YAML = (".yaml", ".yml")


def is_plan_file(path: Path | None) -> bool:
    """Whether an output is wanted as a plan."""
    return path is not None and path.suffix.lower() in _YAML


def write_draft(imported: Imported, made: MadePlan, path: Path) -> None:
    """Write the draft of a plan, and the contacts beside it: both, or none.

    Raises:
        ZcError: the notice has no day of issue, a file there is not just as it was written, or it cannot
            be written.
    """
    from zhicheng_cli.notices.drafts.plan_text import contacts_text, plan_text
    from zhicheng_cli.plan.approval import sealed
    from zhicheng_cli.views.screen.output import say

    _refuse_what_makes_no_plan(imported)
    files = {path: sealed(plan_text(made.plan))}
    if made.contacts is not None:
        files[_contacts_of(path)] = sealed(contacts_text(made.contacts, "draft"))
    _refuse_what_somebody_made(files)
    _write_together({file: text.encode("utf-8") for file, text in files.items()})
    written = len(made.plan["committees"])
    say(
        f"读到 {imported.rows_read} 行，写进 {written} 行，没有写进 {made.refused} 行；"
        f"写入 {'、'.join(str(file) for file in files)}，是草稿，请逐条核对",
        even_if_quiet=True,
    )


def write_changes(imported: Imported, path: Path) -> None:
    """Write what a later notice changes, in the form of a plan's `changes`.

    Raises:
        ZcError: there is nothing to write, a file stands there that holds something else, or it cannot be written.
    """
    from zhicheng_cli.files.writing import write_file
    from zhicheng_cli.notices.drafts.plan_text import changes_text
    from zhicheng_cli.views.screen.output import say

    if not imported.changes:
        raise ZcError("没有一处读成了改动，没有写", "照原件写进计划的 changes")
    if path.exists() and set(_content(path)) != {"changes"}:
        raise ZcError(f"“{path}”里不是改动，没有改动它", "换一个文件名；改动核对以后由人抄进计划")
    write_file(path, changes_text(imported.changes).encode("utf-8"))
    say(f"改动 {len(imported.changes)} 处，写入 {path}；核对以后抄进计划的 changes", even_if_quiet=True)


def refuse_another_city(imported: Imported, city: str | None, folder: Path) -> None:
    """A notice that another city issued than the one that is wanted is not imported.

    Args:
        city: as the user names it; None = whichever issued it.
        folder: of the data, where a city may be called by its folder.

    Raises:
        ZcError: it is another's.
    """
    from zhicheng_cli.notices.drafts.plan_frame import city_named
    from zhicheng_cli.plan.city_folders import city_folder

    named = city_named(imported.head.issuer)
    if not city or not named or city.removesuffix("市") == named.removesuffix("市"):
        return
    if city_folder(folder, city) != _folder_of(folder, named):
        raise ZcError(f"这是{named}的通知，要导入的是{city}", "核对 --city，或者换一份通知")


def made_plan(imported: Imported, papers: Sequence[Paper], settled: Settled, folder: Path) -> MadePlan:
    """The plan of a notice, its keys and explanations those of the plan before; nothing is written.

    Args:
        settled: what was answered of the notice as a whole.
        folder: of the data, where the plan before stands.

    Raises:
        ZcError: the plan before cannot be read.
    """
    from zhicheng_cli.files.bundled import data_dir
    from zhicheng_cli.notices.drafts.plan_assembly import make_plan
    from zhicheng_cli.notices.drafts.plan_frame import city_named
    from zhicheng_cli.notices.notice_head import lines_of

    own = _plan_before(folder, city_named(imported.head.issuer), imported.head.year)
    return make_plan(
        imported,
        lines_of(papers),
        known_titles(folder),
        _content(own or max(data_dir().glob("plan_*.yaml"))),
        is_own=own is not None,
        settled=settled,
        contacts_before=_contacts_with(own) if own else None,
    )


def known_titles(folder: Path) -> Titles:
    """The titles of a data folder; where it has none, those that came with the program.

    Raises:
        ZcError: they cannot be read.
    """
    from zhicheng_cli.files.bundled import data_dir
    from zhicheng_cli.plan.titles import Titles

    return Titles(_content(next(one for one in (folder / "titles.yaml", data_dir() / "titles.yaml") if one.is_file())))


def _refuse_what_makes_no_plan(imported: Imported) -> None:
    from zhicheng_cli.notices.drafts.plan_frame import city_named

    head = imported.head
    if head.issued is None or not (head.number or head.title) or not city_named(head.issuer):
        raise ZcError("没有读到发文机关（市）、文号或者发文日期，写不成计划", "把通知的正文也一起给出来")


def _content(path: Path) -> Mapping[str, Any]:
    from zhicheng_cli.files.document import parse

    document, found = parse(path.read_bytes(), str(path))
    if document is None or found:
        raise ZcError(f"读不了“{path}”", "先检查、改好这个文件")
    value: Mapping[str, Any] = document.value
    return value


def _plan_before(folder: Path, city: str, year: int | None) -> Path | None:
    """The newest plan of the city that is not after the year; None = there is none."""
    from zhicheng_cli.plan.city_folders import plan_years

    own = _folder_of(folder, city)
    years = [] if own is None else [one for one in plan_years(own) if year is None or one <= year]
    return own / f"plan_{years[-1]}.yaml" if own is not None and years else None


def _folder_of(folder: Path, city: str) -> Path | None:
    """The folder of a city; None = it has none yet."""
    from zhicheng_cli.plan.city_folders import city_folder

    try:
        return city_folder(folder, city)
    except ZcError:
        return None


def _contacts_with(plan: Path) -> Mapping[str, Any] | None:
    """The contacts that stand beside a plan; None = there are none."""
    beside = (plan.with_name(plan.name.replace("plan", "contacts", 1)), plan.with_name("contacts.yaml"))
    return next((_content(one) for one in beside if one.is_file()), None)


def _contacts_of(path: Path) -> Path:
    named = re.fullmatch("plan(.*)", path.stem)
    return path.with_name(f"contacts{named[1]}.yaml" if named else f"{path.stem}_contacts.yaml")


def _refuse_what_somebody_made(files: Iterable[Path]) -> None:
    from zhicheng_cli.plan.approval import is_as_written

    for file in files:
        if file.exists() and not (file.is_file() and is_as_written(file.read_bytes())):
            message = f"“{file}”已经在那里，不是导入写成的草稿，或者有人改过，没有改动它"
            raise ZcError(message, "换一个文件名，或者先把它移走")


def _write_together(files: Mapping[Path, bytes]) -> None:
    """Both drafts are whole before either takes its place."""
    from contextlib import ExitStack

    from zhicheng_cli.files.writing import replacing

    with ExitStack() as stack:
        for path, data in files.items():
            stack.enter_context(replacing(path)).write_bytes(data)
