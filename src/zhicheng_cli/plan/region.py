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
        area_code: of its telephones; shown, not stored into the printed numbers.
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
    def short_city(self) -> str:
        """The city as it is spoken of: without 市."""
        return self.city.removesuffix("市")

    @property
    def places(self) -> tuple[str, ...]:
        """What may stand as the county of one of the region's employers."""
        return (self.own, *self.counties)

    def audience_of(self, county: str | None, audiences: Iterable[str | None]) -> str | None:
        """Which of the audiences of a period an employer of that county belongs to: one that names the city's own
        units (市直学校) if it is of the city itself, else None, which is for all others."""
        named = (one for one in audiences if one and one.startswith(self.own_units))
        return next(named, None) if county == self.own else None

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
