"""`zc me`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import OUTPUT, Common, takes_common
from zhicheng_cli.errors import ZcError

app = command_app()

_EXAMPLES = """例：
  zc me new        一问一答，只问还会改变结论的；停下了再写一次就接着答
  zc me            看自己的档案和结论；不带任何命令的 zc 只看结论
  zc me edit       改一项，再接着答
  zc me path       档案在哪里
  zc me forget     删去档案"""


class Doing(StrEnum):
    """What is done with one's own dossier."""

    SHOW = "show"
    ANSWER = "answer"
    NEW = "new"
    EDIT = "edit"
    PATH = "path"
    FORGET = "forget"


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
@takes_common(without=OUTPUT)
def me(
    doing: Annotated[Doing, typer.Argument(metavar="做什么", help="缺省为 show")] = Doing.SHOW,
    restart: Annotated[bool, typer.Option("--restart", help="new：不接着答，从头来")] = False,
    *,
    common: Common,
) -> None:
    """我自己：问清楚能不能申报，记住答案，以后别的命令就照我的情况回答。

    档案存在自己的配置文件夹里，只有自己能读，不会发到别处；不问姓名和身份证号。
    """
    from . import own_dossier

    if restart and doing is not Doing.NEW:
        raise ZcError("--restart 只用于 zc me new", "去掉 --restart")
    if doing is Doing.PATH:
        own_dossier.show_path()
    elif doing is Doing.FORGET:
        own_dossier.forget()
    elif doing in (Doing.NEW, Doing.EDIT):
        raise typer.Exit(own_dossier.ask(common.session(), restart=restart, again=doing is Doing.EDIT))
    else:
        raise typer.Exit(own_dossier.show(common.session(), whole=doing is Doing.SHOW))
