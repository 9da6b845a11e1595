"""The ledger's file: made as a whole, opened, checked, replaced; its faults in the user's words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote

from zhicheng_cli.errors import TEMPORARY_FAILURE, ZcError
from zhicheng_cli.files.writing import PRIVATE, reason_of

from .ledger_sql import APPLICATION, TABLES, VERSION

#: What SQLite keeps beside a database while it is open, or after a kill.
_LOG, _COMPANIONS = "-wal", ("-shm", "-journal", "-wal")
#: How every database of SQLite's begins.
_HEADER = b"SQLite format 3\0"
_SUFFIXES = (".sqlite3", ".sqlite", ".db")
_START_ANEW = (
    "路径写错了就改 --ledger；确实坏了就用 zc remind --new-ledger 另起一本：旧的改名留下，但发过的提醒会再发一次"
)


#: Python decodes the words of SQLite's errors, and in these a damaged schema may be quoted.
DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError)


class UnusableLedgerError(ZcError):
    """What stands there is damaged, no ledger, or of a newer version: only a person may put another in its place."""


def open_for_writing(path: Path, patience: float) -> sqlite3.Connection:
    """Open a ledger to write in, made where there is none: every commit is on the disk when it returns.

    Args:
        path: the file; a new one and its new folders are the owner's alone. A link is followed.
        patience: seconds to wait for another process that writes.

    Raises:
        ZcError: it cannot be made, read or written; it is damaged, no ledger, or of a newer version.
    """
    with _faults(path):
        place = _place(path)
        if not _exists(place):
            _create(place)
    return _connect(place, "mode=rw", patience, write=True)


def open_for_reading(path: Path, patience: float) -> sqlite3.Connection | None:
    """Open a ledger only to read; None where there is none. Nothing is made, and nothing left beside it.

    Raises:
        ZcError: it cannot be read; it is damaged, no ledger, or of a newer version.
    """
    with _faults(path):
        place = _place(path)
        if not _exists(place):
            return None
    if os.access(place, os.W_OK) and os.access(place.parent, os.W_OK):
        # A read-only connection would leave SQLite's companions behind.
        database = _connect(place, "mode=rw", patience)
        database.execute("PRAGMA query_only = ON")
        return database
    return _connect(place, "mode=ro" if _beside(place, _LOG).exists() else "mode=ro&immutable=1", patience)


def replace(path: Path, patience: float) -> Path:
    """Rename a ledger that cannot be used, with what SQLite keeps beside it, to a free name `….corrupt-1`, and put a
    new one in its place; when that fails, the old one stands there as before.

    Args:
        path: the file.
        patience: seconds to wait for another process that has it open.

    Returns:
        The old one's new name; where only its log was left, the log's.

    Raises:
        ZcError: it is plainly something else, is open elsewhere (exit code 75), or the new one cannot be made.
    """
    with _faults(path):
        place = _place(path)
        _check_kind(place)
        _check_free(place, patience)
        # The new one first: on a full disk the old one is not even touched.
        with _draft(place) as draft, _aside(place) as aside:
            _put(draft, place)
    return aside


def damaged(path: Path) -> UnusableLedgerError:
    """What the user is told of a file that does not hold what a ledger holds."""
    return UnusableLedgerError(f"账本“{path}”已损坏，或者不是 zc 的账本", _START_ANEW)


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
        return _refused(path, "打不开，或者没有权限")
    if code == sqlite3.SQLITE_NOMEM:
        return _refused(path, "内存不够")
    return damaged(path)


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except DATABASE_ERRORS as error:
        raise fault(error, path) from error
    except OSError as error:
        raise _refused(path, reason_of(error)) from error


def _refused(path: Path, reason: str) -> ZcError:
    return ZcError(f"不能使用账本“{path}”：{reason}", "请检查权限，或用 --ledger 另选一个文件")


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _place(path: Path) -> Path:
    """The file that a path leads to: what SQLite keeps beside it lies there, not beside a link.

    A link to nothing is refused: a disk that is not there just now holds no empty ledger.
    """
    place = Path(os.path.realpath(path)) if path.is_symlink() else path
    if place.is_symlink() or (place != path and not place.exists()):
        raise ZcError(f"账本“{path}”是一个链接，它指向的文件不存在", "请把链接改对，或用 --ledger 另选一个文件")
    if place.name in ("", "..") or place.is_dir():
        raise ZcError(f"账本“{path}”是一个文件夹", "请在 --ledger 后面写文件名")
    if place.exists() and not place.is_file():
        raise ZcError(f"账本“{path}”不是普通的文件", "请用 --ledger 另选一个文件")
    return place


def _exists(place: Path) -> bool:
    """Whether there is a ledger: any file that is not empty counts, whatever it holds."""
    # The log first: it comes after its ledger and goes before it, so a log alone has lost its ledger.
    orphan = _beside(place, _LOG).exists()
    if not place.exists():
        if orphan:
            raise UnusableLedgerError(f"账本“{place}”不见了，只剩下它的日志“{_beside(place, _LOG)}”", _START_ANEW)
        return False
    if not place.stat().st_size:
        raise damaged(place)
    return True


def _create(place: Path) -> None:
    """Make it beside its place and put it there: no other process ever sees half a ledger, and none is replaced."""
    new = [folder for folder in place.parents if not folder.exists()]
    try:
        for folder in reversed(new):
            folder.mkdir(0o700, exist_ok=True)
        with _draft(place) as draft:
            _put(draft, place)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            for folder in new:
                folder.rmdir()
        raise


@contextmanager
def _draft(place: Path) -> Iterator[Path]:
    """A new ledger, whole and on the disk, beside its place; gone afterwards."""
    draft = place.with_name(f".zc-{os.urandom(4).hex()}.tmp")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        with closing(sqlite3.connect(draft, isolation_level=None)) as database:
            # Before there is a log: what is left in one when the disk is full is lost in silence.
            database.executescript(TABLES)
            database.execute("PRAGMA journal_mode = WAL")
        yield draft
    finally:
        for end in ("", *_COMPANIONS):
            _beside(draft, end).unlink(missing_ok=True)


def _put(draft: Path, place: Path) -> None:
    try:
        os.link(draft, place)
    except FileExistsError:
        pass  # another process was quicker, and its ledger is as good
    except OSError:
        # A file system without links.
        if not place.exists():
            draft.rename(place)


@contextmanager
def _aside(place: Path) -> Iterator[Path]:
    """The old ledger under a free name, for good unless the system fails within the block."""
    number = 1
    while any(_beside(place, f".corrupt-{number}{end}").exists() for end in ("", *_COMPANIONS)):
        number += 1
    aside = _beside(place, f".corrupt-{number}")
    # The log before the ledger: left alone, it would be taken for a new one's own.
    moving = [(old, _beside(aside, end)) for end in (*_COMPANIONS, "") if (old := _beside(place, end)).exists()]
    moved: list[tuple[Path, Path]] = []
    try:
        for old, new in moving:
            old.rename(new)
            moved.append((old, new))
        yield moved[-1][1]
    except OSError:
        for old, new in reversed(moved):
            with suppress(OSError):
                new.rename(old)
        raise


def _check_kind(place: Path) -> None:
    """Only what may have been a ledger is renamed."""
    if not place.exists() or place.suffix.lower() in _SUFFIXES:
        return
    with place.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            hint = f"写错了就改 --ledger；确实要用这个名字，请自己先把它改名（只有 {'、'.join(_SUFFIXES)} 会代为改名）"
            raise ZcError(f"“{place}”看上去不是账本，没有动它", hint)


def _check_free(place: Path, patience: float) -> None:
    """No other process has it open: it would go on writing in what was renamed.

    While a connection is open, it shares a lock; damage of the header hides it, and is for no process to write in.
    """
    if not place.exists() or not place.stat().st_size:
        return
    try:
        with closing(_open(place, "mode=rw", patience)) as database:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("ROLLBACK")
    except DATABASE_ERRORS as error:
        found = fault(error, place)
        if found.exit_code == TEMPORARY_FAILURE:
            raise found from error


def _open(place: Path, mode: str, patience: float) -> sqlite3.Connection:
    """Of a Windows share (`//server/share`) the server is no authority to SQLite."""
    path = Path(os.path.realpath(place)).as_posix()
    # As bytes: a name need not be Unicode.
    uri = f"file://{'' if path.startswith('/') else '/'}{quote(os.fsencode(path))}?{mode}"
    return sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)


def _connect(place: Path, mode: str, patience: float, *, write: bool = False) -> sqlite3.Connection:
    with _faults(place):
        database = _open(place, mode, patience)
        try:
            _check(database, place)
            if write:
                # In the write-ahead log, FULL means one flush for each commit.
                database.execute("PRAGMA synchronous = FULL")
                # A file that may not be written is opened all the same, and would only fail at the first mail.
                database.executescript("BEGIN IMMEDIATE; ROLLBACK;")
        except (*DATABASE_ERRORS, ZcError):
            database.close()
            raise
    return database


def _check(database: sqlite3.Connection, place: Path) -> None:
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION or version < 1:
        raise damaged(place)
    if version > VERSION:
        hint = "请升级 zc，或用 --ledger 另选一个文件"
        raise UnusableLedgerError(f"账本“{place}”由更新的 zc 写成", hint)
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",) or _tables(database) != _own_tables():
        raise damaged(place)


def _tables(database: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Every table, index and whatever else there is, as it was made."""
    return sorted(database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@cache
def _own_tables() -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLES)
        return _tables(database)
