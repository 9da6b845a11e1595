"""The mail's head: who, to whom, and nothing that a name could smuggle in."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.parser import HeaderParser
from email.policy import SMTP, Policy
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from typing import Any, cast
from unicodedata import category
from urllib.parse import parse_qs, quote, unquote, urlsplit

from zhicheng_cli.errors import ZcError, visible
from zhicheng_cli.files.text import whole
from zhicheng_cli.reminders.items import Letter
from zhicheng_cli.reminders.subscriptions.addresses import problem_of, shown
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox
from zhicheng_cli.workdays import CHINA

#: The subject of a mail that unsubscribes: in the header, where an encoded one is taken for a template that nobody has
#: filled in, and as people read it.
UNSUBSCRIBE, UNSUBSCRIBE_WORD = "unsubscribe", "退订"
#: Characters of a header's line and of a name; RFC 2047: of an encoded word, and what frames its content.
_LINE, _NAME, _WORD, _FRAME = 76, 64, 75, len("=?utf-8?b??=")
#: Of an escaped octet, what filters of spam take for the name of a field that nobody has filled in; RFC 3986, 2.1: in
#: small letters it is the same octet.
_LIKE_A_TEMPLATE = re.compile("%[A-F]{2}")
#: What may stand in the address of a `mailto:` as it is (RFC 6068), of what an address may hold.
_PLAIN = "@!$'*+"
#: RFC 5322, 2.1.1: no line may hold more than 998 characters; an address cannot be folded.
_LONGEST_LINE = 998
#: What goes on after a line end without a space is another header, or the body.
_STRAY_LINE_END = re.compile("\r\n(?! )|\r(?!\n)|(?<!\r)\n")


def tidy(text: str) -> str:
    """Text as one line for a header: no line end or control character, nothing that reads as an encoded word."""
    plain = "".join(" " if category(char) in ("Cc", "Zl", "Zp") else char for char in whole(text))
    return " ".join(plain.split()).replace("=?", "＝?")


def message_id(sender_address: str, letter: Letter, today: date) -> str:
    """The letter's Message-ID, `<zc.…@domain of the sender>`: the same for the same letter, in ASCII.

    A change is news of its day and of what it corrects: one that is taken back and made again must not look like the
    first mail.

    Raises:
        ZcError: the sender's address is none.
    """
    told = sorted([str(item.key), item.which, str(item.day), item.lead_text, str(item.was)] for item in letter.items)
    news = f"{today}/{letter.seen}" if any(item.is_change for item in letter.items) else ""
    return identifier_of(sender_address, [letter.recipient, told, news])


def identifier_of(sender_address: str, content: Sequence[object]) -> str:
    """The Message-ID of what a mail is about; arguments and errors as for `message_id`."""
    digest = sha256(json.dumps(content).encode()).hexdigest()[:32]
    return f"<zc.{digest}@{_checked(sender_address, '发件人').rpartition('@')[2]}>"


def unsubscribe_address(sender: Mailbox, given: str | None, subject: str = UNSUBSCRIBE) -> str:
    """Where one unsubscribes, as `mailto:` or `https:` in ASCII; without one given, by a mail to the sender.

    Args:
        subject: of that mail.

    Raises:
        ZcError: what is given is neither, or is longer than a header's line may be.
    """
    if given is None:
        return f"mailto:{quote(sender.address, safe=_PLAIN)}?subject={quote(subject)}"
    if not given.lower().startswith(("mailto:", "https://")):
        # It is not repeated: there may be a password or key in it.
        raise ZcError("退订地址不对", "写 mailto: 或 https:// 开头的地址")
    # Not even readers of the header shall take a part of it for an encoded word.
    quoted = quote(whole(given), safe="%/:?#[]@!$&'()*+,;=~").replace("=?", "%3D?")
    quoted = _LIKE_A_TEMPLATE.sub(lambda found: found[0].lower(), quoted)
    if len(f"List-Unsubscribe: <{quoted}>") > _LONGEST_LINE:
        raise ZcError(f"退订地址太长：{len(quoted)} 个字符", "换一个短的地址")
    return quoted


def unsubscribe_words(address: str) -> tuple[str, str]:
    """Where one unsubscribes, as people read it: a page or an address, and the subject to write, or an empty string."""
    if not address.lower().startswith("mailto:"):
        return address, ""
    parts = urlsplit(address)
    return unquote(parts.path), parse_qs(parts.query).get("subject", [""])[0]


def write_head(
    message: EmailMessage,
    *,
    people: tuple[Mailbox, Mailbox],
    subject: str,
    identifier: str,
    now: datetime,
    unsubscribe: str | None = None,
) -> None:
    """The headers of a message that has its body.

    `List-Unsubscribe-Post` (RFC 8058) is not among them: it promises that a bare POST to the address unsubscribes
    the one who got the mail, and the address is the same for all.

    Args:
        people: the sender and the one who is told.
        identifier: from `message_id` or `identifier_of`.
        unsubscribe: from `unsubscribe_address`; None = it goes to nobody who could.

    Raises:
        ZcError: an address is none, or the head would not be what it should be.
    """
    sender, recipient = people
    try:
        message["From"] = _address(sender, "发件人")
        message["To"] = _address(recipient, "收件人")
        message["Subject"] = tidy(subject)
        message["Date"] = format_datetime(now.astimezone(CHINA))
        message["Message-ID"] = identifier
        message["Auto-Submitted"] = "auto-generated"
        if unsubscribe is not None:
            message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["Content-Language"] = "zh-CN"
        sound = _is_sound(message)
    except (MessageError, ValueError):
        sound = False
    if not sound:
        raise ZcError(f"给 {visible(whole(recipient.address))} 的信写不成", "检查两边的邮箱、姓名和退订地址")


def _is_sound(message: EmailMessage) -> bool:
    """Whether readers will find the headers that were set, each whole, and no other, whatever went wrong before."""
    policy = message.policy
    folded = [policy.fold(name, value) for name, value in message.raw_items()]
    if any(_STRAY_LINE_END.search(one.removesuffix(policy.linesep)) for one in folded):
        return False
    read = HeaderParser().parsestr("".join(folded))
    return read.keys() == message.keys() and not read.get_payload()


def _address(person: Mailbox, role: str) -> Address:
    name = tidy(person.name)
    cut = name if len(name) <= _NAME else f"{name[:_NAME].rstrip()}…"
    return Address(cut, addr_spec=_checked(person.address, role))


def _checked(address: str, role: str) -> str:
    problem = problem_of(address)
    if problem:
        reason, hint = (visible(whole(text)) for text in problem)
        raise ZcError(f"{role}的邮箱地址不对：{visible(whole(shown(address)))}：{reason}", hint)
    return address


class _Verbatim(BaseHeader):
    """A header that means what is written: the library would decode encoded words in it, and fold what they hide."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """The header's value, as `HeaderRegistry` asks for it."""
        kwds |= {"parse_tree": None, "decoded": value}


