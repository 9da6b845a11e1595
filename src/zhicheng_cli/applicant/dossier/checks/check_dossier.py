"""What a schema cannot say of a dossier: days that exist and are in order, identity numbers, years, hours, overlaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from zhicheng_cli.applicant import identity
from zhicheng_cli.applicant.dossier.dossier import CLASSES
from zhicheng_cli.applicant.dossier.history import spell
from zhicheng_cli.applicant.law.terms import after
from zhicheng_cli.files.checking import Context, Kind
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_dates, is_date
from zhicheng_cli.written.writings import NOW

from .check_ages import DaysByPlace, check_age_today, check_ages

if TYPE_CHECKING:
    from zhicheng_cli.plan.search import Search

FORMAT = "zc.dossier/1"

#: Where days stand: in the entries of a list, and alone.
_DAYS_OF = {
    "education": ("date",),
    "titles": ("obtained", "appointed"),
    "work": ("from", "to"),
    "exams": ("passed", "valid_until"),
    "discipline": ("effective",),
    "integrity": ("recorded",),
    "materials": ("date",),
}
_BIRTH: DataPath = ("applicant", "birth_date")
_DAYS_ALONE = (_BIRTH, ("target", "submitted"), ("public_notice", "from"), ("public_notice", "to"))
_MAY_LIE_AHEAD = ("target", "public_notice", "valid_until")
_ORDERED = (("titles", "obtained", "appointed"), ("work", "from", "to"), ("exams", "passed", "valid_until"))
_AFTER_BIRTH = ("education", "titles", "work", "exams")
_LABELS = {
    "birth_date": "出生日期", "date": "日期", "obtained": "取得日期", "appointed": "聘任日期", "from": "开始日期",
    "to": "结束日期", "passed": "合格日期", "valid_until": "有效期至", "effective": "生效日期", "recorded": "记入日期",
}  # fmt: skip
_YEARLY = ("hours", "assessments")


def check_alone(document: Document, _context: Context) -> Iterator[Finding]:
    """Everything that a dossier must be by itself: without a plan, the titles or today."""
    yield from check_dates(document, _written(document.value))
    days = days_in(document.value)
    yield from _check_identity(document, days)
    yield from _check_order(document, days)
    yield from _check_years(document)
    yield from _check_hours(document)
    yield from _check_classes(document)
    yield from _check_overlaps(document, days)
    yield from check_ages(document, days, _born(document.value, days))


def _check_all(search: Callable[[], Search], today: date) -> Callable[[Document, Context], Iterator[Finding]]:
    from .check_application import check_application

    def check(document: Document, context: Context) -> Iterator[Finding]:
        yield from check_alone(document, context)
        yield from check_past(document, today)
        yield from check_application(document, search())

    return check


#: By `format`; the checks that ask no plan and no day.
DOSSIER_KINDS = {
    FORMAT: Kind(
        "申报人档案",
        "dossier",
        frozenset({"applicant", "target", "employer"}),
        "",
        check_alone,
        alone=True,
        by_hand=True,
    )
}


def dossier_kinds(search: Callable[[], Search], today: date) -> dict[str, Kind]:
    """The kind of file that a dossier is, with every check.

    Args:
        search: the plan and titles, asked for when there is a dossier to check.
    """
    return {name: kind._replace(check=_check_all(search, today)) for name, kind in DOSSIER_KINDS.items()}


def check_past(document: Document, today: date) -> Iterator[Finding]:
    """What has happened cannot lie after today, and who applies is of an age to work."""
    days = days_in(document.value)
    yield from check_age_today(document, _born(document.value, days), today)
    for path, day in days.items():
        if day > today and path[0] not in _MAY_LIE_AHEAD and path[-1] not in _MAY_LIE_AHEAD:
            hint = f"还在岗的写 {NOW}" if path[0] == "work" and path[-1] == "to" else "核对年份；还没有的事不要写"
            yield document.finding(path, "E602", f"{_LABELS[str(path[-1])]} {day} 在今天（{today}）之后", hint)
    for part in _YEARLY:
        for index, row in enumerate(document.value.get(part, ())):
            if row.get("year", 0) > today.year:
                message = f"年度 {row['year']} 还没有到，今天是 {today}"
                yield document.finding((part, index, "year"), "E602", message, "核对年份；还没有的事不要写")


def _written(value: Any) -> Iterator[tuple[DataPath, str]]:
    """Every place of a day, with what is written there."""
    for part, key in _DAYS_ALONE:
        text = value.get(part, {}).get(key)
        if text is not None:
            yield (part, key), text
    for part, keys in _DAYS_OF.items():
        for index, row in enumerate(value.get(part, ())):
            for key in keys:
                if key in row and row[key] != NOW:
                    yield (part, index, key), row[key]


def days_in(value: Any) -> dict[DataPath, date]:
    """Every day that a dossier names, by its place."""
    return {path: date.fromisoformat(text) for path, text in _written(value) if is_date(text)}


def _born(value: Any, days: DaysByPlace) -> date | None:
    """The birth date as given, else as the identity number has it."""
    number = value["applicant"].get("identity")
    return days.get(_BIRTH) or (identity.birth_date(number) if number else None)


def _check_identity(document: Document, days: DaysByPlace) -> Iterator[Finding]:
    number, path = document.value["applicant"].get("identity"), ("applicant", "identity")
    if number is None:
        return
    born = identity.birth_date(number)
    if born is None:
        yield document.finding(path, "E608", "身份证号里的出生日期不是历法里的一天", "核对第 7 位起的数字")
    elif days.get(_BIRTH, born) != born:
        message = "身份证号里的出生日期与 birth_date（出生日期）不同"
        yield document.finding(path, "E608", message, "核对号码和出生日期，改正写错的一处")
    if len(number) == identity.OLD_LENGTH:
        yield document.finding(path, "N609", "这是 15 位的老身份证号，不能校验", "请换写 18 位的")
    elif not identity.is_sound(number):
        yield document.finding(path, "E607", "身份证号的校验码不对，号码里有写错的字", "照身份证逐位核对")


def _check_order(document: Document, days: DaysByPlace) -> Iterator[Finding]:
    for part, earlier, later in _ORDERED:
        for index in range(len(document.value.get(part, ()))):
            yield from _in_order(document, days, (part, index, earlier), (part, index, later))
    yield from _in_order(document, days, ("public_notice", "from"), ("public_notice", "to"))
    born = _born(document.value, days)
    for path, day in days.items():
        if born and path[0] in _AFTER_BIRTH and day <= born:
            yield document.finding(path, "E601", f"{_LABELS[str(path[-1])]} {day} 早于出生日期", "核对这两个日期")


def _in_order(document: Document, days: DaysByPlace, earlier: DataPath, later: DataPath) -> Iterator[Finding]:
    first, second = days.get(earlier), days.get(later)
    if first and second and second < first:
        names = [_LABELS[str(path[-1])] for path in (later, earlier)]
        yield document.finding(later, "E601", f"{names[0]} {second} 早于{names[1]} {first}", "核对这两个日期")


def _check_years(document: Document) -> Iterator[Finding]:
    for part in _YEARLY:
        seen: set[int] = set()
        for index, row in enumerate(document.value.get(part, ())):
            year = row.get("year")
            if year in seen:
                message = f"{year} 年度写了两项"
                yield document.finding((part, index, "year"), "E610", message, "一个年度只写一项，请合并或删去一项")
            if year is not None:
                seen.add(year)


def _check_hours(document: Document) -> Iterator[Finding]:
    for index, row in enumerate(document.value.get("hours", ())):
        parts = [row[key] for key in ("general", "industry", "professional") if key in row]
        if "total" in row and sum(parts) > row["total"]:
            message = f"各科目合计 {sum(parts):g} 学时，超过总学时 {row['total']:g}"
            yield document.finding(("hours", index, "total"), "E611", message, "核对总学时和各科目学时")
        for key in ("total", "general", "industry", "professional"):
            if row.get(key, 0) * 2 % 1:
                message = f"学时不能是 {row[key]:g}"
                yield document.finding(("hours", index, key), "E611", message, "学时是整数，或者整数加半个学时")


def _check_classes(document: Document) -> Iterator[Finding]:
    for index, row in enumerate(document.value.get("education", ())):
        if row.get("level") in CLASSES:
            message = f"{row['level']}相当于哪一级学历，依据只见于二手资料"
            yield document.finding(("education", index, "level"), "N617", message, "报名前请问材料接收单位")


def _check_overlaps(document: Document, days: DaysByPlace) -> Iterator[Finding]:
    """A day on which one spell ends and the next begins is no overlap: who knows the month writes its last day."""
    spells = sorted(
        (*one, index)
        for index, row in enumerate(document.value.get("work", ()))
        if (one := spell(row, date.max)) is not None
    )
    end, of = date.min, 0
    for first, last, index in spells:
        if first < end:
            message = f"这段工作经历与第 {of + 1} 段重叠"
            yield document.finding(("work", index, "from"), "N604", message, "核对起止日期；确是兼职、借调的，无误即可")
        if last > end:
            end, of = last, index
    for index, row in enumerate(document.value.get("education", ())):
        got = days.get(("education", index, "date"))
        if got and row.get("full_time") and any(first < got for first, _, _ in spells):
            # A full-time course takes longer than a year; in its last half people may have begun to work.
            studied = after(got, months=-12), after(got, months=-6)
            at_work = [number for first, last, number in spells if first <= studied[1] and last >= studied[0]]
            if at_work:
                message = f"全日制学习期间，第 {min(at_work) + 1} 段工作经历也在工作"
                hint = "核对是否全日制和起止日期，无误即可"
                yield document.finding(("education", index, "full_time"), "N605", message, hint)
