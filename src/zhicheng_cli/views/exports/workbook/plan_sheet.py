"""The sheet 计划: a row per committee and cut-off, so that each day has a cell that sorts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zhicheng_cli.plan.deadlines import why_undated
from zhicheng_cli.plan.search import Match
from zhicheng_cli.views.parts.further_columns import FurtherColumns, further_columns
from zhicheng_cli.views.parts.wording import cell_text, source_text, who_text

from .book import Book, Cell, Column
from .given import Given

_BEFORE = (
    Column("序号", 5, printed=True),
    Column("评委单位名称", 25, printed=True),
    Column("所评资格名称", 19, printed=True),
    Column("推荐资格名称", 19, printed=True),
    Column("接收材料\n截止时间", 16, printed=True),
    Column("批次、\n对象", 9),
    Column("开始接收", 12),
    Column("精度", 7),
    Column("稳妥", 12),
    Column("最迟", 12),
    Column("没有日期\n的原因", 13),
)
_AFTER = (
    Column("材料接收单位及电话", 25, printed=True),
    Column("预计评审\n时间", 10, printed=True),
    Column("备注", 21, printed=True),
    Column("类别", 12),
    Column("评审方式", 11),
)
_WARNING = Column("提示", 16)
_FURTHER = 34
_REASONS = Column("符合的原因", 20)
_SOURCE = Column("出处", 20)


class _PlanRow(NamedTuple):
    """The cells of `_BEFORE` and of `_AFTER`, and of the columns that only some plans need."""

    before: tuple[Cell, ...]
    warning: str
    after: tuple[Cell, ...]
    further: tuple[Cell, ...]
    reasons: str
    source: str


def add_plan(book: Book, given: Given) -> int:
    """Add the sheet; returns its number of rows."""
    further = further_columns(given.plan, given.committees, given.calendar)
    made = [row for match in given.matches for row in _rows(match, given, further)]
    warned, reasons = (any(row.warning for row in made), any(row.reasons for row in made))
    told = [Column(heading, _FURTHER) for heading in further]
    columns = [*_BEFORE, *[_WARNING] * warned, *_AFTER, *told, *[_REASONS] * reasons, _SOURCE]
    rows = [
        [*row.before, *[row.warning] * warned, *row.after, *row.further, *[row.reasons] * reasons, row.source]
        for row in made
    ]
    book.add_sheet("计划", columns, rows, frozen=2)
    return len(rows)


def _rows(match: Match, given: Given, further: FurtherColumns) -> Iterator[_PlanRow]:
    one = match.committee
    before: tuple[Cell, ...] = (one.no, *(cell_text(one, key) for key in ("name", "reviews", "recommends", "cutoff")))
    after = (
        given.receivers_text(one),
        cell_text(one, "review"),
        cell_text(one, "remarks"),
        one.kind,
        "、".join(one.route_names),
    )
    more = tuple(told(one) for told in further.values())
    reasons, source = "；".join(match.reasons), source_text(one)
    for window, days, warning in given.cutoffs(one):
        due = (
            who_text(window, one.cutoff) or str(one.papers_for),
            window.opens,
            given.precision_text(window, days),
            *days,
            None,
        )
        yield _PlanRow((*before, *due), warning, after, more, reasons, source)
    if not one.cutoff.windows:
        yield _PlanRow((*before, *[None] * 5, why_undated(one.cutoff)), "", after, more, reasons, source)
