"""Whom to ask about continuing education (附件2), and for which committee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .committees import Committee, Source
from .search import Search


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
    """A contact, the field it serves, and why (the printed words, or a reading)."""

    contact: Contact
    specialty: str
    basis: str


def read_contacts(value: Mapping[str, Any]) -> tuple[Contact, ...]:
    """The contacts from the validated content of `contacts.yaml`."""
    return tuple(_contact(row) for row in value["contacts"])


def _contact(row: Mapping[str, Any]) -> Contact:
    expands: Mapping[str, list[str]] = row.get("expands", {})
    return Contact(
        no=row["no"],
        specialties=tuple(row["specialties"]),
        department=row["printed"]["department"],
        person=row["printed"]["person"],
        phone=row["printed"]["phone"],
        words=tuple(word for entry in row["specialties"] for word in expands.get(entry, (entry,))),
        covers={cover["specialty"]: cover["basis"] for cover in row.get("covers", ())},
        source=Source(**row["source"]),
    )


def contacts_for(committee: Committee, contacts: tuple[Contact, ...]) -> tuple[list[ContactMatch], list[str]]:
    """The contacts of a committee's fields, and the fields for which 附件2 names nobody."""
    matches = [match for contact in contacts for match in _serves(contact, committee)]
    served = {match.specialty for match in matches}
    whole = committee.name in served
    return matches, [] if whole else [word for word in committee.specialties if word not in served]


def _serves(contact: Contact, committee: Committee) -> Iterator[ContactMatch]:
    fields = (*committee.specialties, *committee.series)
    for word in contact.words:
        if word in fields:
            yield ContactMatch(contact, word, f"附件2印有“{word}”")
        elif word in committee.name:
            yield ContactMatch(contact, committee.name, f"附件2印有“{word}”")
    for word, why in contact.covers.items():
        if word in committee.specialties or word in committee.series:
            yield ContactMatch(contact, word, f"读解：{why}")


class ContactSearch(NamedTuple):
    """Contacts that were found, and the committees with fields for which 附件2 names nobody."""

    matches: Sequence[ContactMatch]
    committees: Sequence[Committee] = ()
    nobody: Sequence[tuple[Committee, Sequence[str]]] = ()


def contacts_of(committees: Sequence[Committee], contacts: tuple[Contact, ...]) -> ContactSearch:
    """The contacts of all fields of these committees."""
    matches: dict[tuple[int, str], ContactMatch] = {}
    nobody: list[tuple[Committee, Sequence[str]]] = []
    for committee in committees:
        found, fields = contacts_for(committee, contacts)
        matches |= {(match.contact.no, match.specialty): match for match in found}
        if fields or not found:
            nobody.append((committee, fields))
    return ContactSearch(list(matches.values()), committees, nobody)


def search_contacts(text: str, contacts: tuple[Contact, ...], search: Search) -> ContactSearch:
    """The contacts whose words contain the text; else those of the committees in that field.

    Raises:
        ZcError: neither 附件2 nor the plan knows the word.
    """
    matches = [match for contact in contacts if (match := _about(contact, text))]
    if matches:
        return ContactSearch(matches)
    return contacts_of(search.in_field(text), contacts)


def _about(contact: Contact, text: str) -> ContactMatch | None:
    for entry in (*contact.words, *contact.specialties):
        if text in entry:
            return ContactMatch(contact, entry, f"附件2印有“{entry}”")
    for word, why in contact.covers.items():
        if text in word:
            return ContactMatch(contact, word, f"读解：{why}")
    return None
