"""`zc contacts`: whom to ask about continuing education."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.contacts import Contact, ContactMatch
from zhicheng_cli.views.parts.documents import contacts_document, plan_document, receivers_document
from zhicheng_cli.views.parts.wording import fields_text, source_line
from zhicheng_cli.views.screen.answer import Part
from zhicheng_cli.views.screen.table import Fitting, Table

#: As many stand in the first line.
_TOLD = 3


class ContactsAnswer(NamedTuple):
    """Contacts; where the notice names nobody is said in words, and is in the document.

    Attributes:
        notice: the one whose contacts they are.
        listed_in: where it lists them: 附件2.
        found: contacts with what they were found for; nothing in the full list.
        nobody: committees with the fields for which it names nobody.
        committee: the one that was asked for.
    """

    plan: Plan
    notice: str
    listed_in: str
    found: Sequence[tuple[Contact, Sequence[ContactMatch]]]
    nobody: Sequence[tuple[Committee, Sequence[str]]] = ()
    committee: Committee | None = None

    def document(self) -> dict[str, object]:
        """`zc.contacts/1`."""
        return {
            "format": "zc.contacts/1",
            "plan": plan_document(self.plan),
            "contacts": contacts_document(self.found),
            "nobody": [
                {
                    "no": committee.no,
                    "name": committee.name,
                    "specialties": list(fields),
                    "receivers": receivers_document(committee.receivers),
                }
                for committee, fields in self.nobody
            ],
        }

    def table(self) -> Table:
        """Every column."""
        columns = ("序号", "专业", "主管部门", "联系人", "联系电话", "对应的专业和依据", "出处")
        rows = tuple((*_cells(contact), fields_text(matches), str(contact.source)) for contact, matches in self.found)
        return Table(columns, rows, source_line(self.plan))

    def screen(self) -> Sequence[Part]:
        """Whom to ask; then the printed columns, and for what each was found."""
        asked = any(matches for _, matches in self.found)
        columns = ("序号", "专业", "主管部门", "联系人", "联系电话", *(("对应的专业",) if asked else ()))
        rows = tuple((*_cells(contact), *((fields_text(matches),) if asked else ())) for contact, matches in self.found)
        shown: list[Part] = [self._first_line(asked)]
        if self.committee:
            shown.append(f"{self.committee.no}  {self.committee.name}")
        if rows:
            shown += [Fitting((Table(columns, rows),)), self.plan.region.area_words]
        return [*shown, f"{self.notice} {self.listed_in}"]

    def _first_line(self, asked: bool) -> str:
        if not self.found:
            return "继续教育：没有列出联系人"
        if asked and len(self.found) <= _TOLD:
            told = (f"{one.department} {one.person} {one.phone}" for one, _ in self.found)
            return f"继续教育问：{'；'.join(told)}"
        return f"继续教育：{len(self.found)} 个联系人"


def _cells(contact: Contact) -> tuple[str, ...]:
    return (str(contact.no), "、".join(contact.specialties), contact.department, contact.person, contact.phone)
