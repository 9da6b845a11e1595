"""What people type, in any order and joined as they like, taken apart: title, level, fields, county, month, row …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from zhicheng_cli.errors import NextStep, Pointer, ZcError

from .lexicon import Lexicon, Sort, WordPiece, plain

#: What separates words, as a blank does.
_BETWEEN = str.maketrans(dict.fromkeys('、，,;；|+＋/。！!？?：:“”"', " "))
#: So much is read; nobody types more, and what is pasted is no question.
_MOST_WORDS, _LONGEST_WORD = 20, 60
#: So many words are tried as one: 机 械 设 计.
_MOST_JOINED = 6
_HOW = "写职称、专业、工作、县区、月份或评委会的序号，如 机械 工程师"
#: Words that are fields, or may be.
_SPOKEN = (Sort.FIELD, Sort.UNKNOWN)
_MONTHS = 12
#: More doubt than any word can hold: where no piece may end.
_NEVER = 1e9


class AskedWords(NamedTuple):
    """What was understood.

    Attributes:
        title: a single title; None = not told.
        level: as `Titles.levels_in` understands it; None = not told, or told by the title.
        fields: fields of work, each in the words that were typed.
        county: as the region writes it.
        employer: a company, a school, an institution, in the words that were typed, or as the plan prints it.
        committees: numbers; a name, or a part of one, may mean several.
        month: of the plan's year, in which papers are taken.
        contacts: numbers of those whose name, telephone or office it is.
        receivers: names or telephones of offices that take papers.
        kind, route: as the plan prints them.
        hours: words that ask about continuing education.
        idle: words that tell nothing of what is looked for.
    """

    title: str | None = None
    level: str | None = None
    fields: tuple[str, ...] = ()
    county: str | None = None
    employer: str | None = None
    committees: tuple[int, ...] = ()
    month: int | None = None
    contacts: tuple[int, ...] = ()
    receivers: tuple[str, ...] = ()
    kind: str | None = None
    route: str | None = None
    hours: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()

    @property
    def is_about_nothing(self) -> bool:
        """Whether nothing in it tells what is looked for."""
        return self._replace(idle=()) == AskedWords()


class _Typed(NamedTuple):
    """A piece, and which of the words it stood in."""

    piece: WordPiece
    token: int


def read_words(words: Iterable[str], lexicon: Lexicon, apart: Iterable[str] = ()) -> AskedWords:
    """What the words ask for.

    Args:
        apart: words that were told each by itself: with no other are they one name.

    Raises:
        ZcError: there are none, or far too many; or two of which only one can be meant.
    """
    groups = [_tokens(one) for one in (words, *([one] for one in apart))]
    _refuse_unusual([token for tokens in groups for token in tokens])
    tokens = [token for one in groups for token in _joined(one, lexicon)]
    pieces = [_Typed(piece, at) for at, token in enumerate(tokens) for piece in _taken_apart(token, lexicon)]
    return _understood(list(_with_whole_fields(pieces, lexicon)), lexicon)


def _tokens(words: Iterable[str]) -> list[str]:
    return [token for word in words for one in word.translate(_BETWEEN).split() if (token := plain(one))]


def _refuse_unusual(tokens: Sequence[str]) -> None:
    if not tokens:
        raise ZcError("没有写要找什么", _HOW)
    if len(tokens) > _MOST_WORDS or any(len(one) > _LONGEST_WORD for one in tokens):
        raise ZcError("写得太长了", _HOW)


def _joined(tokens: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The words, several in one where only together they are a name that is known: 陆 婷, 机械 设计, 7 月."""
    rest = list(tokens)
    while rest:
        size = next((size for size in range(_MOST_JOINED, 1, -1) if _is_one(rest[:size], size, lexicon)), 1)
        yield _run_on(rest[:size])
        del rest[:size]


def _is_one(tokens: Sequence[str], size: int, lexicon: Lexicon) -> bool:
    found = lexicon.piece(_run_on(tokens)) if len(tokens) == size else None
    if found is None or found.sort is Sort.PHONE:
        return False
    return found.doubt <= 1 or (found.sort is Sort.FIELD and found.typed.isascii())


