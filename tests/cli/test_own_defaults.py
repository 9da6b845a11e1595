"""What is known of the user stands in where nothing was typed: it is said, and whatever is typed goes first."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run

from zhicheng_cli.cli.frame import profile

ENGINEER = """\
format: zc.dossier/1
applicant: {name: 我, status: 在职}
employer: {county: 吴兴区}
target: {title: 工程师, committee: 建设工程-中级, specialty: 建筑, route: 评审}
hours: [{year: 2020, total: 96}]
"""
SAID = "照自己的档案"


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZC_CONFIG_DIR", str(tmp_path / "设置"))
    monkeypatch.setenv("ZC_TODAY", "2021-06-01")
    file = tmp_path / "设置" / "me.yaml"
    file.parent.mkdir()
    file.write_text(ENGINEER, encoding="utf-8")
    return file


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody looks on."""
    monkeypatch.setattr(profile, "is_seen", lambda: True)


def test_check_judges_it(zc: Run, mine: Path) -> None:
    found = zc("check", "--json")
    assert found.json["target"]["title"] == "工程师"
    assert str(mine) in found.err
    mine.unlink()
    assert "zc me new" in zc("check").err


def test_match_asks_for_it(zc: Run, mine: Path) -> None:
    asked = ("match", "--title", "工程师", "--specialty", "建筑", "--county", "吴兴区", "--json")
    own = zc("match", "--json")
    assert own.json == zc(*asked).json
    assert SAID in own.err
    assert SAID not in zc(*asked).err


@pytest.mark.parametrize("words", [("--not-me",), ("--title", "工程师"), ("--county", "吴兴区")])
def test_match_asks_for_nothing_that_was_typed_in_part(zc: Run, mine: Path, words: tuple[str, ...]) -> None:
    refused = zc("match", *words)
    assert refused.code == 2
    assert "缺少选项" in refused.err


def test_deadline_tells_its_committee(zc: Run, mine: Path) -> None:
    own = zc("deadline", "--json")
    assert own.json == zc("deadline", "12", "--json").json
    assert SAID in own.err
    refused = zc("deadline", "--not-me")
    assert (refused.code, "没有写是哪个评委会" in refused.err) == (2, True)
    # What is set for an office goes first.
    (mine.parent / "config.yaml").write_text("format: zc.config/1\ncommittee: 毕业生初定\n", encoding="utf-8")
    assert zc("deadline", "--json").json == zc("deadline", "29", "--json").json


@pytest.mark.usefixtures("seen")
def test_upcoming_tells_its_committee_to_who_looks_on(zc: Run, mine: Path) -> None:
    own = zc("upcoming", "--within", "90d", "--json")
    assert {one["no"] for one in own.json["cutoffs"]} == {12}
    assert SAID in own.err
    for words in (("--not-me",), ("--level", "中级"), ("--open",), ("-c", "29"), ("--month", "7")):
        other = zc("upcoming", *words, "--json")
        assert SAID not in other.err
        assert {one["no"] for one in other.json["cutoffs"]} != {12}


@pytest.mark.usefixtures("seen")
def test_an_offices_own_committee_comes_before_it(zc: Run, mine: Path, tmp_path: Path) -> None:
    assert zc("config", "set", "committee", "31").code == 0
    own = zc("upcoming", "--within", "200d", "--json")
    assert {one["no"] for one in own.json["cutoffs"]} == {31}
    assert "照个人设置看 中小学教师-高级" in own.err
    assert SAID not in own.err
    assert "照个人设置看" in zc("export", "ics", "-o", tmp_path / "31.ics").err
    for words in (("--not-me",), ("--level", "中级"), ("-c", "29")):
        assert "照个人设置看" not in zc("upcoming", *words).err


@pytest.mark.usefixtures("seen")
def test_a_calendar_is_of_its_committee(zc: Run, mine: Path, tmp_path: Path) -> None:
    own, of = tmp_path / "我.ics", tmp_path / "12.ics"
    assert SAID in zc("export", "ics", "-o", own).err
    assert SAID not in zc("export", "ics", "-c", "12", "-o", of).err
    assert own.read_bytes() == of.read_bytes()
    # A workbook or a page is for others, too.
    assert SAID not in zc("export", "csv", "-o", tmp_path / "全部.csv").err


def test_what_programs_read_stays_what_it_was(zc: Run, mine: Path) -> None:
    own = {words: zc(*words) for words in (("upcoming", "--json"), ("export", "ics"), ("plan", "--json"))}
    mine.unlink()
    for words, found in own.items():
        assert found == zc(*words)


def test_subscriptions_begin_with_its_committee(zc: Run, mine: Path, tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.yaml"
    done = zc("new", "subscriptions", "-o", file)
    assert "建设工程-中级" in done.err
    text = file.read_text(encoding="utf-8")
    assert "      - {committees: [建设工程-中级]}\n  # - address" in text
    assert zc("validate", file).code == 0
    # What is printed is for anybody.
    assert "毕业生初定" in zc("new", "subscriptions").out


@pytest.mark.parametrize("committee", ["12", '"市建设工程 专业, 中级"', "[1]", '"}"'])
def test_what_is_no_key_is_not_written_into_a_subscription(zc: Run, mine: Path, tmp_path: Path, committee: str) -> None:
    mine.write_text(ENGINEER.replace("建设工程-中级", committee), encoding="utf-8")
    zc("new", "subscriptions", "-o", tmp_path / "s.yaml")
    assert "毕业生初定" in (tmp_path / "s.yaml").read_text(encoding="utf-8")


def test_without_a_subscriptions_file_it_is_said_how_to_make_ones_own(
    zc: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "自己的评委会已填好的：zc new subscriptions" in zc("remind", "--dry-run").err
    mine.unlink()
    assert "空白的：zc new subscriptions" in zc("remind", "--dry-run").err
    assert "空白的：zc new subscriptions" in zc("remind", "--send").err


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("content", ["target: {", "", "format: zc.dossier/1\napplicant: {name: 我}\n", "- 1\n"])
def test_a_broken_one_is_said_and_not_used(zc: Run, mine: Path, tmp_path: Path, content: str) -> None:
    mine.write_text(content, encoding="utf-8")
    found = zc("upcoming", "--json")
    assert "没有用它" in found.err
    assert len({one["no"] for one in found.json["cutoffs"]}) > 1
    assert zc("deadline").code == zc("match").code == zc("check").code == 2
    zc("new", "subscriptions", "-o", tmp_path / "s.yaml")
    assert "毕业生初定" in (tmp_path / "s.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("吴兴区", "样例县", "写的单位在“样例县”，不是湖州市的"),
        ("建设工程-中级", "样例-中级", "计划里没有自己的档案写的评委会"),
        ("2020", "2015", "写的学时到 2015 年度，这份计划是 2021 年度的"),
    ],
)
def test_what_is_of_another_city_or_year_is_said(zc: Run, mine: Path, was: str, now: str, told: str) -> None:
    mine.write_text(ENGINEER.replace(was, now), encoding="utf-8")
    assert told in zc("me", "answer").err
