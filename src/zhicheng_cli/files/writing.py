"""Files written as a whole: afterwards the new one stands there, or the old one as it was, and no draft is left."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import (
    EACCES,
    EBADF,
    EDQUOT,
    EEXIST,
    EFBIG,
    EIO,
    EISDIR,
    ELOOP,
    ENAMETOOLONG,
    ENOENT,
    ENOSPC,
    ENOTDIR,
    EPERM,
    EROFS,
)
from pathlib import Path

from zhicheng_cli.errors import ZcError

_REASONS = {
    EACCES: "没有权限",
    EEXIST: "这里已经有一个同名的文件",
    ELOOP: "链接绕成了圈",
    EBADF: "输出已经关闭",
    EDQUOT: "超出了磁盘配额",
    EFBIG: "文件超过了允许的大小",
    EIO: "读写设备出错",
    EISDIR: "这是一个文件夹",
    ENAMETOOLONG: "文件名太长",
    ENOENT: "文件或所在的文件夹不存在",
    ENOSPC: "磁盘已满",
    ENOTDIR: "路径中间有一段不是文件夹",
    EPERM: "没有权限",
    EROFS: "磁盘是只读的",
}
#: Only writing fails so, or a working folder that is gone: an error of these that names no file is the draft's.
_WRITING = {ENOSPC, EDQUOT, EFBIG, ENOENT}
#: Read and written by the owner alone.
PRIVATE = 0o600
_PUBLIC = 0o666


def reason_of(error: OSError) -> str:
    """Say in Chinese why the operating system refused."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


def write_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file as a whole: on any failure the old one stays untouched and nothing is left behind.

    A link is followed to its file; a device or pipe is written directly.

    Args:
        path: the file.
        content: what shall stand in it.
        private: nobody but the owner may read it, at no moment; else an existing file keeps its permissions.

    Raises:
        ZcError: the path is a folder, its folder is missing, permission is lacking, the disk is full.
    """
    # A short name: where the file's own name is as long as names may be, there is room for a draft.
    with _draft(path, f".zc-{os.urandom(4).hex()}.tmp", private) as draft, draft.open("wb") as file:
        file.write(content)


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[Path]:
    """For what is written piece by piece: a draft beside the file, which takes its place when all went well.

    The draft `.<name>.zc-part` is the owner's alone while it grows. On any exception, `KeyboardInterrupt` too, it is
    removed; after a kill it stays, and the next run replaces it. A device or pipe stands for itself.

    Args:
        path: the file.
        private: it shall stay the owner's alone; else an existing file keeps its permissions, a new one has the
            usual ones.

    Yields:
        The path to write to; it exists and is empty.

    Raises:
        ZcError: see `write_file`; or another process writes the same file.
    """
    with _draft(path, f".{Path(os.path.realpath(path)).name}.zc-part", private) as draft:
        yield draft


@contextmanager
def _draft(path: Path, name: str, private: bool) -> Iterator[Path]:
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, "folder", str(path))
        if path.exists() and not path.is_file():
            yield path
            return
        target = Path(os.path.realpath(path))
        if target.is_symlink():
            raise OSError(ELOOP, "links in a circle", str(path))
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(EACCES, "read-only file", str(target))
        draft = target.with_name(name)
        draft.unlink(missing_ok=True)
        with _ended_like_ctrl_c():
            own = None
            try:
                with _undisturbed():
                    own = _create(draft)
                yield draft
                _finish(draft, target, own, private)
            finally:
                with _undisturbed():
                    if own is not None and _identity(draft) == own:
                        draft.unlink()
    except OSError as error:
        if not _is_ours(error, path, name):
            raise
        raise ZcError(f"不能写入“{path}”：{reason_of(error)}", _advice(path, error)) from error


@contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """A request to end, or a terminal that was closed, takes the same way as Ctrl-C: the draft is removed."""
    import signal
    from threading import current_thread, main_thread

    # Whoever ignores a signal (`nohup`), or listens to it already, goes on doing so.
    asked = [one for name in ("SIGTERM", "SIGHUP") if (one := getattr(signal, name, None)) is not None]
    unheard = [one for one in asked if signal.getsignal(one) == signal.SIG_DFL and current_thread() is main_thread()]

    def interrupt(_number: int, _frame: object) -> None:
        for one in unheard:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    try:
        for one in unheard:
            signal.signal(one, interrupt)
        yield
    finally:
        for one in unheard:
            signal.signal(one, signal.SIG_DFL)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Who asks to end meanwhile is heard afterwards: between making a draft and knowing it, it would be left."""
    import signal

    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _create(draft: Path) -> tuple[int, int] | None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    return _identity(draft)


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another under the same name; None where there is none."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _finish(draft: Path, target: Path, own: tuple[int, int] | None, private: bool) -> None:
    if _identity(draft) != own:
        raise ZcError(f"不能写入“{target}”：另一个程序正在写同一个文件", "请等它结束，或者换一个文件名")
    if not private:
        draft.chmod(target.stat().st_mode if target.exists() else _PUBLIC & ~_umask())
    draft.replace(target)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _is_ours(error: OSError, path: Path, name: str) -> bool:
    """Whether it was this file that failed, and not one that was read meanwhile."""
    if error.filename is None:
        return error.errno in _WRITING
    failed = Path(os.fsdecode(error.filename))
    return failed.name == name or os.path.realpath(failed) == os.path.realpath(path)


def _advice(path: Path, error: OSError) -> str:
    if path.is_dir():
        return "请在 -o 后面写文件名"
    if not path.parent.is_dir():
        return "请先建立文件夹"
    if isinstance(error, PermissionError) and sys.platform == "win32":
        return "如果文件正在 Excel 里打开，请先关闭"
    return ""
