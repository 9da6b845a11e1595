"""Words have roles; where colour is wanted a terminal is told, and everything else reads plain text."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.files.findings import Finding
from zhicheng_cli.views.parts.findings_text import FindingFormat, render
from zhicheng_cli.views.screen.colour import Role, colour_choice, day_role, joined, toned, wants_colour
from zhicheng_cli.views.screen.delimited import to_csv, to_tsv
from zhicheng_cli.views.screen.markdown import to_markdown
from zhicheng_cli.views.screen.table import Fitting, Table
from zhicheng_cli.views.screen.terminal import print_fitting, print_table, print_text

RED, GREEN, END = "\x1b[1;31m", "\x1b[32m", "\x1b[0m"
LINE = joined("条件：", toned("不符合", Role.FAILED), "；手续：", toned("符合", Role.MET))


def text(words: str, width: int, color: bool) -> str:
    stream = io.StringIO()
    print_text(words, stream, width, color)
    return stream.getvalue()


def table(one: Table | Fitting, width: int, color: bool) -> str:
    stream = io.StringIO()
    if isinstance(one, Fitting):
        print_fitting(one, stream, width, color)
    else:
        print_table(one, stream, width, color)
    return stream.getvalue()


def test_parts_of_a_line() -> None:
    assert text(LINE, 80, color=True) == f"条件：{RED}不符合{END}；手续：{GREEN}符合{END}\n"
    assert text(LINE, 80, color=False) == "条件：不符合；手续：符合\n"


def test_a_part_over_two_lines_is_coloured_on_each() -> None:
    assert text(toned("甲乙丙丁", Role.MET), 4, color=True) == f"{GREEN}甲乙{END}\n{GREEN}丙丁{END}\n"


@given(st.lists(st.tuples(st.text("甲乙 a7，\n", max_size=8), st.sampled_from([None, *Role]))), st.integers(2, 20))
def test_colour_changes_no_word(parts: list[tuple[str, Role | None]], width: int) -> None:
    line = joined(*(toned(words, role) for words, role in parts))
    assert re.sub(r"\x1b\[[0-9;]*m", "", text(line, width, color=True)) == text(line, width, color=False)


@pytest.mark.parametrize("width", [80, 12])
def test_cells(width: int) -> None:
    one = Table(("规则", "结论"), (("R501 评委会评审这个职称", toned("符合", Role.MET)),))
    assert f"{GREEN}符合{END}" in table(one, width, color=True)
    assert "\x1b" not in table(one, width, color=False)
    for plain in (to_tsv(one), to_csv(one), to_markdown(one)):
        assert "符合" in plain
        assert "\x1b" not in plain


def test_what_is_over_and_what_is_soon() -> None:
    assert [day_role(days) for days in (-1, 0, 7, 8)] == [Role.PAST, Role.SOON, Role.SOON, None]


@pytest.mark.parametrize(
    ("environment", "settings", "choice"),
    [
        ({}, "", ("auto", "")),
        ({}, "colour: never\n", ("never", "")),
        ({"FORCE_COLOR": "1"}, "colour: never\n", ("always", "FORCE_COLOR")),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "colour: always\n", ("never", "NO_COLOR")),
        ({"NO_COLOR": ""}, "colour: always\n", ("always", "")),
        ({}, "colour: 彩色\n", ("auto", "")),
    ],
)
def test_the_environment_comes_before_the_settings(
    environment: dict[str, str], settings: str, choice: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ZC_CONFIG_DIR", str(tmp_path))
    (tmp_path / "config.yaml").write_text(settings, encoding="utf-8")
    assert colour_choice() == choice
    assert wants_colour(io.StringIO()) == (choice[0] == "always")


WIDE = Table(("序号", "名称", "电话"), (("1", "市样例专业评审委员会", "2000001"),))
NARROW = Table(("序号", "名称"), (("1", "样例"),))


@pytest.mark.parametrize(("width", "shown"), [(35, WIDE), (34, NARROW), (10, NARROW), (3, NARROW)])
def test_the_widest_table_that_fits_line_by_line(width: int, shown: Table) -> None:
    assert table(Fitting((WIDE, NARROW)), width, color=False) == table(shown, width, color=False)


def test_findings_have_their_codes_coloured_where_colour_is_wanted() -> None:
    found = [
        Finding("a.yaml", 1, 1, "E204", "不能是“W001 ”"),
        Finding("a.yaml", 2, 1, "W305", "警告"),
        Finding("a.yaml", 3, 1, "N302", "提示"),
    ]
    plain, coloured = (render(found, ["a.yaml"], FindingFormat.TEXT, colour=colour) for colour in (False, True))
    assert coloured == plain.replace("E204", f"{RED}E204{END}").replace("W305", f"\x1b[33mW305{END}")
