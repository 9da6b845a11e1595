"""Numbers: hours, years and whatever is counted; and the number that a notice gives to a committee."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import UnreadError
from .folding import folded, without_blanks

_NUMBER = r"\d{1,9}(\.\d*)?"
#: Beyond these there is only the noise of sums: 89.99999999999999.
_DECIMALS = 6
_ONES = ("", *"一二三四五六七八九")
_NUMERALS = {
    f"{tens}{ten}{one}": int(f"{number}{last}")
    for number, (tens, ten) in enumerate((("", ""), ("", "十"), *((one, "十") for one in _ONES[2:])))
    for last, one in enumerate(_ONES)
} | {"两": 2}
#: As years are written sign by sign, with whatever stands for the nought.
_YEAR_SIGNS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_COUNTING = "".join(_ONES) + "十两"
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


def read_year(text: str) -> int:
    """A year: 2021, 2021年, ２０２１年度.

    Raises:
        UnreadError: it is none.
    """
    year = read_number(text, "年度", "年")
    if isinstance(year, float):
        raise UnreadError("应当是整数")
    return year


def numeral_value(words: str) -> int | None:
    """What a numeral below a hundred counts: 28 of 二十八, 10 of 十; None = it is none."""
    return _NUMERALS.get(words) if words else None


def year_in_digits(words: str) -> str:
    """A year's signs as digits, the others as they are: 2031 of 二〇三一."""
    return words.translate(_YEAR_SIGNS)


def counted_in(text: str, units: Iterable[str]) -> list[tuple[int, str]]:
    """The numbers that a sentence counts in one of these units, each with it, in order: 24个月, 十八个月, 满3年."""
    found = re.findall(rf"([0-9]+|[{_COUNTING}]+)个?({'|'.join(units)})", folded(text))
    return [(int(digits) if digits.isascii() else _NUMERALS.get(digits, -1), unit) for digits, unit in found]


def shares_in(text: str) -> list[tuple[int, int]]:
    """The shares that a sentence tells, each as part and whole: 2 and 3 of 三分之二."""
    found = re.findall(rf"([{_COUNTING}]+)分之([{_COUNTING}]+)", folded(text))
    return [(_NUMERALS.get(part, -1), _NUMERALS.get(whole, -1)) for whole, part in found]


def read_row(text: str) -> str | None:
    """The digits of a committee's number: of 12, 12.0, 12号, 第12行; None = the text is none, but may be a name."""
    found = re.fullmatch(_ROW, without_blanks(text), re.ASCII)
    return found[1] if found else None


def read_identity(text: str) -> str:
    """An identity number as it is printed: without the blanks and dashes between its digits, and X large."""
    return "".join(folded(text).split()).replace("-", "").upper()
