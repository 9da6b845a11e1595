"""The quick answer "it fits" is never given to what the library would refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import TESTS

from zhicheng_cli.files import schema as module
from zhicheng_cli.files.bundled import data_dir, load_schema, schema_dir
from zhicheng_cli.files.document import YamlMapping, YamlSequence, parse
from zhicheng_cli.files.fitting import fitting
from zhicheng_cli.files.schema import check_form, check_schema

POSITIVE = TESTS / "positive"


def schema_of(path: Path) -> str:
    names = {path.name.removesuffix(".schema.json") for path in schema_dir().glob("*.schema.json")}
    return next(name for name in sorted(names, key=len, reverse=True) if path.stem.startswith(name))


FILES = [(path, schema_of(path)) for path in [*POSITIVE.glob("*.yaml"), *data_dir().glob("*.yaml")]]
FILES += [(path, "standard") for path in data_dir().glob("standards/*.yaml")]


def value(text: str) -> Any:
    document, _ = parse(text.encode(), "f")
    assert document is not None
    return document.value


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "string"}, ["甲", '"1"'], ["1", "true", "null", "[]", "{}"]),
        ({"type": "integer"}, ["1", "-1"], ["1.5", "1.0", "true", "甲"]),
        ({"type": "number"}, ["1", "1.5"], ["true", "甲"]),
        ({"type": "boolean"}, ["true"], ["1", "甲"]),
        ({"type": "null"}, ["null"], ["0", '""']),
        ({"type": ["integer", "string"], "minimum": 1, "minLength": 1}, ["1", "甲"], ["0", '""', "true"]),
        ({"enum": ["甲", "乙"]}, ["甲"], ["丙", "1", "[甲]"]),
        ({"enum": ["甲", None, 1]}, ["甲", "null"], ["丙", "0", "true"]),
        ({"const": "甲"}, ["甲"], ["乙", "null"]),
        ({"type": "string", "pattern": "^[0-9]+$", "minLength": 2}, ['"12"'], ['"1"', "甲甲"]),
        ({"minLength": 1, "maxLength": 2}, ["甲", "甲乙", "1"], ['""', "甲乙丙"]),
        ({"minimum": 0, "maximum": 2}, ["0", "2.0", "甲"], ["-1", "3"]),
        ({"type": "array", "items": {"type": "string"}, "minItems": 1}, ["[甲]", "[甲, 甲]"], ["[]", "[1]", "[甲, 1]"]),
        (
            {"type": "array", "uniqueItems": True},
            ["[]", "[甲, 乙]", "[{a: 1}]", str([*range(999)])],
            ["[甲, 乙, 甲]", "[甲, 甲]", "[{a: 1, b: 2}, {b: 2, a: 1}]", str([*range(999), 0])],
        ),
        (
            {
                "type": "object",
                "required": ["a"],
                "additionalProperties": False,
                "properties": {"a": {}, "b": {"type": "null"}},
            },
            ["{a: 1}", "{a: 1, b: null}"],
            ["{}", "{b: null}", "{a: 1, b: 1}", "{a: 1, c: 1}"],
        ),
        (
            {
                "additionalProperties": False,
                "properties": {"ab": {"type": "string"}},
                "patternProperties": {"a": {"minLength": 1}, "^x": {"type": "null"}},
            },
            ["{}", "{ab: 甲}", "{ba: 甲, x: null}", "{a: 1}"],
            ["{ab: 1}", '{ab: ""}', '{a: ""}', "{x: 1}", "{b: 1}", "{ax: 甲, xa: 甲}"],
        ),
        ({"properties": {"a": {"type": "null"}}, "minProperties": 1}, ["{b: 1}", "{a: null}", "甲"], ["{}", "{a: 1}"]),
    ],
)
def test_what_fits_and_what_may_not(schema: dict[str, Any], good: list[str], bad: list[str]) -> None:
    fits = fitting(schema)
    assert [text for text in good if not fits(value(text))] == []
    assert [text for text in bad if fits(value(text))] == []


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ({"oneOf": [{}]}, "甲"),
        ({"additionalProperties": {"type": "string"}}, "{a: 甲}"),
        ({"enum": [1]}, "1"),
        ({"const": "甲", "pattern": "甲"}, "甲"),
    ],
)
def test_what_is_left_to_the_library(schema: dict[str, Any], text: str) -> None:
    assert not fitting(schema)(value(text))
    document, _ = parse(text.encode(), "f")
    assert document is not None
    assert check_schema(document, schema) == []


def test_files_that_fit_never_reach_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError

    monkeypatch.setattr(module, "_validator", never)
    for path, name in FILES:
        document, _ = parse(path.read_bytes(), "f")
        assert document is not None
        assert check_form(document, name) == []


def spoilt(node: Any, chance: st.DataObject) -> Any:
    """The same with one value somewhere replaced, removed or doubled."""
    draw = chance.draw
    if isinstance(node, dict) and node and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(sorted(node)))
        copy = YamlMapping()
        copy.update(node)
        copy.marks = node.marks  # type: ignore[attr-defined]
        copy[key] = spoilt(node[key], chance)
        return copy
    if isinstance(node, list) and node and draw(st.integers(0, 5)):
        index = draw(st.integers(0, len(node) - 1))
        copied = YamlSequence()
        copied.extend(node)
        copied.marks = node.marks  # type: ignore[attr-defined]
        copied[index] = spoilt(node[index], chance)
        return copied
    other = YamlMapping()
    other["a"] = 1
    return draw(
        st.sampled_from(
            [None, True, 0, 1, -1, 2021, 2.5, "", " ", "甲", "2021-01-01", YamlSequence(), YamlMapping(), other]
        )
    )


@given(st.sampled_from(FILES), st.data())
def test_it_never_contradicts_the_library(file: tuple[Path, str], chance: st.DataObject) -> None:
    path, name = file
    document, _ = parse(path.read_bytes(), "f")
    assert document is not None
    schema = load_schema(name)
    document = document._replace(value=spoilt(document.value, chance))
    if fitting(schema)(document.value):
        assert check_schema(document, schema) == []
