"""The subscriptions file as read: defaults filled in, words of either language in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from zhicheng_cli.plan.filters import FILTERS, Filters
from zhicheng_cli.plan.leads import read_lead
from zhicheng_cli.plan.milestones import LABELS

from .subscriptions import (
    DAYS,
    MILESTONES,
    Mailbox,
    Password,
    ReviewDate,
    Sendmail,
    Smtp,
    Subscriber,
    Subscriptions,
    Want,
)

#: What counts where neither the subscriber nor the file says so.
DEFAULTS: Mapping[str, tuple[str, ...]] = {
    "milestones": ("stage", "cutoff"),
    "lead": ("30d", "7w", "3w", "1w"),
    "days": DAYS,
}
#: What people may write → what is meant.
WORDS: Mapping[str, str] = {
    **{word: word for word in (*MILESTONES, *DAYS)},
    **{LABELS[event]: event for event in MILESTONES},
    **dict(zip(("稳妥", "最迟"), DAYS, strict=True)),
}
_SECURITY_OF = {465: "tls", 587: "starttls", 25: "starttls"}
_PORT_OF = {"tls": 465, "starttls": 587, "none": 25}


def read_subscriptions(value: Mapping[str, Any], folder: Path) -> Subscriptions:
    """The subscriptions from the content of a file that was checked and has no errors.

    Args:
        folder: that of the file; a relative path of a password file starts there.
    """
    defaults = {**DEFAULTS, **value.get("defaults", {})}
    return Subscriptions(
        sender=_person(value["sender"]),
        transport=_transport(value["transport"], folder),
        unsubscribe=value.get("unsubscribe"),
        subscribers=tuple(_subscriber(one, defaults, value.get("numbers_of")) for one in value["subscribers"]),
        review_dates=tuple(
            ReviewDate(one["committee"], date.fromisoformat(one["date"]), value.get("numbers_of"))
            for one in value.get("review_dates", ())
        ),
    )


def connection(smtp: Mapping[str, Any]) -> tuple[int, str]:
    """Port and security; of one that is not written, what the other stands for, and TLS where that tells nothing."""
    security = smtp.get("security") or _SECURITY_OF.get(smtp.get("port", 0), "tls")
    return smtp.get("port") or _PORT_OF[security], security


def usual_security(port: int) -> str | None:
    """The security that a port is meant for; None = the port tells nothing."""
    return _SECURITY_OF.get(port)


def password_file(text: str, folder: Path) -> Path:
    """The path of a password file; `~` is the home folder."""
    path = Path(text)
    with suppress(RuntimeError):  # no such home: then the file is not found, and that is said
        path = path.expanduser()
    return folder / path


def read_want(value: Mapping[str, Any], numbers_of: int | None = None) -> Want:
    """One entry of `wants`, with the year that the file's numbers are of."""
    words: dict[str, Any] = {one.name: tuple(value[one.many]) for one in FILTERS if one.many and one.many in value}
    return Want(tuple(value.get("committees", ())), Filters(**words), numbers_of)


def _person(value: Mapping[str, Any]) -> Mailbox:
    return Mailbox(value["address"], value.get("name", ""))


def _transport(value: Mapping[str, Any], folder: Path) -> Smtp | Sendmail:
    if "sendmail" in value:
        sendmail = value["sendmail"]
        return Sendmail(**{**sendmail, "command": tuple(sendmail["command"])})
    smtp = value["smtp"]
    port, security = connection(smtp)
    found = Smtp(smtp["host"], port, security, smtp.get("user"), _password(smtp.get("password"), folder))
    return found._replace(timeout=float(smtp.get("timeout", found.timeout)))


def _password(value: Mapping[str, Any] | None, folder: Path) -> Password | None:
    if value is None:
        return None
    return Password(value.get("env"), password_file(value["file"], folder) if "file" in value else None)


def _subscriber(value: Mapping[str, Any], defaults: Mapping[str, Any], numbers_of: int | None) -> Subscriber:
    told = {**defaults, **value}
    return Subscriber(
        person=_person(value),
        wants=tuple(read_want(want, numbers_of) for want in value.get("wants", ())),
        milestones=_in_order(told["milestones"], MILESTONES),
        leads=tuple(dict.fromkeys(map(read_lead, told["lead"]))),
        days=_in_order(told["days"], DAYS),
    )


def _in_order(words: Iterable[str], order: tuple[str, ...]) -> tuple[str, ...]:
    meant = {WORDS[word] for word in words}
    return tuple(one for one in order if one in meant)
