"""Tables and text on a terminal: cells counted, nothing lost, readable at every width."""

from __future__ import annotations

import io
import os
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.views.screen.terminal import cell_width, print_table, print_text, terminal_width, wrap

PLAN = Table(
    ("序号", "评审委员会", "截止", "稳妥", "最迟", "接收单位及电话", "备注"),
    (
        ("1", "市建设工程专业中级职务评审委员会", "7月", "2021-07-01", "2021-07-30", "市教育局 2021345", "[评审] 建筑"),
        (
            "46",
            "市中小学教师专业技术资格高级评审委员会",
            "10月(市直学校9月)",
            "2021-09-30\n2021-10-01",
            "2021-10-29",
            "市职业资格指导服务中心（0572-2033099）",
            "由各县(区)人力社保、教育部门确定，网上申报 https://example.gov.cn/portal/a?b=c",
        ),
    ),
)

visible_text = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)


def drawn(table: Table, width: int, color: bool = False) -> str:
    stream = io.StringIO()
    print_table(table, stream, width, color)
    return stream.getvalue()


def ink(*texts: str) -> Counter[str]:
    return Counter(character for text in texts for character in text if not character.isspace())


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("湖州", 4), ("，", 2), ("e\u0301", 1), ("√×→●", 4), ("\u200b", 0)]
)
def test_cell_width(text: str, width: int) -> None:
    assert cell_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("湖州市职称", 6, ["湖州市", "职称"]),
        ("湖州市，职称", 6, ["湖州", "市，职", "称"]),
        ("甲乙（丙丁）戊", 6, ["甲乙", "（丙", "丁）戊"]),
        ("甲乙(丙丁)戊", 6, ["甲乙", "(丙丁)", "戊"]),
        ("电话2033099转", 10, ["电话", "2033099转"]),
        ("在2021年10月30日前", 7, ["在", "2021年", "10月", "30日前"]),
        ("use --format json", 8, ["use", "--format", "json"]),
        ("https://a.cn/bcd", 9, ["https://", "a.cn/bcd"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("甲\n\n乙", 4, ["甲", "", "乙"]),
        ("  缩进的行", 8, ["  缩进的", "行"]),
        ("甲乙", 1, ["甲", "乙"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_wrap_hangs_continuation_lines() -> None:
    assert wrap("备注：甲乙丙丁\n戊", 10, 4) == ["备注：甲乙", "    丙丁", "    戊"]


@given(visible_text, st.integers(2, 100), st.integers(0, 8))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int, hanging: int) -> None:
    lines = wrap(text, width, hanging)
    assert ink(*lines) == ink(text)
    assert all(cell_width(line) <= max(width, hanging + 2) for line in lines)


@given(st.data(), st.integers(20, 200))
@settings(max_examples=60, deadline=None)
def test_no_character_of_a_table_is_lost_at_any_width(data: st.DataObject, width: int) -> None:
    columns = data.draw(st.integers(1, 7))
    row = st.tuples(*[visible_text] * columns)
    table = Table(data.draw(row), tuple(data.draw(st.lists(row, min_size=1, max_size=3))))
    assert ink(*(cell for row in table.rows for cell in row)) <= ink(drawn(table, width))


@pytest.mark.parametrize("width", range(20, 201, 6))
def test_the_plan_fits_and_is_whole(width: int) -> None:
    text = drawn(PLAN, width)
    assert ink(*(cell for row in PLAN.rows for cell in row), *PLAN.columns) <= ink(text)
    assert all(cell_width(line) <= width for line in text.splitlines())
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("width", [80, 120])
def test_short_columns_stay_whole_in_a_table(width: int) -> None:
    text = drawn(PLAN, width)
    assert text.startswith("序号  评审委员会")
    assert text.count("─" * width) == 2, "a line under the heading and one between the rows"
    for whole in ("2021-07-01", "2021-10-29", "[评审]", "接收单位及电话"):
        assert whole in text


@pytest.mark.parametrize("width", [40, 60])
def test_a_narrow_terminal_gets_records(width: int) -> None:
    text = drawn(PLAN, width)
    assert "─" not in text
    assert text.startswith("序号：1\n评审委员会：市建设工程")
    assert "\n\n序号：46\n" in text
    assert "\n稳妥：2021-09-30\n    2021-10-01\n" in text


def test_single_line_rows_need_no_lines_between() -> None:
    assert (
        drawn(Table(("序号", "名称"), (("1", "甲"), ("2", "乙"))), 40) == "序号  名称\n──────────\n1     甲\n2     乙\n"
    )


def test_a_caption_stands_above() -> None:
    assert drawn(Table(("甲",), (("1",),), "表题"), 40).startswith("表题\n甲\n")


def test_tables_without_rows_or_columns_are_printed() -> None:
    assert drawn(Table(("甲", "乙"), ()), 40).startswith("甲  乙\n")
    assert drawn(Table((), ()), 40) == ""


def test_markup_and_control_characters_are_only_text() -> None:
    text = drawn(Table(("甲",), (("[bold]x[/bold] :smile: \x1b[31m\ta\x9b",),)), 60)
    assert "[bold]x[/bold] :smile: ?[31m a?" in text


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_other_encodings_get_ascii_lines(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace")
    print_table(PLAN, stream, 120)
    stream.seek(0)
    assert "-" * 120 in stream.read()


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def has_colour(**environment: str) -> bool:
        for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm", "WT_SESSION": "1", **environment}.items():
            monkeypatch.setenv(name, value)
        stream = Terminal()
        print_table(PLAN, stream, 120)
        return "\x1b[" in stream.getvalue()

    assert has_colour()
    assert not has_colour(NO_COLOR="1")
    assert not has_colour(NO_COLOR="1", FORCE_COLOR="1")
    assert not has_colour(TERM="dumb")
    assert has_colour(TERM="dumb", FORCE_COLOR="1")
    assert "\x1b[1m" in drawn(PLAN, 40, color=True)
    assert "\x1b" not in drawn(PLAN, 120, color=False)


def test_text_keeps_its_indentation() -> None:
    stream = io.StringIO()
    print_text("  甲乙丙丁\n\n戊", stream, 8)
    assert stream.getvalue() == "  甲乙丙\n  丁\n\n戊\n"


def test_terminal_width_follows_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert terminal_width() == (59 if os.name == "nt" else 60)


@pytest.mark.parametrize("width", [20, 80])
def test_what_holds_no_longer_is_struck(width: int) -> None:
    """In tables and in records, over the ends of lines, and nothing else."""
    rows = (
        ("9月1日", "日期有变，原为 2021-08-02"),
        ("8月15日\n（原为7月30日前(含)，作废）", "由单位办"),
        ("7月5日", "由单位办；原为“6月25日”，某号延期"),
    )
    table = Table(("截止", "说明"), rows)
    struck = re.findall(r"\x1b\[9m(.*?)\x1b\[0m", drawn(table, width, color=True))
    assert re.sub(r"\s", "", "".join(struck)) == "7月30日前(含)6月25日"
    assert "\x1b" not in drawn(table, width)
