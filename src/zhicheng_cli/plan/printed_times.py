"""How the printed times of one plan are read: its year, and what it says once for all its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .periods import Period, PeriodError, Status, read_period


class PrintedTimes(NamedTuple):
    """What a plan says of its printed times.

    Attributes:
        year: the plan's year.
        dates_in: the calendar year of a month that is printed without one (年度 that run into the next year).
        names: of areas that may stand beside a time, whom it concerns: the counties, the units of the city itself.
        before_includes: whether the 15th counts in 15日前, where the plan settles it for all its rows.
        known: by its words, each time that was read; what is read is put there.
    """

    year: int
    dates_in: int
    names: tuple[str, ...]
    before_includes: bool | None
    known: dict[str, Period]

    @property
    def knows_its_year(self) -> bool:
        """Whether the months belong to a year that the plan may speak of: its own, or the next."""
        return self.year <= self.dates_in <= self.year + 1

    def read(self, text: str) -> Period:
        """What a cell says; one that cannot be read is `unread`, with the reason, and keeps nothing else back."""
        if text not in self.known:
            self.known[text] = self._read(text)
        return self.known[text]

    def _read(self, text: str) -> Period:
        try:
            period = self.read_strictly(text)
        except PeriodError as error:
            return Period(text, Status.UNREAD, reason=f"第 {error.position + 1} 个字起读不懂：{error.reason}")
        if self.outside(period):
            return Period(text, Status.UNREAD, reason=f"时间不在计划年度 {self.year} 之内，请核对通知")
        return period

    def read_strictly(self, text: str) -> Period:
        """The same.

        Raises:
            PeriodError: it cannot be read.
        """
        return read_period(
            text, self.year, dates_in=self.dates_in, before_includes=self.before_includes, names=self.names
        )

    def outside(self, period: Period) -> bool:
        """Whether a period has a day in no year that the plan may speak of: its own, and the next.

        The eve that `1月1日前` may mean is none.
        """
        years = [((one.opens or one.latest).year, one.latest.year) for one in period.windows]
        return any(not self.year <= first <= last <= self.year + 1 for first, last in years)


def printed_times(plan: Mapping[str, Any], known: dict[str, Period] | None = None) -> PrintedTimes:
    """What the content of a plan file says of its printed times; `known` are those of it that were read before."""
    about, region = plan["plan"], plan["region"]
    return PrintedTimes(
        year=about["year"],
        dates_in=about.get("dates_in", about["year"]),
        names=(*region["counties"], *region["own_units"]),
        before_includes=about.get("before_includes"),
        known={} if known is None else known,
    )
