"""The two verdicts on one person in a few lines, and what is to be done as a table: the answer first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from zhicheng_cli.applicant.judgement.assessment import Outcome, sentence
from zhicheng_cli.applicant.judgement.steps import is_closed
from zhicheng_cli.applicant.judgement.two_verdicts import NOT_YET, SIDES, SideVerdict
from zhicheng_cli.applicant.law.facts import BY_NAME
from zhicheng_cli.applicant.law.verdicts import IN_WORDS, Side, Verdict
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.views.screen.colour import Role, day_role, joined, toned

if TYPE_CHECKING:
    from zhicheng_cli.applicant.judgement.steps import ToDo

_ROLES = {Verdict.MEETS: Role.MET, Verdict.FAILS: Role.FAILED, Verdict.UNKNOWN: Role.UNKNOWN}


def verdict_lines(sides: Iterable[SideVerdict]) -> list[str]:
    """A line a side: the verdict, and why; what else is open below it."""
    return [line for side in sides for line in _lines(side)]


def verdict_word(side: SideVerdict) -> str:
    """The verdict on a side, in its role."""
    return toned(side.in_words, None if side.in_words == NOT_YET else _ROLES.get(side.now))


def _lines(side: SideVerdict) -> Iterator[str]:
    first, *others = [*_why(side)] or [("", "")]
    name, why = first
    # What the verdict itself says is not said twice.
    told = why if name in ("", side.in_words) else f"{name}：{why}"
    yield joined(f"{SIDES[side.side]}：", verdict_word(side), f"——{told}" if told else "")
    yield from (f"  {name}：{why}" for name, why in others)


def _why(side: SideVerdict) -> Iterator[tuple[str, str]]:
    """What is not met or open, the heaviest first: how it stands, and what it is."""
    is_of_person = side.side is Side.CONDITIONS
    if side.fails:
        closing = [one for one in side.fails if is_closed(one)]
        yield side.in_words, _told(closing or side.fails) if is_of_person or closing else _briefly(side.fails)
    if side.unknown:
        facts = dict.fromkeys(name for one in side.unknown for name in one.reason.missing)
        labels = "、".join(BY_NAME[name].label for name in facts)
        yield IN_WORDS[Verdict.UNKNOWN], f"还没有写 {labels if is_of_person else _named(side.unknown)}"
    for verdict in (Verdict.DISCRETION, Verdict.UNCONFIRMED):
        if found := [one for one in side.open if one.reason.verdict is verdict]:
            yield IN_WORDS[verdict], _briefly(found)
    if side.not_yet:
        until: dict[date, list[Outcome]] = {}
        for one, day in side.not_yet:
            until.setdefault(day, []).append(one)
        yield NOT_YET, "；".join(f"{_named(found)}（到 {day}）" for day, found in sorted(until.items()))


def _briefly(outcomes: Sequence[Outcome]) -> str:
    """One in a sentence, several by their names."""
    return _told(outcomes) if len(outcomes) == 1 else _named(outcomes)


def _named(outcomes: Iterable[Outcome]) -> str:
    return "、".join(one.rule.name for one in outcomes)


def _told(outcomes: Iterable[Outcome]) -> str:
    return "；".join(masked(sentence(one.rule, one.reason)) for one in outcomes)


def to_do_lines(to_do: Iterable[ToDo], today: date) -> list[str]:
    """What is to be done, in order of date: a line for day and place, and one for what is done then and there."""
    return [line for found in _together(to_do) for line in _group(found, today)]


def next_lines(to_do: Iterable[ToDo], today: date) -> list[str]:
    """The same of what is done next alone."""
    return [line for found in _together(to_do)[:1] for line in _group(found, today)]


def _together(to_do: Iterable[ToDo]) -> list[list[ToDo]]:
    """The steps of one day and one place together."""
    found: dict[tuple[object, ...], list[ToDo]] = {}
    for one in to_do:
        found.setdefault((one.by, one.days, one.who, one.whom), []).append(one)
    return [*found.values()]


def _group(found: Sequence[ToDo], today: date) -> Iterator[str]:
    one = found[0]
    where = masked(" · ".join((*filter(None, (one.who,)), *map(str, one.whom))))
    days = _days(one, today)
    if days or where:
        yield joined("  ", days, " · " if days and where else "", where)
    # What has neither stands under nobody's name.
    yield f"{'    ' if days or where else '  '}{'；'.join(map(_what, found))}"


def _what(one: ToDo) -> str:
    return masked(f"{one.what}（{one.from_day} 起）" if one.by and one.from_day else one.what)


def _days(one: ToDo, today: date) -> str:
    """The days by which it is done: 稳妥 and 最迟, or the one that is left."""
    if one.by is None or one.days is None:
        return ""
    safe, last = one.days
    role = day_role((one.by - today).days)
    if last < today:
        return joined("最迟 ", toned(str(last), role), "（已过）")
    if safe == last:
        return joined("最迟 ", toned(str(last), role))
    if safe < today:
        return joined("最迟 ", toned(str(last), role), "（稳妥日已过）")
    return joined("稳妥 ", toned(str(safe), role), f"，最迟 {last:%m-%d}")
