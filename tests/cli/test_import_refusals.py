"""`zc import` of what is no notice: one Chinese sentence, exit 2, and nothing is written."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from notices.papers.pages.raw_pdf import page, stream
from notices.papers.word.sample_docx import docx, p, tbl, tc, tr
from running import Run
from sample_notice import BODY, HEADER, ROWS, notice_text, table_text

from zhicheng_cli.cli.commands import import_command
from zhicheng_cli.notices.papers.word import docx_package

Rows = Sequence[Sequence[str]]
PLAN = (HEADER, *ROWS)
TIMES = (4, 6)


def in_word(*tables: Rows) -> bytes:
    body = "".join(p(line) for line in BODY.splitlines())
    return docx(body + "".join(tbl(*(tr(*(tc(one) for one in row)) for row in rows)) for rows in tables))


def packed(*parts: tuple[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return file.getvalue()


def declaring(entities: str, used: str) -> bytes:
    """The plan in a Word file whose text declares entities and uses one."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(in_word(PLAN))) as source, zipfile.ZipFile(file, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                text = re.sub(r"^<\?xml[^>]*\?>", "", data.decode()).replace(ROWS[0][1], used)
                data = f"<!DOCTYPE d [{entities}]>{text}".encode()
            archive.writestr(name, data)
    return file.getvalue()


def lone(*columns: int) -> Rows:
    return [[one for at, one in enumerate(row) if at not in columns] for row in PLAN]


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
BOMB = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
WIDE = [[*HEADER, *("栏" for _ in range(5000))], [*ROWS[0], *("" for _ in range(5000))]]
SPANS = "<td rowspan=99999999 colspan=99999999>序号<td rowspan=65534 colspan=1000>评委会"
ROSTER = "姓名,身份证号,单位,申报职称\n" + "某甲,1,样例公司,工程师\n" * 5
DAY_OFF = "国务院办公厅关于2031年部分节假日安排的通知\n一、元旦：1月1日放假，共1天。"
NEWS = "样例市职称评审工作会议召开\n本报讯 会议要求各评委会8月底前完成材料接收。\n联系电话 5550101"
PARTS = ("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b" " * 70_000_000)
WHOLE = in_word(PLAN)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("加密.docx", LOCKED, "加了密码"),
        ("半截.docx", WHOLE[: len(WHOLE) // 2], "损坏"),
        ("半截.pdf", b"%PDF-1.7\n1 0 obj <<", "损坏"),
        ("其实是网页.docx", b"<html><body><p>hello", "没有找到评审计划表"),
        ("炸弹.docx", packed(*PARTS), "太大"),
        ("炸弹.xlsx", packed(("xl/workbook.xml", bytes(80_000_000))), "不像话"),
        ("炸弹.html", f"<table>{f'<tr>{SPANS}' * 300}</table>".encode(), "没有这么大"),
        ("实体.docx", declaring(BOMB, "&i;"), "损坏"),
        ("外部.docx", declaring('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"), "声明了实体"),
        ("没有表.docx", in_word(), "没有找到评审计划表"),
        ("空表.docx", in_word([[""] * 8] * 4), "没有找到评审计划表"),
        ("只有表头.docx", in_word([HEADER]), "只有表头"),
        ("没有时间.docx", in_word(lone(*TIMES)), "没有找到评审计划表"),
        ("五千栏.docx", in_word(WIDE), "没有这么大"),
        ("五千栏.csv", "\n".join(",".join(row) for row in WIDE).encode(), "没有找到评审计划表"),
        ("名册.csv", ROSTER.encode(), "名册"),
        ("放假.txt", DAY_OFF.encode(), "放假通知"),
        ("新闻.txt", NEWS.encode(), "没有找到评审计划表"),
        ("杂音.pdf", bytes(range(256)) * 40, "不是 .pdf 文件"),
        ("杂音.txt", bytes(range(256)) * 40, "不是文字"),
        ("空.pdf", page(stream(b"")), "没有文字"),
        ("空.txt", b"", "是空的"),
        ("换\n行.txt", b"\0" * 9, "换\\x0a行"),
    ],
    ids=lambda one: one if isinstance(one, str) and "." in one else "",
)
@pytest.mark.parametrize("out", ["计划.yaml", "表.csv"])
def test_what_is_no_notice_is_refused(name: str, data: bytes, said: str, out: str, zc: Run, tmp_path: Path) -> None:
    file = tmp_path / name
    try:
        file.write_bytes(data)
    except OSError:
        pytest.skip("这个系统里没有这样的文件名")
    result = zc("import", file, "-o", tmp_path / out)
    assert result.code == 2
    assert said in result.err
    assert len(result.err.splitlines()) == 1
    assert result.out == ""
    assert list(tmp_path.iterdir()) == [file]


def test_the_wrong_year_is_refused(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(notice_text(), encoding="utf-8")
    result = zc("import", file, "--year", "2030", "-o", tmp_path / "计划.yaml")
    assert (result.code, list(tmp_path.iterdir())) == (2, [file])
    assert "2031" in result.err
    assert "2030" in result.err


@pytest.mark.parametrize("named", ["不在.docx", "换\n行.docx"])
def test_a_file_that_is_not_there_is_named_in_one_line(named: str, zc: Run, tmp_path: Path) -> None:
    result = zc("import", tmp_path / named)
    assert result.code == 2
    assert "找不到文件" in result.err
    assert len(result.err.splitlines()) == 1


def test_two_files_of_one_notice_are_told_apart_by_a_person(zc: Run, tmp_path: Path) -> None:
    text, word = tmp_path / "通知.txt", tmp_path / "通知.docx"
    text.write_text(notice_text(table_text()), encoding="utf-8")
    word.write_bytes(in_word(PLAN))
    for files in ((text, word), (text, text)):
        result = zc("import", *files, "-o", tmp_path / "计划.yaml")
        assert result.code == 2
        assert "里有同样的评委会" in result.err
        assert "同一份通知只给一个文件" in result.err
    assert sorted(tmp_path.iterdir()) == [word, text]


def test_macros_are_ignored_and_told(zc: Run, tmp_path: Path) -> None:
    file, whole = tmp_path / "通知.docm", BytesIO(in_word(PLAN))
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("word/vbaProject.bin", LOCKED)
    file.write_bytes(whole.getvalue())
    result = zc("import", file, "--json")
    assert [row["printed"]["name"] for row in result.json["rows"]] == [row[1] for row in ROWS]
    assert any("宏" in found["message"] for found in result.json["findings"])


def test_whoever_breaks_off_has_written_nothing(zc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    file = tmp_path / "通知.docx"
    file.write_bytes(in_word(PLAN))
    monkeypatch.setattr(docx_package, "ZipFile", break_off)
    assert zc("import", file, "-o", tmp_path / "计划.yaml").code == 130
    monkeypatch.undo()
    monkeypatch.setattr(import_command, "write_draft", break_off)
    assert zc("import", file, "-o", tmp_path / "计划.yaml").code == 130
    assert list(tmp_path.iterdir()) == [file]
