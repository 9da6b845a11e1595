"""The checks of the dated figures of the law."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from zhicheng_cli.applicant.law.facts import DEGREES
from zhicheng_cli.applicant.law.figure_forms import FORMS, form_of, misfit
from zhicheng_cli.applicant.law.figures import UNFIT_FIGURE
from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding, closest
from zhicheng_cli.files.row_checks import PlacedRows, check_dates, check_unique, is_date
from zhicheng_cli.plan.checks.check_evidence import check_basis, check_sources
from zhicheng_cli.plan.checks.check_folders import root_of

from .check_standards import LEVELS, MOST_YEARS

#: What stands behind the dot: names of which table.
_NAMED_BEHIND = {"exam": "series", "assessments": "titles"}

_TABLES = ("parameters", "initial", "equivalents")


def check_rules(document: Document, context: Context) -> Iterator[Finding]:
    """Periods are periods, and on no day does a name stand for two things."""
    parameters: PlacedRows = [
        (("parameters", index), row) for index, row in _rows(document, "parameters", context.broken)
    ]
    initial: PlacedRows = [(("initial", index), row) for index, row in _rows(document, "initial")]
    for path, row in (*parameters, *initial):
        yield from _check_period(document, path, row)
    yield from _check_same_words(document, parameters)
    for path, row in initial:
        yield from _check_initial(document, path, row, [one for _, one in initial])
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


def _check_same_words(document: Document, parameters: PlacedRows) -> Iterator[Finding]:
    """The same words of a document stand in one clause of it."""
    clauses: dict[tuple[str, str], str | None] = {}
    for path, row in parameters:
        source = row["source"]
        first = clauses.setdefault((source["document"], row["words"]), source["clause"])
        if source["clause"] != first:
            message = f"“{source['document']}”的同一句话，别处写的是“{first or '没有条号'}”"
            yield document.finding((*path, "source", "clause"), "W319", message, "核对条款")


def _check_initial(
    document: Document, path: DataPath, row: Mapping[str, Any], rows: Collection[Mapping[str, Any]]
) -> Iterator[Finding]:
    """A line of 初定: the years after the degree are some of the years, and a higher level never takes less of them."""
    years = row["years"]
    if row["after_degree"] > years or years > MOST_YEARS:
        message = f"共要 {years} 年，其中取得学历之后 {row['after_degree']} 年"
        yield document.finding((*path, "years"), "W712", message, "核对两个年数")
    for other in rows:
        same = {*row["degrees"]} & {*other["degrees"]}
        if same and LEVELS.index(row["level"]) > LEVELS.index(other["level"]) and years < other["years"]:
            message = (
                f"{'、'.join(sorted(same))}初定{row['level']}要 {years} 年，{other['level']}却要 {other['years']} 年"
            )
            yield document.finding((*path, "years"), "E701", message, "级别高的年数不会更少，请核对两行")
        higher = min(map(DEGREES.index, row["degrees"])) > max(map(DEGREES.index, other["degrees"]))
        if higher and row["level"] == other["level"] and years > other["years"]:
            message = f"{row['degrees'][0]}要{years}年，{other['degrees'][0]}只要{other['years']}年"
            yield document.finding((*path, "years"), "E701", message, "学历高的年数不会更多，请核对两行")


def check_rules_by_plans(rules: Iterable[Document], plans: Collection[Document]) -> Iterator[Finding]:
    """What a figure rests on was seen somewhere; of a notice that a plan of the data folder quotes, it is what its
    clause says.

    Args:
        rules, plans: without errors.
    """
    for one in rules:
        near = [plan.value for plan in plans if root_of(plan.file) == root_of(one.file)]
        issued = {plan["plan"]["document"]: plan["plan"]["issued"] for plan in near}
        quoted = {(of["plan"]["document"], clause["id"]): clause["text"] for of in near for clause in of["clauses"]}
        rows: PlacedRows = [((table, index), row) for table in _TABLES for index, row in _rows(one, table)]
        yield from check_sources(one, [((*path, "source"), row["source"]) for path, row in rows if near], issued)
        for path, row in rows:
            document, since = row["source"]["document"], row.get("since")
            if document not in issued:
                continue
            if since and since < issued[document]:
                message = f"{since} 起有效，“{document}”却是 {issued[document]} 才印发的"
                yield one.finding((*path, "since"), "W712", message, "核对起的日期")
            yield from check_basis(one, (*path, "source"), row["source"], document)
            yield from _check_quoted(one, path, row, quoted)


def _check_quoted(
    document: Document, path: DataPath, row: Mapping[str, Any], quoted: Mapping[tuple[str, str], str]
) -> Iterator[Finding]:
    """The words of a figure stand in the clause that it names."""
    clause, words = row["source"]["clause"], row.get("words", "")
    text = quoted.get((row["source"]["document"], clause))
    if text is None:
        message = f"计划里没有收录条款“{clause}”"
        yield document.finding((*path, "source", "clause"), "W319", message, "写计划里有的编号")
    elif "".join(words.split()) not in "".join(text.split()):
        yield document.finding((*path, "words"), "W319", f"条款“{clause}”里没有“{words}”", "照抄条款的文字")


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
