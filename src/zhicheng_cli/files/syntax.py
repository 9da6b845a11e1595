"""What libyaml says in English about a broken file, said to a clerk in Chinese."""

from __future__ import annotations

from typing import Any

from .findings import Finding
from .text import byte_position

#: Part of libyaml's problem text → code, message, hint. The first that fits counts.
_PROBLEMS = (
    ("cannot start any token", "E101", "这里不能这样开头", "含有特殊符号的文字请加英文双引号；缩进只用空格"),
    ("could not find expected ':'", "E101", "这一行缺少英文冒号", "字段写成“名称: 内容”，冒号用英文的，后面留一个空格"),
    ("mapping values are not allowed", "E101", "这里不能再出现冒号", "内容里有英文冒号时，请给内容加英文双引号"),
    ("did not find expected key", "E101", "缩进或字段名不对", "同一层的字段要左边对齐"),
    ("did not find expected '-' indicator", "E101", "列表的缩进不对", "同一个列表的“- ”要左边对齐"),
    ("did not find expected ',' or ']'", "E101", "方括号没有正确结束", "检查英文逗号和右方括号"),
    ("did not find expected ',' or '}'", "E101", "花括号没有正确结束", "检查英文逗号和右花括号"),
    ("did not find expected node content", "E101", "括号没有正确结束", "检查括号是否成对"),
    ("unexpected end of stream", "E101", "引号没有结束", "检查英文引号是否成对"),
    ("unknown escape character", "E101", "双引号里的反斜杠写法不对", "反斜杠写两遍，或者改用单引号"),
    ("undefined tag handle", "E110", "数据文件里不能用标签（!）", "文字请加英文双引号"),
    ("block sequence entries are not allowed", "E101", "列表不能从这里开始", "“- ”要另起一行"),
    ("did not find expected alphabetic or numeric", "E101", "“&”或“*”后面的写法不对", "文字请加英文双引号"),
    ("found undefined alias", "E108", "数据文件里不能用别名（*）", "请把内容写完整"),
    ("nesting", "E109", "嵌套太深", ""),
)


def explain_syntax(error: Any, file: str) -> Finding:
    """The finding for a `yaml.MarkedYAMLError`, at the place libyaml names."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = f"{error.context or ''} {error.problem or ''}"
    for part, code, message, hint in _PROBLEMS:
        if part in problem:
            return Finding(file, line, column, code, message, hint)
    return Finding(file, line, column, "E101", "这里不是合法的 YAML", "检查缩进、冒号、引号和括号")


def explain_reader(error: Any, stream: bytes, file: str) -> Finding:
    """The finding for a `yaml.reader.ReaderError`: a character that text must not hold."""
    line, column = byte_position(stream, error.position)
    return Finding(file, line, column, "E004", "这里有不可见的控制字符", "请删去这个字符")
