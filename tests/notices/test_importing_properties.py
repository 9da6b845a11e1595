"""However a table is laid out, it comes to the same rows, or what may be other is told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from sample_notice import BODY, HEADER, KEYS, ROWS, table_text

from zhicheng_cli.errors import ZcError
from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.papers.opening import read_paper

TITLES = (
    *("技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师", "高级会计师"),
    *("一级教师", "高级教师", "正高级教师"),
)
RENAMED = {
    "no": ("序号", "编号", "序 号", "NO."),
    "name": ("申报评委会", "评审委员会名称", "评委会", "评审机构"),
    "reviews": ("本级评审级别", "评审资格", "所评资格", "资格名称/所评"),
    "recommends": ("报省推荐级别", "推荐资格", "推荐评审资格"),
    "cutoff": ("受理截止日期", "材料报送截止时间", "申报时间", "受理月份"),
    "receivers": ("受理部门", "材料报送地点及电话", "报送单位", "受理单位"),
    "review": ("评审时间（预计）", "拟评审时间", "评审日期", "评审会议时间"),
    "remarks": ("说明", "备注", "其他说明"),
}
Table = Sequence[Sequence[str]]
ORDERS = st.permutations(range(len(HEADER)))


def imported(table: str) -> Imported:
    return import_notice([read_paper("a.txt", f"{BODY}\n{table}".encode())], TITLES)


def printed(result: Imported) -> list[tuple[str, ...]]:
    assert result.refused is None, result.refused
    return [(str(row.no), *(row.printed[key] for key in KEYS[1:])) for row in result.rows]


def ordered(table: Table, order: Sequence[int]) -> Table:
    return [[row[field] for field in order] for row in table]


@given(order=ORDERS, headers=st.fixed_dictionaries({key: st.sampled_from(words) for key, words in RENAMED.items()}))
def test_columns_in_any_order_under_other_names(order: Sequence[int], headers: dict[str, str]) -> None:
    header, *rows = ordered([[headers[key] for key in KEYS], *ROWS], order)
    result = imported(table_text(rows, header))
    assert printed(result) == list(ROWS)
    assert result.findings == ()


@given(order=ORDERS, cuts=st.sets(st.integers(1, len(ROWS) - 1)), repeated=st.booleans())
def test_a_table_cut_in_parts(order: Sequence[int], cuts: set[int], repeated: bool) -> None:
    header, *rows = ordered([HEADER, *ROWS], order)
    ends = [0, *sorted(cuts), len(rows)]
    parts = [rows[start:end] for start, end in pairwise(ends)]
    whole = "\n".join(
        table_text(part, header) if repeated or not at else "".join("\t".join(row) + "\n" for row in part)
        for at, part in enumerate(parts)
    )
    result = imported(whole)
    assert printed(result) == list(ROWS)
    assert result.findings == ()


@given(data=st.data(), row=st.integers(0, len(ROWS) - 1), field=st.integers(1, len(HEADER) - 1))
def test_a_line_end_anywhere_in_a_cell(data: st.DataObject, row: int, field: int) -> None:
    words = ROWS[row][field]
    at = data.draw(st.integers(0, len(words)))
    rows = [list(one) for one in ROWS]
    rows[row][field] = f'"{words[:at]}\n{words[at:]}"'
    result = imported(table_text(rows))
    doubted = {(one.row, one.column) for one in result.findings}
    for made, own in zip(result.rows, ROWS, strict=True):
        for key, one in zip(KEYS[1:], own[1:], strict=True):
            assert made.printed[key] == one or (made.no, key) in doubted
    offices = [[(one.unit, one.phones) for one in made.receivers] for made in result.rows]
    plain = [[(one.unit, one.phones) for one in made.receivers] for made in imported(table_text()).rows]
    assert offices == plain or (row + 1, "receivers") in doubted


def piped(table: Table) -> str:
    header, *rows = ["|" + "|".join(one.replace("|", "\\|") for one in row) + "|" for row in table]
    return "\n".join([header, "|" + "---|" * len(table[0]), *rows])


def quoted(table: Table) -> str:
    return "\n".join(",".join(f'"{one}"' for one in row) for row in table)


@given(order=ORDERS, form=st.sampled_from([piped, quoted]))
def test_other_forms_of_text(order: Sequence[int], form: object) -> None:
    assert callable(form)
    result = imported(form(ordered([HEADER, *ROWS], order)))
    assert printed(result) == list(ROWS)
    assert result.findings == ()


@given(row=st.integers(0, len(ROWS) - 1), fields=st.integers(1, len(HEADER) - 1))
def test_a_row_that_lacks_fields_is_doubted(row: int, fields: int) -> None:
    """As a browser copies merged fields: nobody knows which of them is missing."""
    rows = [list(one) for one in ROWS]
    del rows[row][fields]
    result = imported(table_text(rows))
    doubted = {(one.row, one.column) for one in result.findings}
    for made, own in zip(result.rows, ROWS, strict=True):
        for key, one in zip(KEYS[1:], own[1:], strict=True):
            assert made.printed[key] == one or (made.no, key) in doubted or (made.no, None) in doubted


@given(data=st.data(), name=st.sampled_from(["a.txt", "a.md", "a.csv"]))
def test_noise_is_read_or_refused_in_a_sentence(data: st.DataObject, name: str) -> None:
    whole = bytearray(f"{BODY}\n{table_text()}".encode())
    for _ in range(data.draw(st.integers(0, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    with suppress(ZcError):
        import_notice([read_paper(name, cut)], TITLES)
