"""What a printed time expression says: its status and its windows."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple


class Precision(StrEnum):
    """How closely the printed words name a day."""

    DAY = "day"
    XUN = "xun"
    MONTH_END = "month_end"
    MONTH = "month"
    RANGE = "range"


class Status(StrEnum):
    """What a period says: days, who will name them, that nobody has yet, nothing; or words that nobody could read."""

    DATED = "dated"
    DELEGATED = "delegated"
    UNDECIDED = "undecided"
    UNSTATED = "unstated"
    #: Never of a period that was read: for a cell that could not be.
    UNREAD = "unread"


class Window(NamedTuple):
    """One stretch of days: the day meant lies between `earliest` and `latest`, both included.

    Attributes:
        opens: the first day of acceptance where the words give a range.
        audience: whom the window concerns: people, levels, titles, areas, as printed; None = everyone else.
        batch: its number where the words speak of batches.
        stage: the printed stage (网上申报) where the words name one.
        closes_at: the printed hour at which the last day ends, `17:00` or `24:00`.
        tentative: whether the words themselves are not sure: 拟, 预计, 原则上, 暂定, 一般, 力争.
        rolling: whether papers are taken all year round: 全年受理.
    """

    opens: date | None
    earliest: date
    latest: date
    precision: Precision
    audience: str | None = None
    batch: int | None = None
    stage: str | None = None
    closes_at: str | None = None
    tentative: bool = False
    rolling: bool = False

    @property
    def starts(self) -> date:
        """The first day the window may concern."""
        return self.opens or self.earliest

    @property
    def who(self) -> str:
        """Its batch and whom it concerns: 第2批, 市直学校; empty for everyone."""
        return " ".join(part for part in (f"第{self.batch}批" if self.batch else "", self.audience) if part)

    def starts_taking(self, day: date) -> bool:
        """Whether papers are taken on that day already; without an opening day they always are."""
        return self.opens is None or self.opens <= day

    def touches(self, month: int) -> bool:
        """Whether a day from `starts` to `latest` falls in this month (1 to 12), of whichever year."""
        first = self.starts.year * 12 + self.starts.month - 1
        last = self.latest.year * 12 + self.latest.month - 1
        return any(n % 12 == month - 1 for n in range(first, last + 1))


class Period(NamedTuple):
    """A printed time expression and what it says; `text` is as given, `windows` are in printed order.

    `delegated_to` names whom or what the words leave the days to. `void` are printed days that the words themselves say
    hold no longer (原定9月, 延长至…), without their blanks; they are no windows. `reason` says in Chinese why there are
    no windows, where neither the words nor the status do.
    """

    text: str
    status: Status
    windows: tuple[Window, ...] = ()
    delegated_to: str | None = None
    reason: str = ""
    void: tuple[str, ...] = ()

    def in_batches_of(self, cutoff: "Period") -> "Period":
        """Return the review with the batches of its cut-off, where this names as many and the review only lists days.

        `4-6月、7-9月、10月-12月各1批次` is reviewed in `7月、10月、12月`: in order.
        """
        batches = [window.batch for window in cutoff.windows if window.audience is None]
        plain = all(one.batch is None and one.audience is None for one in self.windows)
        if not plain or None in batches or len(batches) < 2 or len(batches) != len(self.windows):
            return self
        pairs = zip(self.windows, batches, strict=True)
        return self._replace(windows=tuple(window._replace(batch=batch) for window, batch in pairs))


def periods_of(kept: Iterable[Sequence[Any]]) -> dict[str, Period]:
    """By their words, periods that were kept as JSON: lists of their fields, days as ISO text."""
    return {
        text: Period(text, Status(status), tuple(map(_window_of, windows)), delegated_to, reason, tuple(void))
        for text, status, windows, delegated_to, reason, void in kept
    }


def _window_of(kept: Sequence[Any]) -> Window:
    opens, earliest, latest, precision, *more = kept
    opened = date.fromisoformat(opens) if opens else None
    return Window(opened, date.fromisoformat(earliest), date.fromisoformat(latest), Precision(precision), *more)


class PeriodError(ValueError):
    """Words that cannot be read as a period.

    `position` is the index in `text` of the `word` that was not understood (cut where it is long, empty where the text
    ends too early); `reason` says in Chinese what is wrong.
    """

    def __init__(self, text: str, position: int, word: str, reason: str) -> None:
        super().__init__(text, position, word, reason)
        self.text, self.position, self.word, self.reason = text, position, word, reason

    def __str__(self) -> str:
        """Return the reason alone: where it happened is for the caller to show."""
        return self.reason
