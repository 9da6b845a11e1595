"""What a workbook is made from, and what several of its sheets say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.contacts import Contact
from zhicheng_cli.plan.deadlines import DueDays, undated_words
from zhicheng_cli.plan.milestones import Milestone, milestones
from zhicheng_cli.plan.periods import Window
from zhicheng_cli.plan.search import Match
from zhicheng_cli.views.parts.wording import (
    PRECISION,
    age_line,
    age_words,
    is_provisional,
    receivers_dialled,
    source_line,
)
from zhicheng_cli.workdays import WorkCalendar
from zhicheng_cli.written.phones import read_phone

from .months import SIGNS


class Given(NamedTuple):
    """The arguments of `make_workbook`."""

    plan: Plan
    matches: Sequence[Match]
    contacts: Sequence[Contact]
    calendar: WorkCalendar
    today: date
    chosen: str
    contacts_notice: str | None

    @property
    def committees(self) -> list[Committee]:
        """The committees that go into the workbook."""
        return [match.committee for match in self.matches]

    @property
    def signs(self) -> dict[str, str]:
        """The signs of the months that may be there: that of a stage only where a committee has stages."""
        staged = any(one.stages for one in self.committees)
        return {kind: sign for kind, sign in SIGNS.items() if staged or kind != "stage"}

    def milestones(self) -> list[tuple[Committee, list[Milestone]]]:
        """Each committee with its milestones."""
        return [(one, milestones(self.plan, one, self.calendar)) for one in self.committees]

    def cutoffs(self, committee: Committee) -> Iterator[tuple[Window, DueDays, str]]:
        """Each dated cut-off of a committee, with its two days and what to beware of, if anything."""
        for one in milestones(self.plan, committee, self.calendar):
            if one.event == "cutoff" and one.window and one.days:
                yield one.window, one.days, one.warning

    @property
    def undated_words(self) -> str:
        """What the question mark of a month stands for."""
        return undated_words(period for one in self.committees for period in (one.cutoff, one.review))

    @property
    def title(self) -> str:
        """What the workbook is called in its properties."""
        return f"{self.plan.region.city}{self.plan.year}年度职称评审计划"

    @property
    def age(self) -> str | None:
        """That the plan is of a past year; else None."""
        return age_words(self.plan, self.today)

    @property
    def page_head(self) -> str:
        """On top of each printed page."""
        return age_line(self.plan, self.today) or source_line(self.plan)

    @property
    def page_foot(self) -> str:
        """At the foot of each printed page."""
        return "稳妥、最迟多由印出的月、旬推算，含义见“说明”"

    def with_area_code(self, phone: str) -> str:
        """A phone as it is dialled from elsewhere: 0572-2033099."""
        return read_phone(phone, self.plan.region.area_code).shown

    def receivers_text(self, committee: Committee) -> str:
        """The receivers, their phones with area code and what else is printed of them, one a line."""
        return receivers_dialled(committee, self.plan)

    def are_provisional(self, days: Iterable[date]) -> bool:
        """Whether one of the days rests on a calendar that was not announced."""
        return is_provisional(days, self.calendar)

    @property
    def is_provisional(self) -> bool:
        """Whether a day of the workbook rests on a calendar that was not announced."""
        return self.are_provisional(day for _, of in self.milestones() for one in of for day in one.days or ())

    def precision_text(self, window: Window, days: DueDays) -> str:
        """How closely the printed words name the day, and whether it may still move."""
        return f"{PRECISION[window.precision]}{'（暂定）' if self.are_provisional(days) else ''}"
