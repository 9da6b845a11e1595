"""A roster's answers are those of `assess`, person by person, whatever the batches, columns, processes and order."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_roster import make

from zhicheng_cli.applicant.judgement.assessment import Assessment, Outcome, assess, general_sentence, remedy
from zhicheng_cli.applicant.judgement.two_verdicts import two_verdicts
from zhicheng_cli.applicant.judgement.whom_and_when import whom_and_when
from zhicheng_cli.applicant.law.facts import BY_NAME, FIELDS, Facts
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.applicant.law.law_files import read_rules
from zhicheng_cli.applicant.law.verdicts import WEIGHT, Reason, Verdict
from zhicheng_cli.applicant.roster.batches import Batch, open_roster
from zhicheng_cli.applicant.roster.cells import write
from zhicheng_cli.applicant.roster.columns import Codebook, ColumnRows
from zhicheng_cli.applicant.roster.engine import Engine
from zhicheng_cli.applicant.roster.headings import Columns, read_headings
from zhicheng_cli.applicant.roster.identities import masked_numbers, unsound
from zhicheng_cli.applicant.roster.judging import General
from zhicheng_cli.applicant.roster.tally import SEPARATOR, Tally
from zhicheng_cli.applicant.roster.two_sides import line_of
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.applicant.rules.shared.derived import DERIVED
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.reckoning import Reckoning
from zhicheng_cli.plan.search import Search

pa = pytest.importorskip("pyarrow")

TODAY = date(2021, 7, 1)
DATA = Dataset(today=TODAY)
PLAN = DATA.plan
HEADINGS = ["姓名", "身份证号", *(field.label for field in FIELDS)]
TITLES = sorted({title for of in PLAN.committees for title in of.all_titles})
SPECIALTIES = sorted({word for of in PLAN.committees for word in of.specialties})


LAW = make_law(DATA, TODAY)


@pytest.fixture(scope="module")
def law() -> Law:
    return LAW


#: Few of each, so that the days lie near those that decide.
near = st.integers(-400, 200).map(lambda days: TODAY + timedelta(days))
long_ago = st.integers(0, 12_000).map(lambda days: TODAY - timedelta(days))
_ODD: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(TITLES),  # a row with an unknown one is refused
    "committee": st.sampled_from([one.no for one in PLAN.committees]),
    "specialty": st.sampled_from((*SPECIALTIES, "暖通", "没有这个专业")),
    "employer": st.sampled_from(("某公司", "某学校")),
    "county": st.sampled_from(("市直", "吴兴区", "德清县")),
    "industry": st.sampled_from(("建筑", "轻纺")),
    "held_title": st.sampled_from((*TITLES, "无")),
    "held_series": st.sampled_from(("工程", "经济")),
    "other_titles": st.lists(
        st.tuples(st.sampled_from(sorted(DATA.search.titles)), st.none() | long_ago), max_size=2
    ).map(tuple),
    "exam": st.sampled_from(("高级经济师", "无")),
    "grassroots_months": st.integers(0, 30),
    "discipline": st.lists(
        st.tuples(st.sampled_from(BY_NAME["discipline"].choices), st.none() | near), max_size=2
    ).map(tuple),
    "integrity": st.lists(st.none() | long_ago, max_size=2).map(tuple),
    "assessments": st.lists(
        st.tuples(st.integers(2015, 2021), st.sampled_from(BY_NAME["assessments"].choices)), max_size=6
    ).map(tuple),
    "standing": st.lists(st.sampled_from(BY_NAME["standing"].choices), max_size=2).map(tuple),
    "materials": st.lists(
        st.tuples(st.sampled_from(("论文", "业绩表")), st.none() | st.booleans(), st.none() | near), max_size=2
    ).map(tuple),
}  # fmt: skip


def _values(name: str) -> st.SearchStrategy[Any]:
    field = BY_NAME[name]
    if name in _ODD:
        return _ODD[name]
    if field.choices:
        return st.sampled_from(field.choices)
    days = near | long_ago
    kinds = {"flag": st.booleans(), "number": st.integers(60, 120), "date": days, "day": days}
    return kinds[field.shape.value]


def _facts(given: dict[str, Any]) -> Facts:
    return Facts(**{name: value for name, value in given.items() if value is not None})


people = st.fixed_dictionaries(
    {
        field.name: _values(field.name) if field.name == "title" else st.none() | _values(field.name)
        for field in FIELDS
    }
).map(_facts)  # fmt: skip


def _file(path: Path, persons: Iterable[Facts], headings: Sequence[str] = HEADINGS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for number, facts in enumerate(persons, 1):
            cells = {field.label: write(getattr(facts, field.name), field) for field in FIELDS}
            cells |= {"姓名": f"样例{number}", "身份证号": ""}
            writer.writerow([cells[heading] for heading in headings])
    return path


Answered = tuple[Tally, list[dict[str, Any]]]


def _answers(path: Path, law: Law, batch_rows: int | None = None) -> Answered:
    roster = open_roster(path, batch_rows=batch_rows)
    engine, tally, rows = Engine(roster.columns, law), Tally(all_rules()), []
    for batch in roster.batches:
        answered = tally.enter(engine.judge(batch))
        columns = zip(answered.people.to_pylist(), answered.all.to_pylist(), answered.open.to_pylist(), strict=True)
        rows += [{**person, "all": every, "open": left} for person, every, left in columns]
    return tally, rows


def _check(facts: Facts, row: dict[str, Any], tally: Tally, law: Law) -> None:
    expected = assess(facts, law)
    explained = [tally.explained[int(number) - 1] for number in row["all"].split(SEPARATOR)]
    assert WEIGHT[row["verdict"]] is expected.verdict
    assert (row["from_day"], row["later"]) == (expected.from_day, expected.later)
    assert set(filter(None, row["missing"].split("、"))) == {BY_NAME[name].label for name in expected.missing}
    _check_sides(facts, expected, row, law)
    for one, outcome in zip(explained, expected.outcomes, strict=True):
        reason = outcome.reason
        assert one.rule is outcome.rule
        assert one.reason == (reason.code, reason.verdict, reason.params, reason.missing, reason.cites)
        assert one.sentence == masked(general_sentence(outcome.rule, reason))


def _check_sides(facts: Facts, expected: Assessment, row: dict[str, Any], law: Law) -> None:
    both = two_verdicts(facts, expected, whom_and_when(facts, law, ()), law.today)
    assert (row["conditions"], row["formalities"]) == tuple(one.in_words for one in both.sides)
    # What needs the person's own figures is left to the reasons.
    steps = [line_of(one) for one in both.to_do]
    lines = row["to_do"].split("\n") if row["to_do"] else []
    assert not Counter(lines) - Counter(steps)
    general = [one._replace(reason=one.reason._replace(seen=(), from_day=None)) for one in expected.outcomes]
    own = {one.rule.code for one, told in zip(expected.outcomes, general, strict=True) if remedy(*one) != remedy(*told)}
    assert all(own & set(one.rules) for one, line in zip(both.to_do, steps, strict=True) if line not in lines)
    # The unit's notice comes first, though its safe day may have passed, and that of the papers not.
    posting = [line for one, line in zip(both.to_do, steps, strict=True) if "R518" in one.rules and line in lines]
    dated = lines[len(posting) :]
    assert lines[: len(posting)] == posting
    days = [found[1] for line in dated if (found := re.match(r"(?:最迟)?(\d{4}-\d\d-\d\d)", line))]
    # Where some have days of their own and nobody tells whose they are, both stand beside each other.
    assert days == sorted(days) or len({one.who for one in both.to_do if one.days}) > 1
    is_over = both.formalities.is_closed or any(_is_refused(one) for one in both.conditions.fails)
    asked = {name for side in both.sides for one in side.unknown for name in one.reason.missing}
    asked |= {name for side in both.sides for one in (*side.fails, *side.open) for name in one.reason.missing}
    assert set(filter(None, row["fill_in"].split("、"))) == {BY_NAME[name].label for name in asked if not is_over}


def _is_refused(one: Outcome) -> bool:
    return one.reason.from_day is None or "later" in dict(one.reason.seen)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(persons=st.lists(people, min_size=1, max_size=30), batch_rows=st.sampled_from((1, 3, 1000)))
def test_dossier_and_roster_agree(persons: list[Facts], batch_rows: int, law: Law, tmp_path: Path) -> None:
    tally, rows = _answers(_file(tmp_path / "roster.csv", persons), law, batch_rows)
    assert len(rows) == len(persons)
    for facts, row in zip(persons, rows, strict=True):
        _check(facts, row, tally, law)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(persons=st.lists(people, min_size=1, max_size=30))
def test_they_agree_where_the_data_have_no_figures(persons: list[Facts], tmp_path: Path) -> None:
    rules, standards = read_rules(DATA)
    bare = Law(DATA.search, {**rules, "parameters": []}, standards, DATA.calendar, TODAY)
    tally, rows = _answers(_file(tmp_path / "roster.csv", persons), bare)
    for facts, row in zip(persons, rows, strict=True):
        _check(facts, row, tally, bare)


def _reckoning(day: date, *counts: str, levels: tuple[str, ...] = (), batch: int | None = None) -> Reckoning:
    return Reckoning(day, counts, levels, batch, "样例", Citation("样例〔2021〕1号", "三", "text"))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(persons=st.lists(people, min_size=1, max_size=30))
def test_they_agree_where_the_notice_prints_to_which_days_it_counts(persons: list[Facts], tmp_path: Path) -> None:
    days = (
        _reckoning(date(2021, 6, 30), "资历", levels=("副高级", "正高级")),
        _reckoning(date(2021, 9, 30), "资历", batch=2),
        _reckoning(date(2020, 12, 31), "资历", "学时"),
    )
    rules, standards = read_rules(DATA)
    titles = DATA._value("titles.yaml")
    search = Search(DATA.plan._replace(reckoning=days), titles, DATA.words)
    counting = Law(search, rules, standards, DATA.calendar, TODAY)
    tally, rows = _answers(_file(tmp_path / "roster.csv", persons), counting)
    for facts, row in zip(persons, rows, strict=True):
        _check(facts, row, tally, counting)


def _general(reason: Reason) -> General:
    return General(reason.code, reason.verdict, reason.params, reason.missing, reason.cites)


@given(facts=people)
def test_a_brief_answer_is_the_whole_one_without_what_a_roster_does_not_tell(facts: Facts) -> None:
    for rule in all_rules():
        brief = getattr(rule, "brief", None) or rule.judge
        short, whole = brief(facts, LAW), rule.judge(facts, LAW)
        assert _general(short) == _general(whole)
        assert whole.verdict is not Verdict.FAILS or short.from_day == whole.from_day


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand persons as the benchmark makes them."""
    path = tmp_path_factory.mktemp("roster") / "roster.csv"
    make(path, 2000)
    return path


