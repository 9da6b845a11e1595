"""The checks of a row's readings against the printed words they are read from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.plan.titles import LEVELS, Title

from .check_references import single_titles, titles_in
from .check_scope import check_scope

_SPACE = re.compile(r"\s")
#: The words of a route that is not the plain review.
_WORDS_OF = {
    "以考代评": ("以考代评",),
    "考评结合": ("考评结合",),
    "委托评审": ("委托",),
    "初定": ("初定",),
    "自主评审": ("自主", "本行业", "本公司", "本单位"),
}
_LEVEL_OF_KIND = {"高评委": "高级", "中评委": "中级", "中初评委": "中初级", "初评委": "初级"}
_RANKS = tuple(LEVELS)
_COMMITTEE = ("评审委员会", "评委会", "中评会")
#: People who are set apart by what the name calls them.
_SET_APART = re.compile("企业\\S*人才|\\S{2}系统")
_BETWEEN = re.compile("[、，,/;；（）()。\\s]|等专业|等$|专业$")
#: What remarks tell beside fields: ways and limits.
_NO_FIELD = re.compile("以考代评|考评结合|委托|自主|初定|不含|不包|不再|限|推荐|本行业|本公司|本单位|本系统")
#: 防灾减灾(初、中级除外)
_LIMITED = re.compile("[(（][^()（）]*除外[)）]")
_GROUPS = re.compile(r"初、?中级|中、?初级|正高级|副高级|高级|中级|初级")


def check_readings(document: Document, path: DataPath, row: Mapping[str, Any], context: Context) -> Iterator[Finding]:
    """Kind, routes, levels and specialties are what the printed words say; nothing is read into them."""
    named = single_titles(row)
    titles = [one for one in titles_in(context) if one.title in named and one.series in row["series"]]
    yield from _check_kind(document, path, row, titles)
    yield from _check_routes(document, path, row, titles)
    for index, limit in enumerate(row.get("except_levels", ())):
        told = levels_told(limit["words"])
        if told and {*limit["levels"]} != {*told}:
            yield _differs(document, (*path, "except_levels", index, "levels"), limit["words"], told)
    text = _bare("".join(row["printed"].values()))
    for index, word in enumerate(row["specialties"]):
        if _bare(word) not in text and word not in row["series"]:
            message = f"本行原文里没有专业“{word}”"
            yield document.finding((*path, "specialties", index), "W319", message, "照抄备注或名称里的字")
    yield from _check_left_out(document, path, row)
    meant = row.get("meant_for", "")
    if not meant and (found := _SET_APART.search(row["printed"]["name"])):
        message = f"名称里印着“{found[0]}”，却没有写是对谁的"
        yield document.finding((*path, "printed", "name"), "W319", message, "在 meant_for 里照抄名称的字")
    if meant not in row["printed"]["name"]:
        message = f"本行名称里没有“{meant}”"
        yield document.finding((*path, "meant_for"), "W319", message, "照抄名称里的字")
    yield from check_scope(document, path, row, context)


def _check_left_out(document: Document, path: DataPath, row: Mapping[str, Any]) -> Iterator[Finding]:
    """Of the fields that the remarks list, none is left out; a row that takes papers has one."""
    specialties, kind = row["specialties"], row["kind"]
    if not specialties and kind != "初定":
        yield document.finding((*path, "specialties"), "W319", "没有写专业", "照抄备注或名称里的字")
    told = "".join(note["text"] for note in row.get("notes", ()))
    rest = _bare(row["printed"]["remarks"]).replace(_bare(row.get("scope", {}).get("words", "")) or "、", "、")
    parts = _BETWEEN.split(_LIMITED.sub("", rest))
    listed = [part for part in parts if len(part) > 1 and not _NO_FIELD.search(part)]
    known = [*map(_bare, specialties)]
    if not any(part in specialties for part in listed):
        return
    for part in listed:
        if not any(word in part or part in word for word in known) and part not in told:
            message = f"备注里印着“{part}”，专业里却没有"
            yield document.finding((*path, "specialties"), "W319", message, "补进专业；不另作专业的，在 notes 里说明")


def levels_told(words: str) -> tuple[str, ...]:
    """The levels that a sentence names: 初中级 → 员级, 助理级, 中级; none where it names none."""
    told: set[str] = set()
    for found in _GROUPS.findall(words):
        groups = ("初级", "中级") if {"初", "中"} <= {*found} else (found,)
        told |= {level for level, group in LEVELS.items() if level in groups or group in groups}
    return tuple(level for level in LEVELS if level in told)


def _check_kind(
    document: Document, path: DataPath, row: Mapping[str, Any], titles: Sequence[Title]
) -> Iterator[Finding]:
    """A kind that names a level is that of the name, and reviews none above; a county's is one of the counties."""
    kind, name = row["kind"], row["printed"]["name"]
    at, own = (*path, "kind"), _LEVEL_OF_KIND.get(kind)
    told = _levels_of_name(name)
    routes = {route["route"] for route in row["routes"]}
    reviews = single_titles({**row, "recommends": []})
    reviewed = {one.level for one in titles if one.title in reviews}
    if own and told and own not in told:
        yield document.finding(at, "W319", f"类别是{kind}，名称却是“{name}”", "核对类别")
    elif own and reviewed and not _is_the_committees(kind, max(map(_RANKS.index, reviewed))):
        message = f"类别是{kind}，所评资格却有{'、'.join(level for level in LEVELS if level in reviewed)}"
        yield document.finding(at, "W319", message, "核对类别、所评资格和职称表里的级别")
    if (kind == "区县评委会") != name.startswith("各"):
        yield document.finding(at, "W319", f"类别是{kind}，名称却是“{name}”", "名称以“各县(区)”开头的是区县评委会")
    if kind == "专业" and name.endswith(_COMMITTEE):
        yield document.finding(at, "W319", f"类别是{kind}，名称却是“{name}”", "核对类别")
    for named, route in (("自主评审单位", "自主评审"), ("初定", "初定")):
        if kind == named and route not in routes:
            yield document.finding(at, "W319", f"类别是{kind}，途径却没有{route}", "核对类别和途径")
    if kind != "初定" and any(route["route"] == "初定" and "初定" in route["words"] for route in row["routes"]):
        yield document.finding(at, "W319", f"类别是{kind}，途径却是初定", "核对类别和途径")


