"""A workbook of whatever program → paper, by what it holds, not by its name."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.office_parts import DAMAGED, chunks

from .book_ods import read_ods
from .book_xlsx import read_xlsx
from .paper import Paper
from .unreadable import UnreadablePaperError

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
    except RuntimeError:  # by the archive's own password
        raise _locked(name) from None
    except (*DAMAGED, NotImplementedError):
        raise UnreadablePaperError(f"“{name}”已经损坏，或者不是工作簿", _SAVE_AS) from None


def _locked(name: str) -> UnreadablePaperError:
    return UnreadablePaperError(
        f"“{name}”加了密码（已加密），读不了", "在 Excel 里打开，取消“用密码进行加密”，保存后再试"
    )


def _read(data: bytes, name: str) -> Paper:
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise _locked(name)
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
