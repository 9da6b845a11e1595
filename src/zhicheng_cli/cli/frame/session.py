"""What nearly every command starts with: the data, the calendar, today."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.views.parts.wording import age_line
from zhicheng_cli.views.screen.output import say
from zhicheng_cli.workdays import WorkCalendar


class Session:
    """The validated data of one year, as of today.

    Args:
        year, data_dir, provisional, city: as the shared options give them.
        today: the day that counts as today.

    Raises:
        ZcError: the data is missing or has errors.
    """

    def __init__(
        self,
        year: int | None,
        today: date,
        data_dir: Path | None,
        provisional: bool = False,
        *,
        city: str | None = None,
    ) -> None:
        self.today = today
        self.data = Dataset(data_dir, year, city=city, today=self.today)
        self._extend = provisional
        self.plan_named = cache(self._plan_named)
        if self.data.plan.is_draft:
            warn_of_draft(self.data.plan.year, self.data.standing)
        self.is_of_asked_year = year is not None

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The announced working days, carried on beyond them where provisional answers were asked for."""
        return self.calendar_of(self.data)

    def calendar_of(self, data: Dataset) -> WorkCalendar:
        """The same for another year's data."""
        return data.calendar.extended() if self._extend else data.calendar

    @property
    def other_years(self) -> list[int]:
        """The years whose plans may have days to come beside this one's: last year, a coming one; none where a year
        was asked for."""
        years = [] if self.is_of_asked_year else self.data.years
        return [year for year in years if year >= self.today.year - 1 and year != self.data.plan.year]

    def other(self, year: int) -> Dataset:
        """The data of another year.

        Raises:
            ZcError: as for the session itself.
        """
        return self.data.of(year, today=self.today)

    def plan_of(self, year: int) -> Plan | None:
        """The plan of a year in the same folder; None = there is none without errors."""
        with suppress(ZcError):
            return (self.data if year == self.data.plan.year else self.other(year)).plan
        return None

    def _plan_named(self, name: str) -> Plan | None:
        """The plan of that name, such as 湖州市/2021, of whichever city; None = there is none without errors."""
        from zhicheng_cli.plan.keys import plan_key

        city, _, year = name.rpartition("/")
        with suppress(ZcError):
            plan = Dataset(self.data.folder, int(year) if year.isdecimal() else 0, city=city, today=self.today).plan
            return plan if name == plan_key(plan) else None
        return None

    def warn_of_age(self) -> None:
        """Say on stderr that the plan is of a past year."""
        line = age_line(self.data.plan, self.today)
        if line:
            say(line)

    def warn_of_contacts(self) -> None:
        """Say on stderr that the contacts are not those of the plan's notice."""
        other = self.data.contacts_of_other_notice
        if other:
            say(f"注意：继续教育联系人出自{other}，不是本计划的通知（{self.data.plan.document}），可能已经变动。")


def warn_of_draft(year: int, standing: str) -> None:
    """Say on stderr that no person has looked through the plan of a year.

    Args:
        standing: a `PlanStanding` of a draft.
    """
    said = "核对以后改动过，又是草稿" if standing == "changed" else "还是草稿，没有人核对过"
    say(f"注意：{year} 年度的计划{said}。", even_if_quiet=True)


def decided_plan(
    data: Dataset,
    committees: Sequence[Committee] | None = None,
    title: str | None = None,
    specialty: str | None = None,
    *,
    lenient: bool = False,
) -> Plan:
    """The plan with who decides on what it recommends; arguments as for `plan.deciding.with_decisions`.

    Args:
        lenient: a province's plan that has errors is said on stderr and left out: of many rows few rest on it.

    Raises:
        ZcError: else, where one of the committees rests on it.
    """
    rows = data.plan.committees if committees is None else committees
    try:
        if not any(one.recommends for one in rows) or data.province is None:
            return data.plan
    except ZcError as error:
        if not lenient:
            raise
        from zhicheng_cli.views.screen.pointers import told

        say(f"注意：没有提推荐的资格省里由谁评审：{told(error)}", even_if_quiet=True)
        return data.plan
    from zhicheng_cli.plan.deciding import with_decisions

    return with_decisions(data, rows, title, specialty)
