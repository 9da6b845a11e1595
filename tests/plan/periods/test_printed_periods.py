"""What real notices print, read: `printed_periods.csv` gives each expression, the plan's year, and the right reading.

A reading is `refuse`, `undecided`, `delegated:WHOM`, or windows with `;` between: `OPENS>EARLIEST..LATEST PRECISION`
(one day where the two are the same) and what else is told of them; `void=` are words that hold no longer. All were
derived by hand from the words, the calendar and the design.
"""

import csv
from pathlib import Path

import pytest

from zhicheng_cli.plan.periods import Period, PeriodError, Status, Window, read_period

with (Path(__file__).parent / "printed_periods.csv").open(encoding="utf-8", newline="") as stream:
    PRINTED = [tuple(row) for row in csv.reader(stream)][1:]


def told(period: Period) -> str:
    """A period in the form of the table."""
    words = ";".join(map(of_window, period.windows)) if period.windows else str(period.status)
    words += f":{period.delegated_to}" if period.delegated_to else ""
    return words + "".join(f" void={one}" for one in period.void)


def of_window(window: Window) -> str:
    days = f"{window.opens}>" if window.opens else ""
    days += f"{window.earliest}..{window.latest}" if window.earliest != window.latest else f"{window.latest}"
    parts = {"audience": window.audience, "batch": window.batch, "stage": window.stage, "closes": window.closes_at}
    named = [f"{name}={value}" for name, value in parts.items() if value]
    flags = [name for name in ("tentative", "rolling") if getattr(window, name)]
    return " ".join((days, str(window.precision), *named, *flags))


@pytest.mark.parametrize(("text", "year", "reading"), PRINTED, ids=[ascii(one[0])[:60] for one in PRINTED])
def test_printed(text: str, year: str, reading: str) -> None:
    try:
        found = told(read_period(text, int(year)))
    except PeriodError:
        found = "refuse"
    assert found == reading


def test_every_status_but_unread_is_read() -> None:
    """UNREAD is what the plan says of a cell that could not be read; here it is an error."""
    read = {read_period(text, 2021).status for text in ("", "9月", "待定", "由市教育局确定")}
    assert read == set(Status) - {Status.UNREAD}
