"""The sheet 联系人: whom to ask about continuing education (附件2)."""

from __future__ import annotations

from .book import Book, Column
from .given import Given

_COLUMNS = (
    Column("序号", 5, printed=True),
    Column("专业", 56, printed=True),
    Column("主管部门", 34, printed=True),
    Column("联系人", 14, printed=True),
    Column("联系电话", 20, printed=True),
    Column("电话（加区号）", 24),
    Column("出处", 36),
)


def add_contacts(book: Book, given: Given) -> int:
    """Add the sheet; returns its number of rows."""
    rows = [
        (
            one.no,
            "、".join(one.specialties),
            one.department,
            one.person,
            one.phone,
            given.with_area_code(one.phone),
            str(one.source),
        )
        for one in given.contacts
    ]
    book.add_sheet("联系人", _COLUMNS, rows, frozen=2)
    return len(rows)
