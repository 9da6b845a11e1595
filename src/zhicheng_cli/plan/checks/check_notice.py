"""The checks of what stands above the rows: whose notice it is, of which year, and the words of its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_dates, is_date, sound
from zhicheng_cli.plan.approval import PlanStanding, standing_of
from zhicheng_cli.plan.day_counts import KEYS, DayCount, days_asked, has_days
from zhicheng_cli.plan.printed_times import printed_times
from zhicheng_cli.written.numbers import counted_in

from .numbered import check_named_year, year_of_number

_SPACE = re.compile(r"\s")
_YEAR = re.compile(r"([0-9]{4})年?度")
_DAY_OF_A_MONTH = re.compile(r"月\d+日")
_COPIED = "照去年的文件改写时，文号、标题、日期也要改"


def check_notice(document: Document, context: Context) -> Iterator[Finding]:
    """The head tells of this year; the region is the notice's; what rests on a clause says what the clause says."""
    yield from _check_year(document)
    yield from _check_names(document, context)
    yield from _check_bodies(document)
    yield from _check_days(document)
    yield from _check_reckoning(document)
    yield from _check_before(document)
    yield from _check_standing(document)


def _check_year(document: Document) -> Iterator[Finding]:
    """Number, title and date are not those of another year's notice; a plan may be issued late in the year before."""
    about = document.value["plan"]
    year, issued = about["year"], about["issued"]
    yield from check_dates(document, [(("plan", "issued"), issued)])
    yield from check_named_year(document, ("plan", "year"), year)
    if not printed_times(document.value).knows_its_year:
        message = f"{year} 年度的计划，没有印年份的月份却写成 {about['dates_in']} 年的"
        yield document.finding(("plan", "dates_in"), "E305", message, f"只能是 {year} 或 {year + 1}；就是本年度的不写")
    titled = {int(one) for one in _YEAR.findall(about["title"])}
    if titled and year not in titled:
        message = f"年度是 {year}，标题却是“{about['title']}”"
        yield document.finding(("plan", "title"), "W322", message, _COPIED)
    if not is_date(issued):
        return
    if not date(year - 1, 7, 1) <= date.fromisoformat(issued) <= date(year, 12, 31):
        yield document.finding(("plan", "issued"), "W322", f"{year} 年度的通知，发文日期却是 {issued}", _COPIED)
    if year_of_number(about["document"]) not in (None, int(issued[:4])):
        message = f"文号是“{about['document']}”，发文日期却是 {issued}"
        yield document.finding(("plan", "document"), "W322", message, _COPIED)


def _check_names(document: Document, context: Context) -> Iterator[Finding]:
    """The city is that of the notice, and its offices are called as somewhere in it."""
    value = document.value
    about, region = value["plan"], value["region"]
    if region["city"].removesuffix("市") not in about["title"] + about["issuer"]:
        message = f"标题和发文机关里没有“{region['city']}”"
        yield document.finding(("region", "city"), "W319", message, "核对是不是这个市的通知")
    texts = [clause["text"] for clause in value["clauses"]]
    texts += [about["issuer"], *(body["name"] for body in value["bodies"])]
    texts += (report[key] or "" for report in value["reports"] for key in ("recipient", "filing"))
    texts += (one["unit"] for _, row in sound(document, "committees", context) for one in row["receivers"])
    for key in ("bureau", "centre"):
        if not any(_bare(region[key]) in _bare(text) for text in texts):
            message = f"通知里没有“{region[key]}”"
            yield document.finding(("region", key), "W319", message, "照通知的叫法写")


def _check_bodies(document: Document) -> Iterator[Finding]:
    """A body stands in the clauses it is said to, and whom a report goes to is one of them."""
    value = document.value
    texts = {clause["id"]: _bare(clause["text"]) for clause in value["clauses"]}
    names = [body["name"] for body in value["bodies"]]
    for index, body in enumerate(value["bodies"]):
        for number, clause in enumerate(body["clauses"]):
            if _bare(body["name"]) not in texts.get(clause, _bare(body["name"])):
                path: DataPath = ("bodies", index, "clauses", number)
                yield document.finding(path, "E311", f"条款“{clause}”里没有“{body['name']}”", "核对名称和条款")
    for index, report in enumerate(value["reports"]):
        if report["basis"]["document"] != value["plan"]["document"]:
            continue
        text = texts.get(report["basis"]["clause"])
        for key in ("recipient", "filing"):
            told = [name for name in names if name in (report[key] or "")]
            if report[key] and names and text is not None and not (told and all(_bare(one) in text for one in told)):
                message = f"条款“{report['basis']['clause']}”里没有“{report[key]}”所说的机关"
                yield document.finding(("reports", index, key), "W319", message, "核对机关的名称和条款")


