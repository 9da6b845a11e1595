"""Commands that explain themselves in Chinese, and are imported only when called.

A command module is written like this:

    app = command_app()

    @app.command(cls=ZcCommand, epilog="例：\\n  zc plan --month 7")
    def plan(month: Annotated[int | None, typer.Option(metavar="月份", min=1, max=12, help="…")] = None) -> int:
        \"\"\"年度计划：……\"\"\"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from importlib import import_module
from typing import Any
from unicodedata import normalize

import typer
from typer._click import types
from typer._click.core import Command, Context, Parameter
from typer._click.exceptions import UsageError
from typer._click.shell_completion import CompletionItem
from typer._types import TyperChoice
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.models import TyperPath

from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.output import set_quiet
from zhicheng_cli.views.terminal import cell_width, terminal_width, wrap

#: Where a context keeps the words it was given, for the sentences about what is wrong with them.
GIVEN = "zhicheng_cli.given"

_MAX_WIDTH = 100
#: Beside a left column that leaves less than this, descriptions go below.
_LEAST_DESCRIPTION = 24
_WIDEST_LEFT_COLUMN = 28

_TYPE_NAMES: dict[type[types.ParamType], str] = {
    types.IntParamType: "整数",
    types.FloatParamType: "数字",
    types.DateTime: "日期",
    TyperPath: "文件",
    types.File: "文件",
}

# An option as a Chinese input method types it: full-width letters, dashes of any length.
_TYPED_OPTION = r"[-－—–―−﹣‐]+([^=＝]+)(?:[=＝]((?s:.*)))?"


def command_app() -> typer.Typer:
    """Return an empty application for one command, with the settings all commands share."""
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def usage_error(ctx: Context, message: str, *advice: str) -> ZcError:
    """Return the error for a command line that cannot be understood; its hint ends with where to read on."""
    return ZcError(message, "；".join([*filter(None, advice), f"用法见 {ctx.command_path} -h"]))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or ""."""
    from difflib import get_close_matches

    by_folded = {name.casefold(): name for name in known}
    found = get_close_matches(normalize("NFKC", word).casefold(), by_folded, n=1)
    return by_folded[found[0]] if found else ""


def quoted(word: str) -> str:
    """Return a word of the user in quotation marks, made safe to print and not too long."""
    shown = "".join(character if character.isprintable() or character == "\u3000" else "?" for character in word)
    return f"“{shown if len(shown) <= 60 else shown[:57] + '...'}”"


def option_names(command: Command, ctx: Context) -> list[str]:
    """Return every option a command understands, as typed."""
    options = (param for param in command.get_params(ctx) if isinstance(param, TyperOption))
    return [name for option in options for name in (*option.opts, *option.secondary_opts)]


def range_words(numbers: types._NumberRangeBase) -> str:
    """Say which numbers are allowed: `1 至 12`, `不小于 1`, `不大于 12`."""
    if numbers.max is None:
        return f"不小于 {numbers.min}"
    return f"不大于 {numbers.max}" if numbers.min is None else f"{numbers.min} 至 {numbers.max}"


