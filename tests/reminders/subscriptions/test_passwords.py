"""A password in the file is refused, and never repeated; it stands in the environment, or in a file of its own."""

from __future__ import annotations

import json
import os
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
    modes,
    smtp,
)

from zhicheng_cli.cli import main
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.reminders.subscriptions.password import fault_of, find_password, is_there
from zhicheng_cli.reminders.subscriptions.subscriptions import Password

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


def test_a_password_in_the_place_of_its_file_is_not_repeated(tmp_path: Path) -> None:
    text = smtp(f"host: localhost, user: a, password: {{file: {SECRET}}}")
    (found,) = findings(text, str(tmp_path / "f.yaml"))
    assert found.code == "W811"
    assert SECRET not in str(found)
    refusal(Password(file=tmp_path / SECRET))


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


def test_a_name_that_no_file_can_have_is_that_of_none() -> None:
    assert not is_there(Path("x" * 300))
    assert not is_there(Path("a\0b"))
