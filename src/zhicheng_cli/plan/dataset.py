"""A folder of data files as one set: validated as a whole, read piece by piece."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files import snapshot
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.workdays import WorkCalendar, make_calendar

from .committees import Plan, read_plan
from .search import Search

if TYPE_CHECKING:
    from zhicheng_cli.files.findings import Finding

    from .contacts import Contact

_PLAN = "plan_{}.yaml"
_OTHERS = ("contacts.yaml", "titles.yaml", "aliases.yaml", "systems.yaml", "workdays.yaml")


class InvalidDataError(ZcError):
    """A data file has errors, so no answer is given from it; `findings` are all of them."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        errors = [str(finding) for finding in findings if finding.code.startswith("E")]
        super().__init__("数据文件有错，不能据此作答：\n" + "\n".join(errors))


class Dataset:
    """The data of one year. Opening it validates every file, once per content (see `files.snapshot`).

    Args:
        folder: where the files are; None = those that came with the program.
        year: of the plan; None = the newest that is not after today's year, else the oldest there is.
        today: None = no year is after it.

    Attributes:
        contents: file name → bytes.

    Raises:
        InvalidDataError: a file has errors.
        ZcError: the folder, a file or the year's plan is missing.
    """

    def __init__(self, folder: Path | None = None, year: int | None = None, *, today: date | None = None) -> None:
        self.folder = folder or data_dir()
        self.plan_file = _PLAN.format(self._choose(year, today))
        self.contents = _read(self.folder, (self.plan_file, *_OTHERS))
        self._values = self._remembered() or self._validated()

    @cached_property
    def years(self) -> list[int]:
        """The years that have a plan, oldest first."""
        if not self.folder.is_dir():
            raise ZcError(f"没有这个数据文件夹：{self.folder}")
        names = (path.stem.removeprefix("plan_") for path in self.folder.glob("plan_*.yaml"))
        years = sorted(int(name) for name in names if name.isdecimal() and name.isascii())
        if not years:
            raise ZcError(f"{self.folder} 里没有年度计划", "计划文件叫 plan_2021.yaml")
        return years

    def _choose(self, year: int | None, today: date | None) -> int:
        if year is None:
            current = [one for one in self.years if today is None or one <= today.year]
            return current[-1] if current else self.years[0]
        if year not in self.years:
            years = "、".join(map(str, self.years))
            raise ZcError(f"没有 {year} 年度的计划", f"现有：{years}；新计划放进 {self.folder} 即可")
        return year

    @cached_property
    def plan(self) -> Plan:
        """The year's plan."""
        return read_plan(self._values[self.plan_file])

    @cached_property
    def search(self) -> Search:
        """The search over the plan, with titles and aliases."""
        return Search(self.plan, self._values["titles.yaml"], self._values["aliases.yaml"])

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts of 附件2."""
        from .contacts import read_contacts

        return read_contacts(self._values["contacts.yaml"])

    @property
    def contacts_of_other_notice(self) -> str | None:
        """The notice that the contacts are taken from, if it is not the plan's own."""
        document: str = self._values["contacts.yaml"]["document"]
        return None if document == self._values[self.plan_file]["plan"]["document"] else document

    @property
    def systems(self) -> list[dict[str, Any]]:
        """The other systems that the notice names."""
        systems: list[dict[str, Any]] = self._values["systems.yaml"]["systems"]
        return systems

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The announced working days, with this folder's corrections."""
        return make_calendar(self._values["workdays.yaml"])

    @cached_property
    def _digest(self) -> str:
        return snapshot.digest(self.contents.items())

    def _remembered(self) -> dict[str, Any] | None:
        return snapshot.load(self.folder, self.contents, self._digest)

    def _validated(self) -> dict[str, Any]:
        from zhicheng_cli.files.checking import check_files
        from zhicheng_cli.files.checks import KINDS as OWN_KINDS
        from zhicheng_cli.files.findings import blocks

        from .checks import KINDS

        files = {name: str(self.folder / name) for name in self.contents}
        checked = check_files(zip(files.values(), self.contents.values(), strict=True), {**KINDS, **OWN_KINDS})
        if blocks(checked.findings):
            raise InvalidDataError(checked.findings)
        values = {name: checked.documents[file].value for name, file in files.items()}
        snapshot.save(self.folder, self._digest, values)
        return values


def _read(folder: Path, names: tuple[str, ...]) -> dict[str, bytes]:
    """The bytes of the files; raises InvalidDataError with all that cannot be read."""
    from zhicheng_cli.files.text import read_bytes

    contents, unreadable = {}, []
    for name in names:
        contents[name], found = read_bytes(str(folder / name))
        unreadable += found
    if unreadable:
        raise InvalidDataError(unreadable)
    return contents