def _check_days(document: Document) -> Iterator[Finding]:
    """The days of a milestone are those of its words: working days, or calendar days, one of the two; of a report that
    nobody gets there may be none."""
    optional = {"result_filing", *(() if any(one["recipient"] for one in document.value["reports"]) else ("report",))}
    for event, rule in document.value["milestones"].items():
        path, written = ("milestones", event), [key for key in KEYS.values() if key in rule]
        if len(written) > 1:
            message = "天数只能写一种：工作日（workdays）或者日历天（days）"
            yield document.finding((*path, KEYS[False]), "E337", message, "照文字里的写法，留一种", of_key=True)
        elif (not written and event != "report") or (not has_days(rule) and event not in optional):
            yield document.finding(path, "E337", "没有写天数", "工作日写 workdays，只写“日”“天”的写 days")
        elif written:
            yield from _check_told(document, (*path, written[0]), rule)


def _check_told(document: Document, path: DataPath, rule: Mapping[str, Any]) -> Iterator[Finding]:
    # 9月15日 counts nothing.
    words = _DAY_OF_A_MONTH.sub("", rule["words"])
    told = [
        DayCount(number, are_worked)
        for are_worked, units in ((True, ("工作日",)), (False, ("日", "天", "自然日", "日历日", "日历天")))
        for number, _ in counted_in(words, units)
    ]
    asked = days_asked(rule) if has_days(rule) else None
    if (asked not in told) if told else asked is not None:
        days = f" {asked.number} {asked.unit}" if asked else "没有天数"
        message = f"写的是{days}，所依据的文字却是“{rule['words']}”"
        yield document.finding(path, "W319", message, "照文字里的天数写")


def _bare(text: str) -> str:
    return _SPACE.sub("", text)


def check_same_notice(plans: Iterable[Document]) -> Iterator[Finding]:
    """Plans of two years of a city that are said to be one notice.

    Args:
        plans: without errors.
    """
    seen: dict[tuple[Any, ...], Document] = {}
    for plan in sorted(plans, key=lambda one: str(one.value["plan"]["year"])):
        about, city = plan.value["plan"], plan.value["region"]["city"]
        other = seen.setdefault((city, about["document"]), plan)
        if other.value["plan"]["year"] != about["year"]:
            message = f"{about['year']} 年度和 {other.value['plan']['year']} 年度写的是同一个文号“{about['document']}”"
            yield plan.finding(("plan", "document"), "W322", message, _COPIED)


def _check_reckoning(document: Document) -> Iterator[Finding]:
    """A reckoning day is one, of this year or the one before; an entry for all does not hide those for some."""
    year, entries = document.value["plan"]["year"], document.value.get("reckoning", ())
    days = [(("reckoning", index, "day"), one["day"]) for index, one in enumerate(entries)]
    yield from check_dates(document, days)
    for path, day in days:
        if is_date(day) and int(day[:4]) not in (year - 1, year, year + 1):
            yield document.finding(path, "W322", f"{year} 年度的通知，却算到 {day}", _COPIED)
    for index, one in enumerate(entries[:-1]):
        hidden = entries[index + 1 :] if "levels" not in one and "batch" not in one else ()
        if any(set(one["counts"]) & set(other["counts"]) for other in hidden):
            yield document.finding(("reckoning", index), "W319", "各级各批都算到这一天，后面的就用不上了", "排到最后")


def _check_before(document: Document) -> Iterator[Finding]:
    """Whether 15日前 has the 15th in it is not ours to say: whoever said so is named."""
    about = document.value["plan"]
    if ("before_includes" in about) != ("before_said_by" in about):
        path: DataPath = ("plan", "before_includes" if "before_includes" in about else "before_said_by")
        yield document.finding(
            path, "E336", "“前”含不含当日，要写明怎样算（before_includes）和谁说的（before_said_by）"
        )


def _check_standing(document: Document) -> Iterator[Finding]:
    """Whether a person has looked through the plan."""
    about = document.value["plan"]
    standing = standing_of(about, document.text.encode("utf-8"))
    if standing.is_draft:
        said = "核对以后改动过，又是草稿" if standing is PlanStanding.CHANGED else "还是草稿，没有人核对过"
        path = ("plan", "status") if "status" in about else ("plan", "approved")
        yield document.finding(path, "N338", f"这份计划{said}", "与通知逐条核对以后，再改成核对过的")
