"""The cities of a data folder: its own, and one in each folder of `cities/`; a province with a plan is one of them."""

from __future__ import annotations

import re
from pathlib import Path

from zhicheng_cli.errors import ZcError
from zhicheng_cli.written.folding import folded

CITIES = "cities"
#: The line of a plan that names its city; how far into the file it may stand.
_CITY = r"(?m)^[^#\n]*?\bcity:[ \t]*[\"']?([^\s\"',}#]+)"
_HEAD = 1 << 14


def plan_years(folder: Path) -> list[int]:
    """The years of which a folder has a plan, oldest first."""
    names = (path.stem.removeprefix("plan_") for path in folder.glob("plan_*.yaml"))
    return sorted(int(name) for name in names if name.isdecimal() and name.isascii())


def city_folder(root: Path, name: str | None) -> Path:
    """The folder with a city's own files. No other city's are read, unless no folder bears the name.

    Args:
        root: the data folder.
        name: of the folder in `cities/` or of the city, with or without 市; None = the city of the data folder itself,
            or the first of `cities/` where it has no plan of its own.

    Raises:
        ZcError: there is no such city.
    """
    if name is None:
        return root if plan_years(root) else next((one for one in _folders(root) if plan_years(one)), root)
    word = folded(name)
    bearing = {folder.name: folder for folder in _folders(root)}
    for spelled in (word, _short(word), f"{_short(word)}市"):
        if spelled in bearing:
            return bearing[spelled]
    for folder in (root, *bearing.values()):
        if word and _short(city_of(folder) or "") == _short(word):
            return folder
    raise _no_such_city(root, name)


def province_folder(root: Path, province: str, year: int) -> Path | None:
    """The folder with a province's own plan of a year, called by its full name; None = there is none."""
    folder = root / CITIES / province
    return folder if year in plan_years(folder) else None


def city_of(folder: Path) -> str | None:
    """The city that the newest plan in a folder names, from its head alone: whether the rest is sound is not known."""
    years = plan_years(folder)
    if not years:
        return None
    try:
        with (folder / f"plan_{years[-1]}.yaml").open(encoding="utf-8-sig", errors="replace") as file:
            found = re.search(_CITY, file.read(_HEAD))
    except OSError:
        return None
    return found[1] if found else None


def city_names(root: Path) -> list[str]:
    """The cities that have a plan in a data folder, its own first."""
    return [city for folder in (root, *_folders(root)) if (city := city_of(folder))]


def _folders(root: Path) -> list[Path]:
    """The folders of `cities/`, by name."""
    cities = root / CITIES
    return sorted(path for path in cities.iterdir() if path.is_dir()) if cities.is_dir() else []


def _short(city: str) -> str:
    return city.removesuffix("市")


def _no_such_city(root: Path, name: str) -> ZcError:
    from zhicheng_cli.files.findings import closest

    known, listed = [], []
    for folder in (root, *_folders(root)):
        city = city_of(folder)
        if city is not None:
            spelled = folder == root or folder.name in (city, _short(city))
            known += [city] if spelled else [city, folder.name]
            listed.append(city if spelled else f"{city}（{folder.name}）")
    there = f"现有：{'、'.join(listed) or '没有'}"
    if not folded(name):
        return ZcError("没有写是哪个城市", there)
    near = closest(f"{_short(name)}市", known)
    meant = f"是否想写“{near}”？" if near else ""
    return ZcError(f"没有这个城市：{name}", f"{meant}{there}")
