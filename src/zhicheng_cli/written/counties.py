"""Names of counties and districts."""

from __future__ import annotations

from collections.abc import Sequence

from .folding import folded


def county_called(text: str, counties: Sequence[str], city_words: Sequence[str], prefixes: Sequence[str] = ()) -> str:
    """A county by its full name: 乙, 样例市乙县 → 乙县; a word for the city's own units → the first.

    What is no county of these stays as it is.

    Args:
        counties: their full names.
        city_words: what units of the city itself are called, the notice's own word first.
        prefixes: what may stand before the name: the province, then the city.
    """
    whole = folded(text)
    word = whole
    for prefix in prefixes:
        word = word.removeprefix(prefix)
    word = word or whole
    if word in city_words or whole in city_words:
        return city_words[0]
    return next((county for county in counties if word in (county, county[:-1])), whole)
