"""What a schema cannot say: the data files against themselves, each other and the calendar.

Every check takes a document that fits its schema and yields findings; nothing is repaired.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.document import Document, Mapping
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.files.schema import check_schema


class Context(NamedTuple):
    """What the other files of the same set say; None or empty = not known, so not checked.

    Attributes:
        titles: all known titles.
        words: specialties and series of the plans.
        broken: the rows of this very file that do not fit the schema, by index; nothing more can be said of them.
    """

    titles: frozenset[str] | None = None
    words: frozenset[str] | None = None
    broken: frozenset[int] = frozenset()


class Kind(NamedTuple):
    """A kind of data file.

    Attributes:
        name: in words.
        schema: its schema's name.
        keys: top-level keys that betray the kind where `format` is missing.
        table: the list whose rows the checks take one by one; empty = the file is taken as a whole.
        check: the semantic checks.
    """

    name: str
    schema: str
    keys: frozenset[str]
    table: str
    check: Callable[[Document, Context], Iterable[Finding]]


def kinds() -> dict[str, Kind]:
    """Every kind of data file, by its `format`."""
    from . import plan, tables

    return {
        "zc.plan-data/1": Kind("年度计划", "plan", frozenset({"committees"}), "committees", plan.check_plan),
        "zc.contacts-data/1": Kind("联系人", "contacts", frozenset({"contacts"}), "contacts", tables.check_contacts),
        "zc.titles/1": Kind("职称表", "titles", frozenset({"series", "levels"}), "series", tables.check_titles),
        "zc.aliases/1": Kind("别名表", "aliases", frozenset({"aliases"}), "aliases", tables.check_aliases),
        "zc.systems/1": Kind("系统", "systems", frozenset({"systems"}), "systems", tables.check_systems),
        "zc.workdays/1": Kind("工作日", "workdays", frozenset({"corrections", "years"}), "", tables.check_workdays),
        "zc.finding-pages/1": Kind("检查代码", "findings", frozenset({"pages"}), "pages", tables.check_pages),
    }


def kind_of(value: Any) -> Kind | None:
    """The kind of a file, from its `format`, else from the keys only that kind has."""
    if not isinstance(value, Mapping):
        return None
    known = kinds()
    named = value.get("format")
    if isinstance(named, str) and named in known:
        return known[named]
    return next((kind for kind in known.values() if kind.keys & value.keys()), None)


def check_document(document: Document, context: Context) -> list[Finding]:
    """Schema first; the semantic checks only where the form is right, so that they can rely on it.

    A row that does not fit is left out of them, so that one mistake hides no other.
    """
    kind = kind_of(document.value)
    if kind is None:
        names = "、".join(kind.name for kind in kinds().values())
        hint = f"第一行写 format，例如 format: zc.plan-data/1；认得的有：{names}"
        return [Finding(document.file, 1, 1, "E210", "认不出这是哪一种数据文件", hint)]
    found = check_schema(document, load_schema(kind.schema))
    broken = _broken_rows(found, kind.table)
    return found if broken is None else [*found, *kind.check(document, context._replace(broken=broken))]


def _broken_rows(found: Iterable[Finding], table: str) -> frozenset[int] | None:
    """The rows that the findings are about; None when one is about the file beyond its rows."""
    rows = set()
    for finding in found:
        row = re.match(rf"{table}\[(\d+)\]", finding.path) if table else None
        if row is None:
            return None
        rows.add(int(row[1]))
    return frozenset(rows)
