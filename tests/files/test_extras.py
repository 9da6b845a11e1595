"""How the packages of an extra are installed, with pip and where pipx made the environment."""

from __future__ import annotations

from importlib import metadata

import pytest

from zhicheng_cli.files.extras import how_to_install, packages_of

REQUIRED = [
    "typer<0.29,>=0.26.8",
    "pyarrow>=23; extra == 'roster'",
    "lxml>=5; extra == 'docx'",
    'pdfminer.six>=20260107 ; extra == "pdf"',
    "numpy>=2; extra == 'scan'",
    "opencv-python-headless>=4.10; extra == 'scan'",
]


@pytest.mark.parametrize(
    ("extra", "packages"),
    [
        ("roster", ["pyarrow"]),
        ("pdf", ["pdfminer.six"]),
        ("scan", ["numpy", "opencv-python-headless"]),
        ("sca", []),
    ],
)
def test_the_packages_are_those_of_the_installed_program(
    extra: str, packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda name: REQUIRED)
    assert packages_of(extra) == packages


def test_pip_and_pipx_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda name: REQUIRED)
    pip = 'pip install "zhicheng-cli[roster]"'
    assert how_to_install("roster") == f"{pip}；用 pipx 装的：pipx inject zhicheng-cli pyarrow"

    def not_installed(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", not_installed)
    assert how_to_install("roster") == pip
