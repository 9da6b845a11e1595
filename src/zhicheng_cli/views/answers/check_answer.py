"""`zc check`: the judgement on one person or several, with what it rests on and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.applicant.judgement.assessment import LATER, Outcome, remedy, sentence
from zhicheng_cli.applicant.law.facts import BY_NAME
from zhicheng_cli.applicant.law.verdicts import IN_WORDS, Verdict
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.views.parts.citations import Bases, citation_cells
from zhicheng_cli.views.parts.decided import LABEL
from zhicheng_cli.views.parts.deciding_text import deciding_lines, deciding_windows
from zhicheng_cli.views.parts.milestone_table import milestones_table
from zhicheng_cli.views.parts.verdicts_text import next_lines, to_do_lines, verdict_lines
from zhicheng_cli.views.parts.wording import (
    IMPRECISE_NOTE,
    PROVISIONAL_NOTE,
    day_text,
    fields_text,
    heading_text,
    is_imprecise,
    nobody_text,
    receivers_text,
    source_line,
)
from zhicheng_cli.views.screen.pointers import guided
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import WorkCalendar

from .check_document import Judged, assessment_document, assessments_document

if TYPE_CHECKING:
    from zhicheng_cli.applicant.judgement.receipt import Receipt
    from zhicheng_cli.views.screen.answer import Part


#: What no rule knows of.
_NOT_LOOKED_AT = "没有查：业绩、论文、省里的评价条件、要交哪些材料，请问材料接收单位。"
_NO_COMMITTEE = "没有写是哪个评委会；可能受理的见 zc match"


class AssessmentAnswer(NamedTuple):
    """The judgements on the dossiers given.

    Attributes:
        several: whether several were given, also where only one could be judged.
        receipt: what they were drawn from.
        show_private: whether names may stand in the document.
        show_all: whether the screen tells every rule, with what it rests on, and every milestone.
    """

    plan: Plan
    judged: Sequence[Judged]
    several: bool
    receipt: Receipt
    today: date
    calendar: WorkCalendar
    show_private: bool = False
    show_all: bool = False

    def document(self) -> dict[str, object]:
        """`zc.assessment/3` for one dossier, `zc.assessments/3` around several."""
        documents = [
            assessment_document(one, self.plan, self.receipt, self.calendar, show_name=self.show_private)
            for one in self.judged
        ]
        return assessments_document(documents, self.today) if self.several else documents[0]

    def table(self) -> Table:
        """Every column, one row a rule."""
        columns = (
            "档案", "姓名", "规则", "名称", "结论", "理由", "缺少的信息", "写在哪里", "怎样才符合", "最早日期", "依据",
            "条款", "可靠程度",
        )  # fmt: skip
        rows = tuple(_row(judged, one) for judged in self.judged for one in judged.assessment.outcomes)
        return Table(columns, rows, source_line(self.plan))

    def screen(self) -> Sequence[Part]:
        """Person by person the answer: the verdicts, and what is to be done; then everything, where that is asked."""
        shown: list[Part] = []
        for judged in self.judged:
            if shown:
                shown.append("")
            shown += self._answer(judged)
            if self.show_all:
                shown += _Everything(judged, self.plan, self.calendar).parts()
        shown += [f"按 {self.today} 判定 · {source_line(self.plan)}", _NOT_LOOKED_AT]
        milestones = [one for judged in self.judged for one in judged.milestones]
        windows = [one.window for one in milestones]
        if is_imprecise((*windows, *deciding_windows(*(one.decision for one in self.judged)))):
            shown.append(IMPRECISE_NOTE)
        if any(one.is_provisional(self.calendar) for one in self.judged):
            shown.append(PROVISIONAL_NOTE)
        return shown

    def _answer(self, judged: Judged) -> Iterator[Part]:
        """Who, the two verdicts, what is to be done; of several persons only what is done next."""
        who = f"{judged.name}（{judged.identity}）" if judged.identity else judged.name
        row = heading_text(judged.committee) if judged.committee else ""
        yield " · ".join(filter(None, (who, f"申报 {masked(judged.facts.title or '—')}", row)))
        yield from verdict_lines(judged.verdicts.sides)
        if self.several and not self.show_all:
            yield from next_lines(judged.verdicts.to_do, self.today)
            return
        if judged.committee is None:
            yield _NO_COMMITTEE
        if to_do := to_do_lines(judged.verdicts.to_do, self.today):
            yield from ("要做的，按日期：", *to_do)
        if judged.decision and not self.show_all:
            yield "\n".join(f"{LABEL}：{line}" for line in deciding_lines(judged.decision, self.calendar))
        if not self.show_all:
            verdicts = [one.reason.verdict for one in judged.assessment.outcomes]
            met, exempt = (verdicts.count(one) for one in (Verdict.MEETS, Verdict.NOT_APPLICABLE))
            yield f"已符合 {met} 条，不适用 {exempt} 条；每条的理由、依据，信息写在哪里，全部节点：加 --all"


def told(one: Outcome) -> str:
    """The reason in a sentence. What is written in a wrong place may be an identity number."""
    return masked(sentence(one.rule, one.reason))


def how_to_mend(one: Outcome) -> str:
    """What would meet the rule; or an empty string."""
    return masked(guided(remedy(one.rule, one.reason), one.rule.words[one.reason.code].see))


def _row(judged: Judged, one: Outcome) -> tuple[str, ...]:
    reason = one.reason
    return (
        judged.file,
        judged.name,
        one.rule.code,
        one.rule.name,
        IN_WORDS[reason.verdict],
        told(one),
        "\n".join(BY_NAME[fact].label for fact in reason.missing),
        "\n".join(judged.paths[fact] for fact in reason.missing),
        how_to_mend(one),
        day_text(reason.from_day),
        *citation_cells(*reason.cites),
    )


class _Everything:
    """All that was found of one person; rules and milestones count through the same list of bases."""

    def __init__(self, judged: Judged, plan: Plan, calendar: WorkCalendar) -> None:
        self.judged, self.plan, self.calendar = judged, plan, calendar
        cited = [cite for one in judged.applicable for cite in one.reason.cites]
        self.bases = Bases([*cited, *(one.basis for one in judged.milestones)])

    def parts(self) -> list[Table | str]:
        """Top to bottom: rules, what is missing, what would mend it, days, whom to turn to, bases, the whole."""
        verdict, counts = IN_WORDS[self.judged.assessment.verdict], _counted(self.judged.applicable)
        return [
            self._rules(),
            *self._not_applicable(),
            *self._missing(),
            *self._remedies(),
            *self._milestones(),
            Table(("项目", "内容"), tuple(self._whom()), headed=False),
            "依据：",
            *self.bases.lines(),
            f"结论：{verdict}（{counts}）",
        ]

    def _rules(self) -> Table:
        rows = []
        for one in self.judged.applicable:
            numbers = self.bases.numbers(*one.reason.cites)
            verdict = IN_WORDS[one.reason.verdict]
            rows.append((one.rule.code, one.rule.name, verdict, told(one), numbers or "—"))
        return Table(("规则", "名称", "结论", "理由", "依据"), tuple(rows))

    def _not_applicable(self) -> Iterator[str]:
        names = [
            f"{one.rule.name}（{one.rule.code}）"
            for one in self.judged.assessment.outcomes
            if one.reason.verdict is Verdict.NOT_APPLICABLE
        ]
        if names:
            yield f"不适用：{'、'.join(names)}"

    def _missing(self) -> Iterator[Table]:
        rows = []
        for fact, outcomes in self.judged.missing.items():
            rows.append((BY_NAME[fact].label, self.judged.paths[fact], "、".join(one.rule.code for one in outcomes)))
        if rows:
            yield Table(("信息", "写在哪里", "哪条规则要"), tuple(rows), "缺少的信息（写进档案，再查一次）")

    def _remedies(self) -> Iterator[Table | str]:
        rows = tuple(
            (one.rule.code, text, day_text(one.reason.from_day) or "—")
            for one in self.judged.applicable
            if (text := how_to_mend(one))
        )
        if rows:
            yield Table(("规则", "做法", "最早日期"), rows, "怎样才符合")
        day, later = self.judged.assessment.from_day, self.judged.assessment.later
        if day:
            yield f"不符合的各条全部满足的最早日期：{day}{f'；{LATER.format(later=later)}' if later else ''}"

    def _milestones(self) -> Iterator[Table]:
        if self.judged.milestones:
            table = milestones_table(self.judged.milestones, self.bases)
            yield Table(table.columns, table.rows, "节点")

    def _whom(self) -> Iterator[tuple[str, str]]:
        committee = self.judged.committee
        if committee is None:
            yield "材料接收", _NO_COMMITTEE
            return
        receivers = receivers_text(committee)
        area = f"\n（{self.plan.region.area_words}）"
        yield "材料接收", receivers + area if receivers else "通知未印，请问当地人力社保部门"
        if self.judged.decision:
            yield LABEL, "\n".join(deciding_lines(self.judged.decision, self.calendar))
        yield "继续教育", "\n".join(self._contacts(committee))

    def _contacts(self, committee: Committee) -> Iterator[str]:
        from zhicheng_cli.plan.contacts import by_contact

        for contact, found in by_contact(self.judged.contacts):
            yield f"{contact.department} {contact.person} {contact.phone}"
            yield f"  {fields_text(found)}"
        if self.judged.nobody_for or not self.judged.contacts:
            yield nobody_text(committee, self.judged.nobody_for, self.judged.listed_in)


def _counted(outcomes: Iterable[Outcome]) -> str:
    """How many rules gave which verdict, the heaviest first."""
    found = [one.reason.verdict for one in outcomes]
    return "，".join(f"{IN_WORDS[one]} {found.count(one)} 条" for one in dict.fromkeys(_by_weight(found)))


def _by_weight(verdicts: Iterable[Verdict]) -> list[Verdict]:
    from zhicheng_cli.applicant.law.verdicts import WEIGHT

    return sorted(verdicts, key=WEIGHT.index)
