"""Plans beside each other: one city in a folder, one plan of a city and year in a data folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.plan.city_folders import CITIES, plan_years
from zhicheng_cli.plan.region import is_province

RULES, STANDARDS = "rules.yaml", "standards"
_READ = re.compile(r"plan_[0-9]{4}\.yaml")
_CONTACTS = "contacts.yaml"
#: What a data folder has for all of its cities and years; `standards` is a folder.
_NEEDED = {
    "titles.yaml": "职称表",
    "systems.yaml": "系统",
    "workdays.yaml": "工作日",
    RULES: "申报规则的数字",
    STANDARDS: "各系列的标准",
}
#: So many characters tell a province from all others.
_TELLING = 2
_HINT = "程序只读名为 plan_年份.yaml 的一份；多的一份移出数据文件夹，是另一个市、另一年的把内容改对"


class CityFiles(NamedTuple):
    """What is known of the city of one folder.

    Attributes:
        rules: its own, then the shared ones.
    """

    plans: tuple[Document, ...]
    rules: tuple[Document, ...]
    contacts: tuple[Document, ...] = ()


def root_of(file: str) -> Path:
    """The data folder that a file stands in, be it in the folder of a city."""
    folder = Path(file).parent
    return folder.parent.parent if folder.parent.name == CITIES else folder


def beside(files: Iterable[str]) -> list[str]:
    """The plans, contacts and rules against which those among the files are checked: of the same city, and the shared
    rules; of every city, where the shared rules themselves are checked."""
    found: set[Path] = set()
    for file in map(Path, files):
        if file.parent.name == STANDARDS:
            found |= {*file.parent.glob("*.yaml"), *file.parent.parent.glob("plan_*.yaml")}
        if file.match("contacts*.yaml"):
            found |= {*file.parent.glob("plan_*.yaml")}
        if file.name == RULES or file.match("plan_*.y*ml"):
            found |= {*file.parent.glob("plan_*.yaml"), file.parent / RULES, root_of(str(file)) / RULES}
        if file.name == RULES:
            found |= {*file.parent.glob(f"{CITIES}/*/plan_*.yaml"), *file.parent.glob(f"{CITIES}/*/{RULES}")}
    return sorted(str(file) for file in found if file.is_file())


def cities_of(plans: Iterable[Document], rules: Iterable[Document], contacts: Collection[Document]) -> list[CityFiles]:
    """The cities with their files, folder by folder; all without errors."""
    contacts = tuple(contacts)
    figures = {Path(one.file).parent: one for one in rules if Path(one.file).name == RULES}
    folders: dict[Path, list[Document]] = {}
    for plan in plans:
        folders.setdefault(Path(plan.file).parent, []).append(plan)
    found = []
    for folder, of_city in sorted(folders.items()):
        near = dict.fromkeys((folder, root_of(of_city[0].file)))
        own = tuple(one for one in contacts if Path(one.file).parent == folder)
        found.append(CityFiles(tuple(of_city), tuple(figures[one] for one in near if one in figures), own))
    return found


def check_whole(root: Path) -> Iterator[Finding]:
    """The files that a data folder, and each of its cities, must have beside their plans."""
    if not plan_years(root):
        return
    for folder in (root, *(one for one in sorted(root.glob(f"{CITIES}/*")) if plan_years(one))):
        contacts = [f"contacts_{year}.yaml" for year in plan_years(folder)]
        needed = _NEEDED if folder == root else {}
        if not (folder / _CONTACTS).is_file() and not all((folder / name).is_file() for name in contacts):
            needed = {_CONTACTS: "联系人", **needed}
        for name, what in needed.items():
            if not (folder / name).exists():
                hint = "照程序自带的 data 补上一份" if folder == root else "通知没有列联系人的，contacts 写 []"
                yield Finding(str(folder / name), 1, 1, "E321", f"数据文件夹里缺 {name}（{what}）", hint)


def check_folders(plans: Iterable[Document]) -> Iterator[Finding]:
    """A second plan of a city and year, and one of another city than the others of its folder.

    Args:
        plans: without errors.
    """
    first: dict[tuple[Path, str, int], str] = {}
    cities: dict[Path, str] = {}
    for plan in sorted(plans, key=lambda one: (not _READ.fullmatch(Path(one.file).name), one.file)):
        folder, city, year = Path(plan.file).parent, plan.value["region"]["city"], plan.value["plan"]["year"]
        other = first.setdefault((root_of(plan.file), city, year), plan.file)
        if other != plan.file:
            yield plan.finding(("plan", "year"), "E315", f"{city} {year} 年度的计划另有一份：{other}", _HINT)
        home = cities.setdefault(folder, city)
        if city != home:
            message = f"这个文件夹里别的计划是{home}的，这份是{city}的"
            yield plan.finding(("region", "city"), "E316", message, f"一个市一个文件夹：放进 {CITIES} 里{city}自己的")


def check_provinces(plans: Iterable[Document]) -> Iterator[Finding]:
    """A province's plan under another name than its cities have for the province: no row would lead to it.

    Args:
        plans: without errors.
    """
    plans = tuple(plans)
    provinces = [one for one in plans if is_province(one.value["region"]["city"])]
    for plan in plans:
        city, province = (plan.value["region"][key] for key in ("city", "province"))
        if plan in provinces:
            yield from _check_province(plan, city, province)
            continue
        near = [one for one in provinces if root_of(one.file) == root_of(plan.file)]
        named = {one.value["region"]["city"]: one for one in near}
        alike = next((name for name in named if name[:_TELLING] == province[:_TELLING]), None)
        if alike and province not in named:
            message = f"{city}的省写的是{province}，旁边省的计划写的是{alike}"
            yield plan.finding(("region", "province"), "E326", message, f"两处写成一样：{named[alike].file}")


def _check_province(plan: Document, city: str, province: str) -> Iterator[Finding]:
    folder = Path(plan.file).parent
    if city != province:
        yield plan.finding(("region", "province"), "E326", f"这是{city}的计划，省写的是{province}", f"两处都写{city}")
    elif folder.parent.name == CITIES and folder.name != city:
        hint = f"文件夹改名为{city}，市里推荐的才找得到由谁评"
        yield plan.finding(("region", "city"), "E326", f"{city}的计划放在了“{folder.name}”里", hint)
