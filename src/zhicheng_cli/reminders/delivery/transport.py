"""A way to hand mails over, and what became of every mail; words and lines as servers and programs take them."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from email.policy import Policy
from enum import StrEnum
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from zhicheng_cli.errors import TEMPORARY_FAILURE, ZcError, visible

_LONGEST = 200


class SendOutcome(StrEnum):
    """What became of a mail.

    ACCEPTED: the server answers for it from now on. REFUSED: certainly not accepted, and it will not help to send it
    again. DEFERRED: certainly not accepted, perhaps later. UNKNOWN: handed over, and no answer came. SKIPPED: not
    handed over, because the claim failed.
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


class Sent(NamedTuple):
    """What became of a mail, and the answer it rests on: code and words, in one line."""

    outcome: SendOutcome
    reply: str


class ServerUnreachableError(ZcError):
    """No mail can be handed over now; later perhaps."""

    exit_code = TEMPORARY_FAILURE


class Transport(Protocol):
    """A way to hand mails over; what it holds open is closed at the end of its `with` block."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def send(self, message: EmailMessage, sender: str, recipient: str, claim: Callable[[], bool]) -> Sent:
        """Hand one mail over.

        Args:
            message: with all its headers.
            sender: the address that refusals go back to.
            recipient: the address.
            claim: called once at most, when nothing but the mail itself is left to be handed over; on False it is not.

        Raises:
            ServerUnreachableError: no mail can be handed over now.
            ZcError: the settings do not fit the server or the program. In both cases this mail was certainly not
                accepted; an exception that is no ZcError, such as KeyboardInterrupt, leaves that unknown.
        """
        ...


def one_line(words: str | bytes) -> str:
    """What a server or program said, fit for a line of a message: no control characters, cut when very long."""
    text = words if isinstance(words, str) else words.decode("utf-8", "replace")
    text = visible(" ".join(text.split()))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def with_line_ends(message: EmailMessage, ends: str) -> Policy:
    """The message's own policy, with these ends of lines."""
    policy: Policy = message.policy
    return policy if policy.linesep == ends else policy.clone(linesep=ends)
