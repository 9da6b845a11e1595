"""What an import is not sure of, with its place in the source and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Spot


class ImportFinding(NamedTuple):
    """One thing that a person has to look at.

    Attributes:
        code: a letter for how much it weighs and a number, as for the findings of files.
        message, hint: Chinese sentences.
        row: the printed number of the row; None = it is about the whole table or notice.
        table: the how-manieth table of the plan.
        column: a key of `printed`, a printed header, or what of the notice's head it is about.
        spot: where in the file.
        file: its name.
    """

    code: str
    message: str
    hint: str = ""
    row: int | None = None
    table: int | None = None
    column: str | None = None
    spot: Spot = Spot()
    file: str = ""


#: Why words are doubtful → the code, what is said of them, what to do.
_DOUBTS: dict[DoubtKind, tuple[str, str, str]] = {
    DoubtKind.STRUCK: ("W430", "有划去的字，没有读入", "对照原件，看划去的是不是作废"),
    DoubtKind.DELETED: ("W430", "有修订时删去的字，没有读入", "请发文的人接受或拒绝修订，再导入"),
    DoubtKind.HIDDEN: ("W431", "有隐藏的字，没有读入", "对照原件，看隐藏的是不是作废"),
    DoubtKind.INSERTED: ("W432", "有修订时插入的字，已读入", "请发文的人接受或拒绝修订，再导入"),
    DoubtKind.NUMBERED: ("W433", "序号是自动编号，按次序数出来的", "对照原件核对序号"),
    DoubtKind.DATED: ("W434", "存的是一个日期，按显示的样子读", "看原件显示的是不是这样"),
    DoubtKind.SHOWN: ("W434", "数字或日期怎样显示看不出来", "对照原件核对"),
    DoubtKind.UNCOMPUTED: ("W434", "是公式，没有存结果", "用 Excel 打开、保存一次再导入"),
    DoubtKind.UNREADABLE: ("W435", "有认不出的字，用“〓”代替", "对照原件补上"),
    DoubtKind.RECOGNISED: ("W436", "是从图片上认出来的", "对照图片核对"),
    DoubtKind.PICTURE: ("W436", "有没有读的图片", "看图片里有没有要读的内容"),
    DoubtKind.NESTED: ("W437", "格子里套着表格，已连成一段", "对照原件核对"),
    DoubtKind.SPANNING: ("W437", "合并的格子或者栏数对不上", "对照原件，看各栏有没有错位"),
    DoubtKind.CUT: ("W438", "在这里断开，接法不一定对", "对照原件核对"),
    DoubtKind.PROSE: ("W463", "是从正文的句子里读出的", "对照原件核对"),
    DoubtKind.FLOATING: ("W439", "有正文以外的内容，没有读入", "看里面有没有要读的内容"),
    DoubtKind.LEFT_OUT: ("W439", "有一部分没有读入", "看里面有没有要读的内容"),
}


def of_doubt(doubt: Doubt) -> ImportFinding:
    """The finding of a doubt, its place still open."""
    code, message, hint = _DOUBTS[doubt.kind]
    words = f"：{doubt.words}" if doubt.words else ""
    sure = f"（把握 {doubt.sure:.0%}）" if doubt.sure is not None else ""
    return ImportFinding(code, f"{message}{words}{sure}", hint)


def sorted_findings(found: Iterable[ImportFinding]) -> list[ImportFinding]:
    """Each once: errors, then warnings, then notices; those of the whole first, then by table and row."""
    return sorted(dict.fromkeys(found), key=_order)


def _order(one: ImportFinding) -> tuple[int, int, int, str, str]:
    return "EWN".index(one.code[0]), one.table or 0, one.row or 0, one.column or "", one.code
