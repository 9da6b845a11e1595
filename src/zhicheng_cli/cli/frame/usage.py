"""What is wrong with a command line, and what was probably meant: one Chinese sentence.

It is made from the fields of Click's errors (which option, which type, what was given), never from their English.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typer.core import TyperOption
from typer.models import TyperPath

from zhicheng_cli.errors import ZcError

from .typer_parts import (
    BadOptionUsage,
    BadParameter,
    Command,
    Context,
    FuncParamType,
    IntParamType,
    MissingParameter,
    NoSuchOption,
    Parameter,
    ParameterSource,
    TyperChoice,
    UsageError,
)

#: Where a context keeps the words it was given.
GIVEN = "zhicheng_cli.given"

#: The types of our options that can refuse a value, choices apart; a function reads years, and of a path nothing but
#: this is asked.
_WANTED: dict[type, str] = {IntParamType: "应为整数", FuncParamType: "应为整数", TyperPath: "没有读它的权限"}


def usage_error(ctx: Context, message: str, advice: str = "") -> ZcError:
    """The error for a command line that cannot be understood; its hint ends with where to read on."""
    return ZcError(message, "；".join(filter(None, [advice, f"用法见 {ctx.command_path} -h"])))


def quoted(word: str) -> str:
    """A word of the user in quotation marks, made safe to print and not too long."""
    shown = "".join(character if character.isprintable() or character == "\u3000" else "?" for character in word)
    return f"“{shown if len(shown) <= 60 else shown[:57] + '...'}”"


def likely(word: str, known: Iterable[str]) -> str:
    """The known word, in small letters all of them, that was probably meant, or an empty string."""
    from zhicheng_cli.files.findings import closest
    from zhicheng_cli.written.folding import without_blanks

    # Dashes make no two options alike.
    bare = {name.lstrip("-"): name for name in known}
    return bare.get(closest(without_blanks(word).casefold().lstrip("-"), list(bare), cutoff=0.6) or "", "")


def option_names(command: Command, ctx: Context) -> list[str]:
    """Every option a command understands, as typed."""
    return [name for option in _options(command, ctx) for name in option.opts]


def explain(error: UsageError, ctx: Context) -> ZcError:
    """The error in Chinese; in general words where it is of a kind that none of our options causes."""
    match error:
        case NoSuchOption():
            return _unknown_option(error.option_name, ctx)
        case BadOptionUsage():
            return _bad_option_usage(error.option_name, ctx)
        case MissingParameter(param=Parameter() as param):
            choices = f"可以是 {_choices(param.type)}" if isinstance(param.type, TyperChoice) else ""
            return usage_error(ctx, f"缺少{_label(param)}", choices)
        case BadParameter(param=Parameter() as param):
            return _bad_value(param, ctx)
    return usage_error(ctx, "命令的写法不对")


def _options(command: Command, ctx: Context) -> list[TyperOption]:
    return [param for param in command.get_params(ctx) if isinstance(param, TyperOption)]


def _unknown_option(name: str, ctx: Context) -> ZcError:
    # Of `-month`, Click reports `-m`: look for the word that was typed.
    word = next((word for word in ctx.meta[GIVEN] if word[:1] == "-" != word[1:2] and name[1:] in word), name)
    meant = likely(word, option_names(ctx.command, ctx))
    if meant:
        return usage_error(ctx, f"没有{quoted(word)}这个选项", f"是不是想写 {meant}")
    advice = "选项写在命令后面，如 zc plan --month 7" if ctx.parent is None else ""
    return usage_error(ctx, f"没有{quoted(name)}这个选项", advice)


def _bad_option_usage(name: str, ctx: Context) -> ZcError:
    option = next(option for option in _options(ctx.command, ctx) if name in option.opts)
    if option.is_flag:
        return usage_error(ctx, f"选项 {name} 后面不写值")
    return usage_error(ctx, f"选项 {name} 后面要写{'一' if option.nargs == 1 else f' {option.nargs} '}个值")


def _bad_value(param: Parameter, ctx: Context) -> ZcError:
    # The error does not say what was given, nor where: look again.
    options = ctx.command.make_parser(ctx).parse_args(list(ctx.meta[GIVEN]))[0]
    value, source = param.consume_value(ctx, options)
    label = f"环境变量 {param.envvar}" if source is ParameterSource.ENVIRONMENT else _label(param)
    kind = param.type
    wanted = f"只能是 {_choices(kind)}" if isinstance(kind, TyperChoice) else _WANTED.get(type(kind))
    if wanted is None or not isinstance(value, str):
        return usage_error(ctx, f"{label}：写法不对")
    meant = likely(value, map(str, kind.choices)) if isinstance(kind, TyperChoice) else ""
    return usage_error(ctx, f"{label} 不能是{quoted(value)}：{wanted}", f"是不是想写 {meant}" if meant else "")


def _label(param: Parameter) -> str:
    if isinstance(param, TyperOption):
        return f"选项 {max(param.opts, key=len)}"
    return f"参数 {param.human_readable_name}"


def _choices(kind: TyperChoice[Any]) -> str:
    return "、".join(map(str, kind.choices))
