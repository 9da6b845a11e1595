"""What many are told alike is made once: the words of a mail around its greeting, and its calendar."""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Callable, Hashable
from copy import copy
from email.message import MIMEPart
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from zhicheng_cli.errors import visible
from zhicheng_cli.files.text import whole
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.reminders.departure import Departure
from zhicheng_cli.reminders.items import Item, Letter

from .content import Content
from .headers import POLICY

#: Where the greeting goes. No text holds it: control characters are spelt out.
_GREETING = Markup("\0")
#: So many letters are remembered, that many subscribers need no more memory than few.
_REMEMBERED = 100
_OF_THE_PLAN = (Committee, Milestone, Departure)


class Wording(NamedTuple):
    """The words of a mail, as text or as a page, around its greeting."""

    part: MIMEPart
    before: str
    after: str

    def greeting(self, name: str) -> MIMEPart:
        """The part for somebody of that name; empty = not known."""
        hello = _shown(f"{name}，您好：" if name else "您好：")
        said = escape(hello) if self.part.get_content_subtype() == "html" else hello
        made = copy(self.part)
        lines = f"{self.before}{said}{self.after}".encode().splitlines()
        made.set_payload(encodebytes(b"\r\n".join([*lines, b""])).decode("ascii"))
        return made


class Said(NamedTuple):
    """What a mail says, whoever it is sent to.

    Attributes:
        letter: of which it says it.
        words: as text and as a page.
    """

    letter: Letter
    subject: str
    words: tuple[Wording, ...]
    calendar: MIMEPart


class Alike:
    """What the last mails said that were written of one plan, on one day, for one sender."""

    def __init__(self) -> None:
        self._said: dict[Hashable, Said] = {}

    def said(self, letter: Letter, say: Callable[[], Said]) -> Said:
        """What a mail of this letter says: as another did, or what `say` makes."""
        told = tuple(_told(item, letter) for item in letter.items)
        if told not in self._said:
            if len(self._said) >= _REMEMBERED:
                del self._said[next(iter(self._said))]
            self._said[told] = say()
        return self._said[told]


def _told(item: Item, letter: Letter) -> Hashable:
    """All that a mail says of an item. What is of the plan is the same for all, and lives as long as what is said."""
    before = (letter.told_as(key) for key in (item.key, *item.was_keys)) if letter.told else ()
    return (
        *(id(one) if isinstance(one, _OF_THE_PLAN) else one for one in item),
        *((key, *days) for key, days in filter(None, before)),
    )


def wording(template: str, content: Content, subject: str) -> Wording:
    """What a template makes of a mail."""
    rendered = _environment().get_template(template).render(content=content, subject=subject, greeting=_GREETING)
    before, after = rendered.split(_GREETING)
    part = MIMEPart(policy=POLICY)
    part["Content-Type"] = f'text/{"html" if ".html" in template else "plain"}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "base64"
    return Wording(part, before, after)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__name__.rpartition(".")[0], "."),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """Text of the data without control characters: one line stays one."""
    return visible(whole(value)) if type(value) is str else value
