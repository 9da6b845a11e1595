"""The checks of later documents: what they change is there, says what it is said to, and can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding, path_text
from zhicheng_cli.files.row_checks import check_dates, is_date
from zhicheng_cli.plan.changes import ADDED, TIMES, ChangeStep, steps, told_time
from zhicheng_cli.plan.committees import COLUMNS
from zhicheng_cli.plan.stage_changes import (
    RESUMED,
    STAGE_CELLS,
    STAGE_TIME,
    SUSPENDED,
    WITHDRAWN,
    stage_named,
    stage_said,
)

from .numbered import check_source

#: Checks a row whose form is right, at its place in the file.
RowCheck = Callable[[Document, DataPath, Mapping[str, Any], Context], Iterator[Finding]]
_MOVED = "延期"
#: What an entry may say beside its head, and one that puts off or takes up again.
_PARTS = {"stage", "cell", "old", "new", "reads", "row"}
_PUT_OFF = {"stage", "cell", "old", "new"}


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
    last = max((row["no"] for table in ("committees", "withdrawn") for row in document.value.get(table, ())), default=0)
    for step in steps(document.value):
        yield from _check_step(document, step)
        if step.entry["kind"] == ADDED:
            yield from _check_number(document, step, last)
            last = max(last, step.entry["no"])
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
    of_stage = "stage" in entry and kind != ADDED
    what = f"{kind}一个环节" if of_stage else kind
    changed, may_change = ({"new"}, {"stage", "cell", "old"}) if of_stage else ({"cell", "new"}, {"old", "reads"})
    needs = {ADDED: {"row"}, WITHDRAWN: set(), SUSPENDED: set(), RESUMED: set()}.get(kind, changed)
    may = {ADDED: set(), WITHDRAWN: {"stage"}, SUSPENDED: _PUT_OFF, RESUMED: _PUT_OFF}.get(kind, may_change)
    for key in sorted(needs - entry.keys()):
        yield document.finding(path, "E332", f"{what}要写明 {key}")
    for key in sorted(entry.keys() & _PARTS - needs - may):
        yield document.finding((*path, key), "E332", f"{what}不写 {key}", of_key=True)
    cells, times = (STAGE_CELLS, (STAGE_TIME,)) if of_stage else (COLUMNS, TIMES)
    if cell and cell not in cells:
        hint = f"从 {'、'.join(cells)} 中选" if of_stage else "改的是一个环节的，写明 stage"
        yield document.finding((*path, "cell"), "E332", f"{'环节' if of_stage else '一行'}没有 {cell}", hint)
    elif cell and cell not in times and kind in (_MOVED, SUSPENDED, RESUMED):
        message = f"{kind}的是时间，这里却是“{cells[cell]}”"
        yield document.finding((*path, "cell"), "E332", message, f"写 {' 或 '.join(times)}；改别的栏写 更正 或 补充")


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
    if "stage" in entry:
        yield from _check_stage(document, path, entry, before)
        return
    cell, old = entry.get("cell"), entry.get("old")
    if cell not in (None, *before["printed"]):
        return
    if cell and old is not None and _bare(old) not in map(_bare, (before["printed"][cell], told_time(before, cell))):
        message = f"{no} 号的“{COLUMNS[cell]}”此前是“{before['printed'][cell]}”，不是“{old}”"
        yield document.finding((*path, "old"), "E333", message, "核对改的是不是这一行这一栏")
    suspended = before.get("suspended", {})
    if entry["kind"] == RESUMED and (not suspended or (cell and cell not in suspended)):
        what = f"{no} 号的“{COLUMNS[cell]}”" if cell else f"{no} 号"
        yield document.finding((*path, "kind"), "E333", f"{what}没有暂缓过", "改时间写 延期 或 更正")


def _check_number(document: Document, step: ChangeStep, last: int) -> Iterator[Finding]:
    """A row that is added goes on from the last number, or takes one that is free: it leaves no gap."""
    no = step.entry["no"]
    if no > last + 1:
        message = f"序号应为 {last + 1}，这里是 {no}"
        yield document.finding(("changes", step.place, "no"), "E301", message, "新增的行接着已有的往下编，撤去的也算")


def _check_stage(
    document: Document, path: DataPath, entry: Mapping[str, Any], before: Mapping[str, Any]
) -> Iterator[Finding]:
    """An entry that changes a stage, against the row as it was before."""
    stage, name = stage_named(before, entry["stage"]), f"{entry['no']} 号“{entry['stage']}”"
    if stage is None:
        names = "、".join(one["name"] for one in before.get("stages", ()))
        hint = f"那时的环节有 {names}" if names else "这一行没有分环节（stages），改时间写 cell: cutoff"
        yield document.finding((*path, "stage"), "E333", f"{entry['no']} 号此前没有“{entry['stage']}”这个环节", hint)
        return
    cell, old = entry.get("cell", STAGE_TIME), entry.get("old")
    if old is not None and cell in STAGE_CELLS and _bare(old) != _bare(stage_said(stage, cell)):
        message = f"{name}的{STAGE_CELLS[cell]}此前是“{stage_said(stage, cell)}”，不是“{old}”"
        yield document.finding((*path, "old"), "E333", message, "核对改的是不是这个环节这一处")
    if entry["kind"] == RESUMED and "suspended" not in stage:
        yield document.finding((*path, "kind"), "E333", f"{name}没有暂缓过", "改时间写 延期 或 更正")


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
            is_new = "new" in step.entry and one.path == _changed_place(step.entry, step.after)
            path = ("changes", step.place, *(("new",) if is_new else ()))
            yield document.finding(path, code, one.message, one.hint, one.see)


def _changed_place(entry: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Where the new words stand in the row."""
    if "stage" not in entry:
        return f"printed.{entry.get('cell')}"
    cell = entry.get("cell", STAGE_TIME)
    name = entry.get("new") if cell == "name" else entry["stage"]
    index = next((at for at, one in enumerate(after["stages"]) if one["name"] == name), 0)
    return path_text(("stages", index, cell))


def _bare(text: str) -> str:
    return "".join(text.split())
