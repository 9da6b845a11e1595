"""Where the data and the schemas are: inside the installed package, else in the checkout."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import add, or_
from pathlib import Path
from typing import Any

from zhicheng_cli.errors import ZcError

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "_bundled"
_CHECKOUT = _PACKAGE.parent.parent
#: Keywords that say more where two schemas hold; of the others one says it all.
_ADDED: dict[str, Callable[[Any, Any], Any]] = {"properties": or_, "required": add}


def data_dir() -> Path:
    """The folder of the data that came with the program."""
    return _folder("data")


def origin_of_data(folder: Path) -> str:
    """Where data come from, in words: changes of a checkout count at once, those of an installed copy are lost when
    the program is renewed."""
    if folder.resolve() == (_INSTALLED / "data").resolve():
        return "随程序安装的，升级程序时换新；要自己改，先复制到别处再指明"
    if folder.resolve() == (_CHECKOUT / "data").resolve():
        return "源码目录里的，改了马上生效"
    return "另外指定的，程序自带的没有用上"


def schema_dir() -> Path:
    """The folder of the JSON Schemas that came with the program."""
    return _folder("schemas")


def _folder(name: str) -> Path:
    for root in (_INSTALLED, _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise ZcError(f"程序自带的 {name} 文件夹不见了", "请重新安装 zhicheng-cli")


def load_schema(name: str) -> dict[str, Any]:
    """The JSON Schema `name`, e.g. `plan` or `output/plan`, with what it refers to in other files put in place."""
    file = schema_dir() / f"{name}.schema.json"
    schema: dict[str, Any] = _in_place(_read(file), file)
    return schema


def _in_place(value: Any, file: Path) -> Any:
    if isinstance(value, list):
        return [_in_place(one, file) for one in value]
    if not isinstance(value, dict):
        return value
    whole: dict[str, Any] = {}
    for key, one in value.items():
        if key == "$ref":
            name, _, steps = one.partition("#")
            place = file.with_name(name) if name else file
            part = _read(place)
            for step in steps.split("/")[1:]:
                part = part[step]
            whole = _both(whole, _in_place(part, place))
        elif key != "$defs":
            # Nothing is left elsewhere that could have further fields.
            keyword = "additionalProperties" if key == "unevaluatedProperties" else key
            whole = _both(whole, {keyword: _in_place(one, file)})
    return whole


def _both(schema: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """What is referred to and what stands beside it: fields of both, of all else what comes later."""
    shared = schema.keys() & more.keys() & _ADDED.keys()
    return schema | more | {key: _ADDED[key](schema[key], more[key]) for key in shared}


@cache
def _read(file: Path) -> dict[str, Any]:
    from json import loads

    schema: dict[str, Any] = loads(file.read_text(encoding="utf-8"))
    return schema
