"""The checks of whom a row takes against the printed words that limit it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding

_SPACE = re.compile(r"\s")
#: What a scope may say that is not in its words, but then in the row, or in a reading.
_FROM_ELSEWHERE = ("organisation", "county", "region")
#: How the names of bodies end that have people of their own.
_BODIES = ("协会", "学会", "商会", "公司")
#: Printed words that take some people only, or leave some out.
_LIMITING = re.compile(r"(?<!不)限于|仅限|只限|限本|本行业|本系统|本公司|本单位|全省范围|不含|不包[含括]|不再|除外")
#: The printed words of each kind of limit, by field and value.
_WORDS_OF_LIMIT = {
    ("unit", "本公司"): re.compile("本公司|本单位"),
    ("unit", "本行业"): re.compile("本行业|本系统"),
    ("excludes", "自主评聘单位"): re.compile("(?:不含|不包[含括]).*自主评聘单位|自主评聘单位.*除外"),
    ("region", "全省"): re.compile("全省"),
}
_LEAVING_OUT = re.compile("不含|不包[含括]|不再|除外")
#: What stands between the names of series; 等 is part of 中等职业学校教师 and 高等学校教师.
_BETWEEN_SERIES = re.compile(
    "不含|不包[含括]|不再(?:初定|评审)?|除外|系列|专业|职称|(?<![中高])等|[、，,；;。和及与的()（）]"
)


def check_scope(document: Document, path: DataPath, row: Mapping[str, Any], context: Context) -> Iterator[Finding]:
    """A printed limit is read as one, as the one that is printed, and in words of the row."""
    scope, printed = row.get("scope", {}), row["printed"]
    yield from _check_county(document, path, scope, printed["name"])
    read = [*filter(None, [scope.get("words")]), *(limit["words"] for limit in row.get("except_levels", ()))]
    for key in ("name", "remarks"):
        rest = _bare(printed[key])
        for words in map(_bare, read):
            rest = rest.replace(words, "、")
        for word in dict.fromkeys(_LIMITING.findall(rest)):
            message = f"印着“{word}”，范围里却没有依据这几个字的"
            yield document.finding((*path, "printed", key), "W319", message, "在 scope 里写明只收谁、不收谁")
    if scope:
        place: DataPath = (*path, "scope")
        yield from _check_words(document, place, scope, printed)
        yield from _check_limits(document, place, scope)
        yield from _check_series(document, place, scope, context.known.get("series", ()))


def _check_county(document: Document, path: DataPath, scope: Mapping[str, Any], name: str) -> Iterator[Finding]:
    """A name that begins with the counties, or with one of them, is of theirs."""
    counties = document.value["region"]["counties"]
    meant = next((one for one in ("各", *counties) if name.startswith(one)), "")
    if meant and not scope.get("county", "").startswith(meant):
        message = f"名称是“{name}”，范围里却没有写{'县、区' if meant == '各' else meant}"
        yield document.finding((*path, "printed", "name"), "W319", message, "在 scope 的 county 里写明")


def _check_limits(document: Document, path: DataPath, scope: Mapping[str, Any]) -> Iterator[Finding]:
    """Each limit of a scope is in its words, and each in its words is one of the scope."""
    words = _bare(scope["words"])
    for (key, value), told in _WORDS_OF_LIMIT.items():
        read = value in scope.get(key, ())
        if told.search(words) and not read:
            message = f"“{words}”说的是{value}，却没有读成 {key}"
            yield document.finding((*path, "words"), "W319", message, f"在 {key} 里写上 {value}")
        elif read and not told.search(words):
            message = f"“{words}”没有说到{value}"
            yield document.finding((*path, key), "W319", message, "照依据的文字写")


def _check_series(
    document: Document, path: DataPath, scope: Mapping[str, Any], known: Collection[str]
) -> Iterator[Finding]:
    """The series left out are those that the words name, and no others."""
    words, left_out = _bare(scope["words"]), scope.get("excludes_series", ())
    parts = {part for part in _BETWEEN_SERIES.split(words) if len(part) > 1}
    for series in sorted(known) if _LEAVING_OUT.search(words) else ():
        # 卫生 is short for 卫生技术; but a series that has such a name itself is meant by it.
        named = series in parts or any(series.startswith(part) for part in parts - {*known})
        if named and series not in left_out:
            message = f"“{words}”说到{series}，不含的系列里却没有"
            yield document.finding((*path, "words"), "W319", message, f"在 excludes_series 里写上 {series}")
    for index, series in enumerate(left_out):
        if not any(series.startswith(part) for part in parts):
            message = f"“{words}”没有说不含{series}"
            yield document.finding((*path, "excludes_series", index), "W319", message, "照依据的文字写")


def _check_words(
    document: Document, path: DataPath, scope: Mapping[str, Any], printed: Mapping[str, str]
) -> Iterator[Finding]:
    """The words of a scope are printed in the row, and what is not printed there is said to be a reading."""
    reading, text = _bare(scope.get("reading", "")), _bare("".join(printed.values()))
    name = printed["name"]
    for quoted in re.findall("“(.*?)”", reading):
        if quoted not in text:
            yield document.finding((*path, "reading"), "W319", f"本行原文里没有“{quoted}”", "引号里照抄本行的字")
    if _bare(scope["words"]) not in text:
        yield document.finding((*path, "words"), "E311", f"本行原文里没有“{scope['words']}”", "依据要照抄本行的文字")
    if scope.get("unit") == "本公司" and "organisation" not in scope:
        yield document.finding((*path, "unit"), "E318", "只收本公司的人，却没有写是哪家公司", "补上 organisation")
    elif scope.get("unit") == "本行业" and name.endswith(_BODIES) and "organisation" not in scope:
        message = f"只收本行业的人，却没有写是“{name}”"
        yield document.finding((*path, "unit"), "W319", message, "补上 organisation")
    county = scope.get("county", "各")
    if not county.startswith("各") and "unit" not in scope:
        message = f"范围写了“{county}”，没有写限于谁，会当作由各县、区自己组织"
        yield document.finding((*path, "county"), "W319", message, "限于本行业、本公司的，写上 unit")
    for key, value in scope.items():
        known = text + reading if key == "organisation" else text
        if key in _FROM_ELSEWHERE and _bare(value) not in known and (key == "organisation" or not reading):
            message = f"本行原文里没有“{value}”"
            yield document.finding((*path, key), "W319", message, "照抄本行的字；从别处读来的，在 reading 里写明")


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
