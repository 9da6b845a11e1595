"""`zc contacts`: whom to ask about continuing education."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.contacts import Contact, ContactMatch, ContactSearch

from .table import Table
from .words import receivers_text, source_line


def contacts_document(matches: Sequence[ContactMatch]) -> list[dict[str, Any]]:
    """Each contact once (design §5), with the fields it was found for and why."""
    return [
        {
            "no": contact.no,
            "specialties": list(contact.specialties),
            "department": contact.department,
            "person": contact.person,
            "phone": contact.phone,
            "source": contact.source._asdict(),
            "matched": [{"specialty": one.specialty, "basis": one.basis} for one in found if one.specialty],
        }
        for contact, found in grouped(matches)
    ]


def grouped(matches: Sequence[ContactMatch]) -> list[tuple[Contact, list[ContactMatch]]]:
    """The matches of one contact together, in the order of their first."""
    groups: dict[int, tuple[Contact, list[ContactMatch]]] = {}
    for match in matches:
        groups.setdefault(match.contact.no, (match.contact, []))[1].append(match)
    return list(groups.values())


def fields_text(found: Sequence[ContactMatch]) -> str:
    """The fields a contact was found for, those with the same reason together."""
    by_basis: dict[str, list[str]] = {}
    for match in found:
        by_basis.setdefault(match.basis, []).append(match.specialty)
    return "\n".join(f"{'、'.join(fields)}（{basis}）" for basis, fields in by_basis.items() if basis)


def nobody_text(committee: Committee, fields: Sequence[str]) -> str:
    """What to do where 附件2 names nobody."""
    row = f"第{committee.no}行（{committee.name}）"
    what = f"的{'、'.join(fields)}" if fields else ""
    receivers = receivers_text(committee, "、")
    ask = f"请问材料接收单位：{receivers}" if receivers else "请问当地人力社保部门"
    return f"附件2 没有列出附件1 {row}{what}的联系人；{ask}"


class ContactsAnswer(NamedTuple):
    """Contacts; where 附件2 names nobody is said in words, and is in the document.

    Attributes:
        found: contacts with the fields they were found for, none for the full list.
        one_committee: whether one committee was asked for.
    """

    plan: Plan
    found: ContactSearch
    one_committee: bool = False

    def document(self) -> dict[str, object]:
        """`zc.contacts/1`."""
        return {
            "format": "zc.contacts/1",
            "contacts": contacts_document(self.found.matches),
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
        columns = ("序号", "专业", "主管部门", "联系人", "联系电话", "对应的专业和依据", "出处")
        rows = tuple(
            (*_cells(contact), fields_text(found), str(contact.source))
            for contact, found in grouped(self.found.matches)
        )
        return Table(columns, rows, source_line(self.plan))

    def screen(self) -> list[Table | str]:
        """The printed columns, and for what each was found."""
        groups = grouped(self.found.matches)
        asked = any(match.specialty for match in self.found.matches)
        columns = ("序号", "专业", "主管部门", "联系人", "联系电话", *(("对应的专业",) if asked else ()))
        rows = tuple((*_cells(contact), *((fields_text(found),) if asked else ())) for contact, found in groups)
        documents = dict.fromkeys(contact.source.document for contact, _ in groups)
        shown: list[Table | str] = [f"继续教育联系人 · {'、'.join(documents) or self.plan.document} 附件2"]
        if self.one_committee:
            shown += [f"{committee.no}  {committee.name}" for committee in self.found.committees]
        if rows:
            shown += [Table(columns, rows), f"固定电话区号 {self.plan.about['area_code']}"]
        return shown


def _cells(contact: Contact) -> tuple[str, ...]:
    return (str(contact.no), "、".join(contact.specialties), contact.department, contact.person, contact.phone)
