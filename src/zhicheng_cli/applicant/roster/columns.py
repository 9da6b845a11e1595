"""Columns of a batch as numbers, and how rows that say the same are found.

Arrow does the counting; its arrays are turned into Python's numbers and back through their buffers.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.derived import DERIVED
from zhicheng_cli.applicant.law import Law

Array = Any  # pyarrow's arrays: its own types are generic in ways that its functions are not
#: So many bits of codes are put into one number.
_BITS = 62
#: What is remembered of a column is forgotten beyond that many: only free text comes near it.
_REMEMBERED = 1 << 15
_FIRST, _LAST = date(1930, 1, 1), date(2069, 12, 31)
#: In days since 1970, the day before the first.
_BEFORE_FIRST = _FIRST.toordinal() - date(1970, 1, 1).toordinal() - 1


#: Keys → for each its value, or `UNREADABLE`.
Reader = Callable[[list[Any]], Iterable[Any]]
#: The value of a text that cannot be read.
UNREADABLE = object()


class Coding:
    """What the codes of a column stand for: 0 = not given, from 1 = a value, -1 = cannot be read.

    Equal values have equal codes however they are written.

    Attributes:
        values: by code.
        generation: raised when everything was forgotten, and codes no longer mean what they meant.
        width: so many bits hold every code; it seldom grows.
    """

    def __init__(self) -> None:
        self.values: list[Any] = [None]
        self.generation = 0
        self.width = 3
        self._lasting = 1
        self._by_key: dict[Any, int] = {}
        self._by_value: dict[Any, int] = {None: 0}

    def encode(self, keys: Sequence[Any], read: Reader) -> list[int]:
        """The codes of distinct keys (texts, or what a value is derived from); each new one is read once.

        Args:
            read: keys → for each its value, or `UNREADABLE`.
        """
        known = self._by_key
        new = [key for key in keys if key not in known]
        if new:
            known.update(zip(new, map(self._code, read(new)), strict=True))
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
        self.values += (date.fromordinal(day) for day in range(_FIRST.toordinal(), _LAST.toordinal() + 1))
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


class Book:
    """The columns that rules ask for: facts as read, and what is derived from them, batch after batch.

    Args:
        readers: for each fact that has a column, how its texts are read; every other fact is not given.
        days: those of them that are days.
    """

    def __init__(self, readers: Mapping[str, Reader], days: Collection[str], law: Law) -> None:
        self._law, self._readers = law, readers
        self._days = DayCoding()
        self._codings = {name: self._days if name in days else Coding() for name in readers}
        self._layouts: dict[str, Layout] = {}
        self._codes: dict[str, Array] = {}
        self._length = 0

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that have a column."""
        return tuple(self._readers)

    def read(self, columns: Mapping[str, Array]) -> dict[str, Array]:
        """The codes of the next batch's dictionary-encoded columns, as int64 arrays; see `Coding`."""
        for coding in self._codings.values():
            coding.trim()
        found = {}
        for name, read in self._readers.items():
            coding, texts = self._codings[name], columns[name].dictionary
            if isinstance(coding, DayCoding):
                codes = coding.codes(texts, read)
            else:
                codes = longs(coding.encode(texts.to_pylist(), read))
            found[name] = codes.take(columns[name].indices)
        return found

    def turn(self, codes: dict[str, Array], length: int) -> Rows:
        """Go on to the next batch: those of its rows that can be judged."""
        self._codes, self._length = codes, length
        return Rows(self, length)

    def values(self, name: str) -> list[Any]:
        """What the codes of a column stand for."""
        coding = self._codings.get(name)
        return coding.values if coding else [None]

    def layout(self, names: Sequence[str]) -> Layout:
        """How the codes of some columns are put together."""
        codings = [self._codings.get(name) for name in names]
        return Layout(
            tuple(coding.width if coding else 1 for coding in codings),
            sum(coding.generation for coding in codings if coding),
        )

    def codes(self, name: str) -> Array | None:
        """The codes of a column of this batch; None where it is derived, and that for some rows at most."""
        if name not in self._codes and name not in DERIVED:
            self._codes[name] = longs([0] * self._length)
        return self._codes.get(name)

    def derive(self, key: str, rows: Rows) -> Array:
        """The codes of a derived column for some rows."""
        one, law = DERIVED[key], self._law
        groups = rows.grouped(one.sources)
        coding = self._codings.setdefault(key, Coding())
        if self._layouts.get(key) != groups.layout:
            self._layouts[key] = groups.layout
            coding.forget_keys()
        values = [self.values(name) for name in one.sources]

        def read(keys: list[Key]) -> Iterable[Any]:
            columns = zip(values, groups.layout.codes(keys), strict=True)
            decoded = [[known[code] for code in codes] for known, codes in columns]
            return (one.of(*sources, law) for sources in zip(*decoded, strict=True))

        codes = longs(coding.encode(groups.keys, read)).take(groups.rows)
        if rows.length == self._length:
            self._codes[key] = codes
        return codes


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


