"""Near-duplicate names of one body: reported as a notice, never "fixed"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

#: At most this many characters may be missing from the shorter of two names.
_MAX_MISSING = 2


def near_duplicates(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names of which one is the other with a short piece left out, such as 市职业[资格]指导服务中心."""
    distinct = sorted(set(names), key=len)
    for shorter, longer in combinations(distinct, 2):
        if 0 < len(longer) - len(shorter) <= _MAX_MISSING and _is_left_out(shorter, longer):
            yield shorter, longer


def differ_little(one: str, other: str) -> bool:
    """Whether two names of one row are the same but for at most two characters, here or there.

    For names that stand side by side only: across rows 第一工程 and 第二工程 differ as little and are two bodies.
    """
    from difflib import SequenceMatcher

    if one == other or min(len(one), len(other)) < 5:
        return False
    same = sum(block.size for block in SequenceMatcher(None, one, other).get_matching_blocks())
    return max(len(one), len(other)) - same <= _MAX_MISSING + 1


def _is_left_out(shorter: str, longer: str) -> bool:
    gap = len(longer) - len(shorter)
    return any(shorter == longer[:start] + longer[start + gap :] for start in range(len(shorter) + 1))
