"""`zc import --review-page`, `--ask`, `--answers`: what a person settles of an import."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhicheng_cli.cli.frame.places import on_a_terminal
from zhicheng_cli.errors import ZcError
from zhicheng_cli.notices.import_settled import NOTHING_SETTLED, Settled, named, read_settled, settled_document

if TYPE_CHECKING:
    from zhicheng_cli.notices.importing import Imported
    from zhicheng_cli.views.parts.review_cells import Review, ReviewCell

_SAME, _LATER, _END = "", "?", "q"


def settled_before(files: Sequence[Path], sources: Sequence[bytes]) -> Settled:
    """What was answered before; of two files the later holds.

    Raises:
        ZcError: a file cannot be read, is none of answers, or is about another notice.
    """
    settled = NOTHING_SETTLED
    for file in files:
        try:
            data = file.read_bytes()
        except OSError:
            raise ZcError(f"读不了“{file}”", "请检查路径和文件名") from None
        settled = settled.and_then(read_settled(data, str(file), sources))
    return settled


def write_review_page(imported: Imported, sources: Sequence[bytes], path: Path) -> None:
    """Write the page on which the import is looked through; it holds what the notice holds, and nobody's own data."""
    from zhicheng_cli.files.writing import write_file
    from zhicheng_cli.views.exports.review.review_page import make_review_page
    from zhicheng_cli.views.screen.output import say

    write_file(path, make_review_page(imported, sources))
    say(f"核对页写入 {path}：用浏览器打开，核对完导出答复，再用 --answers 带上它导入")


def asked_settled(imported: Imported) -> Settled:
    """Put what is not plain on the terminal, one thing at a time; whoever breaks off keeps what was answered.

    Raises:
        ZcError: there is no terminal to ask on.
    """
    from zhicheng_cli.views.parts.review_cells import review_of

    if not on_a_terminal():
        raise ZcError("--ask 要在终端里用", "去掉 --ask，或者用 --review-page 在浏览器里核对")
    settled = NOTHING_SETTLED
    review = review_of(imported)
    print(f"{len(review.doubtful) + len(review.notes)} 处要核对。回车 = 与原件一致，? = 还不知道，q = 到此为止。")
    print("要改的，直接写原件上的字。")
    try:
        for answer in _answers(review, imported.head.year):
            settled = settled.and_then(answer)
    except (EOFError, KeyboardInterrupt, _EnoughError):
        print()
    return settled


def _answers(review: Review, year: int | None) -> Iterator[Settled]:
    if review.asks_of_day:
        typed = _typed("通知写“某日前”，当日算不算（算／不算／?）：")
        yield Settled(before_includes={"算": True, "不算": False}.get(typed))
    if review.next_year:
        typed = _typed(f"没有印年份的月份是哪一年的（{year}／{review.next_year}／?）：")
        yield Settled(dates_in=int(typed) if typed in (str(year), str(review.next_year)) else None)
    for note in review.notes:
        if _typed(f"{note.code} {note.message}{f'（{note.hint}）' if note.hint else ''}\n  看过了按回车：") == _SAME:
            yield Settled(seen=(named(note),))
    for one in review.doubtful:
        if (words := _answered(one)) is not None:
            yield Settled(cells={(one.table, one.row, one.column): words})


def keep(settled: Settled, sources: Sequence[bytes], path: Path) -> None:
    """Write the answers into a file, for the next time."""
    from zhicheng_cli.files.writing import write_file
    from zhicheng_cli.views.screen.output import say

    text = json.dumps(settled_document(settled, sources), ensure_ascii=False, indent=2)
    write_file(path, f"{text}\n".encode())
    say(f"答复写入 {path}")


class _EnoughError(Exception):
    """Enough for now."""


def _answered(one: ReviewCell) -> str | None:
    """The words of a cell as a person says they stand there; None = not known."""
    from zhicheng_cli.views.screen.terminal import print_text

    lines = (
        f"\n{one.row} {one.name}　{one.label}（{one.where}）",
        f"  原件：{one.source.replace(chr(10), '⏎') or '（空）'}",
        f"  读作：{one.words or '（空）'}{''.join(f'　→ {line}' for line in one.reading)}",
        *(f"  {found.code} {found.message}" for found in one.found),
    )
    for line in lines:
        print_text(line, sys.stdout)
    typed = _typed("  回车／?／q／改正：")
    return None if typed == _LATER else typed or one.words


def _typed(prompt: str) -> str:
    typed = input(prompt).strip()
    if typed.lower() == _END:
        raise _EnoughError
    return typed
