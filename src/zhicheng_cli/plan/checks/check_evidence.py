"""The checks of how well something is said to be known (text, copy, secondary, recalled) against where it was seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import PlacedRows

_CODE = "W323"


def check_basis(document: Document, path: DataPath, basis: Mapping[str, Any], notice: str) -> Iterator[Finding]:
    """In a plan only the notice itself is quoted: what rests on it is known as text, and nothing else is.

    Args:
        path: of the basis.
        notice: the plan's own.
    """
    evidence, place = basis["evidence"], (*path, "evidence")
    if basis["document"] == notice:
        if evidence != "text":
            message = f"依据是本通知，原文照录在 clauses 里，可靠程度却写着 {evidence}"
            yield document.finding(place, _CODE, message, "写 text")
    elif evidence == "text" or (evidence == "copy" and basis["clause"] is None):
        message = f"“{basis['document']}”的原文不在这里，可靠程度却写着 {evidence}"
        yield document.finding(place, _CODE, message, "只见于二手资料的写 secondary，知道但没有看到的写 recalled")


def check_sources(document: Document, sources: PlacedRows, notices: Iterable[str] = ()) -> Iterator[Finding]:
    """What was seen names where; and what was seen at one place is known equally well.

    Args:
        sources: each with its path; `document`, `evidence` and `place`, and `clause` where it has one.
        notices: the notices that plans quote, for which no place is needed.
    """
    own, seen = {*notices}, dict[tuple[str, str], str]()
    for path, source in sources:
        evidence, where = source["evidence"], source["place"]
        at = (*path, "evidence")
        if evidence == "text" and source.get("clause") is None:
            message = "可靠程度是 text（见于原文），却没有写条款"
            yield document.finding(at, _CODE, message, "写上条号；没有看到原文的写 copy、secondary 或 recalled")
        elif evidence == "text" and where is None and source["document"] not in own:
            message = "可靠程度是 text（见于原文），却没有写在哪里看到的"
            yield document.finding(at, _CODE, message, "写上 place；没有看到原文的写 copy、secondary 或 recalled")
        elif where is not None:
            first = seen.setdefault((source["document"], where), evidence)
            if evidence != first:
                message = f"同一处看到的“{source['document']}”，别的行写着 {first}，这里是 {evidence}"
                yield document.finding(at, _CODE, message, "核对是原文、转载还是二手资料")
