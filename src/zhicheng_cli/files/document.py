"""YAML whose every value knows its line and column.

One pass over libyaml's events, with a stack of our own: no depth of nesting can exhaust the
interpreter's, and the positions cost nothing extra. Only the YAML 1.2 core schema is resolved:
a date, `no`, `yes` and `12:30` stay text. Anchors, aliases and tags have no place in a data file.
"""

from __future__ import annotations

from collections.abc import Callable
from re import compile as pattern
from typing import Any, NamedTuple

import yaml
from yaml import events
from yaml._yaml import CParser

from zhicheng_cli.errors import Pointer, ZcError

from .findings import MOST, DataPath, Finding, path_text, too_many
from .syntax import explain_reader, explain_syntax
from .text import decode

MAX_DEPTH = 64

_NUMBER = pattern(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
#: What a number begins with.
_NUMERIC = "0123456789+-"
_DIGITS = pattern(r"[-+]?[0-9]{2,}[Xx]?")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
#: Control and format characters, which may hide in quotes or be written as escapes; line ends and tabs are none.
_INVISIBLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u3164]")
#: From this many digits on a number is an identity or bank number, and must be text.
_LONG = 15

_NO_KEY, _UNUSABLE = object(), object()


class YamlMapping(dict[str, Any]):
    """A YAML mapping; `marks` holds the mark of each key and of its value."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: dict[str, tuple[yaml.Mark, yaml.Mark]] = {}


class YamlSequence(list[Any]):
    """A YAML sequence; `marks` holds the mark of each item."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: list[yaml.Mark] = []


class Document(NamedTuple):
    """A YAML file as read.

    Attributes:
        file: the name the user gave.
        value: `YamlMapping`, `YamlSequence`, str, int, float, bool or None.
        text: what it was read from.
    """

    file: str
    value: Any
    text: str

    def position(self, path: DataPath, *, of_key: bool = False, offset: int = 0) -> tuple[int, int]:
        """Line and column (from 1) of the value at `path`, or of its nearest parent that exists.

        Args:
            of_key: the key's position instead of the value's.
            offset: that many characters into the text at `path`, where it is written in one piece.
        """
        value, mark = self.value, None
        for depth, step in enumerate(path, start=1):
            if isinstance(value, YamlMapping) and isinstance(step, str) and step in value.marks:
                mark = value.marks[step][0 if of_key and depth == len(path) else 1]
            elif isinstance(value, YamlSequence) and isinstance(step, int) and step < len(value):
                mark = value.marks[step]
            else:
                break
            value = value[step]
        if mark is None:
            return 1, 1
        column = mark.column + 1
        if offset:
            quote = self.text[mark.index] in "\"'"
            column += offset + quote if self.text.startswith(value, mark.index + quote) else 0
        return mark.line + 1, column

    def finding(
        self,
        path: DataPath,
        code: str,
        message: str,
        hint: str = "",
        see: Pointer | None = None,
        *,
        of_key: bool = False,
        offset: int = 0,
    ) -> Finding:
        """A finding about the value at `path`; `of_key` and `offset` as for `position`."""
        line, column = self.position(path, of_key=of_key, offset=offset)
        return Finding(self.file, line, column, code, message, hint, path_text(path), see)

    def refusal(self, path: DataPath, code: str, error: ZcError) -> Finding:
        """A finding about the value at `path`, which says what an error says."""
        return self.finding(path, code, error.message, error.hint, error.see)


#: How libyaml ends at its own limit, far above ours; up to 0.2.5 it had none.
_TOO_DEEP = "maximum nesting depth"


def parse(data: bytes, file: str) -> tuple[Document | None, list[Finding]]:
    """Read YAML.

    Returns:
        The document, or None when there is none to speak of, and all that was found on the way.
    """
    text, found = decode(data, file)
    return (None, found) if found else read(text, file)[:2]


def read(text: str, file: str) -> tuple[Document | None, list[Finding], list[tuple[yaml.Mark, yaml.Mark]]]:
    """Read YAML from text.

    Returns:
        As `parse`, and the marks of the beginning and the end of every quoted scalar.
    """
    # An escape in quotes may stand for what nobody sees.
    builder = _Builder(file, hides="\\" in text or _INVISIBLE.search(text) is not None)
    stream = text.encode("utf-8")
    try:
        builder.run(CParser(stream))
    except yaml.reader.ReaderError as error:
        return None, [*builder.found, explain_reader(error, stream, file)], builder.quoted
    except yaml.MarkedYAMLError as error:
        if error.problem_mark and _TOO_DEEP in f"{error.problem}":
            # The newer libyaml looks so far ahead before it tells of a single level.
            return read(text[: error.problem_mark.index], file)
        return None, [*builder.found, explain_syntax(error, file, text, builder.quoted)], builder.quoted
    if builder.root:
        return Document(file, builder.root[0], text), builder.found, builder.quoted
    empty = Finding(file, 1, 1, "E005", "文件里只有注释，没有内容" if text.strip() else "文件是空的")
    return None, builder.found or [empty], builder.quoted


