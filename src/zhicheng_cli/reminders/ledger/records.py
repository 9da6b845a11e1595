"""What the ledger keeps and tells, as values."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from zhicheng_cli.plan.keys import MilestoneKey

#: Stand in the ledger where a lead time would: the announcement that a day has moved; a day that a mail showed
#: beside the one it was about, so that people count on it too.
CHANGE, SHOWN = "change", "shown"


class Entry(NamedTuple):
    """One thing told in one mail.

    Attributes:
        which: which of the milestone's two days, `safe` or `last`.
        day: the day as it was told; None = that there is none any more.
        lead: the lead time that was reached, `7w` or `30d`, or `change`, or `shown`.
        anew: it takes the place of what was told before of this day of the milestone, and under `names`.
        names: other names that it was told by before the plan told batches or audiences apart, or after.
    """

    key: MilestoneKey
    which: str
    day: date | None
    lead: str
    anew: bool = False
    names: tuple[MilestoneKey, ...] = ()


class Told(NamedTuple):
    """What one person was last told of one milestone.

    Attributes:
        day: the day told last; None = that there is none any more.
        leads: the lead times told for that day.
        number: of the latest record; a higher one is newer.
    """

    day: date | None
    leads: frozenset[str]
    number: int = 0


class Unknown(NamedTuple):
    """A mail that was claimed and has no answer: under way at this moment, or cut off by a kill or a lost answer."""

    message_id: str
    recipient: str
    entries: tuple[Entry, ...]
    claimed_at: datetime
    today: date


class Failure(NamedTuple):
    """An address whose last mail was not accepted, for what reason, since when and how often."""

    recipient: str
    message_id: str
    reason: str
    since: datetime
    at: datetime
    times: int


class Summary(NamedTuple):
    """How many mails were accepted, are without an answer, how many addresses fail, and when it was last used."""

    accepted: int
    unknown: int
    failing: int
    last_accepted: datetime | None
    last_today: date | None
