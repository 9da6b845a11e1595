"""The picture of a page → its parts: the lines ruled on it, the words recognised, each cell with its own picture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from zhicheng_cli.notices.papers.pages.displayed_ink import displayed
from zhicheng_cli.notices.papers.pages.page_ink import Box, PageInk, Sign
from zhicheng_cli.notices.papers.pages.pdf_page import PageParts, page_parts
from zhicheng_cli.notices.papers.pages.scan_image import ScanImage

#: Packages that read a picture.
NEEDED = ("cv2", "onnxruntime", "rapidocr")
#: A page whose words are less sure than this, on average, may be upside down or on its side.
UNSURE = 0.75
#: Of the height of a line: the size of its signs, and where it stands above its lower edge.
SIZE, FOOT = 0.85, 0.18
#: Of the size: a gap within a line that is none.
NEAR = 0.9


class Recognised(NamedTuple):
    """One line of words on a picture, its box in pixels, sign by sign."""

    signs: list[tuple[str, Box, float]]
    top: float
    bottom: float


def can_scan() -> bool:
    """Whether the packages are there."""
    return all(find_spec(one) is not None for one in NEEDED)


def scanned_page(pixels: Any, number: int) -> PageParts:
    """What stands on the picture of a page; every cell and line of it is `RECOGNISED`.

    Args:
        pixels: grey, one byte each.
        number: of the page.

    Raises:
        UnreadablePaperError: it has more lines than any table.
    """
    image, lines = _best_held(ScanImage(pixels))
    signs = [sign for run, line in enumerate(lines) for sign in _signs(line, run, image)]
    page = 0.0, 0.0, image.width, image.height
    ink = PageInk(image.width, image.height, page, signs, image.strokes(), [])
    return page_parts(displayed(ink), number, (image.width, image.height), image=image)


def _signs(line: Recognised, run: int, image: ScanImage) -> Iterator[Sign]:
    """The signs of a line: a recogniser sees them narrower than they are set, so that each reaches to the next."""
    size = SIZE * (line.bottom - line.top)
    starts = [box[0] for _, box, _ in line.signs]
    for (text, (left, top, right, bottom), sure), after in zip(line.signs, [*starts[1:], None], strict=True):
        reaches = after is not None and right < after < right + NEAR * size
        box = left, top, after if reaches and after is not None else right, bottom
        base = line.bottom - FOOT * (line.bottom - line.top)
        yield Sign(text, image.points(*box), base / image.scale, size / image.scale, run=run, sure=sure)


def _best_held(image: ScanImage) -> tuple[ScanImage, list[Recognised]]:
    """The page, held so that its words are read best."""
    tried = []
    for quarters in (0, 1, 3, 2):
        held = image.turned(quarters).straight()
        lines = recognised(held.pixels)
        tried.append((held, lines))
        if _sure(lines) >= UNSURE:
            break
    return max(tried, key=lambda one: _sure(one[1]) * sum(len(line.signs) for line in one[1]))


def _sure(lines: list[Recognised]) -> float:
    """On average, of all signs."""
    scores = [sure for line in lines for _, _, sure in line.signs]
    return sum(scores) / len(scores) if scores else 0.0


def recognised(pixels: Any) -> list[Recognised]:
    """The words on a picture, line by line."""
    found = _recogniser()(pixels, use_cls=False, text_score=0.0, return_word_box=True, return_single_char_box=True)
    if found.boxes is None:
        return []
    boxes = [_around(corners) for corners in found.boxes.tolist()]
    signs = [[(text, _around(corners), float(sure)) for text, sure, corners in line] for line in found.word_results]
    if len(signs) != len(boxes):  # a line none of whose signs has a place
        signs = [[(text, box, float(sure))] for text, box, sure in zip(found.txts, boxes, found.scores, strict=True)]
    return [Recognised(line, box[1], box[3]) for line, box in zip(signs, boxes, strict=True)]


def _around(corners: list[list[float]]) -> Box:
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@cache
def _recogniser() -> Any:
    """The models are in the package: nothing is downloaded."""
    from rapidocr import RapidOCR

    quiet = {"Global.log_level": "critical", "Global.max_side_len": 2000, "Det.max_candidates": 3000}
    return RapidOCR(params=quiet)
