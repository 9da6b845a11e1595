"""The phone numbers that stand in printed words, in all the forms in which notices print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: One for one, so that a place in the one is the same place in the other.
_HALF_WIDTH = (
    {0xFF01 + one: 0x21 + one for one in range(94)} | dict.fromkeys(map(ord, "—–―－‐−"), ord("-")) | {0x3000: 0x20}
)
_DIGITS = {0xFF10 + one: 0x30 + one for one in range(10)}
_MOBILE = r"1[3-9]\d(?:[- ]?\d{4}[- ]?\d{4}|\d{8})"
_FREE = r"[48]00-?\d{3,4}-?\d{3,4}"
_AREA = r"(?:\( ?0\d{2,3} ?\)[- ]*|0\d{2,3}[- ]*)"
_LANDLINE = r"(?:[2-9]\d{6,7}|[2-9]\d{2,3}[- ]\d{4})"
_HOTLINE = r"(?:12\d{3}|9[56]\d{3,4})"
_EXTENSION = r"(?:-+\d{1,5}|[ ,]?(?:转接?|分机号?)[: ]?\d{1,6}|\((?:转|分机号?)[: ]?\d{1,6}\))"
#: 5551234/35: the last digits of another.
_SHORT = r"(?:[/、]\d{1,4}(?! *[-(\d室号楼层]))"
_PHONE = re.compile(
    rf"(?<![\w.@])(?:\+?86[- ]?)?"
    rf"(?:{_MOBILE}|{_FREE}|{_AREA}?(?:{_LANDLINE}{_EXTENSION}?{_SHORT}*|{_HOTLINE}))(?!\d)",
    re.ASCII,
)
#: Digits that are no number of a form above, and too many for a room or a house.
_ODD = re.compile(r"(?<![\w.@])\d[\d -]{3,}\d(?![\d:室号楼层弄幢栋年月日])", re.ASCII)
_SHORTENED = re.compile(r"[/、]\d{1,4}$")
_BLANK = re.compile(r"\s+")


class PrintedPhone(NamedTuple):
    """A number in words.

    Attributes:
        start, end: where it stands.
        number: as printed, without blanks, its digits half-width.
        is_odd: whether it has no form of a phone number, or is more than one.
    """

    start: int
    end: int
    number: str
    is_odd: bool = False


def half_width(text: str) -> str:
    """The text of the same length with half-width letters, digits and brackets, each dash a hyphen."""
    return text.translate(_HALF_WIDTH)


def printed_phones(text: str) -> Iterator[PrintedPhone]:
    """The numbers in a text, in order."""
    narrow = _BLANK.sub(lambda blanks: " " * len(blanks[0]), half_width(text))
    found = [(one, False) for one in _PHONE.finditer(narrow)]
    rest = narrow
    for one, _ in found:
        rest = rest[: one.start()] + "。" * (one.end() - one.start()) + rest[one.end() :]
    found += [(one, True) for one in _ODD.finditer(rest)]
    for one, is_odd in sorted(found, key=lambda each: each[0].start()):
        printed = _BLANK.sub("", text[one.start() : one.end()].translate(_DIGITS))
        yield PrintedPhone(one.start(), one.end(), printed, is_odd or bool(_SHORTENED.search(printed)))
