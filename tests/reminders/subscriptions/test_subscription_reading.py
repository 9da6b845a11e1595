"""What the subscriptions file says, and the blank one to begin with."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from reminders.subscriptions.sample_subscriptions import (
    FULL,
    PROGRAM,
    SENDER,
    SUBSCRIBERS,
    codes,
    places,
    read,
    smtp,
    value,
)

from zhicheng_cli.cli import main
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import LABELS
from zhicheng_cli.reminders.subscriptions.blank_subscriptions import BLANK
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

#: What the second want of FULL says.
EVERY_WORD = Filters(
    level=("中级",),
    route=("评审",),
    kind=("中评委",),
    series=("工程",),
    specialty=("暖通",),
    title=("工程师",),
    receiver=("市职业资格指导服务中心",),
)


def test_every_field_is_read() -> None:
    ours = Subscriber(
        Mailbox("a@example.com", "样例甲"),
        (Want(("建设工程-中级", "大、中专毕业生初定"), numbers_of=2021), Want((), EVERY_WORD, 2021)),
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
    assert one == Subscriber(Mailbox("a@example.com"), (), ("stage", "cutoff"), leads, ("safe", "last"))


def test_a_subscribers_own_words_go_before_the_defaults() -> None:
    defaults = "defaults: {lead: [9d], days: [safe]}\n"
    (one,) = read(f"{SENDER}{PROGRAM}{defaults}subscribers: [{{address: a@example.com, lead: [1w]}}]").subscribers
    assert (one.leads, one.days, one.milestones) == ((Lead(1, True),), ("safe",), ("stage", "cutoff"))


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
