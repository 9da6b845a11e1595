"""The blank dossier as YAML in Chinese, with just the fields that can matter: made from the schema and the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import dumps
from typing import Any, NamedTuple

from zhicheng_cli.applicant.judgement.relevance import Asking
from zhicheng_cli.applicant.law.facts import FIELDS
from zhicheng_cli.written.writings import Writing, writing_of

FORMAT = "zc.dossier/1"
#: What starts a line of words, and what a line to fill in: one character is taken away, and the line counts.
_WORDS, _BLANK = "##", "#"
#: Words that need no quotes and are text to every reader of YAML.
_PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\w()（）、·]*|\d{4}-\d{2}(?:-\d{2})?|zc\.[a-z]+/\d")
#: The keys that stand whatever the rules ask: without them no dossier is one; work is counted from the degree's day.
_ALWAYS = ("applicant.name", "target.title", "target.committee", "education.date")
#: The part whose fields nearly every rule reads, so that naming the rules tells nothing.
_READ_BY_ALL = "target"
#: The parts in the order in which an applicant thinks; the others follow as the schema has them.
_FIRST = ("applicant", "target")


class Blank(NamedTuple):
    """One field to fill in.

    Attributes:
        key: the name in the YAML.
        title, form, hint: of the schema: what it is called, how the file has it written, what to write.
        choices: the words that may stand there, or that are likely; empty = none are known.
        limits: of a number, the least and the most.
        required: the dossier, or the entry, is none without it.
        rules: the codes of the rules that read it.
    """

    key: str
    title: str
    form: str
    hint: str
    writing: Writing
    choices: tuple[str, ...]
    limits: tuple[float, float] | None
    required: bool
    rules: tuple[str, ...]


class Section(NamedTuple):
    """One part of the dossier.

    Attributes:
        title, form, hint: as of a field; where there may be none of a list, its form says how that is written.
        many: a list of entries; else one set of fields.
        blanks: the fields; a list of plain words has one, whose key is empty.
    """

    key: str
    title: str
    form: str
    hint: str
    many: bool
    blanks: tuple[Blank, ...]
    rules: tuple[str, ...]


def sections(schema: Mapping[str, Any], asked: Sequence[Asking] | None) -> tuple[Section, ...]:
    """The parts of a dossier with the fields that can matter.

    Args:
        schema: of the dossier.
        asked: the rules in play; None = every field.
    """
    readers = _readers(asked)
    keys = dict.fromkeys((*_FIRST, *(key for key in schema["properties"] if key != "format")))
    found = (_section(key, schema["properties"][key], readers) for key in keys)
    return tuple(section for section in found if section is not None)


def with_likely(parts: Sequence[Section], likely: Mapping[str, Sequence[str]]) -> tuple[Section, ...]:
    """The parts with the words that are likely for a field of `target`, by its key."""
    return tuple(
        part._replace(blanks=tuple(_likely(blank, likely.get(blank.key, ())) for blank in part.blanks))
        if part.key == _READ_BY_ALL
        else part
        for part in parts
    )


def with_hints(parts: Sequence[Section], hints: Mapping[str, str]) -> tuple[Section, ...]:
    """The parts with other words on what to write, by the field's path: `employer.county`."""
    return tuple(
        part._replace(
            blanks=tuple(one._replace(hint=hints.get(f"{part.key}.{one.key}", one.hint)) for one in part.blanks)
        )
        for part in parts
    )


def _likely(blank: Blank, words: Sequence[str]) -> Blank:
    return blank._replace(choices=tuple(words), form=f"本评委会有 {'、'.join(words)}", hint="") if words else blank


def render(
    parts: Sequence[Section],
    heading: Iterable[str],
    values: Mapping[str, Any],
    asked: Sequence[Asking] | None,
    entries: Mapping[str, Sequence[Mapping[str, Any]]],
) -> str:
    """The YAML text.

    Args:
        heading: lines of words to stand first.
        values: what is filled in already, in the dossier's own shape.
        asked: the rules in play, named with what they ask; None = rules are named by their code alone.
        entries: for a list that has no value yet, the blank entries to show, with what they surely hold.
    """
    lines = [*(f"{_WORDS} {line}".rstrip() for line in heading), "", f"format: {FORMAT}"]
    says = {one.code: one.says for one in asked or ()}
    for part in parts:
        lines += ["", *_words(part, says), *_body(part, values.get(part.key), entries.get(part.key, ({},)))]
    return "\n".join(lines) + "\n"


def _readers(asked: Sequence[Asking] | None) -> dict[str, tuple[str, ...]] | None:
    """Path in the dossier, such as `hours.total`, → the rules that read it; None = not known, so all paths count."""
    if asked is None:
        return None
    readers: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        codes = tuple(one.code for one in asked if field.name in one.facts)
        path = _path(field.path)
        readers[path] = tuple(dict.fromkeys((*readers.get(path, ()), *codes)))
    return readers


