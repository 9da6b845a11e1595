"""JSON documents in the shape that they had before: what a version added is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: The keys that version 2 added, wherever they stand.
_ADDED = frozenset(
    (
        *(
            "key",
            "stage",
            "stages",
            "changes",
            "closes_at",
            "tentative",
            "rolling",
            "why",
            "void",
            "serves",
            "where",
            "printed_notes",
        ),
        "decided_by",
        *("length", "counted_in"),
        *("answer", "told", "understood"),
    )
)


#: The same of version 3.
_ADDED_BY_3 = frozenset(("conditions", "formalities", "to_do"))


def as_version(document: Mapping[str, Any], version: int) -> dict[str, Any]:
    """A document as a former version has it; one that is no newer as it is.

    In version 2 the public notice before a review is no milestone. In version 1 a stage is none either, and a time that
    could not be read has no day, as one that is not decided. A committee for 中、初级 is a 中评委 there, and what a row
    does not have of annex and number is 0.
    """
    former = dict(document)
    for newer in range(_version(former), version, -1):
        former = {3: _as_version_2, 2: _former}[newer](former)
    return former


def _version(document: Mapping[str, Any]) -> int:
    return int(document["format"].rpartition("/")[2])


def _as_version_2(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {key: _as_version_2(one) for key, one in value.items() if key not in _ADDED_BY_3}
        return kept | ({"format": kept["format"].replace("/3", "/2")} if "format" in kept else {})
    if isinstance(value, list):
        return [_as_version_2(one) for one in value if not _is_review_notice(one)]
    return value


def _is_review_notice(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("event") == "review_notice"


def _former(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _told(key, one) for key, one in value.items() if key not in _ADDED}
    if isinstance(value, list):
        return [_former(one) for one in value if not _is_of_stages(one)]
    return value


def _is_of_stages(value: Any) -> bool:
    """Whether it is a stage's milestone, or a letter with nothing but these."""
    if not isinstance(value, Mapping):
        return False
    return value.get("event") == "stage" or (bool(value.get("items")) and all(map(_is_of_stages, value["items"])))


def _told(key: str, value: Any) -> Any:
    if key == "source" and isinstance(value, Mapping) and "annex" in value:
        # There a row always has both: 0 = none.
        return {"document": value["document"], "annex": value["annex"] or 0, "row": value["row"] or 0}
    if key == "format":
        return value.replace("/2", "/1")
    if (key, value) == ("kind", "中初评委"):
        return "中评委"
    return "undecided" if (key, value) == ("status", "unread") else _former(value)
