"""The State Council's notice on the days off of a year (关于…年部分节假日安排的通知), and those that change one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from zhicheng_cli.files.findings import Finding

from .day_off_naming import NoticePart
from .day_off_sentences import Arrangement, SentenceReader
from .day_off_words import (
    HEADING,
    NUMBER_OF_DOCUMENT,
    SALUTATION,
    SIGNATURE,
    SUBJECT,
    YEAR,
    festival_name,
    festivals_in,
)
from .printed_text import PrintedText, printed_text

_ONE_NOTICE = "一个文件里只放一份通知，先发的先导入"


class DayOffNotice(NamedTuple):
    """A notice as it was read.

    Attributes:
        document: the number that is printed, such as 国办发明电〔2023〕7号; empty where there is none.
        address: where it was published, if it says so.
        arrangements: in printed order.
        encouraged: sentences that only encourage people to take leave on a day, as printed.
    """

    document: str
    address: str
    arrangements: tuple[Arrangement, ...]
    encouraged: tuple[str, ...] = ()


class ReadNotice(NamedTuple):
    """A notice, and what is wrong with it; with a finding, it must not be used."""

    notice: DayOffNotice
    found: tuple[Finding, ...]


def read_day_off_notice(text: str, file: str, year: int | None = None) -> ReadNotice:
    """Read the text of a notice.

    Args:
        file: its name, as the user gave it.
        year: the one it speaks of, where people say so.
    """
    printed = printed_text(text, file)
    words = printed.words
    headings = _headings(printed)
    greeting = SALUTATION.search(words)
    start = headings[0].start() if headings else greeting.end() if greeting else 0
    signature = SIGNATURE.search(words, start)
    end = signature.start() if signature else len(words)
    head = words[: start if headings else end]
    found = list(_year_findings(printed, head, year))
    years = sorted({int(one) for one in YEAR.findall(head)})
    spoken_of = year or (years[0] if len(years) == 1 else None)
    sections = _sections(headings, end, spoken_of) or _whole_as_section(head, start, end, spoken_of)
    if not sections:
        hint = "要国务院办公厅通知的全文，存成 UTF-8 的文本文件；每个节日一条，如“一、元旦：1月1日放假”"
        found.append(printed.finding(0, "E411", "没有读出放假安排", hint))
    arrangements, encouraged = [], []
    seen: dict[date, bool] = {}
    for section in sections:
        reader = SentenceReader(printed, section)
        arrangements.append(reader.read(seen))
        seen |= arrangements[-1].days
        found += reader.found
        encouraged += reader.encouraged
    found += [*_repeated(printed, sections), *_after_the_end(printed, headings, end)]
    number = document_number(words[: greeting.start() if greeting else start])
    notice = DayOffNotice(number, "", tuple(arrangements), tuple(encouraged))
    return ReadNotice(notice, tuple(sorted(found)))


def _is_heading(printed: PrintedText, match: re.Match[str]) -> bool:
    """Where a sentence begins; a number and a colon are enough."""
    begins = printed.begins_line(match.start()) or printed.words[match.start() - 1] in "。;:"
    return begins or bool(match["numbering"] and match[0].endswith(":"))


def document_number(words: str) -> str:
    """The first number of a State Council document in folded words, as 国办发明电〔2023〕7号; empty = there is none."""
    found = NUMBER_OF_DOCUMENT.search(words)
    return f"{found['kind']}〔{found['year']}〕{found['number']}号" if found else ""


def _year_findings(printed: PrintedText, head: str, year: int | None) -> Iterator[Finding]:
    for match in YEAR.finditer(head):
        if year is not None and int(match[1]) != year:
            message = f"通知说的是 {match[1]} 年，要读的是 {year} 年"
            yield printed.finding(match.start(), "E412", message, "核对年份，或者换一份通知")
            return


def _headings(printed: PrintedText) -> list[re.Match[str]]:
    """Where arrangements begin; where no festival is arranged, nothing is a heading."""
    found = [match for match in HEADING.finditer(printed.words) if _is_heading(printed, match)]
    return found if any(match["names"] for match in found) else []


def _sections(headings: list[re.Match[str]], end: int, year: int | None) -> list[NoticePart]:
    """What stands under each heading, up to the next."""
    inside = [match for match in headings if match.start() < end]
    bounds = [*(match.start() for match in inside), end]
    return [
        NoticePart(
            match.end(),
            stop,
            festival_name(match["names"]) if match["names"] else match["other"],
            int(match["year"] or 0) or year,
            True,
        )
        for match, (_, stop) in zip(inside, pairwise(bounds), strict=True)
    ]


def _whole_as_section(head: str, start: int, end: int, year: int | None) -> list[NoticePart]:
    """A notice of a single festival has no headings; its title names it."""
    subject = SUBJECT.search(head)
    if subject is None:
        return []
    return [NoticePart(start, end, festival_name(subject["names"] or subject["other"]), year, False)]


def _after_the_end(printed: PrintedText, headings: list[re.Match[str]], end: int) -> Iterator[Finding]:
    """What is arranged behind the signature is not of this notice: nothing is passed over in silence."""
    late = [match.start() for match in headings if match.start() >= end and match["names"]]
    if greeting := SALUTATION.search(printed.words, end):
        late.append(greeting.start())
    if late:
        message = "落款以后还有放假安排，像是另一份通知"
        yield printed.finding(min(late), "E410", message, _ONE_NOTICE)


def _repeated(printed: PrintedText, sections: list[NoticePart]) -> Iterator[Finding]:
    seen: dict[str, NoticePart] = {}
    for section in sections:
        twice = [one for one in festivals_in(section.name) if one in seen and seen[one].year == section.year]
        if twice:
            message = f"{section.name}写了两次"
            yield printed.finding(section.start - 1, "E410", message, _ONE_NOTICE)
        seen |= dict.fromkeys(festivals_in(section.name), section)
