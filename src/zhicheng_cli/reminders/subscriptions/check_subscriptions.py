"""What a schema cannot say of a subscriptions file: passwords, addresses, lead times, the way out, what is wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.checking import Context, Kind
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding, capped
from zhicheng_cli.files.fitting import Fits, fitting
from zhicheng_cli.files.row_checks import check_dates
from zhicheng_cli.plan.deadlines import undated_words
from zhicheng_cli.plan.find import withdrawn_words
from zhicheng_cli.plan.leads import read_lead

from .addresses import ENCODED, breaks_a_line, problem_of, same_address, shown
from .bodies import UnclearNumberError, Word
from .password import fault_of, is_there
from .secrecy import check_secrets, walk
from .subscription_reading import WORDS, connection, password_file, read_want, usual_security
from .wants import Wanted

FORMAT = "zc.subscriptions/1"
#: Of what the plan does not know, and of a number of which nobody can tell whose it is: that alone is not reminded of,
#: the rest of the entry is.
HELD_BACK = (_UNKNOWN, _UNCLEAR) = ("E813", "E818")

_TABLE = "subscribers"
_REVIEW_DATES = "review_dates"
_PASSWORD: DataPath = ("transport", "smtp", "password")
_SMTP: DataPath = ("transport", "smtp")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
#: Who is told longer before forgets it again; and the announced working days must reach that far back.
_LONGEST_LEAD = 366
#: No cc, bcc, to or body: a click must write to one address alone. A plus would be read as a plus or as a space.
_ONLY_SUBJECT = re.compile(r"(\?subject=[^&+]*)?", re.IGNORECASE)
_UNSUBSCRIBE = re.compile(r"mailto:([^?\s<>]+)(\?[!-;=?-~]*)?|https://[A-Za-z0-9][!-;=?-~]*", re.IGNORECASE)


def subscription_kinds(wanted: Callable[[], Wanted]) -> dict[str, Kind]:
    """The kind of file that tells whom to remind of what, by `format`.

    Args:
        wanted: finds committees in the plan; asked for when there is such a file to check.
    """

    def check(document: Document, context: Context) -> Iterator[Finding]:
        yield from capped(chain(check_alone(document, context), check_wants(document, context, wanted())))

    def first(document: Document) -> Iterator[Finding]:
        yield from capped(check_secrets(document))

    keys = frozenset({"sender", "transport", "subscribers"})
    return {FORMAT: Kind("订阅文件", "subscriptions", keys, _TABLE, check, alone=True, by_hand=True, first=first)}


def check_alone(document: Document, context: Context) -> Iterator[Finding]:
    """What the file must be by itself, without a plan."""
    yield from _check_texts(document, context)
    yield from _check_people(document, context)
    yield from _check_told(document, context)
    yield from _check_transport(document)
    yield from _check_unsubscribe(document)
    days = enumerate(document.value.get(_REVIEW_DATES, ()))
    yield from check_dates(document, (((_REVIEW_DATES, index, "date"), one["date"]) for index, one in days))


def check_wants(document: Document, context: Context, wanted: Wanted) -> Iterator[Finding]:
    """What is wanted must be known to the plan, and fit a committee."""
    for index, row in _rows(document, context):
        for number, want in enumerate(row.get("wants", ())):
            path: DataPath = (_TABLE, index, "wants", number)
            found = [*_check_named(document, path, want, wanted), *_unknown_words(document, path, want, wanted)]
            yield from found
            yield from _undated(document, path, want, wanted)
            read = read_want(want, document.value.get("numbers_of"))
            exams = [] if found else [one.sentence for one in wanted.by_exam(read)]
            for told in exams:
                yield document.finding(path, "W821", f"{told}，不会收到提醒", "考试的日子看考试通知；不要的可以删去")
            if not found and not exams and not wanted.fitting(read):
                hint = "一条里各栏要同时符合；有一样符合就要的，分成几条写"
                yield document.finding(path, "W814", "计划里没有评委会符合这一条，不会收到提醒", hint)
    yield from _check_numbers(document, context, wanted)
    yield from _check_review_dates(document, wanted)


def _check_review_dates(document: Document, wanted: Wanted) -> Iterator[Finding]:
    """Whose days they are must be known, and each told once."""
    seen: set[str] = set()
    for index, one in enumerate(document.value.get(_REVIEW_DATES, ())):
        path: DataPath = (_REVIEW_DATES, index, "committee")
        try:
            key = wanted.bodies.key(one["committee"], document.value.get("numbers_of"))
        except ZcError as error:
            code = _UNCLEAR if isinstance(error, UnclearNumberError) else _UNKNOWN
            yield document.refusal(path, code, error)
            continue
        if key in seen:
            yield document.finding(path, "W805", f"{wanted.bodies.called(key)}的评审日期写了两次", "请删去一处")
        seen.add(key)


def _rows(document: Document, context: Context) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The subscribers with their indexes; of one that does not fit the schema, the fields that do."""
    for index, row in enumerate(document.value[_TABLE]):
        if index not in context.broken:
            yield index, row
        elif isinstance(row, dict):
            fits = _fields_fit()
            yield index, {key: value for key, value in row.items() if key in fits and fits[key](value)}


