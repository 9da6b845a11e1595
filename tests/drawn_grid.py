"""A grid as a test draws it: `^` goes on with the field above, `<` with the one to the left."""

from __future__ import annotations

from collections.abc import Sequence

from zhicheng_cli.notices.papers.paper import Grid, Paper, PaperCell, Paragraph, Spot


def drawn_grid(
    rows: Sequence[Sequence[str]], table: int = 1, *, open_above: bool = False, open_below: bool = False
) -> Grid:
    """The grid; every merged cell stands in each field that it covers."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(rows):
        for field, words in enumerate(row):
            above, left = owner.get((at - 1, field)), owner.get((at, field - 1))
            owner[at, field] = above if words == "^" and above else left if words == "<" and left else (at, field)
    cells = {}
    for at, field in set(owner.values()):
        covered = [place for place, own in owner.items() if own == (at, field)]
        height, width = len({one for one, _ in covered}), len({one for _, one in covered})
        spot = Spot(table=table, row=at + 1, column=field + 1)
        cells[at, field] = PaperCell(rows[at][field], spot, height, width)
    full = tuple(tuple(cells[owner[at, field]] for field in range(len(rows[0]))) for at in range(len(rows)))
    return Grid(full, Spot(table=table), open_above=open_above, open_below=open_below)


def drawn_paper(*blocks: str | Grid) -> Paper:
    """A paper of paragraphs and grids."""
    return Paper("a.docx", tuple(Paragraph(one, Spot()) if isinstance(one, str) else one for one in blocks))
