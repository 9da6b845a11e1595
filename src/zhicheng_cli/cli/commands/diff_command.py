"""`zc diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.errors import FINDINGS, ZcError

if TYPE_CHECKING:
    from zhicheng_cli.plan.committees import Plan

app = command_app()

_EXAMPLES = """例：
  zc diff 2021 2022
  zc diff data/plan_2021.yaml 新计划.yaml --format md
  zc diff 2021"""


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
@takes_common(without=("year", "today", "provisional", "json_version"))
def diff(
    old: Annotated[str, typer.Argument(metavar="原来", help="年度，或者计划文件")],
    new: Annotated[str | None, typer.Argument(metavar="现在", help="年度，或者计划文件；不写就是同一个计划")] = None,
    *,
    common: Common,
) -> None:
    """两个计划有什么不同：新增、不再有、改名、日期移了几天、电话、资格、专业、环节。按代号对照，不按序号。

    只写一个，就把它印发时的样子和现在（延期、更正以后）比。不同年度的日期按月日比；同一个号码加了区号不算不同。
    退出码：0 没有不同，1 有，2 读不了。
    """
    from zhicheng_cli.notices.plan_differences import plan_differences
    from zhicheng_cli.views.answers.diff_answer import DiffAnswer
    from zhicheng_cli.views.screen.output import emit

    options = common.answer()
    printed, before = _plans(old, common)
    before, after = (printed, before) if new is None else (before, _plans(new, common)[1])
    bodies = plan_differences(before, after)
    emit(DiffAnswer(before, after, bodies, new is None), options)
    if bodies:
        raise typer.Exit(FINDINGS)


def _plans(named: str, common: Common) -> tuple[Plan, Plan]:
    """A plan as its notice printed it, and as it stands now; a draft is told to be one."""
    from zhicheng_cli.cli.frame.session import warn_of_draft

    if Path(named).suffix or Path(named).is_file():
        from zhicheng_cli.plan.approval import standing_of
        from zhicheng_cli.plan.plan_file import plan_content
        from zhicheng_cli.plan.plan_reading import as_printed, read_plan

        content = plan_content(named)
        if (standing := standing_of(content["plan"], Path(named).read_bytes())).is_draft:
            warn_of_draft(content["plan"]["year"], standing)
        return read_plan(as_printed(content)), read_plan(content)
    from zhicheng_cli.plan.dataset import Dataset
    from zhicheng_cli.written import UnreadError
    from zhicheng_cli.written.numbers import read_year

    try:
        year = read_year(named)
    except UnreadError:
        raise ZcError(f"“{named}”不是年度，也不是文件", "写年度（2021），或者计划文件（plan_2021.yaml）") from None
    data = Dataset(common.data_dir, year, city=common.city)
    if data.plan.is_draft:
        warn_of_draft(year, data.standing)
    return data.printed_plan, data.plan
