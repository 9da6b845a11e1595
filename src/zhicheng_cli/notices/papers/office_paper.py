"""A file of another office program (.doc, .rtf, .odt, .wps …) → what stands on its paper, by way of LibreOffice."""

from __future__ import annotations

from zhicheng_cli.notices.papers.word.docx_paper import read_docx

from .office_program import converted, office_program
from .paper import Paper
from .unreadable import UnreadablePaperError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Stream of an encrypted .docx or .xlsx (MS-OFFCRYPTO, 2.3.4.1).
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx 再试"


def read_office(data: bytes, name: str) -> Paper:
    """What stands on the paper of an older or another office program.

    Args:
        data: its bytes.
        name: as the user gave it.

    Raises:
        UnreadablePaperError: it is encrypted or broken, or there is no LibreOffice to convert it.
    """
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreadablePaperError(f"“{name}”加了密码，打不开", "请去掉密码，另存一份再试")
    program = office_program()
    if program is None:
        raise UnreadablePaperError(f"“{name}”不是 .docx，这台电脑上没有 LibreOffice 来转换", _SAVE_AS)
    made = converted(program, data, _suffix(data, name), "docx")
    if made is None:
        raise UnreadablePaperError(
            f"LibreOffice 打不开“{name}”：文件已损坏、加了密码、太大，或者它没有装 Writer", _SAVE_AS
        )
    return read_docx(made, name)


def _suffix(data: bytes, name: str) -> str:
    """The one that goes with the content, by which LibreOffice chooses how to read it."""
    if data.startswith(_OLE):
        return ".doc"
    if data.startswith(b"PK"):
        return ".odt"
    return ".rtf" if data.lstrip().startswith(b"{\\rtf") else ".xml" if data.lstrip().startswith(b"<") else ".doc"
