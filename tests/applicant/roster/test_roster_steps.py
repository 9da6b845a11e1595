"""The steps of a roster's rows: stages that a notice prints stand by their days among the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from applicant.roster.sample_results import write_csv
from years import data_with, plan_text

from zhicheng_cli.applicant.law.law import make_law
from zhicheng_cli.plan.dataset import Dataset

pytest.importorskip("pyarrow")

STAGES = """\
    stages:
      - {name: 个人网上申报, text: 6月20日}
      - {name: 缴费, text: 8月15日}
"""


def test_stages_stand_before_and_after_the_handing_in(tmp_path: Path) -> None:
    from zhicheng_cli.applicant.roster.batches import open_roster
    from zhicheng_cli.applicant.roster.engine import Engine

    head, tail = plan_text(year=2021).split("  - no: 12\n")
    folder = data_with(tmp_path, plan_2021=f"{head}  - no: 12\n{tail.replace('    kind:', f'{STAGES}    kind:', 1)}")
    rows = [["姓名", "申报职称", "评委会序号"], ["样例甲", "工程师", "12"]]
    roster = open_roster(write_csv(tmp_path / "roster.csv", rows))
    (batch,) = roster.batches
    engine = Engine(roster.columns, make_law(Dataset(folder, 2021), date(2021, 6, 10)))
    (told,) = engine.judge(batch).people.column("to_do").to_pylist()
    lines = told.split("\n")
    # 20 June 2021 is a Sunday, 15 August too; 七月 closes on 1 July at the earliest.
    places = [next(at for at, line in enumerate(lines) if what in line) for what in ("网上申报", "交材料", "缴费")]
    assert places == sorted(places)
    assert lines[places[0]] == "最迟2021-06-18：个人网上申报"
    assert lines[places[1]] == "2021-07-01前，最迟2021-07-30：交材料"
    assert lines[places[2]] == "最迟2021-08-13：缴费"
