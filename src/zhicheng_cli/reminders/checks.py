"""What a schema cannot say of a subscriptions file: passwords, addresses, lead times, the way out, what is wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.checking import Context, Kind
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.rows import sound
from zhicheng_cli.plan.leads import read_lead

from .addresses import breaks_a_line, problem_of
from .password import fault_of
from .reading import WORDS, connection, password_file, read_want, usual_security
from .wants import Wanted

FORMAT = "zc.subscriptions/1"

_TABLE = "subscribers"
_PASSWORD: DataPath = ("transport", "smtp", "password")
_SMTP: DataPath = ("transport", "smtp")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
#: Who is told longer before forgets it again; and the announced working days must reach that far back.
_LONGEST_LEAD = 366
_SECRET = "密码不能写在这里"
_INSTEAD = "写 password: {env: ZC_SMTP_PASSWORD}，密码放进这个环境变量；或 {file: 只有自己能读的文件}；写过的密码要换掉"
_SECRET_KEY = re.compile(r"(pass(word|wd|phrase)?|pwd?|secret|token)$|密码|口令|授权码", re.IGNORECASE)
_SECRET_OPTION = re.compile(r"(^|\s)-[\w-]*pass(word|wd)?(=|\s|$)", re.IGNORECASE)
#: `name:secret@host`, alone or within an address of a server or page.
_SECRET_IN_URL = re.compile(r"//[^/\s@:]*:[^/\s@]*@|^(?!mailto:)[^/\s@:]+:(?!//)[^\s@]+@", re.IGNORECASE)
_UNSUBSCRIBE = re.compile(r"mailto:([^?\s<>]+)(\?[!-;=?-~]*)?|https://[A-Za-z0-9][!-;=?-~]*", re.IGNORECASE)


def subscription_kinds(wanted: Callable[[], Wanted]) -> dict[str, Kind]:
    """The kind of file that tells whom to remind of what, by `format`.

    Args:
        wanted: finds committees in the plan; asked for when there is such a file to check.
    """

    def check(document: Document, context: Context) -> Iterator[Finding]:
        yield from check_alone(document, context)
        yield from check_wants(document, context, wanted())

    keys = frozenset({"sender", "transport", "subscribers"})
    return {FORMAT: Kind("订阅文件", "subscriptions", keys, _TABLE, check, alone=True, first=check_secrets)}


def check_secrets(document: Document) -> Iterator[Finding]:
    """A password has no place in the file, in whatever form; it is not repeated either."""
    for path, value in _walk(document.value):
        if _is_secret(path, value):
            yield document.finding(path, "E808", _SECRET, _INSTEAD)


def check_alone(document: Document, context: Context) -> Iterator[Finding]:
    """What the file must be by itself, without a plan."""
    yield from _check_texts(document, context)
    yield from _check_people(document, context)
    yield from _check_told(document, context)
    yield from _check_transport(document)
    yield from _check_unsubscribe(document)


def check_wants(document: Document, context: Context, wanted: Wanted) -> Iterator[Finding]:
    """What is wanted must be known to the plan, and fit a committee."""
    for index, row in sound(document, _TABLE, context):
        for number, want in enumerate(row.get("wants", ())):
            path: DataPath = (_TABLE, index, "wants", number)
            unknown = list(_unknown_words(document, path, want, wanted))
            yield from unknown
            if not unknown and not wanted.fitting(read_want(want)):
                hint = "一条里各栏要同时符合；有一样符合就要的，分成几条写"
                yield document.finding(path, "W814", "计划里没有评委会符合这一条，不会收到提醒", hint)


def _unknown_words(document: Document, path: DataPath, want: Any, wanted: Wanted) -> Iterator[Finding]:
    for field, words in want.items():
        for index, word in enumerate(words):
            problem = wanted.problem(field, word)
            if problem:
                yield document.finding((*path, field, index), "E813", problem.message, problem.hint)


def _walk(value: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    """Every value in the file with its place, outer ones first; nothing below a password."""
    if path:
        yield path, value
    if path and _is_secret(path, value):
        return
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _walk(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _walk(one, (*path, index))


def _is_secret(path: DataPath, value: Any) -> bool:
    key = path[-1]
    if isinstance(key, str) and _SECRET_KEY.search(key):
        tells_where = isinstance(value, dict) and value.keys() <= {"env", "file"}
        return value is not None and not tells_where
    if not isinstance(value, str) or path[0] == _TABLE:
        return False
    if path == (*_SMTP, "user"):
        return ":" in value
    if path[:3] == ("transport", "sendmail", "command") and _SECRET_OPTION.search(value):
        return True
    return _SECRET_IN_URL.search(value) is not None


def _check_texts(document: Document, context: Context) -> Iterator[Finding]:
    """Names and the rest go into headers: a line break there would begin another header."""
    for path, value in _walk(document.value):
        if path[0] == _TABLE and len(path) > 1 and path[1] in context.broken:
            continue
        if isinstance(value, str) and path[-1] != "address" and breaks_a_line(value):
            yield document.finding(path, "E803", "这里有换行或看不见的字符", "写成一行，删去看不见的字符")


def _check_people(document: Document, context: Context) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    yield from _check_address(document, ("sender", "address"), document.value["sender"]["address"])
    for index, row in sound(document, _TABLE, context):
        path: DataPath = (_TABLE, index, "address")
        yield from _check_address(document, path, row["address"])
        first = seen.setdefault(row["address"].casefold(), index)
        if first != index:
            message = f"{row['address']} 在第 {first + 1} 项写过了"
            yield document.finding(path, "W802", message, "并成一项：想收的写成 wants 里的几条")
    if not document.value[_TABLE]:
        yield document.finding((_TABLE,), "W815", "一个收信人也没有，不会有人收到提醒", "至少写一项")


def _check_address(document: Document, path: DataPath, address: str) -> Iterator[Finding]:
    problem = problem_of(address)
    if problem:
        yield document.finding(path, "E801", f"“{address}”不是邮箱地址：{problem[0]}", problem[1])


def _check_told(document: Document, context: Context) -> Iterator[Finding]:
    """Lead times, milestones and days, of the defaults and of everyone."""
    rows = [((_TABLE, index), row) for index, row in sound(document, _TABLE, context)]
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
            yield document.finding((*path, index), "E804", error.message, error.hint)
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
        message = f"到 {smtp['host']} 的信和密码会不加密地传出去"
        yield document.finding(at, "E806", message, "改成 tls 或 starttls；none 只能用于本机，如 localhost")
    elif usual is None and "security" not in smtp:
        yield document.finding(at, "W807", f"端口 {port} 看不出怎样加密，按 tls 连接", "写上 security：tls 或 starttls")
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
        elif not _is_there(file):
            hint = "发信之前放好：里面一行就是密码，只有自己能读；相对的路径从订阅文件所在的文件夹算起"
            yield document.finding((*_PASSWORD, "file"), "W811", f"没有看到密码文件“{file}”", hint)


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except (OSError, ValueError):
        return False


def _check_unsubscribe(document: Document) -> Iterator[Finding]:
    text = document.value.get("unsubscribe")
    if text is None:
        return
    match = _UNSUBSCRIBE.fullmatch(text)
    if match is None:
        hint = "写 mailto:a@example.com 或 https:// 开头的网址，里面没有空格和中文；http:// 不行"
        yield document.finding(("unsubscribe",), "E812", f"“{text}”不能作退订地址", hint)
    elif match[1]:
        yield from _check_address(document, ("unsubscribe",), match[1])
