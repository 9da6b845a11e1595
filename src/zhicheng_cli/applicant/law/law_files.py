"""The figures of the law and the standards of the series, validated, remembered (see `files.snapshot`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files import snapshot
from zhicheng_cli.plan.dataset import InvalidDataError

from .figures import overridden

if TYPE_CHECKING:
    from zhicheng_cli.plan.dataset import Dataset

_FIGURES = "rules.yaml"
_STANDARDS = "standards"
_TITLES = "titles.yaml"
_COPY = "从程序自带的 data 里复制一份"


def read_rules(data: Dataset) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The figures of the law as they are for the city, and the standards by file name.

    Raises:
        InvalidDataError: a file has errors.
        ZcError: the folder has no figures or no standards.
    """
    contents = rule_files(data)
    # The table of titles says which series and titles there are.
    titles = data.file_of(_TITLES) or _TITLES
    basis = snapshot.basis([*contents.items(), (titles, data.contents[titles])])
    values = snapshot.load(data.folder, contents, basis)
    if values is None:
        values = _validated(data, contents)
        snapshot.save(data.folder, contents, basis, values)
    shared, own = values.pop(_FIGURES), values.pop(_own_figures(data), {})
    return overridden(shared, own, data.plan.region.city), values


def rule_files(data: Dataset) -> dict[str, bytes]:
    """Name, from the data folder on, → content of the files that the rules rest on.

    Raises:
        ZcError: the folder has no figures or no standards.
    """
    if not (data.folder / _FIGURES).is_file():
        raise ZcError(f"{data.folder} 里没有申报规则的数字（{_FIGURES}）", _COPY)
    files = sorted((data.folder / _STANDARDS).glob("*.yaml"))
    if not files:
        raise ZcError(f"{data.folder / _STANDARDS} 里没有各系列的标准，或者打不开", _COPY)
    names = [_FIGURES, *(f"{_STANDARDS}/{path.name}" for path in files)]
    own = _own_figures(data)
    if own not in names and (data.folder / own).is_file():
        names.insert(1, own)
    return {name: _bytes(data.folder / name) for name in names}


def _own_figures(data: Dataset) -> str:
    return (data.own / _FIGURES).relative_to(data.folder).as_posix()


def _bytes(path: Path) -> bytes:
    from zhicheng_cli.files.text import read_bytes

    content, unreadable = read_bytes(str(path))
    if unreadable:
        raise InvalidDataError(unreadable)
    return content


def _validated(data: Dataset, contents: dict[str, bytes]) -> dict[str, Any]:
    from zhicheng_cli.files.checking import check_files
    from zhicheng_cli.files.findings import blocks

    from .checks import DATA_KINDS
    from .checks.check_standards import check_one_of_each

    files = {name: str(data.folder / name) for name in contents}
    titles = data.search.titles
    known = {"titles": frozenset(titles), "series": frozenset(titles.series_names)}
    known["ranked"] = frozenset("\n".join((one.title, one.series, one.level)) for one in titles.all)
    checked = check_files(zip(files.values(), contents.values(), strict=True), DATA_KINDS, known)
    found = checked.findings
    if not blocks(found):
        found = [*check_one_of_each(one for one in checked.documents.values() if "series" in one.value)]
    if blocks(found):
        raise InvalidDataError(found)
    return {name: checked.documents[file].value for name, file in files.items()}
