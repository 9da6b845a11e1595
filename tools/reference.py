"""Keep the documents true: write into them what the program, its schemas and its data say.

Usage: python tools/reference.py [--check]

Without an option every document is brought up to date; with `--check` nothing is written, and the
exit code is 1 if a document has drifted. What is made, and what is left to people:

- In a ```console block, what stands under a line `$ zc …` is what that command prints on a terminal.
- Between `<!-- begin help -->` and `<!-- end -->`: the help of every command.
- Between `<!-- begin fields plan -->` and `<!-- end -->`: the fields of the data file with that schema.
- Between `<!-- begin keys plan -->` and `<!-- end -->`: the keys of the JSON document with that schema.
- Between `<!-- begin codes -->` and `<!-- end -->`: the finding codes.
- Between `<!-- begin rules -->` and `<!-- end -->`: the page of every rule, from its module's docstring.

The last column of a table of fields or keys is written by hand: it is kept, row by row, and a new row
gets a question mark there.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from known_data import copy_data, known_files

from zhicheng_cli.applicant.judgement.assessment import where_to_write
from zhicheng_cli.applicant.judgement.rule_pages import rule_page
from zhicheng_cli.applicant.rules import Rule, all_rules
from zhicheng_cli.cli import COMMANDS, main
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.finding_pages import read_pages

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (
    "README.md",
    "README.zh-CN.md",
    "CONTRIBUTING.md",
    "docs/behaviour.md",
    "docs/commands.md",
    "docs/data.md",
    "docs/guide.md",
    "docs/json.md",
    "docs/rules.md",
    "docs/申报人.md",
    "docs/人事.md",
    "docs/评委会办公室.md",
    "docs/市中心.md",
)

#: Columns of the terminal that the documents show, and of the one that the help is printed on.
WIDTH, HELP_WIDTH = 100, 80
#: Stands where a person has to write what a field or key means.
UNWRITTEN = "?"

_PART = re.compile(r"(<!-- begin (\w+) ?([\w-]*) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r" #.*(?:exit code|退出码) (\d+)")
_JQ_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_LONGEST_EXAMPLE = 30

#: Commands that hold commands.
_INNER = {"plan": ("draft", "approve"), "new": ("dossier", "roster", "subscriptions"), "workday": ("import",)}

Schema = Mapping[str, Any]


class Printed(NamedTuple):
    """What a command line printed, both streams as a terminal shows them, and its exit code."""

    text: str
    code: int


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def run(line: str, width: int = WIDTH) -> Printed:
    """Run `[NAME=VALUE …] zc … [| filter …]` in this process, as if typed on a terminal of that width."""
    words = shlex.split(line, comments=True)
    start = words.index("zc")
    arguments, *filters = ([*part] for is_mark, part in groupby(words[start + 1 :], "|".__eq__) if not is_mark)
    settings = dict(word.split("=", 1) for word in words[:start])
    screen, pipe = _Terminal(), StringIO()
    with _environment(width, settings), redirect_stdout(pipe if filters else screen), redirect_stderr(screen):
        code = main(arguments)
    text = pipe.getvalue()
    for name, *options in filters:
        text = _FILTERS[name](text, options)
    return Printed(screen.getvalue() + text, code)


def expected_code(line: str) -> int:
    """The exit code that a command line documents in its comment: `# exit code 1`; else 0."""
    found = _CODE.search(line)
    return int(found[1]) if found else 0


@contextmanager
def data_folder() -> Iterator[None]:
    """Stand in a folder that holds only `data` and `examples`, so that paths are short and nothing is left behind."""
    with TemporaryDirectory() as folder:
        copy_data(Path(folder))
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        with chdir(folder):
            yield


@contextmanager
def _environment(width: int, settings: Mapping[str, str]) -> Iterator[None]:
    """Only what a reader may know: nothing of this machine's environment changes what is printed."""
    before = dict(os.environ)
    for name in [name for name in os.environ if "ZC_" in name or name == "FORCE_COLOR"]:
        del os.environ[name]
    # The old Windows console loses its last column (see views/screen/terminal.py).
    ours = {
        "COLUMNS": str(width + (sys.platform == "win32")),
        "NO_COLOR": "1",
        "XDG_STATE_HOME": "state",
        "ZC_CONFIG_DIR": "settings",
        "ZC_DATA_DIR": "data",
    }
    os.environ |= {**ours, **settings}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _cut(text: str, options: list[str]) -> str:
    wanted = [int(number) - 1 for number in options[0].removeprefix("-f").split(",")]
    rows = (line.split("\t") for line in text.splitlines())
    return "".join("\t".join(row[index] for index in wanted) + "\n" for row in rows)


def _jq(text: str, options: list[str]) -> str:
    value = json.loads(text)
    for key, index in _JQ_STEP.findall(options[0]):
        value = value[key] if key else value[int(index)]
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


#: As much of the well-known programs as the documents use.
_FILTERS: dict[str, Callable[[str, list[str]], str]] = {"cut": _cut, "jq": _jq}


