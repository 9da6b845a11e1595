"""A notice of a single committee has no table: what its sentences say under their own labels, as a table of one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Paper, PaperCell, Paragraph, Spot

from .shown_signs import shown_signs

_TIME = "时间|日期|期限"
_LABEL = re.compile(
    rf"(?P<label>(?:网上|个人|单位|纸质|书面|评审|申报|材料|受理|接收|接受|报送|提交|递交|审核|初审|公示|缴费|预计|拟定|会议|召开|起止|截止)+(?:{_TIME})"
    r"|(?:受理|接收|报送|递交|收件|申报材料受理|材料接收|材料报送)+(?:单位|部门|地点|地址|窗口)"
    r"|(?:联系|咨询|受理|业务)+电话|联系人|(?:可评|所评|评审|申报)(?:资格|级别|职称)(?:名称)?)"
    r"(?:（[^（）]{0,12}）)?(?P<is>(?:预计|原则上|拟|暂)?(?:安排在|安排为|定于|定为|确定为|为|是|从|自)|：|:)?"
)
_NAME = re.compile(r"(?:[（(]?以下简称)?([一-鿿（）()、]{2,40}?(?:评审委员会|评委会))(?!办公室|由|可|要)")
_CALLED = re.compile("关于(?:做好|开展|组织(?:开展)?|启动|进行|申报)?(?:[0-9]{4}年度?)?(.{2,40}?(?:评审|申报))")
_ABOUT = re.compile("职称|(?:专业技术|任职)资格|专业技术职务")
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d))")
_NOT_ITS = re.compile("监督|举报|投诉|技术支持|传真|平台|系统")
_LONGEST = 80
#: A notice of one committee may name those above it, in several ways.
_MOST_NAMES = 3


class SaidField(NamedTuple):
    """What a sentence says under a label."""

    label: str
    words: str
    spot: Spot


def prose_table(papers: Sequence[Paper], title: str) -> Paper | None:
    """The one row that a body tells, as a paper with a table; every field says that it stood in a sentence.

    Args:
        title: the notice's.

    Returns:
        None where it tells of no committee and no time.
    """
    lines = [*_lines(papers)]
    fields: dict[str, SaidField] = {}
    for one in _fields(lines):
        fields.setdefault(one.label, one)
    name = _name(lines, title)
    if name is None or not _ABOUT.search(title) or not any(re.search(_TIME, label) for label in fields):
        return None
    told = [SaidField("评委会名称", *name), *fields.values()]
    header = [PaperCell(one.label, Spot()) for one in told]
    row = [PaperCell(one.words, one.spot, doubts=(Doubt(DoubtKind.PROSE),)) for one in told]
    # A table has three columns or more.
    blank = [PaperCell("备注", Spot()), PaperCell("", told[0].spot)]
    return Paper(papers[0].name, (Grid(((*header, blank[0]), (*row, blank[1])), told[0].spot),))


def _lines(papers: Sequence[Paper]) -> Iterator[tuple[str, Spot]]:
    """Paragraphs without their numbers; a heading is put before what stands under it."""
    heading = ""
    for paper in papers:
        for block in paper.blocks:
            if not isinstance(block, Paragraph):
                continue
            for line in block.words.splitlines():
                words = re.sub(r"\s", "", shown_signs(line)[0])
                bare = _NUMBER.sub("", words)
                label = _LABEL.fullmatch(bare)
                if label:
                    heading = bare
                elif bare:
                    yield (f"{heading.rstrip('：:')}：{bare}" if heading else bare), block.spot
                    heading = ""


def _fields(lines: Sequence[tuple[str, Spot]]) -> Iterator[SaidField]:
    for line, spot in lines:
        for sentence in re.split("[。；;]", line):
            for match in _LABEL.finditer(sentence):
                words = re.split("[，,]", sentence[match.end() :])[0]
                before = sentence[max(0, match.start() - 6) : match.start()]
                is_said = match["is"] and words and len(words) <= _LONGEST
                if is_said and not _NOT_ITS.search(f"{before}{match['label']}"):
                    yield SaidField(match["label"], words, spot)


def _name(lines: Sequence[tuple[str, Spot]], title: str) -> tuple[str, Spot] | None:
    """The committee, as the body calls it; else what the title says is reviewed; None where it tells of many."""
    if len({match[1] for line, _ in lines for match in _NAME.finditer(line)}) > _MOST_NAMES:
        return None
    for line, spot in lines:
        for match in _NAME.finditer(line):
            bare = re.sub("^.*(?:由|向|经|报|到|送|在|的|至|现就|现将|关于|做好)", "", match[1])
            if len(bare) > len("评审委员会"):
                return bare, spot
    called = _CALLED.search(title)
    return (called[1], lines[0][1]) if called and lines else None
