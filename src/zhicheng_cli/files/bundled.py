"""Where the data and the schemas are: inside the installed package, else in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhicheng_cli.errors import ZcError

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "_bundled"
_CHECKOUT = _PACKAGE.parent.parent


def data_dir() -> Path:
    """The folder of the data that came with the program."""
    return _folder("data")


def schema_dir() -> Path:
    """The folder of the JSON Schemas that came with the program."""
    return _folder("schemas")


def _folder(name: str) -> Path:
    for root in (_INSTALLED, _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise ZcError(f"程序自带的 {name} 文件夹不见了", "请重新安装 zhicheng-cli")


def load_schema(name: str) -> dict[str, Any]:
    """The JSON Schema `name`, e.g. `plan` or `output/plan`."""
    from json import loads

    schema: dict[str, Any] = loads((schema_dir() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema
