"""Phone numbers to tap: as people read them, and as a telephone dials them from anywhere."""

from __future__ import annotations

import re
from typing import NamedTuple

_MOBILE = re.compile(r"1\d{10}")
_WITH_AREA = re.compile(r"0\d{9,11}")
_LANDLINE = re.compile(r"([2-9]\d{6,7})(?:\D+(\d{1,5}))?")


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
    digits = re.sub(r"[\s-]", "", printed)
    if _MOBILE.fullmatch(digits):
        return Phone(printed, f"+86{digits}")
    if _WITH_AREA.fullmatch(digits):
        return Phone(printed, f"+86{digits[1:]}")
    landline = _LANDLINE.fullmatch(digits) or _LANDLINE.fullmatch(printed.strip())
    if landline:
        extension = f";ext={landline[2]}" if landline[2] else ""
        return Phone(f"{area_code}-{printed}", f"+86{area_code.removeprefix('0')}{landline[1]}{extension}")
    return Phone(printed, "")
