"""The parts of an office's packed file (ECMA-376, also in its strict form), read with the parser itself.

Names are compared without their namespaces; what is there to fill the memory is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from posixpath import normpath
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from zhicheng_cli.errors import ZcError

#: Of a part, so much is unpacked at a time.
CHUNK = 1 << 16
#: What the unpacking and parsing of a damaged file stumbles over.
DAMAGED = (BadZipFile, zlib.error, expat.ExpatError, LookupError, ValueError, StopIteration, OSError, EOFError)
#: A sheet has no more rows, and no more columns.
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
#: Tables shrink to a thirtieth at most; what shrinks more is there to fill the memory.
_MOST_SHRUNK, _SMALL = 50, 1 << 24
#: How a control character stands in a text.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LETTERS = 26


def unescaped(text: str) -> str:
    """A text of a cell with the control characters that are spelt out in it."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


@lru_cache(maxsize=MOST_COLUMNS)
def place_of(letters: str) -> int:
    """The place of a column, from 0: of A, XFD.

    Raises:
        ValueError: it is none.
    """
    place = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    if not 0 < place <= MOST_COLUMNS:
        raise ValueError(letters)
    return place - 1


def relations(archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """By its id, the kind and the name of each part that a part refers to."""
    folder, name = part.rpartition("/")[::2]
    found = {}
    for element, given, _ in elements(archive, f"{folder}/_rels/{name}.rels".removeprefix("/")):
        if element == "Relationship" and given.get("TargetMode") != "External":
            target = given["Target"]
            whole = normpath(target[1:] if target.startswith("/") else f"{folder}/{target}".removeprefix("/"))
            found[given["Id"]] = (given["Type"].rpartition("/")[2], whole)
    return found


def feed(
    read: Iterator[bytes],
    begin: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    said: Callable[[str], object] | None = None,
) -> None:
    """Parse a part to its end.

    Raises:
        ExpatError: it is no XML, or has a document type, in which texts could be defined that grow without end.
    """
    for _ in parsed(read, begin, end, said):
        pass


def parsed(
    read: Iterator[bytes],
    begin: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    said: Callable[[str], object] | None = None,
) -> Iterator[int]:
    """Parse a part, chunk after chunk, which tells how many bytes are parsed; see `feed`."""

    def refuse(*_: object) -> None:
        raise ValueError

    def begin_first(name: str, given: dict[str, str]) -> None:
        """Most files name their elements plainly, x:row is rare."""
        if ":" in name:
            parser.StartElementHandler = lambda name, given: begin(name.rpartition(":")[2], given)
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        else:
            parser.StartElementHandler, parser.EndElementHandler = begin, end
        parser.StartElementHandler(name, given)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin_first
    parser.CharacterDataHandler = said
    done = 0
    for chunk in read:
        parser.Parse(chunk)
        done += len(chunk)
        yield done
    parser.Parse(b"", True)
    yield done


def elements(archive: ZipFile, part: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element of a small part: its name, what it is given, and the name of the one around it."""
    found: list[tuple[str, dict[str, str], str]] = []
    around = [""]

    def begin(name: str, given: dict[str, str]) -> None:
        found.append((name, {key.rpartition(":")[2]: value for key, value in given.items()}, around[-1]))
        around.append(name)

    feed(chunks(archive, part), begin, lambda name: around.pop())
    return found


def chunks(archive: ZipFile, part: str) -> Iterator[bytes]:
    """A part, piece by piece.

    Raises:
        ZcError: it would swell beyond all measure.
        KeyError, ValueError: there is none, or none that is packed as office programs do.
    """
    about = archive.getinfo(part)
    if about.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ValueError(about.compress_type)
    if about.file_size > max(_SMALL, _MOST_SHRUNK * about.compress_size):
        megabytes = about.file_size >> 20
        raise ZcError(
            f"文件“{Path(archive.filename or '').name}”压缩得不像话：其中一部分解开有 {megabytes} MB",
            "在 Excel 里删去空白的行和列，另存为 .xlsx 再试",
        )
    with archive.open(about) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
