"""A PDF that cannot be read is refused in one sentence; a page that cannot is told."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from notices.papers.pages.raw_pdf import LATIN_FONT, document, packed, page, stream
from notices.papers.pages.sample_pdf import FONT, HIGH, LEFT, ROWS, TOP, WIDE, Sheet, picture, words
from reportlab.lib.pdfencrypt import StandardEncryption

from zhicheng_cli.notices.papers.pages import pdf_pictures, pdf_reader
from zhicheng_cli.notices.papers.pages.pdf_reader import read_pdf
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError


def table() -> Sheet:
    sheet = Sheet()
    sheet.table(LEFT, TOP)
    return sheet


def refused(data: bytes) -> UnreadablePaperError:
    with pytest.raises(UnreadablePaperError) as caught:
        read_pdf(data, "样例.pdf")
    assert "“样例.pdf”" in caught.value.message
    assert caught.value.hint
    return caught.value


def locked(user: str) -> bytes:
    sheet = Sheet(encrypt=StandardEncryption(user, "owner", canPrint=0, canCopy=0))
    # Of a Chinese font reportlab leaves a name in the clear, which a reader then deciphers.
    sheet.canvas.drawString(60, 700, "Hello")
    return sheet.done()


def test_a_file_locked_against_readers_is_refused_and_one_locked_against_copying_is_read() -> None:
    assert "密码" in refused(locked("secret")).message
    assert [one.words for one in read_pdf(locked(""), "样例.pdf").paragraphs] == ["Hello"]


def cut_short(data: bytes) -> bytes:
    whole = zlib.compress(data)
    return stream(whole[: len(whole) // 2], b"/Filter /FlateDecode")


LINES = b"".join(b"%d %d m %d %d l S\n" % (n, n, n + 9, n * 7 % 800) for n in range(3000))
PART = b"/Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <<%b>>>>"
#: Parts within parts: each shows the next ten times.
NESTED = [stream(b"/N Do " * 10, PART % (b"/N %d 0 R" % (number + 1))) for number in range(5, 11)]
BARE_FONT = (
    b"/Font <</F <</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts "
    b"[<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo "
    b"<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>]>>>>"
)
#: A text whose signs are mapped to other Chinese signs than are displayed.
SHUFFLED = "".join(chr(0x4E00 + number * 97 % 20000) for number in range(120))


def shuffled() -> bytes:
    """On one page among others of the same font."""
    sheet = Sheet()
    for _ in range(9):
        sheet.table(LEFT, TOP)
        sheet.turn_page()
    for number in range(4):
        sheet.write(60, 100 + number * 20, SHUFFLED[number * 30 : number * 30 + 30])
    return sheet.done()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7", "已损坏"),
        (b"%PDF-1.4\n" + b"noise " * 50, "已损坏"),
        (document(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 0>>"), "一页也没有"),
        (page(stream(b"")), "没有文字"),
        (page(stream(b""), pages=401), "超过"),
        (page(cut_short(LINES)), "读不全"),
        (page(stream(b"nothing packed", b"/Filter /FlateDecode")), "读不全"),
        (page(packed(b" " * (25 << 20))), "太多"),
        (page(stream(b"BT ET", b"/Filter /LZWDecode")), "已损坏"),
        (page(stream(b"BT ET"), b"", packed(b" " * (97 << 20))), "解开后"),
        (page(stream(b"/N Do"), b"/XObject <</N 5 0 R>>", *NESTED, stream(b"", PART % b"")), "太多"),
        (page(packed(b"BT /F 9 Tf (%b) Tj ET" % (b"a" * 60_001)), LATIN_FONT), "太多"),
        (page(packed(b"0 0 m " + b"9 9 l " * 60_001 + b"S")), "太多"),
        (page(packed(b"".join(b"0 %d m 99 %d l S " % (n * 3, n * 3) for n in range(2600)))), "线条太多"),
        (page(stream(b"BT /F 9 Tf 50 500 Td <" + b"00410042" * 40 + b"> Tj ET"), BARE_FONT), "没有意义"),
        (
            page(stream(b"BT /F 9 Tf 50 500 Td (" + b"\xd6\xb0\xb3\xc6\xc6\xc0" * 20 + b") Tj ET"), LATIN_FONT),
            "没有意义",
        ),
        (shuffled(), "没有意义"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_read_is_refused(data: bytes, why: str) -> None:
    assert why in refused(data).message


def test_a_page_as_large_as_can_be_is_read() -> None:
    data = page(stream(b"BT /F 9000 Tf 50 500000 Td (Hello) Tj ET"), LATIN_FONT, box=b"0 0 1000000 1000000")
    assert [one.words for one in read_pdf(data, "样例.pdf").paragraphs] == ["Hello"]


def test_a_part_that_shows_itself_ends() -> None:
    data = page(
        stream(b"/N Do BT /F 9 Tf (Hello) Tj ET"),
        b"/XObject <</N 5 0 R>> " + LATIN_FONT,
        stream(b"/N Do", PART % b"/N 5 0 R"),
    )
    assert [one.words for one in read_pdf(data, "样例.pdf").paragraphs] == ["Hello"]


def covered(sheet: Sheet) -> None:
    sheet.canvas.drawImage(picture(), 0, 0, WIDE, HIGH)


def unseen_words(sheet: Sheet) -> None:
    covered(sheet)
    text = sheet.canvas.beginText(60, 700)
    text.setFont(FONT, 10)
    text.setTextRenderMode(3)
    text.textOut("识别得来的一行字")
    text.setTextRenderMode(0)
    sheet.canvas.drawText(text)


def drawn_by_strokes(sheet: Sheet) -> None:
    for number in range(500):
        sheet.canvas.bezier(number, 10, number + 5, 20, number + 5, 30, number, 40)


@pytest.fixture
def unscanned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the packages that read pictures."""
    for module in (pdf_reader, pdf_pictures):
        monkeypatch.setattr(module, "can_scan", lambda: False)


