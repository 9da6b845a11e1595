"""Which signs stand in which field of a ruled table, and where that cannot be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from zhicheng_cli.notices.papers.pages.page_ink import Sign, within
from zhicheng_cli.notices.papers.pages.ruled_lattice import Lattice, LatticeField
from zhicheng_cli.notices.papers.pages.sign_lines import SignLine

#: Of the size of the signs: lines nearer than this stand on each other.
CROWDED = 0.85


class FieldSigns(NamedTuple):
    """Signs by field, and the fields whose words run, or may run, over their border."""

    signs: dict[LatticeField, list[Sign]]
    overflown: set[LatticeField]


def in_fields(signs: Iterable[Sign], lattice: Lattice) -> FieldSigns:
    """Places signs; a run of them that overflows its field stays whole where it is mostly."""
    owners = lattice.owners()
    found = FieldSigns({field: [] for field in lattice.fields}, set())
    for chain in _chains([sign for sign in signs if within(sign.middle, lattice.box)]):
        fields = [owners[lattice.place(*sign.middle)] for sign in chain]
        if len(set(fields)) > 1 and any(_straddles(*one) for one in zip(chain, fields, strict=True)):
            most = Counter(fields).most_common(1)[0][0]
            found.overflown.update({most, *_halves(chain, fields)})
            fields = [most] * len(chain)
        for sign, field in zip(chain, fields, strict=True):
            found.signs[field].append(sign)
            if _stands_across(sign, field):
                x, top, bottom = sign.middle[0], sign.box[1], sign.box[3]
                found.overflown.update({field, owners[lattice.place(x, top)], owners[lattice.place(x, bottom)]})
    return found


def _halves(chain: list[Sign], fields: list[LatticeField]) -> Iterator[LatticeField]:
    """Fields in which half of what was painted at once stands: it may be of there, whatever it follows."""
    runs: dict[int, list[LatticeField]] = {}
    for sign, field in zip(chain, fields, strict=True):
        runs.setdefault(sign.run, []).append(field)
    for run in runs.values():
        yield from (field for field, number in Counter(run).items() if number * 2 >= len(run))


def _straddles(sign: Sign, field: LatticeField) -> bool:
    left, _, right, _ = sign.box
    over = 0.15 * (right - left)
    return left < field.box[0] - over or right > field.box[2] + over


def _stands_across(sign: Sign, field: LatticeField) -> bool:
    """Whether a level border goes through it: nobody can say of which of two fields it is."""
    _, top, _, bottom = sign.box
    over = 0.2 * (bottom - top)
    return bool(sign.text.strip()) and (top < field.box[1] - over or bottom > field.box[3] + over)


def _chains(signs: list[Sign]) -> Iterator[list[Sign]]:
    """Signs that follow each other without a gap, as they were painted."""
    chain: list[Sign] = []
    for sign in signs:
        follows = chain and abs(sign.base - chain[-1].base) < 0.1 * sign.size and sign.angle == chain[-1].angle
        if chain and not (follows and abs(sign.box[0] - chain[-1].box[2]) < 0.12 * sign.size):
            yield chain
            chain = []
        chain.append(sign)
    if chain:
        yield chain


def are_crowded(lines: list[SignLine]) -> bool:
    """Whether a line stands on another, as when a field is too low for its words."""
    return any(
        line.base - before.base < CROWDED * line.size
        and before.box[0] < line.box[2]
        and line.box[0] < before.box[2]
        and 0.75 < line.size / before.size < 1.33
        and line.signs[0].angle == before.signs[0].angle
        for before, line in pairwise(lines)
    )
