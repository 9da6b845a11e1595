"""Phone numbers: as people read them, as a telephone dials them from anywhere, and as they are looked up."""

from __future__ import annotations

import re
from typing import NamedTuple

from .folding import folded

_MOBILE = r"1\d{10}"
_WITH_AREA = r"0\d{9,11}"
#: Signs between digits, and brackets around an area code.
_AROUND = re.compile(r"[-–—―]|\((\d+)\)")
_LANDLINE = r"([2-9]\d{6,7})(?:\D+(\d{1,5}))?"


class Phone(NamedTuple):
    """A printed number.

    Attributes:
        shown: with its area code, where it is a landline's that was printed without.
        dialled: for a `tel:` link, from +86 on; empty where it is no number of a known form.
    """

    shown: str
    dialled: str


def read_phone(printed: str, area_code: str) -> Phone:
    """A number as printed in a notice of the area (`area_code`: 0572)."""
    digits = _joined(printed)
    if re.fullmatch(_MOBILE, digits):
        return Phone(printed, f"+86{digits}")
    if re.fullmatch(_WITH_AREA, digits):
        return Phone(printed, f"+86{digits[1:]}")
    landline = re.fullmatch(_LANDLINE, digits) or re.fullmatch(_LANDLINE, printed.strip())
    if landline:
        extension = f";ext={landline[2]}" if landline[2] else ""
        return Phone(f"{area_code}-{printed}", f"+86{area_code.removeprefix('0')}{landline[1]}{extension}")
    return Phone(printed, "")


def local_number(text: str, area_code: str) -> str:
    """A number as it is dialled within its area, for comparing what is typed with what is printed."""
    return _joined(text).removeprefix("+86").removeprefix(area_code)


def _joined(text: str) -> str:
    return _AROUND.sub(r"\1", "".join(folded(text).split()))