def _run_on(tokens: Sequence[str]) -> str:
    """Words without the blank between them, but for Latin ones."""
    first, *rest = tokens
    for one in rest:
        first += f" {one}" if first[-1].isascii() and one[0].isascii() else one
    return first


def _taken_apart(token: str, lexicon: Lexicon) -> tuple[WordPiece, ...]:
    """The least doubtful pieces that make up a word; Latin letters and digits are parted at blanks only."""
    best: list[tuple[float, tuple[WordPiece, ...]]] = [(0.0, ())]
    for end in range(1, len(token) + 1):
        found = [
            (doubt + piece.doubt, (*before, piece))
            for start, (doubt, before) in enumerate(best)
            if _may_part(token, start) and doubt < _NEVER
            for piece in (lexicon.piece(token[start:end]),)
        ]
        best.append(min(found, key=lambda one: (one[0], len(one[1]))) if _may_part(token, end) else (_NEVER, ()))
    return best[-1][1]


def _may_part(token: str, at: int) -> bool:
    around = token[at - 1 : at + 1] if 0 < at < len(token) else ""
    return len(around) < 2 or " " in around or not around.isascii()


def _with_whole_fields(pieces: Sequence[_Typed], lexicon: Lexicon) -> Iterator[_Typed]:
    """The pieces, fields in one that stood in one word, or beside a word that tells too little alone."""
    for is_spoken, run in groupby(pieces, lambda one: one.piece.sort in _SPOKEN):
        if not is_spoken:
            yield from run
            continue
        texts: list[_Typed] = []
        for one in run:
            if texts and (one.token == texts[-1].token or _completes(texts[-1].piece, one.piece, lexicon)):
                texts[-1] = _Typed(_both(texts[-1].piece, one.piece), one.token)
            else:
                texts.append(one)
        yield from (one._replace(piece=lexicon.institution(one.piece) or one.piece) for one in texts)


def _completes(one: WordPiece, other: WordPiece, lexicon: Lexicon) -> bool:
    """Whether one of two fields says too little beside the other."""
    return lexicon.is_broad(one.typed) != lexicon.is_broad(other.typed) and Sort.UNKNOWN not in (one.sort, other.sort)


def _both(one: WordPiece, other: WordPiece) -> WordPiece:
    sort = Sort.FIELD if Sort.FIELD in (one.sort, other.sort) else Sort.UNKNOWN
    text = _run_on((one.typed, other.typed))
    return WordPiece(sort, text, text)


def _understood(typed: Sequence[_Typed], lexicon: Lexicon) -> AskedWords:
    pieces = [one.piece for one in typed]
    told = {sort: tuple(dict.fromkeys(one.value for one in pieces if one.sort is sort)) for sort in Sort}
    title, more_fields = _title(typed, lexicon)
    level = _only(told[Sort.LEVEL], "级别")
    if title and level:
        title, level = _of_level(title, level, lexicon), None
    fields = tuple(dict.fromkeys((*(one.value for one in pieces if one.sort in _SPOKEN), *more_fields)))
    committees = tuple(dict.fromkeys(no for one in pieces for no in _committees(one, lexicon)))
    employer = lexicon.company(committees) if title or level or fields else None
    called = (*told[Sort.PERSON], *told[Sort.PHONE], *told[Sort.OFFICE], *filter(lexicon.is_person, fields))
    return AskedWords(
        title=title,
        level=level,
        fields=fields,
        county=_only(told[Sort.COUNTY], "县区"),
        employer=employer or _only(told[Sort.EMPLOYER], "单位"),
        committees=() if employer else committees,
        month=_month(told, lexicon),
        contacts=tuple(dict.fromkeys(no for one in called for no in lexicon.contacts_called(plain(one)))),
        receivers=_receivers(told, lexicon),
        kind=_only(told[Sort.KIND], "类别"),
        route=_only(told[Sort.ROUTE], "评审方式"),
        hours=told[Sort.HOURS],
        idle=tuple(dict.fromkeys(one.typed for one in pieces if one.sort is Sort.IDLE)),
    )


