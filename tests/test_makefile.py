"""What `make` does where Python has no `ensurepip`, as on a bare Debian: others make the environment, or it is said."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from places import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt" or shutil.which("make") is None, reason="needs make")

#: Writes what it was called with; of Python it knows what make asks.
TOOL = '#!/bin/sh\necho "$(basename "$0") $*" >> "$CALLED"\n'
PYTHON = f"""#!/bin/sh
case "$2" in
  *ensurepip*) exit ${{LACKING:-0}};;
  *print*) echo 9.9;;
esac
{TOOL.splitlines()[1]}
"""


def make_run(folder: Path, *tools: str, lacking: bool) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """How `make run` ends with these tools alone, and with what they were called; nothing is really made or removed."""
    programs, environment, called = folder / "bin", folder / "venv" / "bin", folder / "called"
    for place in (programs, environment):
        place.mkdir(parents=True)
    called.touch()
    for name in ("sh", "touch", "basename"):
        (programs / name).symlink_to(str(shutil.which(name)))
    for place, names in ((programs, ("python9", "rm", *tools)), (environment, ("python", "zc"))):
        for name in names:
            (place / name).write_text(PYTHON if name == "python9" else TOOL, encoding="utf-8")
            (place / name).chmod(0o755)
    words = [str(shutil.which("make")), "-C", str(ROOT), "run", "PYTHON=python9", f"VENV={environment.parent}"]
    surroundings = {"PATH": str(programs), "CALLED": str(called), "LACKING": "1" if lacking else "0"}
    done = subprocess.run(words, env=surroundings, capture_output=True, check=False, encoding="utf-8")
    return done, called.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("tools", "lacking", "made"),
    [
        ((), False, "python9 -m venv {}"),
        (("uv", "virtualenv"), False, "python9 -m venv {}"),
        (("uv", "virtualenv"), True, "uv venv --quiet --seed --python python9 {}"),
        (("virtualenv",), True, "virtualenv --quiet --python python9 {}"),
    ],
)
def test_what_makes_the_environment(tools: tuple[str, ...], lacking: bool, made: str, tmp_path: Path) -> None:
    done, called = make_run(tmp_path, *tools, lacking=lacking)
    assert done.returncode == 0, done.stderr
    removed = called.index(f"rm -rf {tmp_path / 'venv'}")
    assert called[removed + 1] == made.format(tmp_path / "venv")
    assert called[-1] == "zc plan --month 7"


def test_where_nothing_can_one_line_says_what_helps_and_the_old_one_stays(tmp_path: Path) -> None:
    done, called = make_run(tmp_path, lacking=True)
    assert done.returncode == 2
    assert [line for line in done.stdout.splitlines() if "apt install python3-venv" in line]
    assert not [line for line in called if line.startswith("rm") or "pip" in line.replace("ensurepip", "")]
