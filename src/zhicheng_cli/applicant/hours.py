"""Hours of continuing education against what is asked for each year: what the rules on hours share."""

from __future__ import annotations

from .facts import Facts
from .law import Law
from .verdicts import Items, Reason, Verdict


def judge_hours(facts: Facts, law: Law, kind: str, parameter: str) -> Reason:
    """Judge the hours of one kind in the year before the plan's and in the plan's own.

    The year before is over: less than is asked fails. The plan's own may still be filled up, and no text says by when
    it must be: less is unconfirmed until it is over.

    Args:
        kind: `total` or `professional`.
        parameter: the figure asked for each year.
    """
    of = law.committee(facts.committee)
    if facts.route == "初定" or (of is not None and of.kind == "初定"):
        return Reason("initial", Verdict.NOT_APPLICABLE)
    asked = law.parameter(parameter)
    least, cites = asked.number, (asked.cite,)
    names = (f"hours_previous_{kind}", f"hours_current_{kind}")
    before, now = (getattr(facts, name) for name in names)
    params: Items = (("least", least), ("previous", law.plan.year - 1), ("current", law.plan.year))
    if before is not None and before < least:
        return Reason(
            "short", Verdict.FAILS, params, (("year", law.plan.year - 1), ("hours", _told(before))), cites=cites
        )
    is_over = law.today > law.year_end
    if now is not None and now < least and is_over:
        return Reason("short", Verdict.FAILS, params, (("year", law.plan.year), ("hours", _told(now))), cites=cites)
    missing = tuple(name for name, hours in zip(names, (before, now), strict=True) if hours is None)
    if missing:
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=missing, cites=cites)
    if now < least:
        return Reason("not_yet", Verdict.UNCONFIRMED, params, (("hours", _told(now)),), cites=cites)
    return Reason("enough", Verdict.MEETS, params, cites=cites)


def _told(hours: float) -> str:
    return f"{hours:g}"
