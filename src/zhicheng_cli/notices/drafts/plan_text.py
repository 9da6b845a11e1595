"""A plan and its contacts as files: in the order and the manner of those that came with the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .yaml_text import as_item, block_lines

_PLAN_HEAD = """\
# {title} —— 数据{state}
#
# 出处：{document}（{issued}）{annex}。可与原文逐行对照阅读。
#
# 一行评委会有序号 no（通知印的）、代号 key（我们起的，年年指同一个评委会，起了就不要改），其余分三层：
#   printed   原文七栏，一字不改。只去掉排版、换行产生的空格；空栏写 ""。
#   其余各项  对原文的解读；有更好的解读可以改，但每一处都要能落到 printed 的字句上；吃不准的写进 notes。
#   source    文件、附件、行号。
# 时间只写原文字句（如 9月上旬），由程序去读；电话一律加引号。写着“未核实”的，核实后改掉。
"""
_CONTACTS_HEAD = """\
# 行业主管部门继续教育相关工作联系人 —— 数据{state}
#
# 出处：{document}。可与原文逐行对照阅读。
#
#   printed      原文各栏，一字不改，只去掉排版空格。
#   specialties  “专业”栏拆成的各项，依原文次序；带括号的一组仍作一项，拆解写在 expands。
#   covers       解读：这位联系人在计划里对应哪些专业；只列用词相同的，其余由人补上。
#   source       文件、附件、行号。
"""
_CHANGES_HEAD = """\
# {document}对计划的改动（未核实）
#
# 对照原件核对以后，把 changes 下面的各项抄进那一年的计划（plan_年度.yaml）；计划里已经有 changes 的，接在后面。
"""
_SECTIONS = {
    "region": "地区。市、单位、机关的叫法照通知；通知没有的抄自本市已有的计划。",
    "clauses": "正文的条款，逐字照录（只去掉换行、排版的空格）。编号照通知的写法。",
    "bodies": "正文中出现的机关、单位名称，照印；clauses 是出现的条款。",
    "milestones": "各节点的期限。字句与本市已有的计划相同的照抄过来。",
    "ready": "各节点之前要准备好什么，抄自条款。",
    "reports": "评前报告交给谁核准，结果报给谁备案：自上而下，第一条符合的算。",
    "committees": "各行。",
    "contacts": "",
}
#: The mark of a file that no person has looked through yet.
DRAFT = "（未核实的草稿）"


def plan_text(value: Mapping[str, Any]) -> str:
    """The file of a plan."""
    about = value["plan"]
    annexes = sorted({annex for row in value["committees"] if (annex := row["source"].get("annex"))})
    named = "".join(f"附件{annex}" for annex in annexes)
    head = _PLAN_HEAD.format(
        title=about["title"],
        state=_state(about.get("status")),
        document=about["document"],
        issued=about["issued"],
        annex=named,
    )
    return head + "\n".join(_lines(value)) + "\n"


def contacts_text(value: Mapping[str, Any], status: str | None = None) -> str:
    """The file of contacts."""
    return _CONTACTS_HEAD.format(document=value["document"], state=_state(status)) + "\n".join(_lines(value)) + "\n"


def changes_text(changes: Sequence[Mapping[str, Any]]) -> str:
    """What a later notice changes, for a person to look through and put into the plan."""
    head = _CHANGES_HEAD.format(document=changes[0]["document"])
    return head + "\n".join(block_lines({"changes": list(changes)}, 0)) + "\n"


def _state(status: str | None) -> str:
    return DRAFT if status == "draft" else ""


def _lines(value: Mapping[str, Any]) -> Iterator[str]:
    for key, inner in value.items():
        if key in _SECTIONS or key in ("format", "plan"):
            yield ""
        if _SECTIONS.get(key):
            yield f"# {_SECTIONS[key]}"
        if key in ("committees", "contacts"):
            yield f"{key}:"
            yield from _rows(inner)
        else:
            yield from block_lines({key: inner}, 0)


def _rows(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        if number:
            yield ""
        yield from as_item(block_lines(row, 4), 2)
