"""The region of a plan: the city, its counties, and what its offices and its own units are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from zhicheng_cli.written.counties import county_called


class Region(NamedTuple):
    """The plan's `region`.

    Attributes:
        city, province: full names, such as 样例市 and 样例省; the plan of a province itself has its name for both.
        counties: of the city, full names. No verdict rests on a name's being absent: people are asked instead.
        area_code: of its telephones; shown, not stored into the printed numbers; empty = not known.
        own_units: what employers of the city itself are called, the notice's own word first.
        bureau: the office of human resources of the city, as sentences name it.
        centre: the one that does its work on titles.
    """

    city: str
    province: str
    counties: tuple[str, ...]
    area_code: str
    own_units: tuple[str, ...]
    bureau: str
    centre: str

    @property
    def own(self) -> str:
        """What stands as the county of an employer of the city itself."""
        return self.own_units[0]

    @property
    def area_words(self) -> str:
        """What is to be dialled before its telephones, as it is told beside them; in a draft it may not be known."""
        return f"固定电话区号 {self.area_code}" if self.area_code else "固定电话区号还不知道"

    @property
    def short_city(self) -> str:
        """The city as it is spoken of: without 市."""
        return self.city.removesuffix("市")

    @property
    def places(self) -> tuple[str, ...]:
        """What may stand as the county of one of the region's employers."""
        return (self.own, *self.counties)

    def audiences_of(self, county: str | None, audiences: Iterable[str | None]) -> tuple[str | None, ...]:
        """Which of the audiences of a period an employer of that county may belong to, each once.

        Where some are areas (市直学校, 县区), the one of its own, else those that are not told apart by area: everyone
        else (None), and levels, titles and people, of which the county tells nothing.
        """
        told = tuple(dict.fromkeys(audiences))
        if county is None:
            return told
        areas = {one: self._is_own(one) for one in told if one and (self._is_own(one) or self._is_of_counties(one))}
        mine = [one for one, own in areas.items() if own == (county == self.own) and self._may_be(one, county)]
        rest = [one for one in told if one not in areas]
        return tuple(mine or rest or told)

    def _is_own(self, audience: str) -> bool:
        return audience.startswith(self.own_units)

    def _is_of_counties(self, audience: str) -> bool:
        return audience.lstrip("各").startswith(("县", "区", *self.counties))

    def _may_be(self, audience: str, county: str) -> bool:
        """Whether it names that county, or none."""
        return audience.startswith(county) or not audience.startswith(self.counties)

    def county_called(self, text: str) -> str:
        """A county by its full name, as the plan writes it, also where city or province stand before it, 市 and 省 or
        not; a word for the city's own units as `own`; other words as they are."""
        return county_called(text, self.counties, self.own_units, (self.province, self.city))


def is_province(place: str) -> bool:
    """Whether a plan's place is a province: people come to it through the plans of its cities."""
    return place.endswith(("省", "自治区"))


def read_region(value: Mapping[str, Any]) -> Region:
    """The region from the validated `region` of a plan file."""
    lists: dict[str, Any] = {key: tuple(value[key]) for key in ("counties", "own_units")}
    return Region(**{**value, **lists})
