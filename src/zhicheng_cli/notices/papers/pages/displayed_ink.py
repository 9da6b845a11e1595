"""What a reader of a page sees of its ink, and what not: hidden, doubled, struck out, floating over the text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from zhicheng_cli.notices.papers.pages.page_ink import WHITE, Box, PageInk, Shade, Sign, Stroke, area, common, within

#: Two shades nearer than this look alike.
ALIKE = 0.06
#: Fainter than this is a watermark where it lies over other text, or is large.
FAINT = 0.55
#: Larger than the text by this much.
LARGE = 1.8
#: Of the usual size: what is smaller than this nobody sees.
TINY = 0.2
#: Faint words that stand so often on a page are a watermark.
AGAIN = 4
#: A page is a picture where one covers this much of it.
WHOLE = 0.6

InkLook = tuple[Shade, float]


class DisplayedInk(NamedTuple):
    """A page's ink, sorted by how it is displayed.

    Attributes:
        signs: displayed, and part of the text.
        struck: displayed, with a stroke through them.
        hidden: not displayed.
        floating: displayed over the text or outside of it: watermarks, what the file marks as header or footer.
        layer: of a page that is a picture, the text that lies unseen over or under it.
        rules: displayed strokes that strike nothing out.
    """

    signs: list[Sign]
    struck: list[Sign]
    hidden: list[Sign]
    floating: list[Sign]
    layer: list[Sign]
    rules: list[Stroke]


def displayed(ink: PageInk) -> DisplayedInk:
    """Sorts a page's ink."""
    backdrop = _Backdrop(ink)
    whole = [one for one in ink.pictures if area(common(one.box, ink.seen)) > WHOLE * area(ink.seen)]
    shown: list[Sign] = []
    hidden: list[Sign] = []
    layer: list[Sign] = []
    least = TINY * _usual_size(ink.signs)
    for sign in ink.signs:
        if not within(sign.middle, ink.seen) or backdrop.hides(sign) or sign.size < least:
            lies_on_picture = any(within(sign.middle, one.box) for one in whole)
            (layer if lies_on_picture else hidden).append(sign)
        else:
            shown.append(sign)
    shown = _single(shown)
    floating = _floating(shown, backdrop)
    signs = [sign for sign in shown if sign.run not in floating]
    rules = [rule for rule in ink.rules if backdrop.shows(rule)]
    struck, strikes = _struck(signs, rules)
    return DisplayedInk(
        [sign for sign in signs if id(sign) not in struck],
        [sign for sign in signs if id(sign) in struck],
        hidden,
        [sign for sign in shown if sign.run in floating],
        layer,
        [rule for rule in rules if id(rule) not in strikes],
    )


class _Backdrop:
    """The filled boxes and pictures of a page, before or behind which something is painted."""

    def __init__(self, ink: PageInk) -> None:
        self._fills = [one for one in ink.fills if one.shade is None or area(one.box) > 30]
        self._orders = [one.order for one in self._fills]

    def hides(self, sign: Sign) -> bool:
        """Not painted at all, or in the colour of what is behind it, or covered later."""
        if not sign.drawn:
            return True
        if not sign.text.strip():
            return False
        behind = self._shade(sign.middle, sign.order)
        return (behind is not None and _alike(behind, sign.shade)) or self._is_covered(sign.middle, sign.order)

    def makes_faint(self, sign: Sign) -> bool:
        """Pale on something pale; white on black is not."""
        behind = self._shade(sign.middle, sign.order) if min(sign.shade) > FAINT else None
        return min(sign.shade) > FAINT and (behind is None or min(behind) > FAINT)

    def shows(self, rule: Stroke) -> bool:
        """A rule between two fields of one colour is seen where it has another; not where it is covered."""
        x, y = (rule.left + rule.right) / 2, (rule.top + rule.bottom) / 2
        aside = ((x, y - 2), (x, y + 2)) if rule.level else ((x - 2, y), (x + 2, y))
        covered = all(self._is_covered(point, rule.order) for point in aside)
        shades = [self._shade(point, rule.order) for point in aside]
        return not covered and any(shade is None or not _alike(shade, rule.shade) for shade in shades)

    def _shade(self, point: tuple[float, float], order: int) -> Shade | None:
        """What lies behind; None where it is a picture."""
        for fill in reversed(self._fills[: bisect_left(self._orders, order)]):
            if within(point, fill.box):
                return fill.shade
        return WHITE

    def _is_covered(self, point: tuple[float, float], order: int) -> bool:
        return any(within(point, fill.box) for fill in self._fills[bisect_left(self._orders, order + 1) :])


