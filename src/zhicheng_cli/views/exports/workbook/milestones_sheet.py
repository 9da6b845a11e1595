"""The sheet 里程碑: the year of each committee in one row, then each milestone in a row; one table that filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.deadlines import why_undated
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.views.parts.citations import citation_cells
from zhicheng_cli.views.parts.wording import milestone_who, told_note, void_lines

from .book import Book, Cell, Column
from .given import Given
from .months import KEY, UNKNOWN, MonthBar, bar, is_unknown, other_years, year_cells

#: The 节点 of the rows that show a committee's whole year.
YEAR = "全年一览"
_SEVERAL = "截止分几次，稳妥、最迟见各次的“材料接收截止”"
#: What a committee's year shows; the unit's own notice would cover it.
_IN_YEAR = ("stage", "cutoff", "report", "review")
_BEFORE = (
    Column("序号", 5, printed=True),
    Column("评委单位名称", 25, printed=True),
    Column("节点", 14),
    Column("批次、\n对象", 9),
)
_MONTHS = tuple(Column(f"{month}月", 5) for month in range(1, 13))
_OTHER_YEARS = Column("其他年份", 14)
_AFTER = (
    Column("原文", 16, printed=True),
    Column("精度", 7),
    Column("稳妥", 12),
    Column("最迟", 12),
    Column("交给谁", 26),
    Column("说明", 26),
    Column("依据", 22),
    Column("条款", 17),
    Column("可靠程度", 16),
)


class _MilestoneRow(NamedTuple):
    """What stands left of the months, the months, and what stands right of them."""

    before: tuple[Cell, ...]
    months: MonthBar
    is_unknown: bool
    after: tuple[Cell, ...]


def add_milestones(book: Book, given: Given) -> int:
    """Add the sheet; returns its number of rows."""
    found, year = given.milestones(), given.plan.year
    table = [_year_row(committee, of, given) for committee, of in found]
    table += [_row(committee, one, given) for committee, of in found for one in of]
    has_others = any(month[0] != year for row in table for month in row.months)
    columns = (*_BEFORE, *_MONTHS, *((_OTHER_YEARS,) if has_others else ()), *_AFTER)
    rows = []
    for one in table:
        others = (other_years(one.months, year),) if has_others else ()
        rows.append((*one.before, *year_cells(one.months, year, unknown=one.is_unknown), *others, *one.after))
    sheet = book.add_sheet("里程碑", columns, rows, frozen=3, key=_key(given))
    # The years apart from the milestones on paper; Excel knows no such break on pages fitted to a width.
    sheet.set_h_pagebreaks([len(found) + 2])
    return len(rows)


def _key(given: Given) -> str:
    """What the signs mean."""
    signs = (f"{sign}＝{KEY[kind]}" for kind, sign in given.signs.items())
    return f"符号：{'　'.join(signs)}　{UNKNOWN.text}＝{given.undated_words}"


def _year_row(committee: Committee, found: Sequence[Milestone], given: Given) -> _MilestoneRow:
    shown = [one for one in found if one.event in _IN_YEAR]
    periods = {"截止": committee.cutoff, "评审": committee.review}
    said = (("截止", committee.cutoff, "cutoff"), ("评审", committee.review, "review"))
    lines = ([f"{what}：{period.text}", *void_lines(committee, cell)] for what, period, cell in said if period.text)
    texts = "\n".join(line for of_one in lines for line in of_one)
    undated = "\n".join(f"{what}：{why_undated(period)}" for what, period in periods.items() if not period.windows)
    cutoffs = list(given.cutoffs(committee))
    due: tuple[Cell, ...] = (None, None, None)
    if len(cutoffs) == 1:
        ((window, days, _),) = cutoffs
        due = (given.precision_text(window, days), *days)
    elif cutoffs:
        undated = "\n".join(filter(None, (_SEVERAL, undated)))
    basis = citation_cells(committee.cite())
    return _MilestoneRow(
        (committee.no, committee.name, YEAR, None),
        bar(shown),
        not committee.cutoff.windows,
        (texts, *due, given.receivers_text(committee), undated, *basis),
    )


def _row(committee: Committee, one: Milestone, given: Given) -> _MilestoneRow:
    basis = citation_cells(one.basis)
    precision = given.precision_text(one.window, one.days) if one.window and one.days else None
    recipient = given.receivers_text(committee) if one.event == "cutoff" else one.recipient
    return _MilestoneRow(
        (committee.no, committee.name, one.label, milestone_who(committee, one)),
        bar([one]),
        is_unknown(one),
        (one.text, precision, *(one.days or (None, None)), recipient, told_note(one), *basis),
    )
