"""What libyaml says in English about a broken file, said to a clerk in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from .findings import Finding
from .text import byte_position, lines


class _Problem(NamedTuple):
    """Part of libyaml's words, and what we say instead.

    `at_start` points to where the unfinished thing begins, not to where the reading got stuck.
    """

    part: str
    message: str
    hint: str
    code: str = "E101"
    at_start: bool = False


_QUOTE_IT = "文字请加英文双引号"
_SECOND_COLON = _Problem("mapping values are not", "这里不能再出现冒号", "内容里有英文冒号时，请给内容加英文双引号")
_CARRIED_ON = _Problem("", "这一行的缩进不对，或者上一行缺少“英文冒号加空格”", "同一层的字段要左边对齐")
_NO_CONTENT = _Problem("node content", "这里缺少内容，或者多了括号、逗号", "以括号或逗号开头的文字请加英文双引号")
_CUT_OFF = _Problem("", "括号没有结束，文件就完了", "检查括号是否成对")
_OPEN_QUOTE = _Problem("scanning a quoted scalar", "引号没有结束", "检查英文引号是否成对", at_start=True)
_AFTER_QUOTE = _Problem("", "引号后面多出了文字", "内容里有英文双引号时，外面改用单引号")

#: The first that fits counts.
_PROBLEMS = (
    _Problem("cannot start any token", "这里不能这样开头", "含有特殊符号的文字请加英文双引号；缩进只用空格"),
    _Problem("expected ':'", "这一行缺少“英文冒号加空格”", "字段写成“名称: 内容”", at_start=True),
    _SECOND_COLON,
    _Problem("mapping keys are not", "这里不能用问号加空格", _QUOTE_IT),
    _Problem("block sequence entries are not", "列表不能从这里开始", "“- ”要另起一行；减号是文字的，请加英文双引号"),
    _Problem("expected key", "缩进或字段名不对", "同一层的字段要左边对齐"),
    _Problem("expected '-' indicator", "列表的缩进不对", "同一个列表的“- ”要左边对齐"),
    _Problem("expected <document start>", "这一行与文件开头的写法接不上", "最外层的字段都从行首写起，左边对齐"),
    _Problem("',' or ']'", "方括号没有正确结束", "检查括号里的英文逗号、冒号和右方括号", at_start=True),
    _Problem("',' or '}'", "花括号没有正确结束", "检查括号里的英文逗号、冒号和右花括号", at_start=True),
    _NO_CONTENT,
    _OPEN_QUOTE,
    _Problem("parsing a quoted scalar", "双引号里的反斜杠写法不对", "反斜杠写两遍，或者改用单引号"),
    _Problem("comment or line break", "“|”或“>”后面不能接着写文字", _QUOTE_IT),
    _Problem("alphabetic or numeric", "这里会被当作锚点或别名（& 和 *）", _QUOTE_IT, "E108", at_start=True),
    _Problem(" tag", "数据文件里不能用标签（!）", _QUOTE_IT, "E110", at_start=True),
    _Problem("", "这里不是合法的 YAML", "检查缩进、冒号、引号和括号"),
)


def explain_syntax(error: Any, file: str, text: str, quoted: Sequence[tuple[Any, Any]]) -> Finding:
    """The finding for a `yaml.MarkedYAMLError`.

    Args:
        text: the whole text.
        quoted: the marks of the beginning and the end of every quoted scalar read so far.
    """
    stuck = error.problem_mark
    if quoted and _follows(text, stuck, *quoted[-1]):
        start, end = quoted[-1]
        if start.line < end.line:
            return _finding(file, text, start, _OPEN_QUOTE._replace(hint=f"到第 {end.line + 1} 行才遇到下一个引号"))
        return _finding(file, text, stuck, _AFTER_QUOTE)
    words = f"{error.context} {error.problem}"
    problem = next(one for one in _PROBLEMS if one.part in words)
    if problem is _NO_CONTENT and stuck.index >= len(text):
        problem = _CUT_OFF
    before = text[stuck.index - stuck.column : stuck.index]
    if problem is _SECOND_COLON and ": " not in before:
        return _finding(file, text, stuck, _CARRIED_ON)._replace(column=len(before) - len(before.lstrip()) + 1)
    return _finding(file, text, error.context_mark if problem.at_start else stuck, problem)


def _follows(text: str, stuck: Any, start: Any, end: Any) -> bool:
    """Whether the reading got stuck right behind that closing quote, on its line."""
    return text[start.index] in "\"'" and end.line == stuck.line and not text[end.index : stuck.index].strip()


def _finding(file: str, text: str, mark: Any, problem: _Problem) -> Finding:
    line, column = mark.line + 1, mark.column + 1
    if mark.index >= len(text):  # libyaml ends every text with a line end of its own
        rows = lines(text)
        line, column = len(rows), len(rows[-1]) + 1
    return Finding(file, line, column, problem.code, problem.message, problem.hint)


def explain_reader(error: Any, stream: bytes, file: str) -> Finding:
    """The finding for a `yaml.reader.ReaderError`: a character that text must not hold."""
    line, column = byte_position(stream, error.position)
    return Finding(file, line, column, "E004", "这里有不可见的控制字符", "请删去这个字符")
