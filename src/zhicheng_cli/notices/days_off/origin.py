"""Where a notice comes from, as people say and as it prints itself."""

from __future__ import annotations

import re

from zhicheng_cli.files.findings import Finding
from zhicheng_cli.written.folding import folded

from .day_off_entry import Origin
from .day_off_notice import DayOffNotice, document_number

_ADDRESS = re.compile(r"https?://\S+")


def origin_of(notice: DayOffNotice, file: str, said: str, evidence: str) -> tuple[Origin, list[Finding]]:
    """The `source` of what a notice says.

    Args:
        file: the notice's name, as the user gave it.
        said: number or title, an address among them, in people's words.
        evidence: how sure, as in the data.

    Returns:
        The origin, and what is wrong with it: another number is printed than is said, or there is no name.
    """
    named = " ".join(_ADDRESS.sub("", said).split())
    number = document_number(folded(named))
    found = []
    if number and notice.document and number != notice.document:
        message = f"通知印的文号是{notice.document}，来源写的是{number}"
        found.append(Finding(file, 1, 1, "E412", message, "核对是不是拿错了文件"))
    document = named or notice.document
    if not document:
        found.append(Finding(file, 1, 1, "E412", "来源没有写是哪份文件，通知也没有印文号", "写明文号或者标题"))
    address = " ".join(filter(None, (*_ADDRESS.findall(said), notice.address)))
    source = {"document": document, "address": address, "evidence": evidence, "note": _note(notice)}
    return Origin(file, {key: value for key, value in source.items() if value}), found


def _note(notice: DayOffNotice) -> str:
    return f"只是鼓励休息，不是放假：{'；'.join(notice.encouraged)}" if notice.encouraged else ""
