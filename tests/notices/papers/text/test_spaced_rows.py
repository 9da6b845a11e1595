"""Tables of plain text whose cells only blanks part."""

from __future__ import annotations

import pytest

from zhicheng_cli.notices.papers.paper import DoubtKind, Paper
from zhicheng_cli.notices.papers.text.text_paper import read_text_paper

ALIGNED = """题目  某市  某年
序 号  名称      级别      时间
1      甲委员会  中级      6月
2      乙委员会            7月

3      丙委员会  中级 高级
          注：一
说明：二
"""
CENTRED = """序号　　名称　　级别　　时间
1　　甲委员会　　中级　　6月
2　　乙委员会　　7月
3　　丙　　高级　　8月　　另
"""


def read(text: str) -> Paper:
    return read_text_paper(text.encode(), "a.txt")


def words(paper: Paper) -> list[list[str]]:
    (grid,) = paper.grids
    return [["" if cell is None else cell.words for cell in row] for row in grid.rows]


def doubted(paper: Paper) -> dict[int, set[DoubtKind]]:
    (grid,) = paper.grids
    kinds = [{doubt.kind for cell in row if cell is not None for doubt in cell.doubts} for row in grid.rows]
    return {at: found for at, found in enumerate(kinds) if found}


def test_places_tell_the_columns() -> None:
    paper = read(ALIGNED.replace("          注：一\n", ""))
    assert words(paper) == [
        ["序 号", "名称", "级别", "时间"],
        ["1", "甲委员会", "中级", "6月"],
        ["2", "乙委员会", "", "7月"],
        ["3", "丙委员会", "中级 高级", ""],
    ]
    assert doubted(paper) == {}
    assert [one.words for one in paper.paragraphs] == ["题目  某市  某年", "说明：二"]
    assert [row[0].spot.line for row in paper.grids[0].rows if row[0] is not None] == [2, 3, 4, 6]


def test_a_line_without_a_first_field_goes_on_with_the_row_and_is_told() -> None:
    paper = read(ALIGNED)
    assert words(paper)[-1] == ["3", "丙委员会\n注：一", "中级 高级", ""]
    assert doubted(paper) == {3: {DoubtKind.CUT}}


@pytest.mark.parametrize("row", ["3    丙委员会    中级   6月", "3      丙委员会  中级  乙级  6月"])
def test_a_row_that_does_not_stand_below_the_header_is_told(row: str) -> None:
    paper = read("\n".join((*ALIGNED.splitlines()[1:4], row)))
    assert doubted(paper) == {3: {DoubtKind.SPANNING}}


def test_elsewhere_order_tells_them_and_a_row_of_fewer_or_more_is_told() -> None:
    paper = read(CENTRED)
    assert words(paper)[:2] == [["序号", "名称", "级别", "时间", ""], ["1", "甲委员会", "中级", "6月", ""]]
    assert doubted(paper) == {2: {DoubtKind.SPANNING}, 3: {DoubtKind.SPANNING}}


@pytest.mark.parametrize(
    "text",
    [
        "首页  机构  政务  办事\n通知\n公告\n",
        "甲  乙  丙  丁\n1  2  3  4\n",
        f"甲  乙  丙  丁\n{'某  ' * 2000}\n{'某  ' * 2000}\n",
    ],
)
def test_a_few_words_apart_are_no_table(text: str) -> None:
    assert read(text).grids == []
