"""A workbook of whatever program → paper, by what it holds, not by its name."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.office_parts import DAMAGED, chunks
from zhicheng_cli.notices.papers.office_program import converted, office_program
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

from .book_ods import read_ods
from .book_one_text import read_one_text
from .book_xlsx import MACROS, read_xlsx

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: A notice's part, unpacked, in bytes.
_MOST_UNPACKED = 1 << 26
_SAVE_AS = "在 Excel 或 WPS 里打开，另存为 .xlsx 再试"


def read_book(data: bytes, name: str) -> Paper:
    """What stands on a workbook's sheets.

    Args:
        name: as the user gave it.

    Raises:
        UnreadablePaperError: it cannot be read, by its cause.
    """
    try:
        return _read(data, name)
    except UnreadablePaperError:
        raise
    except ZcError as error:
        raise UnreadablePaperError(error.message, error.hint) from None
    except (*DAMAGED, NotImplementedError):
        raise UnreadablePaperError(f"“{name}”已经损坏，或者不是工作簿", _SAVE_AS) from None
    except RuntimeError:  # by the archive's own password
        raise _locked(name) from None


def _locked(name: str) -> UnreadablePaperError:
    return UnreadablePaperError(
        f"“{name}”加了密码（已加密），读不了", "在 Excel 里打开，取消“用密码进行加密”，保存后再试"
    )


def _read(data: bytes, name: str) -> Paper:
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise _locked(name)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return read_one_text(data, name)
    if suffix := _other_program(data):
        return _converted(data, suffix, name)
    return _packed(data, name)


def _other_program(data: bytes) -> str:
    """The suffix of a workbook that only an office program can open: before 2007, or binary; or empty."""
    if data.startswith(_OLE):
        return ".xls"
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as archive:
            return ".xlsb" if "xl/workbook.bin" in archive.namelist() else ""
    return ""


def _converted(data: bytes, suffix: str, name: str) -> Paper:
    """What stands on it as LibreOffice saves it: with what is struck out, hidden, and how numbers are shown."""
    program = office_program()
    if program is None:
        raise UnreadablePaperError(f"“{name}”是旧的工作簿格式，这台电脑上没有 LibreOffice 来转换", _SAVE_AS)
    made = converted(program, data, suffix, "xlsx")
    if made is None:
        raise UnreadablePaperError(f"LibreOffice 打不开“{name}”：文件已损坏、加了密码或者太大", _SAVE_AS)
    paper = _packed(made, name)
    macros = (Doubt(DoubtKind.LEFT_OUT, MACROS),) if "_VBA_PROJECT".encode("utf-16-le") in data else ()
    return paper._replace(doubts=(*macros, *paper.doubts))


def _packed(data: bytes, name: str) -> Paper:
    with ZipFile(BytesIO(data)) as archive:
        archive.filename = name
        largest = max(
            (one.file_size for one in archive.infolist() if one.filename.endswith((".xml", ".rels"))), default=0
        )
        if largest > _MOST_UNPACKED:
            raise UnreadablePaperError(
                f"“{name}”压缩得不像话：其中一部分解开有 {largest >> 20} MB",
                "在 Excel 里删去空白的行和列，另存为 .xlsx 再试",
            )
        kind = next(chunks(archive, "mimetype"), b"") if "mimetype" in archive.namelist() else b""
        return read_ods(archive, name) if b"opendocument.spreadsheet" in kind else read_xlsx(archive, name)
