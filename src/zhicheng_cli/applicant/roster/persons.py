"""The persons of a roster one by one, each judged as a dossier is: for what is written to each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from zhicheng_cli.applicant.judgement.assessment import Assessment, assess
from zhicheng_cli.applicant.judgement.two_verdicts import TwoVerdicts, two_verdicts
from zhicheng_cli.applicant.judgement.whom_and_when import WhomAndWhen, whom_and_when
from zhicheng_cli.applicant.law.facts import BY_NAME, Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.rules.shared.derived import DERIVED
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.contacts import Contact
from zhicheng_cli.written import UnreadError
from zhicheng_cli.written.folding import folded, seen

from .batches import Roster
from .cells import Cells
from .found_committees import SOUGHT_BY, Finder, FoundCommittee
from .headings import Columns

#: What the column with a person's mail address may be called.
ADDRESS_HEADINGS = (
    "邮箱",
    "电子邮箱",
    "邮箱地址",
    "电子邮件",
    "邮件地址",
    "E-mail",
    "Email",
    "email",
    "e-mail",
    "mail",
)


class JudgedPerson(NamedTuple):
    """A row that could be read, and its judgement.

    Attributes:
        row: as a spreadsheet counts.
        name: as it is seen, identity numbers masked.
        address: what stands in the column of mail addresses; None = there is no such column.
        found: how the committee was found; None = the row names it.
    """

    row: int
    name: str
    address: str | None
    facts: Facts
    found: FoundCommittee | None
    assessment: Assessment
    both: TwoVerdicts
    ways: WhomAndWhen


class PersonReader:
    """Reads and judges the rows of a roster.

    Args:
        contacts: all that the plan's notice lists (附件2).
    """

    def __init__(self, columns: Columns, law: Law, finder: Finder, contacts: tuple[Contact, ...]) -> None:
        self._columns, self._law, self._finder, self._contacts = columns, law, finder, contacts
        self._cells = Cells(law.search)
        self._address = next((key for key, told in columns.kept.items() if told in ADDRESS_HEADINGS), None)

    def persons(self, roster: Roster) -> Iterator[JudgedPerson]:
        """The persons in the roster's order; rows that cannot be read are passed over.

        Raises:
            ZcError: the roster is damaged further on.
            CalendarRangeError: the calendar does not know the plan's year.
        """
        for batch in roster.batches:
            columns = {key: batch.table.column(key).to_pylist() for key in self._columns.keys}
            for place, row in enumerate(batch.rows.to_pylist()):
                person = self._person(row, {key: column[place] for key, column in columns.items()})
                if person is not None:
                    yield person

    def _person(self, row: int, cells: dict[str, str]) -> JudgedPerson | None:
        name = masked(seen(cells["name"]))
        given = self._given(cells)
        if not name or given is None or given.get("title") is None:
            return None
        facts, found = Facts(**given), None
        if facts.committee is None:
            sought = (DERIVED[one](facts, self._law) if one in DERIVED else getattr(facts, one) for one in SOUGHT_BY)
            found = self._finder.find(*sought)
            facts.committee = found.no
        assessment, ways = assess(facts, self._law), whom_and_when(facts, self._law, self._contacts)
        both = two_verdicts(facts, assessment, ways, self._law.today)
        address = None if self._address is None else cells[self._address].strip()
        return JudgedPerson(row, name, address, facts, found, assessment, both, ways)

    def _given(self, cells: dict[str, str]) -> dict[str, Any] | None:
        """What is read in the cells; None where one cannot be read."""
        given = {}
        for key in self._columns.facts:
            if key not in BY_NAME:
                if folded(cells[key]):
                    return None
                continue
            try:
                given[key] = self._cells.read(cells[key], BY_NAME[key], hints=False).value
            except UnreadError:
                return None
        return {key: value for key, value in given.items() if value is not None}
