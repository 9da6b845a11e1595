"""A dossier against the plan and the table of titles: titles, series, steps, committee, specialty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from zhicheng_cli.errors import NextStep, Pointer, ZcError
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import is_date
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.find import SeveralError, find_committee
from zhicheng_cli.plan.search import Search
from zhicheng_cli.plan.titles import Title, likely_title
from zhicheng_cli.plan.unknown_word import rows_of_field

#: So many committees of a name that fits several are listed.
_LISTED = 5


class _Step(NamedTuple):
    """A title held whose series and day are known; the order is that of the days."""

    series: str
    obtained: str
    rank: int
    title: Title
    path: DataPath


def check_application(document: Document, search: Search) -> Iterator[Finding]:
    """Titles that there are, in their series and one by one; a committee that takes the title applied for."""
    held, target = list(enumerate(document.value.get("titles", ()))), document.value["target"]
    applied_for = next((one.series for one in search.titles.named(target["title"])), None)
    for index, row in held:
        path: DataPath = ("titles", index)
        if "title" in row:
            yield from _check_title(document, (*path, "title"), row["title"], search, row.get("series", applied_for))
        if "series" in row:
            yield from _check_series(document, (*path, "series"), row, search)
    yield from _check_steps(document, held, search)
    yield from _check_title(document, ("target", "title"), target["title"], search)
    yield from _check_committee(document, target, search)
    if "specialty" in target:
        yield from _check_specialty(document, target["specialty"], search)
    yield from _check_submitted(document, target.get("submitted"), search)


def _check_submitted(document: Document, submitted: str | None, search: Search) -> Iterator[Finding]:
    if submitted is not None and is_date(submitted) and submitted[:4] != str(search.plan.year):
        message = f"交材料日期 {submitted} 不在 {search.plan.year} 年度"
        yield document.finding(("target", "submitted"), "W619", message, "核对年份", Pointer(NextStep.ANOTHER_YEAR))


def _check_title(
    document: Document, path: DataPath, title: str, search: Search, series: str | None = None
) -> Iterator[Finding]:
    if title not in search.titles:
        # A title held may be of a trade that the table does not have; the one applied for may not.
        code = "E612" if path[0] == "target" else "W618"
        hint = likely_title(title, search.titles, search.titles.series_called(series or ""))
        yield document.finding(path, code, f"职称表里没有“{title}”", hint)


def _check_series(document: Document, path: DataPath, row: Any, search: Search) -> Iterator[Finding]:
    series = search.titles.series_called(row["series"])
    if series is None:
        yield document.finding(path, "E613", f"没有“{row['series']}”这个系列", search.series_hint(row["series"]))
        return
    found = [one.series for one in search.titles.named(row.get("title", ""))]
    if found and series not in found:
        yield document.finding(path, "E613", f"{series}系列没有“{row['title']}”", f"这个职称属于{'、'.join(found)}系列")


def _check_steps(document: Document, held: list[tuple[int, Any]], search: Search) -> Iterator[Finding]:
    """Titles of a series are got one by one."""
    steps = sorted(step for index, row in held for step in _steps(index, row, search))
    for before, one in pairwise(steps):
        if before.series == one.series and one.rank - before.rank > 1:
            lower, higher = before.title, one.title
            message = f"{lower.title}（{lower.level}）之后直接是{higher.title}（{higher.level}），中间隔了级别"
            yield document.finding(one.path, "W603", message, "中间的职称漏写的请补上；破格取得的，核对证书")


def _steps(index: int, row: Any, search: Search) -> Iterator[_Step]:
    named = search.titles.named(row.get("title", ""))
    given = row.get("series")
    series = search.titles.series_called(given) if given else None
    found = [one for one in named if one.series == series] if given else named
    if len(found) == 1 and is_date(row.get("obtained", "")):
        rank = search.titles.levels.index(found[0].level)
        yield _Step(found[0].series, row["obtained"], rank, found[0], ("titles", index, "title"))


def _check_committee(document: Document, target: Any, search: Search) -> Iterator[Finding]:
    given, title, path = target.get("committee"), target["title"], ("target", "committee")
    if given is None:
        return
    try:
        committee = find_committee(str(given), search)
    except SeveralError as error:
        more = ["…"] * (len(error.several) > _LISTED)
        yield document.finding(path, "E614", error.summary + "；".join([*error.several[:_LISTED], *more]))
        return
    except ZcError as error:
        yield document.refusal(path, "E614", error)
        return
    known = search.titles.named(title)
    if known and search.takes(committee, title) is None and not _confirms(committee, known):
        message = f"第{committee.no}行（{committee.name}）不评审也不推荐{title}"
        taken = any(search.takes(one, title) for one in search.plan.committees)
        hint = "" if taken else "通知没有安排它的评审，请先问当地人力社保部门"
        see = Pointer(NextStep.TAKERS_OF_TITLE, title) if taken else None
        yield document.finding(path, "W615", message, hint, see)


def _confirms(committee: Committee, titles: list[Title]) -> bool:
    """初定 goes by levels: the titles printed are those of one series, whether others count is for the rules to say."""
    levels = {level for route in committee.routes if route.route == "初定" for level in route.levels}
    return any(title.level in levels for title in titles)


def _check_specialty(document: Document, specialty: str, search: Search) -> Iterator[Finding]:
    unknown = _unknown_specialty(search, specialty)
    if unknown:
        hint = unknown.hint or unknown.message
        yield document.finding(
            ("target", "specialty"),
            "W616",
            f"通知没有印这个词：{specialty}",
            hint,
            unknown.see,
        )


@lru_cache(maxsize=1 << 10)
def _unknown_specialty(search: Search, specialty: str) -> ZcError | None:
    """Many dossiers name few specialties, and each is looked for in every row."""
    try:
        rows_of_field(specialty, search)
    except ZcError as error:
        return error
    return None
