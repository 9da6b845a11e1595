"""What was read from validated data files, kept so that the next start need not read them again.

A snapshot says: these very bytes were found valid by this very program, and this is what they
say. It lives in the user's cache folder, one file for each set of files in a data folder, beside
all that the verdict rests on: one changed byte in the data, in a schema or in a module that reads
and checks makes it worthless. A cache folder that is absent, read-only or full only costs the time
of validating again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from json import dumps, loads
from os import DirEntry, PathLike, scandir
from pathlib import Path
from typing import Any
from zlib import crc32

from zhicheng_cli.version import __version__

from .bundled import schema_dir
from .user_files import cache_folder

_PACKAGE = Path(__file__).resolve().parents[1]
#: The rooms of the house that read and check data; the modules beside them count too.
_ROOMS = ("files", "plan", "written", "applicant/law")


def basis(contents: Iterable[tuple[str, bytes]]) -> bytes:
    """All that a verdict rests on: the program that reads, and named contents, in the order given.

    The contents stand there as they are: nothing compares more exactly, and a hash would cost every start the import
    of OpenSSL, 3 of its 95 milliseconds.
    """
    return b"".join((_program(), *(b"\0%b\0%d\0%b" % (name.encode(), len(data), data) for name, data in contents)))


@cache
def _program() -> bytes:
    """The version, and size and times of every module that reads and checks, and of the schemas.

    Their contents would be as good, and cost every start two milliseconds more.
    """
    rooms = [entry for room in _ROOMS for entry in _files_below(_PACKAGE / room)]
    stamps = [__version__]
    for entry in sorted((*scandir(_PACKAGE), *rooms, *scandir(schema_dir())), key=lambda one: one.path):
        if entry.name.endswith((".py", ".json")):
            at = entry.stat()
            stamps.append(f"{entry.path}\0{at.st_size}\0{at.st_mtime_ns}\0{at.st_ctime_ns}")
    return "\0".join(stamps).encode(errors="replace")


def _files_below(folder: str | PathLike[str]) -> Iterator[DirEntry[str]]:
    for entry in scandir(folder):
        if entry.is_file():
            yield entry
        else:
            yield from _files_below(entry)


def load(folder: Path, names: Iterable[str], rests_on: bytes) -> dict[str, Any] | None:
    """What was kept of these files of a data folder, if they were found valid on this very basis."""
    try:
        file = _file_for(folder, names)
        if not file.is_file():  # a pipe would keep us waiting
            return None
        content = file.read_bytes()
        if not content.startswith(rests_on):
            return None
        # The sum tells what `save` wrote from what was damaged since.
        checksum, _, body = content[len(rests_on) :].partition(b"\n")
        if checksum != _checksum(body):
            return None
        kept: dict[str, Any] = loads(body)
    except (OSError, ValueError, RuntimeError):
        return None
    return kept


def save(folder: Path, names: Iterable[str], rests_on: bytes, kept: Mapping[str, Any]) -> None:
    """Keep what valid files say, as JSON, days as ISO text; never fails."""
    try:
        target = _file_for(folder, names)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.tmp")
        body = dumps(kept, ensure_ascii=False, default=str).encode("utf-8")
        draft.unlink(missing_ok=True)
        with draft.open("xb") as stream:
            stream.write(rests_on + _checksum(body) + b"\n" + body)
        draft.replace(target)
    except (OSError, ValueError, RuntimeError):
        return


def _checksum(body: bytes) -> bytes:
    return b"\0%08x" % crc32(body)


def _file_for(folder: Path, names: Iterable[str]) -> Path:
    """Where the values of these files are kept; two sets under one name would but displace each other."""
    key = "\0".join((str(folder.resolve()), *sorted(names)))
    name = f"{crc32(key.encode('utf-8', 'surrogateescape')):08x}"
    cache = cache_folder()
    if not cache.is_absolute():  # without a home, `~` stays what it is
        raise RuntimeError(cache)
    return cache / "snapshots" / name
