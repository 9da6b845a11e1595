"""The picture of a page: held upright, its ruled lines found, its parts cut out. Pixels in, points out."""

from __future__ import annotations

from typing import Any

from zhicheng_cli.notices.papers.pages.page_ink import Box, Stroke

#: Pixels of the longer side that a page is worked on with: A4 at 220 dots an inch.
LONGEST = 2600
#: The longer side of A4, in points: a picture does not say how large its page is.
LONG_SIDE = 842.0
#: The shortest line that is taken for a ruled one, level and upright, in points: longer than a stroke of a sign.
LEVEL, UPRIGHT = 30.0, 14.0
#: An upright line ends this near a level one, in points, or is as long as one.
NEAR = 1.5
#: A page leans so little that it need not be turned, in degrees; and so much that its lines are not those of a table.
STRAIGHT, ASTRAY = 0.1, 12.0
#: A frame covers this much of the picture at least; it is seen aslant if two of its sides differ by so many degrees.
FRAME, ASLANT = 0.15, 0.5
#: So much of a field is dark, at least, where something is written in it.
WRITTEN = 0.004


class ScanImage:
    """A page as a picture in grey."""

    def __init__(self, pixels: Any) -> None:
        self.pixels = pixels
        height, width = pixels.shape[:2]
        #: Pixels of a point.
        self.scale = max(height, width) / LONG_SIDE
        self.width, self.height = width / self.scale, height / self.scale

    def straight(self) -> ScanImage:
        """The same, seen from straight above, turned so that its long lines are level."""
        return self._from_above()._level()

    def _from_above(self) -> ScanImage:
        """A photograph taken aslant: the frame of its table, or the edge of its paper, made a rectangle."""
        import cv2
        import numpy

        frame = self._frame()
        if frame is None:
            return self
        left, top = frame.min(axis=0)
        right, bottom = frame.max(axis=0)
        upright = numpy.array([(left, top), (right, top), (right, bottom), (left, bottom)], numpy.float32)
        turn = cv2.getPerspectiveTransform(frame, upright)
        height, width = self.pixels.shape
        flags = cv2.INTER_CUBIC
        return ScanImage(cv2.warpPerspective(self.pixels, turn, (width, height), flags=flags, borderValue=255))

    def _frame(self) -> Any:
        """The corners of the largest figure, clockwise from the upper left one, if it is seen aslant."""
        import cv2
        import numpy

        contours, _ = cv2.findContours(self._dark(), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        largest = max(contours, key=cv2.contourArea, default=None)
        if largest is None or cv2.contourArea(largest) < FRAME * self.pixels.size:
            return None
        corners = cv2.approxPolyDP(largest, 0.02 * cv2.arcLength(largest, True), True).reshape(-1, 2)
        if len(corners) != 4:
            return None
        high_first = sorted(corners.tolist(), key=lambda corner: corner[1])
        upper, lower = sorted(high_first[:2]), sorted(high_first[2:], reverse=True)
        one, two, three, four = (*upper, *lower)
        aslant = (
            abs(_leaning([*one, *two]) - _leaning([*four, *three])),
            abs(_leaning([*one, *four]) - _leaning([*two, *three])),
        )
        return numpy.array([one, two, three, four], numpy.float32) if max(aslant) > ASLANT else None

    def _level(self) -> ScanImage:
        import cv2
        import numpy

        height, width = self.pixels.shape
        found = cv2.HoughLinesP(self._dark(), 1, numpy.pi / 1800, 200, minLineLength=width // 5, maxLineGap=8)
        leanings = [] if found is None else [_leaning(line) for line in found.reshape(-1, 4).tolist()]
        near = [one for one in leanings if abs(one) < ASTRAY]
        if not near or abs(leaning := float(numpy.median(near))) < STRAIGHT:
            return self
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), leaning, 1.0)
        return ScanImage(cv2.warpAffine(self.pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255))

    def turned(self, quarters: int) -> ScanImage:
        """Held otherwise."""
        import numpy

        return ScanImage(numpy.ascontiguousarray(numpy.rot90(self.pixels, quarters))) if quarters else self

    def strokes(self) -> list[Stroke]:
        """Its ruled lines, level and upright."""
        wide, high = int(LEVEL * self.scale), int(UPRIGHT * self.scale)
        level = [(left, (top + low) / 2, right) for left, top, right, low in self._runs(wide, 1)]
        upright = [((left + right) / 2, top, low) for left, top, right, low in self._runs(1, high)]
        # An upright stroke of a large sign ends at no line.
        ruled = [
            (x, top, low)
            for x, top, low in upright
            if low - top > LEVEL
            or any(top - NEAR < y < low + NEAR and left - NEAR < x < right + NEAR for left, y, right in level)
        ]
        return [
            *(Stroke(left, y, right, y) for left, y, right in level),
            *(Stroke(x, top, x, low) for x, top, low in ruled),
        ]

    def _runs(self, wide: int, high: int) -> list[Box]:
        """Where it is dark over so many pixels; a line that leans by one is one line all the same."""
        import cv2

        kept = cv2.morphologyEx(self._dark(), cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (wide, high)))
        kept = cv2.dilate(kept, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
        count, _, parts, _ = cv2.connectedComponentsWithStats(kept)
        return [
            self.points(left, top, left + width, top + height)
            for left, top, width, height, _ in parts[1:count].tolist()
        ]

    def cut_out(self, box: Box) -> bytes:
        """A part of it, as PNG."""
        import cv2

        return bytes(cv2.imencode(".png", self._part(box, 1.0))[1])

    def has_ink(self, box: Box) -> bool:
        """Whether anything is written within a field, its borders apart."""
        part = self._part(box, -2.5)
        return part.size > 0 and float((part < 128).mean()) > WRITTEN

    def _part(self, box: Box, margin: float) -> Any:
        left, top = (max(int((one - margin) * self.scale), 0) for one in box[:2])
        right, bottom = (max(int((one + margin) * self.scale), 0) for one in box[2:])
        return self.pixels[top:bottom, left:right]

    def _dark(self) -> Any:
        import cv2

        return cv2.adaptiveThreshold(self.pixels, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)

    def points(self, *edges: float) -> Box:
        """A box of pixels, in points."""
        left, top, right, bottom = (edge / self.scale for edge in edges)
        return left, top, right, bottom


def _leaning(line: list[float]) -> float:
    from math import atan2, degrees

    left, top, right, bottom = line
    return degrees(atan2(bottom - top, right - left))
