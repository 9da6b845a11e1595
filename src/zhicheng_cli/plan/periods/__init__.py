"""Periods: the words a notice prints for a cut-off or a review, read as days (design §3).

The data keeps the printed words; this room alone turns them into dates. Words that are not known are an error at
their place, never skipped and never guessed.
"""

from .period import Period, PeriodError, Precision, Status, Window, periods_of
from .reader import read_period

__all__ = ["Period", "PeriodError", "Precision", "Status", "Window", "periods_of", "read_period"]
