"""Which fields lines part, and which of them are one cell."""

from __future__ import annotations

from zhicheng_cli.notices.papers.pages.page_ink import Stroke
from zhicheng_cli.notices.papers.pages.ruled_lattice import Lattice, lattices


def lattice(*lines: tuple[float, float, float, float]) -> Lattice:
    (found,) = lattices([Stroke(*line) for line in lines]) or []
    return found


FRAME = ((0, 0, 200, 0), (0, 100, 200, 100), (0, 0, 0, 100), (200, 0, 200, 100))


def test_a_cell_that_is_no_rectangle_is_parted_row_by_row() -> None:
    """Of four fields one alone is closed: the other three hang together."""
    fields = lattice(*FRAME, (100, 50, 200, 50), (100, 50, 100, 100)).fields
    assert [(one.row, one.column, one.rows, one.columns, one.certain) for one in fields] == [
        (0, 0, 1, 2, False),
        (1, 0, 1, 1, True),
        (1, 1, 1, 1, True),
    ]


def test_a_box_is_no_table() -> None:
    assert lattices([Stroke(*line) for line in FRAME]) == []