def _path(text: str) -> str:
    return re.sub(r"\[\w*\]", "", text)


def _section(key: str, value: Mapping[str, Any], readers: Mapping[str, tuple[str, ...]] | None) -> Section | None:
    many = value["type"] == "array"
    inner = value["items"] if many else value
    read = {
        code for path, codes in (readers or {}).items() if path == key or path.startswith(f"{key}.") for code in codes
    }
    if readers is not None and not read and key not in _FIRST:
        return None
    required = inner.get("required", ())
    blanks = tuple(
        _blank(name, one, _codes(f"{key}.{name}", readers), name in required)
        for name, one in inner.get("properties", {"": inner}).items()
        if readers is None or _counts(f"{key}.{name}", readers, name in required)
    )
    return Section(key, *_told(value), many, blanks, tuple(sorted(read)))


def _counts(path: str, readers: Mapping[str, tuple[str, ...]], required: bool) -> bool:
    """Read by a rule, or no fact of the rules' at all but of use for the consistency of its part."""
    return required or path in _ALWAYS or path not in readers or bool(readers[path])


def _codes(path: str, readers: Mapping[str, tuple[str, ...]] | None) -> tuple[str, ...]:
    return readers.get(path, ()) if readers else ()


def _blank(key: str, value: Mapping[str, Any], rules: tuple[str, ...], required: bool) -> Blank:
    limits = (value["minimum"], value["maximum"]) if {"minimum", "maximum"} <= value.keys() else None
    choices = tuple(value.get("enum", ()))
    return Blank(key, *_told(value), writing_of(value), choices, limits, required, rules)


def _told(schema: Mapping[str, Any]) -> tuple[str, str, str]:
    """What a schema is called, how the file has it written, and what to write."""
    return schema["title"], schema.get("x-form", ""), schema.get("x-hint", "").rstrip("。")


def _words(part: Section, says: Mapping[str, str]) -> Iterator[str]:
    """The comment above a part: what it is, which rules it serves, and of a list what each field is."""
    told = "；".join(filter(None, (part.hint, part.form)))
    yield f"{_WORDS} {part.title}" + (f"：{told}" if told else "")
    if part.key != _READ_BY_ALL:
        yield from (f"{_WORDS}   {code} {says[code]}" for code in part.rules if code in says)
    if part.many:
        yield from (f"{_WORDS}   {_about(part, blank)}" for blank in part.blanks)


def _about(part: Section, blank: Blank) -> str:
    """What a field is and what to write; the rules that read it, where the part serves several."""
    told = "；".join(filter(None, (blank.form, blank.hint, "必填" if blank.required and blank.key else "")))
    tells_apart = len(part.rules) > 1 and part.key != _READ_BY_ALL
    rules = f"（{'、'.join(blank.rules)}）" if blank.rules and tells_apart else ""
    return " ".join(filter(None, (blank.key, blank.title))) + (f"：{told}" if told else "") + rules


def _body(part: Section, value: Any, entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if part.many:
        yield from _list(part, value, entries)
        return
    given = value or {}
    live = bool(given) or any(blank.required for blank in part.blanks)
    yield f"{'' if live else _BLANK}{part.key}:"
    for blank in part.blanks:
        yield f"{_WORDS}   {_about(part, blank)}"
        if blank.key in given:
            yield f"  {blank.key}: {scalar(given[blank.key])}"
        else:
            yield f'  {blank.key}: ""' if blank.required else f"{_BLANK}  {blank.key}:"


def _list(part: Section, value: Any, entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if value is None:
        if part.blanks[0].key == "":
            yield f"{_BLANK}{part.key}: []"
            return
        yield f"{_BLANK}{part.key}:"
        for entry in entries:
            yield from (f"{_BLANK}{line}" for line in _entry(part, entry, blanks=True))
        return
    if not value:
        yield f"{part.key}: []"
        return
    yield f"{part.key}:"
    for entry in value:
        yield from _entry(part, entry, blanks=False)


def _entry(part: Section, entry: Any, *, blanks: bool) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        yield f"  - {scalar(entry)}"
        return
    mark = "- "
    for blank in part.blanks:
        if blank.key in entry or blanks:
            told = f" {scalar(entry[blank.key])}" if blank.key in entry else ""
            yield f"  {mark}{blank.key}:{told}"
            mark = "  "


def scalar(value: Any) -> str:
    """A value as YAML; text in quotes unless it can be read as nothing else."""
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return dumps(value, ensure_ascii=False)