@pytest.fixture(scope="module")
def usual(made: Path, law: Law) -> Answered:
    """What is answered to them, in batches enough for the engine to learn what is asked for, and to remember."""
    return _answers(made, law, 300)


def test_agreement_holds_over_many_batches_with_what_is_remembered(made: Path, law: Law, usual: Answered) -> None:
    from zhicheng_cli.applicant.roster.cells import Cells

    tally, rows = usual
    cells = Cells(DATA.search)
    with made.open(encoding="utf-8", newline="") as file:
        for cell_row, row in zip(csv.DictReader(file), rows, strict=True):
            given = {field.name: cells.read(cell_row[field.label], field).value for field in FIELDS}
            _check(_facts(given), row, tally, law)


@pytest.mark.parametrize(("batch_rows", "persons"), [(3, 150), (97, 2000), (10_000, 2000)])
def test_the_size_of_batches_changes_nothing(
    batch_rows: int, persons: int, made: Path, law: Law, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_bytes(b"".join(made.read_bytes().splitlines(keepends=True)[: persons + 1]))
    one, other = _answers(roster, law), _answers(roster, law, batch_rows)
    assert one[1] == other[1]
    assert [(e.number, e.rule.code, e.reason) for e in one[0].explained] == [
        (e.number, e.rule.code, e.reason) for e in other[0].explained
    ]
    assert one[0].counts == other[0].counts


def test_the_order_of_rows_and_columns_changes_no_answer(made: Path, law: Law, usual: Answered, tmp_path: Path) -> None:
    with made.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    turned = [row[::-1] for row in (rows[0], *rows[:0:-1])]
    other = tmp_path / "turned.csv"
    with other.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(turned)
    assert dict(_told(*_answers(other, law))) == dict(_told(*usual))


def _told(tally: Tally, rows: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    for row in rows:
        reasons = [tally.explained[int(number) - 1].reason for number in row["all"].split(SEPARATOR)]
        yield row["name"], (row["verdict"], row["from_day"], row["missing"], reasons)


def test_a_column_that_is_not_there_is_not_given(law: Law, tmp_path: Path) -> None:
    facts = Facts(title="工程师", committee=12)
    path = _file(tmp_path / "roster.csv", [facts], ["姓名", "评委会序号", "申报职称"])
    tally, (row,) = _answers(path, law)
    _check(facts, row, tally, law)


def test_counts_add_up(usual: Answered) -> None:
    tally, rows = usual
    assert tally.read_rows == tally.answered_rows == len(rows) == 2000
    for _, verdicts in tally.by_rule():
        assert verdicts.total() == len(rows)
    numbers = [number for row in rows for number in row["all"].split(SEPARATOR)]
    assert tally.counts == [numbers.count(str(one.number)) for one in tally.explained]
    assert list(dict.fromkeys(numbers)) == [str(one.number) for one in tally.explained]


def test_open_reasons_are_those_that_are_not_settled(usual: Answered) -> None:
    tally, rows = usual
    settled = {"meets", "not_applicable"}
    for row in rows:
        numbers = [n for n in row["all"].split(SEPARATOR) if tally.explained[int(n) - 1].reason.verdict not in settled]
        assert row["open"] == SEPARATOR.join(numbers)


def test_one_who_has_nothing_open_keeps_the_row(law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_post = [rule for rule in all_rules() if rule.code == "R512"]
    for module in ("engine", "tally"):
        monkeypatch.setattr(f"zhicheng_cli.applicant.roster.{module}.all_rules", lambda: in_post, raising=False)
    persons = [Facts(title="工程师", status="在职"), Facts(title="工程师"), Facts(title="工程师", status="在职")]
    roster = open_roster(_file(tmp_path / "roster.csv", persons))
    tally = Tally(in_post)
    engine = Engine(roster.columns, law)
    (answered,) = [tally.enter(engine.judge(batch)) for batch in roster.batches]
    assert answered.open.to_pylist() == ["", "2", ""]
    assert answered.all.to_pylist() == ["1", "2", "1"]


def test_free_text_without_end_is_forgotten_and_answers_stay_right(
    law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered is given up in the middle; the codes of columns then change their meaning."""
    for module in ("coding", "judging"):
        monkeypatch.setattr(f"zhicheng_cli.applicant.roster.{module}._REMEMBERED", 5)
    persons = [
        Facts(
            title=TITLES[n % len(TITLES)],
            committee=PLAN.committees[n % len(PLAN.committees)].no,
            employer=f"某单位{n}",
            obtained=TODAY - timedelta(n * 9),
        )
        for n in range(300)
    ]
    tally, rows = _answers(_file(tmp_path / "roster.csv", persons), law, 10)
    for facts, row in zip(persons, rows, strict=True):
        _check(facts, row, tally, law)


def test_where_nothing_more_may_be_remembered_answers_stay_right(
    made: Path, law: Law, usual: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhicheng_cli.applicant.roster.judging._REMEMBERED", 0)
    assert _answers(made, law, 300)[1] == usual[1]


def test_days_outside_the_usual_range_are_days(law: Law, tmp_path: Path) -> None:
    persons = [
        Facts(title="工程师", committee=12, degree="本科", held_title="助理工程师", obtained=day)
        for day in (date(1901, 2, 3), date(2015, 1, 1), date(2099, 1, 1), None)
    ]
    tally, rows = _answers(_file(tmp_path / "roster.csv", persons), law)
    for facts, row in zip(persons, rows, strict=True):
        _check(facts, row, tally, law)


def test_many_columns_fill_more_than_one_number() -> None:
    readers = dict.fromkeys((f"c{n}" for n in range(40)), list)
    book = Codebook(readers, (), None)  # type: ignore[arg-type]
    texts = {f"c{n}": pa.array([str(row % (n + 2)) for row in range(100)]).dictionary_encode() for n in range(40)}
    rows = book.turn(book.read(texts), 100)
    groups = rows.grouped(list(texts))
    codes = groups.layout.codes(list(groups.keys))
    for place, name in enumerate(texts):
        told = [book.values(name)[codes[place][group]] for group in groups.rows.to_pylist()]
        assert told == texts[name].to_pylist()
    assert len(groups.keys) == 100
    assert isinstance(rows, ColumnRows)


def test_a_derived_fact_reads_only_what_its_rules_may_read() -> None:
    all_rules()
    known = set(BY_NAME)
    assert all(set(one.reads) <= known for one in DERIVED.values())


NUMBERS = [
    "", "000000199003070010", "000000000000000000", "00000019900307001X", "000000199003070011", "000000199003070O11",
    "0000001990030700", "000000900307001", "00000019900307001x", " 00000019900307001X ", "样例",
    "一二三四五六七八九十一二三四五六七八", "+0000019900307001X",
]  # fmt: skip


def test_identity_numbers_are_masked_and_checked_by_columns() -> None:
    from zhicheng_cli.applicant.identity import check_digit, is_sound

    def sound(text: str) -> bool:
        plain = text.strip()
        digits = plain[:-1].isdecimal() and plain[:-1].isascii()
        return len(plain) in (0, 15) or (len(plain) == 18 and digits and is_sound(plain))

    number = "00000019900307001" + check_digit("00000019900307001")
    written = [f"{number[:6]} {number[6:14]} {number[14:]}", "".join(chr(ord(one) + 0xFEE0) for one in number)]
    assert unsound(pa.array([*written, written[0][:-1]])).to_pylist() == [False, False, True]
    column = pa.array(NUMBERS)
    assert unsound(column).to_pylist() == [not sound(text) for text in NUMBERS]
    shown = masked_numbers(column).to_pylist()
    assert all(masked(text) == text for text in shown)
    for text, one in zip(NUMBERS, shown, strict=True):
        if text[:17].isdecimal():
            assert one == masked(text)


def test_a_damaged_batch_is_refused_row_by_row(law: Law) -> None:
    columns = read_headings(["姓名", "申报职称", "最高学历"])
    assert isinstance(columns, Columns)
    table = pa.RecordBatch.from_pydict(
        {
            "name": pa.array(["样例甲", "", "样例乙", " ", "样例丙"]),
            "title": pa.array(["工程师", "工程师", "", "", "工程师"]).dictionary_encode(),
            "degree": pa.array(["学士后", "本科", "000000199003070011", "", "本科"]).dictionary_encode(),
        }
    )
    judged = Engine(columns, law).judge(Batch(table, pa.array([2, 3, 4, 5, 6])))
    assert judged.people.column("row").to_pylist() == [6]
    assert judged.blank_rows == 1
    assert judged.refused_rows == 3
    assert [(one.row, one.column, one.text) for one in judged.refused] == [
        (2, "最高学历", "学士后"),
        (3, "姓名", ""),
        (4, "最高学历", "000*************11"),
        (4, "申报职称", ""),
    ]


def test_a_row_with_a_number_alone_is_not_blank(law: Law) -> None:
    table = pa.RecordBatch.from_pydict(
        {
            "name": pa.array(["样例甲", "", ""]),
            "identity": pa.array(["", "000000199003070010", " "]),
            "title": pa.array(["工程师", "", ""]).dictionary_encode(),
        }
    )
    judged = Engine(read_headings(["姓名", "身份证号", "申报职称"]), law).judge(Batch(table, pa.array([2, 3, 4])))
    assert judged.people.column("row").to_pylist() == [2]
    assert judged.blank_rows == 1
    assert {one.row for one in judged.refused} == {3}
