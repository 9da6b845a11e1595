"""Rosters in Parquet: texts, or numbers, days and truth values, which are then written as a cell would have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from zhicheng_cli.errors import ZcError
from zhicheng_cli.written.yes_no import NO, YES

from .arrays import Array, longs
from .batches import Batch, Roster, table_of
from .headings import Columns, read_headings

_FLAGS = (NO, YES)


def open_roster(path: Path, batch_rows: int) -> Roster:
    """See `batches.open_roster`."""
    try:
        file = parquet.ParquetFile(str(path))
    except pa.ArrowException:
        raise ZcError(f"名册“{path.name}”不是 Parquet 文件，或者已经损坏") from None
    columns = read_headings(file.schema_arrow.names)
    return Roster(columns, file.metadata.num_rows, _batches(file, path, columns, batch_rows))


def _batches(file: Any, path: Path, columns: Columns, batch_rows: int) -> Iterator[Batch]:
    following = 2
    try:
        for batch in file.iter_batches(batch_size=batch_rows, use_threads=False):
            texts = [_texts(column, columns, place) for place, column in enumerate(batch.columns)]
            rows = longs(range(following, following + len(batch)))
            following += len(batch)
            yield Batch(table_of(texts, columns), rows, done=following - 2)
    except (pa.ArrowException, OSError):
        raise ZcError(f"名册“{path.name}”读到一半读不下去，文件可能已经损坏") from None
    finally:
        file.close()


def _texts(column: Array, columns: Columns, place: int) -> Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    if pa.types.is_boolean(kind):
        column = pa.array(_FLAGS).take(column.cast(pa.int8()))
    elif pa.types.is_timestamp(kind):
        column = column.cast(pa.date32())
    try:
        return pc.fill_null(column.cast(pa.string()), "")
    except pa.ArrowException:
        raise ZcError(f"名册“{columns.headings[place]}”列的类型 {kind} 不能当作文字", "请把这一列改成文字") from None
