"""What an examination is for, by the names on certificates."""

from __future__ import annotations

import pytest

from zhicheng_cli.applicant.law.exam_names import examined
from zhicheng_cli.plan.dataset import Dataset

TITLES = Dataset(None, 2021).search.titles
_LOWER = {("经济", "助理级"), ("经济", "员级")}


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("高级经济师", {("经济", "副高级")}),
        ("高级经济专业技术资格", {("经济", "副高级")}),
        ("高级经济专业技术资格考试", {("经济", "副高级")}),
        ("高级经济师考试合格证明", {("经济", "副高级")}),
        ("高级经济师（人力资源管理）", {("经济", "副高级")}),
        ("经济专业技术资格（高级）", {("经济", "副高级")}),
        ("经济专业技术资格（中级）工商管理", None),
        ("中级经济专业技术资格", {("经济", "中级")}),
        ("初级经济专业技术资格", _LOWER),
        ("高级会计专业技术资格考试", {("会计", "副高级")}),
        ("高级统计专业技术资格", {("统计", "副高级")}),
        ("高级审计专业技术资格证书", {("审计", "副高级")}),
        ("会计师", {("会计", "中级")}),
        # 几个系列都有的名称，系列写在前面或括号里；其余写在前面的是方向
        ("图书资料副研究馆员", {("图书资料", "副高级")}),
        ("群文专业副研究馆员考试", {("群众文化", "副高级")}),
        ("副研究馆员（档案）", {("档案", "副高级")}),
        ("人力资源管理专业高级经济师", {("经济", "副高级")}),
        ("档案专业高级经济师", None),
        ("某副研究馆员", None),
        ("审计专业高级", {("审计", "副高级")}),
        ("图书资料高级资格", {("图书资料", "副高级")}),
        ("执业兽医师资格证书", {("农业", "助理级")}),
        ("咨询工程师（投资）职业资格证书", {("经济", "中级")}),
        ("经济专业技术资格", set()),
        ("经济", set()),
        ("考试", None),
        ("驾驶证", None),
        ("", None),
    ],
)
def test_a_name_tells_series_and_level(kind: str, told: set[tuple[str, str]] | None) -> None:
    assert examined(kind, TITLES) == told


def test_every_title_is_examined_by_its_own_name() -> None:
    for title in TITLES.all:
        for name in (title.title, f"{title.title}考试", f"{title.title}（某某方向）资格证书"):
            assert (title.series, title.level) in (examined(name, TITLES) or ()), name
