"""The grid of a table of Word: merged and missing cells, controls around them, rows that are not displayed."""

from __future__ import annotations

from typing import Any

import pytest
from notices.papers.word.sample_docx import docx, numbered, p, r, sdt, tbl, tc, tr

from zhicheng_cli.notices.papers.paper import Grid, Paper, Paragraph
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError
from zhicheng_cli.notices.papers.word.docx_paper import read_docx

SPAN = '<w:gridSpan w:val="{}"/>'.format
BEGIN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def paper(body: str) -> Paper:
    return read_docx(docx(body), "a.docx")


def words(grid: Grid) -> list[list[str | None]]:
    return [[cell and cell.words for cell in row] for row in grid.rows]


def told(one: Any) -> list[tuple[str, str]]:
    return [(doubt.kind.value, doubt.words) for doubt in one.doubts]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([tr("1", "甲"), tr("2", "乙")], [["1", "甲"], ["2", "乙"]]),
        # Content controls around a cell, a row, a cell's content.
        ([tr("1", sdt(tc("甲")), "丙"), sdt(tr("2", "乙", tc(sdt(p("丁")))))], [["1", "甲", "丙"], ["2", "乙", "丁"]]),
        ([sdt(tr("1", "甲") + tr("2", "乙"))], [["1", "甲"], ["2", "乙"]]),
        # Merged: across, down, both; a header of two levels.
        (
            [
                tr(tc("序号", properties=BEGIN), tc("时间", properties=SPAN(2))),
                tr(tc(properties=ON), "申报", "评审"),
                tr("1", "7月", "9月"),
            ],
            [["序号", "时间", "时间"], ["序号", "申报", "评审"], ["1", "7月", "9月"]],
        ),
        (
            [
                tr(tc("甲", properties=SPAN(2) + BEGIN), "1"),
                tr(tc(properties=SPAN(2) + ON), "2"),
                tr("乙", "丙", "3"),
            ],
            [["甲", "甲", "1"], ["甲", "甲", "2"], ["乙", "丙", "3"]],
        ),
        # Two merges that follow one another down the same column.
        (
            [
                tr(tc(one, properties=merge), str(no))
                for no, (one, merge) in enumerate([("甲", BEGIN), ("", ON), ("乙", BEGIN), ("", ON)])
            ],
            [["甲", "0"], ["甲", "1"], ["乙", "2"], ["乙", "3"]],
        ),
        # The older merge across.
        (
            [
                tr(tc("甲", properties='<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>"), "1"),
                tr("乙", "丙", "2"),
            ],
            [["甲", "甲", "1"], ["乙", "丙", "2"]],
        ),
        # A column that no cell begins in is none.
        ([tr(tc("1", properties=SPAN(3)), "甲"), tr(tc("2", properties=SPAN(3)), "乙")], [["1", "甲"], ["2", "乙"]]),
        # Rows that begin later, end earlier, or are short.
        (
            [
                tr("1", "甲", "7月"),
                tr("乙", "8月", properties='<w:gridBefore w:val="1"/>'),
                tr("3", properties='<w:gridAfter w:val="2"/>'),
            ],
            [["1", "甲", "7月"], [None, "乙", "8月"], ["3", None, None]],
        ),
        ([tr("1", "甲"), tr(), tr("2", "乙")], [["1", "甲"], [None, None], ["2", "乙"]]),
        # Numbers that are none.
        ([tr(tc("1", properties=SPAN("x")), tc("甲", properties=SPAN(-5))), tr("2", "乙")], [["1", "甲"], ["2", "乙"]]),
        (
            [tr(tc("1", properties=SPAN(10**9)), "甲"), tr("2", "乙", "丙")],
            [["1", "1", "1", "甲"], ["2", "乙", "丙", ""]],
        ),
    ],
)
def test_a_grid(rows: list[str], expected: list[list[str | None]]) -> None:
    (grid,) = paper(tbl(*rows)).grids
    assert words(grid) == expected


def test_a_merged_cell_is_one_and_the_same() -> None:
    merged = tbl(tr("1", tc("甲", properties=BEGIN)), tr("2", tc(properties=ON)))
    (grid,) = paper(merged).grids
    upper, lower = grid.rows[0][1], grid.rows[1][1]
    assert upper is lower
    assert upper
    assert (upper.rows, upper.columns, upper.spot.row, upper.spot.column) == (2, 1, 1, 2)


def test_words_below_a_merged_cell_are_told() -> None:
    (grid,) = paper(tbl(tr(tc("甲", properties=BEGIN), "1"), tr(tc("乙", properties=ON), "2"))).grids
    assert words(grid) == [["甲", "1"], ["甲", "2"]]
    assert told(grid.rows[0][0]) == [("hidden", "乙")]


