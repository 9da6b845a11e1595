"""Fields of work: which committee takes 暖通, and why; in the plan's words and in those that people use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any
from unicodedata import normalize

from zhicheng_cli.errors import ZcError

from .committees import Committee, Plan
from .titles import Titles

#: What many fields end with; alike there, two words are not alike.
_COMMON_ENDS = ("工程", "专业", "系列", "技术")


class Fields:
    """The specialties and series of a plan, with the aliases for them.

    Args:
        aliases: the content of `aliases.yaml`.
    """

    def __init__(self, plan: Plan, titles: Titles, aliases: Mapping[str, Any]) -> None:
        self.plan, self.titles = plan, titles
        self._rows = aliases["aliases"]

    @cached_property
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Words people type → words of the plan."""
        return {row["alias"]: tuple(row["means"]) for row in self._rows}

    def alias_note(self, word: str) -> str | None:
        """What a user of that alias should know beside the rows it leads to."""
        return {row["alias"]: row.get("note") for row in self._rows}.get(folded(word))

    def specialties(self) -> tuple[str, ...]:
        """Every specialty and series of the plan, in its order."""
        return distinct(word for one in self.plan.committees for word in (*one.specialties, *one.series))

    def committees(self, word: str) -> list[Committee]:
        """The committees that take that field.

        Raises:
            ZcError: none does.
        """
        found = [committee for committee in self.plan.committees if self.reason(committee, word)]
        if not found:
            raise ZcError(f"没有这个专业：{word}", self._hint(folded(word)))
        return found

    def reason(self, committee: Committee, word: str) -> str | None:
        """Why a committee takes that field: specialty, name, series, remark or alias; None if it does not."""
        word, remarks = folded(word), committee.printed["remarks"]
        for specialty in committee.specialties:
            if word in folded(specialty):
                return f"专业：{_with_brackets(specialty, remarks)}"
        for series in committee.series:
            if word in series or word in self.titles.series_names.get(series, ()):
                return f"系列：{series}"
        if word in folded(committee.name):
            return "名称"
        if word in folded(remarks) and not _excluded(committee, word):
            return "备注"
        for meant in self.aliases.get(word, ()):
            if meant in committee.specialties or meant in committee.series:
                return f"别名：{word} → {_with_brackets(meant, remarks)}"
        return None

    def meant(self, committee: Committee, word: str) -> tuple[str, ...]:
        """Those of a committee's specialties that the word speaks of; all, when it speaks of the whole row."""
        word = folded(word)
        aliases = self.aliases.get(word, ())
        found = tuple(one for one in committee.specialties if word in folded(one) or one in aliases)
        return found or committee.specialties

    def _hint(self, word: str) -> str:
        """Known words that share the telling part; a merely similar one may be another trade (护理, 监理)."""
        from difflib import get_close_matches

        core = word
        for end in _COMMON_ENDS:
            core = core.removesuffix(end) or core
        known = (*self.specialties(), *self.aliases)
        near = distinct(one for one in known if one in word or (len(core) > 1 and core in one))
        if not near and len(core) > 2:
            near = tuple(get_close_matches(core, known, n=1, cutoff=0.75))
        named = f"是否想写{'、'.join(f'“{one}”' for one in near[:3])}？" if near else "没有相近的写法；全部见 zc plan"
        return f"{named}职称名称请用 --title" if any(word in title for title in self.titles) else named


def folded(text: str) -> str:
    """The text with full-width letters, digits and brackets made half-width: people type, and notices print, either."""
    return normalize("NFKC", text)


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in the order of their first."""
    return tuple(dict.fromkeys(words))


def _with_brackets(specialty: str, remarks: str) -> str:
    """The specialty with the brackets printed after it, which may take something away: 防灾减灾(初、中级除外)."""
    printed = re.search(rf"{re.escape(specialty)}[(（][^)）]*[)）]", remarks)
    return printed[0] if printed else specialty


def _excluded(committee: Committee, word: str) -> bool:
    return any(word in series or series in word for series in committee.scope.get("excludes_series", ()))
