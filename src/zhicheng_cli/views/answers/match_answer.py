"""`zc match`: the committees that could take such a person, and why not the near ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.applicant.judgement.assessment import sentence, where_to_write
from zhicheng_cli.applicant.judgement.candidate import SPECIALTY, Candidate
from zhicheng_cli.applicant.judgement.match import Matches, what_is_open, why_not
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import dated, why_undated
from zhicheng_cli.plan.ranking import Group
from zhicheng_cli.views.parts.coming_first import coming_first
from zhicheng_cli.views.parts.decided import (
    LABEL,
    all_decided_lines,
    decided_days,
    decided_document,
    decided_lines,
    decided_windows,
)
from zhicheng_cli.views.parts.documents import (
    committee_name,
    full_receivers_document,
    period_document,
    plan_document,
)
from zhicheng_cli.views.parts.first_words import days_words
from zhicheng_cli.views.parts.row_groups import initial_line, not_excluded_line
from zhicheng_cli.views.parts.wording import (
    IMPRECISE_NOTE,
    PROVISIONAL_NOTE,
    cell_text,
    heading_text,
    is_imprecise,
    is_provisional,
    name_text,
    receivers_text,
    short_day,
    source_line,
    source_text,
    time_text,
)
from zhicheng_cli.views.screen.answer import Part
from zhicheng_cli.views.screen.colour import Role, joined, toned
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import WorkCalendar

if TYPE_CHECKING:
    from zhicheng_cli.applicant.judgement.assessment import Outcome

#: How sure it is that the committee takes such a person.
_HOW_SURE = {
    Verdict.MEETS: "可以",
    Verdict.NOT_APPLICABLE: "可以",
    Verdict.UNCONFIRMED: "待核实",
    Verdict.DISCRETION: "由评委会认定",
    Verdict.UNKNOWN: "还要看条件",
    Verdict.FAILS: "不受理",
}
_ROLES = {Verdict.MEETS: Role.MET, Verdict.UNKNOWN: Role.UNKNOWN}
#: What a missing fact is given by.
_OPTIONS = {
    "county": "--county",
    "employer": "--employer",
    "employer_kind": "--kind",
    "self_appointing": "--self-appointing",
    "industry": "--industry",
}


class MatchAnswer(NamedTuple):
    """The committees for such a person, as of a day; of the plan's decisions those on the title that is asked for."""

    plan: Plan
    asked: Facts
    matches: Matches
    today: date
    calendar: WorkCalendar

    def document(self) -> dict[str, object]:
        """`zc.match/2`."""
        return {
            "format": "zc.match/2",
            "plan": plan_document(self.plan),
            "today": self.today.isoformat(),
            "provisional": self._is_provisional(),
            "asked": {name: masked(one) if isinstance(one, str) else one for name, one in self.asked.given().items()},
            "answer": str(self.matches.answer),
            "told": self.matches.told,
            "understood": self._understood(),
            "could": [self._could(one) for one in self.matches.could],
            "near": [self._near(one) for one in self.matches.near],
        }

    def _understood(self) -> dict[str, Any] | None:
        meaning = self.matches.meaning
        if meaning is None:
            return None
        return {"word": meaning.word, "means": list(meaning.means), "sure": meaning.sure, "note": meaning.note}

    def _could(self, one: Candidate) -> dict[str, Any]:
        return {
            **_about(one),
            "verdict": str(one.verdict),
            "field": one.field,
            "closed": one.closed,
            "missing": list(one.missing),
            "reasons": [_reason(each) for each in (*one.outcomes, one.cutoff)],
            "cutoff": period_document(
                one.committee.cutoff, dated(one.committee.cutoff, self.calendar), one.committee.void("cutoff")
            ),
            "receivers": full_receivers_document(one.committee.receivers),
            **decided_document(self.plan, one.committee, self.calendar),
        }

    def _near(self, one: Candidate) -> dict[str, Any]:
        return {**_about(one), "why_not": [_reason(each) for each in one.against]}

    def table(self) -> Table:
        """Every column; the near ones below, with what speaks against them."""
        columns = (
            "序号", "评委会", "范围", "能否受理", "评审或推荐", "专业", "说明", "还缺什么", "截止", "稳妥", "最迟",
            "是否已截止", "材料接收单位及电话", "出处",
        )  # fmt: skip
        rows = [self._row(one, what_is_open(one)) for one in self.matches.could]
        rows += [self._row(one, why_not(one)) for one in self.matches.near]
        found = (*self.matches.could, *self.matches.near)
        order = {"截止": [coming_first((days for _, days in one.windows), self.today) for one in found]}
        return Table(columns, tuple(rows), source_line(self.plan), order=order)

    def _row(self, one: Candidate, told: str) -> tuple[str, ...]:
        committee = one.committee
        safe, last = (
            "\n".join(f"{window.who} {days[which]}".strip() for window, days in one.windows) for which in (0, 1)
        )
        return (
            str(committee.no),
            cell_text(committee, "name"),
            committee.scope_words,
            _HOW_SURE[one.verdict],
            _manner(one),
            one.field,
            "\n".join(filter(None, (told, *self._told_of(committee)))),
            "、".join(where_to_write(name)[1] for name in one.missing),
            time_text(committee, "cutoff") or why_undated(committee.cutoff),
            safe,
            last,
            "是" if one.closed else "否",
            receivers_text(committee),
            source_text(committee),
        )

    def _told_of(self, committee: Committee) -> Iterator[str]:
        """Who decides on the title, in the cell of a table."""
        yield from (f"{LABEL} {line}" for line in decided_lines(self.plan, committee, self.calendar))

    def screen(self) -> Sequence[Part]:
        """What a terminal shows: the answer, then all that could, then the near ones with what speaks against them."""
        could = self.matches.could
        main = [one for one in could if one.row.group is Group.MAIN] or could
        shown: list[Part] = [*self._first(could, main)]
        if main:
            columns = ("序号", "评委会", "怎样", "理由", "截止", "接收单位")
            shown.append(Table(columns, tuple(self._screen_row(one) for one in main)))
        shown += [*self._apart([one for one in could if one not in main])]
        shown += all_decided_lines(self.plan, self.calendar)
        shown += self._near_ones()
        shown.append(source_line(self.plan))
        windows = [window for one in could for window, _ in one.windows]
        if is_imprecise((*windows, *decided_windows(self.plan))):
            shown.append(IMPRECISE_NOTE)
        if self._is_provisional():
            shown.append(PROVISIONAL_NOTE)
        return shown

    def _first(self, could: Sequence[Candidate], main: Sequence[Candidate]) -> Iterator[str]:
        """The answer: which one first, until when, to whom; then the others by their numbers."""
        if self.matches.told or not could:
            yield self.matches.told or "没有评委会受理这样的人。"
        if not could:
            return
        first, one = could[0], could[0].committee
        name = heading_text(one).replace(f"{one.no}  ", f"{one.no} 号 ", 1)
        yield joined(f"先看 {name}：{_manner(first)}，", toned(_HOW_SURE[first.verdict], _ROLES.get(first.verdict)))
        for window, days in first.windows:
            yield joined("  截止：", f"{window.who} " if window.who else "", days_words(days, self.plan, self.today))
        if not first.windows:
            yield f"  截止：{time_text(one, 'cutoff') or why_undated(one.cutoff)}"
        yield f"  交到：{receivers_text(one, '；') or '问当地人力社保部门'}"
        if first.field:
            yield f"  为什么：{first.field}"
        if others := [_numbered(each.committee) for each in main if each is not first]:
            yield f"也可能：{'、'.join(others)}"
        yield self._closing(could)

    def _apart(self, others: Sequence[Candidate]) -> Iterator[str]:
        """The rows that merely do not exclude the field, and those without review, a line each."""
        if numbers := [one.committee.no for one in others if one.row.group is Group.OPEN]:
            yield not_excluded_line(numbers)
        for one in others:
            if one.row.group is Group.INITIAL:
                yield initial_line(one.committee, one.windows, self.plan, self.today)

    def _closing(self, could: Sequence[Candidate]) -> str:
        missing = dict.fromkeys(name for one in could for name in one.missing if name in _OPTIONS)
        more = f"加上 {'、'.join(_OPTIONS[name] for name in missing)} 可以定下更多。" if missing else ""
        return f"共 {len(could)} 个，把握大的在前。{more}够不够条件：zc me new。"

    def _screen_row(self, one: Candidate) -> tuple[str, ...]:
        why = "；".join(filter(None, (one.field, what_is_open(one))))
        how = f"{_HOW_SURE[one.verdict]}\n{_manner(one)}"
        return (
            str(one.committee.no),
            name_text(one.committee),
            how,
            why or "—",
            self._cutoff(one),
            receivers_text(one.committee) or "问当地人力社保部门",
        )

    def _cutoff(self, one: Candidate) -> str:
        period = one.committee.cutoff
        in_batches = any(window.batch for window, _ in one.windows)
        lines = [] if in_batches else [time_text(one.committee, "cutoff") or why_undated(period)]
        for window, days in one.windows:
            safe, last = (short_day(day, self.plan.year) for day in days)
            due = [last] if safe == last else [f"稳妥 {safe}", f"最迟 {last}"]
            lines += (f"{window.who} {one}".strip() for one in due)
        return "\n".join([*lines, "已截止"] if one.closed else lines)

    def _near_ones(self) -> list[Table | str]:
        """Those of another trade on one line: they are many, and the reason is the same."""
        trade = [one for one in self.matches.near if one.against[0].rule.code == SPECIALTY]
        others = [one for one in self.matches.near if one not in trade]
        shown: list[Table | str] = []
        if others:
            rows = tuple((str(one.committee.no), name_text(one.committee), why_not(one)) for one in others)
            shown += ["只差一条的：", Table(("序号", "评委会", "为什么不行"), rows)]
        if trade:
            numbers = "、".join(str(one.committee.no) for one in trade)
            shown.append(f"评{self.asked.title}但专业不对的：{numbers} 号（zc show 序号）")
        return shown

    def _is_provisional(self) -> bool:
        shown = (*self.matches.could, *self.matches.near)
        days = [day for one in shown for _, due in one.windows for day in due]
        days += decided_days(self.plan, self.calendar)
        return is_provisional(days, self.calendar)


def _numbered(committee: Committee) -> str:
    return f"{committee.no} 号" + (f"（限{committee.limits}）" if committee.limits else "")


def _about(one: Candidate) -> dict[str, Any]:
    committee: Committee = one.committee
    return {
        **committee_name(committee),
        "scope": committee.scope_words or None,
        "recommends": one.recommends,
        "routes": list(one.routes),
    }


def _manner(one: Candidate) -> str:
    """How the row takes the title: where it reviews in the ordinary way elsewhere, it recommends."""
    return "推荐" if one.recommends and one.routes == ("评审",) else "、".join(one.routes)


def _reason(one: Outcome) -> dict[str, Any]:
    return {
        "rule": one.rule.code,
        "name": one.rule.name,
        "verdict": str(one.reason.verdict),
        "code": one.reason.code,
        "text": sentence(one.rule, one.reason),
        "missing": list(one.reason.missing),
    }
