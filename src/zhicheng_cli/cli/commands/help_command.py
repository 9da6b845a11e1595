"""`zc help`."""

from __future__ import annotations

from typing import Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, ZcGroup, command_app

app = command_app()


def _begin(ctx: typer.Context, incomplete: str) -> list[str]:
    group = ctx.parent.command if ctx.parent else None
    names = group.registry if isinstance(group, ZcGroup) else ()
    return [name for name in names if name.startswith(incomplete)]


@app.command("help", cls=ZcCommand, epilog="例：\n  zc help plan\n  zc help new dossier")
def help_page(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="命令", help="哪个命令；不写就列出全部", autocompletion=_begin)
    ] = None,
) -> None:
    """一个命令的用法，同 zc 命令 -h。"""
    above = ctx.parent
    if above is None or not isinstance(above.command, ZcGroup) or not command:
        print((above or ctx).get_help())
        return
    name, *rest = command
    found = above.command.get_command(above, name)
    if found is None:
        raise above.command.unknown_command(above, name)
    with found.make_context(name, [*rest, "-h"], parent=above) as below:
        found.invoke(below)
