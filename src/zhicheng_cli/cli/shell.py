"""The frame around every command: streams that survive, and one Chinese sentence for every ending."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from errno import EBADF, EDQUOT, EINVAL, EIO, ENOSPC, EPIPE
from pathlib import Path
from typing import Any, TextIO

import typer
from typer._click import types
from typer._click.core import Context, Parameter, ParameterSource
from typer._click.exceptions import (
    BadArgumentUsage,
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._types import TyperChoice
from typer.core import TyperOption
from typer.models import TyperPath

from zhicheng_cli.errors import INTERRUPTED, OK, USAGE, ZcError
from zhicheng_cli.views.output import reason_of, say, set_quiet, tolerate_any_text

from . import COMMANDS
from .help import GIVEN, ZcGroup, nearest, option_names, quoted, range_words, usage_error

_ABOUT = "职称评审：归哪个评委会评、哪天截止、材料交给谁。"
_EPILOG = """例：
  zc plan --month 7
  zc show 12
  zc deadline --committee 12

每个命令的用法见 zc 命令 -h。"""

#: What the printed completion scripts ask; Typer would answer anything else in English.
_COMPLETIONS = {f"complete_{shell}" for shell in ("bash", "zsh", "fish", "powershell", "pwsh")}

#: Where an error names no file, these tell that it was stdout that failed.
_STDOUT_FAILURES = {EBADF, EDQUOT, EIO, ENOSPC}

_WANTED: dict[type[types.ParamType], str] = {
    types.IntParamType: "应为整数",
    types.FloatParamType: "应为数字",
    types.BoolParamType: "应为 yes 或 no",
    types.DateTime: "应为 2021-07-01 这样的日期",
    types.UUIDParameterType: "应为 UUID",
}


def main(argv: list[str] | None = None) -> int:
    """Run `zc` and return its exit code (design §5).

    Args:
        argv: the words after `zc`; those of the process unless given.
    """
    set_quiet(False)
    _prepare_streams()
    try:
        code = _run(_words_of_process() if argv is None else argv)
        sys.stdout.flush()
    except SystemExit:
        raise
    except BaseException as error:  # the one place where every ending becomes words
        code = _end(error)
    for stream in (sys.stdout, sys.stderr):
        _release(stream)
    return code


def _prepare_streams() -> None:
    # A stream that was closed by the caller (`>&-`) is None; print() would then write to the other one.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    tolerate_any_text(sys.stdout)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _words_of_process() -> list[str]:
    words = sys.argv[1:]
    if sys.platform != "win32":
        return words
    # There the shell leaves `*.yaml` to the program.
    from typer._click.utils import _expand_args

    return _expand_args(words)


def _run(words: list[str]) -> int:
    zc = ZcGroup(COMMANDS, __package__, name="zc", help=_ABOUT, epilog=_EPILOG)
    if os.environ.get("_ZC_COMPLETE") in _COMPLETIONS:
        from typer._completion_classes import completion_init

        completion_init()
        zc.main(args=[], prog_name="zc")  # answers the shell and exits
    try:
        # Not zc.main(): it would end a closed pipe itself, with exit code 1.
        with zc.make_context("zc", list(words)) as ctx:
            result = zc.invoke(ctx)
    except typer.Exit as ending:
        return ending.exit_code
    return result if isinstance(result, int) else OK


def _end(error: BaseException) -> int:
    """Say what happened and return the exit code for it."""
    match error:
        case ZcError():
            say(str(error), even_if_quiet=True)
            return error.exit_code
        case NoArgsIsHelpError():
            say(error.message, even_if_quiet=True)
        case ClickException():
            say(str(_explain(error)), even_if_quiet=True)
        case KeyboardInterrupt() | typer.Abort():
            return INTERRUPTED
        case OSError() if _reader_is_gone(error):
            # `zc plan | head`: whoever read has what they wanted, and `set -o pipefail` should not call it a failure.
            return OK
        case OSError() if error.filename is not None or error.errno in _STDOUT_FAILURES:
            say(_refusal(error), even_if_quiet=True)
        case _:
            say(_confession(error), even_if_quiet=True)
    return USAGE


def _reader_is_gone(error: OSError) -> bool:
    # Windows reports a closed pipe as an invalid argument.
    signs = {EPIPE, EINVAL} if sys.platform == "win32" else {EPIPE}
    return error.errno in signs and error.filename is None


def _refusal(error: OSError) -> str:
    what = "写不出结果" if error.filename is None else f"不能读写{quoted(str(error.filename))}"
    return f"{what}：{reason_of(error)}{_details(error)}"


def _confession(error: BaseException) -> str:
    place = ""
    trace = error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("zhicheng_cli"):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"程序内部出错：{type(error).__name__}（{place}）。这是 zc 的缺陷，请把这一行告诉维护者；"
        f"设置 ZC_DEBUG=1 可看到详情{_details(error)}"
    )


def _details(error: BaseException) -> str:
    if os.environ.get("ZC_DEBUG", "0") in {"", "0"}:
        return ""
    from traceback import format_exception

    return "\n" + "".join(format_exception(error)).rstrip()


def _release(stream: TextIO) -> None:
    """Flush a stream; if it takes nothing more, let the interpreter's own flush at exit go nowhere."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _explain(error: ClickException) -> ZcError:
    """Say in Chinese, from the error's fields, what is wrong with the command line."""
    match error:
        case NoSuchOption(ctx=Context() as ctx):
            return _unknown_option(error.option_name, ctx)
        case BadOptionUsage(ctx=Context() as ctx):
            return _bad_option_usage(error.option_name, ctx)
        case MissingParameter(ctx=Context() as ctx, param=Parameter() as param):
            choices = f"可以是 {_choices(param.type)}" if isinstance(param.type, TyperChoice) else ""
            return usage_error(ctx, f"缺少{_label(param)}", choices)
        case BadParameter(ctx=Context() as ctx, param=Parameter() as param):
            return _bad_value(error, param, ctx)
        case UsageError(ctx=Context() as ctx):
            return usage_error(ctx, _authors_words(error))
    return ZcError(_authors_words(error), "用法见 zc -h")


