"""A stamp says: these very bytes were validated before by this very program.

It lives in the user's cache folder, one small file per data folder, and holds a hash of the
contents; one changed byte in data or schemas makes it worthless. A cache folder that is absent,
read-only or full only costs the time of validating again.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from zhicheng_cli import __version__


def digest(contents: Iterable[tuple[str, bytes]]) -> str:
    """One hash over named contents, in the order given, and the program's version."""
    total = sha256(__version__.encode())
    for name, data in contents:
        total.update(f"\0{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def is_stamped(folder: Path, content_digest: str) -> bool:
    """Whether the contents of this data folder were found valid before."""
    try:
        return _stamp_file(folder).read_text(encoding="ascii") == content_digest
    except (OSError, ValueError, RuntimeError):
        return False


def write_stamp(folder: Path, content_digest: str) -> None:
    """Remember that the contents of this data folder are valid; never fails."""
    try:
        target = _stamp_file(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content_digest, encoding="ascii")
    except (OSError, ValueError, RuntimeError):
        return


def _stamp_file(folder: Path) -> Path:
    from platformdirs import user_cache_path

    name = sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_cache_path("zhicheng-cli", appauthor=False) / "validated" / name
