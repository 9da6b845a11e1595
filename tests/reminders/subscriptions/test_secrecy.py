"""A password in the file is refused, and never repeated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reminders.subscriptions.sample_subscriptions import (
    PROGRAM,
    SECRET,
    SENDER,
    SUBSCRIBERS,
    codes,
    findings,
    listed,
    smtp,
)

from zhicheng_cli.cli import main
from zhicheng_cli.files.bundled import load_schema

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
    listed(f"{{address: a@example.com, password: {SECRET}}}"),
    # In the name of a field, where a space was forgotten.
    *(smtp(f"host: localhost, user: a, {word}{SECRET}") for word in IN_KEYS),
    *(smtp(f"host: localhost, user: a, '{word}{SECRET}': 1") for word in ("password: ", "my_pass: ", "授权码是")),
    f"{SENDER}transport: {{password={SECRET}}}\n{SUBSCRIBERS}",
    f"{SENDER}transport: {{smtp: {{host: localhost}}, {SECRET}: {{password: 1}}}}\n{SUBSCRIBERS}",
    f"password={SECRET}: 1\n{SENDER}{PROGRAM}{SUBSCRIBERS}",
    listed(f"{{address: a@example.com, 密码{SECRET}}}"),
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
    listed(*[f"{{address: 'a@example.com:{SECRET}'}}"] * 2),
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
        listed("{address: a@example.com, name: 'a:b@c'}"),
    ],
)
def test_what_only_looks_like_a_password(text: str) -> None:
    assert codes(text) == []
