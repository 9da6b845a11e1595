"""No identity number leaves the program whole, wherever in a dossier it was written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from zhicheng_cli.applicant.judgement import assessment
from zhicheng_cli.cli import main
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.views.parts.findings_text import FindingFormat, render
from zhicheng_cli.views.screen.output import say

NUMBERS = ("000000198503010013", "00000019850301003X", "00000019850301003x", "000000850301001", "0000001985030100139")
#: What a reader must not find: the day of birth, or the number from it on.
TELLING = re.compile(r"1985\D?03\D?01|850301|[0-9０-９]{15}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("000000198503010013", "000*************13"),
        ("00000019850301003X", "000*************3X"),
        ("00000019850301003x", "000*************3x"),
        ("000000850301001", "000**********01"),
        ("００００００１９８５０３０１００３Ｘ", "０００*************３Ｘ"),
        ("号码000000198503010013，姓名", "号码000*************13，姓名"),
        ("a00000019850301003Xb", "a000*************3Xb"),
        # A digit too many or too few is a slip of the hand.
        ("0000001985030100139", "000**************39"),
        ("00000019850301001", "000************01"),
        ("000000 19850301 0013", "000***************13"),
        ("000000-19850301-003X", "000***************3X"),
        ("000000 850301 001", "000************01"),
        ("000000198503010013 000000850301001", "000*************13 000**********01"),
    ],
)
def test_masked(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(shown) == shown


@pytest.mark.parametrize(
    "text", ["", "2033099、2033098", "2033099 2033098 2033097", "13900000000", "20210701120000", "湖人社函〔2021〕57号"]
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("number", NUMBERS)
def test_a_finding_in_every_form(number: str) -> None:
    one = Finding(f"{number}.yaml", 1, 1, "E205", f"写法不对：{number}", f"是否想写“{number}”？", f"applicant.{number}")
    for chosen in FindingFormat:
        text = render([one], [one.file], chosen)
        assert not TELLING.search(text)
        assert "***" in text


def test_a_number_is_masked_before_a_message_is_cut() -> None:
    """Of a long message 400 characters are shown: the cut must not leave most of a number, unknown as one."""
    for room in range(1, 20):
        text = str(Finding("f", 1, 1, "E205", "字" * (400 - room) + NUMBERS[0]))
        assert not re.search(r"\d{4}", text)


@pytest.mark.parametrize("number", NUMBERS)
def test_words_on_stderr(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(f"找不到 {number}\n{number}")
    assert not TELLING.search(capsys.readouterr().err)


WRONG_PLACES = (
    "applicant: {{name: 样例甲, identity: {0}}}\ntarget: {{title: 工程师}}",
    'applicant: {{name: 样例甲, identity: "{0}"}}\ntarget: {{title: 工程师}}',
    'applicant: {{name: 样例甲, identity: ["{0}"]}}\ntarget: {{title: 工程师}}',
    'applicant: {{name: "{0}"}}\ntarget: {{title: "{0}", committee: "{0}", specialty: "{0}", route: "{0}"}}',
    'applicant: {{name: 样例甲, birth_date: "{0}", status: "{0}"}}\ntarget: {{title: 工程师}}',
    'applicant: {{name: 样例甲, "{0}": 1}}\ntarget: {{title: 工程师}}',
    'applicant: {{name: 样例甲, "号{0}": 1, "号{0}": 2}}\ntarget: {{title: 工程师}}',
    "applicant: {{name: 样例甲, {0}: 1}}\ntarget: {{title: 工程师}}",
    'applicant: {{name: 样例甲}}\ntarget: {{title: 工程师}}\nhours: [{{year: "{0}"}}, {{total: {0}}}]',
    'applicant: {{name: 样例甲}}\ntarget: {{title: 工程师}}\ntitles: [{{title: "{0}", series: "{0}"}}]',
    'applicant: {{name: 样例甲}}\ntarget: {{title: 工程师}}\nstanding: ["{0}", "{0}"]',
    'applicant: {{name: 样例甲}}\ntarget: {{title: 工程师}}\nmaterials: ["{0}", "{0}"]',
    "applicant: {{name: 样例甲}}\ntarget: {{title: 工程师}}\nwork: [{{from: {0}.5, to: 9{0}}}]",
    "applicant: {{name: 样例甲\n  身份证号 {0}: [",
    "applicant: &a {0}\ntarget: *a",
    "applicant: !{0} 1",
    "format: zc.dossier/{0}",
    "{0}",
)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("template", WRONG_PLACES)
def test_a_dossier_with_numbers_in_right_and_wrong_places(
    template: str, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZC_DEBUG", "1")
    (tmp_path / f"{number}.yaml").write_text(template.format(number), encoding="utf-8")
    for words in ((), ("--json",), ("--format", "github"), ("--form-only",)):
        assert main(["validate", str(tmp_path), "--today", "2021-07-01", *words]) in (0, 1)
        told = capsys.readouterr()
        assert not TELLING.search(told.out + told.err)
        if "--json" in words:
            json.loads(told.out)


def test_a_missing_file_named_by_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", f"{NUMBERS[0]}.yaml"]) == 2
    told = capsys.readouterr()
    assert not TELLING.search(told.out + told.err)
    assert "000*************13.yaml:1:1: E001" in told.out


@pytest.mark.parametrize("number", NUMBERS)
def test_usage_errors(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--today", number], ["--year", number + "年"], ["--" + number], ["--format", number]):
        assert main(["validate", "f", *words]) == 2
        assert not TELLING.search(capsys.readouterr().err)


def test_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An error of ours while judging, with the details asked for, tells none of the person's numbers."""

    def fail(*_: object) -> None:
        raise KeyError(NUMBERS[0])

    monkeypatch.setenv("ZC_DEBUG", "1")
    monkeypatch.setattr(assessment, "assess", fail)
    file = tmp_path / "档案.yaml"
    file.write_text(
        f'applicant: {{name: 样例甲, identity: "{NUMBERS[0]}"}}\ntarget: {{title: 工程师}}\n', encoding="utf-8"
    )
    assert main(["validate", str(file), "--today", "2021-07-01"]) == 2
    told = capsys.readouterr()
    assert "Traceback" in told.err
    assert "KeyError: '000*************13'" in told.err
    assert not TELLING.search(told.out + told.err)


