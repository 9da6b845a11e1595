"""The subscriptions file: what it says, what it may not say, and what is never repeated."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from places import TESTS

from zhicheng_cli.cli import main
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.checking import broken_rows, check_files
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.finding_pages import Page, read_pages
from zhicheng_cli.files.findings import MOST, Finding
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import LABELS
from zhicheng_cli.plan.search import Filters, Search
from zhicheng_cli.reminders.subscriptions.addresses import breaks_a_line, problem_of, shown
from zhicheng_cli.reminders.subscriptions.blank_subscriptions import BLANK
from zhicheng_cli.reminders.subscriptions.check_subscriptions import subscription_kinds
from zhicheng_cli.reminders.subscriptions.password import fault_of, find_password
from zhicheng_cli.reminders.subscriptions.subscription_reading import connection, read_subscriptions
from zhicheng_cli.reminders.subscriptions.subscriptions import (
    DAYS,
    MILESTONES,
    Mailbox,
    Password,
    Sendmail,
    Smtp,
    Subscriber,
    Subscriptions,
    Want,
)
from zhicheng_cli.reminders.subscriptions.wants import Wanted

FULL = (TESTS / "positive" / "subscriptions.yaml").read_text(encoding="utf-8")
SECRET = "geheim-Gh7"
SENDER = "sender: {address: zhicheng@example.gov.cn}\n"
PROGRAM = "transport: {sendmail: {command: [msmtp, -t]}}\n"
SUBSCRIBERS = "subscribers:\n  - {address: a@example.com}\n"
#: Windows keeps who may read in lists of its own.
modes = pytest.mark.skipif(sys.platform == "win32", reason="no permission bits")


@cache
def data() -> Dataset:
    return Dataset(year=2021)


def wanted() -> Wanted:
    return Wanted(data().search, data().calendar)


KINDS = subscription_kinds(cache(wanted))


def findings(text: str, file: str = "f.yaml") -> list[Finding]:
    return check_files([(file, text.encode())], KINDS).findings


def codes(text: str, file: str = "f.yaml") -> list[str]:
    return [one.code for one in findings(text, file)]


def value(text: str) -> Any:
    document, found = parse(text.encode(), "f")
    assert document is not None
    assert found == []
    return document.value


def read(text: str, folder: Path = Path()) -> Subscriptions:
    assert codes(text) == []
    return read_subscriptions(value(text), folder)


def smtp(fields: str) -> str:
    return f"{SENDER}transport:\n  smtp: {{{fields}}}\n{SUBSCRIBERS}"


# What the file says


def test_every_field_is_read() -> None:
    ours = Subscriber(
        Mailbox("a@example.com", "样例甲"),
        (Want((12, 29)), Want((), ("暖通",), ("工程",), ("中级",), ("市职业资格指导服务中心",))),
        ("unit_notice", "cutoff", "report", "review"),
        (Lead(30, False), Lead(7, True), Lead(3, True), Lead(1, True), Lead(0, False)),
        ("safe", "last"),
    )
    # 4周 are 28 days; the file's defaults are written in Chinese.
    plain = Subscriber(
        Mailbox("b.c+zc@xn--fiqs8s.example.com"),
        (),
        ("cutoff", "review"),
        (Lead(30, False), Lead(28, False), Lead(7, True)),
        ("last",),
    )
    assert read(FULL) == Subscriptions(
        Mailbox("zhicheng@example.gov.cn", "湖州职称提醒"),
        Smtp(
            "smtp.example.gov.cn",
            587,
            "starttls",
            "zhicheng@example.gov.cn",
            Password("ZC_SMTP_PASSWORD"),
            timeout=12.5,
        ),
        "mailto:zhicheng@example.gov.cn?subject=unsubscribe",
        (ours, plain),
    )


def test_what_is_not_written() -> None:
    found = read(SENDER + PROGRAM + SUBSCRIBERS)
    assert found.transport == Sendmail(("msmtp", "-t"))
    assert found.unsubscribe is None
    (one,) = found.subscribers
    leads = (Lead(30, False), Lead(7, True), Lead(3, True), Lead(1, True))
    assert one == Subscriber(Mailbox("a@example.com"), (), ("cutoff",), leads, ("safe", "last"))


def test_a_subscribers_own_words_go_before_the_defaults() -> None:
    defaults = "defaults: {lead: [9d], days: [safe]}\n"
    (one,) = read(f"{SENDER}{PROGRAM}{defaults}subscribers: [{{address: a@example.com, lead: [1w]}}]").subscribers
    assert (one.leads, one.days, one.milestones) == ((Lead(1, True),), ("safe",), ("cutoff",))


def test_a_password_file_is_looked_for_beside_the_file(tmp_path: Path) -> None:
    text = smtp("host: localhost, user: a, password: {file: %s}")
    for written, path in (
        ("geheim", tmp_path / "geheim"),
        (tmp_path / "b", tmp_path / "b"),
        ("~/c", Path.home() / "c"),
    ):
        transport = read_subscriptions(value(text % written), tmp_path).transport
        assert isinstance(transport, Smtp)
        assert transport.password == Password(file=path)


@pytest.mark.parametrize(
    ("given", "port", "security"),
    [
        ({}, 465, "tls"),
        ({"port": 465}, 465, "tls"),
        ({"port": 587}, 587, "starttls"),
        ({"port": 25}, 25, "starttls"),
        ({"port": 2525}, 2525, "tls"),
        ({"security": "starttls"}, 587, "starttls"),
        ({"security": "tls"}, 465, "tls"),
        ({"security": "none"}, 25, "none"),
        ({"port": 2525, "security": "none"}, 2525, "none"),
    ],
)
def test_port_and_security_tell_each_other(given: dict[str, Any], port: int, security: str) -> None:
    assert connection(given) == (port, security)


def test_milestones_may_be_written_as_they_are_called() -> None:
    row = load_schema("subscriptions")["properties"]["subscribers"]["items"]["properties"]
    assert row["milestones"]["items"]["enum"] == [*MILESTONES, *(LABELS[one] for one in MILESTONES)]
    everything = ", ".join(LABELS[one] for one in reversed(MILESTONES))
    text = f"{SENDER}{PROGRAM}subscribers: [{{address: a@example.com, milestones: [{everything}], days: [最迟, 稳妥]}}]"
    (one,) = read(text).subscribers
    assert (one.milestones, one.days) == (MILESTONES, DAYS)


# What is wanted


def numbers(*wants: Want) -> frozenset[int]:
    return wanted().committees(Subscriber(Mailbox("a@example.com"), wants, (), (), ()))


def test_without_a_want_all_are_wanted() -> None:
    assert numbers() == frozenset(range(1, 47))  # 附件1 has 46 rows


def test_all_fields_of_a_want_any_word_of_a_field_any_want() -> None:
    assert numbers(Want((12, 29))) == {12, 29}
    # 附件1: rows 12 and 13 are of the series 工程, row 12 alone has 建筑 in its remarks.
    assert numbers(Want((12, 13), ("建筑",))) == {12}
    assert numbers(Want((12,), ("会计",))) == set()
    assert numbers(Want((12,), ("会计",)), Want((13,))) == {13}
    # 附件1, row 1: 省蓄电池行业协会 takes the papers of this row alone.
    assert numbers(Want(receivers=("省蓄电池行业协会",))) == {1}
    assert numbers(Want((12, 1), receivers=("省蓄电池行业协会",))) == {1}


def test_a_series_may_be_called_by_its_other_name() -> None:
    assert numbers(Want(series=("图书",))) == numbers(Want(series=("图书资料",))) != set()


def test_a_specialty_that_is_not_taken_at_that_level() -> None:
    # 附件1, row 9: 防灾减灾(初、中级除外).
    assert 9 in numbers(Want(specialties=("防灾减灾",)))
    assert 9 in numbers(Want(specialties=("防灾减灾",), levels=("高级",)))
    assert 9 not in numbers(Want(specialties=("防灾减灾",), levels=("中级",)))
    assert 9 not in numbers(Want(specialties=("防灾减灾",), levels=("初级", "中级")))
    assert 9 in numbers(Want(specialties=("防灾减灾",), levels=("中级", "高级")))


def some(words: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(sorted(words)), max_size=3, unique=True).map(tuple)


COMMITTEES = data().plan.committees
WANTS = st.builds(
    Want,
    st.just(()) | some(range(1, 47)),
    some({*data().search.fields.specialties(), *data().search.fields.aliases, "防灾减灾", "工程", "技术"}),
    some({name for one in COMMITTEES for name in one.series}),
    some(data().search.titles.level_words),
    some({one.unit for committee in COMMITTEES for one in committee.receivers} | {"市职业资格", "2033099"}),
)
WANTED = wanted()


@given(WANTS)
@settings(max_examples=150, deadline=None)
@example(Want(specialties=("防灾减灾", "建筑"), levels=("中级",)))
def test_a_want_is_what_zc_plan_finds_for_every_combination(want: Want) -> None:
    search, found = data().search, set()
    for specialty, level, receiver in product(*(words or (None,) for words in (want[1], want[3], want[4]))):
        filters = Filters(specialty=specialty, level=level, receiver=receiver)
        found |= {
            one.committee.no
            for one in search.select(filters, data().calendar)
            if (not want.committees or one.committee.no in want.committees)
            and (not want.series or set(one.committee.series) & set(want.series))
        }
    assert WANTED.fitting(want) == found


def test_each_word_is_asked_once_however_many_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    select = Search.select

    def counted(self: Search, filters: Filters, calendar: Any) -> Any:
        asked.append(filters)
        return select(self, filters, calendar)

    monkeypatch.setattr(Search, "select", counted)
    specialties, levels = data().search.fields.specialties()[:20], data().search.titles.level_words
    ours = wanted()
    for no, specialty, level in product(range(1, 47), specialties, levels):
        ours.committees(Subscriber(Mailbox("a@example.com"), (Want((no,), (specialty,), (), (level,)),), (), (), ()))
    # Row 9 alone has levels excepted, so only what fits it is asked for both at once.
    assert len(asked) == len(set(asked))
    both = [one for one in asked if one.specialty and one.level]
    assert len(asked) - len(both) == len(specialties) + len(levels)
    assert len(both) < len(specialties) * len(levels) / 2


@pytest.mark.parametrize(
    ("want", "message", "hint"),
    [
        (Want((47,)), "没有这个评委会：47", "2021 年度有 46 个"),
        (Want(specialties=("甲乙丙",)), "没有这个专业：甲乙丙", ""),
        (Want(series=("工成",)), "没有这个系列：工成", "是否想写“工程”？"),
        (Want(levels=("中极",)), "没有这个级别：中极", "是否想写“中级”？"),
        (Want(receivers=("甲单位",)), "没有这个材料接收单位：甲单位", ""),
    ],
)
def test_what_the_plan_does_not_know(want: Want, message: str, hint: str) -> None:
    with pytest.raises(ZcError) as caught:
        numbers(want)
    assert caught.value.message == message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


# Addresses and names


@pytest.mark.parametrize(
    "address",
    [
        "a@example.com",
        "first.last+tag@sub.example.com",
        "o'neil_1@example.com",
        "1234567890@qq.example.com",
        "a@xn--fiqs8s.example",
        "a@1-2.example.com",
        f"{'a' * 64}@example.com",
    ],
)
def test_an_address(address: str) -> None:
    assert problem_of(address) is None


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("", "写成"),
        ("a", "写成"),
        ("@example.com", "写成"),
        ("a@", "写成"),
        ("a@@example.com", ""),
        ("a@b@example.com", ""),
        ("a b@example.com", ""),
        (" a@example.com", "“a@example.com”"),
        ("a@example.com\n", "“a@example.com”"),
        ("a@example.com\r\nBcc: b@example.com", ""),
        ("a@example.com,b@example.com", ""),
        ("a@example.com;", "“a@example.com”"),
        ("<a@example.com>", "“a@example.com”"),
        ("样例甲 <a@example.com>", "“a@example.com”"),
        ("mailto:a@example.com", "“a@example.com”"),
        ("ａ＠ｅxample.com", "“a@example.com”"),
        ("a@example。com", "“a@example.com”"),
        ("样例@example.com", ""),
        ("a@example.中国", "“a@example.xn--fiqs8s”"),
        ('"a b"@example.com', ""),
        (".a@example.com", ""),
        ("a.@example.com", ""),
        ("a..b@example.com", ""),
        ("-oQ@example.com", ""),
        ("a@localhost", ""),
        ("a@-b.com", ""),
        ("a@b-.com", ""),
        ("a@b..com", ""),
        ("a@example.com.", "“a@example.com”"),
        ("a@192.0.2.1", ""),
        ("a@[192.0.2.1]", ""),
        ("a\0@example.com", ""),
        (f"{'a' * 65}@example.com", ""),
        (f"a@{'b' * 64}.com", ""),
        (f"a@{'b.' * 130}com", ""),
        ("=?utf-8?q?a?=@example.com", ""),
        ("=?utf-8?b?DQo=?=@example.com", ""),
        ("a=?b@example.com", ""),
        ("a@example.com=?", "“a@example.com”"),
        (f"a@example.com:{SECRET}", "“a@example.com”"),
        (f"a:{SECRET}@example.com", "写成"),
        (f"a：{SECRET}@example.com", "写成"),
        ("邮箱：a@example.com", "“a@example.com”"),
    ],
)
def test_no_address(address: str, hint: str) -> None:
    problem = problem_of(address)
    assert problem is not None
    assert hint in problem[1]
    assert SECRET not in f"{problem}{shown(address)}"
    meant = re.search("“(.*)”", problem[1])
    assert not meant or problem_of(meant[1]) is None


PIECES = st.sampled_from(
    ["a", "B", "9", ".", "@", "-", "+", "_", '"', " ", "\r", "\n", "\t", "\0", "\x85", "\u2028", "，", "甲", "<", ">",
     ":", ",", ";", "\\", "example", ".com", "@example.com", "\udc80"]
)  # fmt: skip
TEXTS = st.text(max_size=12) | st.lists(PIECES, max_size=8).map("".join)
ENCODED_WORDS = st.lists(st.sampled_from(["a", ".", "=?", "?=", "=?utf-8?q?a?=", "=?x?b?DQo=?="]), max_size=4).map(
    "".join
)


@given(
    TEXTS
    | ENCODED_WORDS.map(lambda text: f"{text}@example.com")
    | TEXTS.map(lambda text: f"a@example.com{text}")
    | TEXTS.map(lambda text: f"{text}@example.com")
)
@settings(max_examples=800)
def test_no_accepted_address_can_break_a_header_or_become_an_option(address: str) -> None:
    if problem_of(address) is None:
        assert re.fullmatch("[!-~]+", address)
        assert not set(address) & set(' ()<>[]:;,\\"')
        assert not address.startswith("-")
        parsed = Address(addr_spec=address)
        assert (parsed.addr_spec, address.count("@")) == (address, 1)


@given(TEXTS)
@settings(max_examples=400)
def test_no_accepted_name_can_break_a_header(name: str) -> None:
    if not breaks_a_line(name):
        assert len(f"{name}.".splitlines()) == 1
        message = EmailMessage()
        message["To"] = Address(name, addr_spec="a@example.com")
        message["Subject"] = name
        assert {line.split(b":")[0] for line in bytes(message).split(b"\n\n")[0].split(b"\n") if line[:1] != b" "} == {
            b"To",
            b"Subject",
        }


@pytest.mark.parametrize("mark", ["\n", "\r", "\t", "\x7f", "\x85", "\u2028", "\u200b", "\ufeff", "\u202e"])
def test_marks_that_no_text_may_hold(mark: str) -> None:
    assert breaks_a_line(f"样例{mark}甲")
    written = json.dumps(f"样例{mark}甲")
    for place in ("name: {}", "wants: [{{specialties: [{}]}}]"):
        text = f"{SENDER}{PROGRAM}subscribers:\n  - {{address: a@example.com, {place.format(written)}}}\n"
        assert codes(text)[:1] in (["E803"], ["E004"])


def test_a_name_of_any_script_is_one() -> None:
    assert not any(map(breaks_a_line, ("样例甲", "Jo Ñandú", "买买提·样例", "㐂𠮷", "样例　乙")))


# Passwords


IN_KEYS = (
    *("password:", "password=", "password :", "密码：", "密码", "授权码", "口令=", "SMTP_PASSWORD=", "pass:", "pwd="),
    *("Passwort=", "smtp-password:", "secret=", "token="),
)
#: What programs take a password from: options, settings, `user:password`.
IN_COMMANDS = (
    f"[curl, -u, 'a:{SECRET}']",
    f"[curl, '-ua:{SECRET}']",
    f"[curl, --user, 'a:{SECRET}']",
    f"[curl, '--user=a:{SECRET}']",
    f"[msmtp, -p, {SECRET}]",
    f"[msmtp, --password, {SECRET}]",
    f"[msmtp, --password={SECRET}]",
    f"[swaks, -ap, {SECRET}]",
    f"[sendemail, -xp, {SECRET}]",
    f"[swaks, --auth-password, {SECRET}]",
    f"[env, SMTPPASS={SECRET}, msmtp]",
    f"[mailx, -S, smtp-auth-password={SECRET}]",
    f"[sh, -c, 'SMTPPASS={SECRET} msmtp -t']",
    f"[sh, -c, \"SMTPPASS='{SECRET}' msmtp -t\"]",
    f"[sh, -c, 'curl -u a:{SECRET} smtp://localhost']",
    f"[curl, 'smtp://a:{SECRET}@localhost']",
)


SPOILT = [
    smtp(f"host: localhost, user: a, password: {SECRET}"),
    smtp(f"host: localhost, user: a, password: {{{SECRET}}}"),
    smtp(f"host: localhost, user: a, password: {{{SECRET}: 1}}"),
    smtp(f"host: localhost, user: a, password: [{SECRET}]"),
    smtp(f"host: localhost, user: a, password: {{env: {SECRET}}}"),
    smtp(f'host: localhost, user: a, password: {{env: "{SECRET}"}}'),
    smtp(f"host: localhost, user: a, password: {{password: {SECRET}}}"),
    smtp(f"host: localhost, user: a, pass: {SECRET}"),
    smtp(f"host: localhost, user: a, passwort: {SECRET}"),
    smtp(f"host: localhost, user: a, SMTP_PASSWORD: {SECRET}"),
    smtp(f"host: localhost, user: a, 密码: {SECRET}"),
    smtp(f"host: localhost, user: a, 授权码: {{{SECRET}: {SECRET}}}"),
    smtp(f"host: localhost, user: 'a:{SECRET}'"),
    smtp(f"host: localhost, user: 'a:{SECRET}@localhost'"),
    smtp(f"host: 'a:{SECRET}@localhost'"),
    smtp(f"host: 'smtps://a:{SECRET}@localhost'"),
    f"{SENDER}transport: 'smtps://a:{SECRET}@localhost'\n{SUBSCRIBERS}",
    f"{SENDER}transport: {{sendmail: {{command: 'msmtp --password={SECRET}'}}}}\n{SUBSCRIBERS}",
    f"{SENDER}transport: {{sendmail: {{command: [msmtp, --password={SECRET}]}}}}\n{SUBSCRIBERS}",
    f"sender: {{address: 'a:{SECRET}@example.com'}}\n{PROGRAM}{SUBSCRIBERS}",
    f"password: {SECRET}\n{SENDER}{PROGRAM}{SUBSCRIBERS}",
    f"{SENDER}{PROGRAM}unsubscribe: 'https://a:{SECRET}@www.example.com/'\n{SUBSCRIBERS}",
    f"{SENDER}{PROGRAM}subscribers:\n  - {{address: a@example.com, password: {SECRET}}}\n",
    # In the name of a field, where a space was forgotten.
    *(smtp(f"host: localhost, user: a, {word}{SECRET}") for word in IN_KEYS),
    *(smtp(f"host: localhost, user: a, '{word}{SECRET}': 1") for word in ("password: ", "my_pass: ", "授权码是")),
    f"{SENDER}transport: {{password={SECRET}}}\n{SUBSCRIBERS}",
    f"{SENDER}transport: {{smtp: {{host: localhost}}, {SECRET}: {{password: 1}}}}\n{SUBSCRIBERS}",
    f"password={SECRET}: 1\n{SENDER}{PROGRAM}{SUBSCRIBERS}",
    f"{SENDER}{PROGRAM}subscribers:\n  - {{address: a@example.com, 密码{SECRET}}}\n",
    # In a command.
    *(f"{SENDER}transport: {{sendmail: {{command: {words}}}}}\n{SUBSCRIBERS}" for words in IN_COMMANDS),
    # Unknown fields, which may be anything.
    smtp(f"host: localhost, user: a, password：{SECRET}"),
    smtp(f"host: localhost, user: a, {SECRET}"),
    smtp(f"host: localhost, user: a, {SECRET}: 1"),
    f"{SENDER}transport: {{{SECRET}}}\n{SUBSCRIBERS}",
    f"{SENDER}transport: {{sendmail: {{command: [msmtp], {SECRET}: 1}}}}\n{SUBSCRIBERS}",
    # In the place of something else.
    smtp(f"host: localhost, security: {SECRET}"),
    smtp(f"host: '{SECRET}!'"),
    smtp(f"host: localhost, port: {SECRET}"),
    f"{SENDER}{PROGRAM}unsubscribe: 'http://www.example.com/?token={SECRET}'\n{SUBSCRIBERS}",
    f"{SENDER}{PROGRAM}unsubscribe: 'mailto:a@example.com:{SECRET}'\n{SUBSCRIBERS}",
    f"sender: {{address: 'a@example.com:{SECRET}'}}\n{PROGRAM}{SUBSCRIBERS}",
    f"{SENDER}{PROGRAM}subscribers:\n" + f"  - {{address: 'a@example.com:{SECRET}'}}\n" * 2,
    f"{SENDER}{PROGRAM}subscribers: [{{address: 'a@example.com?pw={SECRET}'}}, {{address: 'a:{SECRET}@example.com'}}]",
    # The writing is wrong, too.
    f"{SENDER}transport:\n  smtp:\n    host: localhost\n    password：{SECRET}\n{SUBSCRIBERS}",
    f"{SENDER}transport:\n  smtp:\n    password: '{SECRET}\n",
    f"{SENDER}transport:\n  smtp:\n    password: {SECRET}\n    password: {SECRET}\n",
    f"{SENDER}transport:\n  smtp:\n    password: {SECRET}: {SECRET}\n",
    f"{SENDER}transport:\n  smtp:\n    password: !{SECRET} {SECRET}\n",
]


@pytest.mark.parametrize("text", SPOILT)
def test_a_password_in_the_file_is_refused_and_never_repeated(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(text, encoding="utf-8")
    for form in ("text", "json", "github"):
        assert main(["validate", str(file), "--format", form]) == 1
        out, err = capsys.readouterr()
        assert SECRET not in out + err
    assert any(one.code[0] == "E" for one in findings(text))


@pytest.mark.parametrize("text", [*SPOILT[:4], *SPOILT[6:17], *SPOILT[20 : 23 + len(IN_KEYS) + 7]])
def test_the_way_to_do_it_is_told(text: str) -> None:
    found = [one for one in findings(text) if one.code == "E808"]
    assert len(found) == 1
    assert "env: ZC_SMTP_PASSWORD" in found[0].hint
    assert "file:" in found[0].hint


@pytest.mark.parametrize("command", IN_COMMANDS)
def test_of_a_command_the_way_of_its_program_is_told(command: str) -> None:
    (found,) = findings(f"{SENDER}transport: {{sendmail: {{command: {command}}}}}\n{SUBSCRIBERS}")
    assert (found.code, found.path[:27]) == ("E808", "transport.sendmail.command[")
    # The environment that we read is not the program's.
    assert "配置" in found.hint
    assert "env" not in found.hint


def test_a_password_in_the_name_of_a_field_hides_no_other_fault() -> None:
    text = smtp(f"password:{SECRET}, user: a, port: 0, leeeed: 1")
    found = {(one.code, one.path) for one in findings(text)}
    assert found == {
        ("E808", "transport.smtp.…"),
        ("E202", "transport.smtp.…"),
        ("E201", "transport.smtp"),
        ("E206", "transport.smtp.port"),
    }
    block = f"{SENDER}transport:\n  smtp:\n    password=: {SECRET}\n    user: a\n{SUBSCRIBERS}"
    assert sorted(codes(block)) == ["E201", "E808"]


def test_nothing_of_the_transport_is_repeated() -> None:
    def private(schema: Any) -> bool:
        inner = [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]
        return bool(schema.get("x-private")) and all(map(private, inner))

    assert private(load_schema("subscriptions")["properties"]["transport"])


@pytest.mark.parametrize("name", ["ZC_SMTP_PASSWORD", "SMTPPASS", "SMTP_1", "PASSWORD", "MAILTOKEN"])
def test_the_name_of_a_variable(name: str) -> None:
    assert codes(smtp(f"host: localhost, user: a, password: {{env: {name}}}")) == []


@pytest.mark.parametrize("name", ["HUNTER2ZQ", "A", "Zc_p", "1_A", "PASSWORDX"])
def test_what_could_be_the_password_itself_is_no_name_of_a_variable(name: str) -> None:
    (found,) = findings(smtp(f'host: localhost, user: a, password: {{env: "{name}"}}'))
    assert found.code == "E205"
    assert name not in found.message
    assert "下划线" in found.hint


def test_a_password_in_the_place_of_its_file_is_not_repeated(tmp_path: Path) -> None:
    text = smtp(f"host: localhost, user: a, password: {{file: {SECRET}}}")
    (found,) = findings(text, str(tmp_path / "f.yaml"))
    assert found.code == "W811"
    assert SECRET not in str(found)
    refusal(Password(file=tmp_path / SECRET))


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=4, max_size=20), st.integers(0, 3))
@settings(max_examples=300)
def test_no_password_whatever_is_repeated(word: str, form: int) -> None:
    secret = f"Gh7§{word}"
    forms: list[dict[str, Any]] = [
        {"password": secret},
        {"password": {secret: secret}},
        {"user": f"a:{secret}"},
        {"密码": [secret]},
    ]
    text = json.dumps(
        {
            "sender": {"address": "a@example.com"},
            "transport": {"smtp": {"host": "localhost", **forms[form]}},
            "subscribers": [{"address": "a@example.com"}],
        }
    )
    found = findings(text)
    assert "E808" in [one.code for one in found]
    assert not any("Gh7§" in word for one in found for word in map(str, one))


@pytest.mark.parametrize(
    "text",
    [
        smtp("host: localhost, user: a, password: {env: ZC_SMTP_PASSWORD}"),
        *(
            f"{SENDER}transport: {{sendmail: {{command: {words}}}}}\n{SUBSCRIBERS}"
            for words in (
                "[msmtp, --passwordeval=pass show mail]",
                "[ssh, -p, '2222', -u, a, mail.example.com, sendmail, -t]",
                "[msmtp, -C, '/etc/a:b', --user=a]",
                "[sh, -c, 'SMTPPASS=$(pass show mail) msmtp -t']",
                "[sendmail, -oi, -f, a@example.com]",
                "[scanner, --bypass=x, --bypass, x]",
            )
        ),
        f"{SENDER}{PROGRAM}unsubscribe: mailto:a@example.com\n{SUBSCRIBERS}",
        f"{SENDER}{PROGRAM}unsubscribe: 'https://www.example.com/td?to=a:b@example.com'\n{SUBSCRIBERS}",
        f"{SENDER}{PROGRAM}subscribers:\n  - {{address: a@example.com, name: 'a:b@c'}}\n",
    ],
)
def test_what_only_looks_like_a_password(text: str) -> None:
    assert codes(text) == []


def private(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


def refusal(password: Password, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(ZcError) as caught:
        find_password(password, environ or {})
    told = f"{caught.value}{caught.value.__cause__ or ''}"
    assert SECRET not in told
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_password_is_found(tmp_path: Path, end: str) -> None:
    secret = f" {SECRET} 密 "
    assert find_password(Password("ZC_P"), {"ZC_P": secret + end}) == secret
    file = private(tmp_path / "p", (secret + end).encode())
    assert find_password(Password(file=file), {}) == secret
    assert find_password(Password(file=private(tmp_path / "b", b"\xef\xbb\xbf" + file.read_bytes())), {}) == secret


@pytest.mark.parametrize("content", ["", "\n", f"{SECRET}\n\n", f"a\n{SECRET}", f"{SECRET}\0", f"\n{SECRET}"])
def test_no_password_in_what_was_found(tmp_path: Path, content: str) -> None:
    assert "ZC_P" in refusal(Password("ZC_P"), {"ZC_P": content})
    assert str(tmp_path / "p") in refusal(Password(file=private(tmp_path / "p", content.encode())))


def test_no_password_at_all(tmp_path: Path) -> None:
    assert "没有环境变量 ZC_P" in refusal(Password("ZC_P"), {"ZC_Q": SECRET})
    assert "文件或所在的文件夹不存在" in refusal(Password(file=tmp_path / "p"))
    assert "不是普通文件" in refusal(Password(file=tmp_path))
    assert "路径不对" in refusal(Password(file=Path("a\0b")))
    assert "太大" in refusal(Password(file=private(tmp_path / "l", SECRET.encode() * 1000)))
    assert "不是 UTF-8" in refusal(Password(file=private(tmp_path / "b", SECRET.encode() + b"\xff")))


@modes
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o602, 0o620, 0o666, 0o610, 0o777, 0o444])
def test_a_password_file_of_more_than_its_owner(tmp_path: Path, mode: int) -> None:
    private(tmp_path / "geheim", SECRET.encode(), mode)
    assert refusal(Password(file=tmp_path / "geheim")) == f"密码文件“{tmp_path / 'geheim'}”别人也能读写"
    text = smtp("host: localhost, user: a, password: {file: geheim}")
    (finding,) = findings(text, str(tmp_path / "f.yaml"))
    assert (finding.code, finding.path) == ("E810", "transport.smtp.password.file")
    assert "chmod 600" in finding.hint


@modes
@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_password_file_of_its_owner_alone(tmp_path: Path, mode: int) -> None:
    private(tmp_path / "geheim", SECRET.encode(), mode)
    assert find_password(Password(file=tmp_path / "geheim"), {}) == SECRET
    assert codes(smtp("host: localhost, user: a, password: {file: geheim}"), str(tmp_path / "f.yaml")) == []


@modes
@pytest.mark.parametrize("whose", ["ours", "root's", "another's"])
def test_a_password_file_of_another_user(tmp_path: Path, whose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = private(tmp_path / "geheim", SECRET.encode())
    real, owner = Path.stat, {"ours": 1000, "root's": 0, "another's": 1001}[whose]
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    def of_owner(status: os.stat_result) -> os.stat_result:
        return os.stat_result((*status[:4], owner, *status[5:]))

    monkeypatch.setattr(Path, "stat", lambda *args, **kept: of_owner(real(*args, **kept)))
    fstat = os.fstat
    monkeypatch.setattr(os, "fstat", lambda number: of_owner(fstat(number)))
    if whose != "another's":
        assert fault_of(file) is None
        assert find_password(Password(file=file), {}) == SECRET
        return
    assert "别的用户" in refusal(Password(file=file))
    fault = fault_of(file)
    assert fault is not None
    assert "别的用户" in fault[0]


@modes
def test_a_link_counts_as_its_file(tmp_path: Path) -> None:
    private(tmp_path / "open", SECRET.encode(), 0o644)
    (tmp_path / "link").symlink_to("open")
    assert "别人" in refusal(Password(file=tmp_path / "link"))


@modes
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert "不是普通文件" in refusal(Password(file=tmp_path / "pipe"))
    text = smtp("host: localhost, user: a, password: {file: pipe}")
    assert codes(text, str(tmp_path / "f.yaml")) == ["E810"]


# Whatever is written


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("host: localhost, security: none", None),
        ("host: LOCALHOST, security: none", None),
        ("host: 127.0.0.1, port: 2525, security: none", None),
        ("host: '::1', port: 587, security: none", None),
        ("host: localhost.example.com, security: none", "E806"),
        ("host: 192.0.2.1, security: none", "E806"),
        ("host: localhost, port: 465, security: none", "W807"),
        ("host: localhost, port: 465, security: starttls", "W807"),
        ("host: localhost, port: 587, security: tls", "W807"),
        ("host: localhost, port: 25, security: tls", "W807"),
        ("host: localhost, port: 2525", "W807"),
        ("host: localhost, port: 2525, security: tls", None),
        ("host: localhost, port: 465", None),
        ("host: localhost, port: 0", "E206"),
        ("host: localhost, port: 65536", "E206"),
        ("host: localhost, timeout: 0", "E206"),
        ("host: 'localhost:25'", "E205"),
        ("host: 'smtp://localhost'", "E205"),
        ('host: "localhost\\n"', "E803"),
        ("host: localhost, security: ssl", "E204"),
    ],
)
def test_the_mail_server(fields: str, code: str | None) -> None:
    assert codes(smtp(fields)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mailto:a@example.com", None),
        ("MAILTO:a@example.com?Subject=td", None),
        ("mailto:a@example.com?subject=td&body=1", "E812"),
        ("mailto:a@example.com?cc=b@example.com", "E812"),
        ("mailto:a%2Cb@example.com", "E801"),
        ("https://www.example.com/td?x=1#a", None),
        ("http://www.example.com/", "E812"),
        ("a@example.com", "E812"),
        ("https://", "E812"),
        ("https://www.example.com/退订", "E812"),
        ("https://www.example.com/a b", "E812"),
        ("https://www.example.com/>", "E812"),
        ("mailto:", "E812"),
        ("mailto:a", "E801"),
        ("mailto:a@example.com?subject=<", "E812"),
        ("javascript:a", "E812"),
        ("ftp://www.example.com/", "E812"),
        ("mailto:u@example.com?subject==?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20NClgtWTog?=", "E812"),
        ("https://example.com/=?utf-8?q?a=0D=0A=0D=0ANEWBODY?=", "E812"),
        ("https://example.com/?a==?", "E812"),
        ("mailto:a@example.com?subject=a%0D%0ABcc:%20b@example.com", "E812"),
        ("https://example.com/%e2%80%ae", "E812"),
        ("https://example.com/?a=%E9%80%80&b=%3F", None),
        (f"https://example.com/{'a' * 280}", None),
        (f"https://example.com/{'a' * 281}", "E205"),
    ],
)
def test_the_way_out(address: str, code: str | None) -> None:
    assert codes(f"{SENDER}{PROGRAM}unsubscribe: '{address}'\n{SUBSCRIBERS}") == ([code] if code else [])


def test_a_row_that_does_not_fit_is_checked_as_far_as_it_goes() -> None:
    rows = [
        "{address: b, lead: [30k], leed: 1}",
        "{address: a@example.com, lead: [30k, 5], milestones: [x, x], days: [safe, 稳妥], wants: {levels: [甲]}}",
        "{address: 5, lead: [5x], wants: [{levels: [中极]}]}",
        '{address: a@EXAMPLE.com, leed: 1, name: "a\\tb"}',
        "5",
    ]
    text = SENDER + PROGRAM + "subscribers:\n" + "".join(f"  - {row}\n" for row in rows)
    assert sorted((one.code, one.line) for one in findings(text)) == sorted([
        ("E202", 4), ("E801", 4), ("E804", 4),
        ("E203", 5), ("E204", 5), ("E204", 5), ("E203", 5), ("W805", 5),
        ("E203", 6), ("E804", 6), ("E813", 6),
        ("W802", 7), ("E202", 7), ("E803", 7),
        ("E203", 8),
    ])  # fmt: skip


def test_no_file_has_findings_without_end() -> None:
    words = ", ".join(["甲乙丙"] * 3000)
    text = f"{SENDER}{PROGRAM}subscribers:\n  - {{address: a@example.com, wants: [{{levels: [{words}]}}]}}\n"
    assert codes(text) == ["E813"] * MOST + ["E006"]
    rows = "  - {address: a@example.com, password: x}\n" * 3000
    assert codes(f"{SENDER}{PROGRAM}subscribers:\n{rows}") == ["E808"] * MOST + ["E006"]


def test_many_warnings_stop_nobody() -> None:
    rows = "  - {address: a@example.com}\n" * 3000
    found = findings(f"{SENDER}{PROGRAM}subscribers:\n{rows}")
    assert [one.code for one in found] == ["W802"] * (MOST + 1)
    assert f"只列出前 {MOST} 处" in found[-1].message
    # An error among them is still told.
    found = findings(f"{SENDER}{PROGRAM}subscribers:\n{rows}  - {{address: b}}\n")
    assert [one.code for one in found] == [*["W802"] * (MOST + 1), "E801"]


@pytest.mark.parametrize("place", ["name: {}", "wants: [{{specialties: [{}]}}]", "lead: [{}]"])
def test_long_words_are_no_words(place: str) -> None:
    for file in (
        f"{SENDER}{PROGRAM}subscribers:\n  - {{address: a@example.com, {place.format('甲' * 201)}}}\n",
        f"sender: {{address: a@example.com, name: {'甲' * 201}}}\n{PROGRAM}{SUBSCRIBERS}",
    ):
        (found,) = findings(file)
        assert found.code == "E205"
        assert "最多 200 个字符" in found.message


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad", "\u202d"])
@pytest.mark.parametrize(
    ("row", "path"),
    [
        ("{{address: b@example.com, name: 样{}例}}", "subscribers[1].name"),
        (
            "{{address: b@example.com, wants: [{{levels: [中级]}}, {{levels: [中级, 初{}级]}}]}}",
            "subscribers[1].wants[1].levels[1]",
        ),
        ("{{address: b@example.com, na{}me: 样例}}", "subscribers[1]"),
        ("样{}例", "subscribers[1]"),
    ],
)
def test_an_invisible_mark_is_a_fault_of_its_row_alone(mark: str, row: str, path: str) -> None:
    text = f"{SENDER}{PROGRAM}subscribers:\n  - {{address: a@example.com}}\n  - {row.format(mark)}\n"
    found = findings(text)
    assert [(one.code, one.path) for one in found] == [("E004", path)]
    assert broken_rows(found, "subscribers") == frozenset([1])
    elsewhere = f"sender: {{address: a@example.com, name: 样{mark}例}}\n{PROGRAM}{SUBSCRIBERS}"
    assert broken_rows(findings(elsewhere), "subscribers") is None


def test_one_bad_row_hides_no_other_and_is_not_spoken_of_twice() -> None:
    rows = ["{address: a@example.com, leed: [30k]}", "{address: b, lead: [30k]}", "{address: a@EXAMPLE.com}", "甲"]
    text = SENDER + PROGRAM + "subscribers:\n" + "".join(f"  - {row}\n" for row in rows)
    assert [(one.code, one.line) for one in findings(text)] == [
        ("E202", 4),
        ("E801", 5),
        ("E804", 5),
        ("W802", 6),
        ("E203", 7),
    ]


EXAMPLES = [page for page in read_pages().values() if page.wrong and page.code[1] == "8"]


def placed(excerpt: str) -> str:
    """The lines of a page within a file of which nothing else is wrong."""
    key = excerpt.partition(":")[0]
    row = f"subscribers:\n  - {{address: a@example.com, {excerpt}}}\n"
    return {
        "smtp": f"{SENDER}transport:\n  {excerpt}\n{SUBSCRIBERS}",
        "password": smtp(f"host: localhost, user: a, {excerpt}"),
        "unsubscribe": f"{SENDER}{PROGRAM}{excerpt}\n{SUBSCRIBERS}",
        "address": f"{SENDER}{PROGRAM}subscribers:\n  - {excerpt}\n",
        "{address": f"{SENDER}{PROGRAM}subscribers:\n  - {excerpt}\n",
    }.get(key, SENDER + PROGRAM + row)


@pytest.mark.parametrize("page", EXAMPLES, ids=[page.code for page in EXAMPLES])
def test_the_wrong_example_of_a_page_has_the_fault_and_the_right_one_has_none(page: Page) -> None:
    assert codes(placed(page.wrong)) == [page.code]
    assert codes(placed(page.right)) == []


LEAVES = (
    st.none() | st.booleans() | st.integers(-2, 70000) | st.floats(allow_nan=False) | TEXTS
    | st.sampled_from(["cutoff", "30d", "a@example.com", "中级", "none", "~", "~nobody/x", "/", "a\0", "x" * 300])
)  # fmt: skip
KEYS = st.sampled_from(
    [
        "address",
        "name",
        "wants",
        "lead",
        "password",
        "env",
        "file",
        "smtp",
        "sendmail",
        "host",
        "port",
        "user",
        "levels",
    ]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | TEXTS, inner, max_size=3),
    max_leaves=6,
)


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(node, dict | list):
        for step, one in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(one, (*path, step))


def spoilt(text: str, place: int, instead: Any) -> str:
    """A good file as JSON, with one value in it replaced."""
    root = json.loads(json.dumps(value(text)))
    *outer, last = ((), *list(places(root))[1:])[place % len(list(places(root)))] or (None,)
    if last is None:
        return json.dumps(instead)
    node = root
    for step in outer:
        node = node[step]
    node[last] = instead
    return json.dumps(root)


@given(st.sampled_from([FULL, BLANK, SENDER + PROGRAM + SUBSCRIBERS]), st.integers(0, 10**4), VALUES)
@settings(max_examples=400, deadline=None)
def test_whatever_stands_anywhere_there_are_findings_and_no_crash(text: str, place: int, instead: Any) -> None:
    changed = spoilt(text, place, instead)
    found = findings(changed)
    assert {one.code for one in found} <= read_pages().keys()
    document, _ = parse(changed.encode(), "f")
    if document is not None and not any(one.code[0] == "E" for one in found):
        read_subscriptions(document.value, Path())


@given(VALUES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_command_ends_well(capsys: pytest.CaptureFixture[str], tmp_path: Path, instead: Any) -> None:
    file = tmp_path / "f.yaml"
    document = {"format": "zc.subscriptions/1", "sender": instead, "transport": instead, "subscribers": [instead]}
    file.write_text(json.dumps(document), encoding="utf-8")
    assert main(["validate", str(file)]) == 1
    assert "程序内部出错" not in capsys.readouterr().err


# Commands


def test_a_plan_is_asked_for_only_where_there_is_such_a_file() -> None:
    def never() -> Wanted:
        raise AssertionError

    kinds = subscription_kinds(never)
    assert [one.code for one in check_files([("f", b"format: zc.plan-data/1\n")], kinds).findings] == ["E210"]


def test_it_is_checked_alone_and_beside_others(capsys: pytest.CaptureFixture[str]) -> None:
    example = str(TESTS.parent / "examples" / "subscriptions.yaml")
    assert main(["validate", example, "--year", "2021"]) == 0
    files = [example, str(TESTS / "positive" / "dossier.yaml"), str(TESTS / "positive" / "titles.yaml")]
    assert main(["validate", *files, "--form-only"]) == 0
    assert main(["validate", example, str(TESTS / "negative" / "E813_words.yaml")]) == 1
    assert "是否想写“中级”？" in capsys.readouterr().out


COMMENTED = re.compile(r"^( *)# ( *(?:- )?\{?[a-z_]+: .*|sendmail:|  wants:)$", re.MULTILINE)


def test_the_template_is_valid_as_it_stands_and_with_every_comment_in_use() -> None:
    assert codes(BLANK) == []
    everything = COMMENTED.sub(r"\1\2", BLANK)
    assert everything.count("\n") == BLANK.count("\n")
    assert codes(everything) == ["E816"]  # smtp and sendmail at once
    used = {step for path in places(value(everything)) for step in path if isinstance(step, str)}
    assert fields(load_schema("subscriptions")) - used == {"file"}


def fields(schema: Any) -> set[str]:
    if not isinstance(schema, dict):
        return set()
    inner = [*schema.get("properties", {}).values(), schema.get("items")]
    return set(schema.get("properties", ())).union(*map(fields, inner))


def test_the_template_is_written_for_its_owner_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "subscriptions"]) == 0
    assert capsys.readouterr().out == BLANK
    file = tmp_path / "subscriptions.yaml"
    assert main(["new", "subscriptions", "-o", str(file)]) == 0
    assert "zc validate" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == BLANK
    assert sys.platform == "win32" or file.stat().st_mode & 0o777 == 0o600
    assert main(["validate", str(file), "--year", "2021"]) == 0
    file.write_text("甲", encoding="utf-8")
    assert main(["new", "subscriptions", "-o", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == "甲"
    assert main(["new", "subscriptions", "-o", str(file), "--force"]) == 0
    assert file.read_text(encoding="utf-8") == BLANK
    assert main(["new", "subscriptions", "-o", str(tmp_path)]) == 2
    assert main(["new", "subscriptions", "-o", str(tmp_path / "no" / "f.yaml")]) == 2
