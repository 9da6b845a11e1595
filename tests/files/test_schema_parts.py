"""What several schemas share stands once, in the `parts.schema.json` beside them, and anyone can put it in place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from places import ROOT
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from schema_layout import laid_out

from zhicheng_cli.cli import main
from zhicheng_cli.files.bundled import load_schema

SCHEMAS = ROOT / "schemas"
FILES = sorted(SCHEMAS.rglob("*.json"))
#: Said about a value; nothing of it changes what that may be.
WORDS = {"title", "description", "x-form", "x-hint", "x-written"}
#: Beside a reference to an object that is left open: its further fields, and that there are no others.
MORE_FIELDS = {"properties", "required", "unevaluatedProperties"}


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def in_folder(folder: Path) -> Registry[Any]:
    """The schemas of a folder by file name, as a user loads them who has no network."""
    return Registry().with_resources(
        (path.name, DRAFT202012.create_resource(read(path))) for path in folder.glob("*.json")
    )


def references(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else []:
        yield from references(one)


def expanded(value: Any, resolver: Any) -> Any:
    """With every reference put in place as the library finds it."""
    if isinstance(value, list):
        return [expanded(one, resolver) for one in value]
    if not isinstance(value, dict):
        return value
    found = resolver.lookup(value["$ref"]) if "$ref" in value else None
    part = expanded(found.contents, found.resolver) if found else {}
    own = {key: expanded(one, resolver) for key, one in value.items() if key not in ("$ref", "$defs")}
    if part and "properties" in own:
        is_first = [*value].index("$ref") < [*value].index("required")
        first, then = (part, own) if is_first else (own, part)
        own |= {"properties": part["properties"] | own["properties"], "required": first["required"] + then["required"]}
    if "unevaluatedProperties" in own:
        own["additionalProperties"] = own.pop("unevaluatedProperties")
    return part | own


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SCHEMAS)))
def test_a_schema_is_sound_and_laid_out_as_the_tool_does_it(path: Path) -> None:
    schema = read(path)
    Draft202012Validator.check_schema(schema)
    assert path.read_text(encoding="utf-8") == laid_out(schema) + "\n", "run python tools/schema_layout.py"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SCHEMAS)))
def test_what_is_put_in_place_is_what_the_library_finds(path: Path) -> None:
    name = str(path.relative_to(SCHEMAS).as_posix()).removesuffix(".schema.json")
    schema = read(path)
    resolver = in_folder(path.parent).resolver(path.name)
    assert load_schema(name) == expanded(schema, resolver)
    for place in references(schema):
        part = resolver.lookup(place["$ref"]).contents
        if part.get("type") == "object" and "additionalProperties" not in part:
            assert place.keys() - {"$ref"} <= MORE_FIELDS | WORDS
            assert place["unevaluatedProperties"] is False
            assert not place.get("properties", {}).keys() & part["properties"].keys()
        else:
            assert place.keys() - {"$ref"} <= WORDS, "more than words beside a reference would have to hold as well"


@pytest.mark.parametrize("folder", [SCHEMAS, SCHEMAS / "output"], ids=lambda folder: folder.name)
def test_every_part_is_used(folder: Path) -> None:
    used = {place["$ref"].rpartition("/")[2] for path in folder.glob("*.json") for place in references(read(path))}
    assert set(read(folder / "parts.schema.json")["$defs"]) <= used


def test_a_document_against_the_files_of_the_folder_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--json", "--today", "2021-07-01"]) == 0
    document = json.loads(capsys.readouterr().out)
    folder = SCHEMAS / "output"
    validator = Draft202012Validator(read(folder / "plan.schema.json"), registry=in_folder(folder))
    assert list(validator.iter_errors(document)) == []
    document["committees"][0]["cutoff"]["windows"][0]["safe"] = "1. Juli"
    (error,) = validator.iter_errors(document)
    assert error.json_path == "$.committees[0].cutoff.windows[0].safe"
    document["committees"][0]["cutoff"]["windows"] = []
    document["committees"][1]["levels"] = ["中级"]
    (error,) = validator.iter_errors(document)
    assert (error.json_path, error.validator) == ("$.committees[1]", "unevaluatedProperties")