@cache
def _fields_fit() -> Mapping[str, Fits]:
    """Whether a value fits, by field of a subscriber."""
    row = load_schema("subscriptions")["properties"][_TABLE]["items"]
    return {key: fitting(inner) for key, inner in row["properties"].items()}


def _named(document: Document, path: DataPath, want: Any, wanted: Wanted) -> Iterator[tuple[DataPath, Word, str]]:
    """The committees that a want names and that are known: where, how, and the key."""
    for index, word in enumerate(want.get("committees", ())):
        with suppress(ZcError):
            yield (*path, "committees", index), word, wanted.bodies.key(word, document.value.get("numbers_of"))


def _check_named(document: Document, path: DataPath, want: Any, wanted: Wanted) -> Iterator[Finding]:
    """A committee that is named must be one, and a number must still be its own."""
    for index, word in enumerate(want.get("committees", ())):
        try:
            wanted.bodies.key(word, document.value.get("numbers_of"))
        except ZcError as error:
            code = _UNCLEAR if isinstance(error, UnclearNumberError) else _UNKNOWN
            yield document.refusal((*path, "committees", index), code, error)
    for where, word, key in _named(document, path, want, wanted):
        number, year, called = wanted.bodies.number(key), wanted.plan.year, wanted.bodies.called(key)
        if number is None:
            message, hint = (
                f"{year} 年度的计划里没有{called}了，不会有提醒",
                "不要了的可以删去；改由别的评委会评的，写那一个的代号",
            )
            for row in wanted.plan.withdrawn:
                if row.key == key:
                    message, hint = f"{withdrawn_words(row)[0]}，不会有提醒", f"{withdrawn_words(row)[1]}。{hint}"
            yield document.finding(where, "W819", message, hint)
        elif isinstance(word, int) and word != number:
            message = f"{word} 号是{called}，{year} 年度是 {number} 号；提醒照这个评委会，不照序号"
            yield document.finding(where, "W819", message, f"免得看错，改写成代号：{key}")


def _check_numbers(document: Document, context: Context, wanted: Wanted) -> Iterator[Finding]:
    """Whose the numbers are, once for the whole file, where the first of them stands."""
    found: dict[int, tuple[DataPath, str]] = {}
    for index, row in _rows(document, context):
        for number, want in enumerate(row.get("wants", ())):
            for where, word, key in _named(document, (_TABLE, index, "wants", number), want, wanted):
                if isinstance(word, int):
                    found.setdefault(word, (where, key))
    if found:
        year = document.value.get("numbers_of")
        told = "；".join(f"{word} {wanted.bodies.called(key)}" for word, (_, key) in sorted(found.items()))
        hint = "" if year else f"序号各年会变：写上 numbers_of: {wanted.plan.year}，或者改写成代号"
        place = next(iter(found.values()))[0]
        yield document.finding(place, "N820", f"序号照 {year or wanted.plan.year} 年度的计划：{told}", hint)


