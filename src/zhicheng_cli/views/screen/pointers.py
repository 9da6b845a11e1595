"""What to type for the next step that a message points to: the middle of the house knows no command."""

from __future__ import annotations

from zhicheng_cli.errors import NextStep, Pointer, ZcError

_TYPED = {
    NextStep.ALL_COMMITTEES: "全部见 zc plan",
    NextStep.TAKERS_OF_TITLE: "用 zc plan --title {} 查找评它的评委会",
    NextStep.TAKERS_OF_SPECIALTY: "用 zc plan --specialty {} 查找",
    NextStep.OTHER_TAKERS: "用 zc match 查找",
    NextStep.SEVERAL_COMMITTEES: "例如 zc deadline 12 31",
    NextStep.AS_TITLE: "职称名称请用 --title",
    NextStep.NO_AUDIENCE: "请去掉 --audience",
    NextStep.ANOTHER_YEAR: "报别的年度的，用 --year 指明",
    NextStep.PROVISIONAL_DAYS: "已公布的用 zc workday import 导入；加 --provisional 可得暂定结果",
    NextStep.CHECK_FILES: "用 zc validate 可以看到哪里不对",
    NextStep.PAGE_OF_CODE: "见 zc explain {}",
    NextStep.STANDARD: "内容见 zc rules --standard {}",
    NextStep.BLANK_ROSTER: "空白名册用 zc new roster 生成",
}


def guided(words: str, see: Pointer | None) -> str:
    """The words, and what to type next."""
    if see is None:
        return words
    typed = _TYPED[see.step].format(see.about)
    return words + typed if words.endswith("？") else "；".join(filter(None, (words, typed)))


def told(error: ZcError) -> str:
    """An error in a sentence, with its hint and what to type next."""
    hint = guided(error.hint, error.see)
    return f"{error.message}（{hint}）" if hint else error.message
