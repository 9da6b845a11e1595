"""What was read from validated data files, kept so that the next start need not read them again.

A snapshot says: these very bytes were found valid by this very program, and this is what they
say. It lives in the user's cache folder, one file for each set of files in a data folder, under a
hash of all that the verdict rests on: one changed byte in the data, in a schema or in a module that
reads and checks makes it worthless. A cache folder that is absent, read-only or full only costs the
time of validating again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from json import dumps, loads
from os import DirEntry, PathLike, scandir
from pathlib import Path
from typing import Any

from zhicheng_cli import __version__

from .bundled import schema_dir

_PACKAGE = Path(__file__).resolve().parents[1]
#: The rooms of the house that read and check data; the modules beside them count too.
_ROOMS = ("files", "plan", "written", "applicant/law")


def digest(contents: Iterable[tuple[str, bytes]]) -> str:
    """One hash over named contents, in the order given, and over the program that reads them."""
    total = sha256(_program())
    for name, data in contents:
        total.update(f"\0{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


@cache
def _program() -> bytes:
    """A hash of the version, and of size and times of every module that reads and checks, and of the schemas.

    Their contents would be as good, and cost every start two milliseconds more.
    """
    rooms = [entry for room in _ROOMS for entry in _files_below(_PACKAGE / room)]
    total = sha256(__version__.encode())
    for entry in sorted((*scandir(_PACKAGE), *rooms, *scandir(schema_dir())), key=lambda one: one.path):
        if entry.name.endswith((".py", ".json")):
            at = entry.stat()
            total.update(f"\0{entry.path}\0{at.st_size}\0{at.st_mtime_ns}\0{at.st_ctime_ns}".encode(errors="replace"))
    return total.digest()


def _files_below(folder: str | PathLike[str]) -> Iterator[DirEntry[str]]:
    for entry in scandir(folder):
        if entry.is_file():
            yield entry
        else:
            yield from _files_below(entry)


def load(folder: Path, names: Collection[str], content_digest: str) -> dict[str, dict[str, Any]] | None:
    """The values of these files of a data folder by name, if these contents were found valid before."""
    try:
        file = _file_for(folder, names)
        if not file.is_file():  # a pipe would keep us waiting
            return None
        head, _, body = file.read_bytes().partition(b"\n")
        # The second hash tells what `save` wrote from what was damaged since.
        if head.decode("ascii") != f"{content_digest} {sha256(body).hexdigest()}":
            return None
        values: dict[str, dict[str, Any]] = loads(body)
    except (OSError, ValueError, RuntimeError):
        return None
    return values


def save(folder: Path, content_digest: str, values: Mapping[str, Any]) -> None:
    """Keep the values of valid contents by file name; never fails."""
    try:
        target = _file_for(folder, values)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.{content_digest[:8]}.tmp")
        body = dumps(values, ensure_ascii=False).encode("utf-8")
        draft.unlink(missing_ok=True)
        with draft.open("xb") as stream:
            stream.write(f"{content_digest} {sha256(body).hexdigest()}\n".encode("ascii") + body)
        draft.replace(target)
    except (OSError, ValueError, RuntimeError):
        return


def _file_for(folder: Path, names: Iterable[str]) -> Path:
    from platformdirs import user_cache_path

    key = "\0".join((str(folder.resolve()), *sorted(names)))
    name = sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    cache = user_cache_path("zhicheng-cli", appauthor=False)
    if not cache.is_absolute():  # without a home, `~` stays what it is
        raise RuntimeError(cache)
    return cache / "snapshots" / name
