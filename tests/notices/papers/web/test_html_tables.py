"""The grid of a table of a web page: spans astray, rows that are not displayed, tables that only place others."""

from __future__ import annotations

from typing import Any

import pytest

from zhicheng_cli.notices.papers.paper import Grid, Paper, Paragraph
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError
from zhicheng_cli.notices.papers.web.html_paper import read_html


def paper(content: str) -> Paper:
    return read_html(f"<html><body>{content}</body></html>".encode(), "a.html")


def words(grid: Grid) -> list[list[str | None]]:
    return [[cell and cell.words for cell in row] for row in grid.rows]


def told(one: Any) -> list[tuple[str, str]]:
    return [(doubt.kind.value, doubt.words) for doubt in one.doubts]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><th>1<td>甲<tr><td>2<td>乙", [["1", "甲"], ["2", "乙"]]),
        ("<tr><td>1</td><td>甲</td></tr><tr><td>2</td><td>乙</td></tr>", [["1", "甲"], ["2", "乙"]]),
        # Spans, one beside and below another.
        (
            "<tr><td rowspan=2>序号<td colspan=2>时间<td rowspan=2>备注<tr><td>申报<td>评审"
            "<tr><td>1<td>7月<td>9月<td>甲",
            [["序号", "时间", "时间", "备注"], ["序号", "申报", "评审", "备注"], ["1", "7月", "9月", "甲"]],
        ),
        (
            "<tr><td>1<td rowspan=2>甲<td>A<tr><td>2<td rowspan='2'>B<tr><td>3<td>乙",
            [["1", "甲", "A"], ["2", "甲", "B"], ["3", "乙", "B"]],
        ),
        # A column that no cell begins in is none; a number that is none is 1.
        ("<tr><td colspan=9>1<td>甲<tr><td colspan=9>2<td>乙", [["1", "甲"], ["2", "乙"]]),
        ("<tr><td colspan=x>1<td rowspan=-3>甲<tr><td colspan=0>2<td colspan=''>乙", [["1", "甲"], ["2", "乙"]]),
        ("<tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3", [["甲", "1"], ["甲", "2"], ["甲", "3"]]),
        # Groups: the head first, the foot last; no span reaches out of one.
        (
            "<tfoot><tr><td>脚<td>脚<tbody><tr><td>1<td rowspan=0>甲<tr><td>2<thead><tr><th>头<th>头",
            [["头", "头"], ["1", "甲"], ["2", "甲"], ["脚", "脚"]],
        ),
        # Tags within a cell that are never closed.
        ("<tr><td><b>1<td><a><b>甲<tr><td><font>2<td>乙<tr><td>3<td>丙", [["1", "甲"], ["2", "乙"], ["3", "丙"]]),
        (
            "<tbody><tr><td>1<td><b>甲<tbody><tr><td>2<td><i>乙<tfoot><tr><td>3<td>丙",
            [["1", "甲"], ["2", "乙"], ["3", "丙"]],
        ),
        # Cells outside rows, rows within a form.
        ("<td>1<td>甲", [["1", "甲"]]),
        ("<form><tr><td>1<td>甲</tr></form><tr><form><td>2<td>乙</form></tr>", [["1", "甲"], ["2", "乙"]]),
        ("<td>1</td><td>甲</td><tr><td>2<td>乙", [["1", "甲"], ["2", "乙"]]),
        ("<tr><td>1<td>甲<tr></tr><tr><td>2<td>乙", [["1", "甲"], [None, None], ["2", "乙"]]),
    ],
)
def test_a_grid(rows: str, expected: list[list[str | None]]) -> None:
    (grid,) = paper(f"<table>{rows}</table>").grids
    assert words(grid) == expected
    assert [told(cell) for cell in grid.cells()] == [[]] * len(list(grid.cells()))


