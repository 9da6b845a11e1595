"""Words as they are seen: radicals as the characters they look like, nothing that is invisible, no broken signs."""

from __future__ import annotations

import re
from unicodedata import category

from zhicheng_cli.written.folding import folded

#: Kangxi and other radicals, compatibility ideographs: they look like the usual ones.
_DISGUISED = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
#: Stands for a sign that has no meaning.
MISSING = "〓"


def shown_signs(words: str) -> tuple[str, int]:
    """The words, and how many signs of them are broken: private ones, or what a wrong encoding leaves."""
    if words.isascii():
        return words, 0
    plain = _DISGUISED.sub(lambda one: folded(one[0]), words)
    if plain.replace("\n", "").replace("\t", "").isprintable() and "\ufffd" not in plain:
        return plain, 0
    signs = [_sign(one) for one in plain]
    return "".join(signs), signs.count(MISSING)


def _sign(one: str) -> str:
    kind = category(one)
    if one in "\n\t" or kind == "Zs":
        return one
    if kind == "Co" or one == "\ufffd":
        return MISSING
    return "" if kind in ("Cc", "Cf", "Cn") else one
