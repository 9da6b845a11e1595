"""Rosters in Parquet: texts, or numbers, days and truth values, which are then written as a cell would have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.number_formats import GENERAL, number_shown
from zhicheng_cli.written.days import day_in_china
from zhicheng_cli.written.yes_no import NO, YES

from .arrays import Array, longs
from .batches import LONGEST_CELL, Batch, Roster, Swelling, table_of
from .headings import Columns, find_headings

_DAMAGED = (pa.ArrowException, OSError, ValueError)
_EPOCH = datetime(1970, 1, 1)
#: The first bytes of a file that is encrypted as a whole.
_ENCRYPTED = b"PARE"


def open_roster(path: Path, batch_rows: int) -> Roster:
    """See `batches.open_roster`."""
    with path.open("rb") as opened:
        if opened.read(len(_ENCRYPTED)) == _ENCRYPTED:
            raise ZcError(f"名册“{path.name}”加了密，读不了", "请导出没有加密的文件")
    try:
        schema = parquet.read_schema(str(path))
        file = parquet.ParquetFile(str(path), read_dictionary=[one.name for one in schema if _is_text(one.type)])
        names, rows = file.schema_arrow.names, file.metadata.num_rows
    except _DAMAGED:
        raise ZcError(f"名册“{path.name}”不是 Parquet 文件，或者已经损坏") from None
    columns, _ = find_headings([names])
    swelling = Swelling(path)
    # Persons differ: more rows than bytes are the same row over and over.
    swelling.told(max(rows - path.stat().st_size, 0) << 8)
    return Roster(columns, rows, _batches(file, path, columns, swelling, batch_rows))


def _batches(file: Any, path: Path, columns: Columns, swelling: Swelling, batch_rows: int) -> Iterator[Batch]:
    following = 2
    try:
        for batch in file.iter_batches(batch_size=batch_rows, use_threads=False):
            headed = zip(batch.columns, columns.headings, strict=True)
            texts = [_texts(column, heading, swelling) for column, heading in headed]
            rows = longs(range(following, following + len(batch)))
            following += len(batch)
            yield Batch(table_of(texts, columns), rows, done=following - 2)
    except _DAMAGED:
        raise ZcError(f"名册“{path.name}”读到一半读不下去，文件可能已经损坏") from None
    finally:
        file.close()


def _is_text(kind: Any) -> bool:
    types = pa.types
    return any(of(kind) for of in (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary))


def _texts(column: Array, heading: str, swelling: Swelling) -> Array:
    """A column as texts."""
    try:
        coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        words = pc.fill_null(_words(coded.dictionary), "")
    except (pa.ArrowException, TypeError):
        raise ZcError(f"名册“{heading}”列的类型 {column.type} 不能当作文字", "请把这一列改成文字") from None
    except OverflowError:
        raise ZcError(f"名册“{heading}”列有公元 1 年至 9999 年以外的日期", "请改正这一列") from None
    longest = pc.max(pc.utf8_length(words)).as_py() or 0
    if longest > LONGEST_CELL:
        raise ZcError(f"名册“{heading}”列有一格长 {longest} 字", f"一格最多 {LONGEST_CELL} 字")
    words = pa.concat_arrays([words, pa.array([""])])
    indices = pc.fill_null(coded.indices.cast(pa.int64()), len(words) - 1)
    swelling.told(pc.sum(pc.binary_length(words).take(indices)).as_py() or 0)
    return words.take(indices)


def _words(values: Array) -> Array:
    """Distinct values as texts."""
    kind = values.type
    if _is_text(kind) or pa.types.is_decimal(kind):
        return values.cast(pa.string())
    if pa.types.is_timestamp(kind):
        # Of what is finer than microseconds no day depends; what is too far off is no day either.
        moments = values.cast(pa.timestamp("us"), safe=kind.unit != "ns").cast(pa.int64()).to_pylist()
        said = [None if one is None else _moment(_EPOCH + timedelta(microseconds=one), kind.tz) for one in moments]
    else:
        said = [None if one is None else _said(one) for one in values.to_pylist()]
    return pa.array(said, pa.string())


def _said(value: object) -> str:
    match value:
        case bool():
            return YES if value else NO
        case int() | date():
            return str(value)
        case float():
            return number_shown(repr(value), GENERAL)
    raise TypeError(value)


def _moment(at: datetime, zone: str | None) -> str:
    """A day, and a time that is not its beginning; an instant (UTC) is a day in China, whoever wrote its zone."""
    if zone is not None:
        return str(day_in_china(at.replace(tzinfo=UTC)))
    return f"{at:%Y-%m-%d}" if at.time() == time() else f"{at:%Y-%m-%d %H:%M:%S}"
