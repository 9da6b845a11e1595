"""The data beside the notice: every printed cell, every reading and every name, checked without the project's own code.

The notice is parsed here, in the test. White space in it is left over from typesetting, so both sides are compared
without it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from places import ROOT

from zhicheng_cli.files.bundled import load_schema

DATA = ROOT / "data"
FILES = {"plan_2021": "plan", "contacts": "contacts", "titles": "titles", "words": "words", "systems": "systems"}

DOCUMENT = "湖人社函〔2021〕57号"
PLAN_COLUMNS = ("name", "reviews", "recommends", "cutoff", "receivers", "review", "remarks")
CONTACT_COLUMNS = ("specialties", "department", "person", "phone")
LEVELS = {"员级": "初级", "助理级": "初级", "中级": "中级", "副高级": "高级", "正高级": "高级"}
# Annex 2 names nobody for these; whoever finds a contact for one of them has invented it.
WITHOUT_CONTACT = {
    *("快递设备工程", "网络工程", "信息工程"),
    *("电池领域的技术研究开发", "电池循环经济", "电池环保", "电池生产工艺管控", "蓄电池"),
    *("电子工程", "测绘工程", "传统工艺美术", "公证员", "会计", "统计", "审计", "翻译", "社会科学研究", "文学创作"),
    *("卫生", "中小学教师", "中等职业学校教师"),
}
# Specialties that the row prints in other words: row -> what stands there.
OTHER_WORDS_FOR_SPECIALTY = {
    (30, "卫生"): "卫技人员",
    (46, "卫生"): "卫技人员",
    (31, "中小学教师"): "中小学(幼儿园)",
    (33, "中等职业学校教师"): "含中职",
}
# A space in a printed cell separates two entries; these are all the ways it may do so.
ALLOWED_SPACES = {
    "reviews": (),
    "recommends": (r"师 正高级",),
    "receivers": (r"\D \d", r"\d \D", r"\d \d"),
    "remarks": (r"以考代评 考评结合", r"以考代评 委托评审"),
    "specialties": (r"一般公需科目 经济",),
}


class _Core(yaml.SafeLoader):
    """Reads scalars as the project does where it matters here: a date stays text, and so does the key `no`."""


_Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("bool", "timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def without_separators(text: str) -> str:
    return re.sub(r"[\s、，]+", "", text)


def load(name: str) -> Any:
    """The file with every scalar as text, just as it stands there."""
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


NOTICE = (DATA / "notice_2021.txt").read_text(encoding="utf-8")
BARE_NOTICE = bare(NOTICE)
BODY = NOTICE[: NOTICE.index("- 附件：")]
PLAN = load("plan_2021")
COMMITTEES: list[dict[str, Any]] = PLAN["committees"]
CONTACTS: list[dict[str, Any]] = load("contacts")["contacts"]
TITLES = load("titles")
SERIES: dict[str, dict[str, Any]] = {series["name"]: series for series in TITLES["series"]}
SYSTEMS: list[dict[str, Any]] = load("systems")["systems"]
CLAUSES: dict[str, str] = {clause["id"]: clause["text"] for clause in PLAN["clauses"]}
SPECIALTIES = {specialty for row in COMMITTEES for specialty in row["specialties"]}


def table(width: int) -> dict[int, list[str]]:
    """The notice's own table with that many columns: number -> the cells after it."""
    rows = (line.split("\t") for line in NOTICE.splitlines())
    return {int(row[0]): row[1:] for row in rows if len(row) == width and row[0].strip().isdigit()}


def row_id(row: dict[str, Any]) -> str:
    return f"row{row['no']}"


def single_titles(row: dict[str, Any]) -> list[str]:
    groups: dict[str, list[str]] = row.get("titles", {})
    return [title for entry in row["reviews"] + row["recommends"] for title in groups.get(entry, [entry])]


