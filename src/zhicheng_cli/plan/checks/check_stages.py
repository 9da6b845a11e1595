"""The checks of a row's stages: each told once, one of them the cut-off, its time readable, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_unique
from zhicheng_cli.plan.periods import Period

from .check_times import check_time


def check_stages(document: Document, path: DataPath, row: Mapping[str, Any]) -> Iterator[Finding]:
    """The stages of a row."""
    stages = row.get("stages", ())
    yield from check_unique(document, "stages", enumerate(stages), "name", path)
    yield from _check_cutoff(document, path, row)
    before: Period | None = None
    for index, stage in enumerate(stages):
        where = (*path, "stages", index, "text")
        findings, period = check_time(document, where, stage["text"])
        yield from findings
        if period and period.windows:
            if before and max(one.latest for one in period.windows) < min(one.starts for one in before.windows):
                message = f"“{stage['name']}”（{period.text}）排在后面，时间却在前一个环节（{before.text}）之前"
                yield document.finding(where, "W335", message, "环节照通知的次序写；通知如此则不必改")
            before = period


def _check_cutoff(document: Document, path: DataPath, row: Mapping[str, Any]) -> Iterator[Finding]:
    """At most one stage is the cut-off, and it says what the column says."""
    printed = row["printed"]["cutoff"]
    closing = [index for index, stage in enumerate(row.get("stages", ())) if stage.get("is_cutoff")]
    for index in closing[1:]:
        where = (*path, "stages", index, "is_cutoff")
        yield document.finding(where, "E334", "有两个环节写成截止", "只有一个是这一行的截止")
    for index in closing[:1]:
        text = row["stages"][index]["text"]
        if printed and "cutoff" not in row.get("suspended", ()) and "".join(text.split()) != "".join(printed.split()):
            message = f"写成截止的环节是“{text}”，截止一栏印的却是“{printed}”"
            yield document.finding(
                (*path, "stages", index, "text"), "E334", message, "两处照印；不是同一个时间的，不写 is_cutoff"
            )
    if row.get("stages") and not printed and not closing:
        message = "截止一栏是空的，也没有哪个环节写成截止"
        yield document.finding((*path, "stages"), "E334", message, "在截止的那个环节写 is_cutoff: true")
