"""The plan for other programs and other hands: what `zc export` puts into a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.contacts import Contact
from zhicheng_cli.plan.milestones import Milestone, milestones
from zhicheng_cli.plan.parties import Party, of_party
from zhicheng_cli.plan.periods import Period
from zhicheng_cli.plan.search import Match, Search
from zhicheng_cli.views.answers.plan_answer import PlanAnswer
from zhicheng_cli.views.parts.decided import decided_days, decided_document
from zhicheng_cli.views.parts.documents import (
    committee_document,
    contact_document,
    lasting_milestone_document,
    plan_document,
    undated_document,
)
from zhicheng_cli.views.parts.wording import is_provisional
from zhicheng_cli.views.screen.arranging import arranged
from zhicheng_cli.views.screen.output import NEWEST, json_text
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import WorkCalendar

#: Columns of `zc plan` that another day would change.
_PASSING = "距最迟天数"


class Export(NamedTuple):
    """The committees to export, with all that belongs to them.

    Attributes:
        undated: committees that fit but for the month, which their period does not tell; with that period.
        chosen: the filters in words; empty = the whole plan.
        contacts_notice: the notice that the contacts are from, where it is not the plan's own.
        exams: what of that which is asked for an examination alone gives, in sentences.
        review_dates: of the reviews whose day is known, by the committee's key.
        party: whose milestones; None = all.
        fields, sort: which columns the table has and what its rows are sorted by, as they were asked for.
    """

    plan: Plan
    matches: Sequence[Match]
    undated: Sequence[tuple[Committee, Period]]
    contacts: Sequence[Contact]
    search: Search
    calendar: WorkCalendar
    today: date
    chosen: str = ""
    contacts_notice: str | None = None
    exams: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    review_dates: Mapping[str, date] = MappingProxyType({})
    party: Party | None = None

    @property
    def entries(self) -> list[tuple[Committee, list[Milestone]]]:
        """Each committee with its milestones."""
        found = (match.committee for match in self.matches)
        return [(one, self._milestones(one)) for one in found]

    def _milestones(self, one: Committee) -> list[Milestone]:
        day = self.review_dates.get(one.key)
        return of_party(milestones(self.plan, one, self.calendar, review_date=day), self.party)

    def document(self) -> dict[str, object]:
        """`zc.export/3`."""
        entries = self.entries
        days = [day for _, found in entries for one in found if one.days for day in one.days]
        days += decided_days(self.plan, self.calendar)
        return {
            "format": "zc.export/3",
            "plan": plan_document(self.plan),
            "chosen": self.chosen or None,
            "provisional": is_provisional(days, self.calendar),
            "committees": [
                {
                    **committee_document(one, self.calendar),
                    **decided_document(self.plan, one, self.calendar),
                    "milestones": [*map(lasting_milestone_document, found)],
                }
                for one, found in entries
            ],
            "undated": [undated_document(committee, period) for committee, period in self.undated],
            "contacts_document": self.contacts_notice or self.plan.document,
            "contacts": [*map(contact_document, self.contacts)],
        }

    def table(self) -> Table:
        """The table of `zc plan`, but for what another day would change."""
        table = PlanAnswer(self.plan, self.matches, (), self.today, self.calendar).table()
        keep = [index for index, column in enumerate(table.columns) if column != _PASSING]
        rows = tuple(tuple(row[index] for index in keep) for row in table.rows)
        columns = tuple(table.columns[index] for index in keep)
        return arranged(Table(columns, rows, table.caption, order=table.order), self.fields, self.sort)

    def json(self, version: int = NEWEST) -> bytes:
        """The document of a version, as in a file."""
        return json_text(self.document(), version).encode()

    def csv(self) -> bytes:
        """The table, as Excel opens it."""
        from zhicheng_cli.views.screen.delimited import to_csv

        return to_csv(self.table()).encode("utf-8-sig")

    def markdown(self) -> bytes:
        """The table, for mails and wikis."""
        from zhicheng_cli.views.screen.markdown import to_markdown

        return to_markdown(self.table()).encode()

    def workbook(self) -> bytes:
        """The workbook."""
        from .workbook import make_workbook

        return make_workbook(
            self.plan,
            self.matches,
            self.contacts,
            self.calendar,
            today=self.today,
            chosen=self.chosen,
            contacts_notice=self.contacts_notice,
        )

    def page(self, links: Mapping[str, str] = MappingProxyType({})) -> bytes:
        """The page; `links` are the files made together with it."""
        from zhicheng_cli.views.exports.page.page import make_page

        return make_page(
            self.plan,
            self.matches,
            self.contacts,
            self.search,
            self.calendar,
            made=self.today,
            chosen=self.chosen,
            links=links,
            contacts_notice=self.contacts_notice,
        )
