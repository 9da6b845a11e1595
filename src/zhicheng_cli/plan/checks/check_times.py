"""The checks of a row's printed times: can they be read, do they lie in the plan's year, in the right order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhicheng_cli.errors import NextStep, Pointer
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import is_date
from zhicheng_cli.plan.changes import TIMES
from zhicheng_cli.plan.deadlines import pairs
from zhicheng_cli.plan.periods import Period, PeriodError
from zhicheng_cli.plan.printed_times import PrintedTimes, printed_times

#: What such a finding is about is shown as printed, and keeps nothing else back.
UNREAD = frozenset({"E302", "E305"})
#: So much of what cannot be read is shown.
_LONGEST_SHOWN = 60


def check_times(document: Document, path: DataPath, row: Mapping[str, Any]) -> Iterator[Finding]:
    """The cut-off and the review of a row."""
    read: list[Period] = []
    for column in TIMES:
        if column in row.get("suspended", ()):
            continue
        findings, period = check_time(document, (*path, "printed", column), row["printed"][column])
        yield from findings
        if period:
            read.append(period)
    if len(read) == len(TIMES):
        cutoff, review = read
        yield from _check_order(document, (*path, "printed", "review"), cutoff, review.in_batches_of(cutoff), row["no"])


def check_time(document: Document, path: DataPath, text: str) -> tuple[list[Finding], Period | None]:
    """A printed time: what is wrong with it, and what it says; None where that is not to be relied on."""
    times = printed_times(document.value)
    if not times.knows_its_year:  # told once, at the head
        times = times._replace(dates_in=times.year)
    try:
        period = times.read_strictly(text)
    except PeriodError as error:
        return [_unreadable(document, path, error)], None
    found = [*_check_year(document, path, period, times), *_check_audiences(document, path, period)]
    found += _check_issued(document, path, period)
    return found, None if times.outside(period) else period


def _unreadable(document: Document, path: DataPath, error: PeriodError) -> Finding:
    shown = error.text if len(error.text) <= _LONGEST_SHOWN else f"{error.text[:_LONGEST_SHOWN]}…"
    message = f"读不懂时间“{shown}”第 {error.position + 1} 个字起：{error.reason}"
    hint = "写法如 7月、8月底、9月上旬、9月15日、4-6月、待定"
    see = Pointer(NextStep.PAGE_OF_CODE, "E302")
    return document.finding(path, "E302", message, hint, see, offset=error.position)


def _check_year(document: Document, path: DataPath, period: Period, times: PrintedTimes) -> Iterator[Finding]:
    """A day of the next year is that of a review that comes late, or of a plan that says so once."""
    if times.outside(period):
        yield document.finding(path, "E305", f"时间不在计划年度 {times.year} 之内：“{period.text}”")
    elif times.dates_in == times.year and any(one.latest.year != times.year for one in period.windows):
        what = {"review": "评审", "cutoff": "截止"}.get(str(path[-1]), "时间")
        yield document.finding(path, "W305", f"{what}在计划年度之后：“{period.text}”", "确认无误即可")


def _check_audiences(document: Document, path: DataPath, period: Period) -> Iterator[Finding]:
    """Whoever is set apart as the city's own is so called in the region."""
    own = tuple(document.value["region"]["own_units"])
    for audience in {window.audience for window in period.windows if window.audience}:
        if audience.startswith("市") and not audience.startswith(own):
            message = f"市属单位的叫法（{'、'.join(own)}）里没有“{audience}”的"
            yield document.finding(path, "W319", message, "在 region 的 own_units 里补上通知的叫法")


def _check_issued(document: Document, path: DataPath, period: Period) -> Iterator[Finding]:
    """Nobody is told of a day that has passed: of windows in batches the last, of the others each ends after the notice
    was issued."""
    year, issued = document.value["plan"]["year"], document.value["plan"]["issued"]
    windows = [one for one in period.windows if is_date(issued) and one.latest.year == year]
    last = max((one.batch or 0 for one in windows), default=0)
    passed = [one for one in windows if (one.batch or 0) in (0, last) and one.latest.isoformat() < issued]
    if passed:
        message = f"“{period.text}”到 {passed[0].latest} 为止，通知 {issued} 才印发"
        yield document.finding(path, "W324", message, "核对这一栏和发文日期（issued）")


def _check_order(document: Document, path: DataPath, cutoff: Period, review: Period, no: int) -> Iterator[Finding]:
    batches = [max((window.batch or 0 for window in period.windows), default=0) for period in (cutoff, review)]
    if all(batches) and batches[0] != batches[1]:
        yield document.finding(
            path, "E309", f"第{no}行截止有 {batches[0]} 批，评审有 {batches[1]} 批", "批次要一一对应"
        )
        return
    for closing, sitting in pairs(cutoff, review):
        if sitting.latest < closing.earliest:
            message = f"第{no}行评审早于截止：截止“{cutoff.text}”，评审“{review.text}”"
            yield document.finding(path, "E304", message, "核对两栏是否写反")
        elif sitting.starts <= closing.latest:
            message = f"第{no}行评审可能早于截止：截止最迟 {closing.latest}，评审最早 {sitting.starts}"
            yield document.finding(path, "N302", message, "原文如此则不必改")
