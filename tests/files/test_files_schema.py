"""A document against its schema: one Chinese sentence for each keyword, and all of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from zhicheng_cli.files import schema as module
from zhicheng_cli.files.bundled import load_schema, schema_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.schema import check_schema

#: Keywords that never fail by themselves.
SILENT = {
    "$schema",
    "title",
    "description",
    "x-form",
    "x-hint",
    "x-private",
    "x-written",
    "properties",
    "patternProperties",
    "items",
}


def check(schema: dict[str, Any], text: str) -> list[str]:
    document, found = parse(text.encode(), "f")
    assert found == []
    assert document is not None
    return [str(one) for one in sorted(check_schema(document, schema))]


def field(schema: dict[str, Any], value: str) -> list[str]:
    """The findings about one field `a`."""
    return [line.removeprefix("f:1:4: ") for line in check({"properties": {"a": schema}}, f"a: {value}")]


@pytest.mark.parametrize(
    ("schema", "value", "told"),
    [
        ({"type": "string"}, "12", "E203 a应为文字，这里是数字（文字请加英文双引号）"),
        ({"type": "string"}, "1.5", "E203 a应为文字，这里是小数（文字请加英文双引号）"),
        ({"type": "string"}, "true", "E203 a应为文字，这里是true/false（文字请加英文双引号）"),
        ({"type": "string", "x-hint": "写全称。"}, "true", "E203 a应为文字，这里是true/false（写全称）"),
        ({"type": "string"}, "null", "E203 a应为文字，这里是空"),
        ({"type": "string"}, "[甲]", "E203 a应为文字，这里是列表"),
        ({"type": "string"}, "{b: 甲}", "E203 a应为文字，这里是若干字段"),
        ({"type": "integer"}, '"12"', "E203 a应为整数，这里是文字（数字不要加引号）"),
        ({"type": "integer"}, "12.0", "E203 a应为整数，这里是小数"),
        ({"type": "integer"}, "1e999", "E203 a应为整数，这里是小数"),
        ({"type": "integer"}, "true", "E203 a应为整数，这里是true/false"),
        ({"type": "integer", "x-hint": "如 12"}, '"12"', "E203 a应为整数，这里是文字（如 12）"),
        ({"type": "boolean"}, "no", "E203 a应为true 或 false，这里是文字"),
        ({"type": "array"}, "甲", "E203 a应为列表，这里是文字"),
        ({"type": "object"}, "甲", "E203 a应为若干字段，这里是文字"),
        ({"type": ["string", "null"]}, "1", "E203 a应为文字或空，这里是数字（文字请加英文双引号）"),
        ({"type": ["integer", "null"]}, "[]", "E203 a应为整数或空，这里是列表"),
        ({"title": "甲", "type": "integer"}, "[]", "E203 甲（a）应为整数，这里是列表"),
        ({"enum": ["高评委", "中评委"]}, "中级评委", "E204 a不能是“中级评委”（是否想写“中评委”？）"),
        ({"enum": ["高", "低"]}, "中", "E204 a不能是“中”（可用：高、低）"),
        ({"enum": ["高", "低"], "x-hint": "高或低。"}, "中", "E204 a不能是“中”（高或低）"),
        ({"enum": ["高", "低"]}, "null", "E204 a不能是空（可用：高、低）"),
        ({"enum": ["高", "低"]}, "[高]", "E204 a不能是列表（可用：高、低）"),
        ({"enum": ["高", "低"]}, "12", "E204 a不能是“12”（可用：高、低）"),
        ({"enum": ["高", "低"]}, "true", "E204 a不能是“true”（可用：高、低）"),
        ({"enum": [str(n) for n in range(17)]}, "甲", "E204 a不能是“甲”"),
        ({"const": "zc/1"}, "zc/2", "E204 a应为“zc/1”，这里是“zc/2”"),
        ({"const": "zc/1", "x-hint": "写 zc/1"}, "null", "E204 a应为“zc/1”，这里是空（写 zc/1）"),
        ({"pattern": "^[0-9]+$"}, "一", "E205 a的写法不对：“一”"),
        ({"pattern": "^[0-9]+$", "x-hint": "如 1"}, "字" * 41, f"E205 a的写法不对：“{'字' * 40}…”（如 1）"),
        ({"minimum": 1}, "0", "E206 a不能小于 1，这里是 0"),
        ({"maximum": 9, "x-hint": "一位"}, "10", "E206 a不能大于 9，这里是 10（一位）"),
        ({"maxLength": 2}, "甲乙丙", "E205 a太长：最多 2 个字符，这里有 3 个"),
        ({"minLength": 1}, '""', "E207 a不能为空"),
        ({"minItems": 1, "x-hint": "至少一项"}, "[]", "E207 a不能为空（至少一项）"),
        ({"minProperties": 1}, "{}", "E207 a不能为空"),
    ],
)
def test_sentences(schema: dict[str, Any], value: str, told: str) -> None:
    assert field(schema, value) == [told]


@pytest.mark.parametrize(
    ("schema", "value", "told"),
    [
        ({"type": "string", "enum": ["甲"]}, "1", "E203"),
        ({"type": "string", "const": "甲"}, "[]", "E203"),
        ({"type": "integer", "maximum": 9}, "99.5", "E203"),
        ({"type": "string", "minLength": 1, "pattern": "^.+$"}, '""', "E207"),
    ],
)
def test_one_fault_is_told_once(schema: dict[str, Any], value: str, told: str) -> None:
    assert [line[:4] for line in field(schema, value)] == [told]


@pytest.mark.parametrize(
    ("schema", "value", "told"),
    [
        ({"enum": ["高", "低"]}, "geheim", "E204 a不能这样写（可用：高、低）"),
        ({"enum": ["geheime", "低"]}, "geheim", "E204 a不能这样写（是否想写“geheime”？）"),
        ({"const": "zc/1"}, "geheim", "E204 a应为“zc/1”"),
        ({"pattern": "^[0-9]+$"}, "geheim", "E205 a的写法不对"),
        ({"maximum": 9, "minimum": 1}, "424242", "E206 a不能大于 9"),
        ({"uniqueItems": True}, "[geheim, geheim]", "E208 a里重复写了同样的一项（请删去一处）"),
        ({"maxLength": 2}, "geheim", "E205 a太长：最多 2 个字符，这里有 6 个"),
        ({"type": "integer"}, "geheim", "E203 a应为整数，这里是文字（数字不要加引号）"),
    ],
)
def test_what_is_private_is_not_repeated(schema: dict[str, Any], value: str, told: str) -> None:
    assert [line.split(": ", 1)[-1] for line in field({**schema, "x-private": True}, value)] == [told]


def test_an_unknown_field_of_what_is_private_is_not_repeated() -> None:
    schema = {"properties": {"a": {**FIELDS, "x-private": True}}}
    document, _ = parse("a:\n  name: 甲\n  phone: 1\n  specialties: 2\n  geheim: 1\n  nota: 2\n".encode(), "f")
    assert document is not None
    # Neither does the place in the file tell it, which JSON shows.
    assert [(one.line, one.column, one.path, one.message, one.hint) for one in check_schema(document, schema)] == [
        (5, 3, "a.…", "这里有不认识的字段", "可用：note"),
        (6, 3, "a.…", "这里有不认识的字段", "是否想写“note”？"),
    ]


def test_repeated_items() -> None:
    schema = {"properties": {"a": {"title": "表", "uniqueItems": True}, "b": {"uniqueItems": False}}}
    items = ["甲", "乙", "甲", "{c: 1, d: [2]}", "{d: [2], c: 1}", "[2]", "[2]", "甲", "1", "true"]
    text = "a:\n" + "".join(f"  - {item}\n" for item in items)
    assert check(schema, text + "b: [1, 1]\n") == [
        "f:4:5: E208 表（a）里重复写了“甲”（请删去一处）",
        "f:6:5: E208 表（a）里重复写了同样的一项（请删去一处）",
        "f:8:5: E208 表（a）里重复写了同样的一项（请删去一处）",
        "f:9:5: E208 表（a）里重复写了“甲”（请删去一处）",
    ]
    assert check(schema, "a: 甲甲\n") == []


def test_long_lists_are_compared_quickly() -> None:
    text = "a:\n" + "".join(f"  - {{n: {n}}}\n" for n in range(20_000)) + "  - {n: 7}\n"
    assert check({"properties": {"a": {"uniqueItems": True}}}, text)[0].startswith("f:20002:5: E208 ")


FIELDS: dict[str, Any] = {
    "title": "一行",
    "additionalProperties": False,
    "required": ["name", "phone", "specialties"],
    "properties": {"name": {"title": "名称"}, "phone": {"x-hint": "如 1。"}, "specialties": {}, "note": {}},
}


def test_missing_fields_are_all_told() -> None:
    assert check(FIELDS, "note: 甲") == [
        "f:1:1: E201 缺少字段：phone（如 1）",
        "f:1:1: E201 缺少字段：specialties",
        "f:1:1: E201 缺少字段：名称（name）",
    ]


def test_missing_fields_stand_where_their_parent_begins() -> None:
    schema = {"properties": {"a": {"items": FIELDS}}}
    text = "a:\n  - {name: 甲, phone: 1, specialties: 2}\n  - phone: 1\n    specialties: 2\n"
    assert check(schema, text) == ["f:3:5: E201 缺少字段：名称（name）"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fax: 1", ["f:1:1: E202 不认识字段：fax（可用：note）"]),
        ("nota: 1", ["f:1:1: E202 不认识字段：nota（是否想写“note”？）"]),
        ("note: 1\nfax: 1", ["f:2:1: E202 不认识字段：fax（可用：name、phone、specialties、note）"]),
        ("note: 1\nnames: 1", ["f:2:1: E202 不认识字段：names（是否想写“name”？）"]),
    ],
)
def test_unknown_fields(text: str, told: list[str]) -> None:
    complete = "\nname: 甲\nphone: 1\nspecialties: 2"
    assert check(FIELDS, text + complete) == told


def test_a_misspelt_field_is_not_also_missing() -> None:
    assert check(FIELDS, "name: 甲\nphone: 1\nspecialities: 2") == [
        "f:3:1: E202 不认识字段：specialities（是否想写“specialties”？）"
    ]


def test_fields_by_pattern() -> None:
    schema = {"additionalProperties": False, "patternProperties": {r"^\S+$": {}}, "x-hint": "左边不留空格。"}
    assert check(schema, "甲: 1\n乙 丙: 2\n") == ["f:2:1: E202 不认识字段：乙 丙（左边不留空格）"]


def test_names_of_the_whole_and_of_list_items() -> None:
    assert check({"minProperties": 1}, "{}") == ["f:1:1: E207 整份文件不能为空"]
    assert check({"title": "联系人表", "minProperties": 1}, "{}") == ["f:1:1: E207 联系人表不能为空"]
    schema = {"properties": {"a": {"items": {"title": "电话", "type": "string"}}}}
    assert check(schema, "a: [甲, 1]") == ["f:1:8: E203 电话（a）应为文字，这里是数字（文字请加英文双引号）"]


def keywords(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            inner = value.values() if key in ("properties", "patternProperties") else [value]
            for one in inner if key in (*SILENT, "additionalProperties") else ():
                yield from keywords(one)


SCHEMAS = sorted({path.name.removesuffix(".schema.json") for path in schema_dir().glob("*.json")} - {"parts"})


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_keyword_of_the_schemas_has_a_sentence(name: str) -> None:
    assert set(keywords(load_schema(name))) <= SILENT | set(vars(module)["_SENTENCES"])