class _Header(BaseHeader):
    """A header that folds by itself where the library's way differs between releases of Python or is wrong: it puts
    spaces into long names, and cuts a long web address into encoded words.

    An address to unsubscribe at stays on the line of its header's name, long as it may be: some readers take a header
    that begins with an empty line for empty, and others keep the space of a fold within the brackets.
    """

    def fold(self, *, policy: Policy) -> str:
        """The header's lines, as `EmailPolicy` asks for them."""
        name, this = self.name.lower(), cast("Any", self)
        if name == "subject":
            folded = f" {_encoded(str(this), self.name, policy.linesep)}"
        elif name in ("from", "to"):
            (only,) = this.addresses
            called = (
                f" {_encoded(only.display_name, self.name, policy.linesep)}{policy.linesep}"
                if only.display_name
                else ""
            )
            folded = f"{called} <{only.addr_spec}>"
        elif name in ("message-id", "list-unsubscribe"):
            folded = f" {this}"
        else:
            return super().fold(policy=policy)
        return f"{self.name}:{folded}{policy.linesep}"


@lru_cache
def _encoded(text: str, header: str, line_end: str) -> str:
    """Encoded words throughout, so that no character of the text means anything to a reader of headers."""
    return f"{line_end} ".join(_encoded_words(text, _LINE - len(f"{header}: ")))


def _encoded_words(text: str, room: int) -> Iterator[str]:
    """Words of whole characters, one a line; there are readers that stop at the padding of a word that is not the last.

    Args:
        room: for the first of them.
    """
    while text:
        room = min(room, _WORD) - _FRAME
        sizes = list(accumulate(len(char.encode()) for char in text))
        fitting = [end for end, size in enumerate(sizes, start=1) if size <= room // 4 * 3]
        whole_threes = [end for end in fitting if sizes[end - 1] % 3 == 0 or end == len(text)]
        if whole_threes:
            end = whole_threes[-1]
            yield f"=?utf-8?b?{b64encode(text[:end].encode()).decode()}?="
        else:
            # Of characters of one and two octets in turn no beginning may be without padding.
            end = max((end for end, size in enumerate(sizes, start=1) if size <= room // 3), default=1)
            yield f"=?utf-8?q?{''.join(f'={octet:02X}' for octet in text[:end].encode())}?="
        text, room = text[end:], _LINE - 1


class _Registry(HeaderRegistry):
    """The library's, which makes a class anew for each header of each mail."""

    __getitem__ = lru_cache(HeaderRegistry.__getitem__)


def _policy() -> Policy:
    """`email.policy.SMTP` with these headers."""
    registry = _Registry(base_class=_Header)
    for name in ("subject", "list-unsubscribe"):
        registry.map_to_type(name, _Verbatim)
    return SMTP.clone(header_factory=registry)


POLICY = _policy()
