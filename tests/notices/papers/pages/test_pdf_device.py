"""What a PDF paints, operator by operator."""

from __future__ import annotations

from io import BytesIO

import pytest
from notices.papers.pages.raw_pdf import LATIN_FONT, page, stream
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from zhicheng_cli.notices.papers.pages.ink_shades import mixed, shade_of
from zhicheng_cli.notices.papers.pages.page_ink import PageInk, turned
from zhicheng_cli.notices.papers.pages.pdf_device import InkDevice
from zhicheng_cli.notices.papers.pages.pdf_reader import read_pdf
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

UPRIGHT_FONT = (
    b"/Font <</F <</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniGB-UCS2-V /DescendantFonts "
    b"[<</Type /Font /Subtype /CIDFontType0 /BaseFont /X /CIDSystemInfo "
    b"<</Registry (Adobe) /Ordering (GB1) /Supplement 0>>>>]>>>>"
)


def ink(content: bytes, resources: bytes = LATIN_FONT) -> PageInk:
    data = page(stream(content), resources)
    return InkDevice(PDFResourceManager()).take(next(PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(data))))))


def test_a_bar_is_a_box_and_a_thin_box_is_a_line() -> None:
    """A stroke of ten points, level and upright; a box of one point; a box whose corner is cut off is neither."""
    drawn = ink(b"10 w 100 700 m 300 700 l S 50 100 m 50 300 l S 10 10 200 1 re f 0 0 m 99 0 l 50 99 l f")
    assert [fill.box for fill in drawn.fills] == [(100, 137, 300, 147), (45, 542, 55, 742)]
    assert [rule[:4] for rule in drawn.rules] == [(10, 831.5, 210, 831.5)]
    assert drawn.curves == 1


def test_a_path_shows_within_what_cuts_it() -> None:
    """An end of it, or nothing; two cuts leave what they share; one that is no path cuts nothing."""
    drawn = ink(b"0 0 100 842 re W n 0 0 842 842 re W* n 50 700 m 300 700 l S 200 0 m 200 99 l S W n h W n")
    assert [rule[:4] for rule in drawn.rules] == [(50, 142, 103.5, 142)]


def test_a_line_that_leads_nowhere_is_none() -> None:
    assert ink(b"50 700 m S 0 0 m 9 9 9 9 9 9 c S").curves == 2


@pytest.mark.parametrize(
    ("colour", "space", "shade"),
    [
        (0.5, "DeviceGray", (0.5, 0.5, 0.5)),
        ((1, 0, 0.5), "DeviceRGB", (1, 0, 0.5)),
        ((0, 1, 0, 0.5), "DeviceCMYK", (0.5, 0, 0.5)),
        ((1.0,), "Separation", (0, 0, 0)),
        (None, "Pattern", (0, 0, 0)),
        (("a pattern",), "Pattern", (0, 0, 0)),
    ],
)
def test_colours_of_every_kind(colour: object, space: str, shade: tuple[float, ...]) -> None:
    assert shade_of(colour, space) == shade


def test_a_transparent_colour_is_mixed_with_the_page() -> None:
    assert mixed((0.0, 0.0, 0.0), 0.25) == (0.75, 0.75, 0.75)


def test_a_header_is_marked_by_a_name_too() -> None:
    marks = b"/Artifact /P BDC BT /F 9 Tf (Top) Tj ET EMC EMC BT /F 9 Tf (Text) Tj ET"
    drawn = ink(marks, LATIN_FONT + b"/Properties <</P <</Type /Pagination /Subtype /Header>>>>")
    assert {sign.part: sign.text for sign in drawn.signs} == {"Header": "p", "": "t"}


def test_an_unknown_state_of_drawing_changes_nothing() -> None:
    assert [sign.drawn for sign in ink(b"/None gs BT /F 9 Tf (A) Tj ET").signs] == [True]


def test_signs_written_from_top_to_bottom_stand_below_each_other() -> None:
    drawn = ink(b"BT /F 10 Tf 100 700 Td <5E026837> Tj ET", UPRIGHT_FONT)
    assert [sign.text for sign in drawn.signs] == ["市", "样"]
    first, second = (sign.box for sign in drawn.signs)
    assert first == pytest.approx((95, 142, 105, 152), abs=2)
    assert second[1] == pytest.approx(first[3], abs=0.5)


MAPPED_FONT = (
    b"/Font <</F <</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts "
    b"[<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo "
    b"<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>]>>>>"
)
MAP = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
    b"2 beginbfchar <0001> <2F2F> <0002> <E001> endbfchar endcmap"
)


def test_radicals_and_private_signs_stay_as_they_are_and_one_without_a_meaning_is_told() -> None:
    """What they are read as is not this reader's to say."""
    data = page(stream(b"BT /F 10 Tf 50 700 Td <000100020003> Tj ET"), MAPPED_FONT, stream(MAP))
    (line,) = read_pdf(data, "样例.pdf").paragraphs
    assert line.words == "\u2f2f\ue001\ufffd"
    assert line.doubts == (Doubt(DoubtKind.UNREADABLE, line.words),)


def test_a_page_of_no_signs_is_not_turned() -> None:
    drawn = ink(b"")
    assert turned(drawn) == drawn


STRUCK = (
    b"/Annots [<</Subtype /StrikeOut /Rect [0 0 1 1] /QuadPoints [50 712 120 712 50 698 120 698]>> "
    b"<</Subtype /Widget /Rect [200 695 300 715] /Parent <</V (1 May)>>>> "
    b"<</Subtype /Widget /Rect [200 595 300 615] /V ( )>> <</Subtype /Text /F 2 /Contents (Gone)>>]"
)


def test_notes_strike_out_fill_in_and_may_be_hidden() -> None:
    content = b"BT /F 10 Tf 50 700 Td (31 March) Tj ET"
    data = page(stream(content), LATIN_FONT).replace(b"/Parent 2 0 R", b"/Parent 2 0 R " + STRUCK)
    paper = read_pdf(data, "样例.pdf")
    assert [(one.words, [doubt.words for doubt in one.doubts]) for one in paper.paragraphs] == [
        ("1 May", []),
        ("", ["31 March"]),
    ]
    assert paper.doubts == ()
