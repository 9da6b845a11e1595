"""One small change of the shipped data after another: what the checks let pass, and whether any answer then differs.

    python tools/mutants.py [--count N | --each N] [--seed N] [--file NAME] [--all]

A mutant is caught (there is a finding), the same (no answer differs), shown (answers differ by the changed words alone)
or differs, which is to be judged by eye. Those that differ are listed by place and kind of change; with `--all` the
others that were accepted, too. What the notice prints is left alone: the tests hold it against the notice itself.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from known_data import YEAR, known_files

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.judgement.assessment import assess
from zhicheng_cli.applicant.judgement.match import match
from zhicheng_cli.applicant.law.checks import DATA_KINDS
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.figures import overridden
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.cli.commands import validate_command
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files import checking
from zhicheng_cli.files import checks as of_files
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import Document, YamlMapping, YamlSequence, parse
from zhicheng_cli.files.findings import DataPath, Finding, Severity, path_text
from zhicheng_cli.plan import checks as of_plan
from zhicheng_cli.plan.contacts import by_contact, contacts_of, read_contacts
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.milestones import milestones
from zhicheng_cli.plan.plan_reading import read_plan
from zhicheng_cli.plan.search import Search
from zhicheng_cli.plan.upcoming import upcoming
from zhicheng_cli.plan.words import Vocabulary, index_of
from zhicheng_cli.views.answers.contacts_answer import ContactsAnswer
from zhicheng_cli.views.answers.deadline_answer import DeadlineAnswer
from zhicheng_cli.views.answers.match_answer import MatchAnswer
from zhicheng_cli.views.answers.plan_answer import PlanAnswer
from zhicheng_cli.views.answers.upcoming_answer import UpcomingAnswer
from zhicheng_cli.workdays import make_calendar

KINDS = {**of_plan.KINDS, **DATA_KINDS, **of_files.KINDS}
TODAY = date(YEAR, 6, 1)
DOSSIERS = Path(__file__).parents[1] / "tests" / "dossiers"
#: What the notice prints, what only people read, and what names the form.
_LEFT_ALONE = {"printed", "clauses", "bodies", "format", "other_words"}
_PROSE = {"note", "notes", "purpose", "place", "address"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Mutant(NamedTuple):
    """One change.

    Attributes:
        change: what was done, in a word.
        made: makes what the file then says.
        words: what now stands at the place, where that is text.
    """

    file: str
    path: DataPath
    change: str
    made: Callable[[], Any]
    words: str

    @property
    def place(self) -> str:
        """The place without numbers and names: what is the same in every row."""
        return f"{self.file}: {'.'.join('[]' if isinstance(one, int) else one for one in self.path)}"


def put(value: Any, path: DataPath, change: Any) -> Any:
    """The value with what stands at the path given to `change`; all else is shared with it."""
    if not path:
        return change(value)
    copy: Any = type(value)()
    (copy.update if isinstance(value, YamlMapping) else copy.extend)(value)
    (copy.marks.update if isinstance(value, YamlMapping) else copy.marks.extend)(value.marks)
    copy[path[0]] = put(value[path[0]], path[1:], change)
    return copy


def places(value: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    """Every value that may be changed, with its path."""
    if path:
        yield path, value
    steps = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for step, one in steps:
        if step not in _LEFT_ALONE:
            yield from places(one, (*path, step))


def mutants(file: str, value: Any) -> Iterator[Mutant]:
    """Every single change of a file."""
    seen: dict[str, dict[str, None]] = defaultdict(dict)
    every = list(places(value))
    for path, one in every:
        if isinstance(one, str):
            seen[_pattern(path)].setdefault(one)
    for path, one in every:
        for change, new in _changes(path, one, list(seen[_pattern(path)])):
            words = new if isinstance(new, str) else ""
            yield Mutant(file, path, change, partial(put, value, path, constant(new)), words)
        if isinstance(path[-1], str):
            yield Mutant(file, path, "delete", partial(put, value, path[:-1], partial(_without, key=path[-1])), "")
        if isinstance(one, list):
            yield from _of_list(file, value, path, one)


def constant(new: Any) -> Callable[[Any], Any]:
    """What puts a value in the place of any other."""
    return lambda _: new


def _pattern(path: DataPath) -> str:
    return ".".join("[]" if isinstance(one, int) else one for one in path)


def _changes(path: DataPath, one: Any, seen: list[str]) -> Iterator[tuple[str, Any]]:
    if isinstance(one, bool):
        yield "flip", not one
    elif isinstance(one, int):
        yield from (("+1", one + 1), ("-1", one - 1), ("x10", one * 10), ("/12", one // 12))
    elif isinstance(one, str) and not _PROSE & {*map(str, path)}:
        if _DATE.fullmatch(one):
            yield from (("year+1", f"{int(one[:4]) + 1}{one[4:]}"), ("year-1", f"{int(one[:4]) - 1}{one[4:]}"))
        others = [word for word in seen if word != one]
        yield from (("other", word) for word in others[:: max(1, len(others) // 3)][:4])
        if path[-1] == "unit" and "parameters" in path:
            yield from (("unit", unit) for unit in ("年", "月", "学时", "日") if unit != one)
        if len(one) > 2:
            yield "letter", one[:1] + one[2:]
            yield "letters", one[:-2] + one[-1] + one[-2]


def _of_list(file: str, value: Any, path: DataPath, one: list[Any]) -> Iterator[Mutant]:
    lists = {"empty": [], "double": [*one, *one[-1:]], "drop": one[:-1], "swap": [*one[1:2], *one[:1], *one[2:]]}
    for change, new in lists.items():
        if new != one:
            sequence = YamlSequence()
            sequence.extend(new)
            sequence.marks.extend([*one.marks, *one.marks][: len(new)])  # type: ignore[attr-defined]
            yield Mutant(file, path, change, partial(put, value, path, constant(sequence)), "")
    for index, (first, second) in enumerate(pairwise(one)):
        if isinstance(first, Mapping) and isinstance(second, Mapping):
            for key in sorted(first.keys() & second.keys() - _LEFT_ALONE - _PROSE):
                if first[key] != second[key]:
                    made = partial(put, value, path, partial(_exchanged, index=index, key=key))
                    yield Mutant(file, (*path, index, key), "exchange", made, "")


def _exchanged(rows: list[Any], index: int, key: str) -> Any:
    """The rows with what two neighbours say under a key exchanged."""
    half = put(rows, (index, key), constant(rows[index + 1][key]))
    return put(half, (index + 1, key), constant(rows[index][key]))


def _without(there: YamlMapping, key: str) -> YamlMapping:
    copy = YamlMapping()
    copy.update((name, one) for name, one in there.items() if name != key)
    copy.marks.update((name, mark) for name, mark in there.marks.items() if name != key)
    return copy


class Shipped:
    """The shipped data, and what is answered from it."""

    def __init__(self) -> None:
        files = [path for one in known_files() for path in ([one] if one.is_file() else sorted(one.iterdir()))]
        named = {path.relative_to(data_dir()).as_posix(): path for path in files if path.suffix == ".yaml"}
        read = {name: parse(path.read_bytes(), str(path))[0] for name, path in named.items()}
        self.documents = {name: one for name, one in read.items() if one and name != "findings.yaml"}

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What the commands answer from it."""
        return answers({name: one.value for name, one in self.documents.items()})

    def mutants(self, file: str = "") -> list[Mutant]:
        """Every single change of the files of such a name."""
        return [one for name, of in self.documents.items() if file in name for one in mutants(name, of.value)]

    def with_(self, mutant: Mutant) -> dict[str, Document]:
        """The data with that one change."""
        changed = self.documents[mutant.file]._replace(value=mutant.made())
        return {**self.documents, mutant.file: changed}


