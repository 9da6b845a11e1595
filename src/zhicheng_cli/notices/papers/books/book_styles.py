"""How the cells of a workbook look: the formats of their numbers, what is struck out, what has the paper's colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from zipfile import ZipFile

from zhicheng_cli.files.number_formats import GENERAL, format_code
from zhicheng_cli.files.office_parts import chunks, elements, feed

_TRUE = ("1", "true", "")
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
#: Of the numbered colours those that a white sheet or a black letter has.
_NUMBERED = {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE, 64: _BLACK, 65: _WHITE}
#: The themes' colours in the order in which they are numbered.
_THEMED = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
#: Colours that are not further apart cannot be told from each other.
_ALIKE = 16
Colour = tuple[int, int, int]


class BookFont(NamedTuple):
    """What matters of a font.

    Attributes:
        colour: None = not known.
    """

    is_struck: bool = False
    colour: Colour | None = _BLACK


class CellLook(NamedTuple):
    """What matters of a cell's style.

    Attributes:
        code: the format of its number, in words.
        ground: the colour that it is filled with; None = not known.
    """

    code: str = GENERAL
    font: BookFont = BookFont()
    ground: Colour | None = _WHITE


def is_unseen(font: BookFont, ground: Colour | None) -> bool:
    """Whether letters have the colour of their ground."""
    if font.colour is None or ground is None:
        return False
    return all(abs(one - other) < _ALIKE for one, other in zip(font.colour, ground, strict=True))


def theme_colours(archive: ZipFile, part: str) -> list[Colour | None]:
    """The colours of a theme as styles number them."""
    named: dict[str, Colour | None] = {}
    for name, given, above in elements(archive, part):
        if above in _THEMED and above not in named and name in ("sysClr", "srgbClr"):
            named[above] = _rgb(given.get("lastClr") or given.get("val", ""))
    return [named.get(name) for name in _THEMED]


def looks_of(archive: ZipFile, part: str, theme: list[Colour | None]) -> list[CellLook]:
    """The looks of a workbook's cells, by the number that a cell has for it."""
    reader = _StylesReader(theme)
    feed(chunks(archive, part), reader.begin, reader.end)
    return reader.looks


class FontReader:
    """Gathers a font from its elements.

    Args:
        theme: the workbook's colours.
    """

    def __init__(self, theme: list[Colour | None]) -> None:
        self._theme = theme
        self.font = BookFont()

    def begin(self, name: str, given: dict[str, str]) -> None:
        """An element within the font's begins; `font` or `rPr` begins another one."""
        if name in ("font", "rPr"):
            self.font = BookFont()
        elif name == "strike":
            self.font = self.font._replace(is_struck=given.get("val", "") in _TRUE)
        elif name == "color":
            self.font = self.font._replace(colour=colour_of(given, self._theme))


def colour_of(given: dict[str, str], theme: list[Colour | None]) -> Colour | None:
    """A colour as styles have it; None = not known."""
    base: Colour | None = None
    if "rgb" in given:
        base = _rgb(given["rgb"])
    elif "theme" in given:
        number = int(given["theme"])
        base = theme[number] if 0 <= number < len(theme) else None
    elif "indexed" in given:
        base = _NUMBERED.get(int(given["indexed"]))
    elif "auto" in given:
        base = _BLACK
    if base is None or not (tint := float(given.get("tint", 0))):
        return base
    red, green, blue = (_tinted(one, tint) for one in base)
    return red, green, blue


def _tinted(part: int, tint: float) -> int:
    return round(part * (1 + tint) if tint < 0 else part + (255 - part) * tint)


def _rgb(written: str) -> Colour | None:
    digits = written[-6:]
    try:
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    except ValueError:
        return None


class _StylesReader:
    def __init__(self, theme: list[Colour | None]) -> None:
        self._theme = theme
        self._codes: dict[int, str] = {}
        self._font = FontReader(theme)
        self._fonts: list[BookFont] = []
        self._grounds: list[Colour | None] = []
        self._pattern = ""
        self._around = [""]
        self.looks: list[CellLook] = []

    def begin(self, name: str, given: dict[str, str]) -> None:
        begins: dict[str, Callable[[dict[str, str]], None]] = {
            "numFmts/numFmt": self._number_format,
            "fills/fill": self._fill,
            "fill/patternFill": self._patterned,
            "patternFill/fgColor": self._ground,
            "cellXfs/xf": self._look,
        }
        if begun := begins.get(f"{self._around[-1]}/{name}"):
            begun(given)
        self._font.begin(name, given)
        self._around.append(name)

    def end(self, name: str) -> None:
        self._around.pop()
        if name == "font" and self._around[-1] == "fonts":
            self._fonts.append(self._font.font)

    def _number_format(self, given: dict[str, str]) -> None:
        self._codes[int(given["numFmtId"])] = given["formatCode"]

    def _fill(self, _: dict[str, str]) -> None:
        self._grounds.append(None)

    def _patterned(self, given: dict[str, str]) -> None:
        self._pattern = given.get("patternType", "none")
        if self._pattern == "none":
            self._grounds[-1] = _WHITE

    def _ground(self, given: dict[str, str]) -> None:
        if self._pattern == "solid":
            self._grounds[-1] = colour_of(given, self._theme)

    def _look(self, given: dict[str, str]) -> None:
        font, ground = int(given.get("fontId", 0)), int(given.get("fillId", 0))
        self.looks.append(
            CellLook(
                format_code(int(given.get("numFmtId", 0)), self._codes),
                self._fonts[font] if 0 <= font < len(self._fonts) else BookFont(),
                self._grounds[ground] if 0 <= ground < len(self._grounds) else _WHITE,
            )
        )
