"""`zc check --roster`: read, judge, write, and say how it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from zhicheng_cli.cli.frame.places import refuse_existing
from zhicheng_cli.errors import FINDINGS, OK, ZcError, visible

if TYPE_CHECKING:
    from zhicheng_cli.applicant.roster.batches import Roster
    from zhicheng_cli.applicant.roster.engine import JudgedBatch
    from zhicheng_cli.applicant.roster.tally import Tally
    from zhicheng_cli.cli.frame.session import Session

#: Suffix → the packages that it needs beside pyarrow for writing.
_TO_WRITE = {".xlsx": ("xlsxwriter",)}


def run(roster: Path, output: Path, session: Session, jobs: int | None) -> int:
    """Judge a roster into a file.

    Args:
        output: `.csv`, `.parquet` or `.xlsx`.
        jobs: processes; None = one, which is also what keeps memory smallest.

    Returns:
        The exit code: 0 if there is someone, everyone meets everything, and no row was refused.

    Raises:
        ZcError: the roster cannot be read, the result not written, or a package is missing.
        KeyboardInterrupt: it was broken off; no file was changed.
    """
    require("pyarrow", *_TO_WRITE.get(output.suffix.lower(), ()))
    from zhicheng_cli.applicant.law.verdicts import Verdict
    from zhicheng_cli.applicant.roster.batches import open_roster
    from zhicheng_cli.applicant.roster.pool import Ground, judge_roster
    from zhicheng_cli.applicant.roster.tally import Tally
    from zhicheng_cli.applicant.rules import all_rules
    from zhicheng_cli.views.answers.roster_answer import ResultAbout, RosterAnswer, result_columns
    from zhicheng_cli.views.exports.roster_files import beside, result_files
    from zhicheng_cli.views.screen.output import show

    _refuse_overwriting(roster, beside(output).values())
    session.warn_of_age()
    basis = Ground(session.data.folder, session.data.city, session.data.plan.year, session.today, session.calendar)
    tally = Tally(all_rules())
    opened = open_roster(roster)
    about = ResultAbout(result_columns(opened.columns.kept.values()), session.data.plan, session.today)
    with result_files(output, about) as files:
        for judged in _shown(judge_roster(opened, basis, jobs or 1)):
            files.refused(judged.refused)
            files.answered(tally.enter(judged))
        files.finish(tally)
    show(RosterAnswer(session.data.plan, tally))
    _tell(tally, beside(output).values(), opened)
    everyone = 0 < tally.read_rows == tally.verdicts[Verdict.MEETS]
    return OK if everyone else FINDINGS


def new(output: Path, *, force: bool) -> None:
    """Write a blank roster.

    Args:
        output: `.xlsx` or `.csv`, which must not be there unless `force`.

    Raises:
        ZcError: it is there or cannot be written, its name does not tell the form, or a package is missing.
    """
    require(*_TO_WRITE.get(output.suffix.lower(), ()))
    from zhicheng_cli.views.exports.roster_blank import write_blank
    from zhicheng_cli.views.screen.output import say

    refuse_existing(output, force)
    write_blank(output)
    say(f"已写入 {output.name}；填好以后：zc check --roster {output.name} -o 结果{output.suffix}")


def require(*packages: str, extra: str = "roster") -> None:
    """See that packages are there that only rosters need.

    Args:
        extra: by which they are installed.

    Raises:
        ZcError: one is not.
    """
    lacking = [name for name in packages if find_spec(name) is None]
    if lacking:
        from zhicheng_cli.files.extras import how_to_install

        raise ZcError(f"处理名册需要安装 {'、'.join(lacking)}", how_to_install(extra))


def _refuse_overwriting(roster: Path, results: Iterable[Path]) -> None:
    for path in results:
        if path.exists() and roster.exists() and path.samefile(roster):
            raise ZcError(f"结果不能写进名册“{roster}”自己", "在 -o 后面换一个文件名")


def _shown(answers: Iterator[JudgedBatch]) -> Iterator[JudgedBatch]:
    """The same answers; on a terminal a line tells how many rows are judged."""
    from zhicheng_cli.views.screen.progress import in_progress

    with in_progress("判名册，行数") as work:
        for judged in answers:
            yield judged
            work.done += len(judged.people) + judged.refused_rows


def _tell(tally: Tally, paths: Iterable[Path], roster: Roster) -> None:
    from zhicheng_cli.views.screen.output import say

    say(f"已写入 {'、'.join(path.name for path in paths)}（只有本人能读）")
    if roster.unread:
        unread = "、".join(map(visible, roster.unread))
        say(f"只读了工作表“{visible(roster.sheet)}”，没有读：{unread}（各存成一个文件再核对，或合到一张表）")
    if roster.hidden:
        say(f"没有读隐藏的工作表：{'、'.join(map(visible, roster.hidden))}（要核对就取消隐藏，另存成一个文件）")
    if kept := roster.columns.kept:
        say(f"判断没有用到、照抄到结果里的列：{'、'.join(map(visible, kept.values()))}")
    if tally.by_month:
        say(f"{tally.by_month} 行有日期只写到月，按那个月的最后一天算，免得算早：见“备注”列")
    if tally.refused_rows:
        say(f"退回的 {tally.refused_rows} 行没有答复：是谁、哪一列、什么原因，见“退回”（refused）")
