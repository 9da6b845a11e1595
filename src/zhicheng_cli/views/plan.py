"""`zc plan`: the committees that fit, with their two days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import due_days
from zhicheng_cli.plan.periods import Period, Window
from zhicheng_cli.plan.search import Match
from zhicheng_cli.workdays import WorkCalendar

from .table import Table
from .words import IMPRECISE, PRECISION, day_text, is_imprecise, receivers_text, source_line, status_text


def plan_document(plan: Plan) -> dict[str, Any]:
    """Which plan an answer was drawn from."""
    return {
        "year": plan.year,
        "region": plan.about["region"],
        "document": plan.document,
        "issued": plan.about["issued"],
    }


def period_document(period: Period, calendar: WorkCalendar) -> dict[str, Any]:
    """A printed period with its windows (design §3, §5)."""
    return {
        "text": period.text,
        "status": str(period.status),
        "delegated_to": period.delegated_to,
        "windows": [_window_document(window, calendar) for window in period.windows],
    }


def _window_document(window: Window, calendar: WorkCalendar) -> dict[str, Any]:
    days = due_days(window, calendar)
    return {
        "opens": window.opens.isoformat() if window.opens else None,
        "earliest": window.earliest.isoformat(),
        "latest": window.latest.isoformat(),
        "precision": str(window.precision),
        "audience": window.audience,
        "batch": window.batch,
        "safe": days.safe.isoformat(),
        "last": days.last.isoformat(),
    }


def committee_document(committee: Committee, calendar: WorkCalendar) -> dict[str, Any]:
    """One committee whole: the contract of design §5, and its printed columns and readings beside it."""
    source = committee.source
    return {
        "no": committee.no,
        "name": committee.name,
        "kind": committee.kind,
        "routes": list(dict.fromkeys(route.route for route in committee.routes)),
        "reviews": list(committee.reviews),
        "recommends": list(committee.recommends),
        "titles": {entry: list(titles) for entry, titles in committee.titles.items()},
        "cutoff": period_document(committee.cutoff, calendar),
        "review": period_document(committee.review, calendar),
        "receivers": [{"unit": one.unit, "phones": list(one.phones)} for one in committee.receivers],
        "series": list(committee.series),
        "specialties": list(committee.specialties),
        "scope": dict(committee.scope) or None,
        "remarks": committee.printed["remarks"],
        "printed": dict(committee.printed),
        "route_basis": [
            {
                "route": route.route,
                "words": route.words,
                "levels": list(route.levels),
                "titles": list(route.titles),
                "series": list(route.series),
            }
            for route in committee.routes
        ],
        "notes": [dict(note) for note in committee.notes],
        "source": {"document": source.document, "annex": source.annex, "row": source.row},
    }


class PlanAnswer(NamedTuple):
    """The committees that fit the filters."""

    plan: Plan
    matches: Sequence[Match]
    today: date
    calendar: WorkCalendar
    provisional: bool = False

    def document(self) -> dict[str, object]:
        """`zc.plan/1`."""
        committees = [
            committee_document(match.committee, self.calendar) | {"matched": list(match.reasons)}
            for match in self.matches
        ]
        return {
            "format": "zc.plan/1",
            "plan": plan_document(self.plan),
            "today": self.today.isoformat(),
            "provisional": self.provisional,
            "committees": committees,
        }

    def table(self) -> Table:
        """Every column; a row per committee and cut-off window, so that each day has a cell of its own."""
        columns = (
            "序号", "评委单位名称", "类别", "评审方式", "所评资格名称", "推荐资格名称", "接收材料截止时间",
            "对象", "批次", "开始接收", "精度", "稳妥", "最迟",
            "材料接收单位及电话", "预计评审时间", "备注", "符合的原因", "出处",
        )  # fmt: skip
        rows = tuple(row for match in self.matches for row in self._rows(match))
        return Table(columns, rows, source_line(self.plan))

    def _rows(self, match: Match) -> Iterator[tuple[str, ...]]:
        one = match.committee
        routes = "、".join(dict.fromkeys(route.route for route in one.routes))
        printed = one.printed
        before = (str(one.no), one.name, one.kind, routes, printed["reviews"], printed["recommends"], printed["cutoff"])
        reasons = "；".join(match.reasons)
        after = (receivers_text(one), printed["review"], printed["remarks"], reasons, str(one.source))
        for window in one.cutoff.windows:
            days = due_days(window, self.calendar)
            batch = str(window.batch or "")
            dates = (day_text(window.opens), PRECISION[window.precision], day_text(days.safe), day_text(days.last))
            yield (*before, window.audience or "", batch, *dates, *after)
        if not one.cutoff.windows:
            yield (*before, "", "", "", status_text(one.cutoff), "", "", *after)

    def screen(self) -> list[Table | str]:
        """What a terminal shows: short dates, one row a committee, the year in the caption."""
        columns = ["序号", "评委会", "截止", "稳妥", "最迟", "评审", "接收单位及电话"]
        reasons = any(match.reasons for match in self.matches)
        rows = tuple(self._screen_row(match, reasons) for match in self.matches)
        shown: list[Table | str] = [source_line(self.plan)]
        shown.append(Table((*columns, "符合的原因") if reasons else tuple(columns), rows))
        shown.append(f"共 {len(rows)} 个。固定电话区号 {self.plan.about['area_code']}。详情：zc show 序号")
        if is_imprecise(match.committee.cutoff for match in self.matches):
            shown.append(IMPRECISE)
        return shown

    def _screen_row(self, match: Match, reasons: bool) -> tuple[str, ...]:
        one = match.committee
        days = [due_days(window, self.calendar) for window in one.cutoff.windows]
        labels = [_short_label(window) for window in one.cutoff.windows]
        safe = "\n".join(f"{label}{day.safe:%m-%d}" for label, day in zip(labels, days, strict=True))
        last = "\n".join(f"{label}{day.last:%m-%d}" for label, day in zip(labels, days, strict=True))
        cutoff = one.cutoff.text or status_text(one.cutoff)
        cells = (str(one.no), one.name, cutoff, safe, last, one.review.text or "—", receivers_text(one))
        return (*cells, "；".join(match.reasons)) if reasons else cells


def _short_label(window: Window) -> str:
    if window.batch:
        return f"{window.batch}批 "
    return f"{window.audience} " if window.audience else ""
