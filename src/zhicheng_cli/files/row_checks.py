"""Checks that the rows of any table may need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from .checking import Context
from .document import Document
from .findings import DataPath, Finding

PlacedRows = list[tuple[DataPath, Mapping[str, Any]]]
"""Rows of a table, each with its place in the document."""

_AREA = r"(0\d{2,3}[-—–－]*|[(（]0\d{2,3}[)）]-?)"
_EXTENSION = r"(-\d{1,5}|(转|分机)\d{1,5}|[(（](转|分机)\d{1,5}[)）])"
#: 7 or 8 digits, with or without area code and extension; a mobile number; 12333, 400-820-8820.
_PHONE = re.compile(
    rf"{_AREA}?([2-9]\d{{6,7}}|[2-9]\d{{2,3}}-\d{{4}}){_EXTENSION}?|{_AREA}?(12\d{{3}}|9[56]\d{{3,4}})"
    r"|1[3-9]\d(\d{8}|-\d{4}-\d{4})|[48]00-?\d{3,4}-?\d{3,4}",
    re.ASCII,
)


def sound(document: Document, table: str, context: Context) -> Iterator[tuple[int, Any]]:
    """The rows that fit the schema, with their indexes."""
    return ((index, row) for index, row in enumerate(document.value[table]) if index not in context.broken)


def check_unique(
    document: Document, table: str, rows: Iterable[tuple[int, Mapping[str, Any]]], key: str, prefix: DataPath = ()
) -> Iterator[Finding]:
    """A name may stand in a table only once; rows come with their indexes."""
    seen: set[str] = set()
    for index, row in rows:
        if row[key] in seen:
            yield document.finding((*prefix, table, index, key), "E401", f"“{row[key]}”重复", "请删去一处")
        seen.add(row[key])


def check_phones(document: Document, phones: Iterable[tuple[DataPath, str]]) -> Iterator[Finding]:
    """A phone is 7 or 8 digits, perhaps with area code or extension, a mobile number, or one for the whole country."""
    for path, phone in phones:
        if not _PHONE.fullmatch(phone):
            hint = "固定电话 7 或 8 位，手机 11 位，例如 2033099"
            yield document.finding(path, "E306", f"电话号码的写法不对：“{phone}”", hint)


def check_dates(document: Document, dates: Iterable[tuple[DataPath, str]]) -> Iterator[Finding]:
    """A date that is written well must also exist."""
    for path, text in dates:
        if not is_date(text):
            yield document.finding(path, "E404", f"没有这一天：{text}", "核对月和日")


def is_date(text: str) -> bool:
    """Whether the text is a day of the calendar, such as 2021-05-25."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
