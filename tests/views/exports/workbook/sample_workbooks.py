"""Workbooks made and read back."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import Any

import pytest
from places import ROOT

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.contacts import Contact
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.plan.search import Match
from zhicheng_cli.views.exports.workbook import make_workbook
from zhicheng_cli.workdays import WorkCalendar

openpyxl = pytest.importorskip("openpyxl")

NOTICE = (ROOT / "data" / "notice_2021.txt").read_text(encoding="utf-8")
IN_ITS_YEAR, YEARS_LATER = date(2021, 7, 1), date(2026, 11, 24)
ANY = Filters()
SHEETS = ["计划", "里程碑", "联系人", "说明"]


Row = dict[str, Any]


def printed(width: int) -> dict[int, list[str]]:
    """A table of the notice: number → the cells after it, without the spaces of typesetting."""
    rows = (line.split("\t") for line in NOTICE.splitlines())
    return {int(row[0]): [bare(cell) for cell in row[1:]] for row in rows if len(row) == width and row[0].isdigit()}


def bare(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def make(data: Dataset, filters: Filters = ANY, today: date = IN_ITS_YEAR, **more: Any) -> bytes:
    matches = data.search.select(filters, data.calendar)
    return make_workbook(data.plan, matches, data.contacts, data.calendar, today=today, **more)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(sheet: Any) -> list[dict[str, Any]]:
    """Each row as heading → cell."""
    head = head_row(sheet)
    headings = [cell.value.replace("\n", "") for cell in sheet[head]]
    return [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=head + 1)]


def head_row(sheet: Any) -> int:
    """Where the headings stand: 里程碑 has the key to its signs above them."""
    return 2 if sheet.title == "里程碑" else 1


def rows(sheet: Any) -> list[Row]:
    """Each row as heading → value, days as ISO."""
    return [{heading: plain(cell.value) for heading, cell in row.items()} for row in cells(sheet)]


def plain(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, datetime) else value


def about(book: Any) -> dict[str, str]:
    return {str(name): str(text) for name, text in book["说明"].iter_rows(min_row=2, values_only=True)}


def milestones(book: Any, number: int) -> list[Row]:
    return [row for row in rows(book["里程碑"]) if row["序号"] == number]


def one_committee(data: Dataset, number: int = 12, **changes: str) -> tuple[Plan, Committee]:
    """A plan of one committee that prints other words: `cutoff` and `review` are read from them."""
    committee = data.plan.committees[number - 1]
    words = {**committee.printed, **changes}
    cutoff, review = (read_period(words[column], data.plan.year) for column in ("cutoff", "review"))
    committee = committee._replace(printed=words, cutoff=cutoff, review=review)
    return data.plan._replace(committees=(committee,)), committee


def alone(
    plan: Plan,
    committee: Committee,
    calendar: WorkCalendar,
    contacts: tuple[Contact, ...] = (),
    today: date = IN_ITS_YEAR,
) -> bytes:
    return make_workbook(plan, [Match(committee)], contacts, calendar, today=today)
