"""A folder of data files as one set: validated as a whole, read piece by piece."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files import stamp
from zhicheng_cli.files.bundled import data_dir, schema_dir
from zhicheng_cli.files.document import Document, parse
from zhicheng_cli.files.findings import Finding, Severity, blocks
from zhicheng_cli.files.text import decode, read_bytes
from zhicheng_cli.files.traps import find_traps
from zhicheng_cli.workdays import WorkCalendar, load_calendar

from .checks import Context, check_document, kind_of
from .committees import Plan, read_plan
from .contacts import Contact, read_contacts
from .search import Search, read_aliases
from .titles import Titles

_PLAN = "plan_{}.yaml"
_OTHERS = ("contacts.yaml", "titles.yaml", "aliases.yaml", "systems.yaml", "workdays.yaml")


class InvalidData(ZcError):
    """A data file has errors, so no answer is given from it; `findings` are all of them."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        errors = [str(finding) for finding in findings if finding.severity is Severity.ERROR]
        super().__init__("数据文件有错，不能据此作答：\n" + "\n".join(errors))


class Dataset:
    """The data of one year. Opening it validates every file, once per content (see `files.stamp`).

    Args:
        folder: where the files are; None = those that came with the program.
        year: of the plan; None = the newest there is.

    Raises:
        InvalidData: a file has errors.
        ZcError: the folder, a file or the year's plan is missing.
    """

    def __init__(self, folder: Path | None = None, year: int | None = None) -> None:
        self.folder = folder or data_dir()
        self.plan_file = _PLAN.format(year or self.years[-1])
        if year is not None and year not in self.years:
            years = "、".join(map(str, self.years))
            raise ZcError(f"没有 {year} 年度的计划", f"现有：{years}；新计划放进 {self.folder} 即可")
        self.contents = {name: self._read(name) for name in (self.plan_file, *_OTHERS)}
        self._documents: dict[str, Document] = {}
        self._validate()

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

    @cached_property
    def plan(self) -> Plan:
        """The year's plan."""
        return read_plan(self._value(self.plan_file))

    @cached_property
    def titles(self) -> Titles:
        """All known titles."""
        return Titles(self._value("titles.yaml"))

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts of 附件2."""
        return read_contacts(self._value("contacts.yaml"))

    @cached_property
    def search(self) -> Search:
        """The search over the plan, with the aliases."""
        return Search(self.plan, self.titles, read_aliases(self._value("aliases.yaml")))

    @cached_property
    def systems(self) -> list[dict[str, Any]]:
        """The other systems that the notice names."""
        systems: list[dict[str, Any]] = self._value("systems.yaml")["systems"]
        return systems

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The announced working days, with this folder's corrections."""
        return load_calendar(self.folder)

    def _read(self, name: str) -> bytes:
        data, found = read_bytes(str(self.folder / name))
        if found:
            raise InvalidData(found)
        return data

    def _value(self, name: str) -> Any:
        if name not in self._documents:
            document, _ = parse(self.contents[name], str(self.folder / name))
            assert document is not None, "validated before"
            self._documents[name] = document
        return self._documents[name].value

    def _validate(self) -> None:
        schemas = sorted(schema_dir().glob("*.schema.json"))
        content = [*self.contents.items(), *((path.name, path.read_bytes()) for path in schemas)]
        digest = stamp.digest(content)
        if stamp.is_stamped(self.folder, digest):
            return
        found = check_files([(str(self.folder / name), data) for name, data in self.contents.items()])
        if blocks(found):
            raise InvalidData(found)
        stamp.write_stamp(self.folder, digest)


def check_files(files: list[tuple[str, bytes]], context: Context | None = None) -> list[Finding]:
    """Check data files, and each against the others among them.

    Args:
        files: name and content.
        context: what is known from elsewhere, for what the files do not say themselves.

    Returns:
        Every finding, sorted by file, line and column.
    """
    found: list[Finding] = []
    documents = []
    for file, data in files:
        document, seen = _parse_for_people(data, file)
        found += seen
        if document is not None:
            documents.append(document)
    context = _context(documents, context or Context())
    for document in documents:
        found += check_document(document, context)
    return sorted(set(found))


def _parse_for_people(data: bytes, file: str) -> tuple[Document | None, list[Finding]]:
    """Parse, and look for the traps of input methods; a trap explains a syntax error better than itself."""
    document, found = parse(data, file)
    text, _ = decode(data, file)
    traps = find_traps(text, file)
    if document is None and blocks(traps):
        found = [finding for finding in found if finding.code != "E101"]
    return document, [*found, *traps]


def bundled_context() -> Context:
    """What the data that came with the program knows: for a file that is checked by itself."""
    folder = data_dir()
    names = ["titles.yaml", *(path.name for path in folder.glob("plan_*.yaml"))]
    documents = [parse((folder / name).read_bytes(), name)[0] for name in names]
    return _context([document for document in documents if document], Context())


def _context(documents: list[Document], known: Context) -> Context:
    """The known context, with what these documents say in its place where they say it."""
    titles, levels, words = known.titles, known.levels, known.words
    for document in documents:
        kind = kind_of(document.value)
        try:
            if kind and kind.schema == "titles":
                read = Titles(document.value)
                titles, levels = frozenset(read), frozenset(read.levels)
            elif kind and kind.schema == "plan":
                rows = document.value["committees"]
                words = frozenset(word for row in rows for word in (*row["specialties"], *row["series"]))
        except (KeyError, TypeError, AttributeError):
            continue  # its form is wrong; the schema check says where
    return Context(titles, levels, words)
