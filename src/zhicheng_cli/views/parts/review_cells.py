"""The cells of an import as a person looks through them: the source beside what was read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from zhicheng_cli.notices.import_finding import ImportFinding
from zhicheng_cli.notices.import_rows import ImportedRow
from zhicheng_cli.notices.import_settled import DAY_OPEN, TOO_EARLY
from zhicheng_cli.notices.importing import Imported
from zhicheng_cli.notices.papers.paper import PaperCell, Spot
from zhicheng_cli.plan.committees import COLUMNS
from zhicheng_cli.plan.periods import Period, Status

_RECEIVERS = "receivers"


class ReviewCell(NamedTuple):
    """One cell to be looked at.

    Attributes:
        label: the column in words.
        name: of the committee.
        source: what stands in the notice, its parts one under the other.
        pictures: of a scan, as PNG.
        words: what was read.
        reading: what that is taken for: days, offices.
        found: what is not plain of it.
        where: its place in the file, in words.
    """

    table: int
    row: int
    column: str
    label: str
    name: str
    source: str
    pictures: tuple[bytes, ...]
    words: str
    reading: tuple[str, ...]
    found: tuple[ImportFinding, ...]
    where: str


class Review(NamedTuple):
    """What is to be looked through.

    Attributes:
        doubtful: what is not plain, the heaviest first.
        plain: all other cells.
        notes: findings that are about no cell.
        asks_of_day: whether it must be asked if 9月30日前 includes that day.
        next_year: the year that months without one may be of; None = no need to ask.
    """

    doubtful: Sequence[ReviewCell]
    plain: Sequence[ReviewCell]
    notes: Sequence[ImportFinding]
    asks_of_day: bool
    next_year: int | None


def review_of(imported: Imported) -> Review:
    """What a person has to look through of an import."""
    cells = [cell for row in imported.rows for cell in _cells(row, imported.findings)]
    places = {(one.table, one.row, one.column) for one in cells}
    early = any(one.code == TOO_EARLY for one in imported.findings)
    return Review(
        sorted((one for one in cells if one.found), key=_weight),
        [one for one in cells if not one.found],
        [one for one in imported.findings if _is_of_notice(one, places)],
        any(one.code == DAY_OPEN for one in imported.findings),
        imported.head.year + 1 if imported.head.year and early else None,
    )


def _is_of_notice(one: ImportFinding, places: Collection[tuple[int | None, int | None, str | None]]) -> bool:
    return one.code not in (DAY_OPEN, TOO_EARLY) and (one.table, one.row, one.column) not in places


def _weight(one: ReviewCell) -> tuple[int, int, int]:
    return min("EWN".index(found.code[0]) for found in one.found), one.table, one.row


def _cells(row: ImportedRow, findings: Sequence[ImportFinding]) -> Iterator[ReviewCell]:
    for column, words in {**row.printed, **row.stages, **row.extra}.items():
        source = row.cells.get(column, ())
        yield ReviewCell(
            row.table,
            row.no,
            column,
            COLUMNS.get(column, column),
            row.printed.get("name", ""),
            "\n".join(filter(None, (one.words for one in source))),
            tuple(one.picture for one in source if one.picture),
            words,
            tuple(_reading(row, column)),
            tuple(one for one in findings if (one.table, one.row, one.column) == (row.table, row.no, column)),
            _where(source),
        )


def _reading(row: ImportedRow, column: str) -> Iterator[str]:
    if column == _RECEIVERS:
        for one in row.receivers:
            yield f"{one.unit or '（没有印单位）'}：{'、'.join(one.phones) or '没有电话'}"
        return
    times = {"cutoff": row.times.cutoff, "review": row.times.review, **row.times.stages}
    if (period := times.get(column)) is not None:
        yield from _days(period)


def _days(period: Period) -> Iterator[str]:
    if period.status is not Status.DATED:
        told = {Status.UNREAD: "没有读懂", Status.UNDECIDED: "没有定", Status.UNSTATED: "没有写"}
        yield f"由{period.delegated_to}确定" if period.delegated_to else told.get(period.status, "没有日期")
        return
    for one in period.windows:
        whom = f"{one.audience}：" if one.audience else ""
        opens = f"{one.opens}起，" if one.opens else ""
        until = f"{one.latest}" if one.earliest == one.latest else f"{one.earliest}至{one.latest}之间"
        yield f"{whom}{opens}{until}"


def _where(source: Sequence[PaperCell]) -> str:
    return spot_words(source[0].spot) if source else ""


def spot_words(spot: Spot) -> str:
    """A place in a file, in words."""
    parts = (
        f"“{spot.sheet}”" if spot.sheet else "",
        f"第 {spot.page} 页" if spot.page else "",
        f"第 {spot.table} 张表" if spot.table else "",
        f"第 {spot.row} 行" if spot.row else "",
        f"第 {spot.column} 栏" if spot.column else "",
        f"文件第 {spot.line} 行" if spot.line else "",
    )
    return "，".join(filter(None, parts))
