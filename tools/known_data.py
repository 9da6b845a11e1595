"""The data that the documents show and the tests know: the first city's of one year, whatever was added beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from zhicheng_cli.files.bundled import data_dir

YEAR = 2021


def known_files() -> list[Path]:
    """The files and folders of the bundled data, but for other years and cities."""
    others = {data_dir() / "cities", *data_dir().glob("plan_*.yaml"), *data_dir().glob("contacts_*.yaml")}
    return sorted({*data_dir().iterdir()} - others | {data_dir() / f"plan_{YEAR}.yaml"})


def copy_data(folder: Path) -> Path:
    """A copy of them, as `folder`/data."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    for path in known_files():
        if path.is_dir():
            shutil.copytree(path, data / path.name, dirs_exist_ok=True)
        else:
            shutil.copy(path, data)
    return data
