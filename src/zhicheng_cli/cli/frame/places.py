"""Where a new file may go, never over one that is there unless people say so; what an old one may be; who is there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from zhicheng_cli.errors import ZcError

#: Bytes; a calendar of a whole plan is a tenth of it.
_LARGEST = 5_000_000
_OLD = "请给上一次导出的 .ics 文件；没有就不要给"


def on_a_terminal() -> bool:
    """Whether there is somebody to ask."""
    # A stdin that the caller closed (`<&-`) is None.
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def refuse_existing(path: Path, force: bool | None) -> None:
    """Before anything is read or asked: where the result cannot be written, the work would be lost.

    Args:
        force: whether a file that is there is replaced; None = the command never does.

    Raises:
        ZcError: the file is there and not to be replaced, or its folder is missing or cannot be written to.
    """
    if path.is_dir():
        raise ZcError(f"不能写入“{path}”：这是一个文件夹", "请在 -o 后面写文件名")
    if not path.parent.is_dir():
        raise ZcError(f"不能写入“{path}”：没有这个文件夹", "请先建立文件夹，或者换一个地方")
    if path.is_file() and not force:
        instead = "先把它移走" if force is None else "加 --force 替换它"
        raise ZcError(f"已经有“{path}”这个文件，没有改动它", f"换一个文件名，或者{instead}")
    if not os.access(path if path.exists() and not path.is_file() else path.parent, os.W_OK):
        raise ZcError(f"不能写入“{path}”：没有权限", "换一个文件夹")


def read_calendar(path: Path) -> bytes:
    """An older calendar.

    Raises:
        ZcError: it cannot be read, is no regular file, or far too large for one of ours.
    """
    from zhicheng_cli.files.writing import reason_of

    try:
        if path.exists() and not path.is_file():
            raise ZcError(f"旧日历“{path}”不是普通文件", _OLD)
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ZcError(f"不能读取“{path}”：{reason_of(error)}") from error
    if len(data) > _LARGEST:
        raise ZcError(f"旧日历“{path}”太大，多半不是 zc 做的", _OLD)
    return data


def print_blank(text: str) -> None:
    """Print it as it is; what the terminal cannot show becomes a question mark."""
    from zhicheng_cli.views.screen.output import tolerate_any_text

    tolerate_any_text(sys.stdout)
    sys.stdout.write(text)


def ledger_place(given: Path | None) -> Path:
    """Where the ledger is: in the user's state folder, unless another place is given."""
    if given is None:
        from platformdirs import user_state_path

        return user_state_path("zhicheng-cli", appauthor=False) / "reminders.sqlite3"
    # `--ledger=~/…` reaches us as it was typed: not every shell expands it there.
    return Path(os.path.expanduser(given))  # noqa: PTH111 - no home is no error
