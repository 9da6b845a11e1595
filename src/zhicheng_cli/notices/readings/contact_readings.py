"""附件2: the fields of a contact, and whom of the plan it serves, as far as the words are the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .printed_phones import printed_phones
from .reading_doubt import ReadingDoubt
from .row_names import core_of

_SPLIT = re.compile(r"[、，,；;\s]+(?![^(（]*[)）])")
_GROUP = re.compile(r"([^(（]*)[(（](含?)([^()（）]*)[)）]")
_NAMES = re.compile("[、和及]")
_INNER = re.compile("[、，,]")


class ContactReading(NamedTuple):
    """A contact as it is understood, in the form of the contacts file: `specialties`, `expands`, `covers`."""

    fields: dict[str, Any]
    doubts: tuple[ReadingDoubt, ...]


def read_contact(printed: Mapping[str, str], rows: Sequence[Mapping[str, Any]], annex: int = 2) -> ContactReading:
    """The fields of a contact.

    Args:
        printed: specialties, department, person, phone.
        rows: of the plan of the same notice, in the form of the plan file.
        annex: the one that lists the contacts.
    """
    entries = [one for one in _SPLIT.split(printed["specialties"]) if one]
    expands = {one: words for one in entries if (words := _expanded(one))}
    words = [word for one in entries for word in expands.get(one, [one])]
    doubts = []
    if not [one for one in printed_phones(printed["phone"]) if not one.is_odd]:
        message = f"“{printed['phone']}”不像一个电话号码"
        doubts.append(ReadingDoubt("W441", "phone", message, "照印作电话"))
    if " " in printed["specialties"]:
        message = f"“{printed['specialties']}”里有一处没有印顿号，只有间隔"
        doubts.append(ReadingDoubt("W444", "specialties", message, "分作几项"))
    fields: dict[str, Any] = {"specialties": entries}
    if expands:
        fields["expands"] = expands
    fields["covers"] = _covers(words, rows, annex)
    return ContactReading(fields, tuple(doubts))


def _expanded(entry: str) -> list[str]:
    """质量(含特种设备): both; 工业领域(材料、能源): what stands in the bracket."""
    group = _GROUP.fullmatch(entry)
    if group is None:
        return []
    inner = [one for one in _INNER.split(group[3]) if one]
    return [group[1], *inner] if group[2] else inner


def _covers(words: Sequence[str], rows: Sequence[Mapping[str, Any]], annex: int) -> list[dict[str, str]]:
    """The fields of the plan that are a word of the contact, stand in a row that is called so, or begin with it."""
    covers: dict[str, str] = {}
    for word in words:
        fields = dict.fromkeys(field for row in rows for field in row["specialties"])
        if word in fields:
            covers[word] = "用词相同"
        for row in rows:
            if called := _called(row, word):
                basis = f"{_place(row)}“{called}”所列专业"
                covers = dict.fromkeys(row["specialties"], basis) | covers
        begun = [field for field in fields if field.startswith(word) and field not in covers]
        covers |= dict.fromkeys(begun, f"附件{annex}印为“{word}”")
    return [{"specialty": field, "basis": basis} for field, basis in covers.items()]


def _place(row: Mapping[str, Any]) -> str:
    """附件1第12行; where the row stands in no annex, its number alone."""
    source = row["source"]
    return f"附件{source['annex']}第{source.get('row', row['no'])}行" if source.get("annex") else f"第{row['no']}行"


def _called(row: Mapping[str, Any], word: str) -> str:
    """The words of the name of a committee that are the contact's; of fields that have that name themselves, none."""
    name, core = row["printed"]["name"], core_of(row["printed"]["name"])
    parts = _NAMES.split(core.removesuffix("专业"))
    if row["kind"] != "中评委" or word not in parts or word in row["specialties"]:
        return ""
    return str(name[: name.index(core) + len(core)])
