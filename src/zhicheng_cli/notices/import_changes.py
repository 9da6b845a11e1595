"""A later notice → the changes that it makes in a plan, with everything that a person still has to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhicheng_cli.notices.change_readings import ASSUMED, added_rows, with_readings
from zhicheng_cli.notices.import_finding import ImportFinding, of_doubt, sorted_findings
from zhicheng_cli.notices.import_rows import CommitteeRowReader, ImportedRow
from zhicheng_cli.notices.importing import OWN_UNITS, Imported
from zhicheng_cli.notices.notice_head import NoticeHead, lines_of, read_head
from zhicheng_cli.notices.papers.paper import Grid, Paper
from zhicheng_cli.notices.supplements.supplement import Supplement, is_supplement, read_supplement
from zhicheng_cli.notices.supplements.supplement_plan_rows import row_words
from zhicheng_cli.notices.supplements.supplement_tables import says_what_is_new
from zhicheng_cli.notices.tables.plan_tables import tables_of
from zhicheng_cli.plan.printed_times import PrintedTimes
from zhicheng_cli.plan.titles import Titles

_UNSETTLED = "W460"


def changes_a_plan(papers: Sequence[Paper]) -> bool:
    """Whether the papers are a notice that changes an earlier one."""
    return is_supplement(read_head(papers).title)


def import_changes(papers: Sequence[Paper], plan: Mapping[str, Any], known: Titles) -> Imported:
    """Read a later notice as changes of a plan.

    Args:
        plan: the plan file that it changes, as it stands.
        known: all known titles.
    """
    head = read_head(papers)
    if (city := plan["region"]["city"]).removesuffix("市") not in f"{head.issuer}{head.title}":
        return _refused(head, "E422", f"这不是{city}的通知", "说明是哪个市；那个市的计划要先导入")
    told = {"document": head.number or head.title, "issued": str(head.issued)}
    printed, of_rows, grids = _tables(papers, plan, known)
    said = read_supplement(lines_of(papers), grids, plan, told["document"], head.issued, printed)
    found = [*_findings(said, papers)]
    if not said.changes and not said.added and not said.unsettled:
        return _refused(head, "E421", "没有读出改了哪一行、哪一栏", "照原件写进计划的 changes", found)
    changes = with_readings(said.changes, plan, known, found)
    added = added_rows(said.added, plan, known, told, found)
    found += [_of_added(entry) for entry in added]
    found += _of_rows(of_rows, printed, [*changes, *added])
    return Imported(None, head, findings=tuple(sorted_findings(found)), changes=(*changes, *added))


def _tables(
    papers: Sequence[Paper], plan: Mapping[str, Any], known: Titles
) -> tuple[list[ImportedRow], list[ImportFinding], list[Grid]]:
    """The rows of tables in the plan's own form, what is not plain of them, and all other tables."""
    about = plan["plan"]
    times = PrintedTimes(
        about["year"], about.get("dates_in", about["year"]), OWN_UNITS, about.get("before_includes"), {}
    )
    reader = CommitteeRowReader(times, frozenset(known))
    rows: list[ImportedRow] = []
    found: list[ImportFinding] = []
    taken: set[int] = set()
    for paper in papers:
        for table in tables_of(paper).plans:
            if says_what_is_new([column.header for column in table.heading.columns]):
                continue
            for number, row in enumerate(table.rows, start=1):
                taken |= {id(cell) for own in row.cells for cell in own}
                # Each row for itself: the tables of one notice count from 1, each its own.
                read, told = reader.read(row, row.no or number, len(rows))
                rows.append(read)
                found += [one._replace(file=paper.name) for one in told]
    grids = [grid for paper in papers for grid in paper.grids]
    return rows, found, [grid for grid in grids if not any(id(cell) in taken for cell in grid.cells())]


def _of_added(entry: Mapping[str, Any]) -> ImportFinding:
    name = entry["row"]["printed"]["name"]
    return ImportFinding(ASSUMED, f"计划里没有“{name}”，当作新增的第{entry['no']}行", "核对是不是新增", entry["no"])


def _of_rows(
    found: Sequence[ImportFinding], printed: Sequence[ImportedRow], changes: Sequence[Mapping[str, Any]]
) -> Iterator[ImportFinding]:
    """What is not plain of the rows of tables, where something is made of it: under the number of the plan's row."""
    of_words = {one["words"]: one["no"] for one in changes}
    numbers = {row.table: of_words.get(row_words(row)) for row in printed}
    for one in found:
        if one.table is not None and (no := numbers[one.table]) is not None:
            yield one._replace(row=no, table=None)


def _refused(head: NoticeHead, code: str, message: str, hint: str, found: Sequence[ImportFinding] = ()) -> Imported:
    why = ImportFinding(code, message, hint, column="document")
    return Imported(why, head, findings=tuple(sorted_findings([why, *found])))


def _findings(said: Supplement, papers: Sequence[Paper]) -> Iterator[ImportFinding]:
    for at, why in said.assumed.items():
        entry = said.changes[at]
        yield ImportFinding(
            ASSUMED, f"{why}：{entry['words']}", "核对改的是不是这一行", entry["no"], None, entry.get("cell")
        )
    for one in said.unsettled:
        yield ImportFinding(_UNSETTLED, f"没有读成改动，{one.why}：{one.words}", "照原件写进计划的 changes")
    for paper in papers:
        yield from (of_doubt(doubt)._replace(file=paper.name) for doubt in paper.doubts)
        for block in paper.blocks:
            cells = block.cells() if isinstance(block, Grid) else [block]
            for cell in cells:
                yield from (of_doubt(one)._replace(spot=cell.spot, file=paper.name) for one in cell.doubts)
