"""Whom to ask about continuing education (附件2), and for which committee."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.written.folding import folded

from .citation import Source
from .committees import Committee
from .taking import Taking
from .unknown_word import rows_of_field


class Contact(NamedTuple):
    """One row of 附件2.

    Attributes:
        specialties: printed entries, a grouped one as one.
        words: the single fields they stand for.
        covers: words of the plan that this contact is read to serve too → why.
    """

    no: int
    specialties: tuple[str, ...]
    department: str
    person: str
    phone: str
    words: tuple[str, ...]
    covers: Mapping[str, str]
    source: Source


class ContactMatch(NamedTuple):
    """A contact, the field it serves (None = the whole row), and why: the printed words, or a reading."""

    contact: Contact
    specialty: str | None
    basis: str


def read_contacts(value: Mapping[str, Any]) -> tuple[Contact, ...]:
    """The contacts from the validated content of `contacts.yaml`."""
    return tuple(_contact(row) for row in value["contacts"])


def listed_in(contacts: Iterable[Contact]) -> str:
    """The annex in which the notice lists its contacts, 附件2; 通知 where they stand in no single one, or are none."""
    annexes = {one.source.annex for one in contacts}
    return f"附件{annexes.pop()}" if len(annexes) == 1 else "通知"


def _contact(row: Mapping[str, Any]) -> Contact:
    expands: Mapping[str, list[str]] = row.get("expands", {})
    return Contact(
        no=row["no"],
        specialties=tuple(row["specialties"]),
        department=row["printed"]["department"],
        person=row["printed"]["person"],
        phone=row["printed"]["phone"],
        words=tuple(word for entry in row["specialties"] for word in expands.get(entry, (entry,))),
        covers={cover["specialty"]: _why(cover) for cover in row.get("covers", ())},
        source=Source(**row["source"]),
    )


def _why(cover: Mapping[str, str]) -> str:
    """A plain reading of the printed words, or a weaker one, which is said."""
    return f"较弱的读解：{cover['basis']}" if cover.get("strength") == "reading" else cover["basis"]


def contacts_for(
    committee: Committee, contacts: tuple[Contact, ...], asked: Sequence[str] | None = None
) -> tuple[list[ContactMatch], list[str]]:
    """The contacts of a committee's fields, and the fields for which the notice names nobody.

    Args:
        asked: the specialties in question; None = all of the committee.
    """
    fields = committee.specialties if asked is None else asked
    found = [match for contact in contacts for match in _serves(contact, committee)]
    matches = [match for match in found if match.specialty is None or match.specialty in fields]
    served = {match.specialty for match in matches}
    return matches, [] if None in served else [word for word in fields if word not in served]


def _serves(contact: Contact, committee: Committee) -> Iterator[ContactMatch]:
    """By the committee's name, which speaks of all its fields; else field by field, printed words before readings."""
    named = [word for word in contact.words if word in committee.name and word not in committee.specialties]
    if named:
        yield ContactMatch(
            contact, None, f"附件{contact.source.annex}印有“{'”“'.join(named)}”，见于第{committee.no}行名称"
        )
        return
    for field in committee.specialties:
        if field in contact.words:
            yield ContactMatch(contact, field, f"附件{contact.source.annex}印有“{field}”")
        elif field in contact.covers:
            yield ContactMatch(contact, field, contact.covers[field])


class ContactSearch(NamedTuple):
    """Contacts that were found, and the committees with fields for which the notice names nobody."""

    matches: Sequence[ContactMatch]
    nobody: Sequence[tuple[Committee, Sequence[str]]] = ()


def contacts_of(
    committees: Sequence[Committee],
    contacts: tuple[Contact, ...],
    asked: Callable[[Committee], Sequence[str]] = lambda committee: committee.specialties,
) -> ContactSearch:
    """The contacts of these committees' fields, or of those `asked` names."""
    matches: dict[tuple[int, str], ContactMatch] = {}
    nobody: list[tuple[Committee, Sequence[str]]] = []
    for committee in committees:
        found, fields = contacts_for(committee, contacts, asked(committee))
        matches |= {(match.contact.no, match.specialty or match.basis): match for match in found}
        if fields or not found:
            nobody.append((committee, fields))
    return ContactSearch(list(matches.values()), nobody)


def by_contact(matches: Iterable[ContactMatch]) -> list[tuple[Contact, Sequence[ContactMatch]]]:
    """The matches of one contact together, in the order of their first."""
    groups: dict[int, tuple[Contact, list[ContactMatch]]] = {}
    for match in matches:
        groups.setdefault(match.contact.no, (match.contact, []))[1].append(match)
    return list(groups.values())


def search_contacts(text: str, contacts: tuple[Contact, ...], search: Taking) -> ContactSearch:
    """The contacts whose words contain the text; else those of the fields it means in the plan.

    Raises:
        ZcError: neither the contacts nor the plan knows the word, nor is it one that people use.
    """
    if not text:
        raise ZcError("没有写是哪个专业")
    matches = [match for contact in contacts if (match := _about(contact, folded(text)))]
    if matches:
        return ContactSearch(matches)
    field = search.asked_field(text).word
    return contacts_of(rows_of_field(text, search), contacts, lambda one: search.fields.meant(one, field))


def _about(contact: Contact, text: str) -> ContactMatch | None:
    for entry in (*contact.words, *contact.specialties):
        if text in folded(entry):
            return ContactMatch(contact, entry, f"附件{contact.source.annex}印有“{entry}”")
    for word, why in contact.covers.items():
        if text in word:
            return ContactMatch(contact, word, why)
    return None
