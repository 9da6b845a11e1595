"""The checks of later documents: what they change is there, says what it is said to, and can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_dates, is_date
from zhicheng_cli.plan.changes import ADDED, RESUMED, SUSPENDED, TIMES, WITHDRAWN, ChangeStep, steps, told_time
from zhicheng_cli.plan.committees import COLUMNS

from .numbered import check_source

#: Checks a row whose form is right, at its place in the file.
RowCheck = Callable[[Document, DataPath, Mapping[str, Any], Context], Iterator[Finding]]
_MOVED = "延期"


def check_changes(document: Document, context: Context, check_row: RowCheck) -> Iterator[Finding]:
    """Each entry by itself, against the row as it was before, and the row that it leaves."""
    if context.broken or "changes" not in document.value:
        return
    changes = document.value["changes"]
    yield from check_dates(
        document, [(("changes", index, "issued"), one["issued"]) for index, one in enumerate(changes)]
    )
    for index, entry in enumerate(changes):
        yield from _check_head(document, ("changes", index), entry)
        yield from _check_parts(document, ("changes", index), entry)
    keys = {row["key"].casefold(): row["no"] for row in document.value["committees"]}
    for step in steps(document.value):
        yield from _check_step(document, step)
        yield from _check_key(document, step, keys)
        yield from _check_result(document, step, context, check_row)


def _check_head(document: Document, path: DataPath, entry: Mapping[str, Any]) -> Iterator[Finding]:
    about, issued = document.value["plan"], entry["issued"]
    if entry["document"] == about["document"]:
        message = f"文号就是本通知的“{about['document']}”"
        yield document.finding((*path, "document"), "E331", message, "写后来那份文件的文号；没有文号的写名称")
    if is_date(issued) and is_date(about["issued"]) and issued < about["issued"]:
        message = f"发文日期 {issued} 早于本通知（{about['issued']}）"
        yield document.finding((*path, "issued"), "E331", message, "写后来那份文件的日期")
    if _bare(entry.get("new", "")) not in _bare(entry["words"]):
        message = f"“{entry['words']}”里没有“{entry['new']}”"
        yield document.finding((*path, "new"), "W330", message, "words 照抄那份文件，要能看出新的写法")


def _check_parts(document: Document, path: DataPath, entry: Mapping[str, Any]) -> Iterator[Finding]:
    """What an entry of its kind must say, and what it cannot."""
    kind, cell = entry["kind"], entry.get("cell")
    needs = {ADDED: {"row"}, WITHDRAWN: set(), SUSPENDED: set(), RESUMED: set()}.get(kind, {"cell", "new"})
    may = {ADDED: set(), WITHDRAWN: set(), SUSPENDED: {"cell", "old", "new"}, RESUMED: {"cell", "old", "new"}}
    parts = {"cell", "old", "new", "reads", "row"}
    for key in sorted(needs - entry.keys()):
        yield document.finding(path, "E332", f"{kind}要写明 {key}")
    for key in sorted(entry.keys() & parts - needs - may.get(kind, {"old", "reads"})):
        yield document.finding((*path, key), "E332", f"{kind}不写 {key}", of_key=True)
    if cell and cell not in TIMES and kind in (_MOVED, SUSPENDED, RESUMED):
        message = f"{kind}的是时间，这里却是“{COLUMNS[cell]}”"
        yield document.finding((*path, "cell"), "E332", message, "写 cutoff 或 review；改别的栏写 更正 或 补充")


def _check_step(document: Document, step: ChangeStep) -> Iterator[Finding]:
    path, entry = ("changes", step.place), step.entry
    no, before = entry["no"], step.before
    if entry["kind"] == ADDED:
        if before is not None:
            yield document.finding((*path, "no"), "E333", f"已经有 {no} 号了", "改原有的行写 更正 或 补充")
        elif "row" in entry:
            yield from check_source(document, (*path, "row", "source"), entry["row"] | {"no": no}, entry["document"])
            if entry["row"]["no"] != no:
                yield document.finding((*path, "row", "no"), "E333", f"序号与 no: {no} 不一致")
        return
    if before is None:
        message = f"没有 {no} 号可改"
        yield document.finding((*path, "no"), "E333", message, "序号照本通知；后来新增的行要排在前面")
        return
    cell, old = entry.get("cell"), entry.get("old")
    if cell and old is not None and _bare(old) not in map(_bare, (before["printed"][cell], told_time(before, cell))):
        message = f"{no} 号的“{COLUMNS[cell]}”此前是“{before['printed'][cell]}”，不是“{old}”"
        yield document.finding((*path, "old"), "E333", message, "核对改的是不是这一行这一栏")
    suspended = before.get("suspended", {})
    if entry["kind"] == RESUMED and (not suspended or (cell and cell not in suspended)):
        what = f"{no} 号的“{COLUMNS[cell]}”" if cell else f"{no} 号"
        yield document.finding((*path, "kind"), "E333", f"{what}没有暂缓过", "改时间写 延期 或 更正")


def _check_key(document: Document, step: ChangeStep, keys: dict[str, int]) -> Iterator[Finding]:
    """A row that is added is another body than those that there are; `keys` are theirs, with their numbers."""
    if step.before and step.after is None:
        keys.pop(step.before["key"].casefold(), None)
    if step.entry["kind"] == ADDED and step.after:
        key, no = step.after["key"], step.entry["no"]
        if (first := keys.setdefault(key.casefold(), no)) != no:
            message = f"代号“{key}”与第{first}行的相同"
            path = ("changes", step.place, "row", "key")
            yield document.finding(path, "E314", message, "一个评委会一个代号")


def _check_result(document: Document, step: ChangeStep, context: Context, check_row: RowCheck) -> Iterator[Finding]:
    """The row as it is left, told at the entry; what was wrong before is told there already."""
    if step.after is None or step.after is step.before:
        return
    plan = Document(document.file, {**document.value}, "")
    known = set(check_row(plan, (), step.before, context)) if step.before else set()
    for one in check_row(plan, (), step.after, context):
        if one not in known:
            # Who moves a cut-off seldom says what becomes of the review.
            code = "W331" if one.code == "E304" else one.code
            cell = step.entry.get("cell")
            is_new = "new" in step.entry and one.path == f"printed.{cell}"
            path = ("changes", step.place, *(("new",) if is_new else ()))
            yield document.finding(path, code, one.message, one.hint, one.see)


def _bare(text: str) -> str:
    return "".join(text.split())