@pytest.mark.parametrize(
    ("rows", "expected", "doubts"),
    [
        (
            "<tr><td>1<td>甲<tr><td>2<td rowspan=3>乙",
            [["1", "甲"], ["2", "乙"]],
            {"乙": ["纵跨 3 行，下面只有 1 行"]},
        ),
        (
            "<thead><tr><td rowspan=2>头<td>头<tbody><tr><td>1<td>甲",
            [["头", "头"], ["1", "甲"]],
            {"头": ["纵跨 2 行，下面只有 1 行"]},
        ),
        # The second field of the lower row is taken from above.
        (
            "<tr><td>1<td rowspan=2>甲<td>A<tr><td colspan=2>2<td>B<tr><td>3<td>乙<td>C",
            [["1", "甲", "A"], ["2", "甲", "B"], ["3", "乙", "C"]],
            {"2": ["横跨 2 栏，只放得下 1 栏"]},
        ),
        (
            "<tr><td colspan=2000000000>1<td>甲<tr><td>2<td>乙<tr><td>3<td>丙",
            [["1", "1", "甲"], ["2", "乙", None], ["3", "丙", None]],
            {
                "1": ["横跨 200000000 栏，只放得下 1000 栏", "这一行多了几格，可能错栏"],
                "甲": ["这一行多了几格，可能错栏"],
            },
        ),
        # A span too long pushes the cells of the next row aside.
        (
            "<tr><td>1<td rowspan=2>甲<tr><td>2<td>乙<tr><td>3<td>丙",
            [["1", "甲", None], ["2", "甲", "乙"], ["3", "丙", None]],
            {key: ["这一行多了几格，可能错栏"] for key in ("2", "甲", "乙")},
        ),
        (
            "<tr><td>1<td>甲<td>A<tr><td>2<td>B<tr><td>3<td>丙<td>C<tr><td>注",
            [["1", "甲", "A"], ["2", "B", ""], ["3", "丙", "C"], ["注", None, None]],
            {key: ["这一行少了几格，可能错栏"] for key in ("2", "B", "")},
        ),
        # A span over a row that is not displayed.
        (
            "<tr><td>1<td rowspan=3>甲<tr hidden><td>内<tr><td>3<tr><td>4<td>丁",
            [["1", "甲"], ["3", "甲"], ["4", "丁"]],
            {"甲": ["跨过了不显示的行"]},
        ),
    ],
)
def test_a_span_that_cannot_be(rows: str, expected: list[list[str | None]], doubts: dict[str, list[str]]) -> None:
    (grid,) = paper(f"<table>{rows}</table>").grids
    assert words(grid) == expected
    spanning = {cell.words: [one.words for one in cell.doubts] for cell in grid.cells() if cell.doubts}
    assert spanning == doubts


def test_rows_cells_and_columns_that_are_not_displayed() -> None:
    found = paper(
        "<table><col><col span=2 style='visibility:collapse'><col>"
        "<tr><td>1<td>内一<td><td>甲<tr style='display:none'><td>2<td>内<td><td>乙"
        "<tr><td>3<td>内二<td><td style='display:none'>隐<td>丙<td hidden>"
        "<tbody style='visibility:hidden'><tr><td>4<td><td><td>丁</table>"
    )
    assert words(found.grids[0]) == [["1", "甲"], ["3", "丙"]]
    assert told(found) == [
        ("hidden", "第 1 张表有一格不显示：隐"),
        ("hidden", "第 1 张表有一行不显示：2｜内｜乙"),
        ("hidden", "第 1 张表有一行不显示：4｜丁"),
        ("hidden", "第 1 张表有一栏不显示：内一｜内二"),
    ]


def test_a_table_that_is_not_displayed() -> None:
    found = paper("<table style='display:none'><tr><td>上年</table><table><tr><td>今年</table><table></table>")
    assert [words(grid) for grid in found.grids] == [[["今年"]]]
    assert told(found) == [("hidden", "一张不显示的表：上年")]


def test_columns_that_only_say_their_width() -> None:
    assert words(paper("<table><col width=9><tr><td>1<td>甲</table>").grids[0]) == [["1", "甲"]]


def test_a_caption_and_what_stands_between_cells() -> None:
    found = paper("<table>上<caption>评审<b>计划</b></caption><p>中</p><tr>下<td>1<td>甲</table>")
    assert [one.words if isinstance(one, Paragraph) else (one.titled, words(one)) for one in found.blocks] == [
        "上",
        "中",
        "下",
        ("评审计划", [["1", "甲"]]),
    ]


def test_a_table_between_the_rows_of_another() -> None:
    inner = "<table><tr><td>2<td>乙</table>"
    found = paper(f"<table>{inner}<tr><td>1<td>甲<td>A</tr><tr>{inner}<td>3<td>丙<td>C</table>")
    assert [words(grid) for grid in found.grids] == [[["2", "乙"]], [["2", "乙"]], [["1", "甲", "A"], ["3", "丙", "C"]]]


def test_tables_that_only_place_others() -> None:
    inner = "<table><tr><td>1<td>甲<tr><td>2<td>乙</table>"
    found = paper(f"<table><tr><td>导航<td><table><tr><td>标题<tr><td>{inner}</table><tr hidden><td>内</table>")
    assert [one.words if isinstance(one, Paragraph) else words(one) for one in found.blocks] == [
        "导航",
        "标题",
        [["1", "甲"], ["2", "乙"]],
    ]
    assert told(found) == [("hidden", "内")]


def test_a_table_within_a_cell() -> None:
    (grid,) = paper("<table><tr><td>1<td>甲<tr><td>2<td><table><tr><td>A<td>B</table></table>").grids
    assert words(grid) == [["1", "甲"], ["2", "A B"]]
    assert told(grid.rows[1][1]) == [("nested", "A B")]


@pytest.mark.parametrize(
    ("table", "size"),
    [
        ("<tr>" + "<td>1" * 5000, "251 栏"),
        ("<tr>" * 30_000, "30000 行"),
        ("".join("<tr>" + "<td rowspan=9>1" * 100 for _ in range(9)), "251 栏"),
    ],
    ids=["columns", "rows", "stairs"],
)
def test_an_endless_table_is_refused(table: str, size: str) -> None:
    with pytest.raises(UnreadablePaperError, match=size):
        paper(f"<table>{table}</table>")
