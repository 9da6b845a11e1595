"""What a dossier's days cannot be beside one another: ages, and a title long before any degree or work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from zhicheng_cli.applicant.law.terms import full_years
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding

DaysByPlace = Mapping[DataPath, date]

_BIRTH: DataPath = ("applicant", "birth_date")
#: Below so many years nobody has got it: by level of the schooling, then by degree.
_YOUNGEST_AT_SCHOOL = {
    "高中": 13, "中专": 13, "职高": 13, "技校": 13, "中级工班": 13, "大专": 14, "高级工班": 14, "预备技师班": 16,
    "技师班": 16, "本科": 14, "研究生": 17,
}  # fmt: skip
_YOUNGEST_WITH_DEGREE = {"学士": 14, "第二学士": 16, "硕士": 17, "博士": 19}
_OF_AGE = 18
#: Below this, pupils are minors when they finish.
_SCHOOLS = ("高中", "中专", "职高", "技校", "中级工班")
#: 劳动法 第十五条: nobody below may be employed; titles come later still.
_AT_WORK = 16
#: Retirement is long past for who says to be in post, and life for anybody.
_IN_POST, _ALIVE = 70, 100
#: A title may be got by exam while one studies; so many years before all that is listed it is a slip.
_BEFORE_ALL = 5


def check_ages(document: Document, days: DaysByPlace, born: date | None) -> Iterator[Finding]:
    """Ages at which nobody gets a degree, a title or work; a title long before any degree or work."""
    if born is not None:
        for index, row in enumerate(document.value.get("education", ())):
            yield from _check_education(document, ("education", index, "date"), row, days, born)
        for part, key, name in (("titles", "obtained", "取得职称"), ("work", "from", "开始工作")):
            for index in range(len(document.value.get(part, ()))):
                path = (part, index, key)
                if path in days and born < days[path] and full_years(born, days[path]) < _AT_WORK:
                    yield _too_young(document, path, name, _AT_WORK)
    yield from _check_before_all(document, days)


def check_age_today(document: Document, born: date | None, today: date) -> Iterator[Finding]:
    """An applicant is of an age to work."""
    if born is None or born > today:
        return
    oldest = _IN_POST if document.value["applicant"].get("status") == "在职" else _ALIVE
    path = _BIRTH if "birth_date" in document.value["applicant"] else ("applicant", "identity")
    age = full_years(born, today)
    if age >= oldest:
        whom = "在职人员" if oldest == _IN_POST else "申报人"
        yield document.finding(path, "W622", f"照出生日期，{whom}已满 {oldest} 岁", "核对出生日期的年份")
    elif age < _AT_WORK:
        yield document.finding(path, "W622", f"照出生日期，申报人今天还不满 {_AT_WORK} 岁", "核对出生日期的年份")


def _check_education(
    document: Document, path: DataPath, row: Mapping[str, str], days: DaysByPlace, born: date
) -> Iterator[Finding]:
    got = days.get(path)
    if got is None or got <= born:
        return
    level, degree = row.get("level", ""), row.get("degree", "")
    youngest = max(_YOUNGEST_AT_SCHOOL.get(level, 0), _YOUNGEST_WITH_DEGREE.get(degree, 0))
    age = full_years(born, got)
    if age < youngest:
        yield _too_young(document, path, "取得学历", youngest)
    elif age < _OF_AGE and level not in _SCHOOLS:
        message = f"取得学历时不满 {_OF_AGE} 岁"
        yield document.finding(path, "N606", message, "核对取得日期和出生日期，无误即可")


def _too_young(document: Document, path: DataPath, what: str, years: int) -> Finding:
    return document.finding(path, "W622", f"{what}时不满 {years} 岁", "核对这个日期和出生日期的年份")


def _check_before_all(document: Document, days: DaysByPlace) -> Iterator[Finding]:
    """Who lists no work may have studied beside it: then only full-time studies tell."""
    at_work = [day for path, day in days.items() if path[0] == "work" and path[-1] == "from"]
    degrees = [
        days["education", index, "date"]
        for index, row in enumerate(document.value.get("education", ()))
        if ("education", index, "date") in days and (at_work or row.get("full_time"))
    ]
    first = min((*at_work, *degrees), default=date.min)
    for path, day in days.items():
        if path[0] == "titles" and path[-1] == "obtained" and full_years(day, first) >= _BEFORE_ALL:
            message = f"取得职称 {day} 比所列最早的学历、工作（{first}）早 {_BEFORE_ALL} 年以上"
            yield document.finding(path, "W621", message, "核对取得日期的年份；更早的学历、工作漏写的，请补上")
