"""What the page's script knows of words: what each is, and which answers are ready for it (`ready_answers.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

from zhicheng_cli.files import snapshot
from zhicheng_cli.plan.contacts import Contact, listed_in
from zhicheng_cli.plan.keys import plan_key
from zhicheng_cli.plan.lexicon import EMPLOYERS, Lexicon, Sort, WordPiece
from zhicheng_cli.plan.periods import Period, Status
from zhicheng_cli.plan.search import Search
from zhicheng_cli.plan.words import BEFORE, BEHIND, compared
from zhicheng_cli.views.answers import find_answer
from zhicheng_cli.workdays import WorkCalendar
from zhicheng_cli.written.traditional import forms_of

from .ready_answers import ReadyAnswers

_TIMES = ("cutoff", "review")
#: What the script reads by itself, or looks for in the rows as it is printed.
_LITERAL = (Sort.PERSON, Sort.PHONE, Sort.OFFICE)


#: What was made last, by what it rests on.
_MADE: dict[str, str] = {}
_KEPT = 8


def ready_for_script(search: Search, contacts: Sequence[Contact], calendar: WorkCalendar) -> str:
    """The JSON that the page's script reads; the same on every day, and for whatever days the plan has."""
    basis = _basis(search, contacts)
    if basis not in _MADE:
        for old in list(_MADE)[: 1 - _KEPT]:
            del _MADE[old]
        _MADE[basis] = _kept_or_made(basis, search, contacts, calendar)
    return _MADE[basis]


def _kept_or_made(basis: str, search: Search, contacts: Sequence[Contact], calendar: WorkCalendar) -> str:
    """The JSON; asking for all answers takes seconds, so those of a plan's last page are kept beside the snapshots."""
    here = Path(__file__).parent
    modules = [*sorted(here.glob("*.py")), Path(find_answer.__file__)]
    rests_on = snapshot.basis([("answers", basis.encode()), *((one.name, one.read_bytes()) for one in modules)])
    kept = snapshot.load(here, [plan_key(search.plan)], rests_on)
    if kept is None:
        text = dumps(_document(search, contacts, calendar), ensure_ascii=False, separators=(",", ":"))
        kept = {"script": text.replace("<", "\\u003c")}
        snapshot.save(here, [plan_key(search.plan)], rests_on, kept)
    script: str = kept["script"]
    return script


def _basis(search: Search, contacts: Sequence[Contact]) -> str:
    """All that words and answers rest on: no day of the plan is among it."""
    nothing = Period("", Status.UNSTATED)
    rows = [
        one._replace(
            printed={cell: words for cell, words in one.printed.items() if cell not in _TIMES},
            cutoff=nothing, review=nothing, changes=(), stages=(), notes=(), printed_notes=(),
        )
        for one in search.plan.committees
    ]  # fmt: skip
    words = search.fields.words
    about = (search.plan.region, search.plan.year, search.titles.all, words and words.index)
    return sha256(repr((rows, about, listed_in(contacts))).encode()).hexdigest()


def _document(search: Search, contacts: Sequence[Contact], calendar: WorkCalendar) -> dict[str, Any]:
    lexicon, ready = Lexicon(search, contacts), ReadyAnswers(search, contacts, calendar)
    named: dict[tuple[str, float], list[str]] = {}
    fields: dict[tuple[int, float], list[str]] = {}
    for word in dict.fromkeys(lexicon.words()):
        piece = lexicon.piece(word)
        if piece.sort is Sort.TITLE and lexicon.is_also_field(word):
            fields.setdefault((ready.of_word(word), 1.0), []).append(compared(word))
        if piece.sort is Sort.FIELD:
            fields.setdefault((ready.of_word(piece.value), piece.doubt), []).append(compared(word))
        elif piece.sort not in _LITERAL:
            value = _value(piece, lexicon)
            told = word if value == word else f"{word}={value}"
            named.setdefault((str(piece.sort), piece.doubt), []).append(told)
    known = search.fields.words
    broad = [one for one in (*map(compared, known.all),) if known.is_broad(one)] if known else []
    every = {sign for words in (*named.values(), *fields.values()) for word in words for sign in word}
    return {
        "named": [[*key, "|".join(words)] for key, words in named.items()],
        "known": [[*key, "|".join(dict.fromkeys(words))] for key, words in fields.items()],
        "broad": "|".join(broad),
        "employers": EMPLOYERS,
        "here": lexicon.above,
        "behind": BEHIND,
        "before": BEFORE,
        "traditional": "".join(one for pair in forms_of(every).items() for one in pair),
        "companies": {
            str(one.no): one.scope["organisation"] for one in search.plan.committees if lexicon.company((one.no,))
        },
        "counties": search.plan.region.counties,
        **ready.document(),
    }


def _value(piece: WordPiece, lexicon: Lexicon) -> str:
    """What a name means to the script: of a committee its numbers."""
    if piece.sort is Sort.COMMITTEE:
        return " ".join(map(str, lexicon.committees_called(piece.value)))
    return piece.value or piece.typed
