"""What is said to who asks for a committee: which takes papers, that an exam gives the title, or that nobody does."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .asked_field import AskedField, leads
from .exams import BY_EXAM, Exams
from .ranking import RankedRow, Ranking
from .taking import Taking
from .unknown_word import UnknownWordError
from .words import WordMeaning


class Reception(StrEnum):
    """What is to be said to who asks for a committee."""

    COMMITTEE = "committee"
    EXAM = "exam"
    NONE = "none"


class Reply(NamedTuple):
    """The answer.

    Attributes:
        words: where no committee takes papers, why, in a sentence; else empty.
    """

    reception: Reception
    words: str = ""


def receive(ranking: Ranking, search: Taking) -> Reply:
    """What is to be said.

    Raises:
        UnknownWordError: nobody knows the word, and the title does not tell the field.
    """
    return _by_word(ranking, search) or _by_rows(ranking, search) or Reply(Reception.COMMITTEE)


def _by_word(ranking: Ranking, search: Taking) -> Reply | None:
    """The answer where the word itself is no field: a job without titles, an exam."""
    field, meaning = ranking.field, ranking.field.meaning
    if meaning and meaning.leads_nowhere and not field.is_sure:
        return Reply(Reception.NONE, f"“{field.typed}”：{meaning.told}")
    if meaning and meaning.exam and _gives(meaning, ranking.request.title, search):
        return Reply(Reception.EXAM, f"{meaning.exam}：{meaning.told}")
    return None


def _by_rows(ranking: Ranking, search: Taking) -> Reply | None:
    """The answer where no row reviews the title for that field."""
    if not ranking.field.typed or any(_reviews(one) for one in ranking.rows):
        return None
    return _by_level(ranking, search) or _by_title(ranking, search) or _by_trade(ranking, search)


def _by_title(ranking: Ranking, search: Taking) -> Reply | None:
    """The answer where the title alone tells: an exam gives it, or its series has no committee here."""
    rows, title = ranking.rows, ranking.request.title
    if title is None or not all(one.fit or one.goes_by_title for one in rows):
        return None
    if reply := _by_exam(title, ranking, search):
        return reply
    if not any(one.fit for one in rows) and _is_elsewhere(title, ranking.field, search):
        about = f"通知没有安排“{ranking.field.typed}”的“{title}”由哪个评委会评审"
        return Reply(Reception.NONE, f"{about}；请先问{search.plan.region.bureau}")
    return None


def _by_trade(ranking: Ranking, search: Taking) -> Reply | None:
    """The answer where no row prints the field, nor a title that tells it."""
    field, title = ranking.field, ranking.request.title
    told = [one for one in ranking.rows if one.fit or (title and one.goes_by_title and one.committee.specialties)]
    if told:
        return None
    if field.meaning is None and not field.is_printed:
        raise UnknownWordError(field.typed, title, search)
    if title and field.meaning and _is_another_trade(title, field.meaning, search):
        return Reply(Reception.NONE, f"“{field.meaning.word}”归{field.meaning.means[0]}，那里不评审“{title}”")
    return None


def _by_level(ranking: Ranking, search: Taking) -> Reply | None:
    """The answer where the only rows that print the field do not take it at the level of the title."""
    if any(one.fit for one in ranking.rows):
        return None
    for row in ranking.every:
        if row.refused == "level" and row.fit:
            words = next(one.words for one in row.committee.except_levels if one.specialty == row.fit.words)
            about = f"第{row.committee.no}行印有“{words}”，不收“{ranking.request.title}”；别处收不收，通知没有说"
            return Reply(Reception.NONE, f"{about}，请先问{search.plan.region.bureau}")
    return None


def _reviews(row: RankedRow) -> bool:
    return row.fit is not None and BY_EXAM not in {route.route for route in row.routes}


def _by_exam(title: str, ranking: Ranking, search: Taking) -> Reply | None:
    """The answer where an exam gives the title: a known one, or one of which the rows say so."""
    if exam := Exams(search).of_title(title):
        return Reply(Reception.EXAM, exam.sentence)
    takers = [one for one in ranking.every if one.taken]
    is_exam_only = bool(takers) and all(_is_by_exam(one) for one in takers)
    if any(one.fit and (_is_by_exam(one) or (is_exam_only and one.refused == "title")) for one in ranking.every):
        return Reply(Reception.EXAM, f"“{title}”通过考试取得，不评审：参加相应的专业技术资格考试")
    return None


def _is_by_exam(row: RankedRow) -> bool:
    return row.taken is not None and row.refused == "exam"


def _gives(exam: WordMeaning, title: str | None, search: Taking) -> bool:
    """Whether the exam is for that title, where one is told."""
    if title is None or not exam.levels:
        return True
    return any(one.level in exam.levels.get(one.series, ()) for one in search.titles.named(title))


def _is_elsewhere(title: str, field: AskedField, search: Taking) -> bool:
    """Whether the word tells of which series the title is, and that series is not taken here."""
    rows = [one for one in search.plan.committees if search.fields.fit(one, field.word)]
    series = {name for one in rows for name in one.series} | set(field.meaning.means if field.meaning else ())
    return any(one.series in series for one in search.titles.named(title))


def _is_another_trade(title: str, meaning: WordMeaning, search: Taking) -> bool:
    """Whether the word leads to series of which the title is none."""
    rows = [one for one in search.plan.committees if leads(one, meaning)]
    series = {name for one in rows for name in one.series} | {*meaning.means}
    return bool(meaning.means) and not any(one.series in series for one in search.titles.named(title))