def each_committee(function: Any) -> Any:
    return pytest.mark.parametrize("row", COMMITTEES, ids=row_id)(function)


def each_contact(function: Any) -> Any:
    return pytest.mark.parametrize("row", CONTACTS, ids=row_id)(function)


# The printed columns


def test_the_notice_has_46_committees_and_16_contacts() -> None:
    assert list(table(8)) == list(range(1, 47))
    assert list(table(5)) == list(range(1, 17))


def test_every_row_of_the_annexes_is_there_in_order() -> None:
    assert [row["no"] for row in COMMITTEES] == [str(number) for number in table(8)]
    assert [row["no"] for row in CONTACTS] == [str(number) for number in table(5)]


@each_committee
def test_committee_columns_are_as_printed(row: dict[str, Any]) -> None:
    printed = dict(zip(PLAN_COLUMNS, table(8)[int(row["no"])], strict=True))
    assert list(row["printed"]) == list(PLAN_COLUMNS)
    assert {column: bare(text) for column, text in row["printed"].items()} == {c: bare(t) for c, t in printed.items()}


@each_contact
def test_contact_columns_are_as_printed(row: dict[str, Any]) -> None:
    printed = dict(zip(CONTACT_COLUMNS, table(5)[int(row["no"])], strict=True))
    assert list(row["printed"]) == list(CONTACT_COLUMNS)
    assert {column: bare(text) for column, text in row["printed"].items()} == {c: bare(t) for c, t in printed.items()}


@pytest.mark.parametrize("row", COMMITTEES + CONTACTS, ids=row_id)
def test_spaces_only_separate_two_entries(row: dict[str, Any]) -> None:
    for column, text in row["printed"].items():
        rest = text
        for pattern in ALLOWED_SPACES.get(column, ()):
            rest = re.sub(pattern, lambda found: bare(found.group()), rest)
        assert bare(rest) == rest, f"{column}: {text}"


def test_a_break_between_two_entries_is_kept() -> None:
    """Where the notice separates two entries by a space only, the printed cell still does."""
    for row in COMMITTEES:
        cell = row["printed"]["recommends"]
        assert not re.search(r"师正高级", cell), cell
        assert not re.search(r"\d[^\d\s]|[^\d\s]\d", row["printed"]["receivers"]), row["printed"]["receivers"]
        assert not re.search(r"以考代评(考评结合|委托评审)", row["printed"]["remarks"]), row["printed"]["remarks"]
    assert CONTACTS[8]["printed"]["specialties"] == "一般公需科目 经济、技工学校"


@pytest.mark.parametrize(("rows", "annex"), [(COMMITTEES, "1"), (CONTACTS, "2")], ids=["annex1", "annex2"])
def test_every_row_names_its_source(rows: list[dict[str, Any]], annex: str) -> None:
    assert [row["source"] for row in rows] == [{"document": DOCUMENT, "annex": annex, "row": row["no"]} for row in rows]


# The notice's body


def test_the_notice_itself() -> None:
    plan = PLAN["plan"]
    year, month, day = plan["issued"].split("-")
    assert f"{year}年{int(month)}月{int(day)}日" in BARE_NOTICE
    assert plan["issued"] == "2021-05-25"
    assert plan["document"] == DOCUMENT
    assert plan["document"] in BARE_NOTICE
    assert plan["title"] in BARE_NOTICE
    assert plan["issuer"] in BARE_NOTICE
    assert plan["year"] == "2021"
    assert load("contacts")["document"] == DOCUMENT


def test_clauses_are_word_for_word_and_under_their_number() -> None:
    numerals = r"一二三四五六七八九十"
    position = 0
    for name, text in CLAUSES.items():
        words = bare(text)
        found = bare(BODY).find(words, position)
        assert found >= position, name
        position = found + len(words)
        before = bare(BODY)[:found]
        last = re.findall(rf"（[{numerals}0-9]+）|[0-9]+|[{numerals}]+", name)[-1]
        if len(name) == 1:  # the third part has a heading of its own between its number and its words
            assert f"{last}、" in before[-25:], name
        else:
            assert before.endswith((last, f"{last}.")), name


