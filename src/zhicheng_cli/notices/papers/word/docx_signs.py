"""Signs that Word takes from a symbol font: the code is the font's own, the character behind it is what is seen."""

from __future__ import annotations

_FONT_CODES = range(0xF000, 0xF100)
_CIRCLED = dict(zip(range(0x80, 0x8B), "⓪①②③④⑤⑥⑦⑧⑨⑩", strict=True)) | dict(
    zip(range(0x8B, 0x96), "⓿❶❷❸❹❺❻❼❽❾❿", strict=True)
)
#: What the fonts show, by their own tables (Unicode, MAPPINGS/VENDORS/ADOBE/symbol.txt; ISO/IEC 10646, Wingdings).
_SYMBOL = {code: chr(code) for code in (*range(0x20, 0x22), 0x23, *range(0x25, 0x27), *range(0x28, 0x2A))} | {
    **{code: chr(code) for code in (0x2B, 0x2C, *range(0x2E, 0x40), 0x5B, 0x5D, 0x5F, *range(0x7B, 0x7E))},
    0x2A: "∗", 0x2D: "−", 0x7E: "～", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xBC: "…", 0xBE: "—", 0xD7: "·",
}  # fmt: skip
_WINGDINGS = _CIRCLED | {
    0x20: " ", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖",
    0x78: "☒", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x20: " ", 0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0xA3: "□"} | {
    **dict(zip(range(0x69, 0x74), "⓪①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip(range(0x74, 0x7F), "⓿❶❷❸❹❺❻❼❽❾❿", strict=True)),
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def sign_of(font: str, code: int) -> str:
    """What a symbol font shows for a code; the raw code where that is not known."""
    if not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000:
        return "�"
    table = _FONTS.get(font.lower())
    own = code - _FONT_CODES.start if code in _FONT_CODES else code
    if table is None or own >= len(_FONT_CODES):
        return chr(code)
    return table.get(own, chr(_FONT_CODES.start + own))


def with_signs(text: str, font: str) -> str:
    """A text set in a symbol font, as it is seen; its letters lie in a private area."""
    return "".join(sign_of(font, ord(one)) if ord(one) in _FONT_CODES else one for one in text)
