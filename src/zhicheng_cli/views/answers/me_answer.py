"""`zc me`, and `zc` by itself: may I apply, what is missing, by which days, whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.applicant.law.facts import BY_NAME, NONE
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.contacts import by_contact
from zhicheng_cli.views.parts.verdicts_text import to_do_lines, verdict_lines
from zhicheng_cli.views.parts.wording import heading_text, receivers_text, source_line
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.written.yes_no import NO, YES

from .check_document import Judged

if TYPE_CHECKING:
    from zhicheng_cli.plan.committees import Plan
    from zhicheng_cli.views.screen.answer import Part

#: So many days and places to go to are shown; the rest is told by `zc check`.
_NEXT = 3
#: Facts that are worked out of others.
_DRAWN = ("work_after_degree_since", "work_after_title_since", "degree_equivalent", "other_work")


class OwnAnswer(NamedTuple):
    """What the user's own dossier comes to.

    Attributes:
        instead: why there is nothing to judge (an exam gives the title, nobody reviews it), in a sentence; or empty.
        whole: whether what the dossier says is shown below it.
    """

    plan: Plan
    judged: Judged
    today: date
    instead: str
    whole: bool

    def table(self) -> Table:
        """What the dossier says, one row a thing."""
        return Table(("项目", "内容"), tuple(self._told()))

    def screen(self) -> Sequence[Part]:
        """The answer, in at most 24 lines; then what the dossier says, where that is asked."""
        told = [Table(("项目", "内容"), tuple(self._told()), "我写的", headed=False)] if self.whole else []
        return [*self._answer(), *told]

    def _told(self) -> Iterator[tuple[str, str]]:
        for name, value in self.judged.facts.given().items():
            if name not in _DRAWN:
                yield BY_NAME[name].label, masked(_in_words(value)) or NONE

    def _answer(self) -> Iterator[Part]:
        judged = self.judged
        row = heading_text(judged.committee) if judged.committee else ""
        yield " · ".join(filter(None, (judged.name, f"申报 {masked(judged.facts.title or '—')}", row)))
        if self.instead:
            yield self.instead
            return
        if judged.committee is None:
            yield "还不知道归哪个评委会：用 zc me new 接着答"
        yield from verdict_lines(judged.verdicts.sides)
        every = judged.verdicts.to_do
        places = [*dict.fromkeys((one.by, one.who, one.whom) for one in every)][:_NEXT]
        steps = [one for one in every if (one.by, one.who, one.whom) in places]
        if lines := to_do_lines(steps, self.today):
            more = "（其余见 zc check）" if len(steps) < len(every) else ""
            yield from (f"接下来{more}：", *lines)
        yield from self._whom()
        yield f"按 {self.today} 判定 · {source_line(self.plan)}"
        yield "每条的理由、依据：zc check --all；改：zc me edit；不看我的情况：--not-me"

    def _whom(self) -> Iterator[str]:
        committee = self.judged.committee
        if committee and (receivers := receivers_text(committee)):
            yield f"问谁：{receivers}（材料，{self.plan.region.area_words}）"
        elif committee:
            yield "问谁：材料接收单位通知没有印，请问当地人力社保部门"
        for contact, _ in by_contact(self.judged.contacts):
            yield f"      {contact.department} {contact.person} {contact.phone}（继续教育）"


def _in_words(value: Any) -> str:
    """A fact as people write it."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, tuple):
        return "、".join(_in_words(one) for one in value if one is not None)
    return f"{value:g}" if isinstance(value, float) else str(value)
