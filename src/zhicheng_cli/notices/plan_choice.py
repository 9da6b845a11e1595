"""Which of the tables of a notice are this year's plan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from zhicheng_cli.notices.import_finding import ImportFinding
from zhicheng_cli.notices.tables.column_meaning import Meaning
from zhicheng_cli.notices.tables.plan_tables import PlanTable, is_of_another_time
from zhicheng_cli.notices.tables.table_rows import TableRow

_HOW = "说明年度，或者只留要的那一张"


class RefusedNoticeError(Exception):
    """The notice cannot be imported; `why` is the finding."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.why = ImportFinding(code, message, hint, column="document")


def this_years(tables: Sequence[PlanTable], year: int | None) -> tuple[list[PlanTable], list[ImportFinding]]:
    """The tables of this year's plan, and what was left out.

    Args:
        year: of the notice, or as the user says; None = nobody says.

    Raises:
        RefusedNoticeError: two may be it; both are named.
    """
    years = {table.year for table in tables if table.year is not None}
    if year is None and len(years) > 1:
        raise RefusedNoticeError("E422", f"有几张计划表，不知道取哪一年的：{'、'.join(map(_called, tables))}", _HOW)
    kept = [table for table in tables if table.year in (year, None) and not is_of_another_time(table.title)] or [
        *tables
    ]
    left = [table for table in tables if not any(table is one for one in kept)]
    for one, other in combinations(kept, 2):
        first, second = ({_name(row) for row in table.rows} for table in (one, other))
        if len(first & second) * 2 > min(len(first), len(second)):
            if first == second and (one.paper != other.paper or one.spot == other.spot):
                message = f"“{one.paper}”和“{other.paper}”里有同样的评委会，不知道取哪一张计划表"
                raise RefusedNoticeError("E422", message, "同一份通知只给一个文件")
            message = f"有两张计划表，不知道取哪一张：{_called(one)}和{_called(other)}"
            raise RefusedNoticeError("E422", message, _HOW)
    if not left:
        return kept, []
    named = "、".join(map(_called, left))
    message = f"有 {len(tables)} 张计划表，取了{'、'.join(map(_called, kept))}，没有取{named}"
    return kept, [ImportFinding("W420", message, "核对取得对不对", column="document")]


def _called(table: PlanTable) -> str:
    return f"“{table.title[-1]}”" if table.title else f"第 {table.spot.table} 张表"


def _name(row: TableRow) -> str:
    names = (cells for column, cells in zip(row.columns, row.cells, strict=True) if column.meaning is Meaning.NAME)
    return "".join("".join(cell.words.split()) for cells in names for cell in cells)
