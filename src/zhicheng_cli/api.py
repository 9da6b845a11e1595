"""What `import zhicheng_cli as zc` offers: the plan of a city and year, asked from Python (docs/python.md).

A facade: it reads data and asks the house; values are the house's own. Nothing is printed; what cannot be is a
`ZcError`, with message, hint and, where a file is wrong, findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from zhicheng_cli.api_values import AboutPerson, CheckedDossier, CheckedRule, FilteredRows, FilterWords, UpcomingDays
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.workdays import CHINA, WorkCalendar

if TYPE_CHECKING:
    from zhicheng_cli.applicant.judgement.match import Matches
    from zhicheng_cli.applicant.law.law import Law
    from zhicheng_cli.files.findings import Finding
    from zhicheng_cli.plan.contacts import Contact
    from zhicheng_cli.plan.finding import FindResult
    from zhicheng_cli.plan.milestones import Milestone

#: A committee as one may write it: its number, its key, its name, a word of these; or the committee itself.
CommitteeName = int | str | Committee


class DossierError(ZcError):
    """A dossier is not as its schema wants it, or cannot be read; `findings` are what is wrong."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings, self.summary = findings, "档案写得不对，没有判定"
        super().__init__("\n".join((f"{self.summary}：", *map(str, findings))))


class CityPlan:
    """The plan of a city and year, as of a day; made by `load`.

    Attributes:
        today: the day that counts as today.
        calendar: the working days.
    """

    def __init__(self, data: Dataset, today: date, calendar: WorkCalendar) -> None:
        self._data, self.today, self.calendar = data, today, calendar

    def __repr__(self) -> str:
        return f"<{self.region} {self.year} {self.document}>"

    @property
    def year(self) -> int:
        """The year of the plan (年度)."""
        return self._data.plan.year

    @property
    def region(self) -> str:
        """The city: 湖州市."""
        return self._data.plan.region.city

    @property
    def document(self) -> str:
        """The number of the notice."""
        return self._data.plan.document

    @property
    def issued(self) -> date:
        """The day of the notice."""
        return self._data.plan.issued

    @property
    def is_draft(self) -> bool:
        """Whether no person has looked through the plan yet."""
        return self._data.plan.is_draft

    @property
    def committees(self) -> tuple[Committee, ...]:
        """All rows of the plan, in its order."""
        return self._data.plan.committees

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Whom to ask about continuing education."""
        return self._data.contacts

    def committee(self, name: CommitteeName) -> Committee:
        """One committee.

        Raises:
            ZcError: none is called so, or several are.
        """
        from zhicheng_cli.plan.find import find_committee

        return name if isinstance(name, Committee) else find_committee(str(name), self._data.search)

    def plan(
        self,
        *,
        month: int | None = None,
        review_month: int | None = None,
        open_on: date | None = None,
        **words: Unpack[FilterWords],
    ) -> FilteredRows:
        """The committees that fit all filters, as `zc plan`.

        Args:
            month, review_month: from 1 to 12: papers are taken then, or the committee sits.
            open_on: papers may still be handed in on that day.
            words: the other filters, each a word, or several of which any will do.

        Raises:
            ZcError: a filter or its value is not known.
        """
        from zhicheng_cli.plan.filters import FILTERS, Filters

        _refuse_unknown(words, [one.name for one in FILTERS if one.many], "筛选条件")
        for asked in (month, review_month):
            if asked not in (None, *range(1, 13)):
                raise ZcError(f"{asked} 不是月份", "写 1 到 12 的整数")
        told: dict[str, Any] = {name: _words(one, name) for name, one in words.items()}
        filters = Filters(month=month, review_month=review_month, open_on=_day(open_on, "open_on"), **told)
        search = self._data.search
        undated = search.without_dates(filters, self.calendar)
        return FilteredRows(tuple(search.select(filters, self.calendar)), tuple(undated))

    def deadlines(
        self, committee: CommitteeName, *, review_date: date | None = None, audience: str | None = None
    ) -> tuple[Milestone, ...]:
        """The milestones of a committee in the order in which they come, each with its two days and what is left.

        Args:
            review_date: the day on which it sits, where known; makes the report exact.
            audience: only what concerns these, as printed: 市直学校.

        Raises:
            ZcError: no such committee, or no cut-off of it names that audience.
            CalendarRangeError: the working days of the cut-off are not announced.
        """
        from zhicheng_cli.plan.milestones import milestones

        make = partial(milestones, today=self.today, review_date=_day(review_date, "review_date"), audience=audience)
        return tuple(make(self._data.plan, self.committee(committee), self.calendar))

    def upcoming(self, days: int = 30) -> UpcomingDays:
        """What may close within so many days from today, as `zc upcoming`.

        Raises:
            CalendarRangeError: the working days of a cut-off are not announced.
        """
        from zhicheng_cli.plan.upcoming import stages_ahead, upcoming

        until = self.today + timedelta(days)
        cutoffs, undated = upcoming(self.committees, self.today, until, self.calendar)
        stages = stages_ahead(self._data.plan, self.committees, self.today, until, self.calendar)
        return UpcomingDays(tuple(cutoffs), tuple(stages), tuple(undated))

    def match(self, title: str, specialty: str, **known: Unpack[AboutPerson]) -> Matches:
        """Which committees could take such a person, best first, as `zc match`.

        Args:
            title: the full name: 工程师.
            specialty: specialty, series, major or job, as people say it.
            known: what else is known.

        Raises:
            ZcError: nobody knows the title or the word, or there is no such fact.
        """
        from zhicheng_cli.applicant.judgement.match import match
        from zhicheng_cli.applicant.law.facts import EMPLOYERS, Facts

        _refuse_unknown(known, AboutPerson.__optional_keys__, "信息")
        flag: Any = known.get("self_appointing")
        if flag not in (None, True, False):
            raise ZcError("self_appointing 要写 True 或 False")
        texts = {name: one for name, one in known.items() if name != "self_appointing"}
        told = {name: _word(one, name) for name, one in {"title": title, "specialty": specialty, **texts}.items()}
        if told.get("employer_kind", EMPLOYERS[0]) not in EMPLOYERS:
            raise ZcError(f"没有这个单位性质：{told['employer_kind']}", f"可以是 {'、'.join(EMPLOYERS)}")
        law = self._law()
        county = law.plan.region.county_called(told["county"]) if "county" in told else None
        given: dict[str, Any] = {**told, "county": county, "self_appointing": flag}
        return match(Facts(**{name: one for name, one in given.items() if one is not None}), law)

    def find(self, *words: str) -> FindResult:
        """What any words lead to, as `zc find`: rows of the plan, an exam, or whom to ask.

        Args:
            words: title, specialty, job, county, month, committee, receiver, contact.

        Raises:
            ZcError: nobody knows the words.
        """
        from zhicheng_cli.plan.asked_words import read_words
        from zhicheng_cli.plan.finding import AtHand, find
        from zhicheng_cli.plan.lexicon import Lexicon

        search, contacts = self._data.search, self._data.contacts
        typed = [_word(one, "words") for one in words]
        return find(read_words(typed, Lexicon(search, contacts)), AtHand(search, contacts, self.today, self.calendar))

    def check(self, dossier: str | Path | Mapping[str, Any]) -> CheckedDossier:
        """Whether a person may apply, rule by rule, as `zc check`.

        Args:
            dossier: a file, or what would stand in it (`zc.dossier/1`); days may be dates.

        Raises:
            DossierError: it cannot be read, or has errors.
            ZcError: the rules have errors.
        """
        from zhicheng_cli.applicant.dossier.dossier import read_dossier
        from zhicheng_cli.applicant.judgement.assessment import assess
        from zhicheng_cli.applicant.judgement.two_verdicts import two_verdicts
        from zhicheng_cli.applicant.judgement.whom_and_when import whom_and_when

        law = self._law()
        value, warnings = self._read(dossier)
        facts, _ = read_dossier(value, law)
        ways, assessment = whom_and_when(facts, law, self._data.contacts), assess(facts, law)
        both = two_verdicts(facts, assessment, ways, self.today)
        rules = tuple(_answer(*outcome) for outcome in assessment.outcomes)
        return CheckedDossier(assessment.verdict, *both, rules, assessment.from_day, ways.committee, tuple(warnings))

    def _law(self) -> Law:
        from zhicheng_cli.applicant.law.law import make_law

        return make_law(self._data, self.today, self.calendar)

    def _read(self, dossier: str | Path | Mapping[str, Any]) -> tuple[Mapping[str, Any], Sequence[Finding]]:
        """The content, and what is odd about it."""
        from zhicheng_cli.applicant.dossier.checks.check_dossier import dossier_kinds
        from zhicheng_cli.files.checking import check_files
        from zhicheng_cli.files.findings import blocks
        from zhicheng_cli.files.text import read_bytes

        name = "档案" if isinstance(dossier, Mapping) else str(dossier)
        data, found = (_as_text(dossier), []) if isinstance(dossier, Mapping) else read_bytes(name)
        kinds = dossier_kinds(lambda: self._data.search, self.today)
        checked = check_files([] if found else [(name, data)], kinds)
        found = [*found, *checked.findings]
        if blocks(found):
            raise DossierError(found)
        return checked.documents[name].value, found


def load(
    *,
    year: int | None = None,
    city: str | None = None,
    data_dir: str | Path | None = None,
    today: date | None = None,
    provisional: bool = False,
) -> CityPlan:
    """The plan of a city and year.

    Args:
        year: None = the newest that is not after today's year.
        city: its name, or that of its folder in `cities`; None = the data folder's own.
        data_dir: the data folder; None = the data that came with the package.
        today: the day that counts as today; None = the date in China.
        provisional: go on, with what is usual, in years whose working days are not announced yet.

    Raises:
        ZcError: the data are missing or have errors; then it has `findings`.
    """
    day = _day(today, "today") or datetime.now(CHINA).date()
    data = Dataset(None if data_dir is None else Path(data_dir), year, city=city, today=day)
    return CityPlan(data, day, data.calendar.extended() if provisional else data.calendar)


def _refuse_unknown(given: Mapping[str, object], known: Iterable[str], what: str) -> None:
    from zhicheng_cli.files.findings import did_you_mean

    for name in given:
        if name not in known:
            raise ZcError(f"没有这个{what}：{name}", did_you_mean(name, sorted(known)))


def _words(value: object, name: str) -> str | tuple[str, ...]:
    return tuple(_word(one, name) for one in value) if isinstance(value, tuple | list) else _word(value, name)


def _word(value: object, name: str) -> str:
    """The text, as it is looked up; an empty one would fit everything."""
    from zhicheng_cli.written.folding import folded

    if not isinstance(value, str) or not folded(value):
        raise ZcError(f"{name} 要写文字，不能是 {value!r}")
    return folded(value)


def _day(value: object, name: str) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise ZcError(f"{name} 要写日期，不能是 {value!r}", "用 datetime.date，例如 date(2021, 7, 1)")


def _answer(rule: Any, reason: Any) -> CheckedRule:
    from zhicheng_cli.applicant.judgement.assessment import remedy, sentence, where_to_write

    missing = tuple(where_to_write(name)[0] for name in reason.missing)
    told, instead = sentence(rule, reason), remedy(rule, reason)
    return CheckedRule(rule.code, rule.name, reason.verdict, told, instead, reason.from_day, missing)


def _as_text(dossier: Mapping[str, Any]) -> bytes:
    from json import dumps

    def written(value: object) -> str:
        if isinstance(value, date):
            return value.isoformat()
        raise ZcError(f"档案里的值写不成文字：{value!r}", "用文字、数、是否、日期、列表和字典")

    return dumps(dossier, ensure_ascii=False, default=written).encode()
