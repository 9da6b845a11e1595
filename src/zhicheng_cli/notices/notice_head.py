"""The head of a notice: its number, its day, who issued it, for which year, its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Grid, Paper
from zhicheng_cli.notices.supplements.supplement import is_supplement
from zhicheng_cli.notices.tables.printed_year import year_of
from zhicheng_cli.notices.tables.shown_signs import shown_signs
from zhicheng_cli.written.folding import folded
from zhicheng_cli.written.numbers import numeral_value, year_in_digits

_NUMBER = r"[一-鿿]{2,14}[〔\[［（(【﹝]\s*(?:19|20)\d\d\s*[〕\]］）)】﹞]\s*第?\s*\d{1,4}\s*号"
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_CHINESE_DAY = re.compile(
    r"([〇零○O一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_TITLE = re.compile(r"^[^。，；：:、“”]{0,60}关于[^。；：:“”]{2,80}(?:通知|公告|通告|意见|函|安排|方案)$")
_ORGAN = re.compile(r"^[一-鿿（）()]{2,40}(?:局|厅|部|委员会|办公室|委|中心|院|政府)$")


class NoticeHead(NamedTuple):
    """What a notice says of itself; what it does not is None or empty.

    Attributes:
        number: as printed, without blanks.
    """

    number: str = ""
    issued: date | None = None
    year: int | None = None
    issuer: str = ""
    title: str = ""


def lines_of(papers: Sequence[Paper]) -> list[str]:
    """What stands outside tables, and in rows of tables that hold one text alone, as seen and without blanks."""
    lines = []
    for paper in papers:
        for block in paper.blocks:
            texts = _lone_texts(block) if isinstance(block, Grid) else [block.words]
            for text in texts:
                lines += [re.sub(r"\s", "", shown_signs(one)[0]) for one in text.splitlines()]
    return [one for one in lines if one]


def _lone_texts(grid: Grid) -> list[str]:
    rows = [
        list({id(one): one.words for one in row if one is not None and one.words.strip()}.values()) for row in grid.rows
    ]
    return [row[0] for row in rows if len(row) == 1]


def read_head(papers: Sequence[Paper]) -> NoticeHead:
    """What the papers of one notice say of it."""
    lines = lines_of(papers)
    title = _title(lines)
    number = _number(lines, papers)
    at, issued = _signature(lines)
    issuer = title[: title.index("关于")] if "关于" in title else ""
    if not issuer and at is not None:
        issuer = "、".join(_organs_above(lines, at))
    return NoticeHead(number, issued, year_of(title), issuer, title)


def _number(lines: list[str], papers: Sequence[Paper]) -> str:
    for line in lines:
        match = re.fullmatch(rf"(?:文号|发文字号|发文号)?[:：]?({_NUMBER})(?:签发人.*)?", line)
        if match:
            return match[1]
    cells = [re.sub(r"\s", "", cell.words) for paper in papers for grid in paper.grids for cell in grid.cells()]
    return next((one for one in cells if re.fullmatch(_NUMBER, one)), "")


def _title(lines: list[str]) -> str:
    for at, line in enumerate(lines):
        for words in (line, f"{lines[at - 1]}{line}" if at and _ORGAN.match(lines[at - 1]) else "", _longer(lines, at)):
            bare = re.sub(r"[（(][^（()）]*样本[^（()）]*[)）]$", "", words)
            if bare and ((_TITLE.match(bare) and "年" in bare) or is_supplement(bare)):
                whole = f"{_organ_above(lines, at)}{bare}" if bare.startswith("关于") else bare
                return re.sub(r"^《|》$", "", whole)
    return ""


def _longer(lines: list[str], at: int) -> str:
    """A title that goes on in the next line."""
    return "".join(lines[at : at + 2]) if "关于" in lines[at] and "通知" not in lines[at] else ""


def _organ_above(lines: list[str], at: int) -> str:
    return lines[at - 1] if at and _ORGAN.match(lines[at - 1]) else ""


def _signature(lines: list[str]) -> tuple[int | None, date | None]:
    """The day that stands alone in a line under the body, and where."""
    days = [(at, day) for at, line in enumerate(lines) if (day := _whole_day(line))]
    signed = [(at, day) for at, day in days if _organs_above(lines, at)]
    return next(iter(signed or days), (None, None))


def _organs_above(lines: list[str], at: int) -> list[str]:
    organs: list[str] = []
    while at > 0 and _ORGAN.match(lines[at - 1]):
        at -= 1
        organs.insert(0, lines[at])
    return organs


def _whole_day(line: str) -> date | None:
    if match := _DAY.fullmatch(folded(line)):
        year, month, day = (int(one) for one in match.groups())
    elif match := _CHINESE_DAY.fullmatch(line):
        # What is no numeral is no day either.
        year, month, day = int(year_in_digits(match[1])), *(numeral_value(one) or 0 for one in match.groups()[1:])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
