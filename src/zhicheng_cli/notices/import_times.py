"""The times of a row as days; what their words leave open is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from zhicheng_cli.notices.import_finding import ImportFinding
from zhicheng_cli.plan.periods import Period, Status
from zhicheng_cli.plan.printed_times import PrintedTimes


class RowTimes(NamedTuple):
    """The times of a row, read; None where its table has no such column."""

    cutoff: Period | None
    review: Period | None
    stages: dict[str, Period]

    def by_column(self) -> dict[str, Period]:
        """Those that there are, by what a finding calls their column."""
        named = {"cutoff": self.cutoff, "review": self.review, **self.stages}
        return {column: period for column, period in named.items() if period is not None}


def read_times(cutoff: str | None, review: str | None, stages: Mapping[str, str], times: PrintedTimes) -> RowTimes:
    """The times that a row prints, its review in the batches of its cut-off."""
    taken = None if cutoff is None else times.read(cutoff)
    sits = None if review is None else times.read(review)
    if taken is not None and sits is not None:
        sits = sits.in_batches_of(taken)
    return RowTimes(taken, sits, {header: times.read(words) for header, words in stages.items()})


def time_findings(column: str, period: Period) -> Iterator[ImportFinding]:
    """What is not plain of one time."""
    text = period.text
    if period.status is Status.UNREAD:
        yield ImportFinding(
            "W422", f"时间“{text}”没有读成日期：{period.reason}", "照原件改正字句，或者人工核对", column=column
        )
    elif period.status is Status.UNDECIDED:
        yield ImportFinding("W423", f"时间“{text}”还没有定", "等后来的通知", column=column)
    if period.void:
        yield ImportFinding(
            "W423", f"“{text}”里有已经作废的时间：{'、'.join(period.void)}", "核对读出的时间", column=column
        )
    if any(one.tentative for one in period.windows):
        yield ImportFinding("W423", f"时间“{text}”不是确定的说法", "核对后来有没有通知", column=column)
    if any(one.stage for one in period.windows):
        yield ImportFinding("W423", f"一栏里有几个环节的时间：“{text}”", "核对各个环节", column=column)


def is_over(period: Period | None, issued: date | None) -> bool:
    """Whether all days of a cut-off lie before the notice's own."""
    days = [one.latest for one in period.windows] if period is not None else []
    return issued is not None and any(days) and max(days) < issued


def leaves_day_open(period: Period) -> bool:
    """Whether a time says 9月30日前, and not whether the 30th counts."""
    return any(
        one.precision == "day" and one.earliest == one.latest - timedelta(days=1) and "前" in period.text
        for one in period.windows
    )
