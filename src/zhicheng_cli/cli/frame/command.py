"""Commands that are imported only when called, and that understand what a Chinese input method types.

A command module is written like this:

    app = command_app()

    @app.command(cls=ZcCommand, epilog="例：\\n  zc plan --month 7")
    def plan(month: Annotated[str | None, typer.Option(metavar="月", help="…")] = None) -> None:
        \"\"\"年度计划：……\"\"\"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.screen.output import set_paging, set_quiet, set_verbose

from .own_defaults import OwnDefaults
from .typer_parts import Command, CompletionItem, Context, Parameter, ParameterSource, UsageError, names_a_command
from .usage import GIVEN, likely, option_names, quoted, usage_error

# An option as a Chinese input method types it: full-width letters, dashes of any length.
_DASHES = ("-", *"－—–―−﹣‐")
_TYPED_OPTION = rf"[{''.join(_DASHES)}]+([^=＝]+)(?:[=＝]((?s:.*)))?"


#: The command for words that name none.
FINDER = "find"
#: Names of commands in Chinese.
_ALSO_CALLED = {"帮助": "help"}


def command_app() -> typer.Typer:
    """An empty application for one command, with the settings all commands share."""
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


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
    from zhicheng_cli.version import __version__

    print(f"zc {__version__}")
    ctx.exit()


_QUIET = _flag(["-q", "--quiet"], "只输出结果和错误，不输出提示", lambda ctx: set_quiet(True))
_VERBOSE = _flag(["-v", "--verbose"], "脚注写全：怎样推算，依据哪一条", lambda ctx: set_verbose(True))
_NO_PAGER = _flag(["--no-pager"], "长的结果也不分页", lambda ctx: set_paging(False))
_VERSION = _flag(["--version"], "显示版本并退出", _show_version)
_HELP = _flag(["-h", "--help"], "显示本说明并退出", _show_help)


class _Chinese(Command):
    """What commands and groups have in common: the shared options, the care for what was typed."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """The command's own parameters and the shared options."""
        return [*self.params, _QUIET, _VERBOSE, _NO_PAGER, _VERSION, _HELP]

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
    #: Whether the command works although the user's settings cannot be used.
    lenient = False

    def get_help(self, ctx: Context) -> str:
        """The help page; `--version` and `--no-pager`, the same everywhere, stand on that of `zc` only."""
        from .help import help_page

        return help_page(ctx, [*self.params, _QUIET, _VERBOSE, _HELP])

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the command line and refuse words that nothing asked for."""
        if not ctx.resilient_parsing:
            _refuse_repeated(ctx, self.params, args)
        ctx.default_map = OwnDefaults(lenient=self.lenient or ctx.resilient_parsing)
        surplus = super().parse_args(ctx, args)
        if surplus and not ctx.resilient_parsing:
            raise usage_error(ctx, f"多出了参数 {' '.join(map(quoted, surplus))}")
        return surplus

    def invoke(self, ctx: Context) -> Any:
        """Run the command; of what the user set and is wrong, the error says where it comes from."""
        try:
            return super().invoke(ctx)
        except ZcError as error:
            if any(value in error.message for value in map(str, _own_values(ctx))):
                error.hint = "；".join(filter(None, (error.hint, "这是个人设置里写的，见 zc config")))
            raise


def _own_values(ctx: Context) -> list[Any]:
    """What stands in for options that were not given, from the user's settings."""
    return [
        value for name, value in ctx.params.items() if ctx.get_parameter_source(name) is ParameterSource.DEFAULT_MAP
    ]


class LenientCommand(ZcCommand):
    """One that looks at the user's settings, or at files like them: broken ones do not keep it from working."""

    lenient = True