def resolve(text: str) -> Any:
    """What a plain (unquoted) scalar means in the YAML 1.2 core schema; all else is text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    number = _NUMBER.fullmatch(text)
    if not number or len(text) >= _LONG:
        return text
    return int(text) if number[2] is None and number[3] is None else float(text)


class _Builder:
    """Builds values from events; a fault that ends the reading sets `stopped`.

    Args:
        hides: whether there may be characters in it that nobody sees.

    Attributes:
        root: holds the content of the first document, if it could be read to its end.
        quoted: the marks of the beginning and the end of every scalar in quotes or in a block of its own.
    """

    def __init__(self, file: str, *, hides: bool) -> None:
        self.file, self._hides = file, hides
        self.found: list[Finding] = []
        self.root = YamlSequence()
        self.quoted: list[tuple[yaml.Mark, yaml.Mark]] = []
        self.stopped = False
        self._container: YamlMapping | YamlSequence = self.root
        self._key: Any = _NO_KEY
        self._key_mark: Any = None
        self._stack: list[tuple[YamlMapping | YamlSequence, Any, Any]] = []

    def run(self, parser: Any) -> None:
        """Take events until the stream ends or nothing sensible can follow."""
        handlers: dict[type, Callable[[Any], None]] = {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._mapping,
            events.SequenceStartEvent: self._sequence,
            events.MappingEndEvent: self._end,
            events.SequenceEndEvent: self._end,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
        }
        next_event = parser.get_event
        while not self.stopped:
            event = next_event()
            kind = type(event)
            if kind in handlers:
                handlers[kind](event)
            elif kind is events.StreamEndEvent:
                return

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        value = event.value
        if self._hides and (found := _INVISIBLE.search(value)):
            message = f"这里第 {found.start() + 1} 个字是不可见的控制字符 U+{ord(found[0]):04X}"
            self._report(event.start_mark, "E004", message, "请删去这个字符")
        if event.implicit[0]:
            if value[:1] in _NUMERIC and _DIGITS.fullmatch(value):
                self._check_digits(value, event.start_mark)
            value = resolve(value)
        else:
            self.quoted.append((event.start_mark, event.end_mark))
        self._place(value, event.start_mark)

    def _check_digits(self, text: str, mark: Any) -> None:
        if len(text) >= _LONG:
            self._report(mark, "E113", "这么长的号码必须加引号", "写成带英文双引号的文字，否则会被当作数字")
        elif text.lstrip("+-").startswith("0"):
            self._report(mark, "E113", "以 0 开头的号码必须加引号", '例如 "010"；序号不写开头的 0')

    def _mapping(self, event: Any) -> None:
        self._open(YamlMapping(), event)

    def _sequence(self, event: Any) -> None:
        self._open(YamlSequence(), event)

    def _open(self, container: YamlMapping | YamlSequence, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        self._place(container, event.start_mark)
        self._stack.append((self._container, self._key, self._key_mark))
        self._container, self._key = container, _NO_KEY
        if len(self._stack) > MAX_DEPTH:
            self._report(event.start_mark, "E109", f"嵌套超过 {MAX_DEPTH} 层")
            self.root.clear()
            self.stopped = True

    def _end(self, _event: Any) -> None:
        self._container, self._key, self._key_mark = self._stack.pop()

    def _alias(self, event: Any) -> None:
        self._report(event.start_mark, "E108", "数据文件里不能用别名（*）", "请把内容写完整")
        self._place(f"*{event.anchor}", event.start_mark)

    def _document(self, event: Any) -> None:
        if self.root:
            self._report(event.start_mark, "E111", "一个文件里只能有一份内容", "请去掉多余的 ---，或拆成几个文件")
            self.stopped = True

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            self._report(event.start_mark, "E108", "数据文件里不能用锚点（&）", "请把内容写完整")
        if event.tag is not None:
            self._report(event.start_mark, "E110", "数据文件里不能用标签（!）", "文字请加英文双引号")

    def _place(self, value: Any, mark: Any) -> None:
        container = self._container
        if isinstance(container, YamlSequence):
            container.append(value)
            container.marks.append(mark)
        elif self._key is _NO_KEY:
            self._take_key(value, mark, container)
        else:
            if self._key is not _UNUSABLE:
                container[self._key] = value
                container.marks[self._key] = (self._key_mark, mark)
            self._key = _NO_KEY

    def _take_key(self, key: Any, mark: Any, container: YamlMapping) -> None:
        if not isinstance(key, str):
            self._report(mark, "E112", "字段名必须是文字", "要用数字等作字段名，请加英文双引号")
            key = _UNUSABLE
        elif key in container:
            # Its name is not repeated: in `{password:geheim}` the password is part of it.
            first = container.marks[key][0].line + 1
            self._report(mark, "E107", "这个字段写了两次", f"前一处在第 {first} 行，请删去一处")
            key = _UNUSABLE
        self._key, self._key_mark = key, mark

    def _report(self, mark: Any, code: str, message: str, hint: str = "") -> None:
        if len(self.found) >= MOST:
            self.found.append(too_many(self.file, mark.line + 1, mark.column + 1))
            self.stopped = True
            return
        self.found.append(Finding(self.file, mark.line + 1, mark.column + 1, code, message, hint, self._place_text()))

    def _place_text(self) -> str:
        """The place of what is being read; of a key, that of its mapping."""
        outer = [container for container, _, _ in self._stack[1:]]
        steps = [next(reversed(one), "") if isinstance(one, YamlMapping) else len(one) - 1 for one in outer]
        if isinstance(self._key, str):
            steps.append(self._key)
        elif self._stack and isinstance(self._container, YamlSequence):
            steps.append(len(self._container))
        return path_text(steps)
