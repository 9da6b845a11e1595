"""What a schema cannot say: the data files of a plan against themselves, each other and the calendar.

Every check takes a document that fits its schema and yields findings; nothing is repaired.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zhicheng_cli.files.checking import Context, Kind
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.plan.titles import LEVELS, Titles


def _check_plan(document: Document, context: Context) -> Iterable[Finding]:
    from .check_plan import check_plan

    return check_plan(document, context)


def _check_contacts(document: Document, context: Context) -> Iterable[Finding]:
    from .check_contacts import check_contacts

    return check_contacts(document, context)


def _check_titles(document: Document, context: Context) -> Iterable[Finding]:
    from .check_titles import check_titles

    return check_titles(document, context)


def _check_words(document: Document, context: Context) -> Iterable[Finding]:
    from .check_words import check_words

    return check_words(document, context)


def _check_systems(document: Document, context: Context) -> Iterable[Finding]:
    from .check_systems import check_systems

    return check_systems(document, context)


def _words(plan: Any) -> Iterator[str]:
    """The specialties and series of a plan."""
    from zhicheng_cli.plan.changes import rows_now

    for row in rows_now(plan)[0]:
        yield from (*row["specialties"], *row["series"])


def _clauses(plan: Any) -> Iterator[str]:
    """Notice, number and text of each clause, a line each."""
    for clause in plan["clauses"]:
        yield "\n".join((plan["plan"]["document"], clause["id"], "".join(clause["text"].split())))


def _ranked(titles: Any) -> Iterator[str]:
    """The titles as `Title` has them: name, series and level, a line each; KeyError where a level is none."""
    for series in titles["series"]:
        for row in series["titles"]:
            if row["level"] not in LEVELS:
                raise KeyError(row["level"])
            yield "\n".join((row["title"], series["name"], row["level"]))


def _series(titles: Any) -> Iterator[str]:
    """The series of a table of titles."""
    for series in titles["series"]:
        yield series["name"]


#: The words that people use had a file beside them.
_ALIASES = "说法并入了 words.yaml：每条写进它的 trades（alias 写进 reading），一个市自己的写进那个市的 words.yaml"
#: By `format`. What checks one kind is imported for a file of that kind: a dossier needs none of it.
KINDS = {
    "zc.plan-data/2": Kind(
        "年度计划",
        "plan",
        frozenset({"committees"}),
        "committees",
        _check_plan,
        tells={"words": _words, "clauses": _clauses},
        former={"zc.plan-data/1": "补上地区 region、每行的代号 key"},
    ),
    "zc.contacts-data/2": Kind(
        "联系人",
        "contacts",
        frozenset({"contacts"}),
        "contacts",
        _check_contacts,
        former={"zc.contacts-data/1": "补上年度 year"},
    ),
    "zc.titles/1": Kind(
        "职称表",
        "titles",
        frozenset({"series", "levels"}),
        "series",
        _check_titles,
        tells={"titles": Titles, "series": _series, "ranked": _ranked},
    ),
    "zc.words/1": Kind(
        "说法表",
        "words",
        frozenset({"trades"}),
        "",
        _check_words,
        alone=True,
        former={"zc.aliases/1": _ALIASES},
    ),
    "zc.systems/1": Kind("系统", "systems", frozenset({"systems"}), "systems", _check_systems),
}
