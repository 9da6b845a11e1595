"""What is no workbook, or one that is there to do harm, is refused in a sentence."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sample_sheets import MAIN, cell, row, sheet, workbook

from zhicheng_cli.notices.papers.books import book_opening
from zhicheng_cli.notices.papers.books.book_opening import read_book
from zhicheng_cli.notices.papers.opening import read_paper
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS = (row(1, "序号", "评委会"), row(2, "1", "样例评委会"))


def packed(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        (b"", "已经损坏，或者不是工作簿"),
        (b"PK\x03\x04", "已经损坏，或者不是工作簿"),
        (packed({"word/document.xml": b"<x/>"}), "已经损坏，或者不是工作簿"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadablePaperError, match=why):
        read_book(data, "计划.xlsx")


def numbered(rows: int, columns: int) -> str:
    line = "<c><v>1</v></c>" * columns
    return sheet(f"<row>{line}</row>" * rows)


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (numbered(1, 5_000), "工作表“Sheet1”有 257 列有内容"),
        (numbered(100_000, 1), "工作表“Sheet1”有 10001 行有内容"),
        (sheet(*ROWS) + " " * (1 << 26), "压缩得不像话：其中一部分解开有 64 MB"),
        (sheet(*ROWS) + " " * (1 << 25), "压缩得不像话：其中一部分解开有 32 MB"),
        (f'<!DOCTYPE x [<!ENTITY a "aaaa">]>{sheet(*ROWS)}', "已经损坏"),
        (sheet(row(1, "1" * 40_000)), "已经损坏"),
        (sheet("<row r='1048577'><c><v>1</v></c></row>"), "已经损坏"),
        (sheet(ROWS[0], ROWS[0]), "已经损坏"),
        (sheet(*ROWS, after="<mergeCells><mergeCell ref='A1:'/></mergeCells>"), "已经损坏"),
        (sheet(*ROWS, after="<mergeCells><mergeCell ref='B2:A1'/></mergeCells>"), "已经损坏"),
        (
            sheet(row(1, "一"), row(1_048_576, "二"), after="<mergeCell ref='A1:B1048576'/>"),
            "工作表“Sheet1”有 1048576 行有内容",
        ),
        (
            sheet(
                f'<row r="1">{cell("CV1", "一")}</row>',
                row(9_000, "二"),
                after="".join(f"<mergeCell ref='A1:CV{one}'/>" for one in range(8_000, 8_009)),
            ),
            "合并的格子太多太大",
        ),
    ],
)
def test_what_would_fill_the_memory_is_refused(tmp_path: Path, part: str, why: str) -> None:
    data = workbook(tmp_path / "计划.xlsx", part).read_bytes()
    with pytest.raises(UnreadablePaperError, match=why):
        read_book(data, "计划.xlsx")


def test_texts_without_end_are_refused(tmp_path: Path) -> None:
    texts = f'<sst xmlns="{MAIN}">{"<si/>" * ((1 << 18) + 1)}</sst>'
    with pytest.raises(UnreadablePaperError, match="已经损坏"):
        read_book(workbook(tmp_path / "计划.xlsx", sheet(*ROWS), texts=texts).read_bytes(), "计划.xlsx")


def test_a_workbook_without_a_sheet_that_is_seen_is_refused(tmp_path: Path) -> None:
    data = workbook(tmp_path / "计划.xlsx", sheet(*ROWS), titles={1: 'name="稿" state="hidden"'}).read_bytes()
    with pytest.raises(UnreadablePaperError, match="没有看得见的工作表"):
        read_book(data, "计划.xlsx")


def test_a_part_that_the_archive_keeps_by_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(workbook(tmp_path / "计划.xlsx", sheet(*ROWS)).read_bytes())
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    with pytest.raises(UnreadablePaperError, match="加了密码"):
        read_book(bytes(data), "计划.xlsx")


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 9)):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def misspelt(data: bytes, chance: random.Random) -> bytes:
    """A part's own bytes changed, and packed rightly again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    return packed(parts | {name: flipped(parts[name], chance)})


@pytest.mark.parametrize("spoilt", [cut, flipped, misspelt])
def test_a_spoilt_file_is_read_or_refused_and_nothing_else(
    tmp_path: Path, spoilt: Callable[[bytes, random.Random], bytes]
) -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="58" fontId="0" fillId="0"/></cellXfs></styleSheet>'
    after = "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>"
    line = f'<row r="3">{cell("B3", "乙")}<c r="C3" s="0"><v>44743</v></c></row>'
    data = workbook(tmp_path / "计划.xlsx", sheet(*ROWS, line, after=after), styles=styles).read_bytes()
    chance = random.Random(7)
    for _ in range(300):
        with suppress(UnreadablePaperError):
            read_book(spoilt(data, chance), "计划.xlsx")


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What LibreOffice is asked to make of a file: from which form, and which."""
    made = workbook(tmp_path / "新.xlsx", sheet(*ROWS)).read_bytes()
    calls: list[tuple[str, str]] = []

    def converted(program: Path, data: bytes, suffix: str, form: str) -> bytes | None:
        calls.append((suffix, form))
        return None if b"broken" in data else made

    monkeypatch.setattr(book_opening, "office_program", lambda: tmp_path)
    monkeypatch.setattr(book_opening, "converted", converted)
    return calls


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (OLE + "Workbook".encode("utf-16-le"), ".xls"),
        (packed({"xl/workbook.bin": b""}), ".xlsb"),
    ],
)
def test_an_older_workbook_is_read_as_libreoffice_saves_it(
    asked: list[tuple[str, str]], data: bytes, suffix: str
) -> None:
    paper = read_paper("计划.xls", data)
    assert (paper.name, asked, paper.doubts) == ("计划.xls", [(suffix, "xlsx")], ())
    assert len(paper.grids[0].rows) == 2


def test_macros_of_an_older_workbook_are_told(asked: list[tuple[str, str]]) -> None:
    paper = read_book(OLE + "_VBA_PROJECT".encode("utf-16-le"), "计划.xls")
    assert paper.doubts == (Doubt(DoubtKind.LEFT_OUT, "宏（没有运行，也没有读）"),)


def test_an_older_workbook_that_cannot_be_converted_is_refused(
    asked: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnreadablePaperError, match="LibreOffice 打不开"):
        read_book(OLE + b"broken", "计划.xls")
    monkeypatch.setattr(book_opening, "office_program", lambda: None)
    with pytest.raises(UnreadablePaperError, match="没有 LibreOffice 来转换"):
        read_book(OLE, "计划.xls")
