"""The mail's head: who, to whom, and nothing that a name could smuggle in."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta, timezone
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from hashlib import sha256
from typing import Any, cast
from unicodedata import category
from urllib.parse import parse_qs, quote, unquote, urlsplit

from zhicheng_cli.errors import ZcError, visible
from zhicheng_cli.reminders.items import Letter
from zhicheng_cli.reminders.subscriptions import Person

#: The subject of a mail that unsubscribes; short, since headers should hold 78 characters a line.
UNSUBSCRIBE = "退订"
_CHINA = timezone(timedelta(hours=8))
_LINE, _NAME = 76, 64
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=.{{1,254}}\Z)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


def tidy(text: str) -> str:
    """Text as one line for a header: no line end or control character, nothing that reads as an encoded word."""
    plain = "".join(" " if category(char) in ("Cc", "Zl", "Zp") else char for char in whole(text))
    return " ".join(plain.split()).replace("=?", "＝?")


def whole(text: str) -> str:
    """Text that UTF-8 can hold: half a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def message_id(sender_address: str, letter: Letter, today: date) -> str:
    """The letter's Message-ID, `<zc.…@domain of the sender>`: the same for the same letter, in ASCII.

    A change is news of its day: one that is taken back and made again later must not look like the first mail.

    Raises:
        ZcError: the sender's address is none.
    """
    told = sorted([str(item.key), item.which, str(item.day), item.lead_text, str(item.was)] for item in letter.items)
    news = today.isoformat() if any(item.was for item in letter.items) else ""
    digest = sha256(json.dumps([letter.recipient, told, news]).encode()).hexdigest()[:32]
    return f"<zc.{digest}@{_checked(sender_address, '发件人').rpartition('@')[2]}>"


def unsubscribe_address(sender: Person, given: str | None) -> str:
    """Where one unsubscribes, as `mailto:` or `https:` in ASCII; without one given, by a mail to the sender.

    Raises:
        ZcError: what is given is neither.
    """
    if given is None:
        return f"mailto:{sender.address}?subject={quote(UNSUBSCRIBE)}"
    if not given.lower().startswith(("mailto:", "https://")):
        raise ZcError(f"退订地址不对：{visible(whole(given))}", "写 mailto: 或 https:// 开头的地址")
    return quote(whole(given), safe="%/:?#[]@!$&'()*+,;=~")


def unsubscribe_words(address: str) -> tuple[str, str]:
    """Where one unsubscribes, as people read it: a page or an address, and the subject to write, or an empty string."""
    if not address.lower().startswith("mailto:"):
        return address, ""
    parts = urlsplit(address)
    return unquote(parts.path), parse_qs(parts.query).get("subject", [""])[0]


def write_head(
    message: EmailMessage,
    letter: Letter,
    *,
    people: tuple[Person, Person],
    subject: str,
    today: date,
    now: datetime,
    unsubscribe: str,
) -> None:
    """The headers of a message that has its body.

    `List-Unsubscribe-Post` (RFC 8058) is not among them: it promises that a bare POST to the address unsubscribes
    the one who got the mail, and the address is the same for all.

    Args:
        people: the sender and the one who is told.
        today: the day of the run.
        unsubscribe: from `unsubscribe_address`.

    Raises:
        ZcError: an address is none.
    """
    sender, recipient = people
    message["From"] = _address(sender, "发件人")
    message["To"] = _address(recipient, "收件人")
    message["Subject"] = tidy(subject)
    message["Date"] = format_datetime(now.astimezone(_CHINA))
    message["Message-ID"] = message_id(sender.address, letter, today)
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{unsubscribe}>"
    message["Content-Language"] = "zh-CN"


def _address(person: Person, role: str) -> Address:
    name = tidy(person.name)
    shown = name if len(name) <= _NAME else f"{name[:_NAME].rstrip()}…"
    return Address(shown, addr_spec=_checked(person.address, role))


def _checked(address: str, role: str) -> str:
    if not _ADDRESS.fullmatch(address):
        raise ZcError(
            f"{role}的邮箱地址不对：{visible(whole(address))}", "写成 name@example.com 的样子，不带空格和中文"
        )
    return address


class _Header(BaseHeader):
    """A header that folds by itself where the library's way differs between releases of Python or is wrong: it puts
    spaces into long names, and cuts a long web address into encoded words."""

    def fold(self, *, policy: Policy) -> str:
        """The header's lines, as `EmailPolicy` asks for them."""
        name, this = self.name.lower(), cast("Any", self)
        if name == "subject":
            folded = f" {_encoded(this, self.name, policy)}"
        elif name in ("from", "to"):
            (only,) = this.addresses
            shown = f" {_encoded(only.display_name, self.name, policy)}{policy.linesep}" if only.display_name else ""
            folded = f"{shown} <{only.addr_spec}>"
        elif name == "list-unsubscribe" and len(f"{self.name}: {this}") > _LINE:
            folded = f"{policy.linesep} {this}"
        elif name in ("message-id", "list-unsubscribe"):
            folded = f" {this}"
        else:
            return super().fold(policy=policy)
        return f"{self.name}:{folded}{policy.linesep}"


def _encoded(text: str, header: str, policy: Policy) -> str:
    """Encoded words throughout, so that no character of the text means anything to a reader of headers."""
    return Header(text, "utf-8", _LINE, header).encode(linesep=policy.linesep)


#: `email.policy.SMTP` with these headers.
POLICY = SMTP.clone(header_factory=HeaderRegistry(base_class=_Header))
