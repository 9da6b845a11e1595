"""A document against its JSON Schema, every fault at once, in Chinese.

The sentences are made from the structured error (keyword, path, expected, found), never from
the library's English. A schema may carry `title` (the field's name in words) and `x-hint`
(what to write) for the reader of the message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .document import Document
from .findings import Finding, did_you_mean

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "若干字段",
    "null": "空",
}


def check_schema(document: Document, schema: dict[str, Any]) -> list[Finding]:
    """Every place where the document does not fit the schema (2020-12)."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema)
    found: dict[Finding, None] = {}
    for error in validator.iter_errors(document.value):
        sentences = _SENTENCES.get(str(error.validator), _other)
        found.update(dict.fromkeys(sentences(document, error)))
    return list(found)


def _name(error: Any) -> str:
    """The field in words and as written: `接收材料截止时间（cutoff）`."""
    fields = [step for step in error.absolute_path if isinstance(step, str)]
    title = error.schema.get("title", "") if isinstance(error.schema, dict) else ""
    if not fields:
        return title or "整份文件"
    return f"{title}（{fields[-1]}）" if title else str(fields[-1])


def _hint(error: Any) -> str:
    return str(error.schema.get("x-hint", "")) if isinstance(error.schema, dict) else ""


def _kind(value: Any) -> str:
    """What a value is, in the words of the messages."""
    if value is None:
        return "空"
    for kind, word in (((bool,), "true/false"), ((int, float), "数字"), ((str,), "文字"), ((list,), "列表")):
        if isinstance(value, kind):
            return word
    return "若干字段"


def _required(document: Document, error: Any) -> Iterator[Finding]:
    properties = error.schema.get("properties", {})
    # The library reports each missing field by itself but names it only in its sentence; so every
    # one of the errors tells all of them, and equal findings are kept once.
    for name in error.validator_value:
        if name not in error.instance:
            title = properties.get(name, {}).get("title", "")
            words = f"{title}（{name}）" if title else name
            hint = properties.get(name, {}).get("x-hint", "")
            yield document.finding(tuple(error.absolute_path), "E201", f"缺少字段：{words}", hint)


def _additional(document: Document, error: Any) -> Iterator[Finding]:
    known = list(error.schema.get("properties", {}))
    missing = [name for name in known if name not in error.instance]
    for key in error.instance:
        if key not in known:
            path = (*error.absolute_path, key)
            hint = did_you_mean(key, missing or known)
            yield document.finding(path, "E202", f"不认识字段：{key}", hint, of_key=True)


def _type(document: Document, error: Any) -> Iterator[Finding]:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    words = "或".join(_TYPES[kind] for kind in wanted)
    hint = _hint(error)
    if "string" in wanted and not isinstance(error.instance, list | dict | type(None)):
        hint = hint or "文字请加英文双引号"
    elif "integer" in wanted and isinstance(error.instance, str):
        hint = hint or "数字不要加引号"
    message = f"{_name(error)}应为{words}，这里是{_kind(error.instance)}"
    yield document.finding(tuple(error.absolute_path), "E203", message, hint)


def _enum(document: Document, error: Any) -> Iterator[Finding]:
    choices = [str(choice) for choice in error.validator_value]
    message = f"{_name(error)}不能是“{_short(error.instance)}”"
    hint = did_you_mean(str(error.instance), choices)
    yield document.finding(tuple(error.absolute_path), "E204", message, hint)


def _const(document: Document, error: Any) -> Iterator[Finding]:
    message = f"{_name(error)}应为“{error.validator_value}”，这里是“{_short(error.instance)}”"
    yield document.finding(tuple(error.absolute_path), "E204", message, _hint(error))


def _pattern(document: Document, error: Any) -> Iterator[Finding]:
    message = f"{_name(error)}的写法不对：“{_short(error.instance)}”"
    yield document.finding(tuple(error.absolute_path), "E205", message, _hint(error))


def _range(document: Document, error: Any) -> Iterator[Finding]:
    bound = {"minimum": "不能小于", "maximum": "不能大于"}[error.validator]
    message = f"{_name(error)}{bound} {error.validator_value}，这里是 {_short(error.instance)}"
    yield document.finding(tuple(error.absolute_path), "E206", message, _hint(error))


def _empty(document: Document, error: Any) -> Iterator[Finding]:
    yield document.finding(tuple(error.absolute_path), "E207", f"{_name(error)}不能为空", _hint(error))


def _repeated(document: Document, error: Any) -> Iterator[Finding]:
    for index, item in enumerate(error.instance):
        if item in error.instance[:index]:
            path = (*error.absolute_path, index)
            yield document.finding(path, "E208", f"{_name(error)}里重复写了“{_short(item)}”", "请删去一处")


def _other(document: Document, error: Any) -> Iterator[Finding]:
    message = f"{_name(error)}不合要求（{error.validator}）"
    yield document.finding(tuple(error.absolute_path), "E209", message, _hint(error))


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"


_SENTENCES: dict[str, Callable[[Document, Any], Iterable[Finding]]] = {
    "required": _required,
    "additionalProperties": _additional,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minimum": _range,
    "maximum": _range,
    "minItems": _empty,
    "minLength": _empty,
    "minProperties": _empty,
    "uniqueItems": _repeated,
}
