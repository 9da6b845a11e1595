"""Near-duplicate names of one body: reported as a notice, never "fixed"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

#: At most this many characters may be missing from the shorter of two names.
_MAX_MISSING = 2
#: At most this many characters may differ between two names that stand side by side.
_MAX_DIFFERENT = 3
#: What is longer is no name, and would take long to compare.
_LONGEST = 100


def near_duplicates(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names of which one is the other with a short piece left out, such as 市职业[资格]指导服务中心."""
    known = {name for name in names if 0 < len(name) <= _LONGEST}
    for longer in known:
        for shorter in known & set(_shortened(longer)):
            yield shorter, longer


def differ_little(one: str, other: str) -> bool:
    """Whether two names of one row differ in a quarter of their characters at most, and in no more than three.

    For names that stand side by side only: across rows 第一工程 and 第二工程 differ as little and are two bodies.
    """
    from difflib import SequenceMatcher

    length = max(len(one), len(other))
    if one == other or length > _LONGEST:
        return False
    same = sum(block.size for block in SequenceMatcher(None, one, other).get_matching_blocks())
    return length - same <= min(_MAX_DIFFERENT, length // 4)


def _shortened(name: str) -> Iterator[str]:
    for gap in range(1, _MAX_MISSING + 1):
        for start in range(len(name) - gap + 1):
            yield name[:start] + name[start + gap :]
