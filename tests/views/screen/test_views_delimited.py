"""TSV and CSV: one line a row, nothing cut, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.errors import visible
from zhicheng_cli.views.screen.delimited import to_csv, to_tsv
from zhicheng_cli.views.screen.table import Table


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 5))
    row = st.tuples(*[st.text(max_size=20)] * width)
    return Table(draw(row), tuple(draw(st.lists(row, max_size=5))))


def as_excel_reads(cell: str) -> str:
    """With what a terminal would obey spelt out."""
    return visible(cell.replace("\r\n", "\n").replace("\r", "\n"), keep="\n\t")


def test_a_table_refuses_ragged_rows() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        Table(("甲", "乙"), (("1",),))


def test_tsv_keeps_entries_of_a_cell_on_one_line() -> None:
    table = Table(("单位", "电话"), (("市教育局\n市卫健委", "2033099\t转 1"), ("甲\r\n乙\r丙", "")))
    assert to_tsv(table) == "单位\t电话\n市教育局；市卫健委\t2033099 转 1\n甲；乙；丙\t\n"


@given(tables())
def test_every_tsv_line_has_the_same_number_of_fields(table: Table) -> None:
    lines = to_tsv(table).removesuffix("\n").split("\n")
    assert len(lines) == 1 + len(table.rows)
    assert {line.count("\t") for line in lines} == {len(table.columns) - 1}
    assert all(len(line.splitlines()) <= 1 for line in lines)


def test_csv_rows_end_as_excel_likes_it_and_entries_do_not() -> None:
    assert to_csv(Table(("甲", "乙"), (("1\r\n2", '"引"'),))) == '甲,乙\r\n"1\n2","""引"""\r\n'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+1", "@x", "\t=1", "\r=1", "＝1", "－1", "-x"])
def test_formulas_are_neutralised(cell: str) -> None:
    assert next(csv.reader([to_csv(Table((cell,), ()))]))[0].startswith("'")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("\x1b[31m红", "\\x1b[31m红"),
        ("\x1b]52;c;ZXZpbA==\x07", "\\x1b]52;c;ZXZpbA==\\x07"),
        ("a\x00\x7f\x9b", "a\\x00\\x7f\\x9b"),
        ("a\u202eb\u200b", "a\\u202eb\\u200b"),
    ],
)
def test_what_a_terminal_would_obey_is_spelt_out(cell: str, shown: str) -> None:
    assert to_csv(Table((cell,), ())) == f"{shown}\r\n"
    assert to_tsv(Table((cell,), ())) == f"{shown}\n"


@pytest.mark.parametrize("cell", ["-", "－", "-5", "-5.25", "1-2", "7月", "", "a=b"])
def test_harmless_cells_stay(cell: str) -> None:
    assert to_csv(Table(("x", cell), ())) == f"x,{cell}\r\n"


@given(tables())
def test_csv_read_back_gives_the_cells(table: Table) -> None:
    read = list(csv.reader(io.StringIO(to_csv(table), newline="")))
    written = [list(row) for row in (table.columns, *table.rows)]
    assert len(read) == len(written)
    for row, original in zip(read, written, strict=True):
        cells = [as_excel_reads(cell) for cell in original]
        assert [one in (cell, f"'{cell}") for one, cell in zip(row, cells, strict=True)] == [True] * len(cells)
