"""Scans and photographs: the grid found, the words recognised, nothing of it plain."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy
import pytest
from notices.papers.pages.sample_pdf import HIGH, ROWS, WIDE, WIDTHS, Sheet, words
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from zhicheng_cli.notices.papers.pages import pdf_pictures, scan_page
from zhicheng_cli.notices.papers.pages.pdf_pictures import PdfPictures
from zhicheng_cli.notices.papers.pages.pdf_reader import read_pdf
from zhicheng_cli.notices.papers.pages.ruled_lattice import lattices
from zhicheng_cli.notices.papers.pages.scan_image import ScanImage
from zhicheng_cli.notices.papers.pages.scan_reader import read_scan
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

#: Where a Chinese font may be found; a picture cannot be written without one.
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)
DOT = 200 / 72
LEFT, TOP, ROW = 80, 90, 95


def font() -> str:
    found = next((one for one in FONTS if Path(one).exists()), None)
    return found or pytest.skip("没有中文字体，画不出扫描件")


def drawn(rows: Sequence[Sequence[str]] = ROWS, leaning: float = 0.0) -> Image.Image:
    """A table as a scanner sees it: 200 dots an inch, grey, leaning."""
    image = Image.new("L", (1400, 600), 250)
    draw = ImageDraw.Draw(image)
    letters = ImageFont.truetype(font(), 28)
    draw.text((400, 30), "年度评审计划", 20, ImageFont.truetype(font(), 40))
    edges = [LEFT + int(sum(WIDTHS[:number]) * DOT) for number in range(len(WIDTHS) + 1)]
    for number in range(len(rows) + 1):
        draw.line((edges[0], TOP + number * ROW, edges[-1], TOP + number * ROW), 30, 3)
    for x in edges:
        draw.line((x, TOP, x, TOP + len(rows) * ROW), 30, 3)
    for number, row in enumerate(rows):
        for x, said in zip(edges, row, strict=False):
            draw.multiline_text((x + 12, TOP + number * ROW + 10), said, 20, letters, spacing=6)
    return image.rotate(leaning, Image.Resampling.BICUBIC, fillcolor=250)


def png(image: Image.Image, **how: Any) -> bytes:
    file = BytesIO()
    image.save(file, how.pop("format", "PNG"), **how)
    return file.getvalue()


@pytest.fixture(scope="module")
def paper() -> Paper:
    """A leaning scan, read once; no model may be fetched for it."""

    def refuse(*_: object) -> None:
        raise AssertionError("something is fetched")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        return read_scan(
            png(drawn((*ROWS[:3], ("3", "市试写教师评审委员会", "", "市试写局")), leaning=1.0)), "样例.png"
        )


def test_a_leaning_scan_is_read_field_by_field(paper: Paper) -> None:
    (grid,) = paper.grids
    assert words(grid) == (*ROWS[:3], ("3", "市试写教师评审委员会", "", "市试写局"))
    assert [one.words for one in paper.paragraphs] == ["年度评审计划"]


def test_every_cell_of_a_scan_is_recognised_and_has_its_picture(paper: Paper) -> None:
    cells = list(paper.grids[0].cells())
    assert [[doubt.kind for doubt in cell.doubts] for cell in cells] == [[DoubtKind.RECOGNISED]] * 16
    assert all(0.5 < (cell.doubts[0].sure or 0) <= 1 for cell in cells)
    assert all(cell.picture and cell.picture.startswith(b"\x89PNG") for cell in cells)


def test_a_scanned_page_among_others_is_recognised_in_its_place() -> None:
    """The text that lies over it is not believed."""
    sheet = Sheet()
    sheet.write(60, 100, "第一页是文字")
    sheet.turn_page()
    image = Image.new("L", (1654, 2339), 250)
    image.paste(drawn(ROWS[:2]), (100, 200))
    sheet.canvas.drawImage(ImageReader(BytesIO(png(image))), 0, 0, WIDE, HIGH)
    text = sheet.canvas.beginText(60, 700)
    text.setTextRenderMode(3)
    text.textOut("1 May")
    sheet.canvas.drawText(text)
    paper = read_pdf(sheet.done(), "样例.pdf")
    assert [one.words for one in paper.paragraphs] == ["第一页是文字", "年度评审计划"]
    (grid,) = paper.grids
    assert words(grid) == ROWS[:2]
    assert grid.spot.page == 2
    assert {doubt.kind for cell in grid.cells() for doubt in cell.doubts} == {DoubtKind.RECOGNISED}


class Recogniser:
    """Sees the same words on every picture, or what is asked of it."""

    def __init__(self, *answers: SimpleNamespace) -> None:
        self.answers = list(answers)
        self.seen: list[tuple[int, ...]] = []

    def __call__(self, pixels: Any, **_: object) -> SimpleNamespace:
        self.seen.append(pixels.shape)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def answer(said: str, sure: float, box: Sequence[float], *, by_sign: bool = True) -> SimpleNamespace:
    left, top, right, bottom = box
    step = (right - left) / len(said)

    def corners(start: float, end: float) -> list[list[float]]:
        return [[start, top], [end, top], [end, bottom], [start, bottom]]

    signs = [(one, sure, corners(left + n * step, left + n * step + step * 0.7)) for n, one in enumerate(said)]
    return SimpleNamespace(
        boxes=numpy.array([corners(left, right)]),
        txts=(said,),
        scores=(sure,),
        word_results=(tuple(signs),) if by_sign else (),
    )


NOTHING = SimpleNamespace(boxes=None)
LINE = (100, 100, 260, 130)


def with_recogniser(patch: pytest.MonkeyPatch, *answers: SimpleNamespace) -> Recogniser:
    recogniser = Recogniser(*answers)
    patch.setattr(scan_page, "_recogniser", lambda: recogniser)
    return recogniser


def blank(width: int = 842, height: int = 595) -> Image.Image:
    return Image.new("L", (width, height), 255)


def test_a_page_on_its_side_is_turned_until_its_words_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = with_recogniser(
        monkeypatch, answer("乱", 0.2, LINE), answer("也乱", 0.3, LINE), answer("样例市通知", 0.95, LINE)
    )
    (line,) = read_scan(png(blank()), "样例.png").paragraphs
    assert line.words == "样例市通知"
    assert line.doubts == (Doubt(DoubtKind.RECOGNISED, sure=0.95),)
    assert recogniser.seen == [(595, 842), (842, 595), (842, 595)]


def test_of_pages_held_every_way_the_surest_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with_recogniser(monkeypatch, NOTHING, answer("看不清", 0.4, LINE), answer("更不清", 0.3, LINE), NOTHING)
    (line,) = read_scan(png(blank()), "样例.png").paragraphs
    assert (line.words, line.doubts[0].sure) == ("看不清", 0.4)


def test_a_line_whose_signs_have_no_places_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with_recogniser(monkeypatch, answer("样例市通知", 0.9, LINE, by_sign=False))
    assert [one.words for one in read_scan(png(blank()), "样例.png").paragraphs] == ["样例市通知"]


def test_ink_that_is_no_words_is_not_taken_for_an_empty_field(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field without ink is surely empty; a blot in another is not."""
    with_recogniser(monkeypatch, answer("样例市通知", 0.9, (600, 500, 760, 530)))
    image = blank()
    draw = ImageDraw.Draw(image)
    for line in (
        (100, 100, 500, 100),
        (100, 200, 500, 200),
        (100, 100, 100, 200),
        (300, 100, 300, 200),
        (500, 100, 500, 200),
    ):
        draw.line(line, 0, 2)
    draw.line((150, 135, 190, 165), 0, 6)
    (grid,) = read_scan(png(image), "样例.png").grids
    assert [cell.doubts[0].sure for cell in grid.cells()] == [0.0, 1.0]


