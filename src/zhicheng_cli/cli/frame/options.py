"""Options that several commands share, and how their text is read."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar, get_type_hints

import typer

from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.screen.output import NEWEST, OutputFormat, OutputOptions, is_document
from zhicheng_cli.workdays import CHINA

from .completions import cities, offering_of_data, years

if TYPE_CHECKING:
    from .session import Session

_Read = TypeVar("_Read")
_Command = Callable[..., None]


def _year(text: str) -> int:
    from zhicheng_cli.written import UnreadError
    from zhicheng_cli.written.numbers import read_year

    try:
        return read_year(text)
    except UnreadError as error:
        raise ValueError(text) from error


Year = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="年",
        parser=_year,
        autocompletion=offering_of_data(years),
        help="计划年度；缺省为不晚于今年的最新一年",
    ),
]
City = Annotated[
    str | None,
    typer.Option(
        "--city",
        metavar="城市",
        envvar="ZC_CITY",
        autocompletion=offering_of_data(cities),
        help="哪个市：市名，或者它在 cities 里的文件夹名；缺省为第一个市",
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
NotMe = Annotated[bool, typer.Option("--not-me", help="不照自己的档案（zc me）回答")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，同 --format json")]
JsonVersion = Annotated[
    int, typer.Option("--json-version", metavar="版本", min=1, max=NEWEST, help="JSON 用哪一版的形状：1、2 是以前的")
]
Format = Annotated[
    OutputFormat | None,
    typer.Option("--format", help="输出格式；缺省：终端里是表格，管道里是 TSV，写文件时看后缀"),
]
FieldList = Annotated[
    str | None,
    typer.Option("--fields", metavar="列,列", help="只要这些列，照这个次序；写表头或英文名，如 no,name,last"),
]
SortList = Annotated[
    str | None,
    typer.Option("--sort", metavar="列[,-列]", help="按这些列排序，前面加 - 从大到小；cutoff 是先到的截止在前"),
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
        raise ZcError(f"{option}“{text}”{error.message}", error.hint, error.see) from None


def _listed(text: str, option: str) -> tuple[str, ...]:
    """The columns as people type them: `no,name`, `序号、评委会`.

    Raises:
        ZcError: there is none.
    """
    from zhicheng_cli.written.folding import folded

    names = tuple(filter(None, map(folded, folded(text).split(","))))
    if not names:
        raise ZcError(f"{option} 后面没有写内容", f"例如 {option} no,last，也可以写表头：{option} 序号,最迟")
    return names


def read_today(text: str | None) -> date:
    """The day that counts as today: the one given, else the date in Asia/Shanghai."""
    return datetime.now(CHINA).date() if text is None else read_day(text, "--today（ZC_TODAY）")


class Common(NamedTuple):
    """What was typed for the options that nearly every command has, in the order of the help."""

    city: City = None
    year: Year = None
    today: Today = None
    data_dir: DataDir = None
    provisional: Provisional = False
    json: Json = False
    json_version: JsonVersion = NEWEST
    format: Format = None
    fields: FieldList = None
    sort: SortList = None
    output: Output = None

    def session(self) -> Session:
        """The data that was asked for.

        Raises:
            ZcError: it is missing or has errors, or today is no date.
        """
        from .session import Session

        return Session(self.year, read_today(self.today), self.data_dir, self.provisional, city=self.city)

    def answer(self) -> OutputOptions:
        """How the answer is wanted.

        Raises:
            ZcError: `--json` and another format were asked for, or a document and the columns of a table.
        """
        if self.json and self.format not in (None, OutputFormat.JSON):
            raise ZcError(f"--json 和 --format {self.format} 不能同时用", "只留一个")
        options = OutputOptions(
            OutputFormat.JSON if self.json else self.format,
            self.output,
            json_version=self.json_version,
            fields=() if self.fields is None else _listed(self.fields, "--fields"),
            sort=() if self.sort is None else _listed(self.sort, "--sort"),
        )
        if (options.fields or options.sort) and is_document(options):
            raise ZcError("JSON 文档的形状不变，--fields 和 --sort 用不上", "要一行一个 JSON，用 --format jsonl")
        return options


#: What says how an answer is wanted, for `takes_common(without=…)`.
OUTPUT = ("json", "json_version", "format", "fields", "sort", "output")


def takes_common(*, without: Sequence[str] = ()) -> Callable[[_Command], _Command]:
    """Gives a command the common options, but for some, in the place of its parameter `common: Common`."""
    kinds = get_type_hints(Common, include_extras=True)
    defaults = Common._field_defaults
    options = [option(name, kinds[name], defaults[name]) for name in Common._fields if name not in without]
    return in_place_of("common", options, lambda typed: Common(**typed))


def option(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    """A parameter that typer makes an option of."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def in_place_of(
    parameter: str, options: Sequence[inspect.Parameter], read: Callable[[Mapping[str, Any]], Any]
) -> Callable[[_Command], _Command]:
    """Gives a command these options where its own signature has one parameter.

    Args:
        read: what the command gets for that parameter, from what was typed, by the options' names.
    """

    def changed(command: _Command) -> _Command:
        signature = inspect.signature(command, eval_str=True)
        groups = (options if own.name == parameter else [own] for own in signature.parameters.values())

        @wraps(command)
        def run(**given: Any) -> None:
            typed = {one.name: given.pop(one.name) for one in options}
            command(**given, **{parameter: read(typed)})

        parameters = [one for group in groups for one in group]
        run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        return run

    return changed
