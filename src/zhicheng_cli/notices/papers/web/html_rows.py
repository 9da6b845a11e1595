"""The rows of a table of a web page in the order they are displayed in, whatever stands around them in the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GROUPS = ("thead", "tbody", "tfoot")
_CELLS = ("td", "th")


class SourceRow(NamedTuple):
    """One row.

    Attributes:
        element: the `tr`, or what holds cells that stand in none.
        group: that no span reaches out of.
        cells: its `td` and `th`.
    """

    element: Element
    group: Element
    cells: list[Element]


def mend_rows(root: Element) -> None:
    """Take rows and cells out of the cell before, where a tag within it that was never closed holds them."""
    last: dict[Element, Element] = {}
    for element in list(root.iter("tr", *_GROUPS, *_CELLS)):
        around = next((one for one in element.iterancestors() if one.tag in ("table", "tr", *_GROUPS, *_CELLS)), None)
        if around is None or around.tag not in _CELLS:
            continue
        kinds = {"tr": ("tr",), **dict.fromkeys(_CELLS, _CELLS)}.get(element.tag, _GROUPS)
        before = next((one for one in (around, *around.iterancestors("tr", *_GROUPS)) if one.tag in kinds), around)
        last.get(before, before).addnext(element)
        last[before] = element


def rows_of_page_table(table: Element) -> list[SourceRow]:
    """All rows: the head first, the foot last."""
    rows = list(_rows(table, table))
    heads = [row for row in rows if row.group.tag == "thead"]
    feet = [row for row in rows if row.group.tag == "tfoot"]
    return heads + [row for row in rows if row.group.tag not in ("thead", "tfoot")] + feet


def is_page_layout(table: Element) -> bool:
    """Whether a table only places others: one within it has more cells than itself."""
    inner = [one for one in table.iter("table") if one is not table]
    return bool(inner) and max(map(_size, inner)) > _size(table)


def astray(table: Element) -> Iterator[Element | str]:
    """What stands in a table, but in none of its cells; a browser shows it before the table."""
    yield table.text or ""
    for child in table:
        if child.tag == "table" or not (child.tag in _CELLS or _holds_rows(child)):
            yield child
        elif child.tag not in _CELLS:
            yield from astray(child)
        yield child.tail or ""


def _rows(element: Element, group: Element) -> Iterator[SourceRow]:
    loose: list[Element] = []
    for child in element:
        if child.tag in _CELLS:
            loose.append(child)
            continue
        if loose:
            yield SourceRow(element, group, loose)
            loose = []
        if child.tag == "tr":
            yield SourceRow(child, group, list(_cells(child)))
        elif child.tag in _GROUPS:
            yield from _rows(child, child)
        elif child.tag != "table":
            yield from _rows(child, group)
    if loose:
        yield SourceRow(element, group, loose)


def _cells(element: Element) -> Iterator[Element]:
    """The cells of a row, those too that a misplaced form holds."""
    for child in element:
        if child.tag in _CELLS:
            yield child
        elif child.tag not in ("table", "tr"):
            yield from _cells(child)


def _holds_rows(element: Element) -> bool:
    return next(_rows(element, element), None) is not None


def _size(table: Element) -> int:
    return sum(len(row.cells) for row in _rows(table, table))
