"""The checks of a row's words that lead elsewhere: to another table, or to another cell of the row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding, did_you_mean
from zhicheng_cli.plan.titles import Title

_SERIES = "职称表的系列"


def check_references(document: Document, path: DataPath, row: Mapping[str, Any], context: Context) -> Iterator[Finding]:
    """Every word leads somewhere: series and titles to the table, specialties and routes to what the row takes."""
    titles = single_titles(row)
    named = [("series", row["series"]), ("scope", row.get("scope", {}).get("excludes_series", ()))]
    for key, series in named:
        place: DataPath = (*path, key) if key == "series" else (*path, key, "excludes_series")
        yield from _check_among(document, place, series, context.known.get("series"), _SERIES)
    for index, route in enumerate(row["routes"]):
        place = (*path, "routes", index)
        yield from _check_among(document, (*place, "series"), route.get("series", ()), row["series"], "本行的系列")
        yield from _check_among(document, (*place, "titles"), route.get("titles", ()), titles, "本行的资格")
    for index, limit in enumerate(row.get("except_levels", ())):
        place = (*path, "except_levels", index, "specialty")
        yield from _check_word(document, place, limit["specialty"], row["specialties"], "本行的专业")
    known = context.known.get("series", ())
    if all(name in known for name in row["series"]):
        yield from _check_series(document, path, row, [one for one in titles_in(context) if one.title in titles])


def check_reports(document: Document, context: Context) -> Iterator[Finding]:
    """What limits to whom a report goes is something that rows have."""
    rows = [row for index, row in enumerate(document.value["committees"]) if index not in context.broken]
    found: list[Finding] = []
    for index, report in enumerate(document.value["reports"]):
        for key, name in (("series", "各行的系列"), ("specialties", "各行的专业"), ("kinds", "各行的类别")):
            there = {word for row in rows for word in ([row["kind"]] if key == "kinds" else row[key])}
            # Of a kind the plan need not have a row.
            known = there if key != "kinds" else None
            found += _check_among(document, ("reports", index, key), report.get(key, ()), known, name)
    yield from found or _check_reached(document, rows)


def _check_reached(document: Document, rows: Collection[Mapping[str, Any]]) -> Iterator[Finding]:
    """The first report that fits a row counts: every row has one, and none is kept from all of its own by others."""
    reports = document.value["reports"]
    first = [next((index for index, one in enumerate(reports) if _fits(one, row)), None) for row in rows]
    for row, index in zip(rows, first, strict=True):
        if index is None:
            yield document.finding(("reports",), "W319", f"第{row['no']}行没有一条适用", "补上一条，或放宽所限的")
    for index, report in enumerate(reports):
        fitting = [taken for row, taken in zip(rows, first, strict=True) if taken is not None and _fits(report, row)]
        if fitting and index not in fitting:
            message = f"适用的行都先归了第 {fitting[0] + 1} 条，这一条用不到"
            yield document.finding(("reports", index), "W319", message, "自上而下，第一条符合的算；核对所限的和次序")


def _fits(report: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether everything that an entry limits itself to is the row's."""
    there = {"kinds": {row["kind"]}, "routes": {route["route"] for route in row["routes"]}}
    there |= {key: {*row[key]} for key in ("series", "specialties")}
    return all(there[key] & {*report[key]} for key in there if key in report)


def single_titles(row: Mapping[str, Any]) -> dict[str, None]:
    """The titles that a row reviews or recommends, grouped ones taken apart, in printed order."""
    expands = row.get("titles", {})
    return dict.fromkeys(one for entry in (*row["reviews"], *row["recommends"]) for one in expands.get(entry, [entry]))


def titles_in(context: Context) -> tuple[Title, ...]:
    """The titles that the table tells; none where it is not known."""
    return _titles(context.known.get("ranked", frozenset()))


@cache
def _titles(ranked: frozenset[str]) -> tuple[Title, ...]:
    # Once for a table, not for every row of a plan: 6% of `zc validate data`.
    return tuple(Title(*words.split("\n")) for words in ranked)


def _check_series(document: Document, path: DataPath, row: Mapping[str, Any], titles: list[Title]) -> Iterator[Finding]:
    """Each title is one of a series of the row, and each series has one of the titles."""
    series = row["series"]
    strange = [
        one for one in titles if not any(one.title == other.title and other.series in series for other in titles)
    ]
    for title in dict.fromkeys(one.title for one in strange):
        message = f"“{title}”不是{'、'.join(series)}系列的职称"
        yield document.finding((*path, "series"), "E318", message, "核对系列，或在职称表里补上")
    for index, name in enumerate(series if titles and not strange else ()):
        if not any(one.series == name for one in titles):
            message = f"本行的资格没有一个是{name}系列的"
            yield document.finding((*path, "series", index), "E318", message, "核对系列")


def _check_among(
    document: Document, path: DataPath, words: Collection[str], known: Collection[str] | None, name: str
) -> Iterator[Finding]:
    for index, word in enumerate(words):
        yield from _check_word(document, (*path, index), word, known, name)


def _check_word(
    document: Document, path: DataPath, word: str, known: Collection[str] | None, name: str
) -> Iterator[Finding]:
    if known is not None and word not in known:
        yield document.finding(path, "E318", f"“{word}”不在{name}里", did_you_mean(word, list(known)))