def test_a_picture_leans_as_its_lines_do() -> None:
    image = blank()
    ImageDraw.Draw(image).line((50, 300, 790, 320), 0, 2)
    (stroke,) = ScanImage(numpy.array(image)).straight().strokes()
    assert stroke[:4] == pytest.approx((46, 310, 796, 310), abs=8)
    assert ScanImage(numpy.array(blank())).straight().strokes() == []


def notice_with_picture(turned: bool = False) -> bytes:
    """Text above and below a picture; the page may be drawn on its side."""
    sheet = Sheet(HIGH, WIDE) if turned else Sheet()
    if turned:
        sheet.canvas.translate(HIGH, 0)
        sheet.canvas.rotate(90)
        sheet.height = HIGH
    sheet.write(60, 100, "上面的一行话有十二个字以上")
    sheet.canvas.drawImage(ImageReader(BytesIO(png(blank()))), 60, 300, 400, 400)
    sheet.write(60, 700, "下面的一行话有十二个字以上")
    return sheet.done()


def test_a_picture_within_a_text_is_recognised_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = with_recogniser(monkeypatch, answer("图片里的话", 0.9, LINE))
    paper = read_pdf(notice_with_picture(), "样例.pdf")
    assert [one.words for one in paper.paragraphs] == [
        "上面的一行话有十二个字以上",
        "图片里的话",
        "下面的一行话有十二个字以上",
    ]
    assert recogniser.seen == [pytest.approx((1111, 1111), abs=2)]
    assert paper.doubts == ()


