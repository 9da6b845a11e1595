"""`zc diff`: what is other in one plan than in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhicheng_cli.notices.plan_differences import BodyDifference, Facet
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.views.parts.difference_text import difference_document, facet_text, moves_text
from zhicheng_cli.views.parts.documents import committee_name, plan_document
from zhicheng_cli.views.screen.table import Table

_COLUMNS = ("序号", "评委会", "哪一项", "原来", "现在", "差多少")


class DiffAnswer(NamedTuple):
    """The bodies that differ.

    Attributes:
        is_one_plan: whether it is one plan, as its notice printed it and as it stands now.
    """

    old: Plan
    new: Plan
    bodies: Sequence[BodyDifference]
    is_one_plan: bool = False

    def document(self) -> dict[str, object]:
        """`zc.diff/1`."""
        return {
            "format": "zc.diff/1",
            "old": plan_document(self.old),
            "new": plan_document(self.new),
            "as_printed": self.is_one_plan,
            "added": [
                committee_name(one.new) | {"alike": one.alike or None} for one in self.bodies if not one.old and one.new
            ],
            "withdrawn": [
                committee_name(one.old)
                | {
                    "words": one.withdrawn.words if one.withdrawn else None,
                    "document": one.withdrawn.document if one.withdrawn else None,
                }
                for one in self.bodies
                if one.old and not one.new
            ],
            "changed": [
                {
                    "old": committee_name(one.old),
                    "new": committee_name(one.new),
                    "differences": [difference_document(each) for each in one.differences],
                }
                for one in self.bodies
                if one.old and one.new
            ],
        }

    def table(self) -> Table:
        """A row for each thing that differs."""
        return Table(_COLUMNS, tuple(row for one in self.bodies for row in _rows(one)), self._heading)

    def screen(self) -> list[Table | str]:
        """How many, then each; those that only have another number in a line."""
        if not self.bodies:
            return [self._heading, "没有不同。"]
        numbered = [one for one in self.bodies if _is_renumbered(one)]
        rows = tuple(row for one in self.bodies if one not in numbered for row in _rows(one))
        shown: list[Table | str] = [self._heading, self._counts(len(numbered))]
        if rows:
            shown.append(Table(_COLUMNS, rows))
        if numbered:
            moved = (f"{one.old.no}→{one.new.no}" for one in numbered if one.old and one.new)
            shown.append(f"只有序号不同：{'、'.join(moved)}")
        return shown

    @property
    def _heading(self) -> str:
        if self.is_one_plan:
            return f"{_plan_text(self.old)}：印发时 → 现在"
        return f"{_plan_text(self.old)} → {_plan_text(self.new)}"

    def _counts(self, numbered: int) -> str:
        added = sum(one.old is None for one in self.bodies)
        withdrawn = sum(one.new is None for one in self.bodies)
        changed = len(self.bodies) - added - withdrawn - numbered
        counted = (("新增", added), ("不再有", withdrawn), ("有改动", changed), ("只有序号不同", numbered))
        return "，".join(f"{words} {number} 个" for words, number in counted if number)


def _is_renumbered(body: BodyDifference) -> bool:
    return [one.facet for one in body.differences] == [Facet.NO]


def _plan_text(plan: Plan) -> str:
    return f"{plan.region.city} {plan.year} 年度（{plan.document}）"


def _rows(body: BodyDifference) -> Iterator[tuple[str, ...]]:
    if body.new is None or body.old is None:
        yield _whole(body)
        return
    name = _named(body.new)
    for one in body.differences:
        old, new = ("\n".join(words) or "—" for words in (one.old, one.new))
        yield *name, facet_text(one), old, new, moves_text(one.moves)


def _whole(body: BodyDifference) -> tuple[str, ...]:
    """A body that only one of the plans has."""
    if body.new:
        why = f"名称与不再有的 {body.alike} 相同，代号不同：可能是同一个" if body.alike else ""
        return *_named(body.new), "新增", "—", body.new.name, why
    why = f"{body.withdrawn.document}：{body.withdrawn.words}" if body.withdrawn else ""
    return *_named(body.old), "不再有", body.old.name if body.old else "", "—", why


def _named(row: Committee | None) -> tuple[str, str]:
    return (str(row.no), row.name) if row else ("", "")
