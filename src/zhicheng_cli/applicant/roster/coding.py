"""Values of a column as codes, and the codes of several columns as one key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

import pyarrow as pa
import pyarrow.compute as pc

from .arrays import Array, longs

#: So many bits of codes are put into one number.
_BITS = 62
#: What is remembered of a column is forgotten beyond that many: only free text comes near it.
_REMEMBERED = 1 << 15
_FIRST, _LAST = date(1930, 1, 1), date(2069, 12, 31)
#: In days since 1970, the day before the first.
_BEFORE_FIRST = _FIRST.toordinal() - date(1970, 1, 1).toordinal() - 1
#: Keys → for each its value, also as `Marked`, or `UNREADABLE`.
Reader = Callable[[list[Any]], Iterable[Any]]
#: The value of a text that cannot be read.
UNREADABLE = object()


class Marked(NamedTuple):
    """A value of whose key something is to be told."""

    value: Any


class Coding:
    """What the codes of a column stand for: 0 = not given, from 1 = a value, -1 = cannot be read.

    Equal values have equal codes however they are written.

    Attributes:
        values: by code.
        generation: raised when everything was forgotten, and codes no longer mean what they meant.
        width: so many bits hold every code; it seldom grows.
        marked: the keys whose values came marked.
    """

    def __init__(self) -> None:
        self.values: list[Any] = [None]
        self.generation = 0
        self.width = 3
        self.marked: set[Any] = set()
        self._lasting = 1
        self._by_key: dict[Any, int] = {}
        self._by_value: dict[Any, int] = {None: 0}

    def encode(self, keys: Sequence[Any], read: Reader) -> list[int]:
        """The codes of distinct keys (texts, or what a value is derived from); each new one is read once.

        Args:
            read: keys → for each its value, also as `Marked`, or `UNREADABLE`.
        """
        known = self._by_key
        codes = list(map(known.get, keys))
        if None not in codes:
            return cast(list[int], codes)
        new = [key for key, code in zip(keys, codes, strict=True) if code is None]
        for key, value in zip(new, read(new), strict=True):
            if type(value) is Marked:
                self.marked.add(key)
                known[key] = self._code(value.value)
            else:
                known[key] = self._code(value)
        if len(self.values) > 1 << self.width:
            self.width = len(self.values).bit_length() + 1
        return [known[key] for key in keys]

    def trim(self) -> None:
        """Keep the memory small; codes that were given out are void afterwards where `generation` says so."""
        if len(self.values) - self._lasting > _REMEMBERED:
            del self.values[self._lasting :]
            self._by_value = {None: 0}
            self.generation += 1
            self.forget_keys()
        elif len(self._by_key) > _REMEMBERED:
            self.forget_keys()

    def forget_keys(self) -> None:
        """The keys no longer mean what they meant."""
        self._by_key = {}
        self.marked.clear()

    def _code(self, value: Any) -> int:
        if value is UNREADABLE:
            return -1
        code = self._by_value.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
        return code


class DayCoding(Coding):
    """The codes of days: the usual ones have theirs from the start, so that Arrow can tell them."""

    def __init__(self) -> None:
        super().__init__()
        self.values += _usual_days()
        self._lasting = len(self.values)
        self.width = self._lasting.bit_length()

    def codes(self, texts: Array, read: Reader) -> Array:
        """The codes of distinct texts."""
        given = pc.if_else(pc.equal(texts, ""), None, texts)
        try:
            days = pc.subtract(given.cast(pa.date32()).cast(pa.int32()), _BEFORE_FIRST)
        except pa.ArrowInvalid:
            return longs(self.encode(texts.to_pylist(), read))
        if pc.all(pc.and_(pc.greater(days, 0), pc.less(days, self._lasting))).as_py() is False:
            return longs(self.encode(texts.to_pylist(), read))
        return pc.fill_null(days, 0).cast(pa.int64())

    def _code(self, value: Any) -> int:
        if isinstance(value, date) and _FIRST <= value <= _LAST:
            return value.toordinal() - _FIRST.toordinal() + 1
        return super()._code(value)


@cache
def _usual_days() -> list[date]:
    return [date.fromordinal(day) for day in range(_FIRST.toordinal(), _LAST.toordinal() + 1)]


#: The codes of a combination put together: one number, or several where one does not hold them.
Key = int | tuple[int, ...]


class Layout(NamedTuple):
    """How the codes of some columns are put together: keys of equal layouts can be compared.

    Attributes:
        widths: of each column, the bits.
        generation: changes where codes change their meaning.
    """

    widths: tuple[int, ...]
    generation: int

    def parts(self) -> list[list[tuple[int, int]]]:
        """For each number of a key, the columns in it: place, and bits."""
        found: list[list[tuple[int, int]]] = []
        room = 0
        for place, width in enumerate(self.widths):
            if width > room:
                found.append([])
                room = _BITS
            found[-1].append((place, width))
            room -= width
        return found

    def codes(self, keys: Sequence[Key]) -> list[list[int]]:
        """For each column its code in each key."""
        found: list[list[int]] = [[] for _ in self.widths]
        parts = self.parts()
        columns: list[Any] = [keys] if len(parts) == 1 else list(zip(*keys, strict=True))
        for part, numbers in zip(parts, columns, strict=bool(keys)):
            left = 0
            for place, width in reversed(part):
                mask = (1 << width) - 1
                found[place] = [number >> left & mask for number in numbers]
                left += width
        return found
