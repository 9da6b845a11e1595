"""Numbers: hours, years and whatever is counted; and the number that a notice gives to a committee."""

from __future__ import annotations

import re

from . import UnreadError
from .folding import folded, without_blanks

_NUMBER = r"\d{1,9}(\.\d*)?"
#: Beyond these there is only the noise of sums: 89.99999999999999.
_DECIMALS = 6
_ROW = r"第?(-?\d+)(?:\.0+)?[号行]?"


def read_number(text: str, *units: str) -> int | float:
    """A number that is not below 0: 90, ９０, 90.0, 96.5, or with its unit, 90学时; an int where it is a whole one.

    Args:
        units: what may stand behind it, the longer ones first; another unit would change what it means.

    Raises:
        UnreadError: it is none.
    """
    plain = without_blanks(text)
    bare = next((plain.removesuffix(unit) for unit in units if plain.endswith(unit)), plain)
    if not re.fullmatch(_NUMBER, bare, re.ASCII):
        is_below = re.fullmatch(_NUMBER, bare[1:], re.ASCII) and bare[0] in "-−"
        raise UnreadError("应当是不小于 0 的数字" if is_below else "应当是数字")
    number = round(float(bare), _DECIMALS)
    return int(number) if number.is_integer() else number


def read_row(text: str) -> str | None:
    """The digits of a committee's number: of 12, 12.0, 12号, 第12行; None = the text is none, but may be a name."""
    found = re.fullmatch(_ROW, without_blanks(text), re.ASCII)
    return found[1] if found else None


def read_identity(text: str) -> str:
    """An identity number as it is printed: without the blanks and dashes between its digits, and X large."""
    return "".join(folded(text).split()).replace("-", "").upper()