def renew(text: str) -> str:
    """A document with everything in it that is made made anew."""
    described: dict[str, str] = {}
    text = _PART.sub(lambda part: part[1] + _MAKERS[part[2]](part[3], part[4], described) + part[5], text)
    return _CONSOLE.sub(lambda block: replay(block[0]), text)


def commands_of(block: str) -> list[str]:
    """The command lines of a console block."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def replay(block: str) -> str:
    """A console block with what its commands print now.

    Raises:
        ValueError: a command ends with another exit code than its line says.
    """
    shown = []
    for line in commands_of(block):
        printed = run(line)
        if printed.code != expected_code(line):
            raise ValueError(f"exit code {printed.code}: {line}\n{printed.text}")
        shown.append(f"$ {line}\n{printed.text}")
    return "\n".join(shown)


def _help(_name: str, _old: str, _described: dict[str, str]) -> str:
    names = [one for name in COMMANDS for one in (name, *(f"{name} {inner}" for inner in _INNER.get(name, ())))]
    pages = [("zc", "zc -h"), *((f"zc {name}", f"zc {name} -h") for name in names)]
    return "".join(f"\n## {title}\n\n```text\n{run(line, HELP_WIDTH).text}```\n" for title, line in pages) + "\n"


class Field(NamedTuple):
    """A field of a data file, or a key of a JSON document.

    Attributes:
        path: e.g. `committees[].printed.cutoff`; `*` stands for any name.
        schema: what the field may hold.
        required: whether it must be there.
        same: where an object of the same shape was described before, or an empty string.
    """

    path: str
    schema: Schema
    required: bool
    same: str


def fields(schema: Schema, described: dict[str, str]) -> list[Field]:
    """Every field of a schema, outer ones first; an object of a shape already described is not taken apart again.

    Args:
        described: shape → where it was described; added to.
    """
    named = f"`{_format(schema)}`"
    described[_shape(schema)] = named
    found = list(_inner_fields(schema, "", described))
    for shape, place in described.items():
        described[shape] = place if "/" in place else f"{place} of {named}"
    return found


def _format(schema: Schema) -> str:
    name: str = schema["properties"]["format"]["const"]
    return name


def _inner_fields(schema: Schema, prefix: str, described: dict[str, str]) -> Iterator[Field]:
    any_name = [("*", one) for one in schema.get("patternProperties", {}).values()]
    for name, sub in (*schema.get("properties", {}).items(), *any_name):
        path, inner, steps = prefix + name, sub, ""
        while "items" in inner:
            inner, steps = inner["items"], steps + "[]"
        shape = _shape(inner)
        yield Field(path, sub, name in schema.get("required", ()), described.get(shape, "") if shape else "")
        if shape not in described:
            described |= {shape: f"`{path}`"} if shape else {}
            yield from _inner_fields(inner, f"{path}{steps}.", described)


def _shape(schema: Schema) -> str:
    return json.dumps([schema.get("properties"), schema.get("required")]) if "properties" in schema else ""


_ENGLISH = {
    "string": "text", "integer": "integer", "number": "number", "boolean": "true or false", "null": "null",
    "object": "object", "objects": "objects", "array": "list of {}", "date": "date", "month": "month",
    "or": " or ", "and": ", ",
}  # fmt: skip
_CHINESE = {
    "string": "文字", "integer": "整数", "number": "数字", "boolean": "true 或 false", "null": "null",
    "object": "对象", "objects": "对象", "array": "列表，每项是{}", "date": "日期", "month": "月份",
    "or": "或 ", "and": "、",
}  # fmt: skip


def type_words(schema: Schema, words: Mapping[str, str]) -> str:
    """What a schema allows, in a few words."""
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return words["and"].join(f"`{'null' if one is None else one}`" for one in schema["enum"])
    kinds = schema.get("type", "object")
    digits = schema.get("pattern", "").count("{2}") if "{4}-" in schema.get("pattern", "") else 0
    text = ("string", "month", "date")[digits]
    inner = schema.get("items", {})
    items = words["objects"] if inner.get("type") == "object" else type_words(inner, words) if inner else ""
    names = [text if kind == "string" else kind for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return words["or"].join(words[name].format(items) for name in names)


def _keys(name: str, old: str, described: dict[str, str]) -> str:
    kept = _last_cells(old)
    lines = ["| key | holds | meaning |", "|---|---|---|"]
    for one in fields(load_schema(f"output/{name}"), described):
        holds = type_words(one.schema, _ENGLISH) + ("" if one.required else "; may be absent")
        holds += f", keys as {one.same}" if one.same else ""
        lines.append(f"| `{one.path}` | {holds} | {kept.get(one.path, UNWRITTEN)} |")
    return "\n".join(["", *lines, "", ""])


def _fields(name: str, old: str, described: dict[str, str]) -> str:
    kept = _last_cells(old)
    beside: dict[str, set[str]] = {}
    for path, word in kept.items():
        beside.setdefault(path.rpartition(".")[0], set()).add(word)
    schema = load_schema(name)
    values = _values_of(_format(schema))
    lines = ["| 字段 | 内容 | 含义和写法 | 例 | 谁改 |", "|---|---|---|---|---|"]
    for one in fields(schema, described):
        holds = type_words(one.schema, _CHINESE) + ("" if one.required else "；可以不写")
        meaning = "。".join(
            filter(None, (one.schema.get(key, "").rstrip("。") for key in ("title", "x-form", "x-hint")))
        )
        meaning += f"。各项同 {one.same}" if one.same else ""
        example = _example(
            [value for document in values for value in _at(document, one.path.replace("[]", ".[]").split("."))]
        )
        # Where one word stands in every row beside it, as who fills in a dossier, it stands in a new row too.
        (usual, *others) = beside.get(one.path.rpartition(".")[0], {UNWRITTEN})
        who = kept.get(one.path, UNWRITTEN if others else usual)
        cells = (f"`{one.path}`", holds, meaning, example, who)
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(["", *lines, "", ""])


def _codes(_name: str, _old: str, _described: dict[str, str]) -> str:
    weights = {"E": "错误", "W": "警告", "N": "提示"}
    lines = ["| 代码 | 轻重 | 意思 |", "|---|---|---|"]
    lines += [f"| `{code}` | {weights[code[0]]} | {page.title} |" for code, page in read_pages().items()]
    return "\n".join(["", *lines, "", ""])


def _rules(_name: str, _old: str, _described: dict[str, str]) -> str:
    return "".join(map(_rule, all_rules())) + "\n"


def _rule(rule: Rule) -> str:
    """A rule's page: what its docstring says, what it reads, which figures it uses."""
    page = rule_page(rule)
    reads = "、".join(f"{label}（`{path}`）" for path, label in map(where_to_write, rule.reads))
    parts = [f"### {rule.code} {rule.name}", *page.about.split("\n"), f"看哪些信息：{reads}。"]
    if rule.parameters:
        parts.append(f"用哪些数字：{'、'.join(f'`{one}`' for one in rule.parameters)}。")
    for label, example in (("符合：", page.meets), ("不符合：", page.fails)):
        parts += [label, f"```yaml\n{example}\n```"] if example else []
    return "".join(f"\n{part}\n" for part in [*parts, f"怎么办：{page.remedy}"])


