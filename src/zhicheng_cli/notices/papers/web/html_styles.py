"""Whether an element of a web page is displayed, and not struck out: its tag, its style, the page's style sheets.

Selectors of tags, classes and ids are understood, one within another; a rule that hides or strikes by any other
selector is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_COMPOUND = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_PART = re.compile(r"([.#])([\w-]+)")
_NOTHING = re.compile(r"0+(?:\.0*)?(?:px|pt|em|rem|%)?")
#: Words that a style sheet writes itself; an ornament is a sign of no alphabet.
_WRITES = re.compile(r"""content\s*:[^;]*(?:counter\(|["'][^"'\\]*[0-9A-Za-z\u4e00-\u9fff])""")
_SCREENS = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*(?:,\s*\w+\s*)*", re.IGNORECASE)
Declared = dict[str, str]

_PROPERTIES = frozenset(
    {"display", "visibility", "text-decoration", "text-decoration-line", "mso-hide", "font-size", "opacity"}
    | {"list-style", "list-style-type", "white-space"}
)
_BY_TAG = {
    **{tag: {"text-decoration": "line-through"} for tag in ("s", "strike", "del")},
    **{tag: {"white-space": "pre"} for tag in ("pre", "textarea")},
    "ol": {"list-style": "decimal"},
    "ul": {"list-style": "disc"},
}
#: A page has some dozens; more are meant to take time.
MAX_RULES = 500
_DEPTH = 5


class Look(NamedTuple):
    """How the words of an element are displayed.

    Attributes:
        kinds: what holds for all within it: struck out, inserted, not displayed at all.
        is_unseen, is_tiny: what an element within it may take back.
        keeps_lines: whether line ends of the source are line ends of the page.
        numbers: the signs of a list's items.
    """

    kinds: frozenset[DoubtKind] = frozenset()
    is_unseen: bool = False
    is_tiny: bool = False
    keeps_lines: bool = False
    numbers: str = ""

    @property
    def all_kinds(self) -> frozenset[DoubtKind]:
        """Why its words are not plain."""
        return self.kinds | {DoubtKind.HIDDEN} if self.is_unseen or self.is_tiny else self.kinds

    def within(self, declared: Declared) -> Look:
        """How an element within this one is displayed, by what is declared for it."""
        hides = declared.get("display") == "none" or declared.get("mso-hide") in ("all", "screen")
        hides = hides or bool(_NOTHING.fullmatch(declared.get("opacity", "")))
        struck = "line-through" in declared.get("text-decoration", "")
        told = ((DoubtKind.HIDDEN, hides), (DoubtKind.STRUCK, struck))
        size, seen = declared.get("font-size"), declared.get("visibility")
        return Look(
            self.kinds | {kind for kind, holds in told if holds},
            self.is_unseen if seen is None else seen in ("hidden", "collapse"),
            self.is_tiny if size is None else bool(_NOTHING.fullmatch(size)),
            declared["white-space"].startswith("pre") if "white-space" in declared else self.keeps_lines,
            declared.get("list-style", self.numbers),
        )


class _Compound(NamedTuple):
    """One step of a selector: `td.no`, and whether the step above it must be the parent."""

    tag: str
    key: str
    classes: frozenset[str]
    is_child: bool


class _StyleRule(NamedTuple):
    weight: tuple[int, int, int, int]
    steps: tuple[_Compound, ...]
    declared: Declared


class HtmlStyles:
    """The style sheets of a page, as far as they hide, strike out or number."""

    def __init__(self, root: Element) -> None:
        self.doubts: list[Doubt] = []
        self._rules: list[_StyleRule] = []
        self._kept: dict[tuple[str, str, str], list[_StyleRule]] = {}
        for sheet in root.iter("style"):
            self._take(_COMMENT.sub("", "".join(sheet.itertext())), _DEPTH)
        self._rules.sort(key=lambda rule: rule.weight)

    def declared(self, element: Element) -> Declared:
        """What holds for an element itself, not for those around it."""
        holds: Declared = {}
        if element.get("hidden") is not None:
            holds["display"] = "none"
        holds |= _BY_TAG.get(element.tag, {})
        for rule in self._concerning(element):
            if _meets(rule.steps, element):
                _lay_over(holds, rule.declared)
        _lay_over(holds, _declarations(element.get("style", "")))
        return {name: value.replace("!important", "").strip() for name, value in holds.items()}

    def _concerning(self, element: Element) -> list[_StyleRule]:
        """The rules whose last step an element of its tag, class and id meets."""
        like = (element.tag, element.get("class", ""), element.get("id", ""))
        if like not in self._kept:
            self._kept[like] = [rule for rule in self._rules if _is(element, rule.steps[-1])]
        return self._kept[like]

    def _take(self, sheet: str, depth: int) -> None:
        for prelude, block in _blocks(sheet):
            if _SCREENS.fullmatch(prelude) and depth:
                self._take(block, depth - 1)
            elif not prelude.startswith("@"):
                self._take_rule(prelude, block)

    def _take_rule(self, prelude: str, block: str) -> None:
        if _WRITES.search(block):
            self.doubts.append(Doubt(DoubtKind.LEFT_OUT, f"样式添加的文字：{prelude}"))
        declared = _declarations(block)
        for selector in prelude.split(",") if declared else ():
            steps = _steps(selector)
            if steps and len(self._rules) < MAX_RULES:
                self._rules.append(_StyleRule((*_specificity(steps), len(self._rules)), steps, declared))
            elif Look().within(declared).all_kinds:
                self.doubts.append(
                    Doubt(DoubtKind.LEFT_OUT, f"没有读懂的样式，可能隐藏或划去了文字：{selector.strip()}")
                )


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """What stands before each outer pair of braces, and within it."""
    depth, begin, opened = 0, 0, 0
    for brace in re.finditer(r"[{}]", sheet):
        if brace[0] == "{":
            opened = brace.start() if depth == 0 else opened
            depth += 1
        elif depth == 1:
            prelude = sheet[begin:opened].rpartition(";")[2].strip()
            yield prelude, sheet[opened + 1 : brace.start()]
            depth, begin = 0, brace.end()
        else:
            depth = max(depth - 1, 0)


def _declarations(block: str) -> Declared:
    told: Declared = {}
    for one in block.split(";"):
        name, _, value = one.partition(":")
        name = name.strip().lower()
        if name in _PROPERTIES:
            _lay_over(
                told, {name.removesuffix("-line").replace("list-style-type", "list-style"): value.strip().lower()}
            )
    return told


def _lay_over(holds: Declared, declared: Declared) -> None:
    """Let declarations hold over earlier ones; an important one stays."""
    for name, value in declared.items():
        if "!important" in value or "!important" not in holds.get(name, ""):
            holds[name] = value


def _steps(selector: str) -> tuple[_Compound, ...]:
    """A selector, step by step; none where it is of a kind that is not understood."""
    steps = []
    is_child = False
    for word in selector.replace(">", " > ").split():
        if word == ">":
            is_child = True
            continue
        compound = _COMPOUND.fullmatch(word)
        if not compound:
            return ()
        parts = _PART.findall(compound[2])
        keys = [name for sign, name in parts if sign == "#"]
        classes = frozenset(name for sign, name in parts if sign == ".")
        tag = (compound[1] or "*").lower()
        steps.append(_Compound(tag, keys[0] if keys else "", classes, is_child))
        is_child = False
    return tuple(steps)


def _specificity(steps: tuple[_Compound, ...]) -> tuple[int, int, int]:
    return (
        sum(bool(one.key) for one in steps),
        sum(len(one.classes) for one in steps),
        sum(one.tag != "*" for one in steps),
    )


def _meets(steps: tuple[_Compound, ...], element: Element) -> bool:
    """Whether an element and those around it meet a selector whose last step it meets."""
    anywhere: set[int] = set()
    parent: set[int] = set()
    reached = {len(steps) - 1}
    for above in element.iterancestors():
        if 0 in reached:
            break
        anywhere |= {one for one in reached if not steps[one].is_child}
        parent = {one for one in reached if steps[one].is_child}
        reached = {one - 1 for one in anywhere | parent if _is(above, steps[one - 1])}
    return 0 in reached


def _is(element: Element, one: _Compound) -> bool:
    return (
        one.tag in ("*", element.tag)
        and (not one.key or element.get("id") == one.key)
        and one.classes <= set(element.get("class", "").split())
    )
