"""The plan of a year from the content of its file: what few plans have is learnt only where it stands there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .citation import Source, read_basis
from .committees import COLUMNS, Committee, LevelLimit, Plan, Ready, Receiver, Route, Withdrawn
from .periods import Period, Status
from .printed_times import PrintedTimes, printed_times
from .region import read_region
from .stages import Stage, parted, read_stages, read_where

if TYPE_CHECKING:
    from .changes import Change
    from .printed_notes import PrintedNote
    from .reckoning import Reckoning


def read_plan(value: Mapping[str, Any], known: dict[str, Period] | None = None) -> Plan:
    """The plan from the content of a plan file that has no errors, but for times that cannot be read.

    Args:
        known: as for `printed_times`.
    """
    rows, withdrawn = value["committees"], value.get("withdrawn", ())
    if "changes" in value:
        from .changes import rows_now

        rows, withdrawn = rows_now(value)
    times = printed_times(value, known)
    return Plan(
        about=value["plan"],
        region=read_region(value["region"]),
        clauses={clause["id"]: clause["text"] for clause in value["clauses"]},
        milestones=value["milestones"],
        reports=tuple(value["reports"]),
        committees=tuple(_committee(row, times) for row in rows),
        ready=tuple(Ready(tuple(one["events"]), one["words"], read_basis(one)) for one in value.get("ready", ())),
        withdrawn=tuple(Withdrawn(**{"key": "", **one}) for one in withdrawn),
        reckoning=_reckoning(value),
    )


def as_printed(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """The content of a plan file without what later documents changed."""
    return {key: one for key, one in value.items() if key != "changes"}


def _committee(row: Mapping[str, Any], times: PrintedTimes) -> Committee:
    printed, source = row["printed"], Source(**row["source"])
    cutoff, review, stages = _times(row, source, times)
    return Committee(
        no=row["no"],
        key=row["key"],
        printed=printed,
        kind=row["kind"],
        routes=tuple(_route(route) for route in row["routes"]),
        reviews=tuple(row["reviews"]),
        recommends=tuple(row["recommends"]),
        titles={entry: tuple(titles) for entry, titles in row.get("titles", {}).items()},
        receivers=tuple(_receiver(receiver) for receiver in row["receivers"]),
        series=tuple(row["series"]),
        specialties=tuple(row["specialties"]),
        scope=row.get("scope", {}),
        notes=tuple(row.get("notes", ())),
        source=source,
        cutoff=cutoff,
        review=review,
        meant_for=row.get("meant_for", ""),
        except_levels=tuple(
            LevelLimit(one["specialty"], tuple(one["levels"]), one["words"]) for one in row.get("except_levels", ())
        ),
        changes=_changes(row),
        stages=stages,
        printed_notes=_printed_notes(row),
    )


def _times(row: Mapping[str, Any], source: Source, times: PrintedTimes) -> tuple[Period, Period, tuple[Stage, ...]]:
    """The cut-off, the review and the stages; those that the words of a cell name stand after the others.

    The cut-off is what its column prints; of a row without that column, the stage by which it is known.
    """
    stages = read_stages(row, times)
    if suspended := _suspension(row, "cutoff"):
        alone = _last_change(row, "cutoff").get("of_stage")
        stages = tuple(one.suspended(suspended) if one.is_cutoff or not alone else one for one in stages)
    cutoff, review = (_period(row, cell, times) for cell in ("cutoff", "review"))
    if any(window.stage for window in (*cutoff.windows, *review.windows)):
        cutoff, early = parted(cutoff, COLUMNS["cutoff"], source.cell(COLUMNS["cutoff"]), by_last=not stages)
        review, late = parted(review, COLUMNS["review"], source.cell(COLUMNS["review"]), by_last=False)
        taken = {one.name for one in stages}
        for one in (*early, *late):
            stages = (*stages, one._replace(name=f"{one.name}（另一栏）" if one.name in taken else one.name))
            taken.add(one.name)
    known_by = next((one.period for one in stages if one.is_cutoff), None)
    if known_by and not row["printed"]["cutoff"]:
        cutoff = known_by
    return cutoff, review.in_batches_of(cutoff), stages


def _period(row: Mapping[str, Any], cell: str, times: PrintedTimes) -> Period:
    return _suspension(row, cell) or times.read(row["printed"][cell])


def _suspension(row: Mapping[str, Any], cell: str) -> Period | None:
    """What a suspended cell says; None for one that is not."""
    if cell not in row.get("suspended", ()):
        return None
    by = _last_change(row, cell)
    return Period(row["printed"][cell], Status.UNDECIDED, reason=f"{by['document']}暂缓：{by['words']}")


def _last_change(row: Mapping[str, Any], cell: str) -> Mapping[str, Any]:
    return next(one for one in reversed(row["changes"]) if one["cell"] == cell and "stage" not in one)


def _route(value: Mapping[str, Any]) -> Route:
    lists = {key: tuple(value.get(key, ())) for key in ("levels", "titles", "series")}
    return Route(value["route"], value["words"], note=value.get("note", ""), **lists)


def _receiver(value: Mapping[str, Any]) -> Receiver:
    where = read_where({**value, "phones": ()})
    return Receiver(value["unit"], tuple(value["phones"]), tuple(value.get("serves", ())), where)


def _changes(row: Mapping[str, Any]) -> tuple[Change, ...]:
    if "changes" not in row:
        return ()
    from .changes import read_change

    return tuple(map(read_change, row["changes"]))


def _printed_notes(row: Mapping[str, Any]) -> tuple[PrintedNote, ...]:
    if "printed_notes" not in row:
        return ()
    from .printed_notes import read_printed_notes

    return read_printed_notes(row)


def _reckoning(plan: Mapping[str, Any]) -> tuple[Reckoning, ...]:
    if "reckoning" not in plan:
        return ()
    from .reckoning import read_reckoning

    return read_reckoning(plan)
