"""The parts of Typer without a public name, all in one place.

Typer carries its own copy of Click, `typer._click`, and publishes none of it; yet a command of our own, and the
Chinese sentence for a command line that is wrong, cannot be written without. `pyproject.toml` keeps Typer below 0.29.
If a version lacks a name, a test in `tests/cli/test_cli_shell.py` says which.
"""

from __future__ import annotations

from typer import _completion_classes
from typer._click.core import Command, Context, Parameter, ParameterSource
from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption, UsageError
from typer._click.shell_completion import CompletionItem
from typer._click.types import FuncParamType, IntParamType
from typer._click.utils import _expand_args as expand_wildcards
from typer._completion_shared import get_completion_script
from typer._types import TyperChoice

__all__ = [
    "BadOptionUsage",
    "BadParameter",
    "Command",
    "CompletionItem",
    "Context",
    "FuncParamType",
    "IntParamType",
    "MissingParameter",
    "NoSuchOption",
    "Parameter",
    "ParameterSource",
    "TyperChoice",
    "UsageError",
    "begin_completion",
    "expand_wildcards",
    "get_completion_script",
    "names_a_command",
]


def names_a_command(ctx: Context) -> bool:
    """Whether a group's command line goes on after the group's own options."""
    return bool(ctx._protected_args)


def begin_completion() -> None:
    """Make Typer answer shells; what it says beside a word is plain text, for which it need not import Rich."""
    _completion_classes._sanitize_help_text = lambda text: text
    _completion_classes.completion_init()
