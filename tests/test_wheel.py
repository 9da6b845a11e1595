"""The built wheel, away from the checkout, with its own data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from places import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds nothing but what the wheel brings."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(installed.parent / "cache")}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, cwd=installed.parent, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_the_main_job_runs_from_the_wheel(installed: Path) -> None:
    program = "import zhicheng_cli.files.bundled as b; print(b.data_dir())"
    assert Path(run(installed, "-c", program).strip()) == installed / "zhicheng_cli" / "_bundled" / "data"
    plan = json.loads(run(installed, "-m", "zhicheng_cli", "plan", "--month", "7", "--json", "--today", "2021-07-01"))
    assert [row["no"] for row in plan["committees"]][:3] == [3, 8, 12]


def test_the_wheel_brings_every_data_file_schema_and_the_licence(installed: Path) -> None:
    bundled = installed / "zhicheng_cli" / "_bundled"
    for folder in ("data", "schemas"):
        here = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()}
        there = {path.relative_to(bundled) for path in (bundled / folder).rglob("*") if path.is_file()}
        assert here == there
    assert (installed / "zhicheng_cli" / "py.typed").is_file()
    assert list(installed.glob("*.dist-info/licenses/LICENSE"))
