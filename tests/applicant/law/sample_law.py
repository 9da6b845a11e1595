"""The files of the law as they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse

JUNIOR, ASSISTANT, MIDDLE, VICE, FULL = "员级", "助理级", "中级", "副高级", "正高级"
TEXT, COPY, SECOND, UNSEEN = "text", "copy", "secondary", "recalled"


def value_of(path: Path) -> Any:
    document, found = parse(path.read_bytes(), path.name)
    assert found == []
    assert document is not None
    return document.value


FILES = sorted((data_dir() / "standards").iterdir())
STANDARDS: dict[str, Any] = {value["series"]: value for value in map(value_of, FILES)}
RULES: Any = value_of(data_dir() / "rules.yaml")
PLAN: Any = value_of(data_dir() / "plan_2021.yaml")
CLAUSES = {row["id"]: row["text"] for row in PLAN["clauses"]}
SERIES = {
    row["name"]: [one["title"] for one in row["titles"]] for row in value_of(data_dir() / "titles.yaml")["series"]
}
