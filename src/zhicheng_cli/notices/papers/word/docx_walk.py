"""What an element of Word holds, with what only wraps it taken away: content controls, tags, links, choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .docx_package import W, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WRAPS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "dir", "bdo", "oMath", "oMathPara"})
#: Of the newer namespaces, what Word draws itself; what other programs add has a fallback that they all know.
_KNOWN_NEWER = "http://schemas.microsoft.com/office/"
#: A mark of ours on runs that only stand in for words which are still to be typed.
PLACEHOLDER = "placeholder"


def held(element: Element) -> Iterator[Element]:
    """The children of an element, those in wraps instead of the wraps; of alternate contents the one Word takes."""
    for child in element:
        name = local(child)
        if name in _WRAPS:
            yield from held(child)
        elif name == "AlternateContent":
            taken = _taken(child)
            yield from () if taken is None else held(taken)
        else:
            yield child


def paragraphs(story: Element) -> Iterator[Element]:
    """The paragraphs of a story, those in its tables too."""
    for child in held(story):
        name = local(child)
        if name == "p":
            yield child
        elif name in ("tbl", "tr", "tc", "footnote", "endnote", "comment"):
            yield from paragraphs(child)


def mark_placeholders(root: Element) -> None:
    """Mark the runs of content controls that nothing was typed into."""
    for shown in root.iter(f"{W}showingPlcHdr"):
        control = shown.getparent().getparent()
        for run in control.iter(f"{W}r"):
            run.set(PLACEHOLDER, "1")


def _taken(alternates: Element) -> Element | None:
    for one in alternates:
        required = [one.nsmap.get(prefix, "") for prefix in one.get("Requires", "").split()]
        if local(one) == "Fallback" or all(uri.startswith(_KNOWN_NEWER) for uri in required):
            return one
    return None