class ZcGroup(_Chinese, TyperGroup):
    """The commands of a registry, each imported when it is called.

    Args:
        registry: command name → one line on what it answers; `package.<name>_command` is the module with its `app`.
        package: where the command modules are.
        attributes: what `typer.core.TyperGroup` takes.
    """

    def __init__(self, registry: Mapping[str, str], package: str, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.registry = registry
        self.package = package

    def get_help(self, ctx: Context) -> str:
        """The help page, with the commands."""
        from .help import help_page

        return help_page(ctx, self.get_params(ctx), self.registry)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """One command, imported now; None for an unknown name."""
        name = _ALSO_CALLED.get(cmd_name, cmd_name)
        if name not in self.registry:
            return None
        return typer.main.get_command(import_module(f"{self.package}.{name}_command").app)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The command that the first word names, and the words after it; else all words are something to find.

        Raises:
            ZcError: the first word is likely a slip of a command's name, or no word at all.
        """
        name, *rest = args
        if (command := self.get_command(ctx, name)) is not None:
            return _ALSO_CALLED.get(name, name), command, rest
        if self._is_to_be_found(name):
            return FINDER, self.get_command(ctx, FINDER), args
        if ctx.resilient_parsing:
            return None, None, rest
        raise self.unknown_command(ctx, name)

    def _is_to_be_found(self, word: str) -> bool:
        """Whether a word that names no command is in Chinese, or a number, or like no command."""
        from zhicheng_cli.written.folding import folded

        typed = folded(word)
        if not typed.isascii() or not typed:
            return True
        return any(one.isalnum() for one in typed) and not likely(typed, self.registry)

    def unknown_command(self, ctx: Context, name: str) -> ZcError:
        """What is said of a name that no command has."""
        meant = likely(name, self.registry)
        advice = f"是不是想写 {meant}" if meant else f"命令有 {'、'.join(self.registry)}"
        return usage_error(ctx, f"没有{quoted(name)}这个命令", advice)

    def invoke(self, ctx: Context) -> Any:
        """Run the command; without one, show what there is."""
        return super().invoke(ctx) if names_a_command(ctx) else _show_help(ctx)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin like this, from the registry, importing nothing; words in Chinese, which
        name no command, as the finder completes them."""
        if incomplete and not incomplete.isascii() and (finder := self.get_command(ctx, FINDER)):
            with finder.make_context(FINDER, [], parent=ctx, resilient_parsing=True) as below:
                return finder.params[0].shell_complete(below, incomplete)
        commands = [
            CompletionItem(name, help=text) for name, text in self.registry.items() if name.startswith(incomplete)
        ]
        return [*commands, *Command.shell_complete(self, ctx, incomplete)]


def _refuse_full_width(ctx: Context, args: Iterable[str]) -> None:
    known = option_names(ctx.command, ctx)
    for word in args:
        if word == "--":
            return
        meant = half_width(word)
        if meant != word and meant.split("=")[0] in known:
            raise usage_error(ctx, f"{quoted(word)}里有中文输入法的全角字符", f"应写成 {meant}")


def half_width(word: str) -> str:
    """The word; an option that was typed with a Chinese input method as it is meant."""
    typed = re.fullmatch(_TYPED_OPTION, word) if word[:1] in _DASHES and not word.isascii() else None
    if typed is None or word[: typed.start(2) if typed[2] is not None else None].isascii():
        return word
    from zhicheng_cli.written.folding import folded

    name = folded(typed[1])
    return ("-" if len(name) == 1 else "--") + name + ("" if typed[2] is None else f"={typed[2]}")


def _refuse_repeated(ctx: Context, params: list[Parameter], args: list[str]) -> None:
    """The last of two would silently win, and a filter the user still sees on the line would not count."""
    single = {
        name: option
        for option in params
        if isinstance(option, TyperOption) and not option.multiple and not option.is_flag
        for name in option.opts
    }
    seen: set[Parameter] = set()
    for word in args[: args.index("--")] if "--" in args else args:
        name = word.split("=", 1)[0]
        if name in single and single[name] in seen:
            raise usage_error(ctx, f"选项 {name} 写了两次", "只写一次；要看几种情况请分几次查")
        if name in single:
            seen.add(single[name])
