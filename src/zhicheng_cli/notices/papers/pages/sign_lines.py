"""Signs as they stand on a page → lines, pieces of lines, words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from zhicheng_cli.notices.papers.pages.page_ink import Box, Sign, around

#: Of the size of the signs: two whose lines stand this near are of one line.
SAME_LINE = 0.45
#: Of the size of a line: what is smaller than this, and raised by less, is the mark of a note.
SMALLER, RAISED = 0.9, 0.75
#: Of their size, too: a gap this wide is a blank, one this wide parts two pieces of a line.
BLANK = 0.3
PARTED = 0.55


class SignLine(NamedTuple):
    """Signs of one line, or of a piece of it, from left to right."""

    signs: list[Sign]

    @property
    def box(self) -> Box:
        """Its place."""
        return around([sign.box for sign in self.signs])

    @property
    def base(self) -> float:
        """Where it stands."""
        return max(self.signs, key=lambda sign: sign.size).base

    @property
    def size(self) -> float:
        """Of its largest sign."""
        return max(sign.size for sign in self.signs)

    @property
    def words(self) -> str:
        """As displayed: a blank where there is a gap."""
        parts: list[str] = []
        end: float | None = None
        for sign in self.signs:
            if end is not None and sign.box[0] - end > BLANK * sign.size and not parts[-1].isspace():
                parts.append(" ")
            parts.append(sign.text)
            end = sign.box[2]
        return "".join(parts).strip()

    def pieces(self) -> list[SignLine]:
        """Parted at wide gaps."""
        inked = [sign for sign in self.signs if sign.text.strip()]
        result: list[list[Sign]] = []
        for sign in inked:
            if result and sign.box[0] - _end(result[-1][-1]) <= PARTED * sign.size:
                result[-1].append(sign)
            else:
                result.append([sign])
        return [SignLine(piece) for piece in result]


def _end(sign: Sign) -> float:
    """Where its ink ends: a full-width mark has it in its left half."""
    left, _, right, _ = sign.box
    return (left + right) / 2 if sign.text in "、，。；：）》" else right


def lines_of(signs: Iterable[Sign]) -> list[SignLine]:
    """The lines that signs make, from top to bottom; lines without ink are none. What is turned comes after."""
    by_angle: dict[int, list[Sign]] = {}
    for sign in signs:
        by_angle.setdefault(round(sign.angle / 90) % 4, []).append(sign)
    return [line for quarters in sorted(by_angle) for line in _lines([_upright(one) for one in by_angle[quarters]])]


def _upright(sign: Sign) -> Sign:
    """A sign of turned text, set as if its page were held so."""
    left, top, right, bottom = sign.box
    for _ in range(round(sign.angle / 90) % 4):
        left, top, right, bottom = -bottom, left, -top, right
    return sign if not round(sign.angle / 90) % 4 else sign._replace(box=(left, top, right, bottom), base=bottom)


def _lines(signs: list[Sign]) -> list[SignLine]:
    signs.sort(key=lambda sign: (sign.base, sign.box[0]))
    lines: list[list[Sign]] = []
    for sign in signs:
        last = lines[-1] if lines else None
        if last and sign.base - last[0].base <= SAME_LINE * max(min(sign.size, last[0].size), 1.0):
            last.append(sign)
        else:
            lines.append([sign])
    return [
        SignLine(sorted(line, key=lambda sign: sign.box[0]))
        for line in _with_raised(lines)
        if any(sign.text.strip() for sign in line)
    ]


def _with_raised(lines: list[list[Sign]]) -> list[list[Sign]]:
    """Small signs above the foot of the line that they stand beside, as the mark of a note, are of that line."""
    result: list[list[Sign]] = []
    for line in lines:
        if result and _is_raised(result[-1], line):
            line.extend(result.pop())
        result.append(line)
    return result


def _is_raised(marks: list[Sign], line: list[Sign]) -> bool:
    size = max(sign.size for sign in line)
    small = all(sign.size < SMALLER * size and line[0].base - sign.base < RAISED * size for sign in marks)
    apart = not any(one.box[0] <= sign.middle[0] <= one.box[2] for sign in marks for one in line)
    return small and apart and all(_gap(sign, line) < 2 * size for sign in marks)


def _gap(sign: Sign, line: list[Sign]) -> float:
    """How far it stands from the nearest of a line."""
    return min(max(sign.box[0] - one.box[2], one.box[0] - sign.box[2]) for one in line)


def words_of(signs: Iterable[Sign]) -> str:
    """The words of signs, a line each."""
    return "\n".join(line.words for line in lines_of(signs))
