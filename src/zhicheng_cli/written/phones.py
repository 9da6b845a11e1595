"""Phone numbers: as people read them, as a telephone dials them from anywhere, and as they are looked up."""

from __future__ import annotations

import re
from typing import NamedTuple

from .folding import folded

_MOBILE = r"1\d{10}"
_EXTENSION = r"(?:\D+(\d{1,5})\D?)?"
_WITH_AREA = rf"0(\d{{9,11}}){_EXTENSION}"
#: Signs between digits, and brackets around an area code.
_AROUND = re.compile(r"[-–—―]|\((\d+)\)")
_LANDLINE = rf"([2-9]\d{{6,7}}){_EXTENSION}"


class Phone(NamedTuple):
    """A printed number.

    Attributes:
        shown: with its area code, where it is a landline's that was printed without.
        dialled: for a `tel:` link, from +86 on; empty where it is no number of a known form.
    """

    shown: str
    dialled: str


def read_phone(printed: str, area_code: str) -> Phone:
    """A number as printed in a notice of the area (`area_code`: 0572; empty where it is not known)."""
    digits = _joined(printed)
    if re.fullmatch(_MOBILE, digits):
        return Phone(printed, f"+86{digits}")
    if whole := re.fullmatch(_WITH_AREA, digits):
        return Phone(printed, f"+86{whole[1]}{_extension(whole[2])}")
    landline = re.fullmatch(_LANDLINE, digits) or re.fullmatch(_LANDLINE, printed.strip())
    if landline:
        dialled = f"+86{area_code.removeprefix('0')}{landline[1]}{_extension(landline[2])}"
        return Phone(f"{area_code}-{printed}", dialled) if area_code else Phone(printed, "")
    return Phone(printed, "")


def _extension(digits: str | None) -> str:
    return f";ext={digits}" if digits else ""


def local_number(text: str, area_code: str) -> str:
    """A number as it is dialled within its area, for comparing what is typed with what is printed."""
    return _joined(text).removeprefix("+86").removeprefix(area_code)


def _joined(text: str) -> str:
    return _AROUND.sub(r"\1", "".join(folded(text).split()))
