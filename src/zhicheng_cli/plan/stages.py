"""The stages (环节) in which papers are handed in: online, to the unit, to the department, on paper …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .citation import Citation, Source
from .periods import Period
from .printed_times import PrintedTimes


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
    """

    name: str
    period: Period
    who: str
    where: Where
    is_cutoff: bool
    basis: Citation
    note: str = ""

    def suspended(self, by: Period) -> Stage:
        """The same in a row whose handing in is suspended: what it said is void."""
        void = f"原为“{self.period.text}”，作废" if self.period.text else ""
        return self._replace(period=by, note="；".join(filter(None, (void, self.note))))


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
    return Stage(
        name=value["name"],
        period=times.read(value["text"]),
        who=value.get("who", ""),
        where=read_where(value.get("where", {})),
        is_cutoff=value.get("is_cutoff", False),
        basis=basis._replace(clause=value.get("clause", basis.clause)),
        note=value.get("note", ""),
    )