def _receivers(told: Mapping[Sort, Sequence[str]], lexicon: Lexicon) -> tuple[str, ...]:
    """The offices that take papers, by telephone or name.

    Raises:
        ZcError: a telephone is nobody's.
    """
    for one in told[Sort.PHONE]:
        if not lexicon.is_receiver(one) and not lexicon.contacts_called(one):
            raise ZcError(f"通知里没有这个电话：{one}", "只认材料接收单位和继续教育联系人的电话")
    return tuple(filter(lexicon.is_receiver, (*told[Sort.PHONE], *told[Sort.OFFICE])))


def _only(values: Sequence[str], what: str) -> str | None:
    """The one value.

    Raises:
        ZcError: there are several.
    """
    if len(values) > 1:
        raise ZcError(f"写了 {len(values)} 个{what}：{'、'.join(values)}", "一次只问一个")
    return values[0] if values else None


def _title(typed: Sequence[_Typed], lexicon: Lexicon) -> tuple[str | None, tuple[str, ...]]:
    """The title that is meant, and those of the others that are fields as well: 护士 beside 主管护师.

    Raises:
        ZcError: several may be meant.
    """
    titles = {one.piece.value: one for one in typed if one.piece.sort is Sort.TITLE}
    # What stands right behind a field is what a job is called, where there is another title: 电梯工程师, 助理工程师.
    behind = [
        after for before, after in pairwise(typed) if before.piece.sort in _SPOKEN and before.token == after.token
    ]
    meant = [name for name, one in titles.items() if one not in behind] or list(titles)
    fields = [name for name in meant if lexicon.is_also_field(name)]
    if len(meant) > 1 and len(fields) == len(meant):
        levels = lexicon.titles.levels
        meant.sort(key=lambda name: -max(levels.index(one.level) for one in lexicon.titles.named(name)))
        return meant[0], tuple(meant[1:])
    sure = [name for name in meant if name not in fields] if len(meant) > 1 else meant
    return _only(sure, "职称"), tuple(name for name in meant if name not in sure)


def _of_level(title: str, level: str, lexicon: Lexicon) -> str:
    """A title with the level before it: 高级 and 工程师 are 高级工程师.

    Raises:
        ZcError: it is of another level, and no title of that one ends like it.
    """
    titles, levels = lexicon.titles, lexicon.titles.levels_in(level)
    named = titles.named(title)
    if any(one.level in levels for one in named):
        return title
    of_series = (one for one in titles.all if one.level in levels and one.series in {each.series for each in named})
    ending = [one.title for one in of_series if one.title.endswith(title)]
    if not ending:
        raise ZcError(f"“{title}”不是{level}", "级别和职称只写一个")
    return ending[-1] if level == "初级" else ending[0]


def _committees(piece: WordPiece, lexicon: Lexicon) -> tuple[int, ...]:
    if piece.sort is Sort.NUMBER:
        return (lexicon.committee_of_number(piece.value),)
    return lexicon.committees_called(piece.value) if piece.sort is Sort.COMMITTEE else ()


def _month(told: Mapping[Sort, Sequence[str]], lexicon: Lexicon) -> int | None:
    """The month, of the plan's year.

    Raises:
        ZcError: there are several, there is no such month, or it is of another year.
    """
    years = {*told[Sort.YEAR], *(one.split("-")[0] for one in told[Sort.MONTH])} - {"", str(lexicon.plan.year)}
    if years:
        other = min(years)
        raise ZcError(f"这是{lexicon.plan.year}年度的计划，不是{other}年的", see=Pointer(NextStep.ANOTHER_YEAR))
    months = dict.fromkeys(int(one.split("-")[1]) for one in told[Sort.MONTH])
    wrong = [one for one in months if not 1 <= one <= _MONTHS]
    if wrong:
        raise ZcError(f"没有 {wrong[0]} 月", "月份是 1 到 12")
    _only([f"{one}月" for one in months], "月份")
    return next(iter(months), None)
