"""The stages (环节) in which papers are handed in: online, to the unit, to the department, on paper …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .citation import Citation, Source
from .periods import Period, Status
from .printed_times import PrintedTimes
from .stage_changes import STAGE_CELLS, STAGE_TIME, SUSPENDED


class Where(NamedTuple):
    """Where something is done, as printed; what is not printed is empty."""

    place: str = ""
    url: str = ""
    hours: str = ""
    person: str = ""
    phones: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "，".join(
            filter(None, (self.place, self.url, self.hours, " ".join((self.person, *self.phones)).strip()))
        )


class Stage(NamedTuple):
    """One stage of a row, in printed order.

    Attributes:
        name: as printed: 个人网上申报.
        period: its printed time, read.
        who: who acts: 个人, 单位, 主管部门 or 评委会; empty where the notice does not say.
        is_cutoff: whether it is the cut-off by which the row is known.
        void: the times that it had before later documents, the oldest first.
    """

    name: str
    period: Period
    who: str
    where: Where
    is_cutoff: bool
    basis: Citation
    note: str = ""
    void: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """Who acts in it, where, and what else is printed of it."""
        return "；".join(filter(None, (f"由{self.who}办" if self.who else "", str(self.where), self.note)))

    def suspended(self, by: Period) -> Stage:
        """The same in a row whose handing in is suspended: what it said is void."""
        text = self.period.text
        void = f"原为“{text}”，作废" if text else ""
        note = "；".join(filter(None, (void, self.note)))
        return self._replace(period=by, note=note, void=(*self.void, *filter(None, (text,))))


def read_stages(row: Mapping[str, Any], times: PrintedTimes) -> tuple[Stage, ...]:
    """The stages of a row in the form of the plan file."""
    return tuple(_stage(one, row, times) for one in row.get("stages", ()))


def parted(period: Period, column: str, basis: Citation, *, by_last: bool) -> tuple[Period, tuple[Stage, ...]]:
    """A printed time without the stages that its own words name, and these.

    Args:
        column: where it is printed.
        by_last: which stage stands for the whole where every window is a stage's: the last one, with which the papers
            are in, or the first.
    """
    names = tuple(dict.fromkeys(window.stage for window in period.windows if window.stage))
    if not names:
        return period, ()
    has_others = any(window.stage is None for window in period.windows)
    kept = None if has_others else names[-1 if by_last else 0]
    stages = tuple(
        Stage(
            name=one,
            period=period._replace(windows=tuple(window for window in period.windows if window.stage == one)),
            who="",
            where=Where(),
            is_cutoff=by_last and one == kept,
            basis=basis,
            note="" if one == kept else f"印在“{column}”一栏",
        )
        for one in names
    )
    return period._replace(windows=tuple(window for window in period.windows if window.stage == kept)), stages


def read_where(value: Mapping[str, Any]) -> Where:
    """Where, of what has it among other things."""
    told = {key: value[key] for key in Where._fields if key in value}
    return Where(**told | {"phones": tuple(told.get("phones", ()))})


def _stage(value: Mapping[str, Any], row: Mapping[str, Any], times: PrintedTimes) -> Stage:
    basis = Source(**row["source"]).cell(value["name"])
    basis = basis._replace(clause=value.get("clause", basis.clause))
    changes = value.get("changes", ())
    moved = [one for one in changes if one["cell"] == STAGE_TIME]
    last = {one["cell"]: one for one in changes}
    period = times.read(value["text"])
    if "suspended" in value:
        by = moved[-1]
        period = Period(value["text"], Status.UNDECIDED, reason=f"{by['document']}暂缓：{by['words']}")
    return Stage(
        name=value["name"],
        period=period,
        who=value.get("who", ""),
        where=read_where(value.get("where", {})),
        is_cutoff=value.get("is_cutoff", False),
        basis=_basis(moved[-1]) if moved else basis,
        note="；".join(filter(None, (*map(_told, last.values()), value.get("note", "")))),
        void=tuple(dict.fromkeys(one["old"] for one in moved if one["old"] not in ("", value["text"]))),
    )


def _basis(change: Mapping[str, Any]) -> Citation:
    return Citation(change["document"], change.get("clause"), change.get("evidence", "text"))


def _told(change: Mapping[str, Any]) -> str:
    """What a later document changed, in words."""
    cell, old = change["cell"], change["old"]
    what = "" if cell == STAGE_TIME else STAGE_CELLS[cell]
    if change["kind"] == SUSPENDED:
        return f"原为“{old}”，作废" if old else ""
    was = f"{what}原为“{old}”，" if old not in ("", change["new"]) else what
    return f"{was}{change['document']}（{change['issued']}印发）{change['kind']}"
