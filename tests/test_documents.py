"""The documents tell the truth: about commands, output, data, JSON, files and the environment."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shlex
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from places import ROOT
from typer._click.core import Context

from zhicheng_cli import __version__, errors
from zhicheng_cli.applicant.law.verdicts import IN_WORDS
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.cli import COMMANDS
from zhicheng_cli.cli.frame.command import ZcGroup
from zhicheng_cli.cli.frame.usage import option_names
from zhicheng_cli.views.parts.citations import EVIDENCE

SOURCE = ROOT / "src" / "zhicheng_cli"
READMES = ("README.md", "README.zh-CN.md")
#: What people follow from the first line to the last: the doors, and the guide in English.
WALKED = ("docs/guide.md", *(f"docs/{door}.md" for door in ("申报人", "人事", "评委会办公室", "市中心")))
DOCUMENTS = sorted(str(path.relative_to(ROOT)) for folder in (ROOT, ROOT / "docs") for path in folder.glob("*.md"))

#: Files that the documents tell a reader to make.
TO_BE_MADE = {"config.yaml", "data/cities/", "data/plan_2022.yaml", "plan_2022.yaml", "contacts_2022.yaml"}

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^(?:\$ )?((?:\w+=\S+ )*zc .*)$", re.MULTILINE)


def load_tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference: Any = load_tool("reference")
pictures: Any = load_tool("pictures")


@pytest.fixture(scope="module", autouse=True)
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """In a folder that holds nothing but `data`, with a cache of its own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(name, str(tmp_path_factory.getbasetemp() / "cache"))
        with reference.data_folder():
            yield


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(name: str) -> str:
    """A document without what stands in fenced blocks."""
    return FENCE.sub("", read(name))


def commands(name: str) -> list[str]:
    """Every line with a command of ours in the fenced blocks of a document."""
    return [line for _, block in FENCE.findall(read(name)) for line in COMMAND.findall(block)]


@pytest.mark.skipif(sys.platform == "win32", reason="tables have other lines on a Windows console")
@pytest.mark.parametrize("name", reference.DOCUMENTS)
def test_what_is_made_is_as_the_program_makes_it(name: str) -> None:
    """Help, tables of fields and keys, and the output under every command."""
    old, new = read(name).splitlines(), reference.renew(read(name)).splitlines()
    pairs = enumerate(zip([*old, "(end)"], [*new, "(end)"], strict=False), start=1)
    drifted = next((f"{name}:{number}: {was!r}, now {now!r}" for number, (was, now) in pairs if was != now), "")
    assert not drifted, f"{drifted}\nrun python tools/reference.py and read what changes"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_meaning_is_written(name: str) -> None:
    assert f"| {reference.UNWRITTEN} |" not in read(name)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_reference(command: str) -> None:
    group = ZcGroup(COMMANDS, "zhicheng_cli.cli.commands", name="zc")
    found = group.get_command(Context(group, info_name="zc"), command)
    assert found is not None
    sections = dict(
        re.findall(r"^## (zc(?: \w+)?)\n(.*?)(?=^## |\Z)", read("docs/commands.md"), re.DOTALL | re.MULTILINE)
    )
    shown = re.findall(r"(?<![\w-])--?[a-z][a-z-]*", sections[f"zc {command}"])
    # These two are the same everywhere, and stand on the first page only.
    once = {"--version", "--no-pager"}
    assert all(one in sections["zc"] for one in once)
    assert set(option_names(found, Context(found, info_name=command))) - once <= set(shown)
    assert f"  {command} " in sections["zc"]


@pytest.mark.parametrize("name", WALKED)
def test_a_door_is_walked(name: str) -> None:
    """Every command of a guide, one after the other, in a folder that holds only the data and the examples."""
    found = commands(name)
    assert found
    with reference.data_folder():
        for line in found:
            printed = reference.run(line)
            assert printed.code == reference.expected_code(line), f"{line}\n{printed.text}"


def test_every_command_stands_on_the_first_page_or_behind_a_door() -> None:
    pages = (*READMES, *WALKED)
    named = " ".join(one for name in pages for one in (*commands(name), *re.findall(r"`(zc [^`]+)`", read(name))))
    assert set(COMMANDS) <= set(named.split())


@pytest.mark.skipif(sys.platform == "win32", reason="tables have other lines on a Windows console")
def test_the_picture_of_a_terminal_is_what_it_shows() -> None:
    drawn = (ROOT / "docs" / "pictures" / "terminal.svg").read_text(encoding="utf-8")
    assert drawn == pictures.terminal(), "run python tools/pictures.py and look at what changes"


@pytest.mark.parametrize("name", READMES)
def test_a_first_page_is_short(name: str) -> None:
    assert len(read(name).splitlines()) <= 150


def test_the_readmes_are_twins() -> None:
    english, chinese = map(read, READMES)
    assert commands_alone("README.md") == commands_alone("README.zh-CN.md")
    assert re.findall(r"^#+(?= )", english, re.MULTILINE) == re.findall(r"^#+(?= )", chinese, re.MULTILINE)
    assert [kind for kind, _ in FENCE.findall(english)] == [kind for kind, _ in FENCE.findall(chinese)]
    assert re.findall(r"\]\((?!README)(.*?)\)", english) == re.findall(r"\]\((?!README)(.*?)\)", chinese)


def commands_alone(name: str) -> list[list[str]]:
    return [shlex.split(line, comments=True) for line in commands(name)]


