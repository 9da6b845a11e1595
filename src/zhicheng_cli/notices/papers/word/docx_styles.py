"""Whether a run is displayed, and not struck out, by its own properties or by one of its styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhicheng_cli.notices.papers.paper import DoubtKind

from .docx_package import W, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TOGGLES = {"vanish": DoubtKind.HIDDEN, "strike": DoubtKind.STRUCK, "dstrike": DoubtKind.STRUCK}


class DocxStyles:
    """The styles of a file."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else list(root.iter(f"{W}style"))
        self._styles = {one.get(f"{W}styleId", ""): one for one in styles}
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        standard = (one for one in styles if one.get(f"{W}type") == "paragraph" and is_on_default(one))
        self._standard = next((one.get(f"{W}styleId", "") for one in standard), "")
        self._kept: dict[tuple[str, ...], dict[str, bool]] = {}

    def paragraph_style(self, paragraph: Element) -> str:
        """The style of a paragraph, its own or the standard one."""
        return value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._standard

    def kinds(self, properties: Element | None, paragraph_style: str, table_style: str = "") -> frozenset[DoubtKind]:
        """Why a run with these properties is not to be read: hidden, struck out, or nothing of it."""
        run_style = "" if properties is None else value(properties.find(f"{W}rStyle"))
        styled = self._styled((table_style, paragraph_style, run_style))
        own = {} if properties is None else {one: is_on(properties.find(W + one)) for one in _TOGGLES}
        return frozenset(kind for one, kind in _TOGGLES.items() if (styled[one] if own.get(one) is None else own[one]))

    def numbering(self, style: str) -> Element | None:
        """The `numPr` by which a paragraph style numbers its paragraphs."""
        found = (one.find(f"{W}pPr/{W}numPr") for one in self._chain(style))
        return next((one for one in found if one is not None), None)

    def _styled(self, styles: tuple[str, ...]) -> dict[str, bool]:
        if styles not in self._kept:
            self._kept[styles] = {one: self._toggled(one, styles) for one in _TOGGLES}
        return self._kept[styles]

    def _toggled(self, one: str, styles: tuple[str, ...]) -> bool:
        """Of several styles each turns the property round (ISO/IEC 29500-1, 17.7.3)."""
        if self._defaults is not None and is_on(self._defaults.find(W + one)):
            return True
        return sum(self._says(one, style) for style in styles) % 2 == 1

    def _says(self, one: str, style: str) -> bool:
        told = (is_on(link.find(f"{W}rPr/{W}{one}")) for link in self._chain(style))
        return next((bool(said) for said in told if said is not None), False)

    def _chain(self, style: str) -> Iterator[Element]:
        """A style, the one it is based on, and so on; no style comes twice."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style].find(f"{W}basedOn"))


def is_on_default(style: Element) -> bool:
    """Whether a style is the standard one of its type."""
    return style.get(f"{W}default", "0").lower() in ("1", "true", "on")


def value(element: Element | None) -> str:
    """The `val` of an element, if there is one."""
    return "" if element is None else element.get(f"{W}val", "")
