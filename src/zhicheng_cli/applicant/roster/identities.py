"""Whole columns of identity numbers: masked, and those found that cannot be right."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.identity import CHECK_DIGITS, LENGTH, OLD_LENGTH, is_formed, is_sound, remainder
from zhicheng_cli.files.privacy import HEAD, SHORTEST, TAIL, masked
from zhicheng_cli.written.numbers import read_identity

from .arrays import Array, longs

#: Of the right length, and wrong.
_NO_NUMBER = "0" * LENGTH
#: The first 17 digits, four at a time.
_PARTS = ((0, 4), (4, 8), (8, 12), (12, 16), (16, 17))


def masked_numbers(column: Array) -> Array:
    """A column of identity numbers, each made unreadable but for its ends."""
    usual = pc.equal(pc.utf8_length(column), LENGTH)
    stars = "*" * (LENGTH - HEAD - TAIL)
    hidden = pc.if_else(usual, pc.utf8_replace_slice(column, HEAD, LENGTH - TAIL, stars), column)
    return masked_texts(hidden, pc.invert(usual))


def masked_texts(column: Array, where: Array | None = None) -> Array:
    """A column of texts, any identity number in them masked; hardly any is long enough to have one.

    Args:
        where: look only at these rows.
    """
    risky = pc.greater_equal(pc.utf8_length(column), SHORTEST)
    risky = risky if where is None else pc.and_(risky, where)
    if not pc.any(risky).as_py():
        return column
    masks = pa.array([masked(text) for text in column.filter(risky).to_pylist()], pa.string())
    return pc.replace_with_mask(column, risky, masks)


def unsound(column: Array) -> Array:
    """Whether a number is given that is no identity number: of another length, or its check digit is wrong."""
    number = pc.utf8_trim_whitespace(column)
    length = pc.utf8_length(number)
    is_new = pc.equal(length, LENGTH)
    fine = pc.or_(pc.equal(length, 0), pc.equal(length, OLD_LENGTH))
    doubtful = pc.invert(pc.or_(fine, _checks(pc.if_else(is_new, number, _NO_NUMBER))))
    # Few are: they may be written with blanks, or in full width.
    numbers = [read_identity(text) for text in column.filter(doubtful).to_pylist()]
    answers = [not (is_formed(number) and is_sound(number)) for number in numbers]
    return pc.replace_with_mask(doubtful, doubtful, pa.array(answers, pa.bool_()))


def _checks(number: Array) -> Array:
    """Whether the last of 18 characters is the one that the others demand."""
    digits = pc.utf8_slice_codeunits(number, 0, LENGTH - 1)
    are_digits = pc.ascii_is_decimal(digits) if pc.all(pc.string_is_ascii(digits)).as_py() else _are_digits(digits)
    digits = pc.if_else(are_digits, digits, _NO_NUMBER[:-1])
    total = longs([0] * len(number))
    for start, stop in _PARTS:
        part = pc.utf8_slice_codeunits(digits, start, stop).cast(pa.int64())
        total = pc.add(total, _table(start, stop).take(part))
    left = pc.subtract(total, pc.multiply(pc.divide(total, 11), 11))
    last = pc.utf8_upper(pc.utf8_slice_codeunits(number, LENGTH - 1, LENGTH))
    return pc.and_(are_digits, pc.equal(last, pa.array(list(CHECK_DIGITS)).take(left)))


def _are_digits(texts: Array) -> Array:
    return pc.match_substring_regex(texts, "^[0-9]+$")


@cache
def _table(start: int, stop: int) -> Array:
    """What the digits from one place to another add to the sum of GB 11643, each modulo 11; by the number they make."""
    sums = [0]
    for place in range(start, stop):
        more = [remainder(digit, place) for digit in "0123456789"]
        sums = [before + one for before in sums for one in more]
    return longs(sums)
