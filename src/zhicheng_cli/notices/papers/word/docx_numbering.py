"""The automatic numbers of a Word file, counted out as Word does: they stand nowhere in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.notices.papers.numerals import numeral

from .docx_package import W, is_on, number_of
from .docx_styles import DocxStyles, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACE = re.compile(r"%([1-9])")
_SUFFIXES = {"nothing": "", "space": " "}
_LEVELS = 9
#: Bullets of layout; other signs (★, ▲) may mean something in a table.
_ORNAMENTS = frozenset(("", *"•●○■□◆◇▪▫·➢➤-–—*"))


class AutomaticNumber(NamedTuple):
    """The number of a paragraph.

    Attributes:
        words: as displayed, with the blank behind it.
        is_known: whether every format in it is one that is known.
    """

    words: str
    is_known: bool = True


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    suffix: str
    restart: int | None
    is_legal: bool
    is_ornament: bool = False


class DocxNumbering:
    """The lists of a file, each with how far it is counted."""

    def __init__(self, root: Element | None, styles: DocxStyles) -> None:
        abstract = [] if root is None else root.findall(f"{W}abstractNum")
        instances = [] if root is None else root.findall(f"{W}num")
        self._abstract = {one.get(f"{W}abstractNumId", ""): one for one in abstract}
        self._instances = {one.get(f"{W}numId", ""): one for one in instances}
        self._styles = styles
        self._levels: dict[str, list[_Level]] = {}
        self._counted: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def number(self, paragraph: Element, style: str) -> AutomaticNumber | None:
        """The number that a paragraph carries; each call counts on."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        styled = self._styles.numbering(style)
        listed = next((one for one in (own, styled) if one is not None and one.find(f"{W}numId") is not None), None)
        instance = "" if listed is None else value(listed.find(f"{W}numId"))
        if instance not in self._instances:
            return None
        place = next((one for one in (own, styled) if one is not None and one.find(f"{W}ilvl") is not None), None)
        level = number_of(place.find(f"{W}ilvl"), 0) if place is not None else self._level_of(instance, style)
        return self._counted_on(instance, min(max(level, 0), _LEVELS - 1))

    def _counted_on(self, instance: str, level: int) -> AutomaticNumber | None:
        levels = self._levels_of(instance)
        counted = self._counted.setdefault(self._list_of(instance), {})
        self._count(instance, level, levels, counted)
        this = levels[level]
        if this.form == "bullet":
            return None if this.is_ornament else AutomaticNumber(this.text + this.suffix)
        places = {int(one) - 1 for one in _PLACE.findall(this.text)}
        shown = {one: self._shown(levels[one], counted.get(one), this.is_legal) for one in places}
        words = _PLACE.sub(lambda place: shown[int(place[1]) - 1] or "", this.text)
        return AutomaticNumber(words + this.suffix, is_known=None not in shown.values())

    def _count(self, instance: str, level: int, levels: list[_Level], counted: dict[int, int]) -> None:
        override = self._instances[instance].find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        if override is not None and (instance, level) not in self._restarted:
            self._restarted.add((instance, level))
            counted[level] = number_of(override, 1)
        else:
            counted[level] = counted[level] + 1 if level in counted else levels[level].start
        for upper in range(level):
            counted.setdefault(upper, levels[upper].start)
        for lower in range(level + 1, _LEVELS):
            restart = levels[lower].restart
            if restart is None or 0 < level + 1 <= restart:
                counted.pop(lower, None)

    def _shown(self, level: _Level, count: int | None, legal: bool) -> str | None:
        return numeral(level.start if count is None else count, "decimal" if legal else level.form)

    def _list_of(self, instance: str) -> str:
        """The abstract list behind an instance, through the style that it may only name."""
        found = value(self._instances[instance].find(f"{W}abstractNumId"))
        linked = value(self._abstract[found].find(f"{W}numStyleLink")) if found in self._abstract else ""
        owners = (key for key, one in self._abstract.items() if linked and value(one.find(f"{W}styleLink")) == linked)
        return next(owners, found)

    def _level_of(self, instance: str, style: str) -> int:
        """Which level a paragraph style stands for in its list."""
        abstract = self._abstract.get(self._list_of(instance))
        levels = [] if abstract is None else abstract.findall(f"{W}lvl")
        own = (number_of(one, 0, "ilvl") for one in levels if style and value(one.find(f"{W}pStyle")) == style)
        return next(own, 0)

    def _levels_of(self, instance: str) -> list[_Level]:
        if instance not in self._levels:
            abstract = self._abstract.get(self._list_of(instance))
            told = [] if abstract is None else abstract.findall(f"{W}lvl")
            told += self._instances[instance].findall(f"{W}lvlOverride/{W}lvl")
            by_number = {number_of(one, 0, "ilvl"): one for one in told}
            self._levels[instance] = [_level(by_number.get(number), number) for number in range(_LEVELS)]
        return self._levels[instance]


def _level(element: Element | None, number: int) -> _Level:
    if element is None:
        return _Level(1, "decimal", f"%{number + 1}.", "\t", None, False)
    restart = element.find(f"{W}lvlRestart")
    formats = list(element.iter(f"{W}numFmt"))  # one that is newer than the standard stands before its fallback
    form = value(formats[0]) if formats else "decimal"
    return _Level(
        start=number_of(element.find(f"{W}start"), 0),
        form=formats[0].get(f"{W}format", "") if form == "custom" else form,
        text=value(element.find(f"{W}lvlText")),
        suffix=_SUFFIXES.get(value(element.find(f"{W}suff")), "\t"),
        restart=None if restart is None else number_of(restart, 0),
        is_legal=bool(is_on(element.find(f"{W}isLgl"))),
        is_ornament=_is_ornament(element, value(element.find(f"{W}lvlText"))),
    )


def _is_ornament(element: Element, sign: str) -> bool:
    """Whether a bullet says nothing; a letter of a symbol font is a dot or a box."""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    return sign in _ORNAMENTS or font.startswith(("Symbol", "Wingdings")) or "\ue000" <= sign[0] <= "\uf8ff"
