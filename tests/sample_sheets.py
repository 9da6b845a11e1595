"""Workbooks written part by part, as the programs write them that do not care for the whole."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = {
    MAIN: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
HEADINGS = ("姓名", "申报职称")


def cell(at: str, text: str) -> str:
    """A cell with a text."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    """A row of texts."""
    cells = (cell(f"{chr(ord('A') + place)}{number}", text) for place, text in enumerate(texts) if text)
    return f'<row r="{number}">{"".join(cells)}</row>'


def sheet(*rows: str, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """A sheet's part."""
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def workbook(
    path: Path,
    *sheets: str | bytes,
    about: str = "",
    styles: str = "",
    texts: str = "",
    theme: str = "",
    titles: Mapping[int, str] | None = None,
    namespace: str = MAIN,
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """A workbook of these sheets.

    Args:
        about: further elements of the workbook's own part.
        titles: what stands in a sheet's element instead of `name="Sheet1"`.
    """
    office = _OFFICE[namespace]
    listed, related = "", ""
    parts: dict[str, str | bytes] = {f"xl/worksheets/sheet{place}.xml": one for place, one in enumerate(sheets, 1)}
    for place in range(1, len(sheets) + 1):
        title = (titles or {}).get(place, f'name="Sheet{place}"')
        listed += f'<sheet {title} sheetId="{place}" r:id="rId{place}"/>'
        related += _relation(f"rId{place}", f"{office}/worksheet", f"worksheets/sheet{place}.xml")
    for name, content in (("styles", styles), ("sharedStrings", texts), ("theme", theme)):
        if content:
            related += _relation(name, f"{office}/{name}", f"/xl/{name}.xml")
            parts[f"xl/{name}.xml"] = content
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{namespace}" xmlns:r="{office}">{about}<sheets>{listed}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>'
    top = _relation("rId1", f"{office}/officeDocument", "xl/workbook.xml")
    parts["_rels/.rels"] = f'<Relationships xmlns="{_RELATIONS}">{top}</Relationships>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**parts, **(more or {})}.items():
            archive.writestr(name, part)
    return path


def prefixed(part: str) -> str:
    """The same part with a prefix before its names, as some programs write them."""
    return re.sub(r"<(/?)(\w)", r"<\1x:\2", part).replace("xmlns=", "xmlns:x=")


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
