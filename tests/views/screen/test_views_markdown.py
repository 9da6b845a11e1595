"""Markdown: what a cell contains cannot break the table."""

from __future__ import annotations

from zhicheng_cli.views.screen.markdown import to_markdown
from zhicheng_cli.views.screen.table import Table


def test_markdown_escapes_bars_backslashes_and_line_ends() -> None:
    table = Table(("名|称", "备注"), (("a\\b", "一\n二\r\n三"), ("", "")), caption="7月截止")
    assert to_markdown(table) == (
        "**7月截止**\n\n| 名\\|称 | 备注 |\n| --- | --- |\n| a\\\\b | 一<br>二<br>三 |\n|  |  |\n"
    )


def test_markdown_without_caption_starts_with_the_header() -> None:
    assert to_markdown(Table(("甲",), ())) == "| 甲 |\n| --- |\n"
