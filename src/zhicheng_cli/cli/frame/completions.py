"""What a shell offers where a value is to be typed: words, and beside each what it is, from the data that is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from zhicheng_cli.errors import ZcError

if TYPE_CHECKING:
    from zhicheng_cli.plan.dataset import Dataset

#: A word, and in a few words what it is.
Offer = tuple[str, str]
Completion = Callable[[typer.Context, str], list[Offer]]


def offering(words: Callable[[], Iterable[Offer]]) -> Completion:
    """Offers of these words those that begin as typed; nothing where they cannot be had."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        try:
            return [one for one in words() if one[0].startswith(incomplete)]
        except ZcError:
            return []

    return complete


def offering_of_data(words: Callable[[Dataset, str], Iterable[Offer]]) -> Completion:
    """The same of what the data tells that the command line asks so far, and of what was typed."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        from zhicheng_cli.plan.dataset import Dataset

        year, today, folder, city = map(ctx.params.get, ("year", "today", "data_dir", "city"))
        # A shell asks before the line is whole: what it has so far may still be text.
        data_dir, of = Path(folder) if folder else None, int(str(year)) if str(year).isdecimal() else None
        known = offering(lambda: words(Dataset(data_dir, of, city=city, today=_today(today)), incomplete))
        return known(ctx, incomplete)

    return complete


def _today(text: str | None) -> date:
    from zhicheng_cli.workdays import CHINA
    from zhicheng_cli.written.days import EVER, read_day

    return read_day(text, EVER) if text else datetime.now(CHINA).date()


def committees(data: Dataset, incomplete: str) -> list[Offer]:
    """By number; where letters were typed, by key and by name."""
    rows = data.plan.committees
    if not incomplete or incomplete.isdecimal():
        return [(str(one.no), one.name) for one in rows]
    named = [(one.key, f"{one.no} {one.name}") for one in rows]
    return [*named, *((one.name, f"{one.no} {one.key}") for one in rows if one.name != one.key)]


def titles(data: Dataset, incomplete: str) -> list[Offer]:
    """Every title, with its series and level."""
    return [(one.title, f"{one.series} {one.level}") for one in data.search.titles.all]


def specialties(data: Dataset, incomplete: str) -> list[Offer]:
    """The specialties that the plan names."""
    return [(name, "") for name in dict.fromkeys(data.search.fields.specialties())]


def counties(data: Dataset, incomplete: str) -> list[Offer]:
    """The counties of the plan's city."""
    return [(name, "") for name in data.plan.region.counties]


def anything(data: Dataset, incomplete: str) -> list[Offer]:
    """What can be looked for by a word; nothing before one is begun, for it would be all."""
    if not incomplete:
        return []
    words = (*specialties(data, incomplete), *counties(data, incomplete), *titles(data, incomplete))
    return list({word: (word, about) for word, about in (*words, *committees(data, incomplete))}.values())


def all_series(data: Dataset, incomplete: str) -> list[Offer]:
    """The names of the series."""
    return [(name, "") for name in data.search.titles.series_names]


def cities(data: Dataset, incomplete: str) -> list[Offer]:
    """The cities of the data folder."""
    from zhicheng_cli.plan.city_folders import city_names

    return [(name, "") for name in city_names(data.folder)]


def years(data: Dataset, incomplete: str) -> list[Offer]:
    """The years of which there is a plan."""
    return [(str(year), "") for year in data.years]


def finding_codes() -> list[Offer]:
    """The codes of findings, with their titles."""
    from zhicheng_cli.files.finding_pages import read_pages

    return [(code, page.title) for code, page in read_pages().items()]


def rule_codes() -> list[Offer]:
    """The codes of rules, with their names."""
    from zhicheng_cli.applicant.rules import all_rules

    return [(rule.code, rule.name) for rule in all_rules()]
