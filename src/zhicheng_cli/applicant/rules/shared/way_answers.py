"""How far the ways to a title are met by one person's days: in the title, and in work."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law

from .asked_years import asked_years
from .circumstances import State, completed_years, is_reached, worked_years
from .ways import Need

#: The facts that are drawn from the work that is written.
_OF_WORK = ("work_since", "work_after_degree_since", "work_after_title_since")
#: For each fact from which years may run, those that are complete.
_COMPLETED = {
    **{fact: completed_years(fact, asked_years) for fact in ("obtained", "appointed")},
    **{fact: worked_years(fact, asked_years) for fact in _OF_WORK},
}


class WayAnswer(NamedTuple):
    """How far a way is met.

    Attributes:
        doubt: the reason's code where years in the title are met and those of work, or since the appointment, are
            not, or are not told.
    """

    need: Need
    state: State
    missing: tuple[str, ...] = ()
    doubt: str = ""


def answer(asked: Need, facts: Facts, law: Law) -> WayAnswer:
    """How far a way is met."""
    found = _answer(asked, facts, law)
    if found.doubt in ("", "met_unchecked") and found.state is State.YES and asked.fact == "obtained" and asked.strong:
        return _appointed(found, facts, law)
    return found


def _appointed(found: WayAnswer, facts: Facts, law: Law) -> WayAnswer:
    """The answer where the years since the certificate are met: those since the appointment may not be.

    Where the words do not say which of the two counts, both must come to the same.
    """
    years = None if found.need.way.counts else _COMPLETED["appointed"](facts, law)
    if years is None or years.state(found.need.way.years or 0) is State.YES:
        return found
    return found._replace(need=found.need._replace(fact="appointed"), doubt="by_appointment")


def _answer(asked: Need, facts: Facts, law: Law) -> WayAnswer:
    if asked.fact is None:
        return WayAnswer(asked, asked.state or State.NO, asked.missing)
    years = _COMPLETED[asked.fact](facts, law)
    if years is None:
        return WayAnswer(asked, State.UNKNOWN, (asked.fact,))
    found = WayAnswer(asked, years.state(asked.way.years or 0))
    if asked.way.worked:
        return _worked(found, facts, law)
    doubtful = found.state is not State.YES and asked.fact in _OF_WORK and facts.other_work
    return found._replace(doubt="other_trade") if doubtful else found


def _worked(found: WayAnswer, facts: Facts, law: Law) -> WayAnswer:
    """The answer where the text asks for years of work in the title.

    What is written of the work is counted; what is not, is said not to be checked.
    """
    least = found.need.way.years or 0
    worked = _COMPLETED["work_after_title_since"](facts, law)
    if worked is not None and worked.state(least) >= found.state:
        return found
    if worked is not None:
        return found._replace(doubt="other_trade" if facts.other_work else "work_short")
    if facts.other_work:
        return found._replace(doubt="other_trade_unchecked")
    begun = _COMPLETED["work_since"](facts, law)
    if begun is None:
        return found._replace(doubt="met_unchecked")
    return found if begun.state(least) >= found.state else found._replace(doubt="work_began_later")


def has_ended(asked: Need, facts: Facts, done: date) -> bool:
    """Whether the work that a way asks for ended before the day on which its years would be complete."""
    told = asked.fact in _OF_WORK or (asked.way.worked and any(getattr(facts, name) for name in _OF_WORK))
    return bool(told) and not is_reached(done, facts.work_until)


def decisive(asked: Need, facts: Facts) -> tuple[str, date] | None:
    """Of the facts from which the years of a way run, the latest, and its day; None where it asks for no years, or the
    day is not given."""
    since: date | None = getattr(facts, asked.fact) if asked.fact else None
    if asked.fact is None or since is None:
        return None
    days = [(asked.fact, since)]
    if asked.fact == "obtained" and asked.strong and not asked.way.counts and facts.appointed:
        days.append(("appointed", facts.appointed))
    work = ("work_after_title_since", "work_since") if asked.way.worked else ()
    days += [(name, day) for name in work if (day := getattr(facts, name)) is not None][:1]
    return max(days, key=lambda one: one[1])
