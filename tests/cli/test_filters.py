"""Every filter works at every door: `zc plan`, `zc upcoming`, `zc export`, a subscription, the page."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from zhicheng_cli.cli import main
from zhicheng_cli.errors import OK
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.filters import FILTERS, Filter, Filters
from zhicheng_cli.plan.search import Match
from zhicheng_cli.reminders.subscriptions.subscription_reading import read_want
from zhicheng_cli.reminders.subscriptions.wants import Wanted
from zhicheng_cli.views.exports.page.page import make_page

TODAY = date(2021, 9, 1)
AS_OF = ["--year", "2021", "--today", TODAY.isoformat()]
#: 附件1 第17至21行：初中级以考代评，第22行：以考代评，翻译的初、中级是全国考试，所以初级没有交材料的日子
EXAMINED = {17, 18, 19, 20, 21, 22}
OF_COMMITTEES = [one for one in FILTERS if one.many]

each = pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.name)
each_of_committees = pytest.mark.parametrize("one", OF_COMMITTEES, ids=lambda one: one.name)


@cache
def data() -> Dataset:
    return Dataset(year=2021)


def found(one: Filter, value: Any) -> list[int]:
    filters = Filters()._replace(**{one.name: value})
    return [match.committee.no for match in data().search.select(filters, data().calendar)]


def telling(one: Filter) -> tuple[Any, list[int]]:
    """A value that finds some and not all, and whom."""
    values = (TODAY,) if one.name == "open_on" else one.known(data().search)
    return next((value, numbers) for value in values if 0 < len(numbers := found(one, value)) < 46)


def options(one: Filter, value: Any) -> list[str]:
    """The filter as it is typed; all but those that look at days go by their name."""
    special = {"review_month": ["--by", "review", "--month", str(value)], "open_on": ["--open"]}
    return special.get(one.name, [f"--{one.name}", str(value)])


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, *AS_OF]) == OK
    return json.loads(capsys.readouterr().out)


def test_what_can_be_asked_is_what_is_defined() -> None:
    assert Filters._fields == tuple(one.name for one in FILTERS)
    assert {one.name for one in FILTERS if not one.many} == {"month", "review_month", "open_on"}


@each
@pytest.mark.parametrize("command", [["plan", "--json"], ["export", "json"]], ids=lambda words: words[0])
def test_on_the_command_line(command: list[str], one: Filter, capsys: pytest.CaptureFixture[str]) -> None:
    value, numbers = telling(one)
    document = printed(capsys, *command, *options(one, value))
    assert [row["no"] for row in document["committees"]] == numbers
    if command[0] == "export":
        assert document["chosen"] == one.says((value,))


@each_of_committees
def test_on_what_comes_next(one: Filter, capsys: pytest.CaptureFixture[str]) -> None:
    value, numbers = telling(one)
    everybody = printed(capsys, "upcoming", "--json", "--within", "400")
    some = printed(capsys, "upcoming", "--json", "--within", "400", *options(one, value))
    examined = EXAMINED if (one.name, value) == ("level", "初级") else set()
    fitting = {key: [row for row in everybody[key] if row["no"] in numbers] for key in ("cutoffs", "undated")}
    assert some["cutoffs"] == [row for row in fitting["cutoffs"] if row["no"] not in examined]
    assert [row for row in some["undated"] if row["no"] not in examined] == fitting["undated"]
    assert {row["no"] for row in some["undated"]} == examined | {row["no"] for row in fitting["undated"]}


def test_a_month_keeps_of_what_comes_next_its_own_windows(capsys: pytest.CaptureFixture[str]) -> None:
    """附件1 on 1 June: rows that print 9月, 9月上旬; of 29 the batch of 7-9月 alone; of 31 and 32 市直学校 alone."""
    asked = ["upcoming", "--json", "--year", "2021", "--today", "2021-06-01", "--month", "9"]
    assert main(asked) == OK
    document = json.loads(capsys.readouterr().out)
    assert document["until"] == "2021-12-31"
    told = {(row["no"], row["audience"], row["batch"]) for row in document["cutoffs"]}
    assert {no for no, _, _ in told} == set(found(FILTERS[0], 9))
    assert {one for one in told if one[0] in (29, 31, 32)} == {
        (29, None, 2), (31, "市直学校", None), (32, "市直学校", None),
    }  # fmt: skip
    # Nobody knows whether these fall into September: they are not dropped.
    assert [row["no"] for row in document["undated"]] == [14, 45, 46]
    assert main([*asked, "--within", "120d"]) == OK
    assert json.loads(capsys.readouterr().out)["until"] == "2021-09-29"


def test_reviews_of_a_month_and_what_is_still_open_among_what_comes_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upcoming", "--json", "--today", "2021-06-01", "--month", "7", "--by", "review"]) == OK
    out, err = capsys.readouterr()
    # 附件1, seventh column: 4 and 7 print 7月, 34 prints 7月中旬, 29's first batch 7月; of them all batches still come.
    assert {row["no"] for row in json.loads(out)["cutoffs"]} == {4, 7, 29, 34}
    assert "不知道是否落在这个月" in err
    everybody = printed(capsys, "upcoming", "--json", "--within", "400")
    still_open = printed(capsys, "upcoming", "--json", "--within", "400", "--open")
    numbers = found(FILTERS[-1], TODAY)
    assert still_open["cutoffs"] == [row for row in everybody["cutoffs"] if row["no"] in numbers]


@pytest.mark.parametrize("command", [["plan", "--json"], ["export", "json"], ["upcoming", "--json", "--within", "400"]])
def test_committees_by_number_key_and_words(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    named = ["-c", "29", "--committee", "建设工程-中级", "-c", "工艺美术", "-c", "29"]
    document = printed(capsys, *command, *named)
    rows = document.get("committees", document.get("cutoffs"))
    # The cut-offs of 12 and 15 are over in September.
    assert {row["no"] for row in rows} == ({29} if command[0] == "upcoming" else {12, 15, 29})
    if command[0] == "export":
        assert document["chosen"] == "序号：29、12、15"


@pytest.mark.parametrize("command", ["plan", "upcoming"])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("99", "没有序号为 99 的评委会"),
        ("建设", "请用序号指明"),
        (" ", "没有写是哪个评委会"),
        ("甲乙丙丁", "没有这个评委会"),
    ],
)
def test_a_committee_that_is_not_one_is_refused(
    command: str, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--committee", name, *AS_OF]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert told in err


def test_a_committee_and_a_month_that_do_not_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "-c", "12", "--month", "9", *AS_OF]) == 1
    assert "去掉一个再试" in capsys.readouterr().err


@each_of_committees
def test_in_a_subscription(one: Filter) -> None:
    value, numbers = telling(one)
    assert one.many is not None
    wanted = Wanted(data().search, data().calendar).fitting(read_want({one.many: [value]}))
    without_days = EXAMINED if (one.name, value) == ("level", "初级") else set()
    assert {row.no for row in data().plan.committees if row.key in wanted} == {*numbers} - without_days


def test_a_subscription_holds_every_filter_that_does_not_look_at_days() -> None:
    want = load_schema("subscriptions")["properties"]["subscribers"]["items"]["properties"]["wants"]["items"]
    names = [one.many for one in OF_COMMITTEES]
    assert list(want["properties"]) == ["committees", *names]
    assert f"写 {'、'.join(['committees', *map(str, names)])} 中的" in want["x-hint"]


@cache
def page() -> str:
    matches = [Match(one) for one in data().plan.committees]
    made = make_page(data().plan, matches, data().contacts, data().search, data().calendar, made=TODAY)
    return made.decode("utf-8")


@each
def test_on_the_page(one: Filter) -> None:
    """The tests in a browser choose from it."""
    if one.name == "open_on":
        assert '<input id="open" name="open" form="find" type="checkbox"' in page()
        return
    value, numbers = telling(one)
    select = re.search(rf'<select id="{one.name}" name="{one.name}" form="find">.*?</select>', page(), re.DOTALL)
    assert select is not None
    option = re.search(rf'<option value="{re.escape(str(value))}" data-in="([\d ]+)"', select[0])
    assert option is not None
    assert list(map(int, option[1].split())) == numbers


@each_of_committees
def test_a_value_that_is_not_known_is_refused_and_empty_ones_too(
    one: Filter, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    not_known = "不知道这个词" if one.name == "specialty" else "没有这个"
    for value, told in (("甲乙丙", not_known), (" ", f"--{one.name} 后面没有写内容")):
        for command in (["plan"], ["upcoming"], ["export", "csv", "-o", str(tmp_path / "a.csv")]):
            assert main([*command, f"--{one.name}", value, *AS_OF]) == 2
            assert told in capsys.readouterr().err
    problem = Wanted(data().search, data().calendar).problem(str(one.many), "甲乙丙")
    assert problem is not None
    assert not_known in problem.message


@each_of_committees
def test_the_shell_completes_the_values(
    one: Filter, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    value = str(next(iter(one.known(data().search))))
    monkeypatch.setenv("_ZC_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"zc plan --year 2021 --{one.name} {value[0]}")
    monkeypatch.setenv("COMP_CWORD", "5")
    with pytest.raises(SystemExit):
        main([])
    assert value in capsys.readouterr().out.splitlines()