def test_clauses_are_whole_paragraphs() -> None:
    """Nothing of a numbered paragraph is left out."""
    start = bare(BODY).index("（一）严格落实")
    end = bare(BODY).rindex("抽查结果公开。") + len("抽查结果公开。")
    rest = bare(BODY)[start:end]
    for text in CLAUSES.values():
        rest = rest.replace(bare(text), "", 1)
    left = "（一）|（二）|二、进一步强化职称评审工作要求|（一）|1.|（1）|（2）|（3）|2.|3.|（1）|（2）|4.|（二）|（三）"
    assert rest == left.replace("|", "") + "三、建立健全职称评审监督管理机制"


def test_clause_numbers_are_unique() -> None:
    assert len(CLAUSES) == len(PLAN["clauses"]) == 15


@pytest.mark.parametrize("body", PLAN["bodies"], ids=lambda body: body["name"])
def test_bodies_stand_in_exactly_the_clauses_named(body: dict[str, Any]) -> None:
    assert body["clauses"] == [name for name, text in CLAUSES.items() if body["name"] in text]
    assert body["clauses"]


# The readings of a committee row


@each_committee
def test_title_lists_cover_the_printed_columns(row: dict[str, Any]) -> None:
    for column in ("reviews", "recommends"):
        entries = "".join(row[column]) + row.get("other_words", {}).get(column, "")
        assert without_separators(entries) == without_separators(row["printed"][column])
        for entry in row[column]:
            assert entry in bare(row["printed"][column])


@each_committee
def test_receivers_cover_the_printed_column(row: dict[str, Any]) -> None:
    receivers = "".join(receiver["unit"] + "".join(receiver["phones"]) for receiver in row["receivers"])
    assert receivers == bare(row["printed"]["receivers"])
    assert all(re.fullmatch(r"\d{7}|1\d{10}", phone) for receiver in row["receivers"] for phone in receiver["phones"])


@each_committee
def test_every_title_is_known_in_a_series_of_the_row(row: dict[str, Any]) -> None:
    assert set(row["series"]) <= set(SERIES)
    known = {entry["title"] for name in row["series"] for entry in SERIES[name]["titles"]}
    assert set(single_titles(row)) <= known


@each_committee
def test_groups_are_expanded_and_nothing_else(row: dict[str, Any]) -> None:
    entries = row["reviews"] + row["recommends"]
    grouped = [entry for entry in entries if re.search(r"[（(、]", entry) or entry in ("一级", "二级", "三级")]
    assert Counter(row.get("titles", {}).keys()) == Counter(grouped)


@each_committee
def test_routes_and_scope_rest_on_printed_words(row: dict[str, Any]) -> None:
    printed = [bare(text) for text in row["printed"].values()]
    titles, known_series = single_titles(row), set(row["series"])
    assert row["routes"]
    for route in row["routes"]:
        assert any(bare(route["words"]) in text for text in printed), route
        assert set(route.get("levels", [])) <= set(LEVELS)
        assert set(route.get("titles", [])) <= set(titles)
        assert set(route.get("series", [])) <= known_series
    for limit in row.get("except_levels", []):
        assert any(limit["words"] in text for text in printed), limit
        assert limit["specialty"] in row["specialties"]
        assert set(limit["levels"]) <= set(LEVELS)
    assert row.get("meant_for", "") in row["printed"]["name"]
    scope = row.get("scope", {})
    if scope:
        assert any(scope["words"] in text for text in printed), scope
        assert scope.get("reading", "") in ("", f"县名取自评委单位名称“{row['printed']['name']}”")
        assert scope.get("organisation", row["printed"]["name"]) == row["printed"]["name"]
        assert scope.get("county", "") in row["printed"]["name"]
        assert set(scope.get("excludes_series", [])) <= set(SERIES)


