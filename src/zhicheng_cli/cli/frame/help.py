"""The help page of a command, in Chinese, folded by terminal cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from typer.core import TyperArgument, TyperOption

from zhicheng_cli.views.screen.terminal import cell_width, terminal_width, wrap

from .typer_parts import Context, Parameter, TyperChoice

_MAX_WIDTH = 100
#: Beside a left column that leaves less than this, descriptions go below.
_LEAST_DESCRIPTION = 24
_WIDEST_LEFT_COLUMN = 28


def help_page(ctx: Context, params: Sequence[Parameter], commands: Mapping[str, str] | None = None) -> str:
    """Usage, text, arguments, options, commands, epilogue, as wide as the terminal.

    Args:
        params: the arguments and options to show.
        commands: of a group, its commands and what each is for.
    """
    width = min(terminal_width(), _MAX_WIDTH)
    arguments = [param for param in params if isinstance(param, TyperArgument)]
    options = [param for param in params if isinstance(param, TyperOption)]
    words = [ctx.command_path, "[选项]", *map(_in_usage, arguments), *(["命令 ..."] if commands else [])]
    sections = [
        "\n".join(wrap(f"用法：{' '.join(words)}", width, 6)),
        _text(ctx.command.help, width),
        _section("参数", [(_metavar(argument), _explained(argument)) for argument in arguments], width),
        _section("选项", [(_signature(option), _explained(option)) for option in options], width),
        _section("命令", [(name, (purpose, "")) for name, purpose in (commands or {}).items()], width),
        _text(ctx.command.epilog, width),
    ]
    return "\n\n".join(filter(None, sections))


def _in_usage(argument: TyperArgument) -> str:
    name = _metavar(argument)
    return name if argument.required else f"[{name}]"


def _signature(option: TyperOption) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {_metavar(option)}"


def _metavar(param: TyperArgument | TyperOption) -> str:
    choices = "|".join(map(str, param.type.choices)) if isinstance(param.type, TyperChoice) else ""
    name = param.metavar or choices or "值"
    return f"{name}..." if param.nargs == -1 else name


def _explained(param: TyperArgument | TyperOption) -> tuple[str, str]:
    """What a parameter is for, and its notes: where else its value may come from."""
    notes = []
    if param.envvar:
        notes.append(f"环境变量：{param.envvar}")
    if param.default is not None and param.default is not False:
        notes.append(f"默认：{param.default}")
    if param.required:
        notes.append("必填")
    return param.help or "", " ".join(f"[{note}]" for note in notes)


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
