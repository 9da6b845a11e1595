"""The fields of Word: of a code and its result, the result alone is displayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhicheng_cli.notices.papers.displayed import DisplayedWords
from zhicheng_cli.notices.papers.paper import DoubtKind

from .docx_package import W, number_of
from .docx_styles import value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: What these show changes with the day, the file's name or its owner.
_CHANGING = frozenset({"DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "FILENAME", "AUTHOR", "USERNAME"})
#: Entries for an index and the like, which show nothing where they stand.
_SILENT = frozenset({"", "TC", "XE", "TA", "RD", "PRIVATE", "SET", "ASK"})


class DocxField:
    """One field, as far as it is read.

    Attributes:
        code: its instruction.
        is_shown: whether its result has begun.
        has_result: whether the result holds words.
    """

    def __init__(self, begin: Element | None = None, code: str = "") -> None:
        self.code = code
        self.is_shown = bool(code)
        self.has_result = False
        self._chosen = _chosen(begin)

    @property
    def is_changing(self) -> bool:
        """Whether the same file shows something else another day."""
        return self._name in _CHANGING

    def end(self, into: DisplayedWords, kinds: frozenset[DoubtKind]) -> None:
        """Write the chosen entry of a form, which is no result; tell a field that has none at all."""
        if self._chosen and not self.has_result:
            into.write(self._chosen, kinds)
        elif not self.is_shown and self._name not in _SILENT:
            into.tell(DoubtKind.UNCOMPUTED, self.code)

    @property
    def _name(self) -> str:
        return (self.code.split() or [""])[0].upper()


def _chosen(begin: Element | None) -> str:
    choice = None if begin is None else begin.find(f"{W}ffData/{W}ddList")
    if choice is None:
        return ""
    entries = [value(one) for one in choice.findall(f"{W}listEntry")]
    number = number_of(choice.find(f"{W}result"), number_of(choice.find(f"{W}default"), 0))
    return entries[number] if 0 <= number < len(entries) else ""