def _undated(document: Document, path: DataPath, want: Any, wanted: Wanted) -> Iterator[Finding]:
    rows = {one.key: one for one in wanted.plan.committees if not one.has_windows}
    for where, word, key in _named(document, path, want, wanted):
        if row := rows.get(key):
            called = f"{word} 号评委会" if isinstance(word, int) else f"“{word}”"
            hint = f"向谁打听：zc show {wanted.bodies.number(key)}"
            yield document.finding(
                where, "W817", f"{called}{undated_words((row.cutoff, row.review))}，不会有提醒", hint
            )


def _unknown_words(document: Document, path: DataPath, want: Any, wanted: Wanted) -> Iterator[Finding]:
    for field, words in want.items():
        for index, word in enumerate(words if field != "committees" else ()):
            problem = wanted.problem(field, word)
            if problem:
                yield document.refusal((*path, field, index), _UNKNOWN, problem)


def _check_texts(document: Document, context: Context) -> Iterator[Finding]:
    """Names and the rest go into headers: a line break there would begin another header."""
    beyond = {key: value for key, value in document.value.items() if key != _TABLE}
    people = (walk(row, (_TABLE, index)) for index, row in _rows(document, context))
    for path, value in chain(walk(beyond), *people):
        if isinstance(value, str) and path[-1] != "address" and breaks_a_line(value):
            yield document.finding(path, "E803", "这里有换行或看不见的字符", "写成一行，删去看不见的字符")


def _check_people(document: Document, context: Context) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    yield from _check_address(document, ("sender", "address"), document.value["sender"]["address"])
    for index, row in _rows(document, context):
        if "address" not in row:
            continue
        path: DataPath = (_TABLE, index, "address")
        yield from _check_address(document, path, row["address"])
        first = seen.setdefault(same_address(row["address"]), index)
        if first != index:
            message = f"{shown(row['address'])} 在第 {first + 1} 项写过了"
            yield document.finding(path, "W802", message, "并成一项：想收的写成 wants 里的几条")
    if not document.value[_TABLE]:
        yield document.finding((_TABLE,), "W815", "一个收信人也没有，不会有人收到提醒", "至少写一项")


def _check_address(document: Document, path: DataPath, address: str) -> Iterator[Finding]:
    problem = problem_of(address)
    if problem:
        yield document.finding(path, "E801", f"“{shown(address)}”不是邮箱地址：{problem[0]}", problem[1])


def _check_told(document: Document, context: Context) -> Iterator[Finding]:
    """Lead times, milestones and days, of the defaults and of everyone."""
    rows = [((_TABLE, index), row) for index, row in _rows(document, context)]
    for path, row in (("defaults",), document.value.get("defaults", {})), *rows:
        yield from _check_list(document, (*path, "lead"), row.get("lead", ()), _lead)
        for key in ("milestones", "days"):
            yield from _check_list(document, (*path, key), row.get(key, ()), WORDS.get)


def _lead(text: str) -> object:
    lead = read_lead(text)
    if lead.number > _LONGEST_LEAD:
        raise ZcError(f"提前量“{text}”太长", f"最多 {_LONGEST_LEAD} 天")
    return lead


def _check_list(
    document: Document, path: DataPath, words: Iterable[str], meaning: Callable[[str], object]
) -> Iterator[Finding]:
    seen: dict[object, str] = {}
    for index, word in enumerate(words):
        try:
            meant = meaning(word)
        except ZcError as error:
            yield document.refusal((*path, index), "E804", error)
            continue
        if meant in seen:
            same = "" if seen[meant] == word else f"，同“{seen[meant]}”"
            yield document.finding((*path, index), "W805", f"“{word}”重复{same}", "请删去一处")
        seen.setdefault(meant, word)


