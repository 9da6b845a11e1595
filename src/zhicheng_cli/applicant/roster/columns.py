"""The columns of a batch as codes, and how rows that say the same are found: Arrow does the counting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.rules.shared.derived import DERIVED

from .arrays import Array, longs, numbered, numbers_of
from .coding import Coding, DayCoding, Key, Layout, Reader


class Codebook:
    """The columns that rules ask for: facts as read, and what is derived from them, batch after batch.

    Args:
        readers: for each fact that has a column, how its texts are read; every other fact is not given.
        days: those of them that are days, in groups whose texts are read alike.
    """

    def __init__(self, readers: Mapping[str, Reader], days: Iterable[Collection[str]], law: Law) -> None:
        self._law, self._readers = law, readers
        of_days = {name: coding for group in days for coding in [DayCoding()] for name in group}
        self._codings: dict[str, Coding] = {name: of_days.get(name) or Coding() for name in readers}
        self._layouts: dict[str, Layout] = {}
        self._codes: dict[str, Array] = {}
        self._all = ColumnRows(self, 0)
        #: What others are derived from is asked for again and again: it is derived for the batch as a whole.
        self._sources = {name for one in DERIVED.values() for name in one.sources if name in DERIVED}

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

    def code(self, name: str, values: Iterable[Any]) -> Array:
        """The codes of values that were not read but found, for a column that has a reader."""
        return longs(self._codings[name].encode([(one,) for one in values], lambda keys: [one for (one,) in keys]))

    def marked(self, columns: Mapping[str, Array]) -> dict[str, Array]:
        """By column, which rows of the batch that was just read hold a text whose value came marked; most have none."""
        found = {}
        for name in self._readers:
            texts, keys = columns[name].dictionary, self._codings[name].marked
            if keys and pc.any(mask := pc.is_in(texts, pa.array(sorted(keys), pa.string()))).as_py():
                found[name] = mask.take(columns[name].indices)
        return found

    def turn(self, codes: dict[str, Array], length: int) -> ColumnRows:
        """Go on to the next batch: those of its rows that can be judged."""
        self._codes, self._all = codes, ColumnRows(self, length)
        return self._all

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
        """The codes of a column of this batch; None where it is derived, and that only for the rows that ask."""
        if name in self._codes:
            return self._codes[name]
        if name not in DERIVED:
            self._codes[name] = longs([0] * self._all.length)
        elif name in self._sources:
            self.derive(name, self._all)
        return self._codes.get(name)

    def derive(self, key: str, rows: ColumnRows) -> Array:
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
        if rows.length == self._all.length:
            self._codes[key] = codes
        return codes


class Groups(NamedTuple):
    """Rows grouped by the combination of their codes.

    Attributes:
        keys: the combinations.
        rows: for each row its combination's place.
    """

    layout: Layout
    keys: Sequence[Key]
    rows: Any


class ColumnRows:
    """Some rows of a batch; their part of a column is taken, or derived, when it is first asked for.

    Args:
        places: theirs in the batch; None = all rows of the batch.
        chosen: their places among those above.
        above: the rows that these are chosen from.
    """

    def __init__(
        self,
        book: Codebook,
        length: int,
        places: Array | None = None,
        chosen: Array | None = None,
        above: ColumnRows | None = None,
    ) -> None:
        self._book, self.length, self._places, self._chosen, self._above = book, length, places, chosen, above
        self._taken: dict[str, Array] = {}

    def codes(self, name: str) -> Array:
        """The codes of a column."""
        if name not in self._taken:
            self._taken[name] = self._take(name)
        return self._taken[name]

    def _take(self, name: str) -> Array:
        whole = self._book.codes(name)
        if whole is not None:
            return whole if self._places is None else whole.take(self._places)
        if self._above is not None and name in self._above._taken:
            return self._above.codes(name).take(self._chosen)
        return self._book.derive(name, self)

    def where(self, mask: Array) -> ColumnRows:
        """The rows that a mask keeps."""
        kept = pc.indices_nonzero(mask)
        places = kept if self._places is None else self._places.take(kept)
        return ColumnRows(self._book, len(kept), places, kept, self)

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
