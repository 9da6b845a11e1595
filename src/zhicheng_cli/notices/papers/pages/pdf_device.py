"""What a PDF page paints, taken down as it is painted: with the mode of its text, its order, its transparency."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import (
    PDFStream,
    dict_value,
    resolve1,
    stream_value,
)
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

from zhicheng_cli.notices.papers.pages.ink_shades import mixed, shade_of
from zhicheng_cli.notices.papers.pages.page_ink import LEANING, Box, Fill, PageInk, Shade, Sign, Stroke, common, within
from zhicheng_cli.notices.papers.pages.pdf_notes import notes_of
from zhicheng_cli.notices.papers.pages.pdf_streams import too_much, whole

#: More than any office's page has: signs, strokes, parts within parts.
MOST_SIGNS = 60_000
MOST_STROKES = 60_000
MOST_PARTS = 5_000
#: A filled box thinner than this is a rule, in points; a stroke wider than this is a box.
THIN = 3.5
#: Text that is not painted, or only used to cut what follows.
UNPAINTED_MODES = (3, 7)
#: Marked parts of a page that are no part of its text.
FLOATING_PARTS = ("Header", "Footer", "Watermark")


class InkState(PDFGraphicState):
    """The state of drawing, with what the interpreter leaves out: how much a fill and a stroke cover, and where."""

    fill_alpha = 1.0
    stroke_alpha = 1.0
    clip: Box | None = None

    def copy(self) -> InkState:
        """Another of the same."""
        copied = InkState()
        copied.__dict__.update(self.__dict__)
        return copied


class InkInterpreter(PDFPageInterpreter):
    """Runs a page's drawing; nothing of it is unpacked beyond measure, nothing damaged is passed over."""

    _cuts = False

    def init_state(self, ctm: Any) -> None:
        """With the state that knows transparency."""
        super().init_state(ctm)
        self.graphicstate = InkState()

    def do_gs(self, name: Any) -> None:
        """Takes the transparency out of a named state."""
        states = dict_value(resolve1(self.resources.get("ExtGState", {})))
        state = dict_value(states.get(getattr(name, "name", ""), {}))
        for key, attribute in (("ca", "fill_alpha"), ("CA", "stroke_alpha")):
            alpha = resolve1(state.get(key))
            if isinstance(alpha, int | float):
                setattr(self.graphicstate, attribute, float(alpha))

    def do_W(self) -> None:  # noqa: N802
        """What is painted after this path shows only within it."""
        self._cuts = True

    do_W_a = do_W  # noqa: N815

    def do_n(self) -> None:
        """Ends a path that is not painted."""
        if self._cuts and self.curpath:
            self.device.cut(self.graphicstate, self.curpath)  # type: ignore[attr-defined]
        self._cuts = False
        super().do_n()

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Looks a named list of properties up first."""
        if not isinstance(props, dict):
            named = dict_value(resolve1(self.resources.get("Properties", {})))
            props = resolve1(named.get(getattr(props, "name", ""), {}))
        super().do_BDC(tag, props)

    def execute(self, streams: Any) -> None:
        """After a look at each stream, before it is unpacked."""
        for stream in streams:
            whole(stream_value(stream))
        super().execute(streams)


class InkDevice(PDFLayoutAnalyzer):
    """Takes down what is painted on one page after another."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self._signs: list[Sign] = []
        self._rules: list[Stroke] = []
        self._fills: list[Fill] = []
        self._marks: list[str] = []
        self._order = self._run = self._curves = self._parts = 0
        self._drawn = True
        self._clip: Box | None = None

    def take(self, page: PDFPage) -> PageInk:
        """What is painted on a page, as displayed: turned as the page says, before it is turned to be read.

        Raises:
            UnreadablePaperError: it is damaged, or more than a page can be.
        """
        self.__init__(self.rsrcmgr)  # type: ignore[misc]
        InkInterpreter(self.rsrcmgr, self).process_page(page)
        notes = notes_of(page, lambda box: self._placed(apply_matrix_rect(self._page_matrix, box)))
        return PageInk(
            self._width,
            self._height,
            self._seen,
            self._signs + notes.signs,
            self._rules + notes.rules,
            self._fills,
            self._curves,
            notes.remarks,
        )

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Notes the size of the page."""
        left, top, right, bottom = apply_matrix_rect(ctm, page.mediabox)
        self._page_matrix = ctm
        self._width, self._height = right - left, bottom - top
        self._seen = self._placed(apply_matrix_rect(ctm, page.cropbox))

    def end_page(self, page: PDFPage) -> None:
        """Nothing is left to do."""

    def begin_figure(self, name: Any, bbox: Any, matrix: Any) -> None:
        """Counts the parts: one that holds ten, each of which holds ten, has no end."""
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise too_much()

    def end_figure(self, name: Any) -> None:
        """A part leaves no trace."""

    def cut(self, state: InkState, path: Any) -> None:
        """What follows shows only within a path; of one with curves, within the box around it."""
        points = [apply_matrix_pt(self.ctm, step[-2:]) for step in path if len(step) > 2]
        if points:
            box = self._around(points)
            state.clip = common(state.clip, box) if state.clip else box

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Notes what a part of the page is for."""
        said = [getattr(resolve1(props.get(key)), "name", "") for key in ("Subtype", "Type")] if props else []
        self._marks.append(next((one for one in said if one in FLOATING_PARTS), ""))

    def end_tag(self) -> None:
        """Goes back to what was marked around it."""
        if self._marks:
            self._marks.pop()

    def render_image(self, name: Any, stream: PDFStream) -> None:
        """Notes where a picture lies."""
        self._order += 1
        self._fills.append(Fill(self._placed(apply_matrix_rect(self.ctm, (0, 0, 1, 1))), None, self._order))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """One showing of text, in its mode."""
        self._order += 1
        self._run += 1
        self._drawn = textstate.render not in UNPAINTED_MODES and graphicstate.fill_alpha > 0.05
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, state: Any
    ) -> float:
        """One sign; returns how far it moves the pen."""
        if len(self._signs) >= MOST_SIGNS:
            raise too_much()
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
        advance = float(font.char_width(cid) * fontsize * scaling)
        box = self._placed(apply_matrix_rect(matrix, _sign_box(font, cid, fontsize, rise, advance)))
        a, b, c, d = matrix[:4]
        size = abs(fontsize) * math.hypot(c, d)
        self._signs.append(
            Sign(
                text,
                box,
                box[3] if font.is_vertical() else self._height - matrix[5] - rise,
                size,
                math.degrees(math.atan2(b, a)) % 360,
                mixed(shade_of(state.ncolor, state.ncs.name), state.fill_alpha),
                self._order,
                self._run,
                str(font.fontname),
                self._drawn
                and (state.clip is None or within(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), state.clip, 1.0)),
                next((mark for mark in self._marks if mark), ""),
            )
        )
        return advance

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Strokes and filled boxes."""
        self._order += 1
        self._clip = gstate.clip
        if len(self._rules) + len(self._fills) + self._curves + len(path) > MOST_STROKES:
            raise too_much()
        width = gstate.linewidth * math.sqrt(abs(self.ctm[0] * self.ctm[3] - self.ctm[1] * self.ctm[2]))
        stroked = mixed(shade_of(gstate.scolor, gstate.scs.name), gstate.stroke_alpha)
        filled = mixed(shade_of(gstate.ncolor, gstate.ncs.name), gstate.fill_alpha)
        for steps in _subpaths(path):
            points = [apply_matrix_pt(self.ctm, step[-2:]) for step in steps if len(step) > 2]
            if len(points) < 2 or any(step[0] in "cvy" for step in steps):
                self._curves += 1
                continue
            if fill and gstate.fill_alpha > 0.05:
                self._fill(points, filled)
            if stroke and gstate.stroke_alpha > 0.05:
                closed = [*points, points[0]] if steps[-1][0] == "h" else points
                for start, end in pairwise(closed):
                    self._stroke(start, end, width, stroked)

    def _fill(self, points: Any, shade: Shade) -> None:
        box = self._around(points)
        if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            self._rule(_middle_line(box, shade, self._order))
        elif all(abs(x - box[0]) < 1 or abs(x - box[2]) < 1 for x, _ in points):
            self._fills.append(Fill(box, shade, self._order))
        else:
            self._curves += 1

    def _stroke(self, start: Any, end: Any, width: float, shade: Shade) -> None:
        left, top, right, bottom = self._around([start, end])
        if width <= THIN:
            self._rule(Stroke(left, top, right, bottom, shade, self._order))
        elif bottom - top <= LEANING:
            self._fills.append(Fill((left, top - width / 2, right, bottom + width / 2), shade, self._order))
        else:
            self._fills.append(Fill((left - width / 2, top, right + width / 2, bottom), shade, self._order))

    def _rule(self, rule: Stroke) -> None:
        """As far as it shows."""
        if self._clip is not None:
            left, top, right, bottom = self._clip
            shown = common(rule[:4], (left - THIN, top - THIN, right + THIN, bottom + THIN))
            if shown[0] > shown[2] or shown[1] > shown[3]:
                return
            rule = Stroke(*shown, *rule[4:])
        self._rules.append(rule)

    def _around(self, points: Any) -> Box:
        xs, ys = zip(*points, strict=True)
        return self._placed((min(xs), min(ys), max(xs), max(ys)))

    def _placed(self, rectangle: Any) -> Box:
        """PDF counts upwards."""
        left, low, right, high = rectangle
        return left, self._height - high, right, self._height - low


def _sign_box(font: Any, cid: int, fontsize: float, rise: float, advance: float) -> Box:
    """Where a sign stands around the pen."""
    if not font.is_vertical():
        low = _descent(font) * fontsize + rise
        return 0.0, low, advance, low + fontsize
    across, down = font.char_disp(cid)
    left = -fontsize * (0.5 if across is None else across * 0.001)
    high = (1000 - down) * fontsize * 0.001 + rise
    return left, high + advance, left + fontsize, high


@cache
def _descent(font: Any) -> float:
    """Of a font; one that says none, or what cannot be, has that of most Chinese fonts."""
    descent = float(font.get_descent())
    return descent if -0.5 <= descent < -0.05 else -0.14


def _middle_line(box: Box, shade: Shade, order: int) -> Stroke:
    left, top, right, bottom = box
    if right - left >= bottom - top:
        top = bottom = (top + bottom) / 2
    else:
        left = right = (left + right) / 2
    return Stroke(left, top, right, bottom, shade, order)


def _subpaths(path: Any) -> list[Any]:
    """A path, cut where the pen is lifted."""
    starts = [number for number, step in enumerate(path) if step[0] == "m"]
    return [path[start:end] for start, end in zip(starts, [*starts[1:], len(path)], strict=True)]
