"""Checks that every numbered table of the notice shares."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import sound

_NAMED_YEAR = re.compile(r"(?:plan|contacts)_([0-9]{4})\.ya?ml$")
_NUMBERED = re.compile(r"(?:[〔\[［(（【]([0-9]{4})[〕\]］)）】]|(?<![0-9])([0-9]{4})年)第?[0-9]+号")
_SEPARATORS = re.compile(r"[\s、，,]")


def check_numbers(
    document: Document, table: str, context: Context, withdrawn: Collection[int] | None = None
) -> Iterator[Finding]:
    """序号 must run 1…n in order, without a double, and without a gap but for what was withdrawn.

    Args:
        withdrawn: their numbers; None = no row of this table can be.
    """
    gap = "漏了的行补上" if withdrawn is None else "漏了的行补上，撤去的写进 withdrawn"
    seen: set[int] = set()
    highest = doubles = 0
    for index, row in enumerate(document.value[table]):
        if index in context.broken:
            doubles += 1  # it may bear the number that is missing, or not
            continue
        number, path = row["no"], (table, index, "no")
        # A double may stand for the number that is missing after it, or not.
        missing = islice((one for one in range(highest + 1, number) if one not in (withdrawn or ())), doubles, None)
        if number in seen:
            yield document.finding(path, "E301", f"序号 {number} 重复", "每个序号只能出现一次")
            doubles += 1
        elif number < highest:
            yield document.finding(path, "E301", f"序号 {number} 排在 {highest} 之后", "序号要从小到大")
        else:
            if expected := next(missing, None):
                message = f"序号应为 {expected}，这里是 {number}"
                yield document.finding(path, "E301", message, f"序号从 1 起连续；{gap}")
            highest, doubles = number, 0
        seen.add(number)


def check_named_year(document: Document, path: DataPath, year: int) -> Iterator[Finding]:
    """The year is the one of the file's name: last year's file is the usual draft of the next."""
    named = _NAMED_YEAR.search(document.file)
    if named and int(named[1]) != year:
        message = f"文件名里的年度是 {named[1]}，这里是 {year}"
        yield document.finding(path, "E313", message, "照去年的文件改写时，年度也要改")


def check_source(
    document: Document, path: DataPath, row: Mapping[str, Any], notice: str, *, tables: int = 1
) -> Iterator[Finding]:
    """A row stands in this very notice, under its own number: rows copied from last year's plan do not.

    Args:
        tables: in how many the rows stand; of several, `check_tables` looks at the numbers.
    """
    source = row["source"]
    if tables == 1 and source.get("row", row["no"]) != row["no"]:
        message = f"出处写的是第 {source['row']} 行，序号却是 {row['no']}"
        yield document.finding((*path, "row"), "E310", message)
    if source["document"] != notice:
        message = f"出处写的是“{source['document']}”，本文件的通知却是“{notice}”"
        yield document.finding((*path, "document"), "E310", message, "照去年的文件改写时，出处也要改")


def check_annexes(document: Document, table: str, context: Context) -> Iterator[Finding]:
    """A table stands in one annex, or in none: that of most of its rows."""
    annexes = [(index, row["source"].get("annex")) for index, row in sound(document, table, context)]
    numbers = [annex for _, annex in annexes]
    usual = max(numbers, key=numbers.count, default=None)
    for index, annex in annexes:
        if annex != usual:
            place = (table, index, "source", *(("annex",) if annex else ()))
            said = f"出处写的是附件{annex}" if annex else "出处没有写附件号"
            message = f"{said}，其余各行{f'是附件{usual}' if usual else '没有写附件号'}"
            yield document.finding(place, "E310", message, "核对附件号")


def check_tables(document: Document, table: str, context: Context, annexes: Sequence[int]) -> Iterator[Finding]:
    """Rows stand in the annexes that are named, one table after another; the rows of each are counted anew, or on."""
    ahead: dict[int | None, int] = {}
    current: int | None = None
    highest = 0
    for index, row in sound(document, table, context):
        source, path = row["source"], (table, index, "source")
        annex = source.get("annex")
        if annex is not None and annex not in annexes:
            message = f"出处写的是附件{annex}，有表的附件却是{'、'.join(map(str, annexes))}"
            yield document.finding((*path, "annex"), "E310", message, "核对附件号，或在 plan 的 annexes 里补上")
        elif "row" in source:
            before = row["no"] - source["row"]
            if annex in ahead and annex != current:
                message = f"附件{annex}的行中间夹着别的表的"
                yield document.finding((*path, "annex"), "E310", message, "一张表的行连着写，核对前后各行的附件号")
            elif annex in ahead and before != ahead[annex]:
                message = f"出处写的是第 {source['row']} 行，接着前面的应是第 {row['no'] - ahead[annex]} 行"
                yield document.finding((*path, "row"), "E310", message)
            elif annex not in ahead and before != 0 and not 0 < highest <= before:
                message = f"出处写的是第 {source['row']} 行，序号却是 {row['no']}"
                yield document.finding((*path, "row"), "E310", message, "每张表的行号各自从 1 起，或者接着上一张表")
            ahead.setdefault(annex, before)
            current = annex
        highest = row["no"]
    for number, annex in enumerate(annexes):
        if annex not in ahead and not context.broken:
            message = f"没有一行出自附件{annex}"
            yield document.finding(("plan", "annexes", number), "E310", message, "核对各行的附件号")


def year_of_number(notice: str) -> int | None:
    """The year in a document's number: 2021 of 湖人社函〔2021〕57号, of 2021年第5号; None = it has none."""
    numbered = _NUMBERED.search(notice)
    return int(numbered[1] or numbered[2]) if numbered else None


def check_covers(document: Document, path: DataPath, printed: str, parts: Sequence[str]) -> Iterator[Finding]:
    """The reading of a printed cell must use up its words: nothing left over, nothing added."""
    if _bare(printed) != _bare("".join(parts)):
        message = f"读出的内容与原文不一致：原文“{printed}”，读出“{'、'.join(parts)}”"
        yield document.finding(path, "E308", message, "逐字核对；原文里不是条目的文字写进 other_words")


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", text)