def _check_transport(document: Document) -> Iterator[Finding]:
    transport = document.value["transport"]
    if len(transport) > 1:
        message = "smtp 和 sendmail 只能写一个"
        yield document.finding(("transport", "sendmail"), "E816", message, "留下一个，另一个删去", of_key=True)
    smtp = transport.get("smtp")
    if smtp is None:
        return
    yield from _check_security(document, smtp)
    for given, lacking in (("user", "password"), ("password", "user")):
        if given in smtp and lacking not in smtp:
            hint = f"补上 {lacking}；服务器不要登录的，两个都不写"
            yield document.finding((*_SMTP, given), "E809", f"写了 {given}，没有写 {lacking}", hint, of_key=True)
    yield from _check_password(document, smtp.get("password"))


def _check_security(document: Document, smtp: Any) -> Iterator[Finding]:
    port, security = connection(smtp)
    usual = usual_security(port)
    at: DataPath = (*_SMTP, "security" if "security" in smtp else "port")
    if security == "none" and smtp["host"].lower() not in _LOOPBACK:
        message = "到别的机器的信和密码会不加密地传出去"
        yield document.finding(at, "E806", message, "改成 tls 或 starttls；none 只能用于本机，如 localhost")
    elif usual is None and "security" not in smtp:
        yield document.finding(
            at, "W807", f"端口 {port} 看不出怎样加密，按 tls 连接", "写上 security，值是 tls 或 starttls"
        )
    elif usual not in (None, security) and (security != "none" or usual == "tls"):
        hint = "465 用 tls，587、25 用 starttls；服务器确是这样的，可以不改"
        yield document.finding(at, "W807", f"端口 {port} 多半用 {usual}，这里写的是 {security}", hint)


def _check_password(document: Document, password: Any) -> Iterator[Finding]:
    if password is None:
        return
    if len(password) > 1:
        yield document.finding(
            (*_PASSWORD, "file"), "E816", "env 和 file 只能写一个", "留下一个，另一个删去", of_key=True
        )
    if "file" in password:
        file = password_file(password["file"], Path(document.file).parent)
        fault = fault_of(file)
        if fault:
            yield document.finding((*_PASSWORD, "file"), "E810", *fault)
        elif not is_there(file):
            # Its name is not repeated: it may be the password itself.
            hint = f"发信之前放好：里面一行就是密码，只有自己能读；相对的路径从“{Path(document.file).parent}”算起"
            yield document.finding((*_PASSWORD, "file"), "W811", "没有看到 file 写的密码文件", hint)


def _check_unsubscribe(document: Document) -> Iterator[Finding]:
    text = document.value.get("unsubscribe")
    if text is None:
        return
    match = _UNSUBSCRIBE.fullmatch(text)
    fault: tuple[str, str] | None = None
    if match is None:
        hint = "写 mailto:a@example.com 或 https:// 开头的网址，里面没有空格和中文；http:// 不行"
        fault = "这不能作退订地址", hint
    elif ENCODED in text:
        fault = f"退订地址里不能有“{ENCODED}”", "等号写成 %3D"
    elif breaks_a_line(unquote(text)):
        fault = "退订地址里不能有换行或看不见的字符", "删去 %0D、%0A 等"
    elif match[1] and not _ONLY_SUBJECT.fullmatch(match[2] or ""):
        fault = "mailto: 后面只能带一个 subject", "例如 mailto:a@example.com?subject=unsubscribe"
    if fault:
        yield document.finding(("unsubscribe",), "E812", *fault)
    elif match and match[1]:
        yield from _check_address(document, ("unsubscribe",), unquote(match[1]))
