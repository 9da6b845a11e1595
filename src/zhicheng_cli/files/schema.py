"""A document against its JSON Schema, every fault at once, in Chinese.

The sentences are made from the structured error (keyword, path, expected, found), never from
the library's English. A schema may carry `title` (the field's name in words), `x-form` (how the file
has it written) and `x-hint` (what to write) for the reader of the message. Of what is `x-private`
neither the value nor an unknown field is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from .bundled import load_schema
from .document import Document, YamlSequence
from .findings import MOST, UNNAMED, DataPath, Finding, closest, did_you_mean, path_text, too_many
from .fitting import Fits, fitting, repeats
from .privacy import masked

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "若干字段",
    "null": "空",
}
_KINDS = {type(None): "空", bool: "true/false", int: "数字", float: "小数", str: "文字", YamlSequence: "列表"}
#: Faults that make any other about the same value idle.
_SETTLING = {"type", "minLength", "minItems", "minProperties"}
#: So many characters of a value are shown.
_LONGEST = 40


def check_form(document: Document, name: str) -> list[Finding]:
    """Every place where the document does not fit a schema that came with the program, e.g. `plan`."""
    schema, fits = _bundled(name)
    return [] if fits(document.value) else check_schema(document, schema)


def bundled_schema(name: str) -> Mapping[str, Any]:
    """A schema that came with the program, not to be changed."""
    return _bundled(name)[0]


@cache
def _bundled(name: str) -> tuple[dict[str, Any], Fits]:
    schema = load_schema(name)
    return schema, fitting(schema)


def check_schema(document: Document, schema: dict[str, Any]) -> list[Finding]:
    """Every place where the document does not fit the schema (2020-12)."""
    # By place and keyword: the library reports each missing field by itself, a sentence tells all of them.
    listed = list(islice(_validator()(schema).iter_errors(document.value), MOST + 1))
    errors = {(tuple(error.absolute_path), str(error.validator)): error for error in listed}
    # What is empty or of the wrong kind needs no second finding about its wording.
    settled = {path: keyword for path, keyword in errors if keyword in _SETTLING}
    found = (
        finding
        for (path, keyword), error in errors.items()
        if settled.get(path, keyword) == keyword
        for finding in _SENTENCES[keyword](document, path, error)
    )
    first = list(islice(found, MOST + 1))
    if max(len(first), len(listed)) > MOST:
        last = first[:MOST][-1]
        return [*first[:MOST], too_many(document.file, last.line, last.column)]
    return first


@cache
def _validator() -> Any:
    """2020-12, but 2021.0 is no integer, and long lists are compared in no time."""
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend

    def unique_items(_validator: Any, unique: bool, items: Any, _schema: Any) -> Iterator[ValidationError]:
        if unique and isinstance(items, list) and any(repeats(items)):
            yield ValidationError("repeated")

    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    return extend(Draft202012Validator, {"uniqueItems": unique_items}, type_checker=types)  # type: ignore[no-untyped-call]


def _name(error: Any) -> str:
    """The field in words and as written: `接收材料截止时间（cutoff）`."""
    fields = [step for step in error.absolute_path if isinstance(step, str)]
    title = error.schema.get("title", "") if isinstance(error.schema, dict) else ""
    if not fields:
        return title or "整份文件"
    return f"{title}（{fields[-1]}）" if title else str(fields[-1])


def _hint(schema: Any) -> str:
    """What to write, from the schema; without a full stop, since it will stand in brackets."""
    return "；".join(filter(None, (schema.get("x-form"), schema.get("x-hint", "").rstrip("。"))))


def _kind(value: Any) -> str:
    """What a value is, in the words of the messages."""
    return _KINDS.get(type(value), "若干字段")


def _shown(value: Any) -> str:
    """A value in quotes, cut where it is long; of what is no text or number, only its kind."""
    if not isinstance(value, str | int | float):
        return _kind(value)
    text = masked(str(value).lower() if isinstance(value, bool) else str(value))
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST]}…”"


def _is_private(error: Any) -> bool:
    return bool(error.schema.get("x-private"))


def _misspelt(error: Any) -> dict[str, str | None]:
    """Each field that the schema does not know, with the missing field that was most likely meant."""
    known = error.schema.get("properties", {})
    patterns = error.schema.get("patternProperties", {})
    missing = [name for name in known if name not in error.instance]
    return {
        key: closest(key, missing)
        for key in error.instance
        if key not in known and not any(re.search(pattern, key) for pattern in patterns)
    }


def _required(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    told = set(_misspelt(error).values())
    for name in error.validator_value:
        if name not in error.instance and name not in told:
            schema = error.schema["properties"][name]
            words = f"{schema['title']}（{name}）" if "title" in schema else name
            yield document.finding(path, "E201", f"缺少字段：{words}", _hint(schema))


def _additional(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    known = list(error.schema.get("properties", {}))
    choices = [name for name in known if name not in error.instance] or known
    for key in _misspelt(error):
        hint = did_you_mean(key, choices) if choices else _hint(error.schema)
        found = document.finding((*path, key), "E202", f"不认识字段：{key}", hint, of_key=True)
        if _is_private(error):
            found = found._replace(message="这里有不认识的字段", path=path_text((*path, UNNAMED)))
        yield found


def _type(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    words = "或".join(_TYPES[kind] for kind in wanted)
    hint = _hint(error.schema)
    if "string" in wanted and not isinstance(error.instance, list | dict | type(None)):
        hint = hint or "文字请加英文双引号"
    elif "integer" in wanted and isinstance(error.instance, str):
        hint = hint or "数字不要加引号"
    yield document.finding(path, "E203", f"{_name(error)}应为{words}，这里是{_kind(error.instance)}", hint)


def _enum(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    word = error.instance if isinstance(error.instance, str) else ""
    choices = [str(choice) for choice in error.validator_value]
    hint = "" if closest(word, choices) else _hint(error.schema)
    hint = hint or did_you_mean(word, choices)
    fault = "不能这样写" if _is_private(error) else f"不能是{_shown(error.instance)}"
    yield document.finding(path, "E204", f"{_name(error)}{fault}", hint)


def _const(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    here = "" if _is_private(error) else f"，这里是{_shown(error.instance)}"
    yield document.finding(path, "E204", f"{_name(error)}应为“{error.validator_value}”{here}", _hint(error.schema))


def _pattern(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    shown = "" if _is_private(error) else f"：{_shown(error.instance)}"
    yield document.finding(path, "E205", f"{_name(error)}的写法不对{shown}", _hint(error.schema))


def _range(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    bound = {"minimum": "不能小于", "maximum": "不能大于"}[error.validator]
    here = "" if _is_private(error) else f"，这里是 {error.instance}"
    yield document.finding(path, "E206", f"{_name(error)}{bound} {error.validator_value}{here}", _hint(error.schema))


def _too_long(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    message = f"{_name(error)}太长：最多 {error.validator_value} 个字符，这里有 {len(error.instance)} 个"
    yield document.finding(path, "E205", message, _hint(error.schema))


def _empty(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    yield document.finding(path, "E207", f"{_name(error)}不能为空", _hint(error.schema))


def _repeated(document: Document, path: DataPath, error: Any) -> Iterator[Finding]:
    for index in repeats(error.instance):
        item = error.instance[index]
        words = "同样的一项" if _is_private(error) or isinstance(item, list | dict) else _shown(item)
        yield document.finding((*path, index), "E208", f"{_name(error)}里重复写了{words}", "请删去一处")


_SENTENCES: dict[str, Callable[[Document, DataPath, Any], Iterable[Finding]]] = {
    "required": _required,
    "additionalProperties": _additional,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minimum": _range,
    "maximum": _range,
    "maxLength": _too_long,
    "minItems": _empty,
    "minLength": _empty,
    "minProperties": _empty,
    "uniqueItems": _repeated,
}
