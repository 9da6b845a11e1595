"""The checks of the contacts (附件2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_phones, sound

from .check_aliases import AS_IN_THE_PLAN
from .check_region import check_area_codes
from .numbered import check_covers, check_named_year, check_numbers, check_source


def check_contacts(document: Document, context: Context) -> Iterator[Finding]:
    """附件2: numbers, phones, and readings that use up the printed words."""
    yield from check_named_year(document, ("year",), document.value["year"])
    yield from check_numbers(document, "contacts", context)
    for index, row in sound(document, "contacts", context):
        yield from check_phones(document, [(("contacts", index, "printed", "phone"), row["printed"]["phone"])])
        yield from check_source(document, ("contacts", index, "source"), row, document.value["document"])
        where: DataPath = ("contacts", index, "specialties")
        yield from check_covers(document, where, row["printed"]["specialties"], row["specialties"])
        for entry in row.get("expands", {}):
            if entry not in row["specialties"]:
                path = ("contacts", index, "expands", entry)
                yield document.finding(path, "E308", f"“{entry}”不在本行的专业里", of_key=True)


def check_contacts_of_city(document: Document, plans: Collection[Document]) -> Iterator[Finding]:
    """Beside the plans of their city: phones of its area, readings that lead to words of a plan and quote the notice.

    Args:
        document, plans: without errors.
    """
    area_codes = {plan.value["region"]["area_code"] for plan in plans}
    committees = [row for plan in plans for row in plan.value["committees"]]
    known = {word for row in committees for word in row["specialties"]}
    printed = _bare("".join(text for row in committees for text in row["printed"].values()))
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
                    message = f"本行和附件1里都没有“{quoted}”"
                    yield document.finding((*path, "basis"), "W319", message, "引号里照抄通知的字")


def _quoted(basis: str) -> Iterator[str]:
    """The pieces that a reading quotes from the notice: 附件2印为“安全生产、…应急救援”."""
    for words in re.findall("“(.*?)”", basis):
        yield from map(_bare, words.split("…"))


def _bare(text: str) -> str:
    return "".join(text.split())