class Groups(NamedTuple):
    """Rows grouped by the combination of their codes.

    Attributes:
        keys: the combinations.
        rows: for each row its combination's place.
    """

    layout: Layout
    keys: Sequence[Key]
    rows: Any


class Rows:
    """Some rows of a batch; their part of a column is taken, or derived, when it is first asked for.

    Args:
        chosen: their places among those above; None = all rows of the batch.
        above: the rows that these are chosen from.
    """

    def __init__(self, book: Book, length: int, chosen: Array | None = None, above: Rows | None = None) -> None:
        self._book, self.length, self._chosen, self._above = book, length, chosen, above
        self._taken: dict[str, Array] = {}

    def codes(self, name: str) -> Array:
        """The codes of a column."""
        if name not in self._taken:
            self._taken[name] = self._take(name)
        return self._taken[name]

    def _take(self, name: str) -> Array:
        if self._above is None:
            whole = self._book.codes(name)
            return self._book.derive(name, self) if whole is None else whole
        known = self._above.known(name)
        return self._book.derive(name, self) if known is None else known.take(self._chosen)

    def known(self, name: str) -> Array | None:
        """The codes of a column, unless they would have to be derived."""
        if name in self._taken:
            return self._taken[name]
        known = self._book.codes(name) if self._above is None else self._above.known(name)
        return known if known is None or self._chosen is None else known.take(self._chosen)

    def where(self, mask: Array) -> Rows:
        """The rows that a mask keeps."""
        kept = pc.indices_nonzero(mask)
        return Rows(self._book, len(kept), kept, self)

    def grouped(self, names: Sequence[str]) -> Groups:
        """The distinct combinations of codes in some columns."""
        columns = [self.codes(name) for name in names]
        layout = self._book.layout(names)
        if not columns or not self.length:
            return Groups(layout, [()] if self.length else [], longs([0] * self.length))
        parts = [_together([(columns[place], width) for place, width in part]) for part in layout.parts()]
        key = parts[0].dictionary_encode()
        if len(parts) == 1:
            return Groups(layout, numbers_of(key.dictionary), key.indices)
        for part in parts[1:]:
            dense = part.dictionary_encode()
            key = pc.add(
                pc.multiply(key.indices.cast(pa.int64()), len(dense.dictionary)), dense.indices
            ).dictionary_encode()
        # Any row of a combination may stand for it.
        shown = pc.scatter(numbered(self.length), key.indices, max_index=len(key.dictionary) - 1)
        keys = zip(*(numbers_of(part.take(shown)) for part in parts), strict=True)
        return Groups(layout, list(keys), key.indices)


def _together(columns: list[tuple[Array, int]]) -> Array:
    key, *rest = columns
    together = key[0]
    for column, width in rest:
        together = pc.add(pc.shift_left(together, width), column)
    return together


def numbered(length: int) -> Array:
    """The numbers from 0, as an int64 array."""
    global _numbers  # noqa: PLW0603
    if len(_numbers) < length:
        _numbers = longs(range(2 * length))
    return _numbers[:length]


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


_numbers = longs([])
