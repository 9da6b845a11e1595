"""The ledger's file: made as a whole, opened, checked, put aside; its faults in the user's words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from zhicheng_cli.errors import TEMPORARY_FAILURE, ZcError
from zhicheng_cli.files.writing import PRIVATE, reason_of

from .ledger_sql import APPLICATION, TABLES, VERSION

#: What SQLite keeps beside a database while it is open, or after a kill.
_LOG, _COMPANIONS = "-wal", ("-wal", "-shm")


def open_for_writing(path: Path, patience: float) -> sqlite3.Connection:
    """Open a ledger to write in, made where there is none: every commit is on the disk when it returns.

    Args:
        path: the file; a new one and its new folders are the owner's alone.
        patience: seconds to wait for another process that writes.

    Raises:
        ZcError: it cannot be made, read or written; it is damaged, no ledger, or of a newer version.
    """
    try:
        if not _exists(path):
            _create(path)
    except sqlite3.Error as error:
        raise fault(error, path) from error
    except OSError as error:
        raise _refused(path, reason_of(error)) from error
    database = _connect(path, "mode=rw", patience)
    try:
        # In the write-ahead log, FULL means one flush for each commit.
        database.execute("PRAGMA synchronous = FULL")
        if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _unusable(path)
        # A file that may not be written is opened all the same, and would only fail at the first mail.
        database.executescript("BEGIN IMMEDIATE; ROLLBACK;")
    except sqlite3.Error as error:
        database.close()
        raise fault(error, path) from error
    except ZcError:
        database.close()
        raise
    return database


def open_for_reading(path: Path, patience: float) -> sqlite3.Connection | None:
    """Open a ledger only to read; None where there is none. Nothing is made, and nothing left beside it.

    Raises:
        ZcError: it cannot be read; it is damaged, no ledger, or of a newer version.
    """
    try:
        if not _exists(path):
            return None
    except OSError as error:
        raise _refused(path, reason_of(error)) from error
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        # A read-only connection would leave SQLite's companions behind.
        database = _connect(path, "mode=rw", patience)
        database.execute("PRAGMA query_only = ON")
        return database
    return _connect(path, "mode=ro" if _beside(path, _LOG).exists() else "mode=ro&immutable=1", patience)


def set_aside(path: Path) -> Path:
    """Rename a ledger that cannot be used, with what SQLite keeps beside it, to a free name `….corrupt-1`.

    Returns:
        The new name.

    Raises:
        ZcError: it cannot be renamed.
    """
    number = 1
    while any(_beside(path, f".corrupt-{number}{end}").exists() for end in ("", *_COMPANIONS)):
        number += 1
    aside = _beside(path, f".corrupt-{number}")
    try:
        # The log first: left alone, it would be taken for a new ledger's own.
        for end in (*_COMPANIONS, ""):
            old = _beside(path, end)
            if old.exists():
                old.rename(_beside(aside, end))
    except OSError as error:
        raise ZcError(f"台账“{path}”不能改名：{reason_of(error)}", "请用 --ledger 另选一个文件") from error
    return aside


def fault(error: sqlite3.Error, path: Path) -> ZcError:
    """What the user is told of an error of SQLite's."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ZcError(f"台账“{path}”正被另一个程序占用", "请等它结束，过一会儿再运行", exit_code=TEMPORARY_FAILURE)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _unusable(path)
    if code == sqlite3.SQLITE_FULL:
        return ZcError(f"写不进台账“{path}”：磁盘已满", "请腾出空间后再运行；已经记下的不会再发")
    if code == sqlite3.SQLITE_IOERR:
        return ZcError(f"读写台账“{path}”出错", "请看磁盘是否已满或出了故障；已经记下的不会再发")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN):
        return _refused(path, "打不开，或者没有权限")
    return ZcError(f"台账“{path}”不能用：{getattr(error, 'sqlite_errorname', error)}", _START_ANEW)


_START_ANEW = (
    "路径写错了就改 --ledger；确实坏了就用 zc remind --new-ledger 另起一本：旧的改名留下，但发过的提醒会再发一次"
)


def _unusable(path: Path) -> ZcError:
    return ZcError(f"台账“{path}”已损坏，或者不是 zc 的台账", _START_ANEW)


def _refused(path: Path, reason: str) -> ZcError:
    return ZcError(f"不能使用台账“{path}”：{reason}", "请检查权限，或用 --ledger 另选一个文件")


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _exists(path: Path) -> bool:
    """Whether there is a ledger: any file that is not empty counts, whatever it holds."""
    # The log first: it comes after its ledger and goes before it, so a log alone has lost its ledger.
    orphan = _beside(path, _LOG).exists()
    if path.is_dir():
        raise ZcError(f"台账“{path}”是一个文件夹", "请在 --ledger 后面写文件名")
    if not path.exists():
        if orphan:
            raise _unusable(path)
        return False
    if not path.is_file() or not path.stat().st_size:
        raise _unusable(path)
    return True


def _create(path: Path) -> None:
    """Make it beside its place and link it there: no other process ever sees half a ledger, and none is replaced."""
    for folder in reversed([folder for folder in path.parents if not folder.exists()]):
        folder.mkdir(0o700, exist_ok=True)
    draft = path.with_name(f".zc-{os.urandom(4).hex()}.tmp")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.executescript(TABLES)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was quicker, and its ledger is as good
        except OSError:
            # A file system without links.
            if not path.exists():
                draft.rename(path)
    finally:
        for end in ("", *_COMPANIONS):
            _beside(draft, end).unlink(missing_ok=True)


def _connect(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=patience, isolation_level=None
        )
    except sqlite3.Error as error:
        raise fault(error, path) from error
    try:
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION or version < 1:
            raise _unusable(path)
        if version > VERSION:
            raise ZcError(f"台账“{path}”由更新的 zc 写成", "请升级 zc，或用 --ledger 另选一个文件")
    except sqlite3.Error as error:
        database.close()
        raise fault(error, path) from error
    except ZcError:
        database.close()
        raise
    return database
