"""`zc validate`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from zhicheng_cli.errors import FINDINGS, USAGE, ZcError
from zhicheng_cli.files.findings import Finding, Severity
from zhicheng_cli.views.findings import FindingFormat, render, summary

from .commands import ZcCommand, command_app

app = command_app()

_UNREADABLE = ("E001", "E002")


@app.command(
    cls=ZcCommand, epilog="例：\n  zc validate data/plan_2021.yaml\n  zc validate data\n  zc validate - < 计划.yaml"
)
def validate(
    files: Annotated[list[str], typer.Argument(metavar="文件", help="数据文件或文件夹；- 是标准输入")],
    json: Annotated[bool, typer.Option("--json", help="输出 JSON，同 --format json")] = False,
    format: Annotated[  # noqa: A002 - the option's name
        FindingFormat, typer.Option("--format", help="text 一行一条；json；github 供代码托管平台显示")
    ] = FindingFormat.TEXT,
) -> None:
    """检查数据文件：编码、写法、字段，以及序号、时间、职称、电话是否前后一致。

    文件是计划、联系人、职称表还是工作日，由内容认出。所有问题一次列全，每个代码用 zc explain 看详解。
    退出码：0 没有错误和警告（可以有提示），1 有，2 有文件读不了。
    """
    from zhicheng_cli.files import checks as of_files
    from zhicheng_cli.files.checking import bundled_knowledge, check_files
    from zhicheng_cli.files.text import read_bytes
    from zhicheng_cli.plan import checks as of_plan
    from zhicheng_cli.views.output import say, tolerate_any_text

    names, found = _expand(files)
    contents = []
    for name in names:
        data, unreadable = read_bytes(name)
        found += unreadable
        if not unreadable:
            contents.append((name, data))
    kinds = {**of_plan.KINDS, **of_files.KINDS}
    found = sorted([*found, *check_files(contents, kinds, bundled_knowledge(kinds)).findings])
    tolerate_any_text(sys.stdout)
    sys.stdout.write(render(found, names, FindingFormat.JSON if json else format, sys.stdout.encoding or "utf-8"))
    say(summary(found, names))
    if any(one.code in _UNREADABLE for one in found):
        raise typer.Exit(USAGE)
    if any(one.severity is not Severity.NOTICE for one in found):
        raise typer.Exit(FINDINGS)


def _expand(files: list[str]) -> tuple[list[str], list[Finding]]:
    """Folders stand for the YAML files in them and below, in order of their names.

    Returns:
        The names, and a finding for each folder that cannot be looked into.
    """
    names: list[str] = []
    locked: list[Finding] = []
    for file in files:
        if not file:
            raise ZcError("有一个文件名没有写", "写文件或文件夹的路径，- 是标准输入")
        if file == "-" or not Path(file).is_dir():
            names.append(file)
            continue
        inside, failed = _yaml_below(file)
        if not inside and not failed:
            raise ZcError(f"文件夹“{file}”里没有 YAML 文件")
        names += inside
        locked += (Finding(folder, 1, 1, "E001", "没有读取这个文件夹的权限") for folder in failed)
    return list(dict.fromkeys(names)), locked


def _yaml_below(folder: str) -> tuple[list[str], list[str]]:
    """The YAML files in a folder and below, and the folders in it that the system refuses to open."""
    refused: list[str] = []
    found = [
        str(Path(root, name))
        for root, _, names in os.walk(folder, onerror=lambda error: refused.append(str(error.filename)))
        for name in names
        if Path(name).suffix in (".yaml", ".yml")
    ]
    return sorted(found), refused