@pytest.mark.parametrize(("turned", "said"), [(True, answer("图片里的话", 0.9, LINE)), (False, NOTHING)])
def test_a_picture_that_cannot_be_recognised_is_told(
    turned: bool, said: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its page is drawn otherwise than it is read, or nothing stands on it."""
    with_recogniser(monkeypatch, said)
    assert read_pdf(notice_with_picture(turned), "样例.pdf").doubts == (
        Doubt(DoubtKind.PICTURE, "第 1 页有一幅图片，占这一页的 32%"),
    )


def test_a_page_that_cannot_be_drawn_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadablePaperError, match="画不出来"):
        PdfPictures(b"%PDF-1.4").page(1)
    monkeypatch.setattr(pdf_pictures, "MOST_RECOGNISED", 0)
    with pytest.raises(UnreadablePaperError, match="超过 0 页"):
        PdfPictures(b"%PDF-1.4").page(1)


def test_a_photograph_taken_aslant_is_seen_from_above() -> None:
    """Its table's frame is a rectangle again, and its lines part the same fields; another figure is no frame."""
    image = blank(1400, 1000)
    draw = ImageDraw.Draw(image)
    for line in ((100, 100, 1300, 100), (100, 500, 1300, 500), (100, 900, 1300, 900)):
        draw.line(line, 0, 4)
    for x in (100, 700, 1300):
        draw.line((x, 100, x, 900), 0, 4)
    aslant = image.transform(
        (1400, 1000), Image.Transform.QUAD, (-60, -20, 30, 1000, 1400, 1050, 1440, 0), fillcolor=255
    )
    seen = ScanImage(numpy.array(aslant))
    assert [len(one.fields) for one in lattices(seen.straight().strokes()) or []] == [4]
    assert [len(one.fields) for one in lattices(seen.strokes()) or []] != [4]
    figure = blank()
    ImageDraw.Draw(figure).polygon((100, 300, 400, 100, 700, 300, 600, 500, 200, 500), outline=0, width=4)
    assert ScanImage(numpy.array(figure)).straight().pixels.tolist() == numpy.array(figure).tolist()


@pytest.mark.parametrize(
    ("image", "how"),
    [
        (Image.new("RGBA", (842, 595)), {}),
        (Image.new("LA", (842, 595)), {}),
        (Image.new("P", (842, 595)), {"transparency": 0}),
        (Image.new("RGB", (5200, 1000)), {"format": "JPEG"}),
        (
            Image.new("1", (842, 595)),
            {"format": "TIFF", "save_all": True, "append_images": [Image.new("1", (842, 595))]},
        ),
    ],
    ids=["RGBA", "LA", "P", "JPEG", "TIFF"],
)
def test_pictures_of_every_kind_are_opened(
    image: Image.Image, how: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    recogniser = with_recogniser(monkeypatch, answer("样例市通知", 0.9, LINE))
    paper = read_scan(png(image, **how), "样例.png")
    assert len(paper.paragraphs) == len(recogniser.seen) == (2 if "save_all" in how else 1)
    assert max(recogniser.seen[0]) <= 2600


def refused(data: bytes) -> UnreadablePaperError:
    with pytest.raises(UnreadablePaperError) as caught:
        read_scan(data, "样例.png")
    assert "“样例.png”" in caught.value.message
    assert caught.value.hint
    return caught.value


def bomb(width: int, height: int) -> bytes:
    """A picture that says it is larger than it is."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG", "已损坏"),
        (png(blank())[:200], "已损坏"),
        (bomb(10_000, 8_500), "太大"),
        (bomb(100_000, 100_000), "太大"),
        (png(blank(500, 30)), "太小"),
        (png(blank(50, 50), format="TIFF", save_all=True, append_images=[blank(50, 50)] * 40), "超过 40 页"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_picture_that_cannot_be_read_is_refused(data: bytes, why: str) -> None:
    assert why in refused(data).message


def test_a_picture_without_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with_recogniser(monkeypatch, NOTHING)
    assert "没有认出文字" in refused(png(blank())).message
