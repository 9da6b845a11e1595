"""The password of the mail server: from the environment, or from a file that is the owner's alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISREG

from zhicheng_cli.errors import ZcError

from .subscriptions import Password

_OTHERS = 0o077
#: Bytes; a longer file holds something else.
_LONGEST = 4096


def find_password(password: Password, environ: Mapping[str, str]) -> str:
    """The password itself, without the line end after it.

    Args:
        environ: the environment variables.

    Raises:
        ZcError: the variable is not set, the file cannot be read or not by the owner alone, or it holds no password.
            No message repeats anything of the password.
    """
    if password.variable is not None:
        place = f"环境变量 {password.variable} "
        text = environ.get(password.variable)
        if text is None:
            hint = f"先设 {password.variable}；在 cron 里，写在 crontab 或者它所运行的脚本里"
            raise ZcError(f"没有{place}，不知道发信的密码", hint)
    else:
        file = password.file or Path()
        place, text = f"密码文件“{file}”", _content(file)
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise ZcError(f"{place}是空的，不知道发信的密码", "把密码写进去，单独一行")
    if "\n" in text or "\r" in text or "\0" in text:
        raise ZcError(f"{place}里不只一行", "里面只写密码，单独一行")
    return text


def fault_of(file: Path) -> tuple[str, str] | None:
    """Why a file may not hold a password, and what to do; None = it may, or is not there, or cannot be seen."""
    try:
        status = file.stat()
    except (OSError, ValueError):
        return None
    return _fault(file, status)


def is_there(file: Path) -> bool:
    """Whether there is such a file, as far as can be seen."""
    try:
        return file.exists()
    except (OSError, ValueError):
        return False


def _fault(file: Path, status: os.stat_result) -> tuple[str, str] | None:
    if not S_ISREG(status.st_mode):
        return f"密码文件“{file}”不是普通文件", "写一个文件的路径，里面一行就是密码"
    # On Windows the mode tells nothing of who may read: that is in lists of the file system.
    if sys.platform == "win32":
        return None
    if status.st_uid not in (0, os.geteuid()):
        return f"密码文件“{file}”是别的用户的", f'用运行 zc 的用户自己的文件；改主人：chown 用户名 "{file}"'
    if status.st_mode & _OTHERS:
        return f"密码文件“{file}”别人也能读写", f'chmod 600 "{file}"；读到过密码的人不可靠的，密码也要换'
    return None


def _content(file: Path) -> str:
    from zhicheng_cli.files.writing import reason_of

    try:
        # Asked before it is opened too: to open a pipe is to wait for its writer.
        fault = _fault(file, file.stat())
        if fault is None:
            with file.open("rb") as stream:
                fault = _fault(file, os.fstat(stream.fileno()))
                data = stream.read(_LONGEST + 1)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "路径不对"
        # The name of a file that is not there may be the password itself.
        named = f"“{file}”" if is_there(file) else ""
        hint = "检查 password 下面 file 写的路径，相对的从订阅文件所在的文件夹算起；文件里一行就是密码"
        raise ZcError(f"密码文件{named}读不了：{reason}", hint) from None
    if fault:
        raise ZcError(*fault)
    if len(data) > _LONGEST:
        raise ZcError(f"密码文件“{file}”太大，多半不是密码", "里面只写密码，单独一行")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ZcError(f"密码文件“{file}”不是 UTF-8 文字", "另存为 UTF-8 编码") from None
