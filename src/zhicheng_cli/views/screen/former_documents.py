"""JSON documents in the shape that they had before: what version 2 added is left out."""

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


def as_version_1(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document of version 2 as version 1 has it; one that was never changed as it is.

    A stage is no milestone there, and a time that could not be read has no day, as one that is not decided.
    A committee for 中、初级 is a 中评委 there, and what a row does not have of annex and number is 0.
    """
    return dict(document) if document["format"].endswith("/1") else _former(document)


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
