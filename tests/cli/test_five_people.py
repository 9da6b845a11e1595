"""Five people at a terminal: how many steps they need, and where the right answer stands.

What is right was read off the notice: the rows of 附件1, and the working days before the first and the last day that
each may mean.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import openpyxl
import pytest
from applicant.dossier.interview.sample_persons_asked import GOAL, PERSONS, topic_of
from places import ROOT

if sys.platform == "win32":
    pytest.skip("no pseudo-terminal on Windows", allow_module_level=True)

from pseudo_terminal import Shown

DAY = {"ZC_TODAY": "2021-06-01"}
#: The answer begins in the first so many lines, and the screen has so many.
_FIRST, _LINES = 8, 24


class Visitor(NamedTuple):
    """Somebody who asks.

    Attributes:
        words: typed behind `zc`, in one step.
        sees: what the first lines hold.
        person: whose answers (`PERSONS`) are given to `zc me new`.
        row: the row of 附件1 that it leads to; None = none takes papers.
    """

    words: str
    sees: tuple[str, ...]
    person: str
    row: int | None


VISITORS = {
    # 第9行 6月; 1 and 30 June 2021 are a Tuesday and a Wednesday.
    "engineer": Visitor("机械 工程师", ("9 号", "稳妥 06-01、最迟 06-30", "2033099"), "engineer", 9),
    # 第31行 10月(市直学校9月), of a county: 1–7 October are days off, 30 and 31 October a weekend.
    "teacher": Visitor(
        "初中数学 高级教师 德清", ("31 号", "稳妥 09-30、最迟 10-29", "2025621"), "teacher of a county", 31
    ),
    # In no row: given by an examination.
    "nurse": Visitor("护理 主管护师", ("由考试取得，没有评委会收材料",), "nurse", None),
    # 第29行 4-6月…各1批次: the first ends on 30 June.
    "graduate": Visitor("毕业生 助理工程师 长兴", ("29 号", "第1批 06-30", "2033099"), "graduate", 29),
}


@pytest.mark.parametrize("visitor", VISITORS.values(), ids=VISITORS)
def test_one_step_leads_to_the_answer(visitor: Visitor, tmp_path: Path) -> None:
    shown = Shown(visitor.words.split(), tmp_path, ZC_CONFIG_DIR=str(tmp_path), **DAY)
    code, text = shown.to_the_end()
    assert code == 0
    first = "".join(text.splitlines()[:_FIRST])
    assert [one for one in visitor.sees if one not in first] == []
    assert len(text.splitlines()) <= _LINES


@pytest.mark.parametrize("visitor", VISITORS.values(), ids=VISITORS)
def test_no_more_questions_than_a_person_answers(visitor: Visitor, tmp_path: Path) -> None:
    answers, asked = PERSONS[visitor.person].answers, 0
    here = {"ZC_CONFIG_DIR": str(tmp_path), **DAY}
    shown = Shown(("me", "new", "--year", "2021"), tmp_path, **here)
    while (text := shown.until_asked()) is not None:
        asked += 1
        question: Any = SimpleNamespace(text=text)
        shown.type(answers[topic_of(question)])
    code, _ = shown.to_the_end()
    assert (code, asked) == (0, len(answers))
    assert asked <= GOAL
    # From now on a single word is enough.
    if visitor.row is not None:
        _, mine = Shown((), tmp_path, **here).to_the_end()
        assert f"{visitor.row} " in "".join(mine.splitlines()[:_FIRST])
        assert "条件" in mine


def test_a_clerk_has_a_sheet_and_letters_in_one_step(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    shutil.copy(ROOT / "examples" / "roster.csv", tmp_path / "名册.csv")
    words = ("check", "--roster", "名册.csv", "-o", "结果.xlsx", "--letters", "信")
    code, text = Shown(words, tmp_path, ZC_CONFIG_DIR=str(tmp_path), ZC_PAGER="never", **DAY).to_the_end()
    assert code == 1, text  # not everybody may apply
    rows = list(openpyxl.load_workbook(tmp_path / "结果.xlsx")["结果"].iter_rows(values_only=True))
    told = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    named = {str(row["姓名"]): (str(row["评委会"]), str(row["条件"])) for row in told}
    # 第9, 12, 6行; four years after 2020-09-01 are not over in 2021; no row takes papers of a 会计师.
    assert named["样例庚"][0].startswith("9 ")
    assert named["样例辛"][0].startswith("12 ")
    assert named["样例辛"][1] == "不符合"
    assert named["样例癸"][0].startswith("6 ")
    assert "由考试取得" in named["样例壬"][0]
    assert len(list((tmp_path / "信").iterdir())) == len(named) == 4