def _authors_words(error: ClickException) -> str:
    # Ours are in Chinese; the library's English helps nobody here.
    if not error.message.isascii():
        return error.message
    return "参数的个数不对" if isinstance(error, BadArgumentUsage) else "命令的写法不对"


def _unknown_option(name: str, ctx: Context) -> ZcError:
    # Of `-month`, Click reports `-m`: look for the word that was typed.
    word = next((word for word in ctx.meta[GIVEN] if word[:1] == "-" != word[1:2] and name[1:] in word), name)
    meant = nearest(word, option_names(ctx.command, ctx))
    if meant:
        return usage_error(ctx, f"没有{quoted(word)}这个选项", f"是不是想写 {meant}")
    advice = "选项写在命令后面，如 zc plan --month 7" if ctx.parent is None else ""
    return usage_error(ctx, f"没有{quoted(name)}这个选项", advice)


def _bad_option_usage(name: str, ctx: Context) -> ZcError:
    options = [param for param in ctx.command.get_params(ctx) if isinstance(param, TyperOption)]
    option = next(option for option in options if name in (*option.opts, *option.secondary_opts))
    if option.is_flag:
        return usage_error(ctx, f"选项 {name} 后面不写值")
    return usage_error(ctx, f"选项 {name} 后面要写{'一' if option.nargs == 1 else f' {option.nargs} '}个值")


def _bad_value(error: BadParameter, param: Parameter, ctx: Context) -> ZcError:
    options = ctx.command.make_parser(ctx).parse_args(list(ctx.meta[GIVEN]))[0]
    value, source = param.consume_value(ctx, options)
    label = f"环境变量 {param.envvar}" if source is ParameterSource.ENVIRONMENT else _label(param)
    for kind, given in _typed_values(param, value):
        # A parser of ours that raises ValueError leaves nothing but the value as the message.
        wanted = "写法不对" if error.message == given else _wanted(kind, given)
        if wanted and _is_refused(kind, given):
            close = nearest(given, map(str, kind.choices)) if isinstance(kind, TyperChoice) else ""
            return usage_error(ctx, f"{label} 不能是{quoted(given)}：{wanted}", f"是不是想写 {close}" if close else "")
    return usage_error(ctx, f"{label}：{_authors_words(error)}")


def _label(param: Parameter) -> str:
    if isinstance(param, TyperOption):
        return f"选项 {max(param.opts or param.secondary_opts, key=len)}"
    return f"参数 {param.human_readable_name}"


def _typed_values(param: Parameter, value: Any) -> Iterator[tuple[types.ParamType, str]]:
    """Pair every word given for a parameter with the type it should have had."""
    if value is None:
        return
    several = param.multiple or (param.nargs != 1 and not param.type.is_composite)
    for one in value if several else [value]:
        if isinstance(param.type, types.Tuple):
            yield from zip(param.type.types, map(str, one), strict=False)
        else:
            yield param.type, str(one)


def _is_refused(kind: types.ParamType, given: str) -> bool:
    try:
        kind.convert(given, None, None)
    except BadParameter:
        return True
    return False


def _wanted(kind: types.ParamType, given: str) -> str:
    """Say what a type wants instead; "" for types of our own, which say it themselves."""
    if isinstance(kind, TyperChoice):
        return f"只能是 {_choices(kind)}"
    if isinstance(kind, types._NumberRangeBase):
        return f"应为 {range_words(kind)} 的{'整数' if isinstance(kind, types.IntParamType) else '数字'}"
    if isinstance(kind, TyperPath):
        return _path_trouble(Path(given), kind.file_okay, kind.dir_okay)
    if isinstance(kind, types.File):
        return _path_trouble(Path(given), file_okay=True, dir_okay=False)
    return next((words for known, words in _WANTED.items() if isinstance(kind, known)), "")


def _path_trouble(path: Path, file_okay: bool, dir_okay: bool) -> str:
    if not path.exists():
        return "不存在"
    if path.is_dir() and not dir_okay:
        return "这是一个文件夹"
    if path.is_file() and not file_okay:
        return "这是一个文件，不是文件夹"
    return "没有读写它的权限"


def _choices(kind: TyperChoice[Any]) -> str:
    return "、".join(map(str, kind.choices))