def _levels_of_name(name: str) -> list[str]:
    """The levels that a committee is called by, as in `_LEVEL_OF_KIND`: 中、初级 and 初中级 are one."""
    if any({"初", "中"} <= {*found} for found in _GROUPS.findall(name)):
        return ["中初级"]
    return [word for word in _LEVEL_OF_KIND.values() if word in name]


def _is_the_committees(kind: str, highest: int) -> bool:
    """Whether a committee of that kind reviews up to that level: 中评委 may do less, 高评委 must do its own."""
    ranks = [_RANKS.index(level) for level in levels_told(_LEVEL_OF_KIND[kind])]
    return highest <= ranks[-1] and (kind != "高评委" or highest >= ranks[0])


def _check_routes(
    document: Document, path: DataPath, row: Mapping[str, Any], titles: Sequence[Title]
) -> Iterator[Finding]:
    for index, route in enumerate(row["routes"]):
        place: DataPath = (*path, "routes", index)
        words, own = route["words"], _WORDS_OF.get(route["route"])
        others = [name for name, told in _WORDS_OF.items() if name in words and name != route["route"]]
        if not any(word in words for word in own) if own else others:
            message = f"途径是{route['route']}，依据的文字却是“{words}”"
            yield document.finding((*place, "route"), "W319", message, "核对途径和依据")
        levels, told = route.get("levels", ()), levels_told(words) if "levels" in route else ()
        if told and {*levels} != {*told}:
            yield _differs(document, (*place, "levels"), words, told)
        elif not told and titles:
            yield from _check_levels(document, (*place, "levels"), levels, {one.level for one in titles})
        yield from _check_named(document, place, route, row, titles)
    for title in titles:
        if not any(_leads_to(route, title) for route in row["routes"]):
            message = f"没有一种途径通到“{title.title}”"
            yield document.finding((*path, "routes"), "W319", message, "核对各途径适用的级别、系列、资格")


def _check_named(
    document: Document, path: DataPath, route: Mapping[str, Any], row: Mapping[str, Any], titles: Sequence[Title]
) -> Iterator[Finding]:
    """Series and levels that the words of a route name are its own, and only they."""
    words, series = route["words"], row["series"]
    named = [one for one in series if _abbreviated(one, words)]
    if named and {*route.get("series", series)} != {*named}:
        message = f"“{words}”说的是{'、'.join(named)}"
        yield document.finding((*path, "series" if "series" in route else "words"), "W319", message, "照依据的文字写")
    of_levels = [one.title for one in titles if one.level in levels_told(words)]
    if "titles" in route and of_levels and {*route["titles"]} != {*of_levels}:
        message = f"“{words}”说的是{'、'.join(of_levels)}"
        yield document.finding((*path, "titles"), "W319", message, "照依据的文字写")
    told = levels_told(row.get("other_words", {}).get("reviews", ""))
    if route["route"] == "初定" and told and "levels" not in route:
        yield _differs(document, (*path, "words"), row["printed"]["reviews"], told)


def _abbreviated(series: str, words: str) -> bool:
    """Whether two characters side by side are short for a series, from its first one on: 群文 for 群众文化."""
    pairs = (words[at : at + 2] for at in range(len(words) - 1))
    return any(pair[0] == series[0] and pair[1] in series[1:] for pair in pairs)


def _check_levels(
    document: Document, path: DataPath, levels: Sequence[str], there: Collection[str]
) -> Iterator[Finding]:
    for index, level in enumerate(levels):
        if level not in there:
            yield document.finding((*path, index), "W319", f"本行没有{level}的资格", "核对适用的级别")


def _leads_to(route: Mapping[str, Any], title: Title) -> bool:
    asked = (("levels", title.level), ("titles", title.title), ("series", title.series))
    return all(one in route.get(key, (one,)) for key, one in asked)


def _differs(document: Document, path: DataPath, words: str, told: Sequence[str]) -> Finding:
    message = f"“{words}”说的是{'、'.join(told)}"
    return document.finding(path, "W319", message, "照依据的文字写")


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
