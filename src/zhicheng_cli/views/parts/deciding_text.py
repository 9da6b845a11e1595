"""Who decides what a row recommends: the rows of the province's plan, as every answer tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.committees import COLUMNS, Deciding, Decision
from zhicheng_cli.plan.deadlines import DueDays, known, time_left, why_undated
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.periods import Status, Window
from zhicheng_cli.workdays import WorkCalendar

from .documents import committee_name, full_receivers_document, period_document
from .wording import name_text, receivers_text, short_day, time_text, who_text

_CUTOFF = "省里截止"


def deciding_document(decision: Decision, calendar: WorkCalendar) -> list[dict[str, Any]]:
    """`decided_by`: a row of the province each; empty = its plan names none."""
    return [
        {
            "region": decision.plan.region.city,
            **committee_name(one.committee),
            "titles": list(one.titles),
            "fields": [{"specialty": word, **fit._asdict()} for word, fit in one.fields],
            "cutoff": period_document(
                one.committee.cutoff, known(one.committee.cutoff, calendar), one.committee.void("cutoff")
            ),
            "receivers": full_receivers_document(one.committee.receivers),
            "document": decision.plan.document,
        }
        for one in decision.rows
    ]


def deciding_windows(*decisions: Decision | None) -> Iterator[Window]:
    """The windows of the cut-offs of their rows."""
    yield from (window for one in decisions if one for row in one.rows for window in row.committee.cutoff.windows)


def deciding_days(calendar: WorkCalendar, *decisions: Decision | None) -> Iterator[date]:
    """The days that are told of them."""
    rows = (row for one in decisions if one for row in one.rows)
    yield from (day for row in rows for _, days in known(row.committee.cutoff, calendar) for day in days if day)


def deciding_milestones(decision: Decision, today: date, calendar: WorkCalendar) -> Iterator[Milestone]:
    """The cut-offs of its rows as milestones; those without a date tell what no row takes."""
    for one in decision.rows:
        period = one.committee.cutoff
        receivers = receivers_text(one.committee, "、") or None
        basis, told = one.committee.cite(COLUMNS["cutoff"]), _heading(one, decision)
        made = Milestone("cutoff", period.text, period.status, basis, None, None, receivers, told, stage=_CUTOFF)
        for window, (safe, last) in known(period, calendar):
            days = DueDays(safe, last) if safe and last else None
            yield made._replace(window=window, days=days, left=days and time_left(days, today, calendar))
        if not period.windows:
            yield made._replace(note=f"{told}；{why_undated(period)}")
    basis = Citation(decision.plan.document, None, "text")
    for nobody in _nobody(decision):
        yield Milestone("cutoff", "", Status.UNSTATED, basis, note=nobody, stage=_CUTOFF)


def deciding_lines(decision: Decision, calendar: WorkCalendar) -> Iterator[str]:
    """A line for each row, with its titles, its fields, until when and to whom; and what no row takes."""
    for one in decision.rows:
        receivers = receivers_text(one.committee, "、")
        parts = [
            _heading(one, decision),
            f"截止 {_cutoff(one, decision, calendar)}",
            f"材料接收 {receivers}" if receivers else "材料接收单位未印",
            f"出处 {one.committee.source}",
        ]
        yield "；".join(parts)
    yield from _nobody(decision)


def _heading(one: Deciding, decision: Decision) -> str:
    """Titles, row, and how it takes the specialties: as it prints them; where they are only like, that is said."""
    alike = "、".join(dict.fromkeys(fit.words for fit in one.alike))
    told = [
        *dict.fromkeys(f"{fit.place} {fit.words}" for fit in one.printed),
        f"相近，请核实：{alike}" if alike else "",
    ]
    fields = "；".join(filter(None, told))
    number, name = one.committee.no, name_text(one.committee).replace("\n", "")
    return f"{'、'.join(one.titles)}：{decision.plan.region.city}第{number}行 {name}（{fields}）"


def _nobody(decision: Decision) -> Iterator[str]:
    """What no row takes, and whom to ask."""
    for titles, fields in decision.undecided:
        what = "、".join(titles) + (f"（{'、'.join(fields)}）" if fields else "")
        yield f"{what}：{nobody_words(decision)}"


def nobody_words(decision: Decision) -> str:
    """That the province's plan names nobody, and whom to ask."""
    plan = f"{decision.plan.region.city}{decision.plan.year}年度的计划（{decision.plan.document}）"
    return f"{plan}里没有看到评它、收这些专业的评委会，请问材料接收单位"


def _cutoff(one: Deciding, decision: Decision, calendar: WorkCalendar) -> str:
    period = one.committee.cutoff
    words = time_text(one.committee, "cutoff").replace("\n", "") or why_undated(period)
    days = []
    for window, (safe, last) in known(period, calendar):
        if safe and last:
            named = [f"稳妥 {short_day(safe, decision.plan.year)}"] if safe != last else []
            named.append(f"最迟 {short_day(last, decision.plan.year)}")
            days.append(" ".join((who_text(window, period), *named)).strip())
    return f"{words}（{'；'.join(days)}）" if days else words
