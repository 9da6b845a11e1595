"""What stands on page after page at the same place: headers, footers, page numbers. They are no part of the text."""

from __future__ import annotations

from collections import Counter

from zhicheng_cli.notices.papers.pages.page_number import is_page_number, numberless
from zhicheng_cli.notices.papers.pages.pdf_page import PageLine, PageParts, PageTable

#: Of a page's height: what stands this near its upper or lower edge may be such.
EDGE = 0.13


class Margins:
    """Learns, page by page, what stands at the edges; then tells for each line whether it is such."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, int]] = Counter()

    def learn(self, page: PageParts) -> None:
        """Takes the edges of a page."""
        self._seen.update({_key(line, page) for line in at_edges(page)})

    def holds(self, line: PageLine, page: PageParts) -> bool:
        """Whether a line at an edge stands there on other pages too, or is a page's number."""
        return self._seen[_key(line, page)] > 1 or is_page_number(line.words)


def at_edges(page: PageParts) -> list[PageLine]:
    """The lines near the upper and the lower edge, outside the tables."""
    height = page.height
    lines = [part for part in page.parts if isinstance(part, PageLine)]
    tables = [part.box for part in page.parts if isinstance(part, PageTable)]
    top = min((box[1] for box in tables), default=height)
    low = max((box[3] for box in tables), default=0.0)
    return [
        line
        for line in lines
        if (line.box[3] < EDGE * height and line.box[3] <= top + 2)
        or (line.box[1] > (1 - EDGE) * height and line.box[1] >= low - 2)
    ]


def _key(line: PageLine, page: PageParts) -> tuple[str, int]:
    """Its words, numbers apart, and its place."""
    return numberless(line.words), round(line.box[1] / page.height * 50)
