"""What is other in two plans, in words and as a document."""

from __future__ import annotations

from typing import Any

from zhicheng_cli.notices.plan_differences import Difference, Facet, Move

FACETS = {
    Facet.NO: "序号",
    Facet.NAME: "名称",
    Facet.KIND: "类别",
    Facet.REVIEWS: "所评资格",
    Facet.RECOMMENDS: "推荐资格",
    Facet.ROUTES: "评审方式",
    Facet.SERIES: "系列",
    Facet.SPECIALTIES: "专业",
    Facet.SCOPE: "范围",
    Facet.CUTOFF: "截止",
    Facet.REVIEW: "评审",
    Facet.STAGE: "环节",
    Facet.RECEIVERS: "材料接收单位",
    Facet.PHONES: "电话",
    Facet.REMARKS: "备注",
    Facet.NOTES: "另印",
}


def facet_text(one: Difference) -> str:
    """What differs, and which of several."""
    return f"{FACETS[one.facet]}：{one.about}" if one.about else FACETS[one.facet]


def moves_text(moves: tuple[Move, ...]) -> str:
    """By how much days moved, a window a line."""
    return "\n".join(f"{one.who}：{_move_text(one)}" if one.who else _move_text(one) for one in moves)


def difference_line(one: Difference) -> str:
    """A difference in a line: 截止：“7月”→“8月”（晚 31 天）."""
    old, new = (f"“{'、'.join(words)}”" if words else "无" for words in (one.old, one.new))
    moved = moves_text(one.moves).replace("\n", "；")
    return f"{facet_text(one)}：{old}→{new}" + (f"（{moved}）" if moved else "")


def difference_document(one: Difference) -> dict[str, Any]:
    """A difference for programs."""
    return {
        "facet": str(one.facet),
        "about": one.about or None,
        "old": list(one.old),
        "new": list(one.new),
        "moves": [
            {
                "who": move.who or None,
                "opens_days": move.opens,
                "earliest_days": move.earliest,
                "latest_days": move.latest,
            }
            for move in one.moves
        ],
    }


def _move_text(one: Move) -> str:
    days = {"开始": one.opens, "最早一天": one.earliest, "最迟一天": one.latest}
    told = {label: number for label, number in days.items() if number is not None}
    if len(set(told.values())) == 1:
        return _days(one.latest)
    return "，".join(f"{label}{_days(number)}" for label, number in told.items() if number)


def _days(number: int) -> str:
    return f"晚 {number} 天" if number > 0 else f"早 {-number} 天" if number else "日子不变"