def findings(documents: Mapping[str, Document], changed: str) -> list[Finding]:
    """What `zc validate` says of the folder that counts as a failure."""
    context = checking.Context(checking._gather(documents.values(), KINDS, {}))
    tells = bool(checking.kind_of(documents[changed].value, KINDS).tells)  # type: ignore[union-attr]
    asked = documents.values() if tells else [documents[changed]]
    found = [one for document in asked for one in checking._check(document, KINDS, context)]
    if all(one.severity is not Severity.ERROR for one in found):
        checked = checking.Checked({one.file: one for one in documents.values()}, found)
        sound = validate_command._sound(checked, KINDS)
        found += validate_command._beside_each_other(sound, [one.file for one in documents.values()], KINDS)
    return [one for one in found if one.severity is not Severity.NOTICE]


def answers(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the commands answer from the data, as documents."""
    plan = read_plan(values[f"plan_{YEAR}.yaml"])
    search = Search(plan, values["titles.yaml"], lambda: Vocabulary(index_of(values["words.yaml"])))
    calendar = make_calendar(values["workdays.yaml"])
    told: dict[str, Any] = {"systems": values["systems.yaml"]["systems"]}
    for name, filters in (("plan", Filters()), ("plan 7月", Filters(month=7))):
        found, undated = search.select(filters, calendar), search.without_dates(filters, calendar)
        told[name] = PlanAnswer(plan, found, undated, TODAY, calendar).document()
    rows = [(one, milestones(plan, one, calendar, today=TODAY)) for one in plan.committees]
    told["deadline"] = DeadlineAnswer(plan, rows, TODAY, calendar).document()
    contacts, notice = read_contacts(values["contacts.yaml"]), values["contacts.yaml"]["document"]
    for one in plan.committees:
        of = contacts_of([one], contacts)
        answer = ContactsAnswer(plan, notice, "附件2", by_contact(of.matches), of.nobody, one)
        told[f"contacts {one.no}"] = answer.document()
    soon, never = upcoming(plan.committees, TODAY, date(YEAR, 9, 1), calendar)
    told["upcoming"] = UpcomingAnswer(plan, soon, never, TODAY, date(YEAR, 9, 1), calendar).document()
    told["workday"] = [calendar.shift(date(year, 12, 20), 20) for year in (2005, YEAR)]
    standards = {name: one for name, one in values.items() if name.startswith("standards")}
    rules = overridden(values["rules.yaml"], {}, plan.region.city)
    return told | judged(Law(search, rules, standards, calendar, TODAY))


def judged(law: Law) -> dict[str, Any]:
    """Who is taken where, and who may apply."""
    told: dict[str, Any] = {}
    for title, specialty in ASKED:
        facts = Facts(title=title, specialty=specialty)
        try:
            answer = MatchAnswer(law.plan, facts, match(facts, law), TODAY, law.calendar).document()
        except ZcError as error:
            answer = {"error": str(error)}
        told[f"match {title} {specialty}"] = answer
    for name, written in persons():
        told[f"check {name}"] = repr(assess(read_dossier(written, law)[0], law))
    return told


def persons() -> Iterator[tuple[str, Any]]:
    """The dossiers that are judged: one of each route, and one of whom nearly every rule says no."""
    for path in sorted(DOSSIERS.glob("*.yaml")):
        document = parse(path.read_bytes(), path.name)[0]
        assert document is not None
        yield path.stem, document.value
        if path.stem == "review":
            yield "barred", {**document.value, **BARRED}


ASKED = (
    *(("工程师", "建筑"), ("工程师", "机械"), ("工程师", "防灾减灾"), ("副主任药师", "卫生")),
    *(("一级教师", "中小学教师"), ("高级经济师", "经济"), ("助理馆员", "图书馆")),
)
BARRED = {
    "applicant": {"name": "样例乙", "birth_date": "1958-03-01", "status": "退休", "manager": True},
    "employer": {"name": "某校", "county": "吴兴区", "kind": "事业单位", "self_appointing": True, "industry": "建筑"},
    "discipline": [{"kind": "记过", "effective": "2020-09-01"}, {"kind": "撤职", "effective": "2018-09-01"}],
    "integrity": [{"recorded": "2019-09-01"}],
    "standing": ["援藏"],
    "hours": [{"year": 2020, "total": 72, "professional": 40}, {"year": 2021, "total": 90, "professional": 60}],
}


def difference(one: Any, other: Any) -> Iterator[tuple[Any, Any]]:
    """The leaves in which two answers differ."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in {**one, **other}:
            yield from difference(one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for pair in zip(one, other, strict=True):
            yield from difference(*pair)
    elif one != other:
        yield one, other


def judge(shipped: Shipped, mutant: Mutant) -> tuple[str, str]:
    """caught, same, shown or differs; and where an answer differs."""
    documents = shipped.with_(mutant)
    try:
        if found := findings(documents, mutant.file):
            return "caught", found[0].code
        told = answers({name: one.value for name, one in documents.items()})
    except ZcError as error:
        return "fails", str(error)
    except Exception as error:  # a crash is to be told, not to end the run
        return "crashes", repr(error)
    changed = {name: list(difference(shipped.answers[name], told.get(name))) for name in shipped.answers}
    changed = {name: pairs for name, pairs in changed.items() if pairs}
    if not changed:
        return "same", ""
    if mutant.words and all(mutant.words in str(new) for pairs in changed.values() for _, new in pairs):
        return "shown", ""
    return "differs", "、".join(sorted({name.split(" ")[0] for name in changed}))


def drawn(every: list[Mutant], seed: int, count: int, each: int = 0) -> list[Mutant]:
    """So many of them; or so many of each place and kind of change."""
    random.Random(seed).shuffle(every)
    alike: dict[tuple[str, str], list[Mutant]] = defaultdict(list)
    for one in every:
        alike[one.place, one.change].append(one)
    return [one for those in alike.values() for one in those[:each]] if each else every[:count]


def main() -> None:
    """Draw mutants, judge them, list those that were accepted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("--count", 2000), ("--each", 0), ("--seed", 1)):
        parser.add_argument(name, type=int, default=default)
    parser.add_argument("--file", default="")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    shipped = Shipped()
    every = shipped.mutants(asked.file)
    kinds: Counter[str] = Counter()
    listed: dict[tuple[str, str, str, str], list[Mutant]] = defaultdict(list)
    for mutant in drawn(every, asked.seed, asked.count, asked.each):
        kind, why = judge(shipped, mutant)
        kinds[kind] += 1
        if kind not in ("caught", "same", "shown") or (asked.all and kind != "caught"):
            listed[kind, mutant.place, mutant.change, why].append(mutant)
    for (kind, place, change, why), those in sorted(listed.items(), key=lambda one: (-len(one[1]), one[0])):
        print(f"{len(those):4} {kind} {place} {change} [{why}] e.g. {path_text(those[0].path)} {those[0].words}")
    print(f"{kinds.total()} of {len(every)}: {dict(kinds)}", file=sys.stderr)


if __name__ == "__main__":
    main()
