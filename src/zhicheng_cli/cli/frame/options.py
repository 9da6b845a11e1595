"""Options that several commands share, and how their text is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.screen.output import OutputFormat, OutputOptions
from zhicheng_cli.workdays import CHINA

_Read = TypeVar("_Read")

Year = Annotated[int | None, typer.Option("--year", metavar="年", help="计划年度；缺省为不晚于今年的最新一年")]
City = Annotated[
    str | None,
    typer.Option(
        "--city", metavar="城市", envvar="ZC_CITY", help="哪个市：市名，或者它在 cities 里的文件夹名；缺省为第一个市"
    ),
]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="日期", envvar="ZC_TODAY", help="把这天当作今天；缺省为北京时间的今天"),
]
DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", metavar="文件夹", envvar="ZC_DATA_DIR", help="数据文件夹；缺省用程序自带的数据"),
]
Provisional = Annotated[bool, typer.Option("--provisional", help="工作日尚未公布的年份也给出结果，并标明暂定")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，同 --format json")]
Format = Annotated[
    OutputFormat | None,
    typer.Option("--format", help="输出格式；缺省：终端里是表格，管道里是 TSV，写文件时看后缀"),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件；已有的文件会被替换")]


def read_day(text: str, option: str) -> date:
    """A day as people write it, of whatever year.

    Raises:
        ZcError: it is none.
    """
    from zhicheng_cli.written.days import EVER
    from zhicheng_cli.written.days import read_day as read

    return _read(lambda typed: read(typed, EVER), text, option)


def read_month(text: str, option: str) -> tuple[int | None, int]:
    """A month as people write it: the year, or None when it is not given, and the month from 1 to 12.

    Raises:
        ZcError: it is none.
    """
    from zhicheng_cli.written.days import read_month as read

    return _read(read, text, option)


def _read(read: Callable[[str], _Read], text: str, option: str) -> _Read:
    from zhicheng_cli.written import UnreadError

    try:
        return read(text)
    except UnreadError as error:
        raise ZcError(f"{option}“{text}”{error.message}", error.hint) from None


def read_today(text: str | None) -> date:
    """The day that counts as today: the one given, else the date in Asia/Shanghai."""
    return datetime.now(CHINA).date() if text is None else read_day(text, "--today（ZC_TODAY）")


def output_options(json: bool, chosen: OutputFormat | None, path: Path | None) -> OutputOptions:
    """`--json`, `--format` and `-o` together.

    Raises:
        ZcError: `--json` and another format were asked for.
    """
    if json and chosen not in (None, OutputFormat.JSON):
        raise ZcError(f"--json 和 --format {chosen} 不能同时用", "只留一个")
    return OutputOptions(OutputFormat.JSON if json else chosen, path)
