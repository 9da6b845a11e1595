"""Who wants to hear of what, and by which way it is sent (`subscriptions.yaml`, `zc.subscriptions/1`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.leads import Lead

#: The milestones that have days, in the order in which they come.
MILESTONES = ("unit_notice", "stage", "cutoff", "report", "review")
#: Which of a milestone's two days a lead time counts back from.
DAYS = ("safe", "last")


class Mailbox(NamedTuple):
    """A mail address, and the name that goes with it, or an empty string."""

    address: str
    name: str = ""


class Password(NamedTuple):
    """Where the password is found: in an environment variable, or in a file that is the owner's alone."""

    variable: str | None = None
    file: Path | None = None


class Smtp(NamedTuple):
    """A mail server.

    Attributes:
        security: `tls` (465), `starttls` (587) or `none`, for a server on this very machine only.
        timeout: seconds to wait for any one answer; some servers look for viruses before they answer for a mail.
    """

    host: str
    port: int
    security: str
    user: str | None = None
    password: Password | None = None
    timeout: float = 60.0


class Sendmail(NamedTuple):
    """A program that takes a message on standard input, such as `msmtp` or `sendmail`, and its arguments."""

    command: tuple[str, ...]
    timeout: float = 60.0


class Want(NamedTuple):
    """Committees that fit the filters.

    Attributes:
        committees: only these, by number, key or name; empty = any.
        numbers_of: the year whose plan has given the numbers; None = the file does not say.
    """

    committees: tuple[int | str, ...] = ()
    filters: Filters = Filters()
    numbers_of: int | None = None


class Subscriber(NamedTuple):
    """One who wants to be told.

    Attributes:
        wants: committees that fit one of these; empty = all.
        milestones: keys of `plan.milestones.LABELS`, some of `MILESTONES`.
        leads: how long before.
        days: before which of the two days.
    """

    person: Mailbox
    wants: tuple[Want, ...]
    milestones: tuple[str, ...]
    leads: tuple[Lead, ...]
    days: tuple[str, ...]


class ReviewDate(NamedTuple):
    """The day on which a committee sits, told by its office; `committee` and `numbers_of` as in `Want`."""

    committee: int | str
    day: date
    numbers_of: int | None = None


class Subscriptions(NamedTuple):
    """The whole file; `unsubscribe` is a `mailto:` or `https:` address, or None for the sender's own."""

    sender: Mailbox
    transport: Smtp | Sendmail
    unsubscribe: str | None
    subscribers: tuple[Subscriber, ...]
    review_dates: tuple[ReviewDate, ...] = ()
