"""`zc show --history`: one body through the years, by its key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.notices.plan_differences import BodyYear
from zhicheng_cli.views.parts.difference_text import difference_document, difference_line
from zhicheng_cli.views.parts.documents import committee_name, plan_document, receivers_document
from zhicheng_cli.views.parts.wording import receivers_text, time_text
from zhicheng_cli.views.screen.table import Table


class HistoryAnswer(NamedTuple):
    """A body in each year of which there is a plan, the oldest first."""

    key: str
    years: Sequence[BodyYear]

    def document(self) -> dict[str, object]:
        """`zc.history/1`."""
        return {"format": "zc.history/1", "key": self.key, "years": [_year_document(one) for one in self.years]}

    def table(self) -> Table:
        """A row a year."""
        columns = ("年度", "序号", "名称", "截止", "评审", "材料接收", "与上一次不同")
        return Table(columns, tuple(tuple(_cells(one)) for one in self.years), f"{self.key}：历年")

    def screen(self) -> list[Table | str]:
        """The same."""
        table = self.table()
        return [table.caption, Table(table.columns, table.rows)]


def _cells(one: BodyYear) -> Iterator[str]:
    yield str(one.plan.year)
    row = one.committee
    if row is None:
        yield from ("—", "计划里没有", "", "", "", "")
        return
    yield from (str(row.no), row.name, time_text(row, "cutoff") or "—", time_text(row, "review") or "—")
    yield receivers_text(row) or "—"
    yield "\n".join(map(difference_line, one.differences))


def _year_document(one: BodyYear) -> dict[str, Any]:
    row = one.committee
    return {
        "plan": plan_document(one.plan),
        "committee": row and committee_name(row),
        "cutoff": row and row.cutoff.text,
        "review": row and row.review.text,
        "receivers": receivers_document(row.receivers) if row else [],
        "differences": [difference_document(each) for each in one.differences],
    }
