"""What was read from validated data files, kept so that the next start need not read them again.

A snapshot says: these very bytes were found valid by this very program, and this is what they
say. It lives in the user's cache folder, one file per data folder, under a hash of the contents:
one changed byte in data or schemas, or another version of the program, makes it worthless. A
cache folder that is absent, read-only or full only costs the time of validating again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json import dumps, loads
from pathlib import Path
from typing import Any

from zhicheng_cli import __version__


def digest(contents: Iterable[tuple[str, bytes]]) -> str:
    """One hash over named contents, in the order given, and the program's version."""
    total = sha256(__version__.encode())
    for name, data in contents:
        total.update(f"\0{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def load(folder: Path, content_digest: str) -> dict[str, Any] | None:
    """The values of a data folder's files by file name, if these contents were found valid before."""
    try:
        kept = loads(_file_for(folder).read_bytes())
        values: dict[str, Any] | None = kept["values"] if kept["digest"] == content_digest else None
    except (OSError, ValueError, RuntimeError, RecursionError, KeyError, TypeError):
        return None
    return values


def save(folder: Path, content_digest: str, values: Mapping[str, Any]) -> None:
    """Keep the values of valid contents; never fails."""
    try:
        target = _file_for(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{content_digest[:8]}.tmp")
        draft.write_text(dumps({"digest": content_digest, "values": values}, ensure_ascii=False), encoding="utf-8")
        draft.replace(target)
    except (OSError, ValueError, RuntimeError):
        return


def _file_for(folder: Path) -> Path:
    from platformdirs import user_cache_path

    name = sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    cache = user_cache_path("zhicheng-cli", appauthor=False)
    if not cache.is_absolute():  # without a home, `~` stays what it is
        raise RuntimeError(cache)
    return cache / "snapshots" / f"{name}.json"
