"""From a path or standard input to text: size, encoding and characters checked."""

from __future__ import annotations

import re
import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .findings import Finding

#: A year's plan is about 60 kB; whatever is thirty times larger is a mistake or an attack.
MAX_BYTES = 2_000_000

STDIN = "-"

_LINE_END = "\r\n|[\r\n\x85\u2028\u2029]"


def read_bytes(file: str) -> tuple[bytes, list[Finding]]:
    """The bytes of a file, or of standard input for `-`.

    Returns:
        The bytes and the findings; with a finding the bytes are empty.
    """
    try:
        if file == STDIN and sys.stdin is None:
            return b"", _fault(file, 1, 1, "E001", "标准输入已经关闭")
        if file == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            path = Path(file)
            if path.is_dir():
                return b"", _fault(file, 1, 1, "E001", "这是一个文件夹，不是文件")
            with path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return b"", _unreadable(file, error)
    if len(data) > MAX_BYTES:
        message = f"文件太大：超过 {MAX_BYTES // 1_000_000} MB"
        return b"", _fault(file, 1, 1, "E002", message, "数据文件通常只有几十 kB，请确认没有选错文件")
    return data, []


def _unreadable(file: str, error: Exception) -> list[Finding]:
    if isinstance(error, FileNotFoundError):
        return _fault(file, 1, 1, "E001", "找不到这个文件", "请检查路径和文件名")
    if isinstance(error, PermissionError):
        return _fault(file, 1, 1, "E001", "没有读取这个文件的权限")
    from .writing import reason_of

    why = reason_of(error) if isinstance(error, OSError) else f"系统错误：{type(error).__name__}"
    return _fault(file, 1, 1, "E001", "这个文件读不了", why)


def _fault(file: str, line: int, column: int, code: str, message: str, hint: str = "") -> list[Finding]:
    """One finding. Most starts find nothing, and are spared the import: 1 of their 90 milliseconds."""
    from .findings import Finding

    return [Finding(file, line, column, code, message, hint)]


def decode(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """UTF-8 text (a leading BOM is dropped), or the place of the first byte that is not.

    Returns:
        The text and the findings; with a finding the text is empty.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", _fault(file, 1, 1, "E003", "文件是 UTF-16 编码", "请另存为 UTF-8 编码")
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line, column = byte_position(data, error.start)
        return "", _fault(file, line, column, "E003", *_encoding_guess(data))


def _encoding_guess(data: bytes) -> tuple[str, str]:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "这里的字节不是 UTF-8 文字", "文件可能已损坏，或者不是文本文件"
    return "文件不是 UTF-8，看起来是 GBK 编码", "请在编辑器里另存为 UTF-8 编码"


def lines(text: str) -> list[str]:
    """The lines of a text, by what YAML, and so every position, takes for the end of a line."""
    return re.split(_LINE_END, text)


def byte_position(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column (both from 1, columns in characters) of a byte offset."""
    before = lines(data[:offset].decode("utf-8", errors="replace"))
    return len(before), len(before[-1]) + 1


def whole(text: str) -> str:
    """Text that UTF-8 can hold: half a character, as a name that is no Unicode leaves it, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
