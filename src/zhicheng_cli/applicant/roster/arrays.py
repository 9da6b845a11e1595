"""Arrow's arrays from Python's numbers, and back, through their buffers."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

Array = Any  # pyarrow's arrays: its own types are generic in ways that its functions are not


def longs(numbers: Sequence[int]) -> Array:
    """An int64 array."""
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(array("q", numbers))])


def ints(numbers: Sequence[int]) -> Array:
    """An int32 array."""
    return pa.Array.from_buffers(pa.int32(), len(numbers), [None, pa.py_buffer(array("i", numbers))])


def numbers_of(whole: Array) -> list[int]:
    """The numbers of an int64 array without nulls."""
    if not len(whole):
        return []
    start = whole.offset
    return memoryview(whole.buffers()[1]).cast("q")[start : start + len(whole)].tolist()


def numbered(length: int) -> Array:
    """The numbers from 0, as an int64 array."""
    global _numbers  # noqa: PLW0603
    if len(_numbers) < length:
        _numbers = longs(range(2 * length))
    return _numbers[:length]


_numbers = longs([])