@pytest.mark.parametrize("name", reference.DOCUMENTS)
def test_no_shown_output_depends_on_the_date(name: str) -> None:
    """Where the age of the plan would be told, the line says which day counts as today."""
    consoles = "".join(block for kind, block in FENCE.findall(read(name)) if kind == "console")
    for line in reference.commands_of(consoles):
        command = line.split()[1]
        dated = "--today" in line or command in {"validate", "explain", "import"} or re.search(r"\d{4}-\d{2}", line)
        assert dated or reference.expected_code(line) == errors.USAGE, line


def test_every_json_format_is_documented() -> None:
    printed = {
        found
        for path in SOURCE.rglob("*.py")
        for found in re.findall(r'"format": "(zc\.[^"]+)"', path.read_text("utf-8"))
    }
    read_all = {path.name: json.loads(path.read_text("utf-8")) for path in (ROOT / "schemas" / "output").glob("*.json")}
    del read_all["parts.schema.json"]
    schemas = {schema["properties"]["format"]["const"]: name for name, schema in read_all.items()}
    sections = dict(re.findall(r"^## (zc\.\S+)\n(.*?)(?=^## |\Z)", read("docs/json.md"), re.DOTALL | re.MULTILINE))
    assert printed == set(schemas) == set(sections)
    for name, section in sections.items():
        assert f"(../schemas/output/{schemas[name]})" in section
        assert f"<!-- begin keys {schemas[name].removesuffix('.schema.json')} -->" in section


def properties(schema: Any) -> set[str]:
    """The name of every field that a schema has, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(properties, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema.get("properties", ()))
    return own.union(*map(properties, schema.values()))


@pytest.mark.parametrize(("folder", "document"), [("schemas", "docs/data.md"), ("schemas/output", "docs/json.md")])
def test_every_field_of_every_schema_is_mentioned(folder: str, document: str) -> None:
    named = {word for path in re.findall(r"`([\w.\[\]*]+)`", read(document)) for word in re.split(r"[.\[\]]+", path)}
    for path in (ROOT / folder).glob("*.schema.json"):
        assert properties(json.loads(path.read_text("utf-8"))) <= named, path.name


def test_every_data_file_has_its_place_in_the_dictionary() -> None:
    text = read("docs/data.md")
    for path in reference.known_files():
        assert f"| `data/{path.name}` |" in text
    for path in {*(ROOT / "schemas").glob("*.schema.json")} - {ROOT / "schemas" / "parts.schema.json"}:
        assert f"(../schemas/{path.name})" in text
        assert f"<!-- begin fields {path.name.removesuffix('.schema.json')} -->" in text


def test_every_rule_has_its_page() -> None:
    """What stands on it is made from the docstrings, and compared with what is made."""
    pages = re.findall(r"^### (R\d{3}) (.*)$", read("docs/rules.md"), re.MULTILINE)
    assert pages == [(rule.code, rule.name) for rule in all_rules()]


def test_the_verdicts_are_those_of_the_output() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", prose("docs/rules.md").split("## Evidence")[0], re.MULTILINE)
    assert dict(rows) == {str(verdict): word for verdict, word in IN_WORDS.items()}


def test_the_evidence_levels_are_those_of_the_output() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (.*) \|$", prose("docs/data.md"), re.MULTILINE))
    assert {level: rows[level] for level in EVIDENCE} == EVIDENCE


def test_every_exit_code_is_documented() -> None:
    codes = {value for name, value in vars(errors).items() if name.isupper() and isinstance(value, int)}
    table = read("docs/behaviour.md").split("## Exit codes")[1].split("\n\n")[1]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == codes


def is_environment(node: ast.AST) -> bool:
    return ast.unparse(node) in {"os.environ", "environ"}


def variables_read(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr="get"), args=[name, *_]) if is_environment(owner):
                yield name
            case ast.Call(func=ast.Attribute(attr="getenv"), args=[name, *_]):
                yield name
            case ast.Subscript(value=owner, slice=name) if is_environment(owner):
                yield name
            case ast.Compare(left=name, comparators=[owner]) if is_environment(owner):
                yield name
            case ast.keyword(arg="envvar" | "complete_var", value=name):
                yield name


def test_every_environment_variable_is_documented() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")]
    # What the subscriptions name as the place of the password is no name of ours.
    used = {name.value for tree in trees for name in variables_read(tree) if isinstance(name, ast.Constant)}
    ours = read("docs/behaviour.md").split("Read by `zc`:")[1].split("Read by Python")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", ours, re.MULTILINE)) == used


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", prose(name)):
        assert (ROOT / name).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_and_module_named_exists(name: str) -> None:
    places = (ROOT, SOURCE, ROOT / "data", ROOT / "schemas", ROOT / "tests" / "negative")
    words = re.findall(r"`([\w./-]+)`", prose(name))
    for word in words:
        is_file = re.search(r"\w\.(py|yaml|txt|md|toml|cmd|schema\.json)$", word) or re.fullmatch(r"[\w./-]*\w/", word)
        if is_file and word not in TO_BE_MADE:
            assert any(place.joinpath(word).exists() for place in places), word
    for module in re.findall(r"\bzhicheng_cli(?:\.[a-z_]+)+", read(name)):
        assert importlib.util.find_spec(module) is not None, module


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_knows_a_machine(name: str) -> None:
    text = read(name)
    assert not re.search(r"(?<![\w.:/])/(?:home|root|tmp|work|Users|opt|var|mnt)\b|\b[A-Z]:\\", text)
    assert os.fspath(ROOT) not in text


def test_the_version_is_the_one_that_is_installed() -> None:
    assert all(f"zhicheng_cli-{__version__}-py3-none-any.whl" in read(name) for name in READMES)
    assert re.search(
        rf"^## \[{re.escape(__version__)}\] – \d{{4}}-\d{{2}}-\d{{2}}$", read("CHANGELOG.md"), re.MULTILINE
    )
