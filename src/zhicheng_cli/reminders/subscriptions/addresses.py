"""Mail addresses as they may stand in a header and in an envelope: plain ASCII, and nothing that breaks either."""

from __future__ import annotations

import re
from unicodedata import category

from zhicheng_cli.written.folding import folded

#: RFC 5321, 4.5.3.1: octets of the part before the @; RFC 3696, erratum 1690: of the whole.
_LONGEST_LOCAL, _LONGEST = 64, 254
#: RFC 5322, 3.2.3: a dot-atom; quoted local parts are refused.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
#: Two labels or more; the last is no number, so that an IP address is no domain.
_DOMAIN = re.compile(rf"({_LABEL}\.)+(?!\d+$){_LABEL}")
#: `name:` before an address: what follows is more likely a password than an address.
_USER = re.compile(r"(?<!mailto)(?<=[A-Za-z0-9._-]):\s*$", re.IGNORECASE)
#: Begins an encoded word (RFC 2047): readers of headers decode it, and what comes out may be anything.
ENCODED = "=?"
_INSIDE = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9.-]*[A-Za-z0-9]")


def problem_of(address: str) -> tuple[str, str] | None:
    """Why a text is no address that mail can be sent to, and what to write; None = it is one.

    What passes is printable ASCII without spaces, and begins with no hyphen: a program that is handed it would take it
    for an option.
    """
    local, at, domain = address.rpartition("@")
    if len(local) > _LONGEST_LOCAL or len(address) > _LONGEST:
        return f"太长，@ 前面最多 {_LONGEST_LOCAL} 个字符，一共最多 {_LONGEST} 个", ""
    if ENCODED in address:
        reason = f"不能有“{ENCODED}”"
    elif not at or "@" in local:
        reason = "要有一个 @" if not at else "只能有一个 @"
    elif not local.isascii():
        reason = "@ 前面不能有中文、全角字符"
    elif local.startswith("-") or not _LOCAL.fullmatch(local):
        reason = "@ 前面的写法不对"
    elif not domain.isascii():
        reason = "@ 后面不能有中文、全角字符"
    elif not _DOMAIN.fullmatch(domain):
        reason = "@ 后面不是域名"
    else:
        return None
    return reason, _hint(address, local, domain)


def shown(address: str) -> str:
    """An address as messages may repeat it: what follows a colon, a question mark or a slash may be a password."""
    told = re.split("[:：?？/]", address, maxsplit=1)[0][:_LONGEST]
    return address if told == address else f"{told}…"


def same_address(text: str) -> str:
    """The address as it is compared: hardly a server tells upper from lower case before the @ either."""
    return text.strip().lower()


def _hint(address: str, local: str, domain: str) -> str:
    """The address that was most likely meant: typed in full width, with the name, or with a Chinese domain."""
    plain = folded(address).replace("。", ".")
    inside = _INSIDE.search(plain)
    if inside and _USER.search(plain[: inside.start()]):
        return "写成 a@example.com 这样"
    if inside and inside[0] != address and problem_of(inside[0]) is None:
        return f"是否想写“{inside[0]}”？"
    if not domain.isascii() and problem_of(f"{local}@{_ascii(domain)}") is None:
        return f"中文域名要写成“{local}@{_ascii(domain)}”"
    return "写成 a@example.com 这样"


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def breaks_a_line(text: str) -> bool:
    """Whether a text holds what may not stand in a header: line breaks, control and invisible characters."""
    return any(category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") for one in text)
