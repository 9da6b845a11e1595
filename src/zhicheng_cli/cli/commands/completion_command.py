"""`zc completion`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app

app = command_app()


class Shell(StrEnum):
    """The shells that can complete `zc`."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


_EXAMPLES = """例（写进 ~/.bashrc、~/.zshrc、~/.config/fish/config.fish 或 $PROFILE 即长期有效）：
  source <(zc completion bash)
  autoload -Uz compinit && compinit && source <(zc completion zsh)
  zc completion fish | source
  zc completion powershell | Out-String | Invoke-Expression"""


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
def completion(shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash、zsh、fish 或 powershell")]) -> None:
    """打印命令补全脚本；只打印，不改动任何文件。"""
    from zhicheng_cli.cli.frame.typer_parts import get_completion_script

    sys.stdout.write(get_completion_script(prog_name="zc", complete_var="_ZC_COMPLETE", shell=shell.value) + "\n")
