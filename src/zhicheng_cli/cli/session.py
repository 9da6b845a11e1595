"""What nearly every command starts with: the data, the calendar, today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.views.output import say
from zhicheng_cli.views.words import age_line
from zhicheng_cli.workdays import WorkCalendar

from .options import read_today


class Session:
    """The validated data of one year, as of today.

    Args:
        year, today, data_dir, provisional: as the shared options give them.

    Raises:
        ZcError: the data is missing or has errors, or today is no date.
    """

    def __init__(self, year: int | None, today: str | None, data_dir: Path | None, provisional: bool = False) -> None:
        self.today: date = read_today(today)
        self.data = Dataset(data_dir, year)
        announced = self.data.calendar
        self.calendar: WorkCalendar = announced.extended() if provisional else announced
        self.provisional = provisional and not announced.is_announced(date(self.data.plan.year, 12, 31))

    def warn_of_age(self) -> None:
        """Say on stderr that the plan is of a past year."""
        line = age_line(self.data.plan, self.today)
        if line:
            say(line)
