"""Which form a packed file has."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from zhicheng_cli.notices.papers.opening import PaperForm, form_of
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError


def packed(parts: dict[str, str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("parts", "form"),
    [
        ({"word/document.xml": ""}, PaperForm.DOCX),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, PaperForm.OFFICE),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, PaperForm.WORKBOOK),
        ({"xl/workbook.xml": ""}, PaperForm.WORKBOOK),
    ],
)
def test_form(parts: dict[str, str], form: PaperForm) -> None:
    assert form_of("a.pdf", packed(parts)) is form


def test_any_other_archive_is_refused() -> None:
    with pytest.raises(UnreadablePaperError, match="压缩包"):
        form_of("a.docx", packed({"a.txt": ""}))
