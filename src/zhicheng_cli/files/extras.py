"""What to type where the packages of an extra are missing."""

from __future__ import annotations

import re

_NAME = "zhicheng-cli"


def how_to_install(extra: str) -> str:
    """How the packages of an extra of pyproject.toml are installed: with pip, and into the program's own environment
    where pipx made it."""
    packages = packages_of(extra)
    inject = f"；用 pipx 装的：pipx inject {_NAME} {' '.join(packages)}" if packages else ""
    return f'pip install "{_NAME}[{extra}]"{inject}'


def packages_of(extra: str) -> list[str]:
    """The packages of an extra, as the installed program names them; none where it runs without being installed."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        required = requires(_NAME) or ()
    except PackageNotFoundError:
        return []
    form = re.compile(rf"""([\w.-]+).*; *extra *== *['"]{re.escape(extra)}['"]""")
    return [found[1] for one in required if (found := form.fullmatch(one))]
