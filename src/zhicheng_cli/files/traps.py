"""Traps of Chinese input methods and editors, looked for in the text itself.

They are worth a message of their own because the parser either sees nothing wrong or
complains somewhere else.
"""

from __future__ import annotations

import re

from .findings import Finding

_TRAPS = (
    (re.compile(r"^[ ]*(?:- +)*[A-Za-z_]+(：)"), "E102", "字段名后面是中文冒号", "改成英文冒号加一个空格"),
    (
        re.compile(r"^ *(?:- +)*(?:\w+: +)?\[[^\]\"']*?(，)"),
        "E103",
        "方括号里用了中文逗号，几项会被当作一项",
        "改成英文逗号加一个空格",
    ),
    (
        re.compile(r"(?::|-) +([“‘][^”’]*[”’]) *$"),
        "N104",
        "中文引号会被当作内容的一部分",
        "要表示文字，请改用英文双引号",
    ),
    (re.compile(r"^ *(\t)"), "E105", "缩进里有制表符（Tab）", "缩进只用空格"),
    (re.compile(r"^[ \t]*(\u3000)"), "E106", "缩进里有全角空格", "缩进只用半角空格"),
)


def find_traps(text: str, file: str) -> list[Finding]:
    """Every trap in the text, each at its line and column."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        for trap, code, message, hint in _TRAPS:
            if match := trap.search(line):
                found.append(Finding(file, number, match.start(1) + 1, code, message, hint))
    return found