@each_committee
def test_specialties_stand_in_the_row(row: dict[str, Any]) -> None:
    number = int(row["no"])
    printed = bare(row["printed"]["remarks"] + "|" + row["printed"]["name"])
    for specialty in row["specialties"]:
        assert OTHER_WORDS_FOR_SPECIALTY.get((number, specialty), specialty) in printed
        assert not specialty.endswith(("专业", "等"))
    assert bool(row["specialties"]) == (number != 29)


def test_kinds() -> None:
    kinds = {
        "高评委": [1, 30, 31, 32],
        "中评委": [*range(2, 18), 33],
        "专业": [*range(18, 29)],
        "初定": [29],
        "初评委": [34],
        "自主评审单位": [*range(35, 45)],
        "区县评委会": [45, 46],
    }
    expected = {number: kind for kind, numbers in kinds.items() for number in numbers}
    assert {int(row["no"]): row["kind"] for row in COMMITTEES} == expected


@pytest.mark.parametrize("row", COMMITTEES + CONTACTS, ids=row_id)
def test_notes_are_about_a_printed_column(row: dict[str, Any]) -> None:
    assert {note["about"] for note in row.get("notes", [])} <= set(row["printed"])


# Contacts


@each_contact
def test_contact_specialties_cover_the_printed_column(row: dict[str, Any]) -> None:
    printed = without_separators(row["printed"]["specialties"])
    assert without_separators("".join(row["specialties"])) == printed
    groups = row.get("expands", {})
    assert set(groups) == {entry for entry in row["specialties"] if "(" in entry}
    for group, members in groups.items():
        assert all(member in group for member in members)


@each_contact
def test_contact_covers_specialties_of_the_plan(row: dict[str, Any]) -> None:
    covered = [cover["specialty"] for cover in row["covers"]]
    assert len(set(covered)) == len(covered)
    assert set(covered) <= SPECIALTIES
    assert set(row["specialties"]) & SPECIALTIES <= set(covered)
    for cover in row["covers"]:
        for words in re.findall(r"附件2印为“([^”]+)”", cover["basis"]):
            assert all(part in row["printed"]["specialties"] for part in words.split("…"))
        for number, words in re.findall(r"附件1第(\d+)行“([^”]+)”所列专业", cover["basis"]):
            committee = COMMITTEES[int(number) - 1]
            assert words in committee["printed"]["name"]
            assert cover["specialty"] in committee["specialties"]


def test_nobody_is_invented_as_a_contact() -> None:
    covered = Counter(cover["specialty"] for row in CONTACTS for cover in row["covers"])
    assert max(covered.values()) == 1
    assert set(covered) == SPECIALTIES - WITHOUT_CONTACT


# Titles


def test_levels() -> None:
    assert {level["name"]: level["group"] for level in TITLES["levels"]} == LEVELS
    assert [level["name"] for level in TITLES["levels"]] == list(LEVELS)


@pytest.mark.parametrize("series", SERIES.values(), ids=SERIES)
def test_titles_of_a_series(series: dict[str, Any]) -> None:
    entries = {entry["title"]: entry for entry in series["titles"]}
    assert len(entries) == len(series["titles"])
    for title, entry in entries.items():
        assert entry["level"] in LEVELS
        if "renamed" in entry:
            new = entries[entry["renamed"]["new"]]
            assert new["formerly"] == title
            assert new["level"] == entry["level"]
        if "formerly" in entry:
            assert entries[entry["formerly"]]["renamed"]["new"] == title
        # The name itself tells the level of these.
        if title.startswith("正高级"):
            assert entry["level"] == "正高级"
        if title.startswith("助理") and title != "助理研究员":
            assert entry["level"] == "助理级"


