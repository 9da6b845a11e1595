"""`zc contacts`: whom to ask about continuing education."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.contacts import Contact, ContactMatch, ContactSearch

from .table import Table
from .words import receivers_text, source_line


def contact_document(contact: Contact) -> dict[str, Any]:
    """One row of 附件2 (design §5)."""
    source = contact.source
    return {
        "no": contact.no,
        "specialties": list(contact.specialties),
        "department": contact.department,
        "person": contact.person,
        "phone": contact.phone,
        "source": {"document": source.document, "annex": source.annex, "row": source.row},
    }


def match_document(match: ContactMatch) -> dict[str, Any]:
    """A contact, with the field it serves and why."""
    return contact_document(match.contact) | {"matched": match.specialty, "basis": match.basis}


def nobody_text(committee: Committee, fields: Sequence[str]) -> str:
    """What to do where 附件2 names nobody."""
    what = f"（{'、'.join(fields)}）" if fields else ""
    receivers = receivers_text(committee, "、")
    ask = f"请问材料接收单位：{receivers}" if receivers else "请问当地人力社保部门"
    return f"附件2 没有列出本行专业{what}的联系人；{ask}"


class ContactsAnswer(NamedTuple):
    """Contacts; where 附件2 names nobody is said in words, and is in the document.

    Attributes:
        found: contacts with the field they were found for, empty for the full list.
        one_committee: whether one committee was asked for.
    """

    plan: Plan
    found: ContactSearch
    one_committee: bool = False

    def document(self) -> dict[str, object]:
        """`zc.contacts/1`."""
        return {
            "format": "zc.contacts/1",
            "contacts": [match_document(match) for match in self.found.matches],
            "nobody": [
                {
                    "no": committee.no,
                    "name": committee.name,
                    "specialties": list(fields),
                    "receivers": [{"unit": one.unit, "phones": list(one.phones)} for one in committee.receivers],
                }
                for committee, fields in self.found.nobody
            ],
        }

    def table(self) -> Table:
        """Every column."""
        columns = ("序号", "专业", "主管部门", "联系人", "联系电话", "对应", "依据", "出处")
        rows = tuple(
            (*_cells(match), match.specialty, match.basis, str(match.contact.source)) for match in self.found.matches
        )
        return Table(columns, rows, source_line(self.plan))

    def screen(self) -> list[Table | str]:
        """The printed columns, and for what each was found."""
        asked = any(match.specialty for match in self.found.matches)
        columns = ("序号", "专业", "主管部门", "联系人", "联系电话", *(("对应",) if asked else ()))
        rows = tuple(
            (*_cells(match), *((f"{match.specialty}\n（{match.basis}）",) if asked else ()))
            for match in self.found.matches
        )
        shown: list[Table | str] = [f"继续教育联系人 · {self.plan.document} 附件2"]
        if self.one_committee:
            shown += [f"{committee.no}  {committee.name}" for committee in self.found.committees]
        if rows:
            shown += [Table(columns, rows), f"固定电话区号 {self.plan.about['area_code']}"]
        return shown


def _cells(match: ContactMatch) -> tuple[str, ...]:
    contact = match.contact
    return (str(contact.no), "、".join(contact.specialties), contact.department, contact.person, contact.phone)
