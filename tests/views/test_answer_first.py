"""The other screens begin with their answer, too, and are no longer than they need to be."""

from __future__ import annotations

import pytest
from running import Run

JULY = ("--format", "table", "--today", "2021-07-01")


@pytest.mark.parametrize(
    ("words", "first", "lines"),
    [
        # 附件2, row 1; six of its sixteen rows take a second line at 80 columns, one a third.
        ("contacts --committee 12", "继续教育问：湖州市住房和城乡建设局 彭永财 2211516", 12),
        ("contacts", "继续教育：16 个联系人", 30),
        ("rules", "19 条规则：条件 13 条、手续 6 条。", 28),
        ("sources", "通知：湖州市人力资源和社会保障局关于做好2021年度职称评审工作的通知", 40),
        ("workday 2021-10-08", "2021-10-08 周五：工作日", 1),
    ],
)
def test_screens(zc: Run, words: str, first: str, lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    command = [*words.split(), *JULY]
    shown = zc(*command).out.splitlines()
    assert shown[0].startswith(first)
    assert len(shown) <= lines


def test_the_figures_of_all_rules_are_there_on_demand(zc: Run) -> None:
    short, whole = (zc("rules", *more, *JULY).out for more in ((), ("--all",)))
    assert "看哪些信息、全部数字和依据：--all" in short
    assert "[1] 湖人社函〔2021〕57号 附件1 所评资格名称 · 通知或法规原文" in whole
    assert "[1]" not in short
