"""What is said where the packages of an extra are not installed."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest
from notices.papers.word.sample_docx import docx, p
from PIL import Image

from zhicheng_cli.files.extras import how_to_install
from zhicheng_cli.notices.papers.opening import read_paper
from zhicheng_cli.notices.papers.pages import scan_page
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError


def picture() -> bytes:
    file = BytesIO()
    Image.new("L", (100, 100), 255).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "package", "extra"),
    [
        (docx(p("样例市通知")), "lxml", "docx"),
        (b"<html><p>", "lxml", "html"),
        (b"%PDF-1.7", "pdfminer", "pdf"),
        (picture(), "PIL", "scan"),
        (picture(), "numpy", "scan"),
        (picture(), "cv2", "scan"),
        (picture(), "rapidocr", "scan"),
    ],
)
def test_the_extra_is_named(data: bytes, package: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The recogniser is made once; here it is made anew.
    monkeypatch.setattr(scan_page, "_recogniser", scan_page._recogniser.__wrapped__)
    for name in [one for one in sys.modules if one.split(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UnreadablePaperError) as raised:
        read_paper("通知", data)
    assert package in raised.value.message
    assert raised.value.hint == how_to_install(extra)