def test_series_are_unique_and_used() -> None:
    assert len(SERIES) == len(TITLES["series"])
    # Others are there for the titles that applicants hold.
    assert set(SERIES) >= {name for row in COMMITTEES for name in row["series"]}
    names = [name for series in SERIES.values() for name in [series["name"], *series.get("aka", [])]]
    assert len(set(names)) == len(names)


# Systems


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system["name"])
def test_systems_stand_in_the_notice(system: dict[str, Any]) -> None:
    assert system["name"] in CLAUSES[system["source"]["clause"]]
    assert system["source"]["document"] == DOCUMENT
    for other in system["other_names"]:
        assert other["name"] in CLAUSES[other["clause"]]
    if system["address"] != "null":
        assert f"<{system['address']}>" in CLAUSES[system["source"]["clause"]]


def test_every_address_of_the_notice_is_among_the_systems() -> None:
    printed = set(re.findall(r"<(http[^>]+)>", NOTICE))
    assert printed == {system["address"] for system in SYSTEMS} - {"null"}


# The files and their schemas


def problems(name: str) -> list[str]:
    schema = load_schema(FILES[name])
    Draft202012Validator.check_schema(schema)
    document = yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_Core)
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(document)]


@pytest.mark.parametrize("name", FILES)
def test_the_file_fits_its_schema(name: str) -> None:
    assert problems(name) == []


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_plain_yaml(name: str) -> None:
    raw = (DATA / f"{name}.yaml").read_bytes()
    text = raw.decode("utf-8")
    assert text.startswith("# ")
    assert text.endswith("\n")
    assert not re.search(r"[\r\t\u3000\ufeff\u00a0]", text)
    assert not re.search(r" +$", text, re.MULTILINE)
    events = list(yaml.parse(text, Loader=yaml.SafeLoader))
    assert not [event for event in events if getattr(event, "anchor", None) or getattr(event, "tag", None)]
    for number, line in enumerate(text.splitlines(), start=1):
        width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
        assert width < 160, f"line {number} is {width} columns wide"


@pytest.mark.parametrize("name", FILES)
def test_no_key_stands_twice(name: str) -> None:
    def check(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(set(keys)) == len(keys), f"line {node.start_mark.line + 1}: {keys}"
            for _, value in node.value:
                check(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                check(value)

    check(compose(name))


@pytest.mark.parametrize("name", FILES)
def test_plain_scalars_are_what_they_look_like(name: str) -> None:
    """Text, an integer, null or the date of issue; only the key `no` depends on the dialect of the YAML reader."""
    for node in scalars(compose(name)):
        kind = node.tag.rpartition(":")[2]
        assert kind in ("str", "int", "null", "timestamp") or node.value == "no", node.value
        if kind == "int":
            assert re.fullmatch(r"0|[1-9]\d*", node.value), node.value
        if kind == "null":
            assert node.value == "null"
        if kind == "timestamp":
            assert node.value == PLAN["plan"]["issued"]


def compose(name: str) -> yaml.Node:
    node = yaml.compose((DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert node is not None
    return node


def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for child in pair:
                yield from scalars(child)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from scalars(child)


def subschemas(schema: dict[str, Any], path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    yield path, schema
    for keyword in ("properties", "patternProperties"):
        for name, child in schema.get(keyword, {}).items():
            yield from subschemas(child, f"{path}.{name}")
    if "items" in schema:
        yield from subschemas(schema["items"], f"{path}[]")


@pytest.mark.parametrize("kind", FILES.values())
def test_schemas_are_closed_and_speak_chinese(kind: str) -> None:
    schema = load_schema(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for path, part in subschemas(schema):
        assert re.search(r"[\u4e00-\u9fff]", part["title"]), path
        assert not {"oneOf", "anyOf", "allOf", "not"} & set(part), path
        if part.get("type") == "object":
            assert part["additionalProperties"] is False, path
            assert set(part.get("required", [])) <= set(part.get("properties", {})), path
