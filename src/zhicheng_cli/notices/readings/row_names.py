"""评委单位名称: what the name of a row tells of fields and series."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zhicheng_cli.plan.titles import Title, Titles

_COMMITTEE = re.compile("评审委员会|评委会|[高中初]评[会委]")
_LEVEL = re.compile("(?:正高级|副高级|高级|[初中]级|初、?中级|中、?初级|[高中初]评).*$")
_AREA = re.compile("^(?:省|市|全省|全市|[一-鿿]{1,3}[省市]|各[县市区（(）)]+)")
_TAIL = re.compile("(?:系统教师|系列|专业|专业技术|行业|人员|技术人员)$")
_BRACKET = re.compile(r"[(（](含?)([^()（）]*)[)）]")


def committee_words(name: str) -> str:
    """The words that call a row a committee, as printed; or empty."""
    found = _COMMITTEE.search(name)
    return found[0] if found else ""


def core_of(name: str) -> str:
    """What a name speaks of, without the area, the level and the word for a committee: 水利工程专业."""
    bare = _BRACKET.sub("", name)
    return _LEVEL.sub("", _COMMITTEE.sub("", _AREA.sub("", bare)))


def series_named(name: str, known: Titles) -> list[str]:
    """The series that a name speaks of, in the order in which it names them."""
    at = {series: _place(series, others, name) for series, others in known.series_names.items()}
    found = sorted((series for series, place in at.items() if place >= 0), key=lambda one: (at[one], -len(one)))
    return [one for one in found if not any(one != other and one in other and other in name for other in found)]


def _place(series: str, others: Sequence[str], name: str) -> int:
    called = [series, *others, series.removesuffix("技术"), series.removesuffix("教师")]
    places = [name.find(one) for one in called if len(one) > 1 and one in name]
    return min([*places, *_pairs(series, name)], default=-1)


def _pairs(series: str, words: str) -> list[int]:
    return [at for at in range(len(words) - 1) if words[at] == series[0] and words[at + 1] in series[1:]]


def abbreviates_in(series: str, words: str) -> bool:
    """Whether two characters side by side are short for a series: 群文 for 群众文化."""
    return bool(_pairs(series, words))


def row_series(name: str, titles: Sequence[str], known: Titles) -> tuple[list[str], bool]:
    """The series of a row, and whether nothing had to be assumed: those that the name speaks of and that have one of
    the titles, and as few others as the titles ask for."""
    named = series_named(name, known)
    candidates = {title: [one.series for one in known.named(title)] for title in titles if title in known}
    if not candidates:
        return named[:1], bool(named)
    chosen = [one for one in named if any(one in series for series in candidates.values())]
    is_plain = True
    while rest := {title: series for title, series in candidates.items() if not {*series} & {*chosen}}:
        counts: dict[str, int] = {}
        for series in rest.values():
            for one in series:
                counts[one] = counts.get(one, 0) + 1
        most = max(counts.values())
        best = [one for one, count in counts.items() if count == most]
        is_plain = is_plain and len(best) == 1
        chosen.append(best[0])
    return chosen, is_plain


def fields_of_name(name: str, series: Sequence[str], known: Titles) -> list[str]:
    """The fields of a row whose remarks list none: those that its name speaks of."""
    fields = [_field(part, series, known) for part in re.split("[、和及]", core_of(name)) if part]
    more = [words for _, words in _BRACKET.findall(name)]
    fields += [one for one in series if any(_abbreviates(words, one) for words in more)]
    return list(dict.fromkeys(filter(None, fields)))


def _field(part: str, series: Sequence[str], known: Titles) -> str:
    if part in series:
        return part
    if f"{part}教师" in series:
        return f"{part}教师"
    bare = _TAIL.sub("", part)
    bare = bare if bare in series else bare.removesuffix("教师")
    for one in series:
        if _abbreviates(bare, one) and not one.startswith(bare) and bare not in known.series_names[one][:1]:
            return one.removesuffix("技术") if one.endswith("技术") else bare
    return bare


def _abbreviates(words: str, series: str) -> bool:
    """Whether words are the first character of a series and others of it, in order: 卫技, 中职, 公证员."""
    letters = iter(series)
    return len(words) > 1 and words[0] == series[0] and all(letter in letters for letter in words)


def titles_named(titles: Iterable[str], series: Sequence[str], known: Titles) -> list[Title]:
    """The known titles of that name in the series of a row."""
    return [one for title in titles for one in known.named(title, series)[:1]]
