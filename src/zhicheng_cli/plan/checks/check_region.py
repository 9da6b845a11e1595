"""The checks of a plan's region: each county has one name, and means nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import sound

#: How the scope of a row that concerns every county begins: 各县(区).
_EACH = "各"
_AREA_CODE = re.compile(r"010|02\d|0[3-9]\d\d", re.ASCII)


def check_region(document: Document, context: Context) -> Iterator[Finding]:
    """No county stands twice, nor among the words for the city's own units; rows name those that there are."""
    region = document.value["region"]
    counties: list[str] = region["counties"]
    for index, county in enumerate(counties):
        for other in counties[:index]:
            if _short(county) == other or _short(other) == county:
                message = f"“{county}”和“{other}”是同一个县、区的两种写法"
                hint = "只留全名；人们写简称，程序也认得"
                yield document.finding(("region", "counties", index), "E317", message, hint)
    yield from _check_blanks(document)
    called = {name for county in counties for name in (county, _short(county))}
    for index, word in enumerate(region["own_units"]):
        if word in called:
            message = f"“{word}”是县、区，不能又是市属单位的叫法"
            yield document.finding(("region", "own_units", index), "E317", message, "写通知对市里自己单位的叫法")
    for index, row in sound(document, "committees", context):
        county = row.get("scope", {}).get("county", _EACH)
        if counties and county not in counties and not county.startswith(_EACH):
            path = ("committees", index, "scope", "county")
            message = f"地区里没有县、区“{county}”"
            yield document.finding(path, "E317", message, f"照地区里的写法写：{'、'.join(counties)}；或写 各县(区)")


def _check_blanks(document: Document) -> Iterator[Finding]:
    """Only a draft may leave open what its notice does not say."""
    for key, name in (("province", "省"), ("counties", "县、区"), ("area_code", "长途区号")):
        if not document.value["region"][key] and document.value["plan"].get("status") != "draft":
            yield document.finding(("region", key), "E317", f"没有写{name}", "只有草稿可以空着；补上再核对")


def check_area_codes(
    document: Document, phones: Iterable[tuple[DataPath, str]], notes: Iterable[Mapping[str, Any]], own: Collection[str]
) -> Iterator[Finding]:
    """A phone is printed with the area's own code, or without; a note may tell that it is another's.

    Args:
        notes: of the row.
        own: the codes of the area.
    """
    told = "".join(note["text"] for note in notes)
    for path, phone in phones:
        printed = _AREA_CODE.match(phone)
        if printed and any(own) and printed[0] not in own and printed[0] not in told:
            message = f"电话“{phone}”的区号不是本市的（{'、'.join(sorted(own))}）"
            yield document.finding(path, "W306", message, f"与原文核对；确是外地的，在 notes 里写明区号 {printed[0]}")


def _short(county: str) -> str:
    """As people write it (`written.counties`)."""
    return county[:-1]
