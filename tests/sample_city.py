"""A data folder with a second city, 样例市, and a second year, 2022: both invented."""

from __future__ import annotations

import shutil
from pathlib import Path

from places import TESTS
from years import data_with, plan_text

CITY = TESTS / "cities" / "样例市"


def data_of_two_cities(folder: Path, name: str = "样例市") -> Path:
    """The bundled data, the plan of 2022 for its city, and the second city.

    Args:
        name: of the second city's folder.
    """
    text = plan_text(year=2022).replace("湖人社函〔2021〕57号", "湖人社函〔2022〕8号").replace("2021年度", "2022年度")
    data = data_with(folder, plan_2022=text.replace("issued: 2021-05-25", "issued: 2022-05-25"))
    shutil.copytree(CITY, data / "cities" / name)
    return data
