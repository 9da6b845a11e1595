"""`zc remind`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.cli.frame.places import ledger_place
from zhicheng_cli.errors import ZcError

app = command_app()

_EXAMPLES = """例：
  zc new subscriptions -o subscriptions.yaml     先写订阅文件
  zc remind subscriptions.yaml                   看看今天会给谁发什么
  zc remind subscriptions.yaml --eml 信          把信存成 .eml，用邮件软件打开看
  zc remind subscriptions.yaml --send            发出；写进 crontab 的就是这一句
  zc remind --status                             发过多少，有没有不知是否送到的"""


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
@takes_common()
def remind(
    file: Annotated[
        Path | None, typer.Argument(metavar="订阅文件", help="缺省为当前文件夹的 subscriptions.yaml")
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="发出；没有出错就不输出")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会给谁发什么、为什么；在终端里这是缺省")] = False,
    eml: Annotated[Path | None, typer.Option(metavar="文件夹", help="预演时把每封信存成 .eml 文件")] = None,
    status: Annotated[bool, typer.Option("--status", help="账本：发了多少，哪些不知是否送到、没有收下")] = False,
    forget: Annotated[
        list[str] | None,
        typer.Option(metavar="编号或地址", help="从账本里去掉一封信或一个地址，下次运行时重发；可以写几次"),
    ] = None,
    arrived: Annotated[
        list[str] | None,
        typer.Option(metavar="编号", help="不知是否送到的信，收信人说收到了；可以写几次"),
    ] = None,
    new_ledger: Annotated[bool, typer.Option("--new-ledger", help="账本坏了：把它挪到一边留着，另建一个")] = False,
    carry_over: Annotated[
        bool, typer.Option("--carry-over", help="按序号记的旧账本：确认序号就是这份计划（--data-dir）的，改记代号")
    ] = False,
    ledger: Annotated[
        Path | None, typer.Option(metavar="文件", help="账本，记着给谁说过什么；缺省在用户的状态文件夹里")
    ] = None,
    *,
    common: Common,
) -> None:
    """按订阅把快到的截止、公示、评前报告、评审发到邮箱，供 cron、计划任务每天运行。

    同一件事只说一次；哪天没有运行，下次补上；日期变了，说明原来的和现在的。
    退出码：0 都发出了（或没有要发的），1 有人没有收到，2 设置有误，75 连不上邮件服务器、下次再试。
    """
    mode = _only((send, dry_run, status, bool(forget), bool(arrived), new_ledger, carry_over))
    options = common.answer()._replace(private=True)
    _refuse(mode, file, eml, bool(options.format or options.path or options.fields or options.sort))
    place = ledger_place(ledger)
    if mode in _OF_LEDGER:
        from . import remind_ledger

        numbering = remind_ledger.numbering_of(common.session)
        if status:
            remind_ledger.show_status(place, options, numbering)
        elif forget:
            remind_ledger.forget(place, forget, numbering)
        elif arrived:
            remind_ledger.confirm(place, arrived, numbering)
        elif carry_over:
            remind_ledger.carry_over(place, numbering)
        else:
            remind_ledger.renew(place, numbering)
        return
    if not (mode or eml is not None or sys.stdout.isatty()):
        raise ZcError("输出不是终端，要写明是发出还是预演", "定时任务写 --send，只看看写 --dry-run")
    subscriptions = _subscriptions(file)
    session = common.session()
    if send:
        from . import remind_send

        raise typer.Exit(remind_send.send(subscriptions, place, session))
    from . import remind_preview

    remind_preview.preview(subscriptions, place, session, options, eml)


#: What concerns the ledger alone.
_OF_LEDGER = ("--status", "--forget", "--arrived", "--new-ledger", "--carry-over")
_MODES = ("--send", "--dry-run", *_OF_LEDGER)


def _only(given: Sequence[bool]) -> str:
    """The one of the modes that was given; empty where none was."""
    chosen = [mode for mode, one in zip(_MODES, given, strict=True) if one]
    if len(chosen) > 1:
        raise ZcError(f"{'、'.join(chosen)} 不能同时用", "一次只做一件事")
    return "".join(chosen)


def _refuse(mode: str, file: Path | None, eml: Path | None, has_output: bool) -> None:
    """What does not go together with the thing to do."""
    if eml is not None and mode not in ("", "--dry-run"):
        raise ZcError("--eml 用于预演", f"去掉 {mode}，或去掉 --eml")
    if has_output and mode not in ("", "--dry-run", "--status"):
        raise ZcError(f"{mode} 没有结果可以输出", "--json、--format、--fields、--sort、-o 用于预演和 --status")
    if file is not None and mode in _OF_LEDGER:
        raise ZcError(f"{mode} 只看账本，不用写订阅文件", "账本在别处的，用 --ledger 写明")


def _subscriptions(given: Path | None) -> Path:
    file = given or Path("subscriptions.yaml")
    if given is None and not file.exists():
        from zhicheng_cli.cli.frame.profile import profile_path

        hint = "自己的评委会已填好的" if profile_path().exists() else "空白的"
        blank = f"{hint}：zc new subscriptions -o subscriptions.yaml"
        raise ZcError("没有写是哪个订阅文件，这里也没有 subscriptions.yaml", blank)
    return file