def test_nothing_of_a_dossier_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    file = tmp_path / "档案.yaml"
    file.write_text(
        f'applicant: {{name: 样例甲, identity: "{NUMBERS[0]}"}}\ntarget: {{title: 工程师}}\n', encoding="utf-8"
    )
    main(["validate", str(file), "--today", "2021-07-01"])
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path != file]
    assert kept
    assert not any(NUMBERS[0].encode() in content or "样例甲".encode() in content for content in kept)


SPELLINGS = [
    "000000 19850301 0013", "0000 0019 8503 0100 13", "000000.19850301.0013", "000000\u3000198503010013",
    "000000\u00a019850301\u200b0013", "0 0 0 0 0 0 1 9 8 5 0 3 0 1 0 0 1 3", "000000–19850301—001X", "00000019850301",
    "000000，19850301，0013", "０００００0198503010013",
    *(f"000000{gap}19850301{gap}0013" for gap in (*":：|+'~=*#\\@<_", " - ", "——")),
    *(f"000000{gap}850301{gap}001" for gap in (":", "|", "+", "~", "/", " - ")),
    "000000(19850301)0013", "[000000][19850301][0013]", "000000\t1985:03:01~001X",
]  # fmt: skip


@pytest.mark.parametrize("number", SPELLINGS)
def test_a_number_is_masked_however_it_is_grouped(number: str) -> None:
    shown = masked(f"号码{number}。")
    assert not TELLING.search(shown)
    assert "*" in shown


@pytest.mark.parametrize(
    "text",
    [
        "2018-09-01 2020-06-30",
        "2021-12-19 2020-01-01",
        "2011-09-19 2012-10-11",
        "2011.09.19~2012.10.11",
        "市财政局 2150069 2033099 2033099",
        "13705727066",
        "2150069、2033099",
    ],
)
def test_days_and_phones_are_no_identity(text: str) -> None:
    assert masked(text) == text
