"""A folder of data files as one set: validated as a whole, read piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files import snapshot
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.workdays import WorkCalendar, make_calendar

from .city_folders import city_folder, plan_years, province_folder
from .committees import Plan
from .exams import with_papers_for
from .periods import Period, periods_of
from .plan_reading import as_printed, read_plan
from .search import Search

if TYPE_CHECKING:
    from zhicheng_cli.files.document import Document
    from zhicheng_cli.files.findings import Finding

    from .approval import PlanStanding
    from .contacts import Contact
    from .words import Vocabulary

_PLAN = "plan"
_CONTACTS, _SYSTEMS = "contacts.yaml", "systems.yaml"
_WORDS = "words.yaml"
_TITLES, _WORKDAYS = "titles.yaml", "workdays.yaml"
#: File name → content, and by their words the printed times of the plan: reading them would cost every start 3 of its
#: 85 milliseconds.
_Read = tuple[dict[str, Any], dict[str, Period]]


class InvalidDataError(ZcError):
    """A data file has errors, so no answer is given from it; `findings` are all of them."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings, self.summary = findings, "数据文件有错，不能据此作答"
        errors = [finding for finding in findings if finding.code.startswith("E")]
        see = next((one.see for one in errors if one.see), None)
        super().__init__("\n".join((f"{self.summary}：", *map(str, errors))), see=see)


