"""What stands around the rows of a plan: its region, and what the plan before it says word for word alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhicheng_cli.notices.import_finding import ImportFinding
from zhicheng_cli.notices.importing import OWN_UNITS

#: What a person has to find out yet.
UNKNOWN = "未核实"
#: For short; else it is called as where it signs.
_BUREAU = re.compile("市人(?:力社保|社)局")
_CENTRE = re.compile("市职[业称][一-鿿]{0,10}?中心")
_CITY = re.compile("^(?:[一-鿿]{2,8}(?:省|自治区))?([一-鿿]{2,10}?(?:市|自治州|州|盟|地区))")
_BLANK_BASIS = {"document": UNKNOWN, "clause": None, "evidence": "recalled"}


def city_named(issuer: str) -> str:
    """The city whose office issued a notice; empty where the name tells of none."""
    found = _CITY.match(issuer)
    return found[1] if found else ""


def region_of(issuer: str, text: str, base: Mapping[str, Any] | None, found: list[ImportFinding]) -> dict[str, Any]:
    """The region: that of the city's plan before, else what the notice itself says, and blanks.

    Args:
        text: of the whole notice.
        base: the plan before; None = the city has none.
    """
    if base is not None:
        return dict(base["region"])
    city = city_named(issuer)
    told = [one for one in OWN_UNITS if one in text]
    named = _BUREAU.search(text)
    bureau = named[0] if named else issuer.removeprefix(city.removesuffix("市"))
    centre = _CENTRE.search(text)
    message = f"通知没有说省、县区、区号{'' if told else '、市属单位的叫法'}，本市也没有已有的计划"
    assumed = "空着" if told else f"空着，市属单位作“{OWN_UNITS[0]}”"
    found.append(ImportFinding("W452", message, f"{assumed}；在 region 里补上", column="region"))
    return {
        "city": city,
        "province": "",
        "counties": [],
        "area_code": "",
        "own_units": told or [OWN_UNITS[0]],
        "bureau": bureau,
        "centre": centre[0] if centre else bureau,
    }


class CarriedFrame:
    """The parts of a plan beside its rows, as far as the clauses of the notice say word for word what the plan before
    rests on.

    Args:
        base: the plan before, of this city; or another's, of which only what rests on no notice holds here.
    """

    def __init__(self, document: str, clauses: Mapping[str, str], base: Mapping[str, Any], *, is_own: bool) -> None:
        self._document, self._clauses, self._base, self._is_own = document, clauses, base, is_own
        self.findings: list[ImportFinding] = []

    def bodies(self) -> list[dict[str, Any]]:
        """The offices that the clauses name."""
        carried = []
        for one in self._base["bodies"] if self._is_own else ():
            clauses = [clause for clause in one["clauses"] if one["name"] in self._clauses.get(clause, "")]
            if clauses:
                carried.append({**one, "clauses": clauses})
            else:
                self._leave_out("bodies", one["name"])
        return carried

    def milestones(self) -> dict[str, Any]:
        """All four; those whose words the notice does not print rest on the plan before, or on nothing."""
        return {event: self._milestone(event, rule) for event, rule in self._base["milestones"].items()}

    def _milestone(self, event: str, rule: Mapping[str, Any]) -> dict[str, Any]:
        if (basis := self._basis_now(rule, "words")) is not None:
            return {**rule, "basis": basis}
        self._leave_out("milestones", f"{event} {rule['words']}")
        days = {"workdays": None} if event == "result_filing" else {}
        return {**days, "words": UNKNOWN, "basis": dict(_BLANK_BASIS)}

    def ready(self) -> list[dict[str, Any]]:
        """What must be ready, in words that the notice prints too."""
        return list(self._carried("ready", "words"))

    def reports(self) -> list[dict[str, Any]]:
        """To whom reports go; where nothing can be carried over, one entry that says so."""
        if self.milestones_are_known and (carried := list(self._carried("reports", "ready"))):
            return carried
        note = f"{UNKNOWN}：通知里没有读到评前报告交给谁"
        return [{"recipient": None, "filing": None, "note": note, "basis": dict(_BLANK_BASIS)}]

    @property
    def milestones_are_known(self) -> bool:
        """Whether the days of the report before a review are."""
        return self._basis_now(self._base["milestones"]["report"], "words") is not None

    def _carried(self, table: str, words: str) -> Iterator[dict[str, Any]]:
        for one in self._base.get(table, ()) if self._is_own else ():
            if (basis := self._basis_now(one, words)) is not None:
                yield {**one, "basis": basis}
            else:
                self._leave_out(table, one.get(words) or one.get("note", ""))

    def _basis_now(self, rule: Mapping[str, Any], words: str) -> dict[str, Any] | None:
        """The basis in this notice: the clause that has the same words, be it under another number."""
        basis = rule["basis"]
        if basis["document"] != self._base["plan"]["document"]:
            return dict(basis)
        text = rule.get(words, "")
        order = [basis["clause"], *(one for one in self._clauses if text and one != basis["clause"])]
        own = {clause["id"]: clause["text"] for clause in self._base["clauses"]}.get(basis["clause"], "")
        for clause in order:
            now = self._clauses.get(clause, "")
            # An entry without words of its own rests on the whole clause.
            if (text in now) if text else (now == own != ""):
                self._tell_of_move(text or own, basis["clause"], clause)
                return {**basis, "document": self._document, "clause": clause}
        return None

    def _tell_of_move(self, words: str, before: str, clause: str) -> None:
        if clause != before:
            message = f"“{words[:40]}”去年在条款{before}，今年在条款{clause}"
            self._tell(ImportFinding("W453", message, "照抄过来；核对说的是不是同一件事", column="clauses"))

    def _tell(self, finding: ImportFinding) -> None:
        if self._is_own and finding not in self.findings:
            self.findings.append(finding)

    def _leave_out(self, table: str, words: str) -> None:
        message = f"去年的计划里有“{words[:40]}”，这份通知的条款里没有同样的字句"
        self._tell(ImportFinding("W453", message, "没有抄过来；照通知的条款补上", column=table))
