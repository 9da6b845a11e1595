"""Identity numbers (GB 11643): the check digit of the 18-digit ones, and the birth date in both forms."""

from __future__ import annotations

import re
from datetime import date

LENGTH, OLD_LENGTH = 18, 15

#: ISO 7064, MOD 11-2: 2 to the power 17, 16, … 1, each modulo 11; and the digit for each remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def remainder(digits: str, start: int = 0) -> int:
    """What digits add to the sum that is checked, modulo 11; `start` is the place of the first of them, from 0."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS[start:], digits, strict=False)) % 11


def check_digit(number: str) -> str:
    """The 18th character, from the first 17 digits."""
    return CHECK_DIGITS[remainder(number)]


def is_formed(number: str) -> bool:
    """Whether it has the length and the digits of one, as `written.numbers.read_identity` leaves it."""
    return re.fullmatch(r"[0-9]{17}[0-9Xx]|[0-9]{15}", number) is not None


def is_sound(number: str) -> bool:
    """Whether the last of 18 characters is the one that the others demand; a small x counts as X, an old one passes."""
    return len(number) == OLD_LENGTH or check_digit(number) == number[-1].upper()


def birth_date(number: str) -> date | None:
    """The birth date in a number of 18 or 15 characters (the old ones are all of the 1900s); None if it is no day."""
    digits = number[6:14] if len(number) == LENGTH else f"19{number[6:12]}"
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
