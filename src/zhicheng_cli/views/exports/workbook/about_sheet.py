"""The sheet 说明: where it all comes from, how old it is, how much of it is here, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhicheng_cli.plan.deadlines import why_undated
from zhicheng_cli.plan.periods import Precision
from zhicheng_cli.version import __version__
from zhicheng_cli.views.parts.wording import IMPRECISE, PRECISION, PROVISIONAL_ABOUT

from .book import Book, Cell, Column, SignedCell
from .given import Given
from .milestones_sheet import YEAR
from .months import UNKNOWN

_COLUMNS = (Column("项目", 22), Column("内容", 130))
_PRECISE = {
    Precision.DAY: "通知印了日期",
    Precision.XUN: "印的是旬或月初，如上旬、中下旬",
    Precision.MONTH_END: "印的是月底，从 21 日算起",
    Precision.MONTH: "只印了月份",
    Precision.RANGE: "印的是一段时间，按它的末尾推算",
}
_SIGNED = {
    "cutoff": "接收材料截止：截止落在这个月（按通知印的月）",
    "stage": "申报环节（按通知印的月）",
    "review": "预计评审（按通知印的月）",
    "report": "评前报告，按稳妥、最迟两日所在的月",
    "opens": "接收材料，还没有到截止的月",
    "unit_notice": "单位内部公示，按稳妥、最迟两日所在的月",
}
_DAYS = {
    "稳妥": "无论印出的时间指哪一天都来得及的最后一个工作日；落在上个月的，收不收请先问",
    "最迟": "最宽的理解下的最后一个工作日；过了这天一定晚了",
    "稳妥日已过、最迟日未过": "可能已经截止，请打电话问；以材料接收单位的答复为准",
    "预计评审的两日": "评审不是期限：稳妥、最迟两栏写的是可能评审的第一天和最后一天",
}

_AboutRow = tuple[Cell, Cell]


def add_about(book: Book, given: Given, rows: Mapping[str, int]) -> None:
    """Add the sheet; one that must be read before the others is the one the workbook opens on.

    Args:
        rows: sheet → its number of rows.
    """
    warnings = list(_warnings(given))
    lines = [*warnings, *_source(given), *_extent(given, rows), *_undated(given), *_reading(given)]
    lines += _legend(given)
    lines.append(("制作", f"zc {__version__}，按 {given.today} 这天"))
    sheet = book.add_sheet("说明", _COLUMNS, lines, frozen=0, filtered=False)
    sheet.fit_to_pages(1, 1)
    if warnings:
        sheet.activate()


def _warnings(given: Given) -> Iterator[_AboutRow]:
    if given.age:
        yield "注意", given.age
    if given.is_provisional:
        yield "暂定", PROVISIONAL_ABOUT
    if given.contacts_notice:
        words = (
            f"“联系人”取自 {given.contacts_notice}，不是本计划的通知（{given.plan.document}），可能已经变动，请先核实。"
        )
        yield "联系人", words


def _source(given: Given) -> Iterator[_AboutRow]:
    about = given.plan.about
    yield "计划", f"{given.plan.region.city}{given.plan.year}年度"
    yield "通知", about["title"]
    yield "文号", given.plan.document
    yield "发文单位", about["issuer"]
    yield "印发日期", str(given.plan.issued)


def _extent(given: Given, rows: Mapping[str, int]) -> Iterator[_AboutRow]:
    whole, here = len(given.plan.committees), len(given.matches)
    yield "筛选", given.chosen or "没有筛选，是整个计划"
    yield (
        "评委会",
        f"{given.plan.annexes or '通知'} 共 {whole} 行，这里有 {here} 行" + ("" if here < whole else "（全部）"),
    )
    for sheet, count in rows.items():
        yield f"工作表“{sheet}”", f"{count} 行{_ABOUT_SHEETS[sheet]}"


_ABOUT_SHEETS = {
    "计划": "；一个评委会分批、分对象截止的，每批、每个对象一行",
    "里程碑": f"；先是每个评委会一行“{YEAR}”，后面一个节点一行；在“节点”里筛选“{YEAR}”，就是全年的一览表",
    "联系人": "；继续教育联系人（附件2），不随筛选增减",
}


def _undated(given: Given) -> Iterator[_AboutRow]:
    here = {committee.no for committee in given.committees}
    lines = [
        f"{one.no} 号 {one.name}：{why_undated(one.cutoff)}{'' if one.no in here else '（不在筛选结果里）'}"
        for one in given.plan.committees
        if not one.cutoff.windows
    ]
    yield "没有截止日期的", "\n".join(lines) or "没有"


def _reading(given: Given) -> Iterator[_AboutRow]:
    yield from _DAYS.items()
    yield "推算", IMPRECISE
    yield "精度", "\n".join(f"{PRECISION[one]}：{words}" for one, words in _PRECISE.items())
    area = given.plan.region.area_code
    added = f"通知没有印区号，这里给固定电话加了 {area}；“联系人”的“联系电话”一栏照印" if area else "区号还不知道，照印"
    yield "电话", f"{added}。电话都是文本。"


def _legend(given: Given) -> Iterator[_AboutRow]:
    yield SignedCell("列名", "printed"), "蓝底：照录通知的栏目"
    yield SignedCell("列名", "derived"), "灰底：由通知推算、归类的栏目"
    for kind, sign in given.signs.items():
        yield SignedCell(sign, kind), _SIGNED[kind]
    yield UNKNOWN, f"{given.undated_words}（全年一览里指截止），不知道落在哪个月"
