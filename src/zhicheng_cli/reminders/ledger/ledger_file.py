"""The ledger's file: made as a whole, opened, or put aside when it is broken."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from zhicheng_cli.errors import TEMPORARY_FAILURE, ZcError
from zhicheng_cli.files.writing import PRIVATE

from .carrying_over import Numbering
from .ledger import Ledger
from .ledger_database import TABLES, connect, open_database
from .ledger_faults import DATABASE_ERRORS, START_ANEW, UnusableLedgerError, damaged, fault, faults

#: What SQLite keeps beside a database while it is open, or after a kill.
_LOG, _COMPANIONS = "-wal", ("-shm", "-journal", "-wal")
#: How every database of SQLite's begins.
_HEADER = b"SQLite format 3\0"
_SUFFIXES = (".sqlite3", ".sqlite", ".db")
NOBODY_KNOWS = Numbering()


def open_ledger(path: Path, *, numbering: Numbering = NOBODY_KNOWS) -> Ledger:
    """Open a ledger to write in, made where there is none: every commit is on the disk when it returns.

    Args:
        path: the file; a new one and its new folders are the owner's alone. A link is followed.
        numbering: whose the numbers are in a ledger from before committees had keys, so that it can be carried over.

    Raises:
        ZcError: it cannot be made, read or written; it is damaged, no ledger, or of a newer version; it is never
            replaced (see `renew_ledger`). Exit code 75 when it stays locked.
    """
    with faults(path):
        place = _place(path)
        if not _exists(place):
            _create(place)
    return Ledger(connect(place, "mode=rw", numbering=numbering, write=True), path)


def read_ledger(path: Path, *, numbering: Numbering = NOBODY_KNOWS) -> Ledger | None:
    """Open a ledger only to read; None where there is none. Nothing is made, and nothing left beside it.

    Raises:
        ZcError: as for `open_ledger`.
    """
    with faults(path):
        place = _place(path)
        if not _exists(place):
            return None
    if os.access(place, os.W_OK) and os.access(place.parent, os.W_OK):
        # A read-only connection would leave SQLite's companions behind.
        database = connect(place, "mode=rw", numbering=numbering)
        database.execute("PRAGMA query_only = ON")
    else:
        mode = "mode=ro" if _beside(place, _LOG).exists() else "mode=ro&immutable=1"
        database = connect(place, mode, numbering=numbering)
    return Ledger(database, path)


def renew_ledger(path: Path, *, numbering: Numbering = NOBODY_KNOWS) -> Path | None:
    """Put a new ledger in the place of one that cannot be used. The old one, with what SQLite keeps beside it, gets a
    free name `….corrupt-1`; when that fails, it stands there as before.

    Args:
        path: the file.
        numbering: as for `open_ledger`.

    Returns:
        The old one's new name; where only its log was left, the log's. None = there was none.

    Raises:
        ZcError: the ledger can be used, the file is plainly something else, or the new one cannot be made: in all
            these cases nothing has changed. Exit code 75 when another process has it open.
    """
    try:
        standing = read_ledger(path, numbering=numbering)
        if standing is None:
            open_ledger(path).close()
            return None
        with standing:
            standing.check()
    except UnusableLedgerError:
        return _replace(path)
    raise ZcError(f"账本“{path}”没有坏，没有动它", "真要从头开始，先自己把它改名；现在到期的就会再发一次")


def _replace(path: Path) -> Path:
    with faults(path):
        place = _place(path)
        _check_kind(place)
        _check_free(place)
        # The new one first: on a full disk the old one is not even touched.
        with _draft(place) as draft, _aside(place) as aside:
            _put(draft, place)
    return aside


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
            raise UnusableLedgerError(f"账本“{place}”不见了，只剩下它的日志“{_beside(place, _LOG)}”", START_ANEW)
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


def _check_free(place: Path) -> None:
    """No other process has it open: it would go on writing in what was renamed.

    While a connection is open, it shares a lock; damage of the header hides it, and is for no process to write in.
    """
    if not place.exists() or not place.stat().st_size:
        return
    try:
        with closing(open_database(place, "mode=rw")) as database:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("ROLLBACK")
    except DATABASE_ERRORS as error:
        found = fault(error, place)
        if found.exit_code == TEMPORARY_FAILURE:
            raise found from error
