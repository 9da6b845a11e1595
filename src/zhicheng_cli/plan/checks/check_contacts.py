"""The checks of the contacts (附件2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_phones, sound

from .check_region import check_area_codes
from .check_serving import check_serving
from .check_words import AS_IN_THE_PLAN
from .numbered import check_annexes, check_covers, check_named_year, check_numbers, check_source, year_of_number

#: 质量(含特种设备): one entry for several fields.
_GROUPED = re.compile("[(（](.+)[)）]")


def check_contacts(document: Document, context: Context) -> Iterator[Finding]:
    """附件2: numbers, phones, and readings that use up the printed words."""
    yield from _check_year(document)
    yield from check_numbers(document, "contacts", context)
    yield from check_annexes(document, "contacts", context)
    for index, row in sound(document, "contacts", context):
        yield from check_phones(document, [(("contacts", index, "printed", "phone"), row["printed"]["phone"])])
        yield from check_source(document, ("contacts", index, "source"), row, document.value["document"])
        where: DataPath = ("contacts", index, "specialties")
        yield from check_covers(document, where, row["printed"]["specialties"], row["specialties"])
        yield from _check_expansions(document, ("contacts", index), row)


def _check_expansions(document: Document, path: DataPath, row: Mapping[str, Any]) -> Iterator[Finding]:
    """A grouped entry is taken apart into the words that are printed in it, each within the brackets among them."""
    expands = row.get("expands", {})
    for entry in expands:
        if entry not in row["specialties"]:
            yield document.finding((*path, "expands", entry), "E308", f"“{entry}”不在本行的专业里", of_key=True)
    for number, entry in enumerate(row["specialties"]):
        grouped = _GROUPED.search(entry)
        words = expands.get(entry, ())
        for index, word in enumerate(words):
            if word not in entry:
                place = (*path, "expands", entry, index)
                yield document.finding(place, "W319", f"“{entry}”里没有“{word}”", "照印出的字展开")
        for part in grouped[1].split("、") if grouped else ():
            if not any(word in part for word in words):
                message = f"“{entry}”的展开里没有“{part}”"
                yield document.finding((*path, "specialties", number), "W319", message, "在 expands 里照印出的字展开")


def _check_year(document: Document) -> Iterator[Finding]:
    """The year is that of the file's name and of the notice's number, which may be of the year before."""
    year, notice = document.value["year"], document.value["document"]
    yield from check_named_year(document, ("year",), year)
    numbered = year_of_number(notice)
    if numbered is not None and year - numbered not in (0, 1):
        message = f"年度是 {year}，文号却是“{notice}”"
        yield document.finding(("year",), "W322", message, "照去年的文件改写时，文号也要改")


def check_contacts_of_city(document: Document, plans: Collection[Document]) -> Iterator[Finding]:
    """Beside the plans of their city: phones of its area, readings that lead to words of a plan and quote the notice.

    Args:
        document, plans: without errors.
    """
    area_codes = {plan.value["region"]["area_code"] for plan in plans}
    committees = [row for plan in plans for row in plan.value["committees"]]
    known = {word for row in committees for word in row["specialties"]}
    printed = _bare("".join(text for row in committees for text in row["printed"].values()))
    notice = document.value["document"]
    same = next((plan for plan in plans if plan.value["plan"]["document"] == notice), None)
    if same:
        yield from _check_same_notice(document, same)
    for index, row in enumerate(document.value["contacts"]):
        phones: list[tuple[DataPath, str]] = [(("contacts", index, "printed", "phone"), row["printed"]["phone"])]
        yield from check_area_codes(document, phones, row.get("notes", ()), area_codes)
        for number, cover in enumerate(row["covers"]):
            path: DataPath = ("contacts", index, "covers", number)
            if cover["specialty"] not in known:
                message = f"计划里没有专业“{cover['specialty']}”"
                yield document.finding((*path, "specialty"), "W403", message, AS_IN_THE_PLAN)
            for quoted in _quoted(cover["basis"]):
                if quoted not in _bare(row["printed"]["specialties"]) + printed:
                    message = f"本行和计划里都没有“{quoted}”"
                    yield document.finding((*path, "basis"), "W319", message, "引号里照抄通知的字")
        rows = {one["no"]: one for one in same.value["committees"]} if same else {}
        yield from check_serving(document, ("contacts", index), row, rows)


def _check_same_notice(document: Document, plan: Document) -> Iterator[Finding]:
    """Contacts of a plan's notice are of its year, and stand in another annex than its rows."""
    year, own = document.value["year"], plan.value["plan"]["year"]
    if year != own:
        message = f"年度是 {year}，同一份通知的计划却是 {own} 年度的"
        yield document.finding(("year",), "W322", message, "核对年度")
    annexes = {row["source"].get("annex") for row in plan.value["committees"]}
    for index, row in enumerate(document.value["contacts"]):
        if row["source"]["annex"] in annexes:
            message = f"出处写的是附件{row['source']['annex']}，那是工作计划的附件"
            yield document.finding(("contacts", index, "source", "annex"), "E310", message, "核对附件号")
            return


def _quoted(basis: str) -> Iterator[str]:
    """The pieces that a reading quotes from the notice: 附件2印为“安全生产、…应急救援”."""
    for words in re.findall("“(.*?)”", basis):
        yield from map(_bare, words.split("…"))


def _bare(text: str) -> str:
    return "".join(text.split())
