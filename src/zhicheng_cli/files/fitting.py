"""Whether a value fits a JSON Schema, yes or "perhaps not": nearly every file fits, and most need not be asked twice.

A schema becomes a function of its own, some ten times quicker than the library, which is asked (and only then
imported) about what is not surely right. So a yes must be certain, and what is written here decides no message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from json import dumps
from typing import Any

from .document import YamlMapping, YamlSequence

Fits = Callable[[Any], bool]

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (YamlSequence,),
    "object": (YamlMapping,),
    "null": (type(None),),
}
_SILENT = {"$schema", "title", "description", "x-form", "x-hint", "x-private", "x-written"}
_KNOWN = _SILENT | {
    "type", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum", "items", "minItems",
    "uniqueItems", "properties", "patternProperties", "required", "additionalProperties", "minProperties",
}  # fmt: skip


def repeats(items: list[Any]) -> Iterator[int]:
    """The indexes of the items that stood in the list before; long lists, too, in no time."""
    seen = set()
    for index, item in enumerate(items):
        content = dumps(item, sort_keys=True)
        if content in seen:
            yield index
        seen.add(content)


def fitting(schema: Mapping[str, Any]) -> Fits:
    """A function that says True only of what fits the schema; about a schema with other keywords it says nothing."""
    if not schema.keys() <= _KNOWN or schema.get("additionalProperties", False) is not False:
        return lambda _: False
    wanted = schema.get("type", list(_TYPES))
    allowed = frozenset(one for name in ([wanted] if isinstance(wanted, str) else wanted) for one in _TYPES[name])
    by_type: dict[type, Fits] = {kind: _by_type(kind, schema) for kind in allowed}

    def fits(value: Any) -> bool:
        test = by_type.get(type(value))
        return test is not None and test(value)

    return fits


def _by_type(kind: type, schema: Mapping[str, Any]) -> Fits:
    words = [schema["const"]] if "const" in schema else schema.get("enum")
    if kind is str:
        return _of_text(schema, words)
    if words is not None:  # only words are compared here, and nothing with nothing
        return lambda value: value is None and None in words
    if kind in (int, float):
        return _of_number(schema)
    if kind is YamlSequence:
        return _of_list(schema)
    return _of_fields(schema) if kind is YamlMapping else lambda _: True


def _of_text(schema: Mapping[str, Any], words: list[Any] | None) -> Fits:
    if words is not None and "pattern" not in schema:
        return frozenset(word for word in words if isinstance(word, str)).__contains__
    search = re.compile(schema.get("pattern", "")).search
    least, most = schema.get("minLength", 0), schema.get("maxLength", float("inf"))
    return lambda text: words is None and least <= len(text) <= most and search(text) is not None


def _of_number(schema: Mapping[str, Any]) -> Fits:
    least, most = schema.get("minimum", float("-inf")), schema.get("maximum", float("inf"))
    return lambda number: least <= number <= most


def _of_list(schema: Mapping[str, Any]) -> Fits:
    least, unique = schema.get("minItems", 0), schema.get("uniqueItems", False)
    item = fitting(schema["items"]) if "items" in schema else None

    def fits(items: list[Any]) -> bool:
        if len(items) < least or (item is not None and not all(map(item, items))):
            return False
        return not (unique and len(items) > 1 and any(repeats(items)))

    return fits


def _of_fields(schema: Mapping[str, Any]) -> Fits:
    required, least = frozenset(schema.get("required", ())), schema.get("minProperties", 0)
    closed = "additionalProperties" in schema
    named = {key: fitting(inner) for key, inner in schema.get("properties", {}).items()}
    patterned = [(re.compile(one).search, fitting(inner)) for one, inner in schema.get("patternProperties", {}).items()]

    @cache
    def of(key: str) -> Fits:
        tests = [named[key]] if key in named else []
        tests += (test for search, test in patterned if search(key))
        if len(tests) == 1:
            return tests[0]
        return lambda value: bool(tests or not closed) and all(test(value) for test in tests)

    def fits(fields: dict[str, Any]) -> bool:
        if len(fields) < least or not required <= fields.keys():
            return False
        for key, value in fields.items():  # noqa: SIM110 (the form of every file is tried by it: a loop is quicker)
            if not of(key)(value):
                return False
        return True

    return fits