_MAKERS: dict[str, Callable[[str, str, dict[str, str]], str]] = {
    "codes": _codes,
    "fields": _fields,
    "help": _help,
    "keys": _keys,
    "rules": _rules,
}


def _last_cells(table: str) -> dict[str, str]:
    """What people wrote: first cell of each row → last cell."""
    rows = [re.split(r" (?<!\\)\| ", line.removeprefix("| ").removesuffix(" |")) for line in table.splitlines()]
    return {row[0].strip("`"): row[-1] for row in rows if row[0].startswith("`")}


def _values_of(data_format: str) -> list[Any]:
    """The contents of the data files of that format."""
    files = (file for path in known_files() for file in (sorted(path.iterdir()) if path.is_dir() else [path]))
    documents = [parse(file.read_bytes(), file.name)[0] for file in files if file.suffix == ".yaml"]
    return [document.value for document in documents if document and document.value["format"] == data_format]


def _at(value: Any, steps: list[str]) -> Iterator[Any]:
    """Every value at a path, in the order of the file."""
    if not steps:
        yield value
    elif steps[0] == "[]":
        for item in value:
            yield from _at(item, steps[1:])
    elif steps[0] == "*":
        for item in value.values():
            yield from _at(item, steps[1:])
    elif steps[0] in value:
        yield from _at(value[steps[0]], steps[1:])


def _example(values: list[Any]) -> str:
    """The first value that says something and is not long; objects are shown by their fields."""
    plain = [value for value in values if not isinstance(value, dict) and value not in ("", [], None)]
    texts = [_written(value) for value in plain if not (isinstance(value, list) and isinstance(value[0], dict))]
    if not texts:
        return "`null`" if None in values else ""
    text = next((text for text in texts if len(text) <= _LONGEST_EXAMPLE), min(texts, key=len))
    return f"`{text}`" if len(text) <= _LONGEST_EXAMPLE else f"`{text[:_LONGEST_EXAMPLE]}`…"


def _written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    text = json.dumps(value) if isinstance(value, bool | int | float) else str(value)
    return f'"{text}"' if isinstance(value, str) and value[:1].isdecimal() and value.isdecimal() else text


def update(check: bool) -> list[str]:
    """The documents that had drifted; they are written anew unless only checked."""
    drifted = []
    with data_folder():
        for name in DOCUMENTS:
            path = ROOT / name
            old = path.read_text(encoding="utf-8")
            new = renew(old)
            if new != old:
                drifted.append(name)
                if not check:
                    path.write_text(new, encoding="utf-8", newline="\n")
    return drifted


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(f"{(__doc__ or '').splitlines()[2]}")
    only_checked = sys.argv[1:] == ["--check"]
    changed = update(only_checked)
    for document in changed:
        print(
            f"{document} {'has drifted: run python tools/reference.py' if only_checked else 'was brought up to date'}"
        )
    sys.exit(1 if changed and only_checked else 0)
