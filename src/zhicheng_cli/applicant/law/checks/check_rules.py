"""The checks of the dated figures of the law."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from zhicheng_cli.applicant.law.figure_forms import FORMS, form_of, misfit
from zhicheng_cli.applicant.law.figures import UNFIT_FIGURE
from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding, closest
from zhicheng_cli.files.row_checks import PlacedRows, check_dates, check_unique, is_date

#: What stands behind the dot: names of which table.
_NAMED_BEHIND = {"exam": "series", "assessments": "titles"}


def check_rules(document: Document, context: Context) -> Iterator[Finding]:
    """Periods are periods, and on no day does a name stand for two things."""
    parameters: PlacedRows = [
        (("parameters", index), row) for index, row in _rows(document, "parameters", context.broken)
    ]
    initial: PlacedRows = [(("initial", index), row) for index, row in _rows(document, "initial")]
    for path, row in (*parameters, *initial):
        yield from _check_period(document, path, row)
    for path, row in parameters:
        yield from _check_form(document, path, row, context)
    named = [((*path, "id"), row["id"], row) for path, row in parameters]
    named += [
        ((*path, "degrees", number), f"{degree}初定{row['level']}", row)
        for path, row in initial
        for number, degree in enumerate(row["degrees"])
    ]
    yield from _check_overlaps(document, named)
    equivalents = _rows(document, "equivalents")
    for place in dict.fromkeys(_place(row) for _, row in equivalents):
        of_place = (one for one in equivalents if _place(one[1]) == place)
        yield from check_unique(document, "equivalents", of_place, "word")


def _rows(document: Document, table: str, broken: Collection[int] = ()) -> list[tuple[int, Mapping[str, Any]]]:
    """The rows of a table with their indexes; a city's own file need not have it."""
    return [(index, row) for index, row in enumerate(document.value.get(table, ())) if index not in broken]


def _check_period(document: Document, path: DataPath, row: Mapping[str, Any]) -> Iterator[Finding]:
    since, until = row.get("since"), row.get("until")
    given = [((*path, key), row[key]) for key in ("since", "until") if row.get(key) is not None]
    yield from check_dates(document, given)
    if since and until and is_date(since) and is_date(until) and since > until:
        yield document.finding((*path, "until"), "E706", f"{since} 起、{until} 止，前后颠倒", "核对起止日期")


def _check_form(document: Document, path: DataPath, row: Mapping[str, Any], context: Context) -> Iterator[Finding]:
    """A figure is what its name promises, and says what its words say; its name is one that rules ask for."""
    name = row["id"]
    before, _, behind = name.partition(".")
    known = context.known.get(_NAMED_BEHIND.get(before, ""), ())
    if form_of(name) is None or (known and behind not in known):
        near = closest(name, [*FORMS, *(f"{before}.{one}" for one in known)])
        hint = f"是否想写“{near}”？" if near else "规则不用的数字不写在这里"
        yield document.finding((*path, "id"), "W710", f"没有规则用到参数“{name}”", hint)
        return
    unfit = misfit(row)
    if unfit is not None:
        message = UNFIT_FIGURE.format(figure=name, why=unfit.why)
        yield document.finding((*path, unfit.field), "W711", message, "改正以前，用到它的规则只说待核实")


def _check_overlaps(document: Document, named: Iterable[tuple[DataPath, str, Mapping[str, Any]]]) -> Iterator[Finding]:
    seen: dict[str, list[Mapping[str, Any]]] = {}
    for path, name, row in named:
        if any(_overlap(row, other) for other in seen.get(name, ())):
            yield document.finding(path, "E707", f"“{name}”重复，日期有重叠", "给旧的写上 until，给新的写上 since")
        seen.setdefault(name, []).append(row)


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    # Of rows for different places the nearer one counts.
    return _place(one) == _place(other) and _since(one) <= _until(other) and _since(other) <= _until(one)


def _place(row: Mapping[str, Any]) -> tuple[Any, Any]:
    return row.get("province"), row.get("city")


def _since(row: Mapping[str, Any]) -> str:
    return row.get("since") or "0"


def _until(row: Mapping[str, Any]) -> str:
    return row.get("until") or "9999-12-31"
