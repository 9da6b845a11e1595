"""What kind of body a row is, and by which ways a title is reached with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.plan.checks.check_readings import levels_told
from zhicheng_cli.plan.titles import LEVELS, Title

from .reading_doubt import ReadingDoubt
from .remark_clauses import ClauseKind, RemarkClause
from .row_names import abbreviates_in, committee_words

_OWN = re.compile(r"本公司|本行业|本单位|本系统")
_SELF = re.compile(r"自主评[聘审]")
_ORGANISATION = re.compile("(?:协会|学会|商会|公司|集团|大学|学院|医院|研究院|研究所|中心)$")
_KIND_OF_GROUPS = {
    ("高级",): "高评委",
    ("中级",): "中评委",
    ("初级",): "初评委",
    ("初级", "中级"): "中初评委",
}
_SHORT = re.compile("([高中初])评[会委]")
_NAMED = {"以考代评": "以考代评", "考评结合": "考评结合", "委托": "委托评审"}
_HIGH = tuple(level for level, group in LEVELS.items() if group == "高级")


class RowWays(NamedTuple):
    """A row's kind and routes, in the form of the plan file."""

    kind: str
    routes: list[dict[str, Any]]
    doubts: list[ReadingDoubt]


def read_ways(
    printed: Mapping[str, str],
    clauses: Sequence[RemarkClause],
    titles: Sequence[Title],
    series: Sequence[str],
    other_words: str,
) -> RowWays:
    """The kind and the routes of a row.

    Args:
        clauses: of its remarks.
        titles: the single ones that it reviews or recommends, of its series.
        other_words: of the cell of reviews, which are no titles.
    """
    kind, doubts = _kind(printed, clauses, titles)
    routes = _told(printed, clauses, titles, series, other_words)
    names = {one["route"] for one in routes}
    if kind == "初定":
        first = {"route": "初定", "words": printed["name"], "levels": list(levels_told(other_words))}
        routes = [{key: value for key, value in first.items() if value}, *routes]
    elif kind == "自主评审单位" and "自主评审" not in names:
        routes = [*_self_review(printed, clauses, doubts), *routes]
    elif (committee := committee_words(printed["name"])) and "自主评审" not in names:
        reviews = bool(printed["reviews"]) and not other_words
        own = [{"route": "评审", "words": committee}]
        routes = [*(own if reviews or not routes or _not_reached(titles, routes) else []), *routes]
    if not routes:
        doubts.append(ReadingDoubt("W447", "remarks", "没有印怎样评审", "读作评审"))
        routes = [{"route": "评审", "words": printed["name"]}]
    _explain(routes, titles, doubts)
    return RowWays(kind, routes, doubts)


def _kind(
    printed: Mapping[str, str], clauses: Sequence[RemarkClause], titles: Sequence[Title]
) -> tuple[str, list[ReadingDoubt]]:
    name = printed["name"]
    if name.startswith("各"):
        return "区县评委会", []
    if "初定" in name:
        return "初定", []
    if committee_words(name):
        return _kind_of_committee(name, titles)
    own = next((one.words for one in clauses if _OWN.search(one.words)), "")
    ways = "".join(one.words for one in clauses if one.kind is ClauseKind.WAY)
    if _SELF.search(ways + name):
        return "自主评审单位", []
    if own or _ORGANISATION.search(name):
        rests_on = f"备注“{own}”" if own else f"名称“{name}”"
        note = f"通知没有写明本行的类别；归为“自主评审单位”、途径归为“自主评审”，是据{rests_on}的解读"
        return "自主评审单位", [ReadingDoubt("W446", "name", f"没有写明“{name}”的类别", "读作自主评审单位", note)]
    is_plain = bool(ways) or name.endswith(("专业", "系列"))
    return "专业", [] if is_plain else [ReadingDoubt("W446", "name", f"看不出“{name}”是哪一类", "读作专业")]


def _kind_of_committee(name: str, titles: Sequence[Title]) -> tuple[str, list[ReadingDoubt]]:
    short = _SHORT.search(name)
    groups = (f"{short[1]}级",) if short else _groups(levels_told(name))
    if kind := _KIND_OF_GROUPS.get(groups):
        return kind, []
    there = _groups([one.level for one in titles])
    highest = (groups or there)[-1:]
    kind = _KIND_OF_GROUPS.get(highest, "中评委")
    return kind, [ReadingDoubt("W446", "name", f"“{name}”没有写明是哪一级的", f"读作{kind}")]


