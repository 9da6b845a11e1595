"""A data folder with a second city, 样例市, and a second year, 2022, and a province, 样例省: all invented."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

from places import TESTS
from years import data_with, plan_text

CITY = TESTS / "cities" / "样例市"
PROVINCE = TESTS / "cities" / "样例省"
DOSSIER = """\
format: zc.dossier/1
applicant: {name: 样例戊, status: 公务员, manager: true}
employer: {name: 某公司, county: 样例市甲区, kind: 事业单位, self_appointing: false}
education: [{level: 高级工班, date: 2010-06-30}, {level: 本科, date: 2014-06-30}]
titles: [{title: 助理工程师, obtained: 2016-09-01}]
work: [{from: 2014-07-01, to: 至今}]
target: {title: 工程师, committee: 1, specialty: 建筑, route: 评审}
hours: [{year: 2021, total: 80, registered: true}]
discipline: [{kind: 开除, effective: 2020-01-01}]
integrity: [{recorded: 2019-01-01}]
standing: [援藏]
materials: []
"""
ROSTER = """\
姓名,申报职称,评委会序号,县区,在职状态,特殊身份
样例甲,工程师,1,乙,公务员,援藏
样例乙,高级教师,2,市属,在职,无
"""
SUBSCRIPTIONS = """\
format: zc.subscriptions/1
sender: {address: z@example.gov.cn}
transport: {sendmail: {command: [sendmail, -t]}}
subscribers:
  - {address: a@example.com, wants: [{committees: [1, 2, 3]}]}
"""


def data_of_two_cities(folder: Path, name: str = "样例市") -> Path:
    """The bundled data, the plan of 2022 for its city, and the second city.

    Args:
        name: of the second city's folder.
    """
    text = plan_text(year=2022).replace("湖人社函〔2021〕57号", "湖人社函〔2022〕8号").replace("2021年度", "2022年度")
    data = data_with(folder, plan_2022=text.replace("issued: 2021-05-25", "issued: 2022-05-25"))
    shutil.copytree(CITY, data / "cities" / name)
    return data


def data_of_a_province(folder: Path) -> Path:
    """The same, with the plan of the second city's province, 样例省, beside the city's."""
    data = data_of_two_cities(folder)
    shutil.copytree(PROVINCE, data / "cities" / PROVINCE.name)
    return data


def written(folder: Path) -> str:
    """All that stands in the files below a folder; the parts of a workbook one by one."""
    texts = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with ZipFile(path) as book:
                texts += [book.read(part).decode("utf-8") for part in book.namelist()]
        elif path.is_file():
            texts.append(path.read_text(encoding="utf-8"))
    return re.sub(r"\r?\n ", "", "\n".join(texts))  # a calendar folds its lines
