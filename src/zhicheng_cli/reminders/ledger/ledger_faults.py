"""What is wrong with a ledger's file, in the user's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhicheng_cli.errors import TEMPORARY_FAILURE, ZcError
from zhicheng_cli.files.writing import reason_of

#: Python decodes the words of SQLite's errors, and in these a damaged schema may be quoted.
DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
RENEW = "用 zc remind --new-ledger 另起一本：旧的改名留下，但发过的提醒会再发一次"
START_ANEW = f"路径写错了就改 --ledger；确实坏了就{RENEW}"


class UnusableLedgerError(ZcError):
    """What stands there is damaged, no ledger, or of a newer version: only a person may put another in its place."""


def damaged(path: Path) -> UnusableLedgerError:
    """What the user is told of a file that does not hold what a ledger holds."""
    return UnusableLedgerError(f"账本“{path}”已损坏，或者不是 zc 的账本", START_ANEW)


def fault(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> ZcError:
    """What the user is told of an error of SQLite's or of its words."""
    # Python's own, such as for text that is no UTF-8, have no code.
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return ZcError(f"账本“{path}”正被另一个程序占用", "请等它结束，过一会儿再运行", exit_code=TEMPORARY_FAILURE)
    if code == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE:
        return ZcError(f"写不进账本“{path}”：磁盘已满", "请腾出空间后再运行；已经记下的不会再发")
    if code == sqlite3.SQLITE_IOERR:
        return ZcError(f"读写账本“{path}”出错", "请看磁盘是否已满或出了故障；已经记下的不会再发")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN):
        return refused(path, "打不开，或者没有权限")
    if code == sqlite3.SQLITE_NOMEM:
        return refused(path, "内存不够")
    return damaged(path)


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """What SQLite and the system refuse, in the user's words."""
    try:
        yield
    except DATABASE_ERRORS as error:
        raise fault(error, path) from error
    except OSError as error:
        raise refused(path, reason_of(error)) from error


def refused(path: Path, reason: str) -> ZcError:
    """What the user is told of a file that may be sound and cannot be used."""
    return ZcError(f"不能使用账本“{path}”：{reason}", "请检查权限，或用 --ledger 另选一个文件")
