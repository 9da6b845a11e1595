"""One word, one reading, through whichever door it comes: option, interview, dossier, roster, subscription."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from json import dumps
from pathlib import Path
from typing import Any

import pytest
from applicant.dossier.sample_blanks import LAW

from zhicheng_cli.applicant.dossier.blank.template import sections
from zhicheng_cli.applicant.dossier.checks.check_dossier import dossier_kinds
from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.dossier.interview.topic_answers import Known, answered
from zhicheng_cli.applicant.dossier.interview.topics import FIELD, PERSONAL, TITLE
from zhicheng_cli.applicant.law.facts import BY_NAME
from zhicheng_cli.applicant.roster.cells import Cells
from zhicheng_cli.cli.frame.options import read_day
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.checking import Kind, check_files
from zhicheng_cli.files.findings import Finding, Severity
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.find import find_committee
from zhicheng_cli.reminders.subscriptions.check_subscriptions import subscription_kinds
from zhicheng_cli.reminders.subscriptions.subscription_reading import read_subscriptions
from zhicheng_cli.reminders.subscriptions.wants import Wanted

PARTS = {part.key: part for part in sections(load_schema("dossier"), None)}
CELLS = Cells(LAW.search)
WANTED = Wanted(LAW.search, LAW.calendar)
TODAY = date(2022, 1, 1)
#: Where a question is not called as the field is.
ASKED = {
    "target.specialty": "field",
    "employer.name": "employer",
    "employer.kind": "employer_kind",
    "hours.total": "hours_previous",
}

#: What comes through a door; of what is refused, the words.
Door = Callable[[str], Any]


class Refused(str):
    """Why a door did not let a word in."""

    __slots__ = ()


# ---- the doors ----


def option(read: Callable[[str], Any]) -> Door:
    """What a command reads from its options."""

    def door(text: str) -> Any:
        try:
            return read(text)
        except ZcError as error:
            return Refused(error)

    return door


def answer(path: str) -> Door:
    """The question of the interview whose answer is written there."""
    key, _, name = path.partition(".")
    topic = next(one for one in (TITLE, FIELD, *PERSONAL) if one.key == ASKED.get(path, name))

    def door(text: str) -> Any:
        before: dict[str, Any] = {"target": {"title": "工程师"}, "titles": [{"title": "助理工程师"}]}
        try:
            part = answered(topic, text, Known(before, LAW))[key]
        except ZcError as error:
            return Refused(error)
        return (part[0] if PARTS[key].many else part)[name]

    return door


def cell(name: str) -> Door:
    """A cell of a roster."""

    def door(text: str) -> Any:
        try:
            return CELLS.read(text, BY_NAME[name]).value
        except ZcError as error:
            return Refused(error)

    return door


def checked(content: dict[str, Any], kinds: dict[str, Kind]) -> tuple[Any, list[Finding]]:
    """A file people fill in: as it is read, and its errors. The words stand in quotes, as an editor may leave them."""
    found = check_files([("档案.yaml", dumps(content, ensure_ascii=False).encode())], kinds)
    return found.documents["档案.yaml"].value, [one for one in found.findings if one.severity is Severity.ERROR]


def field(path: str, fact: str = "") -> Door:
    """A field of a dossier, as it is read, or the fact that is drawn from it."""
    key, _, name = path.partition(".")

    def door(text: str) -> Any:
        content: dict[str, Any] = {"applicant": {"name": "样例甲"}, "target": {"title": "工程师"}}
        entry = content.get(key, {}) | {name: text}
        content |= {key: [entry] if PARTS[key].many else entry}
        value, errors = checked(content, dossier_kinds(lambda: LAW.search, TODAY))
        if errors:
            return Refused(errors[0])
        if fact:
            return getattr(read_dossier(value, LAW).facts, fact)
        return (value[key][0] if PARTS[key].many else value[key])[name]

    return door


def want(name: str) -> Door:
    """One word that a subscriber wants: the committees that fit it."""

    def door(text: str) -> Any:
        content = {
            "sender": {"address": "a@example.com"},
            "transport": {"sendmail": {"command": ["msmtp"]}},
            "subscribers": [{"address": "a@example.com", "wants": [{name: [text]}]}],
        }
        value, errors = checked(content, subscription_kinds(lambda: WANTED))
        if errors:
            return Refused(errors[0])
        wanted = WANTED.committees(read_subscriptions(value, Path()).subscribers[0])
        return [of.no for of in LAW.plan.committees if of.key in wanted]

    return door


def committees(**words: Any) -> list[int]:
    return [match.committee.no for match in LAW.search.select(Filters(**words), LAW.calendar)]


def examined(no: int, name: str, word: str) -> bool:
    return bool(LAW.search.exams.as_asked(LAW.plan.committees[no - 1], Filters(**{name: word})).by_exam)  # type: ignore[arg-type]


INVISIBLE = "\u200b\ufeff\u00ad\u202e"
#: In a YAML file a mark that nobody sees has a place, which is named; in a subscription a line break has, too.
NAMED = {"dossier": (("E004", INVISIBLE),), "subscription": (("E004", INVISIBLE), ("E803", "\n\r"))}


def through(doors: dict[str, Door], text: str) -> dict[str, Any]:
    """What comes of a word at each door but those that name the place of an invisible character."""
    told = {name: door(text) for name, door in doors.items()}
    for name in set(told) & set(NAMED):
        for code, marks in NAMED[name]:
            found = [mark for mark in marks if mark in text]
            if found and name in told:
                refusal = told.pop(name)
                assert code in refusal
                assert code != "E004" or f"U+{ord(found[0]):04X}" in refusal
    return told


def same(doors: dict[str, Door], texts: Iterable[str], reading: Any) -> None:
    for text in texts:
        for name, told in through(doors, text).items():
            assert not isinstance(told, Refused), (name, text, told)
            assert told == reading, (name, text)


def refused(doors: dict[str, Door], texts: Iterable[str], why: str) -> None:
    for text in texts:
        for name, told in through(doors, text).items():
            assert isinstance(told, Refused), (name, text, told)
            # A cell is listed with its text, and who was asked has just typed the answer.
            assert why in told if name in ("interview", "roster") else text in told, (name, text, told)


# ---- days and months ----

FORMS = (
    "2021-09-15", "2021/9/15", "2021.9.15", "2021。9。15", "20210915", "2021年9月15日", "2021 年 9 月 15 号",
    "2021年9⽉15⽇", "２０２１－０９－１５", " 2021-09-15 ", "2021–9–15", "2021-09-15 00:00:00", "2021\u200b-09-15",
)  # fmt: skip
MONTHS = (
    "2021-09", "2021/9", "2021.9", "2021.09", "2021年9月", "２０２１年９月", "2021 年 9 月份", "2021年9⽉",
    "202109",
)  # fmt: skip
NO_DAYS = ("昨天", "2021", "15/9/2021", "9月15日", "2021-1 2-3", "2021-9-15日前")


def dates(door: Door) -> Door:
    """The same, of a door that gives days as texts."""

    def read(text: str) -> Any:
        told = door(text)
        return told if isinstance(told, Refused) else date.fromisoformat(told)

    return read


def test_a_very_day() -> None:
    doors = {
        "option": option(lambda text: read_day(text, "--today")),
        "dossier": field("target.submitted", "submitted"),
        "roster": cell("submitted"),
    }
    same(doors, FORMS, date(2021, 9, 15))
    refused(doors, NO_DAYS, "不是日期")
    refused(doors, ("2021-02-30", "2021年13月1日"), "没有这一天")
    refused(doors, ("2021年9月", "2021-09"), "写到日")


def test_a_day_or_a_month_that_stands_for_its_last() -> None:
    files = {"dossier": dates(field("titles.obtained")), "roster": cell("obtained")}
    doors = {"interview": dates(answer("titles.obtained")), **files}
    same(doors, FORMS, date(2021, 9, 15))
    same(files, MONTHS, date(2021, 9, 30))
    # An interview leaves the month in the dossier that it writes, where it is read again.
    same({"interview": answer("titles.obtained")}, MONTHS, "2021-09")
    refused(doors, NO_DAYS, "不是日期")
    refused(doors, ("2021.1", "2021。1"), "10 月")


# ---- yes and no, numbers ----


def test_yes_and_no() -> None:
    path = "applicant.manager"
    doors = {"interview": answer(path), "dossier": field(path), "roster": cell("manager")}
    same(doors, ("是", "有", "对", "已", "√", "✔\ufe0f", "Y", "yes", "TRUE", "1", " 是 ", "ｙ", "是\u200b"), True)
    same(doors, ("否", "没有", "没 有", "无", "不是", "未", "×", "✗", "n", "No", "false", "0", "０"), False)
    for text in ("也许", "不知道", "x", "是是", "3"):
        for name, door in doors.items():
            assert isinstance(told := door(text), Refused)
            assert ("true 或 false" if name == "dossier" else "是 或 否") in told


def test_hours() -> None:
    total = "hours.total"
    doors = {"interview": answer(total), "dossier": field(total), "roster": cell("hours_previous_total")}
    same(doors, ("90", "９０", "90学时", "90 学时", "90.0", " 90 "), 90)
    same(doors, ("96.5", "96.5学时"), 96.5)
    for text in ("九十", "90年", "很多"):
        assert all(isinstance(door(text), Refused) for door in doors.values())
    # Who is asked may tell two numbers on one line.
    assert all(isinstance(door("1 0"), Refused) == (name != "interview") for name, door in doors.items())


def test_the_number_of_a_committee() -> None:
    path = "target.committee"
    doors = {
        "option": option(lambda text: find_committee(text, LAW.search).no),
        "dossier": field(path, "committee"),
        "roster": cell("committee"),
    }
    numbers = ("12", "１２", "12号", "第12行", " 第 12 号 ", "12.0")
    same(doors, numbers, 12)
    same({"subscription": want("committees")}, numbers, [12])
    same(doors, ("市建设工程专业中级职务评审委员会", "市建设⼯程专业 中级职务评审委员会", "建设⼯程－中级"), 12)
    refused(doors, ("99", "火星"), "评委会")


# ---- words ----


def disguises(word: str) -> tuple[str, ...]:
    head, tail = word[: len(word) // 2], word[len(word) // 2 :]
    marks = (" ", "\n", "\r\n", "\u3000", "\u00a0", *INVISIBLE)
    kangxi = word.translate(str.maketrans("工高一人土木水金见页长", "⼯⾼⼀⼈⼟⽊⽔⾦⻅⻚⻓"))
    return (word, f" {word}\n", *(f"{head}{mark}{tail}" for mark in marks), kangxi)


@pytest.mark.parametrize(
    ("name", "many", "words"),
    [
        ("title", "titles", ("工程师", "高级工程师", "副主任(中)药师")),
        ("specialty", "specialties", ("建筑", "园林", "暖通")),
        ("level", "levels", ("中级",)),
        ("kind", "kinds", ("中评委",)),
        ("route", "routes", ("以考代评",)),
        ("series", "series", ("工程",)),
        ("receiver", "receivers", ("市职业资格指导服务中心",)),
    ],
)
def test_the_filters(name: str, many: str, words: tuple[str, ...]) -> None:
    doors = {"option": option(lambda text: committees(**{name: text})), "subscription": want(many)}
    for word in words:
        found = committees(**{name: word})
        assert found
        same({"option": doors["option"]}, disguises(word), found)
        # What an examination alone gives has no day of which a subscriber could be told.
        same(
            {"subscription": doors["subscription"]},
            disguises(word),
            [no for no in found if not examined(no, name, word)],
        )


def test_titles_and_specialties_of_a_person() -> None:
    doors = {
        "interview": answer("target.title"),
        "dossier": field("target.title", "title"),
        "roster": cell("title"),
    }
    held = {"dossier": field("titles.title"), "roster": cell("held_title")}
    for word in ("工程师", "高级工程师", "助理工程师"):
        same(doors, disguises(word), word)
        same(held, disguises(word), word)
    path = "target.specialty"
    doors = {"interview": answer(path), "dossier": field(path), "roster": cell("specialty")}
    for word in ("建筑", "园林", "暖通"):
        same(doors, disguises(word), word)


def test_words_that_must_be_one_of_a_few() -> None:
    for path, name, word in (
        ("applicant.status", "status", "参公管理"),
        ("employer.kind", "employer_kind", "事业单位"),
        ("target.route", "route", "直通车"),
    ):
        asked = {} if name == "route" else {"interview": answer(path)}
        doors = {**asked, "dossier": field(path), "roster": cell(name)}
        same(doors, disguises(word), word)
        refused(doors, ("别的",), "")


def test_a_county() -> None:
    doors = {"dossier": field("employer.county", "county"), "roster": cell("county")}
    for text in ("德清县", "德清", "湖州市德清县", "浙江省湖州市 德清县"):
        same(doors, disguises(text), "德清县")
    same(doors, ("市直", "市本级", "湖州市 市属"), "市直")


def test_what_is_a_persons_own_stays_as_it_is_written() -> None:
    doors = {"interview": answer("employer.name"), "dossier": field("employer.name"), "roster": cell("employer")}
    for text in ("样例（甲）公司", "ＡＢ 样例 公司"):
        same(doors, (text,), text)
