"""`zc show`: one committee whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan, Route
from zhicheng_cli.plan.contacts import ContactMatch, by_contact
from zhicheng_cli.plan.deadlines import why_undated
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.views.parts.citations import EVIDENCE, citation_text
from zhicheng_cli.views.parts.decided import LABEL, decided_days, decided_document, decided_lines, decided_windows
from zhicheng_cli.views.parts.documents import (
    committee_document,
    contacts_document,
    milestone_document,
    plan_document,
)
from zhicheng_cli.views.parts.milestone_table import bases_of, milestones_fitting
from zhicheng_cli.views.parts.wording import (
    IMPRECISE_NOTE,
    PRECISION,
    PROVISIONAL_NOTE,
    cell_text,
    fields_text,
    heading_text,
    is_imprecise,
    is_provisional,
    nobody_text,
    receivers_text,
    source_line,
    source_text,
    time_text,
    told_note,
)
from zhicheng_cli.views.screen.answer import Part
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import WorkCalendar


class ShowAnswer(NamedTuple):
    """One committee with its milestones and its contacts for continuing education.

    Attributes:
        levels: the levels of its titles, lowest first.
        nobody_for: the fields for which the notice names nobody.
        listed_in: where it lists its contacts: 附件2.
    """

    plan: Plan
    committee: Committee
    levels: Sequence[str]
    milestones: Sequence[Milestone]
    contacts: Sequence[ContactMatch]
    nobody_for: Sequence[str]
    listed_in: str
    today: date
    calendar: WorkCalendar

    @property
    def provisional(self) -> bool:
        """Whether a shown day lies outside the announced years."""
        days = [day for one in self.milestones if one.days for day in one.days]
        return is_provisional([*days, *decided_days(self.plan, self.calendar)], self.calendar)

    def document(self) -> dict[str, object]:
        """`zc.committee/3`."""
        return {
            "format": "zc.committee/3",
            "plan": plan_document(self.plan),
            "today": self.today.isoformat(),
            "provisional": self.provisional,
            "committee": committee_document(self.committee, self.calendar) | {"levels": list(self.levels)},
            "milestones": [milestone_document(one) for one in self.milestones],
            **decided_document(self.plan, self.committee, self.calendar),
            "contacts": contacts_document(by_contact(self.contacts)),
            "no_contact_for": list(self.nobody_for),
        }

    def table(self) -> Table:
        """Two columns, item and content, one row a fact; a milestone with all that the screen tells of it."""
        rows = [("序号", str(self.committee.no)), ("名称", cell_text(self.committee, "name")), *self._facts()]
        rows += [self._milestone_row(one) for one in self.milestones]
        return Table(("项目", "内容"), tuple(rows), source_line(self.plan))

    def _milestone_row(self, one: Milestone) -> tuple[str, str]:
        parts = [one.text or "—"]
        if one.days and one.left and one.precision:
            left = one.left.last.days
            parts.append(f"稳妥 {one.days.safe}，最迟 {one.days.last}（{PRECISION[one.precision]}），距最迟 {left} 天")
        parts += [one.recipient or "", told_note(one), f"依据 {citation_text(one.basis)}", EVIDENCE[one.basis.evidence]]
        who = one.window.who if one.window else ""
        return (f"{one.label}（{who}）" if who else one.label, "；".join(part for part in parts if part))

    def screen(self) -> Sequence[Part]:
        """By when papers are handed in and to whom; the facts, then the milestones; below, what they rest on."""
        from zhicheng_cli.views.parts.first_words import hand_in_lines

        shown: list[Part] = [
            heading_text(self.committee),
            *hand_in_lines(self.committee, self.milestones, self.plan, self.today),
        ]
        shown.append(Table(("项目", "内容"), tuple(self._facts()), headed=False))
        shown.append("节点")
        bases = bases_of(self.milestones)
        shown += [milestones_fitting(self.milestones, bases), source_line(self.plan), bases.note()]
        if is_imprecise((*(one.window for one in self.milestones), *decided_windows(self.plan))):
            shown.append(IMPRECISE_NOTE)
        if self.provisional:
            shown.append(PROVISIONAL_NOTE)
        return shown

    def _facts(self) -> Iterator[tuple[str, str]]:
        one = self.committee
        yield "类别", one.kind
        yield "评审方式", "\n".join(_route_text(route) for route in one.routes)
        yield "所评资格", self._titles(one.reviews, cell_text(one, "reviews"))
        yield "推荐资格", self._titles(one.recommends, cell_text(one, "recommends"))
        yield "级别", "、".join(self.levels) or "—"
        yield "系列", "、".join(one.series) or "—"
        yield "专业", "、".join(one.specialties) or "—"
        if one.scope:
            yield "范围", one.scope_words
        yield "备注", cell_text(one, "remarks") or "—"
        yield "截止", time_text(one, "cutoff") or why_undated(one.cutoff)
        yield "评审", time_text(one, "review") or why_undated(one.review)
        receivers = receivers_text(one)
        yield "材料接收", f"{receivers}\n（{self.plan.region.area_words}）" if receivers else "通知未印"
        if decided := decided_lines(self.plan, one, self.calendar):
            yield LABEL, "\n".join(decided)
        yield "继续教育", "\n".join(self._contact_lines())
        yield from ((note.about, str(note)) for note in one.printed_notes)
        yield from (("说明", note["text"]) for note in one.notes)
        yield "代号", f"{one.key}（年年不变，订阅写它）"
        yield "出处", source_text(one)

    def _titles(self, entries: Sequence[str], printed: str) -> str:
        lines = [printed or "—"]
        for entry in entries:
            if entry in self.committee.titles:
                lines.append(f"{entry}：{'、'.join(self.committee.titles[entry])}")
        return "\n".join(lines)

    def _contact_lines(self) -> Iterator[str]:
        for contact, found in by_contact(self.contacts):
            yield f"{contact.department} {contact.person} {contact.phone}"
            yield f"  {fields_text(found)}"
        if self.nobody_for or not self.contacts:
            yield nobody_text(self.committee, self.nobody_for, self.listed_in)


def _route_text(route: Route) -> str:
    note = f"；{route.note}" if route.note else ""
    return f"{route.route}（原文：{route.words}{note}）"
