"""What is written in a field, each kind with its one reading, and a whole document read so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

from . import UnreadError
from .days import WrittenDay, read_date, read_day
from .folding import folded, seen
from .numbers import read_identity, read_number, read_row, read_year
from .spellings import chosen
from .yes_no import read_flag

#: What stands for the end of what goes on, and other words for it.
NOW = "至今"
_NOW = (NOW, "现在")

FieldPath = tuple[str | int, ...]
_CONTAINERS = (dict, list)


class Writing(StrEnum):
    """What is written in a field: `x-written` of its schema, which booleans and enumerations need not have."""

    #: A person's own words, kept as they are.
    TEXT = "text"
    #: What is looked up or compared.
    WORD = "word"
    CHOICE = "choice"
    #: A very day.
    DAY = "day"
    #: A day, or a month that stands for its last.
    DATE = "date"
    #: That, or 至今.
    DATE_OR_NOW = "date_or_now"
    FLAG = "flag"
    YEAR = "year"
    HOURS = "hours"
    IDENTITY = "identity"
    COMMITTEE = "committee"


_WRITINGS = {one.value: one for one in Writing}


def writing_of(schema: Mapping[str, Any]) -> Writing:
    """What is written where this schema stands."""
    if "x-written" in schema:
        return _WRITINGS[schema["x-written"]]
    return Writing.CHOICE if "enum" in schema else Writing.FLAG if schema.get("type") == "boolean" else Writing.TEXT


@lru_cache(maxsize=1 << 12)
def read(text: str, writing: Writing) -> Any:
    """The value that is written, in the document's own form; of a date, a `WrittenDay`.

    Raises:
        UnreadError: it cannot be read.
    """
    return _READERS[writing](text)


def settle(content: Any, schema: Mapping[str, Any], path: FieldPath = ()) -> list[tuple[FieldPath, WrittenDay]]:
    """Put into a document what is meant in the place of what is written, as far as it can be read.

    What cannot be read stays as it is, and does not fit the schema.

    Args:
        content: mappings and lists, which are changed.

    Returns:
        Where a month stands for a day.
    """
    months: list[tuple[FieldPath, WrittenDay]] = []
    for key, inner in _fields(content, schema):
        value = content[key]
        if isinstance(value, _CONTAINERS):
            months += settle(value, inner, (*path, key))
            continue
        try:
            meant = _meant(value, inner)
        except UnreadError:
            continue
        if isinstance(meant, WrittenDay):
            months += [((*path, key), meant)] if meant.of_month else []
            meant = str(meant.day)
        content[key] = meant
    return months


def _fields(content: Any, schema: Mapping[str, Any]) -> list[tuple[Any, Mapping[str, Any]]]:
    if isinstance(content, list):
        items = schema.get("items")
        return [(index, items) for index in range(len(content))] if items else []
    if not isinstance(content, dict):
        return []
    known = schema.get("properties", {})
    return [(key, known[key]) for key in content if key in known]


def _meant(value: Any, schema: Mapping[str, Any]) -> Any:
    writing = writing_of(schema)
    if not isinstance(value, str):
        if writing not in _AS_NUMBERS.get(type(value), ()):
            return value
        value = str(value)
    if writing is Writing.TEXT:
        return value
    if writing is not Writing.CHOICE:
        return read(value, writing)
    meant = chosen(value, schema["enum"])
    return meant if meant in schema["enum"] else value


def _committee(text: str) -> int | str:
    number = read_row(text)
    return folded(text) if number is None or len(number) > _LONGEST_NUMBER else int(number)


def _date_or_now(text: str) -> WrittenDay | str:
    return NOW if folded(text) in _NOW else read_date(text)


_LONGEST_NUMBER = 9
#: What YAML may take for a number: digits alone; and a decimal fraction, a month, 2016.6, or the sum of hours, with its
#: noise.
_AS_NUMBERS: dict[type, tuple[Writing, ...]] = {
    int: (Writing.DAY, Writing.DATE, Writing.DATE_OR_NOW, Writing.FLAG),
    float: (Writing.DATE, Writing.DATE_OR_NOW, Writing.HOURS),
}
_READERS: dict[Writing, Callable[[str], Any]] = {
    Writing.TEXT: seen,
    Writing.WORD: folded,
    Writing.CHOICE: folded,
    Writing.DAY: lambda text: str(read_day(text)),
    Writing.DATE: read_date,
    Writing.DATE_OR_NOW: _date_or_now,
    Writing.FLAG: read_flag,
    Writing.YEAR: read_year,
    Writing.HOURS: lambda text: read_number(text, "学时"),
    Writing.IDENTITY: read_identity,
    Writing.COMMITTEE: _committee,
}
