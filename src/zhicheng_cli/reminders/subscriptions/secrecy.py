"""Passwords that stand in a subscriptions file, in whatever form: they are refused, and never repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import UNNAMED, DataPath, Finding, path_text

_MESSAGE = "密码不能写在这里"
_CHANGE_IT = "写过的密码要换掉"
_INSTEAD = (
    f"写 password: {{env: ZC_SMTP_PASSWORD}}，密码放进这个环境变量；或 {{file: 只有自己能读的文件}}；{_CHANGE_IT}"
)
#: Programs have their own places for it: neither our variable nor our file is read by them.
_INSTEAD_OF_COMMAND = (
    f"密码写进发信程序自己的配置，如 msmtp 的 ~/.msmtprc，要只有自己能读；command 里不写；{_CHANGE_IT}"
)

_USER: DataPath = ("transport", "smtp", "user")
_PASSWORD: DataPath = ("transport", "smtp", "password")
_SENDMAIL: DataPath = ("transport", "sendmail")

_LONG = "password|passwort|passwd|passphrase|密码|密碼|口令|授权码"
_NAMES = f"{_LONG}|pass|pwd?|secret|token"
#: A key that is, or ends in, a name for a password.
_KEY = re.compile(rf"({_NAMES})$", re.IGNORECASE)
_PLAIN_KEY = re.compile(rf"([a-z]+[_-])?({_NAMES})", re.IGNORECASE)
#: A key that goes on after such a name: `password:geheim`, where the space was forgotten.
_GOES_ON = re.compile(rf"^[\W_]*(smtp[\W_]*)?({_LONG}).|({_NAMES})\s*[:=：＝]|(密码|密碼|口令|授权码).", re.IGNORECASE)
#: `name:secret@host`, alone or within an address of a server or page.
_IN_URL = re.compile(r"//[^/\s@:]*:[^/\s@]*@|^(?!mailto:)[^/\s@:]+:(?!//)[^\s@]+@", re.IGNORECASE)

#: What a shell puts in is no password itself: `$(pass show mail)`.
_VALUE = r"[\"']?(?![\"'$`]|$)"
#: `SMTPPASS=geheim`, `--password=geheim`.
_SETTING = re.compile(rf"^[\"']?(?!-+bypass)[\w.-]*({_NAMES})={_VALUE}", re.IGNORECASE)
_USER_SETTING = re.compile(r"(-u|--([\w-]+-)?user=)[^/:\s]+:(?!//).", re.IGNORECASE)
#: Options whose value is the next word.
_OPTION = re.compile(rf"-[\w-]*(?<!by)({_NAMES})|-[ax]?p", re.IGNORECASE)
_USER_OPTION = re.compile(r"-u|--([\w-]+-)?user", re.IGNORECASE)
_PORT = re.compile(r"\d{1,5}")


def check_secrets(document: Document) -> Iterator[Finding]:
    """A password has no place in the file; where its key holds it, or another key on the way may, that is not told."""
    for path, value in walk(document.value):
        if is_secret(path, value):
            yield _finding(document, path)
        elif path == (*_SENDMAIL, "command"):
            yield from (_finding(document, (*path, index)) for index in _in_command(value))


def walk(value: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    """Every value in the file with its place, outer ones first; nothing below a password."""
    if path:
        yield path, value
    if path and is_secret(path, value):
        return
    if isinstance(value, dict):
        for key, one in value.items():
            yield from walk(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from walk(one, (*path, index))


def is_secret(path: DataPath, value: Any) -> bool:
    """Whether a value, or the key that it stands under, is a password or holds one."""
    key = path[-1]
    if isinstance(key, str):
        if _GOES_ON.search(key):
            return True
        if _KEY.search(key):
            tells_where = isinstance(value, dict) and value.keys() <= {"env", "file"}
            return value is not None and not tells_where
    if not isinstance(value, str) or path[0] == "subscribers":
        return False
    if path == (*_SENDMAIL, "command"):
        return any(True for _ in _in_command([value]))
    return ":" in value if path == _USER else _IN_URL.search(value) is not None


def _finding(document: Document, path: DataPath) -> Finding:
    key = path[-1]
    of_key = isinstance(key, str) and path != _PASSWORD and (_GOES_ON.search(key) or _KEY.search(key)) is not None
    hint = _INSTEAD_OF_COMMAND if path[:2] == _SENDMAIL else _INSTEAD
    found = document.finding(path, "E808", _MESSAGE, hint, of_key=of_key)
    return found._replace(path=path_text(step if _may_be_told(step) else UNNAMED for step in path))


def _may_be_told(step: str | int) -> bool:
    return isinstance(step, int) or step in _fields() or _PLAIN_KEY.fullmatch(step) is not None


@cache
def _fields() -> frozenset[str]:
    """The names of all fields that the file may have."""

    def names(schema: Any) -> Iterator[str]:
        for name, inner in schema.get("properties", {}).items():
            yield name
            yield from names(inner)
        yield from names(schema["items"]) if "items" in schema else ()

    return frozenset(names(load_schema("subscriptions")))


def _in_command(command: Any) -> Iterator[int]:
    """The indexes of the items of a command that hold a password, or the option before it."""
    items = command if isinstance(command, list) else []
    words = [(index, word) for index, item in enumerate(items) if isinstance(item, str) for word in item.split()]
    found = (index for (index, word), (_, after) in pairwise([*words, (0, "")]) if _tells(word, after))
    yield from dict.fromkeys(found)


def _tells(word: str, after: str) -> bool:
    """Whether a word of a command holds a password, or makes the next one such."""
    if _SETTING.match(word) or _USER_SETTING.match(word):
        return True
    if _USER_OPTION.fullmatch(word):
        return re.match(r"[^/:]+:(?!//).", after) is not None
    if not _OPTION.fullmatch(word) or not re.match(_VALUE, after):
        return False
    # With -p programs also take a port, or it stands alone.
    short = word.lower() == "-p"
    return bool(after) and not (short and (after.startswith("-") or _PORT.fullmatch(after)))
