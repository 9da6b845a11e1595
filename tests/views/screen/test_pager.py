"""What a terminal does not hold goes through a pager, as with git; nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo_terminal import Shown

from zhicheng_cli.views.screen.pager import pager_choice

pytest.importorskip("pty")
LONG, SHORT = ("plan", "--today", "2021-07-01"), ("workday", "2021-07-01")
#: A pager that keeps what it gets, and says that it was there.
KEEPS = "cat > kept.txt; echo 分页了"


def on_a_terminal(folder: Path, words: tuple[str, ...], **environment: str) -> tuple[int, str]:
    """The exit code, and what a terminal of 80 columns and 24 lines shows."""
    return Shown(words, folder, **environment).to_the_end()


def test_a_long_answer_is_paged_whole(tmp_path: Path) -> None:
    code, shown = on_a_terminal(tmp_path, LONG, ZC_PAGER=KEEPS)
    assert code == 0
    assert shown.endswith("分页了\n")
    assert "评审委员会" not in shown
    unpaged = on_a_terminal(tmp_path, (*LONG, "--no-pager"), ZC_PAGER=KEEPS)[1]
    assert (tmp_path / "kept.txt").read_text(encoding="utf-8") == unpaged


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (SHORT, {}),
        (LONG, {"TERM": "dumb"}),
        (LONG, {"LINES": "400"}),
        (LONG, {"ZC_PAGER": "never"}),
        (LONG, {"ZC_PAGER": "", "PAGER": KEEPS}),
        ((*LONG, "-o", "计划.txt"), {}),
    ],
)
def test_what_is_not_paged(words: tuple[str, ...], environment: dict[str, str], tmp_path: Path) -> None:
    code, shown = on_a_terminal(tmp_path, words, **{"ZC_PAGER": KEEPS, **environment})
    assert code == 0
    assert "分页了" not in shown


@pytest.mark.parametrize(("pager", "there"), [("head -n 1 > kept.txt", False), ("zc-has-no-such-pager", True)])
def test_leaving_it_early_is_no_failure_and_without_it_the_answer_is_there(
    pager: str, there: bool, tmp_path: Path
) -> None:
    code, shown = on_a_terminal(tmp_path, ("rules", "--standard", "工程", "-v"), ZC_PAGER=pager)
    assert code == 0
    assert ("R506" in shown or "学历" in shown) == there


@pytest.mark.parametrize(
    ("environment", "settings", "choice"),
    [
        ({"ZC_PAGER": "a", "PAGER": "b"}, "pager: c\n", ("a", "ZC_PAGER")),
        ({"PAGER": "b"}, "pager: c -x\n", ("c -x", "")),
        ({"PAGER": "b"}, "", ("b", "PAGER")),
        ({"ZC_PAGER": " "}, "", ("never", "ZC_PAGER")),
    ],
)
def test_whose_pager_it_is(
    environment: dict[str, str], settings: str, choice: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("ZC_PAGER", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ZC_CONFIG_DIR", str(tmp_path))
    (tmp_path / "config.yaml").write_text(settings, encoding="utf-8")
    assert pager_choice() == choice


def test_without_less_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZC_PAGER", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    assert pager_choice() == ("never", "")