def _groups(levels: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(LEVELS[level] for level in LEVELS if level in levels))


def _told(
    printed: Mapping[str, str],
    clauses: Sequence[RemarkClause],
    titles: Sequence[Title],
    series: Sequence[str],
    other_words: str,
) -> list[dict[str, Any]]:
    """The routes that the cells name."""
    routes: dict[str, dict[str, Any]] = {}
    words_of_ways = [other_words, printed["name"], *(one.words for one in clauses if one.kind is ClauseKind.WAY)]
    for words in filter(None, words_of_ways):
        for told, route in _NAMED.items():
            if told in words and route not in routes:
                routes[route] = _route(route, words, titles, series)
    own = [one.words for one in clauses if one.kind is ClauseKind.WAY and _SELF.search(one.words)]
    if not own:
        return list(routes.values())
    routes["自主评审"] = {"route": "自主评审", "words": own[0]}
    for one in clauses:
        levels = levels_told(one.words)
        if one.kind is ClauseKind.WAY and "推荐" in one.words and levels:
            named = [title.title for title in titles if title.level in levels]
            routes["评审"] = {"route": "评审", "words": one.words, **({"titles": named} if named else {})}
    return list(routes.values())


def _route(route: str, words: str, titles: Sequence[Title], series: Sequence[str]) -> dict[str, Any]:
    levels = [level for level in levels_told(words) if route == "以考代评" or _has(titles, level)]
    named = [one for one in series if abbreviates_in(one, words)]
    read: dict[str, Any] = {"route": route, "words": words}
    if levels:
        read["levels"] = levels
    if named and named != list(series):
        read["series"] = named
    return read


def _has(titles: Sequence[Title], level: str) -> bool:
    return any(one.level == level for one in titles)


def _not_reached(titles: Sequence[Title], routes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a title has no way yet; 考评结合 beside 初中级以考代评 leads to the high ones."""
    names = {one["route"] for one in routes}
    if {"以考代评", "考评结合"} <= names:
        return False
    return any(all(one.level not in route.get("levels", (one.level,)) for route in routes) for one in titles)


def _self_review(
    printed: Mapping[str, str], clauses: Sequence[RemarkClause], doubts: list[ReadingDoubt]
) -> list[dict[str, Any]]:
    words = next((one.words for one in clauses if _OWN.search(one.words)), "")
    if not words:
        own = _SELF.search(printed["name"])
        return [{"route": "自主评审", "words": own[0] if own else printed["name"]}]
    doubts.append(ReadingDoubt("W447", "remarks", f"备注印的是“{words}”，没有写明途径", "读作自主评审"))
    return [{"route": "自主评审", "words": words, "note": "解读；通知没有写明"}]


def _explain(routes: list[dict[str, Any]], titles: Sequence[Title], doubts: list[ReadingDoubt]) -> None:
    """Of routes that name no levels beside others: whom they concern."""
    for one in routes:
        if len(routes) < 2 or one["route"] not in _NAMED.values() or {"levels", "titles", "series"} & {*one}:
            continue
        exam = next((other for other in routes if other["route"] == "以考代评" and "levels" in other), None)
        high = [level for level in _HIGH if _has(titles, level)]
        if one["route"] == "考评结合" and exam and high:
            group = "初中级" if len(exam["levels"]) > 2 else "、".join(exam["levels"])
            one["levels"] = high
            only = "" if len(high) > 1 else "；本行只印一个高级资格，没有印正高级" * (high == ["副高级"])
            one["note"] = f"解读：{group}既为以考代评，考评结合应指高级{only}"
            doubts.append(ReadingDoubt("W447", "remarks", "没有写明哪些资格考评结合", "读作指高级"))
        else:
            one["note"] = f"通知没有写明哪些资格{one['route']}"
            doubts.append(ReadingDoubt("W447", "remarks", f"没有写明哪些资格{one['route']}", "读作哪些都可能"))
