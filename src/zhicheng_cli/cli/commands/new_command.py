"""`zc new`: blank dossiers, rosters and subscriptions to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, ZcGroup, command_app
from zhicheng_cli.cli.frame.options import OUTPUT, Common, takes_common
from zhicheng_cli.cli.frame.typer_parts import Command, Context

_COMMANDS = {
    "dossier": "一个人的申报档案（YAML）：空白模板，或者一问一答",
    "roster": "一行一人的名册（xlsx、csv）",
    "subscriptions": "订阅文件（YAML）：谁发、怎么发、提醒谁",
}
_ABOUT = "生成空白的档案、名册，填好以后用 zc check 看能不能申报；也生成空白的订阅文件。"
_EPILOG = """例：
  zc new dossier -o 档案.yaml
  zc new roster -o 名册.xlsx
  zc new subscriptions -o subscriptions.yaml"""

_Force = Annotated[bool, typer.Option("--force", help="文件已经有了也替换它")]


class _NewGroup(ZcGroup):
    """The kinds of blank."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(_COMMANDS, __package__ or "", **attributes)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """One command; None for an unknown name."""
        of = {"dossier": _dossier, "roster": _roster, "subscriptions": _subscriptions}.get(cmd_name)
        return typer.main.get_command(of) if of else None


app = typer.Typer(
    cls=_NewGroup,
    help=_ABOUT,
    epilog=_EPILOG,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
_dossier, _roster, _subscriptions = command_app(), command_app(), command_app()


@app.callback()
def _new() -> None:
    """See `_ABOUT`."""


@_dossier.command(cls=ZcCommand, epilog="例：\n  zc new dossier --committee 12 --title 工程师 -o 档案.yaml")
@takes_common(without=("provisional", *OUTPUT))
def dossier(
    committee: Annotated[str | None, typer.Option(metavar="评委会", help="序号或名称；只留与它有关的栏目")] = None,
    title: Annotated[str | None, typer.Option(metavar="职称", help="申报的职称，写全名")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="缺省打印出来")] = None,
    ask: Annotated[bool, typer.Option("--ask", help="在终端里一问一答，答完写入文件")] = False,
    force: _Force = False,
    *,
    common: Common,
) -> None:
    """一个人的申报档案：带说明的空白模板，或者用 --ask 一问一答。

    没有填的就是“未知”，不会当作“没有”。
    """
    from .new_dossier import run

    raise typer.Exit(run(committee, title, output, ask, common.session(), force=force))


@_roster.command(cls=ZcCommand, epilog="例：\n  zc new roster -o 名册.xlsx\n  zc new roster -o 名册.csv")
def roster(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件", help="后缀 .xlsx 或 .csv")],
    force: _Force = False,
) -> None:
    """一行一人的空白名册：列名、下拉选项、每列怎么写。

    xlsx 里的格子都是文本格式，身份证号不会变成科学计数；csv 只有列名。不需要的列可以删去，列名不要改。
    """
    from .judge_roster import new

    new(output, force=force)


@_subscriptions.command(cls=ZcCommand, epilog="例：\n  zc new subscriptions -o subscriptions.yaml")
def subscriptions(
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="缺省打印出来")] = None,
    force: _Force = False,
) -> None:
    """订阅文件：谁发、怎么发、提醒谁、提醒什么，带说明的模板。

    里面有邮箱，所以写成只有自己能读的文件。密码不写在里面，放进环境变量或者另一个文件。
    """
    from zhicheng_cli.cli.frame.places import print_blank, refuse_existing
    from zhicheng_cli.cli.frame.profile import key_of_profile
    from zhicheng_cli.files.writing import write_file
    from zhicheng_cli.reminders.subscriptions.blank_subscriptions import BLANK, blank_subscriptions
    from zhicheng_cli.views.screen.output import say

    if output is None or str(output) == "-":
        print_blank(BLANK)
        return
    refuse_existing(output, force)
    mine = key_of_profile()
    write_file(output, blank_subscriptions(mine).encode("utf-8"), private=True)
    if mine:
        say(f"评委会照自己的档案填了 {mine}（zc me）。")
    say(f"已写入 {output}（只有自己能读）。改好后：zc validate {output}")
