"""What a person of a roster is told in a letter or a mail: verdicts, what is missing, what is to be done by when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zhicheng_cli.applicant.judgement.assessment import LATER, sentence
from zhicheng_cli.applicant.judgement.steps import HANDING_IN, ToDo
from zhicheng_cli.applicant.judgement.two_verdicts import SIDES
from zhicheng_cli.applicant.law.facts import BY_NAME
from zhicheng_cli.applicant.law.verdicts import IN_WORDS
from zhicheng_cli.applicant.roster.persons import JudgedPerson
from zhicheng_cli.errors import visible
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.workdays import WorkCalendar

from .citations import Bases
from .wording import IMPRECISE, PROVISIONAL, heading_text, is_provisional, source_line

TITLE = "职称申报核对结果"
#: The columns of what is to be done.
STEP_COLUMNS = ("什么时候", "做什么", "哪里、电话", "依据")
_WHAT_SIDES = {"条件": "职称、学历、年限、考试、处分等", "手续": "学时、材料、公示、交材料"}
_NO_PROMISE = (
    "这份结果只按名册里写的内容和上面的通知核对，没有写的一律当作不知道；业绩、论文和省里的评价条件没有核对。"
    "它不代替评审委员会和人力社保部门的审核，能不能评上以他们的决定为准。"
)


class PersonLetter(NamedTuple):
    """A letter to one person."""

    person: JudgedPerson
    plan: Plan
    calendar: WorkCalendar

    @property
    def subject(self) -> str:
        """Of a mail."""
        return f"【职称】{self.plan.year}年度申报{self.asked}的核对结果"

    @property
    def asked(self) -> str:
        """The title applied for, and the field."""
        facts = self.person.facts
        return visible(masked(f"{facts.title}（{facts.specialty}）" if facts.specialty else f"{facts.title}"))

    @property
    def greeting(self) -> str:
        """Whom it is to."""
        return f"{visible(self.person.name)}："

    def opening(self, today: str) -> str:
        """What was looked at, and by what."""
        return f"您申报{self.asked}，按{source_line(self.plan)}的通知和名册里写的内容，{today} 核对的结果是："

    def verdicts(self) -> list[str]:
        """A line a side."""
        return [
            f"{SIDES[one.side]}（{_WHAT_SIDES[SIDES[one.side]]}）：{one.in_words}" for one in self.person.both.sides
        ]

    def committee(self) -> list[str]:
        """The committee, how it was found, or why there is none."""
        of, found = self.person.ways.committee, self.person.found
        told = [f"评委会：{heading_text(of)}"] if of else ["评委会：还没有定"]
        return [*told, *([f"评委会是核对时找的：{found.told}"] if found and of else [found.told] if found else [])]

    def reasons(self) -> list[str]:
        """What is not met or must be settled, a sentence each."""
        found = [one for side in self.person.both.sides for one in (*side.fails, *side.open)]
        lines = [f"{IN_WORDS[one.reason.verdict]}：{visible(masked(sentence(*one)))}" for one in found]
        day, later = self.person.assessment.from_day, self.person.assessment.later
        if day:
            lines.append(f"不符合的各条全部满足的最早日期：{day}{f'；{LATER.format(later=later)}' if later else ''}")
        return lines

    def missing(self) -> list[str]:
        """The labels of what is not known and is asked for now."""
        sides = self.person.both.sides
        names = (name for side in sides for one in side.unknown for name in one.reason.missing)
        return [] if self._is_nobody else list(dict.fromkeys(BY_NAME[name].label for name in names))

    def steps(self) -> list[tuple[str, str, str, str]]:
        """What is to be done, in order of date, under `STEP_COLUMNS`."""
        return [
            (when_of(one), masked(one.what), masked("\n".join(map(str, one.whom))), self._bases.numbers(*one.cites))
            for one in self._to_do
        ]

    def bases(self) -> list[str]:
        """What the steps rest on."""
        return self._bases.lines()

    def notes(self) -> list[str]:
        """What holds of the days, and what this is not."""
        return list(self._notes())

    def text(self, today: str) -> str:
        """The whole as plain text."""
        parts = [self.greeting, self.opening(today), *self.verdicts(), *self.committee(), ""]
        if reasons := self.reasons():
            parts += ["理由：", *(f"· {line}" for line in reasons), ""]
        if missing := self.missing():
            parts += ["还缺这些信息，请告诉单位人事：", "、".join(missing), ""]
        if steps := self.steps():
            parts.append("要做的事，按日期：")
            for when, what, whom, numbers in steps:
                where = f"（{whom.replace(chr(10), '；')}）" if whom else ""
                parts.append(f"· {when}{'：' if when else ''}{what}{where}{numbers.replace(chr(10), '')}")
            parts += ["", "日期和要求的出处：", *self.bases(), ""]
        return "\n".join((*parts, *self.notes(), ""))

    def essence(self) -> list[object]:
        """What makes it another letter: not the day, nor how long it is until the papers are due."""
        person = self.person
        reasons = [
            [one.rule.code, one.reason.code, *one.reason.missing]
            for one in person.assessment.outcomes
            if one.rule.code != HANDING_IN
        ]
        steps = [[one.what, str(one.days)] for one in person.both.to_do if HANDING_IN not in one.rules]
        return [person.name, self.asked, person.facts.committee, reasons, steps]

    @property
    def _is_nobody(self) -> bool:
        return self.person.found is not None and self.person.found.is_nobody

    @property
    def _to_do(self) -> tuple[ToDo, ...]:
        return () if self._is_nobody else self.person.both.to_do

    @property
    def _bases(self) -> Bases:
        return Bases(cite for one in self._to_do for cite in one.cites)

    def _notes(self) -> Iterator[str]:
        days = [one.days for one in self._to_do if one.days]
        if any(one.safe != one.last for one in days):
            yield IMPRECISE
        if is_provisional((day for one in days for day in one), self.calendar):
            yield PROVISIONAL
        if any(whom.phones for one in self._to_do for whom in one.whom):
            yield f"电话照通知印的写，{self.plan.region.area_words}。"
        yield _NO_PROMISE


def when_of(step: ToDo) -> str:
    """The days by which it is done, in words; empty where there is none."""
    who = f"（{step.who}）" if step.who else ""
    begins = f"{step.from_day} 起" if step.from_day else ""
    if step.days is None:
        return begins
    safe, last = step.days
    until = f"{safe} 以前，最迟 {last}" if step.by == safe != last else f"最迟 {last}"
    return "，".join(filter(None, (begins, f"{until}{who}")))