def _flag(names: list[str], explanation: str, act: Callable[[Context], None]) -> TyperOption:
    def callback(ctx: Context, param: Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            act(ctx)

    return TyperOption(
        param_decls=names, is_flag=True, expose_value=False, is_eager=True, help=explanation, callback=callback
    )


def _show_help(ctx: Context) -> None:
    print(ctx.get_help())
    ctx.exit()


def _show_version(ctx: Context) -> None:
    from zhicheng_cli import __version__

    print(f"zc {__version__}")
    ctx.exit()


_QUIET = _flag(["-q", "--quiet"], "只输出结果和错误，不输出提示", lambda ctx: set_quiet(True))
_VERSION = _flag(["--version"], "显示版本并退出", _show_version)
_HELP = _flag(["-h", "--help"], "显示本说明并退出", _show_help)


class _Chinese(Command):
    """What commands and groups have in common: the shared options, the help, the care for what was typed."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the command's own parameters and those shared options whose names it has not taken."""
        taken = {name for param in self.params for name in param.opts}
        return [*self.params, *(flag for flag in (_QUIET, _VERSION, _HELP) if taken.isdisjoint(flag.opts))]

    def get_help(self, ctx: Context) -> str:
        """Return the help page, as wide as the terminal."""
        return help_page(self, ctx)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the command line; every usage error leaves with its context attached."""
        if not ctx.resilient_parsing:
            _refuse_full_width(ctx, args)
        ctx.meta[GIVEN] = tuple(args)
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class ZcCommand(_Chinese, TyperCommand):
    """One command of `zc`."""

    # Typer would complain in English: the surplus is refused below.
    allow_extra_args = True

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the command line and refuse words that nothing asked for."""
        surplus = super().parse_args(ctx, args)
        if surplus and not ctx.resilient_parsing:
            raise usage_error(ctx, f"多出了参数 {' '.join(map(quoted, surplus))}")
        return surplus


class ZcGroup(_Chinese, TyperGroup):
    """The commands of a registry, each imported when it is called.

    Args:
        registry: command name → one line on what it answers; `package.name` is the module with its `app`.
        package: where the command modules are.
        attributes: what `typer.core.TyperGroup` takes.
    """

    def __init__(self, registry: Mapping[str, str], package: str, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.registry = registry
        self.package = package

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the command names in the order of the registry."""
        return list(self.registry)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Import and return one command; None for an unknown name."""
        if cmd_name not in self.registry:
            return None
        if cmd_name not in self.commands:
            module = import_module(f"{self.package}.{cmd_name}")
            self.commands[cmd_name] = typer.main.get_command(module.app)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Find the command that the first word names.

        Raises:
            ZcError: there is none.
        """
        name, *rest = args
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            meant = nearest(name, self.registry)
            advice = f"是不是想写 {meant}" if meant else f"命令有 {'、'.join(self.registry)}"
            raise usage_error(ctx, f"没有{quoted(name)}这个命令", advice)
        return name if command else None, command, rest

    def invoke(self, ctx: Context) -> Any:
        """Run the command; without one, show what there is."""
        return super().invoke(ctx) if ctx._protected_args else _show_help(ctx)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Complete from the registry, importing nothing."""
        commands = [
            CompletionItem(name, help=text) for name, text in self.registry.items() if name.startswith(incomplete)
        ]
        return [*commands, *Command.shell_complete(self, ctx, incomplete)]


def _refuse_full_width(ctx: Context, args: Iterable[str]) -> None:
    known = option_names(ctx.command, ctx)
    for word in args:
        if word == "--":
            return
        meant = _half_width(word)
        if meant != word and meant.split("=")[0] in known:
            raise usage_error(ctx, f"{quoted(word)}里有中文输入法的全角字符", f"应写成 {meant}")


def _half_width(word: str) -> str:
    typed = None if word.isascii() else re.fullmatch(_TYPED_OPTION, word)
    if typed is None or word[: typed.start(2) if typed[2] is not None else None].isascii():
        return word
    name = normalize("NFKC", typed[1])
    return ("-" if len(name) == 1 else "--") + name + ("" if typed[2] is None else f"={typed[2]}")


def help_page(command: Command, ctx: Context) -> str:
    """Return a command's help: usage, text, arguments, options, commands, epilogue, folded by cells."""
    width = min(terminal_width(), _MAX_WIDTH)
    shown = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [param for param in shown if isinstance(param, TyperArgument)]
    options = [param for param in shown if isinstance(param, TyperOption)]
    commands: Mapping[str, str] = {}
    if isinstance(command, ZcGroup):
        commands = command.registry
    else:
        options = [option for option in options if option is not _VERSION]
    words = [ctx.command_path, "[选项]", *map(_in_usage, arguments), *(["命令 ..."] if commands else [])]
    sections = [
        "\n".join(wrap(f"用法：{' '.join(words)}", width, 6)),
        _text(command.help, width),
        _section("参数", [(_metavar(argument), _explained(argument)) for argument in arguments], width),
        _section("选项", [(_signature(option), _explained(option)) for option in options], width),
        _section("命令", [(name, (purpose, "")) for name, purpose in commands.items()], width),
        _text(command.epilog, width),
    ]
    return "\n\n".join(filter(None, sections))


def _in_usage(argument: TyperArgument) -> str:
    name = _metavar(argument)
    return name if argument.required else f"[{name}]"


def _signature(option: TyperOption) -> str:
    both = [", ".join(sorted(names, key=len)) for names in (option.opts, option.secondary_opts) if names]
    return " / ".join(both) if option.is_flag or option.count else f"{both[0]} {_metavar(option)}"


def _metavar(param: TyperArgument | TyperOption) -> str:
    name = param.metavar or _type_name(param.type)
    return name if param.nargs == 1 or param.type.is_composite else f"{name}..."


def _type_name(kind: types.ParamType) -> str:
    if isinstance(kind, TyperChoice):
        return "|".join(map(str, kind.choices))
    if isinstance(kind, types.Tuple):
        return " ".join(map(_type_name, kind.types))
    if isinstance(kind, TyperPath) and not kind.file_okay:
        return "文件夹"
    return next((name for known, name in _TYPE_NAMES.items() if isinstance(kind, known)), "文字")


def _explained(param: TyperArgument | TyperOption) -> tuple[str, str]:
    """Return what a parameter is for, and its notes: default, range and the like."""
    notes = []
    if param.envvar and param.show_envvar:
        names = [param.envvar] if isinstance(param.envvar, str) else param.envvar
        notes.append(f"环境变量：{'、'.join(names)}")
    if default := _default_words(param):
        notes.append(f"默认：{default}")
    if isinstance(param.type, types._NumberRangeBase):
        notes.append(f"范围：{range_words(param.type)}")
    if param.required:
        notes.append("必填")
    return param.help or "", " ".join(f"[{note}]" for note in notes)


def _default_words(param: TyperArgument | TyperOption) -> str:
    default = param.default
    if isinstance(param.show_default, str):
        return param.show_default
    if not param.show_default or default is None or callable(default):
        return ""
    if isinstance(default, bool):
        names = param.opts if default else param.secondary_opts
        return names[0] if names and param.secondary_opts else ""
    values = default if isinstance(default, (list, tuple)) else [default]
    return "、".join(str(value.value if isinstance(value, Enum) else value) for value in values)


def _section(heading: str, rows: list[tuple[str, tuple[str, str]]], width: int) -> str:
    return "\n".join([f"{heading}：", *_definitions(rows, width)]) if rows else ""


def _definitions(rows: list[tuple[str, tuple[str, str]]], width: int) -> Iterator[str]:
    left = min(max(cell_width(term) for term, _ in rows), _WIDEST_LEFT_COLUMN)
    below = width - left - 4 < _LEAST_DESCRIPTION
    indent = 6 if below else left + 4
    for term, (purpose, notes) in rows:
        lines = _noted(wrap(purpose, width - indent), notes, width - indent)
        if below or cell_width(term) > left:
            yield from (f"  {line}" for line in wrap(term, width - 2, 2))
        else:
            yield f"  {term}{' ' * (left - cell_width(term))}  {lines.pop(0)}".rstrip()
        yield from (" " * indent + line for line in lines if line)


def _noted(lines: list[str], notes: str, room: int) -> list[str]:
    fits = cell_width(lines[-1]) + 1 + cell_width(notes) <= room
    return [*lines[:-1], f"{lines[-1]} {notes}".strip()] if fits else [*lines, *wrap(notes, room)]


def _text(text: str | None, width: int) -> str:
    """Fold paragraphs; lines that are indented in the source, such as examples, stay lines."""
    lines: list[str] = []
    for line in (text or "").strip("\n").split("\n"):
        if lines and lines[-1] and line and not line.startswith(" ") and not lines[-1].startswith(" "):
            glue = "" if cell_width(lines[-1][-1] + line[0]) > 2 else " "
            lines[-1] += glue + line
        else:
            lines.append(line)
    return "\n".join(
        piece for line in lines for piece in wrap(line, width, min(len(line) - len(line.lstrip()), width // 2))
    )
