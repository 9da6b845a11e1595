"""Word files made by hand, part by part, so that a test says exactly what stands in them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
NAMESPACES = " ".join(
    (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:o="urn:schemas-microsoft-com:office:office"',
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"',
        f'xmlns:r="{OFFICE}"',
    )
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, parts: dict[str, str] | None = None, *, binary: dict[str, bytes] | None = None) -> bytes:
    """A Word file.

    Args:
        body: what stands in `w:body`.
        parts: the name of a part (`styles`, `numbering`, `comments`, `header` …) → what stands in its root.
        binary: further files in the package.
    """
    parts = parts or {}
    related = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": content_types("document.main", *parts),
        "_rels/.rels": relationships(
            f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": relationships(related),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        **{f"word/{kind}.xml": root(kind, content) for kind, content in parts.items()},
    }
    return packed({name: text.encode() for name, text in files.items()} | (binary or {}))


def content_types(*kinds: str) -> str:
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = "".join(
        f'<Override PartName="/word/{kind.removesuffix(".main")}.xml" ContentType="{office}.{kind}+xml"/>'
        for kind in kinds
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>{named}</Types>'
    )


def root(kind: str, content: str) -> str:
    tag = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} xmlns:w="{MAIN}" {NAMESPACES}>{content}</w:{tag}>'


def relationships(content: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{content}</Relationships>'


def packed(files: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return written.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; a run that is no XML is a plain text."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(map(r, runs))}</w:p>"


def r(text: str, properties: str = "") -> str:
    if text.startswith("<"):
        return text
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*content: str, properties: str = "") -> str:
    """A cell; what is no XML is a paragraph."""
    blocks = "".join(one if one.startswith(("<w:p>", "<w:sdt>", "<w:tbl>")) else p(one) for one in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks or '<w:p/>'}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no XML is a plain text."""
    told = "".join(one if one.startswith(("<w:tc>", "<w:sdt>")) else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{told}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def numbered(level: int = 0, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def field(code: str, result: str | None = None) -> str:
    """A field of three signs, its code between the first two."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = "" if result is None else sign.format("separate") + r(result)
    return f"{sign.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{shown}{sign.format('end')}"