def test_a_cell_that_goes_on_with_none_stands_for_itself() -> None:
    (grid,) = paper(tbl(tr("1", "甲"), tr(tc("2", properties=SPAN(1) + ON), "乙"))).grids
    assert words(grid) == [["1", "甲"], ["2", "乙"]]
    assert [kind for kind, _ in told(grid.rows[1][0])] == ["spanning"]


@pytest.mark.parametrize(("tag", "kind"), [("hidden", "hidden"), ("del", "deleted")])
def test_a_row_that_is_not_displayed(tag: str, kind: str) -> None:
    deleted = tc(p("<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"))
    found = paper(tbl(tr("1", "甲"), tr("2", deleted, properties=f"<w:{tag}/>"), tr("3", "丙")))
    assert words(found.grids[0]) == [["1", "甲"], ["3", "丙"]]
    assert told(found) == [(kind, "第 1 张表有一行不显示：2｜乙")]
    assert found.grids[0].rows[1][0] is not None
    assert found.grids[0].rows[1][0].spot.row == 2


def test_an_inserted_row() -> None:
    (grid,) = paper(tbl(tr("1", "甲"), tr("2", "乙", properties="<w:ins/>"))).grids
    assert [told(cell) for cell in grid.rows[1]] == [[("inserted", "2")], [("inserted", "乙")]]


def test_a_table_of_no_row_that_is_displayed() -> None:
    found = paper(tbl(tr("1", properties="<w:hidden/>")) + tbl(tr("2")))
    assert [words(grid) for grid in found.grids] == [[["2"]]]
    assert found.grids[0].spot.table == 1


def test_a_table_within_a_cell_is_flattened_and_told() -> None:
    inner = tbl(tr("市样例局", "5550001"), tr("隐", properties="<w:hidden/>"), tr("市虚构局", "5550002"))
    (grid,) = paper(tbl(tr("1", "甲", "乙"), tr("2", tc(p("交"), inner, "<w:p/>", p("完")), "丙"))).grids
    assert words(grid)[1] == ["2", "交\n市样例局 5550001\n市虚构局 5550002\n完", "丙"]
    assert told(grid.rows[1][1]) == [("hidden", "隐"), ("nested", "市样例局 5550001\n市虚构局 5550002")]


def test_a_table_that_only_places_others() -> None:
    inner = tbl(tr("1", "甲"), tr("2", "乙"))
    found = paper(tbl(tr(tc(p("标题"), inner)), tr("不显示", properties="<w:hidden/>"), tr(tc(p("落款")))))
    assert [one.words if isinstance(one, Paragraph) else words(one) for one in found.blocks] == [
        "标题",
        [["1", "甲"], ["2", "乙"]],
        "落款",
    ]


def test_a_document_within_a_cell() -> None:
    cell = tc(p("甲")).replace("</w:tc>", "<w:altChunk/></w:tc>")
    (grid,) = paper(tbl(tr("1", cell))).grids
    assert told(grid.rows[0][1]) == [("left_out", "嵌在文档里的另一个文件")]


@pytest.mark.parametrize(
    ("table", "size"),
    [
        (tbl(tr(*["1"] * 5000)), "5000 栏"),
        ("<w:tbl>" + "<w:tr/>" * 30_000 + "</w:tbl>", "30000 行"),
    ],
    ids=["columns", "rows"],
)
def test_an_endless_table_is_refused(table: str, size: str) -> None:
    with pytest.raises(UnreadablePaperError, match=size):
        paper(table)


def test_numbers_of_rows_that_are_not_displayed_do_not_count() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1"/><w:suff w:val="nothing"/></w:lvl>'
    instance = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>{instance}'
    number = tc(p(properties=numbered()))
    rows = [tr(number, name, properties=gone) for name, gone in (("甲", ""), ("乙", "<w:del/>"), ("丙", ""))]
    (grid,) = read_docx(docx(tbl(*rows), {"numbering": numbering}), "a.docx").grids
    assert words(grid) == [["1", "甲"], ["2", "丙"]]
    assert told(grid.rows[1][0]) == [("numbered", "2")]
    struck = tc(p(r("甲", "<w:strike/>"), properties=numbered() + "<w:rPr><w:strike/></w:rPr>"))
    (grid,) = read_docx(docx(tbl(tr(struck), tr(number)), {"numbering": numbering}), "a.docx").grids
    assert words(grid) == [[""], ["2"]]
    assert told(grid.rows[0][0]) == [("numbered", "1"), ("struck", "1甲")]