class Dataset:
    """The data of one city and year. Opening it validates every file, once per content (see `files.snapshot`).

    A city in `cities/` has its own plans, contacts and systems; titles and working days are the data folder's, unless
    the city has its own; the words that people use are both's.

    Args:
        folder: where the files are; None = those that came with the program.
        year: of the plan; None = the newest that is not after today's year, else the oldest there is.
        city: as for `city_folders.city_folder`.
        today: None = no year is after it.

    Attributes:
        folder: the data folder.
        own: where the city's own files are: `folder`, or below it.
        contents: file name, from `folder` on → bytes.

    Raises:
        InvalidDataError: a file has errors.
        ZcError: the folder, the city, a file or the year's plan is missing.
    """

    def __init__(
        self,
        folder: Path | None = None,
        year: int | None = None,
        *,
        city: str | None = None,
        today: date | None = None,
    ) -> None:
        self.folder = folder or data_dir()
        if not self.folder.is_dir():
            raise ZcError(f"没有这个数据文件夹：{self.folder}")
        self.own = city_folder(self.folder, city)
        self._year = self._choose(year, today)
        self._files = self._find_files()
        self.contents = _read(self.folder, tuple(self._files.values()))
        self._values, self._times = self._remembered() or self._validated()

    @cached_property
    def years(self) -> list[int]:
        """The years that have a plan, oldest first."""
        years = plan_years(self.own)
        if not years:
            raise ZcError(f"{self.own} 里没有年度计划", "计划文件叫 plan_2021.yaml")
        return years

    @property
    def city(self) -> str | None:
        """The name of the city's folder in `cities/`; None for the data folder's own city."""
        return None if self.own == self.folder else self.own.name

    def of(self, year: int, *, today: date | None = None) -> Dataset:
        """The data of another year of the same city; arguments and errors as for the class."""
        return Dataset(self.folder, year, city=self.city, today=today)

    @cached_property
    def province(self) -> Dataset | None:
        """The data of the province's plan of that year, which stands beside the city's; None = there is none, or this
        is it. Looked for, and validated, when it is first asked for; errors as for the class."""
        name = self.plan.region.province
        folder = province_folder(self.folder, name, self._year)
        if folder in (None, self.own):
            return None
        found = Dataset(self.folder, self._year, city=name)
        return found if found.plan.region.city == name else None

    def file_of(self, name: str) -> str | None:
        """The name under which `contents` has such a file, be it the city's own or the data folder's."""
        return self._files.get(name)

    def _choose(self, year: int | None, today: date | None) -> int:
        if year is None:
            current = [one for one in self.years if today is None or one <= today.year]
            return current[-1] if current else self.years[0]
        if year not in self.years:
            years = "、".join(map(str, self.years))
            raise ZcError(f"没有 {year} 年度的计划", f"现有：{years}；新计划放进 {self.own} 即可")
        return year

    def _find_files(self) -> dict[str, str]:
        """For each kind of file its name from `folder` on. Contacts and systems are of one notice, so never of another
        city; a notice may name no systems."""
        contacts = self.own / f"contacts_{self._year}.yaml"
        files = {
            _PLAN: self.own / f"plan_{self._year}.yaml",
            _CONTACTS: contacts if contacts.is_file() else self.own / _CONTACTS,
            _TITLES: self._own_or_shared(_TITLES),
            _SYSTEMS: self.own / _SYSTEMS,
            _WORKDAYS: self._own_or_shared(_WORKDAYS),
        }
        if self.city is not None and not files[_SYSTEMS].is_file():
            del files[_SYSTEMS]
        return {name: file.relative_to(self.folder).as_posix() for name, file in files.items()}

    def _own_or_shared(self, name: str) -> Path:
        return self.own / name if (self.own / name).is_file() else self.folder / name

    @cached_property
    def plan(self) -> Plan:
        """The year's plan."""
        plan = read_plan(self._value(_PLAN), self._times)._replace(is_draft=self._is_draft)
        return with_papers_for(plan, self._value(_TITLES))

    @cached_property
    def printed_plan(self) -> Plan:
        """The same as its notice printed it, before what later documents changed."""
        return read_plan(as_printed(self._value(_PLAN)))

    @property
    def _is_draft(self) -> bool:
        """Of most plans nothing is asked for it but a field."""
        about = self._value(_PLAN)["plan"]
        return ("status" in about or "approved" in about) and self.standing.is_draft

    @property
    def standing(self) -> PlanStanding:
        """Whether a person has looked through the plan."""
        from .approval import standing_of

        return standing_of(self._value(_PLAN)["plan"], self.contents[self._files[_PLAN]])

    def _value(self, name: str) -> Any:
        return self._values[self._files[name]]

    @cached_property
    def search(self) -> Search:
        """The search over the plan, with titles and the words that people use."""
        return Search(self.plan, self._value(_TITLES), self.words)

    def words(self) -> Vocabulary | None:
        """The words that people use, of all cities and years, and the city's own; None = there are none.

        They are many, so only who asks for such a word waits for them.

        Raises:
            InvalidDataError: a file of them has errors.
        """
        from .words import Vocabulary, index_of

        files = dict.fromkeys(one / _WORDS for one in (self.folder, self.own) if (one / _WORDS).is_file())
        if not files:
            return None
        contents = _read(self.folder, tuple(one.relative_to(self.folder).as_posix() for one in files))
        basis = snapshot.basis(contents.items())
        if (kept := snapshot.load(self.folder, contents, basis)) is None:
            documents = _checked(contents, self.folder)
            kept = index_of(*(documents[str(one)].value for one in files))
            snapshot.save(self.folder, contents, basis, kept)
        return Vocabulary(kept)

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts that a notice lists."""
        from .contacts import read_contacts

        return read_contacts(self._value(_CONTACTS))

    @property
    def contacts_notice(self) -> str:
        """The notice that the contacts are taken from."""
        document: str = self._value(_CONTACTS)["document"]
        return document

    @property
    def contacts_of_other_notice(self) -> str | None:
        """The same, if it is not the plan's own."""
        return None if self.contacts_notice == self.plan.document else self.contacts_notice

    @property
    def systems(self) -> list[dict[str, Any]]:
        """The other systems that the plan's notice names; those of another one are nothing to its readers."""
        return [one for one in self._systems if one["source"]["document"] == self.plan.document]

    @property
    def systems_of_other_notices(self) -> list[str]:
        """The other notices of which systems are there."""
        documents = dict.fromkeys(one["source"]["document"] for one in self._systems)
        return [one for one in documents if one != self.plan.document]

    @property
    def _systems(self) -> list[dict[str, Any]]:
        systems: list[dict[str, Any]] = self._value(_SYSTEMS)["systems"] if _SYSTEMS in self._files else []
        return systems

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The announced working days, with the folder's corrections."""
        return make_calendar(self._value(_WORKDAYS))

    @cached_property
    def _basis(self) -> bytes:
        return snapshot.basis(self.contents.items())

    def _remembered(self) -> _Read | None:
        kept = snapshot.load(self.folder, self.contents, self._basis)
        return (kept["values"], periods_of(kept["times"])) if kept else None

    def _validated(self) -> _Read:
        documents = _checked(self.contents, self.folder)
        values = {name: documents[str(self.folder / name)].value for name in self.contents}
        times: dict[str, Period] = {}
        read_plan(values[self._files[_PLAN]], times)
        snapshot.save(self.folder, self.contents, self._basis, {"values": values, "times": [*times.values()]})
        return values, times


def _checked(contents: Mapping[str, bytes], folder: Path) -> Mapping[str, Document]:
    """The documents of a folder's files, by file; raises InvalidDataError with all that is wrong."""
    from zhicheng_cli.files.checking import check_files
    from zhicheng_cli.files.checks import KINDS as OWN_KINDS
    from zhicheng_cli.files.findings import blocks

    from .checks import KINDS
    from .checks.check_times import UNREAD

    files = [str(folder / name) for name in contents]
    checked = check_files(zip(files, contents.values(), strict=True), {**KINDS, **OWN_KINDS})
    # A time that cannot be read keeps nothing else back: its row says so in every answer.
    if blocks(one for one in checked.findings if one.code not in UNREAD):
        raise InvalidDataError(checked.findings)
    return checked.documents


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
