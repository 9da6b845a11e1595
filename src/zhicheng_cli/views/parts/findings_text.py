"""Findings as people, programs and code hosts read them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from zhicheng_cli.files.findings import Finding, Severity
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.views.screen.colour import Role, joined, toned, with_codes
from zhicheng_cli.views.screen.pointers import guided


class FindingFormat(StrEnum):
    """The forms findings can take."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


_ROLES = {Severity.ERROR: Role.FAILED, Severity.WARNING: Role.UNKNOWN, Severity.NOTICE: None}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def render(
    findings: Sequence[Finding],
    files: Sequence[str],
    chosen: FindingFormat,
    encoding: str = "utf-8",
    *,
    colour: bool = False,
) -> str:
    """The findings in the chosen form, with a line end after the last; as text, with their codes in colour.

    Where the encoding lacks a character, JSON is escaped: no character is lost, and it is the same document.
    """
    if chosen is FindingFormat.GITHUB:
        return findings_github(findings)
    if chosen is FindingFormat.TEXT:
        return _coloured(findings) if colour else findings_text(findings)
    from json import dumps

    document = findings_document(findings, files)
    text = dumps(document, ensure_ascii=False, indent=2) + "\n"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = dumps(document, indent=2) + "\n"
    return text


def findings_text(findings: Sequence[Finding]) -> str:
    """One line a finding: `path:line:col: CODE message（hint）`."""
    return "".join(f"{one._replace(hint=guided(one.hint, one.see))}\n" for one in findings)


def _coloured(findings: Sequence[Finding]) -> str:
    lines = []
    for one in findings:
        line = findings_text([one])
        before, code, after = line.partition(f" {one.code} ")
        lines.append(with_codes(line, joined(before, toned(code, _ROLES[one.severity]), after)))
    return "".join(lines)


def findings_document(findings: Sequence[Finding], files: Sequence[str]) -> dict[str, Any]:
    """`zc.findings/1`."""
    return {
        "format": "zc.findings/1",
        "files": [masked(file) for file in files],
        "findings": [*map(finding_document, findings)],
    }


def finding_document(one: Finding) -> dict[str, Any]:
    """A finding, as documents have it."""
    return {
        "file": masked(one.file),
        "line": one.line,
        "column": one.column,
        "code": one.code,
        "severity": str(one.severity),
        "message": masked(one.message),
        "hint": masked(guided(one.hint, one.see)),
        "path": masked(one.path),
    }


def findings_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that a code host shows beside the line."""
    return "".join(_github(one) for one in findings)


def _github(one: Finding) -> str:
    hint = guided(one.hint, one.see)
    text = masked(f"{one.message}（{hint}）" if hint else one.message)
    place = f"file={_property(masked(one.file))},line={one.line},col={one.column},title={one.code}"
    return f"::{_GITHUB[one.severity]} {place}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(findings: Sequence[Finding], files: Sequence[str]) -> str:
    """How many files, errors, warnings and notices."""
    counts = {severity: sum(one.severity is severity for one in findings) for severity in Severity}
    words = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
    told = "，".join(f"{words[severity]} {count}" for severity, count in counts.items() if count)
    return f"检查了 {len(files)} 个文件：{told or '没有问题'}"