def _alike(one: Shade, other: Shade) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < ALIKE


def _single(signs: Iterable[Sign]) -> list[Sign]:
    """Each sign once: what is printed twice at nearly the same place is meant to look bold."""
    single: list[Sign] = []
    places: dict[tuple[str, int, int], list[Sign]] = {}
    for sign in signs:
        x, y = sign.middle
        near = sign.size * 0.2
        step = max(near, 0.1)
        column, row = int(x // step), int(y // step)
        beside = (places.get((sign.text, column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        twins = (one for some in beside for one in some)
        is_twin = any(abs(one.middle[0] - x) < near and abs(one.middle[1] - y) < near for one in twins)
        if not (is_twin and sign.text.strip()):
            places.setdefault((sign.text, column, row), []).append(sign)
            single.append(sign)
    return single


def _floating(signs: list[Sign], backdrop: _Backdrop) -> set[int]:
    """The runs that are no part of the text: marked so, slanting, or faint and either large or over other text."""
    usual = _usual_size(signs)
    found = {sign.run for sign in signs if sign.part}
    found |= {sign.run for sign in signs if 5 < sign.angle % 90 < 85}
    faint = [sign for sign in signs if sign.run not in found and sign.text.strip() and backdrop.makes_faint(sign)]
    found |= {sign.run for sign in faint if sign.size > LARGE * usual}
    dark = [sign for sign in signs if min(sign.shade) <= FAINT and sign.text.strip()]
    for sign in faint:
        if sign.run not in found and any(_overlap(sign.box, one.box) for one in dark):
            found.add(sign.run)
    # A watermark is written many times, here over words and there beside them.
    looks = {_look(sign) for sign in faint if sign.run in found} | _repeated(faint, len(signs))
    return found | {sign.run for sign in faint if _look(sign) in looks}


def _repeated(faint: list[Sign], every: int) -> set[InkLook]:
    """How the faint words look that are written again and again, where the page has other words."""
    if len(faint) > 0.7 * every:
        return set()
    pieces: list[list[Sign]] = []
    for sign in faint:
        if (
            pieces
            and abs(sign.base - pieces[-1][-1].base) < 0.1
            and sign.box[0] - pieces[-1][-1].box[2] < sign.size / 2
        ):
            pieces[-1].append(sign)
        else:
            pieces.append([sign])
    written = Counter(("".join(sign.text for sign in one), _look(one[0])) for one in pieces if len(one) > 1)
    return {look for (_, look), times in written.items() if times >= AGAIN}


def _look(sign: Sign) -> InkLook:
    return sign.shade, round(sign.size, 1)


def _overlap(one: Box, other: Box) -> bool:
    return area(common(one, other)) > 0.15 * min(area(one), area(other))


def _usual_size(signs: list[Sign]) -> float:
    sizes = sorted(sign.size for sign in signs)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _struck(signs: list[Sign], rules: list[Stroke]) -> tuple[set[int], set[int]]:
    """The signs that a stroke goes through (by `id`), and those strokes."""
    struck: set[int] = set()
    strikes: set[int] = set()
    by_height = sorted(signs, key=lambda sign: sign.middle[1])
    heights = [sign.middle[1] for sign in by_height]
    largest = max((sign.size for sign in signs), default=0.0)
    for rule in rules:
        if rule.upright:
            continue
        start, end = bisect_left(heights, rule.top - largest), bisect_left(heights, rule.bottom + largest)
        through = [sign for sign in by_height[start:end] if _goes_through(rule, sign)]
        run = sum(sign.box[2] - sign.box[0] for sign in through)
        if any(sign.text.strip() for sign in through) and (not rule.level or run > 0.55 * (rule.right - rule.left)):
            struck.update(id(sign) for sign in through)
            strikes.add(id(rule))
    return struck, strikes


def _goes_through(rule: Stroke, sign: Sign) -> bool:
    """Through its middle, not under it or beside it."""
    left, top, right, bottom = sign.box
    if rule.level:
        height = (rule.top - top) / max(bottom - top, 0.1)
        return 0.25 < height < 0.72 and min(right, rule.right) - max(left, rule.left) > 0.5 * (right - left)
    return area(common((rule.left, rule.top, rule.right, rule.bottom), sign.box)) > 0.5 * area(sign.box)
