"""A roster of made-up persons, the same for the same seed: what `tools/bench_roster.py` measures with.

Usage: python tools/make_roster.py FILE.csv [PERSONS [SEED]]

Each applies to a committee for a title that it takes, mostly in a specialty of it; most hold the title below; days are
spread over decades; one cell in twenty is blank. Names are 样例1, 样例2, …; no place has the code 000000.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from zhicheng_cli.applicant.identity import check_digit
from zhicheng_cli.applicant.law.facts import FIELDS
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.titles import Title, Titles

_BLANK = 0.05
_FILLED = ("title",)
_DEGREES = ("大专", "本科", "本科", "本科", "本科", "硕士", "硕士", "博士", "中职", "高中")
_COUNTIES = ("市直", "吴兴区", "南浔区", "德清县", "长兴县", "安吉县")
_EMPLOYERS = ("民营企业", "民营企业", "民营企业", "国有企业", "事业单位", "事业单位", "外资企业", "社会组织")
_EPOCH = date(2021, 6, 30)


class Target(NamedTuple):
    """What one may apply for."""

    committee: int
    title: str
    held: str
    series: str
    specialties: tuple[str, ...]


def targets() -> list[Target]:
    """Every title of every committee, with the title below it in its series."""
    data = Dataset()
    named = ((of, name) for of in data.plan.committees for name in of.all_titles)
    return [
        Target(of.no, name, _below(title, data.search.titles), title.series, of.specialties or of.series)
        for of, name in named
        for title in data.search.titles.named(name, of.series)[:1]
    ]


def _below(title: Title, titles: Titles) -> str:
    lower = titles.levels[: titles.levels.index(title.level)]
    return next((one.title for one in reversed(titles.all) if one.series == title.series and one.level in lower), "无")


def persons(count: int, seed: int) -> Iterator[list[str]]:
    """The rows, in the order of `FIELDS`, after name and identity number."""
    random = Random(seed)
    choices = targets()
    for number in range(1, count + 1):
        row = _person(random, random.choice(choices))
        # A fact that this does not know of stays blank, and changes nobody else's.
        known = {name: "" if name not in _FILLED and random.random() < _BLANK else cell for name, cell in row.items()}
        cells = [known.get(field.name, "") for field in FIELDS]
        yield [f"样例{number}", _identity(random), *cells]


def _identity(random: Random) -> str:
    born = date(1960, 1, 1) + timedelta(random.randrange(14_000))
    digits = f"000000{born:%Y%m%d}{random.randrange(1000):03}"
    return digits + check_digit(digits)


def _day(random: Random, least: int, most: int) -> date:
    """A day so many days before the end of June 2021."""
    return _EPOCH - timedelta(random.randrange(least, most))


def _person(random: Random, target: Target) -> dict[str, str]:
    holds = random.random() < 0.9
    degree_date, obtained = _day(random, 400, 11_000), _day(random, 30, 6_000)
    began, notice = degree_date + timedelta(random.randrange(90)), _day(random, 0, 40)
    examined = random.random() < 0.1
    hours = {"previous": random.randrange(40, 130), "current": random.randrange(0, 130)}
    row = {
        "title": target.title,
        "committee": str(target.committee),
        "specialty": random.choice(target.specialties) if random.random() < 0.95 else "特种设备",
        "route": random.choice(("初定", "推荐", "确认")) if random.random() < 0.08 else "评审",
        "submitted": str(notice + timedelta(random.randrange(5, 20))),
        "status": "在职" if random.random() < 0.98 else "退休",
        "manager": _flag(random, 0.05),
        "employer": f"样例单位{random.randrange(2000)}",
        "county": random.choice(_COUNTIES),
        "employer_kind": random.choice(_EMPLOYERS),
        "self_appointing": _flag(random, 0.05),
        "industry": random.choice(target.specialties),
        "degree": random.choice(_DEGREES),
        "degree_date": str(degree_date),
        "degree_full_time": _flag(random, 0.7),
        "held_title": target.held if holds else "无",
        "held_series": target.series if holds and target.held != "无" else "",
        "obtained": str(obtained) if holds else "",
        "appointed": str(obtained + timedelta(random.randrange(60))) if holds else "",
        "held_by": random.choice(("评审", "评审", "初定", "考试")) if holds else "",
        "work_since": str(began),
        "work_after_degree_since": str(began),
        "grassroots_months": str(random.randrange(0, 36)),
        "exam": "高级经济师" if examined else "无",
        "exam_passed": str(_day(random, 30, 2_500)) if examined else "",
        "exam_valid_until": "",
        "discipline": f"警告 {_day(random, 0, 1_000)}" if random.random() < 0.02 else "无",
        "integrity": str(_day(random, 0, 2_000)) if random.random() < 0.01 else "无",
        "assessments": "、".join(f"{year} {_grade(random)}" for year in range(2016, 2021)),
        "standing": random.choice(("援藏", "破格", "外省调入")) if random.random() < 0.03 else "无",
        "degree_equivalent": "否",
        "materials": f"业绩报告{_mark(random)}、论文{_mark(random)}",
        "notice_from": str(notice),
        "notice_to": str(notice + timedelta(random.randrange(5, 10))),
    }
    for when, total in hours.items():
        row |= {
            f"hours_{when}_total": str(total),
            f"hours_{when}_general": "18",
            f"hours_{when}_industry": "12",
            f"hours_{when}_professional": str(max(total - 30, 0)),
            f"hours_{when}_registered": _flag(random, 0.9),
            f"hours_{when}_recognised": _flag(random, 0.85),
        }
    return row


def _flag(random: Random, share: float) -> str:
    return "是" if random.random() < share else "否"


def _grade(random: Random) -> str:
    return "合格" if random.random() < 0.85 else "优秀" if random.random() < 0.9 else "基本合格"


def _mark(random: Random) -> str:
    return "√" if random.random() < 0.95 else "×"


def make(path: Path, count: int, seed: int = 1) -> None:
    """Write a roster of so many persons."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["姓名", "身份证号", *(field.label for field in FIELDS)])
        writer.writerows(persons(count, seed))


if __name__ == "__main__":
    make(Path(sys.argv[1]), *map(int, sys.argv[2:4] or ["1000"]))
