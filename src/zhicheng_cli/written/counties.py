"""Names of counties and districts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from .folding import folded


def county_called(text: str, counties: Sequence[str], city_words: Sequence[str], above: Sequence[str] = ()) -> str:
    """A county by its full name: 乙, 样例乙县, 样例市乙县 → 乙县; a word for the city's own units → the first.

    What is no county of these stays as it is.

    Args:
        counties: their full names.
        city_words: what units of the city itself are called, the notice's own word first.
        above: what may stand before the name, in full or without its last character: the province, then the city.
    """
    whole = folded(text)
    places = {word: county for county in reversed(counties) for word in (county[:-1], county)}
    places |= dict.fromkeys(city_words, city_words[0])
    for before in map("".join, product(*(("", name, name[:-1]) for name in above))):
        if whole.startswith(before) and (place := places.get(whole.removeprefix(before))):
            return place
    return whole
