"""What nearly every command starts with: the data, the calendar, today."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Plan
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

    def plan_named(self, name: str) -> Plan | None:
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
