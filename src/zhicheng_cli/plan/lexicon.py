"""What a piece of what people type may be: a title, a county, a month, a field of work, a committee, a telephone …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain, product
from typing import NamedTuple

from zhicheng_cli.written.folding import keyed
from zhicheng_cli.written.numbers import numeral_value
from zhicheng_cli.written.phones import local_number
from zhicheng_cli.written.traditional import simplified

from .contacts import Contact
from .taking import Taking
from .words import compared

#: Compiled when a text begins like one: nine of ten have none.
_MONTH = r"(?:(\d{4})年)?(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|末|[上中下]旬)?"
_YEAR_AND_MONTH = r"(\d{4})-(\d{1,2})"
_NUMBER = r"第?(-?\d{1,3}|[一二三四五六七八九十]{1,3})(?:号|行|号评委会)|第?(-?\d{1,3})"
_YEAR = r"((?:19|20)\d\d)(?:年度?)?"
_PHONE = r"[\d()+-]{6,20}"
_COUNTED = frozenset("0123456789-+(第一二三四五六七八九十")
#: What is asked for with the words behind it: whom to ask about continuing education.
_ABOUT_HOURS = "继续教育 继续教育学时 学时 公需科目 公需课 一般公需 专业科目 继教 联系人"
#: What people say around what they look for; it tells nothing of it.
_IDLE = (
    "职称 评审 申报 申请 报名 报考 考试 晋升 推荐 评定 评聘 认定 资格 条件 要求 流程 通知 今年 年度 职务 任职资格 "
    "专业技术 系列 专业 级别 层级 证书 材料 提交 评委会 评审委员会 评委 从事 工作 一名 一个 我是 想评 要评 想报 "
    "怎么 怎么样 怎么评 怎么办 如何 请问 可以 能不能 需要 什么时候 什么时间 哪天 几月 几号 何时 截止 截止时间 "
    "截止日期 时间 日期 哪里 在哪 在哪里 哪儿 找谁 交给谁 交到哪 交到哪里 归谁 归哪里 归哪个 哪个 电话 联系电话 "
    "联系方式 地址 评 考 报 想 要 我 是 归 的 吗 呢 了 在 和"
)
#: How doubtful pieces are beside one that is plainly known, which is 1: titles and levels, at which a text is parted; a
#: title that no row takes, which may end with one that is taken; a job that leads nowhere; a character alone that may
#: tell nothing. The unknown grows with its length.
_SURE, _UNTAKEN, _NOWHERE, _ONE_SIGN = 0.6, 1.8, 2.2, 4.5
#: And an employer that is called after the city; a field with what is typed around it; a part of a name.
_OF_HERE, _WITH_ENDS, _A_PART = 2.5, 3.5, 4.2
#: How the names of employers end.
EMPLOYERS = (
    *("学院", "大学", "医院", "卫生院", "公司", "集团", "学校", "中学", "小学", "幼儿园", "研究院", "研究所", "设计院"),
    *("银行", "工厂", "事务所", "中心", "协会", "局", "委员会", "报社", "电视台"),
)
#: So long a part of an office's or a committee's name tells which it is.
_TELLING_PART = 3


class Sort(StrEnum):
    """What a piece is."""

    NUMBER = "number"
    YEAR = "year"
    MONTH = "month"
    PHONE = "phone"
    TITLE = "title"
    LEVEL = "level"
    COUNTY = "county"
    CITY = "city"
    COMMITTEE = "committee"
    PERSON = "person"
    KIND = "kind"
    ROUTE = "route"
    HOURS = "hours"
    OFFICE = "office"
    EMPLOYER = "employer"
    FIELD = "field"
    IDLE = "idle"
    UNKNOWN = "unknown"


class WordPiece(NamedTuple):
    """A piece of what was typed, and what it is.

    Attributes:
        value: what it means: the full title, the county's full name, a number.
        doubt: how little it is worth as a reading of the text: the least doubtful pieces make up a word.
    """

    sort: Sort
    typed: str
    value: str = ""
    doubt: float = 1.0


class Lexicon:
    """All that a word may be in one plan.

    Args:
        contacts: those of the plan's notice.
    """

    def __init__(self, search: Taking, contacts: Sequence[Contact]) -> None:
        self.search, self.contacts = search, contacts
        self.plan, self.titles, self.fields = search.plan, search.titles, search.fields

    def words(self) -> Iterator[str]:
        """Every word that has a meaning of its own here."""
        # In a draft a name may still be empty.
        yield from filter(None, chain.from_iterable(self._names.values()))
        yield from map(plain, self.fields.words.all if self.fields.words else ())

    def piece(self, text: str) -> WordPiece:
        """What a text is as it stands, of whatever doubt.

        Args:
            text: as `plain` makes it.
        """
        found = self._counted(text) or self._named(text) or self._everyday(text) or self._institution_here(text)
        found = found or self._in_part(text)
        return found or WordPiece(Sort.UNKNOWN, text, text, 3 + 4 * len(text))

    def _counted(self, text: str) -> WordPiece | None:
        if text[0] not in _COUNTED:
            return None
        if found := re.fullmatch(_MONTH, text) or re.fullmatch(_YEAR_AND_MONTH, text):
            month = int(found[2]) if found[2].isascii() else numeral_value(found[2])
            return WordPiece(Sort.MONTH, text, f"{found[1] or ''}-{month}")
        if found := re.fullmatch(_NUMBER, text):
            digits = found[1] or found[2]
            return WordPiece(Sort.NUMBER, text, digits if digits[-1].isascii() else str(numeral_value(digits)))
        if found := re.fullmatch(_YEAR, text):
            return WordPiece(Sort.YEAR, text, found[1])
        return WordPiece(Sort.PHONE, text, text) if re.fullmatch(_PHONE, text) else None

    def _named(self, text: str) -> WordPiece | None:
        for sort, names in self._names.items():
            if (value := names.get(text)) is not None:
                return WordPiece(sort, text, value, self._doubt(sort, value or text))
        return None

    def _doubt(self, sort: Sort, value: str) -> float:
        if sort is Sort.TITLE:
            return _SURE if self.search.takers(value) else _UNTAKEN
        if sort is Sort.IDLE and len(value) == 1:
            return _ONE_SIGN
        return _SURE if sort is Sort.LEVEL else 1.0

    @cached_property
    def _names(self) -> Mapping[Sort, Mapping[str, str]]:
        """What has a name, in the order in which a name counts that two things have."""
        committees = self.plan.committees
        return {
            Sort.TITLE: {**{_bare(one): one for one in self.titles}, **self.titles.short},
            Sort.LEVEL: {**{one: one for one in self.titles.level_words}, "副高": "副高级", "正高": "正高级"},
            Sort.COUNTY: self._counties,
            Sort.KIND: {one.kind: one.kind for one in committees if one.kind not in _IDLE.split()},
            Sort.ROUTE: {way: way for one in committees for way in one.route_names if way != "评审"},
            Sort.HOURS: {one: one for one in _ABOUT_HOURS.split()},
            Sort.FIELD: self._printed,
            Sort.COMMITTEE: {plain(word): plain(word) for one in committees for word in (one.name, one.key)},
            Sort.PERSON: {plain(one.person): one.person for one in self.contacts},
            Sort.CITY: dict.fromkeys(self.above, self.plan.region.city),
            Sort.IDLE: dict.fromkeys(_IDLE.split(), ""),
        }

    @cached_property
    def _printed(self) -> dict[str, str]:
        """The fields that the plan prints, as the text that is looked for."""
        series = (name for names in self.titles.series_names.items() for name in (names[0], *names[1]))
        return {plain(one): one for one in (*self.fields.specialties(), *series)}

    @cached_property
    def _counties(self) -> dict[str, str]:
        region = self.plan.region
        names = {word: county for county in reversed(region.counties) for word in (county[:-1], county)}
        names = {word: county for word, county in names.items() if len(word) > 1}
        names |= dict.fromkeys(region.own_units, region.own)
        return {before + word: county for before in ("", *self.above) for word, county in names.items()}

    @cached_property
    def above(self) -> tuple[str, ...]:
        """What may stand before a county: province and city, with their last character or without."""
        region = self.plan.region
        province, city = ((name, name[:-1]) for name in (region.province, region.city))
        return tuple(dict.fromkeys((*city, *province, *map("".join, product(province, city)))))

    def _everyday(self, text: str) -> WordPiece | None:
        """A word that people use, as it is, or with what is typed around a field."""
        words = self.fields.words
        if words is None:
            return None
        if words.knows(compared(text)):
            found = words.exact(text)
            is_nothing = found is not None and found.leads_nowhere and self.is_broad(text)
            return WordPiece(Sort.FIELD, text, text, _NOWHERE if is_nothing else 1.0)
        return WordPiece(Sort.FIELD, text, text, _WITH_ENDS) if words.exact(text) else None

    def _institution_here(self, text: str) -> WordPiece | None:
        """An employer that is called after the city."""
        is_named = text.startswith(self.above) and text.endswith(EMPLOYERS)
        return WordPiece(Sort.EMPLOYER, text, text, _OF_HERE) if is_named else None

    def _in_part(self, text: str) -> WordPiece | None:
        """A part of the name of a committee or of an office that tells which it is."""
        if len(text) < _TELLING_PART:
            return None
        if any(text in name for name in self._committees):
            return WordPiece(Sort.COMMITTEE, text, text, _A_PART)
        return WordPiece(Sort.OFFICE, text, text, _A_PART) if any(text in one for one in self._offices) else None

    @cached_property
    def _committees(self) -> dict[str, int]:
        return {plain(one.name): one.no for one in self.plan.committees}

    @cached_property
    def _offices(self) -> tuple[str, ...]:
        units = (receiver.unit for one in self.plan.committees for receiver in one.receivers)
        return tuple(dict.fromkeys(map(plain, (*units, *(one.department for one in self.contacts)))))

    def is_person(self, text: str) -> bool:
        """Whether it is a name of the contacts, whatever else it may be."""
        return text in self._names[Sort.PERSON]

    def institution(self, piece: WordPiece) -> WordPiece | None:
        """The same as an employer, where it is named like one and no field of work: 湖州师范学院."""
        text = piece.typed
        is_named = len(text) > _TELLING_PART and text.endswith(EMPLOYERS)
        return piece._replace(sort=Sort.EMPLOYER) if is_named and self._everyday(text) is None else None

    def company(self, committees: Sequence[int]) -> str | None:
        """The company whose own committee is the one that was named; None = it is no company's."""
        rows = [one for one in self.plan.committees if one.no in committees]
        is_company = len(rows) == 1 and rows[0].scope.get("unit") == "本公司"
        return str(rows[0].scope["organisation"]) if is_company else None

    def is_broad(self, text: str) -> bool:
        """Whether a field says too little beside another: 设计 in 机械 设计."""
        return bool(self.fields.words and self.fields.words.is_broad(compared(text)))

    def is_also_field(self, title: str) -> bool:
        """Whether a title names a field of work as well: 护士, 翻译."""
        found = self.fields.words.exact(title) if self.fields.words else None
        return plain(title) in self._printed or bool(found and (found.means or found.exam))

    def is_receiver(self, text: str) -> bool:
        """Whether it is a telephone, or a part of the name, of an office that takes papers."""
        area = self.plan.region.area_code
        receivers = [receiver for one in self.plan.committees for receiver in one.receivers]
        phones = {local_number(phone, area) for one in receivers for phone in one.phones}
        return local_number(text, area) in phones or any(text in plain(one.unit) for one in receivers)

    def committee_of_number(self, digits: str) -> int:
        """The number of a row.

        Raises:
            ZcError: the plan has no row of that number.
        """
        from .find import numbered

        return numbered(digits, self.plan).no

    def committees_called(self, text: str) -> tuple[int, ...]:
        """The numbers of the committees that a name, a part of one, or a key means."""
        by_key = {plain(one.key): one.no for one in self.plan.committees}
        exact = by_key.get(text) or self._committees.get(text)
        return (exact,) if exact else tuple(no for name, no in self._committees.items() if text in name)

    def contacts_called(self, text: str) -> tuple[int, ...]:
        """The numbers of the contacts with such a name, telephone or office."""
        number = local_number(text, self.plan.region.area_code)
        return tuple(
            one.no
            for one in self.contacts
            if plain(one.person) == text
            or local_number(one.phone, self.plan.region.area_code) == number
            or (len(text) >= _TELLING_PART and text in plain(one.department))
        )


def _bare(title: str) -> str:
    """The same of a title: of hundreds few have more than plain characters."""
    return title if title.isalnum() else plain(title)


def plain(text: str) -> str:
    """A text as it is looked up here: folded, simplified, in small letters, dashes of any length as hyphens."""
    return simplified(keyed(text)).casefold()
