"""`zc export xlsx`: the plan as a workbook for people who live in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.contacts import Contact
from zhicheng_cli.plan.search import Match
from zhicheng_cli.workdays import WorkCalendar

from .about_sheet import add_about
from .book import Book
from .contacts_sheet import add_contacts
from .given import Given
from .milestones_sheet import add_milestones
from .plan_sheet import add_plan


def make_workbook(
    plan: Plan,
    matches: Sequence[Match],
    contacts: Sequence[Contact],
    calendar: WorkCalendar,
    *,
    today: date,
    chosen: str = "",
    contacts_notice: str | None = None,
) -> bytes:
    """The sheets 计划, 里程碑, 联系人, 说明; equal bytes for equal arguments.

    Args:
        matches: the committees of the plan that go into it.
        contacts: those of 附件2.
        today: tells how old the plan is.
        chosen: the filters in words; empty = the whole plan.
        contacts_notice: the notice the contacts are from, where it is not the plan's own.

    Raises:
        CalendarRangeError: the calendar does not know the days.
    """
    given = Given(plan, matches, contacts, calendar, today, chosen, contacts_notice)
    book = Book(given.title, plan.document, plan.issued, given.page_head, given.page_foot)
    rows = {"计划": add_plan(book, given), "里程碑": add_milestones(book, given), "联系人": add_contacts(book, given)}
    add_about(book, given, rows)
    return book.finish()