@pytest.mark.usefixtures("unscanned")
@pytest.mark.parametrize("draw", [covered, drawn_by_strokes])
def test_a_page_that_is_a_picture_is_told_loudly(draw: Callable[[Sheet], None]) -> None:
    sheet = table()
    sheet.turn_page()
    draw(sheet)
    paper = read_pdf(sheet.done(), "样例.pdf")
    assert words(paper.grids[0]) == ROWS
    assert paper.doubts == (Doubt(DoubtKind.LEFT_OUT, "第 2 页是图片，没有读"),)


@pytest.mark.usefixtures("unscanned")
def test_a_file_of_pictures_needs_another_package() -> None:
    sheet = Sheet()
    covered(sheet)
    error = refused(sheet.done())
    assert "扫描件" in error.message
    assert "zhicheng-cli[scan]" in error.hint


@pytest.mark.usefixtures("unscanned")
def test_the_text_that_lies_over_a_picture_is_recognised_not_read() -> None:
    sheet = Sheet()
    unseen_words(sheet)
    (line,) = read_pdf(sheet.done(), "样例.pdf").paragraphs
    assert (line.words, line.doubts) == ("识别得来的一行字", (Doubt(DoubtKind.RECOGNISED, sure=0.0),))


@pytest.mark.usefixtures("unscanned")
def test_a_stamp_on_a_scan_with_a_layer_makes_no_text_of_it() -> None:
    """Fewer words are seen than lie unseen over the picture."""
    sheet = Sheet()
    unseen_words(sheet)
    sheet.write(60, 300, "已收文")
    told = [(line.words, len(line.doubts)) for line in read_pdf(sheet.done(), "样例.pdf").paragraphs]
    assert told == [("识别得来的一行字", 1), ("已收文", 0)]


def test_hidden_words_over_a_picture_behind_a_text_are_hidden() -> None:
    sheet = Sheet()
    unseen_words(sheet)
    sheet.table(LEFT, 200)
    paper = read_pdf(sheet.done(), "样例.pdf")
    assert words(paper.grids[0]) == ROWS
    told = Doubt(DoubtKind.PICTURE, "第 1 页有一幅图片，占这一页的 100%")
    assert paper.doubts == (Doubt(DoubtKind.HIDDEN, "识别得来的一行字"), told)


def test_pages_that_are_lost_are_told() -> None:
    data = page(stream(b"BT /F 9 Tf (Hello) Tj ET"), LATIN_FONT).replace(b"/Count 1", b"/Count 3")
    paper = read_pdf(data, "样例.pdf")
    assert paper.doubts == (Doubt(DoubtKind.LEFT_OUT, "文件里说有 3 页，只读到 1 页"),)


def test_a_damaged_file_is_read_or_refused() -> None:
    """Cut short anywhere, any byte changed: nothing else comes out of it."""
    whole = table().done()
    drawn = random.Random(12)
    damaged = [whole[: len(whole) * part // 12] for part in range(1, 12)]
    for _ in range(40):
        changed = bytearray(whole)
        for _ in range(drawn.randint(1, 12)):
            changed[drawn.randrange(len(changed))] = drawn.randrange(256)
        damaged.append(bytes(changed))
    for data in damaged:
        with suppress(UnreadablePaperError):
            read_pdf(data, "样例.pdf")
