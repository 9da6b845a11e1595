"""The checks of the contacts (附件2)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_phones, sound

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
    """Beside the plans of their city: phones of its area, and readings that lead to words of a plan.

    Args:
        document, plans: without errors.
    """
    area_codes = {plan.value["region"]["area_code"] for plan in plans}
    words = {word for plan in plans for row in plan.value["committees"] for word in row["specialties"]}
    for index, row in enumerate(document.value["contacts"]):
        phones: list[tuple[DataPath, str]] = [(("contacts", index, "printed", "phone"), row["printed"]["phone"])]
        yield from check_area_codes(document, phones, row.get("notes", ()), area_codes)
        for number, cover in enumerate(row["covers"]):
            if cover["specialty"] not in words:
                path = ("contacts", index, "covers", number, "specialty")
                message = f"计划里没有专业“{cover['specialty']}”"
                yield document.finding(path, "W403", message, "照计划里的写法写")
