"""The shape of the house: imports run downwards, the middle is silent and timeless, nothing grows too large."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from places import ROOT, TESTS

PACKAGE = ROOT / "src" / "zhicheng_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEST_FILES = sorted(TESTS.rglob("test_*.py"))
MIDDLE = [
    *sorted((PACKAGE / "applicant").rglob("*.py")),
    *sorted((PACKAGE / "notices").rglob("*.py")),
    *sorted((PACKAGE / "plan").rglob("*.py")),
    *sorted((PACKAGE / "written").rglob("*.py")),
    PACKAGE / "workdays.py",
]

#: By Typer; by pdfminer, as a page paints.
CALLED_BY_OTHERS = {
    *("_new", "resolve_command"),
    *("begin_page", "end_page", "begin_figure", "end_figure", "begin_tag", "end_tag", "render_char", "render_image"),
    *("paint_path", "do_gs"),
}

MODULE_LINES = 350
TEST_LINES = 500
FUNCTION_LINES = 40


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_imports_only_run_downwards(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The contracts of pyproject.toml, all of them."""
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


RULES = PACKAGE / "applicant" / "rules"


def imported(path: Path) -> set[str]:
    """What a module takes from its own package or a package below `applicant.rules`."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    near = [node for node in nodes if node.level or (node.module or "").startswith("zhicheng_cli.applicant.rules")]
    return {part for node in near for part in ((node.module or "").split(".")[-1], *(one.name for one in node.names))}


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.py")), ids=name)
def test_no_rule_knows_another(path: Path) -> None:
    """Nor does what rules share know a rule."""
    rules = {one.stem for one in RULES.glob("*.py")} - {"__init__"}
    assert not imported(path) & rules


def test_a_file_name_means_one_thing() -> None:
    doubles = [one for one, number in Counter(path.name for path in MODULES).items() if number > 1]
    assert doubles == ["__init__.py"]


def kinds_of(path: Path) -> Iterator[str]:
    """Classes and type aliases of a module, private or not; a private `TypeVar` is none."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.ClassDef(name=kind):
                yield kind
            case ast.Assign(targets=[ast.Name(id=kind)]) | ast.AnnAssign(target=ast.Name(id=kind)):
                is_private_variable = kind.startswith("_") and "TypeVar(" in ast.unparse(node)
                if re.fullmatch(r"_?[A-Z]+[a-z]\w*", kind) and not is_private_variable:
                    yield kind


def test_a_name_of_a_class_or_type_means_one_thing() -> None:
    kinds: dict[str, list[str]] = {}
    for path in MODULES:
        for one in kinds_of(path):
            kinds.setdefault(one.lstrip("_"), []).append(name(path))
    assert len(kinds) > 300
    assert {one: places for one, places in kinds.items() if len(places) > 1} == {}


def test_no_module_is_too_long() -> None:
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {module: number for module, number in lines.items() if number > MODULE_LINES} == {}


def test_no_test_file_is_too_long() -> None:
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in TEST_FILES}
    assert {one: number for one, number in lines.items() if number > TEST_LINES} == {}


def test_the_tests_mirror_the_house() -> None:
    assert {one for one, number in Counter(path.name for path in TEST_FILES).items() if number > 1} == set()
    rooms = {path.parent.relative_to(TESTS) for path in TEST_FILES}
    assert [room for room in sorted(rooms) if not (PACKAGE / room).is_dir()] == []


def test_no_function_is_too_long() -> None:
    """Measured from its first statement: a signature is a list, which a command's options make long but not hard."""
    lines = {
        f"{name(path)}:{node.name}": (node.end_lineno or 0) - node.body[0].lineno + 1
        for path in MODULES
        for node in functions(path)
    }
    assert len(lines) > 100
    assert {function: number for function, number in lines.items() if number > FUNCTION_LINES} == {}


@pytest.mark.parametrize("path", MIDDLE, ids=name)
def test_the_middle_prints_nothing_and_asks_no_clock(path: Path) -> None:
    """import-linter sees modules; `date.today()` and `print()` need no import of their own."""
    used = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            used.add(node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
    assert used.isdisjoint({"print", "input", "today", "now", "utcnow", "fromtimestamp"})


def words_said(path: Path) -> Iterator[str]:
    """The texts of a module, docstrings apart: a rule's page is one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    owners = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef))
    unsaid = {id(node.value) for owner in owners for node in owner.body if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unsaid:
            yield node.value


@pytest.mark.parametrize("path", [*MIDDLE, *sorted((PACKAGE / "files").rglob("*.py"))], ids=name)
def test_the_middle_names_no_command_and_no_option(path: Path) -> None:
    """What to type is the screen's to say (`views/screen/pointers.py`)."""
    assert [words for words in words_said(path) if re.search(r"\bzc [a-z]|(?<![\w-])--[a-z]", words)] == []


def words_used(path: Path) -> Iterator[str]:
    """Names that a module or a template asks for, in whatever way."""
    if path.suffix != ".py":
        yield from re.findall(r"\w+", path.read_text(encoding="utf-8"))
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Name(id=word, ctx=ast.Load()) | ast.Attribute(attr=word, ctx=ast.Load()) | ast.alias(name=word):
                yield word
            case ast.Constant(value=str(word)):
                yield word


def names_given(path: Path) -> Iterator[str]:
    """Functions, classes, methods and constants of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) or (
            isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.col_offset == 0
        ):
            yield node.id if isinstance(node, ast.Name) else node.name


def test_no_name_lives_for_tests_alone() -> None:
    files = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".j2"}]
    used = {word for path in files for word in words_used(path)}
    given = {one for path in MODULES for one in names_given(path) if not one.startswith("__")}
    assert len(given) > 1000
    assert given - used == CALLED_BY_OTHERS


def test_every_module_says_what_it_is_for() -> None:
    silent = [name(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []
