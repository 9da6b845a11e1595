"""What takes longer than a second says so on a terminal, in one line that is gone afterwards."""

from __future__ import annotations

import io
import sys

import pytest

from zhicheng_cli.views.screen import progress
from zhicheng_cli.views.screen.output import set_quiet
from zhicheng_cli.views.screen.progress import counted, in_progress


class Told(io.StringIO):
    """A terminal, or a pipe; the work goes on until something was told."""

    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.001)
    set_quiet(False)


def wait_for(stream: Told) -> None:
    from threading import Event

    while not stream.getvalue():
        Event().wait(0.001)


def test_a_terminal_is_told_how_far_it_is_and_the_line_is_wiped(
    no_patience: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Told(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", stream)
    for _ in counted("甲乙", "查文件"):
        wait_for(stream)
    assert "查文件 0/2，已 0 秒…" in stream.getvalue()
    assert stream.getvalue().endswith("\r")
    assert stream.getvalue().rstrip("\r").rpartition("\r")[2].isspace()
    assert "\n" not in stream.getvalue()


def test_an_error_wipes_it_too(no_patience: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Told(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", stream)

    def work() -> None:
        with in_progress("读通知"):
            wait_for(stream)
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        work()
    assert stream.getvalue().startswith("读通知，已 0 秒…")
    assert stream.getvalue().endswith("\r")


@pytest.mark.parametrize(("is_terminal", "quiet", "patience"), [(False, False, 0), (True, True, 0), (True, False, 60)])
def test_else_nothing_is_told(is_terminal: bool, quiet: bool, patience: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    stream = Told(is_terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    set_quiet(quiet)
    try:
        assert list(counted("甲乙", "查文件")) == ["甲", "乙"]
    finally:
        set_quiet(False)
    assert stream.getvalue() == ""
