"""A later notice on a plan, read: the entries of `changes` it makes, and what a person has to settle."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.notices.import_rows import ImportedRow
from zhicheng_cli.notices.papers.paper import Grid
from zhicheng_cli.plan.changes import TIMES, rows_now
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.plan.periods.period import PeriodError

from .supplement_plan_rows import NewRow, read_plan_rows
from .supplement_rows import plain
from .supplement_sentences import SaidChange, Unsettled, read_sentences
from .supplement_tables import read_tables
from .supplement_words import TITLE, VERB, cell_in

_NUMBER = re.compile(r"[一-鿿]{2,14}[〔\[(]\d{4}[〕\])]\d{1,4}号")
_ADDS = re.compile("新增|增设|增补|增加|补充")
_KIND = re.compile(
    r"关于.*(?:通知|公告|通告|说明|函|更正|勘误|启事|声明|决定|提示)(?:\(补充\))?$"
    r"|^(?!\d|\(|附).*(?:职称|评审|申报).*(?:通知|公告|通告|启事|更正|勘误)$"
)
_LONGEST_TITLE = 80


class Supplement(NamedTuple):
    """What a later notice does to a plan.

    Attributes:
        changes: entries of the plan's `changes`, in the notice's order.
        assumed: for entries (by their place in `changes`) what was taken for granted.
        unsettled: what it says and nobody can take over without a person.
        added: rows that the plan has not yet.
    """

    changes: tuple[dict[str, Any], ...]
    assumed: Mapping[int, str]
    unsettled: tuple[Unsettled, ...]
    added: tuple[NewRow, ...] = ()


def is_supplement(title: str) -> bool:
    """Whether a title is one of a notice that changes an earlier one: 关于延长…的通知, 补充通知."""
    said = re.sub("《[^》]*》", "", plain(title))
    is_title = len(said) <= _LONGEST_TITLE and not re.search("[。;,:]", said)
    return bool(is_title and _KIND.search(said) and TITLE.search(said))


def read_supplement(
    lines: Sequence[str],
    grids: Sequence[Grid],
    plan: Mapping[str, Any],
    document: str,
    issued: date | None,
    printed: Sequence[ImportedRow] = (),
) -> Supplement:
    """Read a later notice.

    Args:
        lines: its title and body, without blanks, in order.
        grids: its tables of what was and what is.
        plan: the plan file that it changes.
        document: its number, or its title where it has none.
        issued: its day; None = it is not known, and nothing can be taken over.
        printed: rows of its tables in the plan's own form.
    """
    rows, _ = rows_now(plan)
    body = list(_body(lines))
    moved = cell_in(plain("".join(line for line in lines if VERB.search(plain(line)))[:200]))
    moved = moved if moved in TIMES else ""
    said = [*read_sentences(body, rows), *read_tables(grids, rows, moved)]
    told = [*read_plan_rows(printed, rows, moved, adds=any(map(_ADDS.search, map(plain, lines))))]
    said += [one for one in told if not isinstance(one, NewRow)]
    added = tuple(one for one in told if isinstance(one, NewRow) and issued is not None)
    changes: list[dict[str, Any]] = []
    assumed: dict[int, str] = {}
    unsettled = [*_of_another(lines, plan, document)]
    if issued is None:
        unsettled.append(Unsettled(document, "没有读出发文日期"))
    for one in said:
        why = one if isinstance(one, Unsettled) else _unread(one, plan)
        if why is not None or not isinstance(one, SaidChange) or issued is None:
            unsettled += [why] if why else []
            continue
        if one.assumed:
            assumed[len(changes)] = one.assumed
        changes.append(one.entry(document, issued.isoformat()))
    return Supplement(tuple(changes), assumed, tuple(dict.fromkeys(unsettled)), added)


def _body(lines: Sequence[str]) -> Sequence[str]:
    """What stands under the title: its words name no change by themselves."""
    titled = [at for at, line in enumerate(lines) if is_supplement(line)]
    return lines[titled[0] + 1 :] if titled else lines


def _of_another(lines: Sequence[str], plan: Mapping[str, Any], document: str) -> Sequence[Unsettled]:
    """A word where only other notices than the plan's are named: it may be another year's or city's."""
    numbers = [_bare(one) for line in lines for one in _NUMBER.findall(plain(line))]
    named = {one for one in numbers if not one.endswith(_bare(document))}
    if named and not any(one.endswith(_bare(plan["plan"]["document"])) for one in named):
        return [Unsettled("、".join(sorted(named)), f"说的不是{plan['plan']['document']}")]
    return []


def _bare(number: str) -> str:
    return re.sub("[^0-9一-鿿]", "", number)


def _unread(one: SaidChange, plan: Mapping[str, Any]) -> Unsettled | None:
    """Why the new words of a time cannot be taken over."""
    if one.cell not in TIMES or one.new is None:
        return None
    try:
        read_period(one.new, plan["plan"]["year"], dates_in=plan["plan"].get("dates_in"))
    except PeriodError as error:
        return Unsettled(one.words, f"“{one.new}”读不懂：{error}")
    return None
