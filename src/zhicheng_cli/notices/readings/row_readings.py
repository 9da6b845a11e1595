"""From the printed cells of a row to the fields of a row of the plan file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.plan.committees import Receiver
from zhicheng_cli.plan.titles import Titles

from .reading_doubt import ReadingDoubt
from .receivers import ReadReceivers, read_receivers
from .remark_clauses import ClauseKind, RemarkClause, remark_clauses
from .row_names import core_of, fields_of_name, row_series, titles_named
from .row_scopes import read_fields, read_scope
from .row_ways import read_ways
from .title_lists import TitleList, read_titles

_MEANT = re.compile(r"企业\S*人才|\S{2}系统(?:教师|人员)?")
#: Without 专业 behind it: 快递工程 is the trade of those whom the row is for.
_TRADE = re.compile("[一-鿿]+工程")


class RowReading(NamedTuple):
    """A row as it is understood.

    Attributes:
        fields: in the form and the order of the plan file, from `kind` to `notes`.
        doubts: what is not plain in it, each with what was assumed.
    """

    fields: dict[str, Any]
    doubts: tuple[ReadingDoubt, ...]


def read_row(
    printed: Mapping[str, str], known: Titles, counties: Sequence[str] = (), receivers: ReadReceivers | None = None
) -> RowReading:
    """The fields of a row.

    Args:
        printed: the seven columns, as in `Committee.printed`; what the table has not is empty.
        known: all known titles.
        counties: of the city, where they are known.
        receivers: where they stand in several columns.
    """
    receivers = receivers or read_receivers(printed["receivers"])
    reviews, recommends = (read_titles(printed[column], column, known) for column in ("reviews", "recommends"))
    single = [title for cell in (reviews, recommends) for one in cell.entries for title in cell.titles.get(one, (one,))]
    series, is_plain = row_series(printed["name"], single, known)
    clauses = remark_clauses(printed["remarks"])
    ways = read_ways(printed, clauses, titles_named(single, series, known), series, reviews.other_words)
    told = [*reviews.doubts, *recommends.doubts, *receivers.doubts, *ways.doubts]
    if not is_plain:
        told.append(_of_series(printed["name"], series))
    scope, doubts = read_scope(printed, clauses, counties, known)
    name = printed["name"].removeprefix(scope.get("county", ""))
    fields: dict[str, Any] = {
        "kind": ways.kind,
        "routes": ways.routes,
        **_titles_fields(reviews, recommends),
        "receivers": [receiver_fields(one) for one in receivers.receivers],
        "series": series,
        **_specialties(name, ways.kind, clauses, series, known, told),
    }
    told += [*doubts, *(_left_over(one) for one in clauses if one.kind is ClauseKind.OTHER)]
    if scope:
        fields["scope"] = scope
    if notes := [{"about": one.column, "text": one.note} for one in told if one.note]:
        fields["notes"] = notes
    return RowReading(fields, tuple(told))


def _titles_fields(reviews: TitleList, recommends: TitleList) -> dict[str, Any]:
    fields: dict[str, Any] = {"reviews": list(reviews.entries), "recommends": list(recommends.entries)}
    if titles := {entry: list(single) for entry, single in (reviews.titles | recommends.titles).items()}:
        fields["titles"] = titles
    others = {"reviews": reviews.other_words, "recommends": recommends.other_words}
    if others := {column: words for column, words in others.items() if words}:
        fields["other_words"] = others
    return fields


def receiver_fields(office: Receiver) -> dict[str, Any]:
    """An office in the form of the plan file."""
    where = office.where
    more = {"place": where.place, "url": where.url, "hours": where.hours, "person": where.person}
    fields: dict[str, Any] = {"unit": office.unit, "phones": list(office.phones)}
    if office.serves:
        fields["serves"] = list(office.serves)
    return fields | {key: words for key, words in more.items() if words}


def _specialties(
    name: str,
    kind: str,
    clauses: Sequence[RemarkClause],
    series: Sequence[str],
    known: Titles,
    told: list[ReadingDoubt],
) -> dict[str, Any]:
    lists = [one for one in clauses if one.kind is ClauseKind.FIELDS and one.items]
    items = [item for one in lists for item in one.items]
    fields, limits, doubts = read_fields(items)
    told += doubts
    for one in lists:
        if one.is_open:
            note = "所列专业之后印有“等”字，不是全部"
            told.append(ReadingDoubt("W449", "remarks", f"“{one.words}”没有列全", "只读作所列的各专业", note))
    if not fields and kind != "初定":
        fields = fields_of_name(name, series, known)
    read: dict[str, Any] = {"specialties": fields}
    meant = _MEANT.search(name)
    core = core_of(name)
    trade = core if items and "中级" in name and _TRADE.fullmatch(core) else ""
    if meant or trade:
        read["meant_for"] = meant[0] if meant else trade
        note = f"面向“{read['meant_for']}”；哪些人算，通知没有说明"
        told.append(ReadingDoubt("W449", "name", f"名称印着“{read['meant_for']}”", "读作名称所指的人", note))
    if limits:
        read["except_levels"] = limits
    return read


def _of_series(name: str, series: Sequence[str]) -> ReadingDoubt:
    read = f"读作{'、'.join(series)}" if series else "系列空着"
    return ReadingDoubt("W448", "name", f"“{name}”的资格不只一个系列有，或者职称表里没有", read)


def _left_over(clause: RemarkClause) -> ReadingDoubt:
    message = f"备注里的“{clause.words}”不是专业、途径、范围"
    return ReadingDoubt("W449", "remarks", message, "只照印在备注里", message)
