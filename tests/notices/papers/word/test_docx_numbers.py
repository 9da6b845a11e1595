"""Automatic numbers: what Word shows for them, counted by hand here."""

from __future__ import annotations

import pytest
from notices.papers.word.sample_docx import docx, numbered, p, tbl, tc, tr

from zhicheng_cli.notices.papers.numerals import numeral
from zhicheng_cli.notices.papers.word.docx_paper import read_docx


def lvl(number: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def listed(*levels: str, more: str = "", key: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, key: int = 0, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{key}"/>{override}</w:num>'


def restart(level: int = 0, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def shown(numbering: str, *paragraphs: str, styles: str = "") -> list[str]:
    paper = read_docx(docx("".join(paragraphs), {"numbering": numbering, "styles": styles}), "a.docx")
    return [one.words for one in paper.paragraphs]


def at(level: int = 0, number: int = 1) -> str:
    return p("项", properties=numbered(level, number))


@pytest.mark.parametrize(
    ("numbering", "paragraphs", "expected"),
    [
        (listed(lvl(0, "%1.")) + num(1), [at(), p("文"), at()], ["1.项", "文", "2.项"]),
        (
            listed(lvl(0, "第%1条", "chineseCountingThousand", 9)) + num(1),
            [at()] * 3,
            ["第九条项", "第十条项", "第十一条项"],
        ),
        # Levels count below their upper one, and begin anew after it.
        (
            listed(lvl(0, "%1、", "chineseCounting"), lvl(1, "%1.%2")) + num(1),
            [at(0), at(1), at(1), at(0), at(1)],
            ["一、项", "一.1项", "一.2项", "二、项", "二.1项"],
        ),
        (
            listed(lvl(0, "%1"), lvl(1, "%2", more='<w:lvlRestart w:val="0"/>')) + num(1),
            [at(0), at(1), at(0), at(1)],
            ["1项", "1项", "2项", "2项"],
        ),
        (
            listed(lvl(0, "%1", "upperRoman"), lvl(1, "%1.%2", more="<w:isLgl/>")) + num(1),
            [at(0), at(1)],
            ["I项", "1.1项"],
        ),
        # A level that begins the list shows its upper one as begun.
        (listed(lvl(0, "%1"), lvl(1, "%1.%2")) + num(1), [at(1), at(0)], ["1.1项", "2项"]),
        # Two instances of a list count on, unless one begins anew.
        (listed(lvl(0, "%1")) + num(1) + num(2), [at(), at(0, 2), at()], ["1项", "2项", "3项"]),
        (listed(lvl(0, "%1")) + num(1) + num(2, 0, restart(0, 5)), [at(), at(0, 2), at(0, 2)], ["1项", "5项", "6项"]),
        (
            listed(lvl(0, "%1")) + num(1, 0, f'<w:lvlOverride w:ilvl="0">{lvl(0, "(%1)")}</w:lvlOverride>'),
            [at()],
            ["(1)项"],
        ),
        # A list that only names the style of another.
        (
            listed(more='<w:numStyleLink w:val="S"/>')
            + listed(lvl(0, "甲%1"), more='<w:styleLink w:val="S"/>', key=1)
            + num(1),
            [at()],
            ["甲1项"],
        ),
        # What is told twice, for programs of two ages.
        (
            listed(
                '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
                '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
                '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
                '<w:suff w:val="space"/><w:lvlText w:val="%1"/></w:lvl>'
            )
            + num(1),
            [at()],
            ["007 项"],
        ),
        # No number: none of that name, an ornament, the number 0.
        (listed(lvl(0, "%1")) + num(1), [at(0, 4)], ["项"]),
        (listed(lvl(0, "•", "bullet")) + num(1), [at()], ["项"]),
        (listed(lvl(0, "l", "bullet", more='<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')) + num(1), [at()], ["项"]),
        (listed(lvl(0, "★", "bullet")) + num(1), [at()], ["★项"]),
        # Parts that are missing.
        (num(1), [at(), at(11)], ["1.\t项", "1.\t项"]),
        (listed('<w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl>') + num(1), [at()], ["0\t项"]),
    ],
)
def test_numbers(numbering: str, paragraphs: list[str], expected: list[str]) -> None:
    assert shown(numbering, *paragraphs) == expected


def test_a_style_numbers_its_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Head"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Head"/></w:style>'
    )
    numbering = listed(
        lvl(0, "%1、", more='<w:pStyle w:val="Head"/>'), lvl(1, "(%2)", more='<w:pStyle w:val="Sub"/>')
    ) + num(1)
    paragraphs = [p("项", properties=f'<w:pStyle w:val="{style}"/>') for style in ("Head", "Sub", "Sub")]
    without = p("项", properties='<w:pStyle w:val="Head"/>' + numbered(0, 0))
    assert shown(numbering, *paragraphs, without, styles=styles) == ["1、项", "(1)项", "(2)项", "项"]


def test_a_format_that_is_not_known_is_told() -> None:
    numbering = listed(lvl(0, "%1.", "hebrew1")) + num(1)
    (grid,) = read_docx(docx(tbl(tr(tc(at()))), {"numbering": numbering}), "a.docx").grids
    (cell,) = grid.cells()
    assert cell.words == ".项"
    assert [(doubt.kind.value, doubt.words) for doubt in cell.doubts] == [("numbered", "."), ("shown", ".")]


@pytest.mark.parametrize(
    ("form", "signs"),
    [
        ("decimal", {1: "1", 120: "120"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("numberInDash", {3: "- 3 -"}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB", 0: ""}),
        ("lowerLetter", {3: "c"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 19: "十九", 20: "二十", 21: "二十一", 99: "九十九", 100: None, 0: "零"},
        ),
        (
            "chineseCountingThousand",
            {100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一", 1010: "一千零一十"},
        ),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁", 105: "壹佰零伍"}),
        ("ideographDigital", {10: "一〇", 21: "二一"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: None}),
        ("ideographZodiac", {12: "亥"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: None}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("01, 02, 03, ...", {7: "07"}),
        ("none", {7: ""}),
        ("hebrew1", {1: None}),
        ("decimal", {-1: None, 10_000: None}),
    ],
)
def test_numerals(form: str, signs: dict[int, str | None]) -> None:
    assert {count: numeral(count, form) for count in signs} == signs
