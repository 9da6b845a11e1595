"""The tests that lean on other packages, with the lowest and the newest versions that `pyproject.toml` allows.

Usage: python tools/bounds.py (needs uv; `make bounds` installs it)

The lowest with the oldest Python, the newest with the newest that is here; `make test` runs with the versions of
`constraints.txt`, of which a package of the tests themselves is taken here, too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
UV = (sys.executable, "-m", "uv")
#: What the tests below import beside the program's own packages.
OF_TESTS = ("aiosmtpd", "grimp", "hypothesis", "openpyxl", "pytest", "pytest-xdist", "trustme", "vobject")
#: Where a package's versions differed, or would: YAML and schemas, tables, options, days, columns, workbooks,
#: calendars, mails.
TESTS = (
    "tests/files/test_files_bytes.py",
    "tests/files/test_files_document.py",
    "tests/files/test_files_schema.py",
    "tests/files/test_files_syntax.py",
    "tests/test_golden.py",
    "tests/cli/test_cli_shell.py",
    "tests/applicant/law/test_terms.py",
    "tests/applicant/roster/test_roster_cells.py",
    "tests/applicant/roster/test_roster_reading.py",
    "tests/applicant/roster/test_roster_judging.py::test_the_size_of_batches_changes_nothing",
    "tests/views/screen",
    "tests/views/exports/calendar/test_calendar.py",
    "tests/views/exports/workbook",
    "tests/reminders/mail/test_mail_form.py",
    "tests/reminders/mail/test_mail_page.py",
    "tests/test_workdays.py",
)


def pythons() -> dict[str, str]:
    """The Pythons that are here and allowed, such as 3.11, oldest first; with where they are.

    Those of pyenv stand in folders of their own, since its shims answer for the chosen one alone.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = int(project["requires-python"].removeprefix(">=3."))
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = {}
    for minor in range(least, least + 10):
        name = f"3.{minor}"
        for one in (*sorted(versions.glob(f"{name}.*/bin/python")), shutil.which(f"python{name}")):
            if one and subprocess.run((one, "--version"), check=False, capture_output=True).returncode == 0:
                found[name] = str(one)
                break
    return found


def run(python: str, program: str, resolution: str, folder: Path) -> bool:
    """Whether the tests pass in an environment made for it, of a Python and where that is."""
    packages, own, place = folder / "packages.txt", folder / "tests.txt", folder / "env"
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    own.write_text("\n".join(one for one in pinned if one.partition("==")[0].lower() in OF_TESTS), encoding="utf-8")
    asked = ("--python-version", python, "--extra", "roster", "--resolution", resolution)
    quiet = (*UV, "--quiet")
    subprocess.run((*quiet, "pip", "compile", *asked, "pyproject.toml", "-o", str(packages)), check=True, cwd=ROOT)
    subprocess.run((*quiet, "venv", "--python", program, str(place)), check=True)
    own_python = str(place / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    subprocess.run((*quiet, "pip", "install", "-p", own_python, "-r", str(packages), "-r", str(own)), check=True)
    tests = (own_python, "-m", "pytest", "-n", "2", "--dist", "worksteal", *TESTS)
    return subprocess.run(tests, check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": "src"}).returncode == 0


def main() -> int:
    """The exit code: 0 where all of them pass."""
    found = pythons()
    failed = []
    for python, resolution in ((next(iter(found)), "lowest-direct"), (next(reversed(found)), "highest")):
        started = time.monotonic()
        with TemporaryDirectory() as folder:
            passed = run(python, found[python], resolution, Path(folder))
        name = f"Python {python}, {resolution}"
        print(f"{name}: {'ok' if passed else 'failed'}, {time.monotonic() - started:.0f} s", flush=True)
        failed += [] if passed else [name]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
