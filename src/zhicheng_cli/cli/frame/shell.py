"""The frame around every command: streams that survive, and one Chinese sentence for every ending."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from errno import EBADF, EDQUOT, EFBIG, EINVAL, EIO, ENOSPC, EPIPE
from itertools import pairwise
from typing import TextIO

import typer

from zhicheng_cli.errors import INTERRUPTED, OK, ZcError
from zhicheng_cli.views.screen.output import (
    set_paging,
    set_quiet,
    set_verbose,
    set_words_in_json,
    tolerate_any_text,
)

from .command import ZcGroup, half_width
from .typer_parts import Context, UsageError, begin_completion, expand_wildcards
from .usage import explain, quoted

_ABOUT = "职称评审：归哪个评委会评、哪天截止、材料交给谁。"
_EPILOG = """例：
  zc 机械 工程师
  zc me new        一问一答：我能不能申报；以后写 zc 就看结论
  zc plan --month 7
  zc show 12
  zc deadline --committee 12

每个命令的用法见 zc 命令 -h。"""

_OF_OTHERS = {"_TYPER_COMPLETE_ARGS": "(?s:.*)"}
#: What the printed completion scripts ask (Typer would answer anything else in English), and what each sets beside.
_COMPLETIONS = {
    "complete_bash": {"COMP_WORDS": "(?s:.*)", "COMP_CWORD": "[0-9]{1,9}"},
    **{f"complete_{shell}": _OF_OTHERS for shell in ("zsh", "fish", "powershell", "pwsh")},
}

#: Where an error names no file, these tell that it was stdout that failed.
_STDOUT_FAILURES = {EBADF, EDQUOT, EFBIG, EIO, ENOSPC}


def main(commands: Mapping[str, str], package: str, argv: list[str] | None = None) -> int:
    """Run `zc`; its exit code (design §5).

    Args:
        commands: command name → one line on what it answers.
        package: where the command modules are (see `ZcGroup`).
        argv: the words after `zc`; those of the process unless given.
    """
    set_quiet(False)
    set_verbose(False)
    set_paging(True)
    words = _words_of_process() if argv is None else argv
    set_words_in_json(_ask_for_json(words))
    _prepare_streams()
    try:
        zc = ZcGroup(commands, package, name="zc", help=_ABOUT, epilog=_EPILOG)
        code = _run(zc, words or _of_profile())
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
    if sys.stdout is None:
        # Opened for reading, it takes nothing: an answer that goes nowhere is a failure, as on a full disk.
        sys.stdout = _null_stream(os.O_RDONLY)
    sys.stderr = sys.stderr or _null_stream(os.O_WRONLY)
    tolerate_any_text(sys.stdout)


def _null_stream(opened_for: int) -> TextIO:
    return os.fdopen(os.open(os.devnull, opened_for), "w", encoding="utf-8")


def _words_of_process() -> list[str]:
    words = sys.argv[1:]
    # On Windows the shell leaves `*.yaml` to the program.
    return expand_wildcards(words) if sys.platform == "win32" else words


def _of_profile() -> list[str]:
    """What `zc` by itself stands for: the answer for the user, where it is known who that is; else nothing."""
    from .profile import profile_path

    return ["me", "answer"] if profile_path().is_file() else []


def _ask_for_json(words: list[str]) -> bool:
    """Whether a program reads what is said; told by the words alone, so that it holds where others are wrong, too."""
    ours = list(map(half_width, words[: words.index("--")] if "--" in words else words))
    spelt_out = {f"{option}={form}" for option, form in pairwise(ours)} | set(ours)
    return not spelt_out.isdisjoint(("--json", "--format=json", "--format=jsonl"))


def _run(zc: ZcGroup, words: list[str]) -> int:
    if _is_completion():
        begin_completion()
        zc.main(args=[], prog_name="zc")  # answers the shell and exits
    try:
        # Not zc.main(): it would end a closed pipe itself, with exit code 1.
        with zc.make_context("zc", list(words)) as ctx:
            zc.invoke(ctx)
    except typer.Exit as ending:
        return ending.exit_code
    return OK


def _is_completion() -> bool:
    """Whether a shell asks what may follow; a variable that was left in the environment is no question."""
    beside = _COMPLETIONS.get(os.environ.get("_ZC_COMPLETE", ""), {})
    there = (name in os.environ and re.fullmatch(form, os.environ[name]) for name, form in beside.items())
    return bool(beside) and all(there)


def _end(error: BaseException) -> int:
    """Say what happened; the exit code for it."""
    match error:
        case ZcError():
            told = error
        case UsageError(ctx=Context() as ctx):
            told = explain(error, ctx)
        case KeyboardInterrupt():
            return INTERRUPTED
        case OSError() if _reader_is_gone(error):
            # `zc plan | head`: whoever read has what they wanted, and `set -o pipefail` should not call it a failure.
            return OK
        case OSError() if error.filename is not None or error.errno in _STDOUT_FAILURES:
            told = ZcError(_refusal(error))
        case _:
            told = ZcError(_confession(error))
    from zhicheng_cli.views.parts.complaint import complain

    complain(told)
    return told.exit_code


def _reader_is_gone(error: OSError) -> bool:
    # Windows reports a closed pipe as an invalid argument.
    signs = {EPIPE, EINVAL} if sys.platform == "win32" else {EPIPE}
    return error.errno in signs and error.filename is None


def _refusal(error: OSError) -> str:
    from zhicheng_cli.files.writing import reason_of

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
