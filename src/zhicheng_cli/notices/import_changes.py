"""A later notice → the changes that it makes in a plan, with everything that a person still has to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhicheng_cli.notices.import_finding import ImportFinding, of_doubt, sorted_findings
from zhicheng_cli.notices.importing import Imported
from zhicheng_cli.notices.notice_head import NoticeHead, lines_of, read_head
from zhicheng_cli.notices.papers.paper import Grid, Paper
from zhicheng_cli.notices.supplements.supplement import Supplement, is_supplement, read_supplement

_ASSUMED = "W461"
_UNSETTLED = "W460"


def changes_a_plan(papers: Sequence[Paper]) -> bool:
    """Whether the papers are a notice that changes an earlier one."""
    return is_supplement(read_head(papers).title)


def import_changes(papers: Sequence[Paper], plan: Mapping[str, Any]) -> Imported:
    """Read a later notice as changes of a plan.

    Args:
        plan: the plan file that it changes, as it stands.
    """
    head = read_head(papers)
    if (city := plan["region"]["city"]).removesuffix("市") not in f"{head.issuer}{head.title}":
        return _refused(head, "E422", f"这不是{city}的通知", "说明是哪个市；那个市的计划要先导入")
    grids = [grid for paper in papers for grid in paper.grids]
    said = read_supplement(lines_of(papers), grids, plan, head.number or head.title, head.issued)
    found = [*_findings(said, papers)]
    if not said.changes and not said.unsettled:
        return _refused(head, "E421", "没有读出改了哪一行、哪一栏", "照原件写进计划的 changes", found)
    return Imported(None, head, findings=tuple(sorted_findings(found)), changes=said.changes)


def _refused(head: NoticeHead, code: str, message: str, hint: str, found: Sequence[ImportFinding] = ()) -> Imported:
    why = ImportFinding(code, message, hint, column="document")
    return Imported(why, head, findings=tuple(sorted_findings([why, *found])))


def _findings(said: Supplement, papers: Sequence[Paper]) -> Iterator[ImportFinding]:
    for at, why in said.assumed.items():
        entry = said.changes[at]
        yield ImportFinding(
            _ASSUMED, f"{why}：{entry['words']}", "核对改的是不是这一行", entry["no"], None, entry.get("cell")
        )
    for one in said.unsettled:
        yield ImportFinding(_UNSETTLED, f"没有读成改动，{one.why}：{one.words}", "照原件写进计划的 changes")
    for paper in papers:
        yield from (of_doubt(doubt)._replace(file=paper.name) for doubt in paper.doubts)
        for block in paper.blocks:
            cells = block.cells() if isinstance(block, Grid) else [block]
            for cell in cells:
                yield from (of_doubt(one)._replace(spot=cell.spot, file=paper.name) for one in cell.doubts)
