"""Files that only LibreOffice can open: what it is asked to do, and what is said where it cannot."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from notices.papers.word.sample_docx import docx, p

from zhicheng_cli.notices.papers import office_paper, office_program
from zhicheng_cli.notices.papers.office_paper import read_office
from zhicheng_cli.notices.papers.opening import PaperForm, form_of, read_paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOC, BOOK, LOCKED = (name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "EncryptedPackage"))
RTF = rb"{\rtf1\ansi 7{\v 6}{\strike 5} x\par}"
#: Stands in for LibreOffice: writes what it was asked for, and the document beside it as its result.
STAND_IN = """#!{python}
import sys, time
from pathlib import Path
here, asked = Path(__file__).parent, sys.argv
(here / "asked").write_text("\\n".join(asked[1:]), encoding="utf-8")
{acts}
result = Path(asked[asked.index("--outdir") + 1])
result.mkdir()
(result / (Path(asked[-1]).stem + ".docx")).write_bytes((here / "made").read_bytes())
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of LibreOffice."""
    program = tmp_path / "office"
    write_program(program)
    (tmp_path / "made").write_bytes(docx(p("样例市通知")))
    monkeypatch.setattr(office_paper, "office_program", lambda: program)
    return program


def write_program(program: Path, acts: str = "") -> None:
    program.write_text(STAND_IN.format(python=sys.executable, acts=acts), encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (OLE + DOC, ".doc"),
        (RTF, ".rtf"),
        (b"PK", ".odt"),
        (b'<?xml version="1.0"?><w:wordDocument>', ".xml"),
        (b"\x81\xcd", ".doc"),
    ],
)
def test_a_file_is_converted_and_read(stand_in: Path, data: bytes, suffix: str) -> None:
    paper = read_office(data, "通知.wps")
    assert [one.words for one in paper.paragraphs] == ["样例市通知"]
    assert paper.name == "通知.wps"
    profile, *_, source = (stand_in.parent / "asked").read_text(encoding="utf-8").split("\n")
    assert source.endswith(f"notice{suffix}")
    assert profile.startswith("-env:UserInstallation=file://")
    assert not Path(source).parent.exists()


@pytest.mark.parametrize("acts", ["sys.exit(0)", "time.sleep(60)"])
def test_a_program_that_makes_nothing_or_does_not_end(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch, acts: str
) -> None:
    monkeypatch.setattr(office_program, "MAX_SECONDS", 1)
    write_program(stand_in, acts)
    with pytest.raises(UnreadablePaperError, match="LibreOffice 打不开"):
        read_office(OLE, "a.doc")


def test_a_program_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_paper, "office_program", lambda: tmp_path)
    with pytest.raises(UnreadablePaperError, match="LibreOffice 打不开"):
        read_office(OLE, "a.doc")


def test_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_paper, "office_program", lambda: None)
    with pytest.raises(UnreadablePaperError, match="没有 LibreOffice 来转换"):
        read_paper("a.rtf", RTF)


def test_an_encrypted_file() -> None:
    with pytest.raises(UnreadablePaperError, match="加了密码"):
        read_paper("a.docx", OLE + LOCKED)


def test_where_the_program_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_: str) -> None:
        return None

    monkeypatch.setattr(shutil, "which", nowhere)
    monkeypatch.setattr(office_program, "_MAC", str(tmp_path / "mac"))
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert office_program.office_program() is None
    windows = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    windows.parent.mkdir(parents=True)
    windows.touch()
    assert office_program.office_program() == windows
    (tmp_path / "mac").touch()
    assert office_program.office_program() == tmp_path / "mac"


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (OLE + DOC, PaperForm.OFFICE),
        (OLE + BOOK, PaperForm.WORKBOOK),
        # A workbook within a document.
        (OLE + BOOK + DOC, PaperForm.OFFICE),
        (RTF, PaperForm.OFFICE),
        (b'<?xml version="1.0"?><pkg:package>', PaperForm.OFFICE),
        (b"<html xmlns:w='w'><!--[if mso]><w:WordDocument><![endif]--><p>", PaperForm.HTML),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n", PaperForm.HTML),
    ],
)
def test_form(data: bytes, form: PaperForm) -> None:
    assert form_of("a.doc", data) is form
