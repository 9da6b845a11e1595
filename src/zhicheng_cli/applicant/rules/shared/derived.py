"""What several facts together come to, where few answers differ: asked for by rules as facts are.

A rule that needs to know whether the way is 初定 reads committee and route; of the two it then uses one bit. Where a
roster is judged by its columns, that bit is what tells persons apart, not the committees: a derived fact is worked out
once for each combination of what it is drawn from, and is then a column like any other. For one person it is a plain
function of facts and law.

    @derived("committee", "route")
    def is_initial(committee: int | None, route: str | None, law: Law) -> bool: ...

    is_initial(facts, law)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law

Value = TypeVar("Value")

#: Attribute name → the derived fact: how a roster finds what a rule asked for.
DERIVED: dict[str, Derived[Any]] = {}


class Derived(Generic[Value]):
    """A function of some facts and the law. Its values are hashable, and it has one for whatever is not given.

    Attributes:
        key: the attribute under which a roster hands the value over.
        sources: names of facts, or keys of other derived facts, in the order of the function's arguments.
        of: the function; the law is its last argument.
    """

    def __init__(self, sources: tuple[str, ...], of: Callable[..., Value]) -> None:
        # One function may stand for several facts: the years since one day, and since another.
        self.key = f"{of.__module__}.{of.__qualname__}({', '.join(sources)})"
        self.sources, self.of = sources, of
        self.__doc__ = of.__doc__
        DERIVED[self.key] = self

    def __call__(self, facts: Facts, law: Law) -> Value:
        """The value for one person."""
        handed_over = getattr(facts, "handed_over", None)
        if handed_over is not None:
            value: Value = handed_over(facts, self.key)
            return value
        return self.of(*(_source(facts, name, law) for name in self.sources), law)

    @property
    def reads(self) -> tuple[str, ...]:
        """The facts that it is drawn from."""
        found = (DERIVED[name].reads if name in DERIVED else (name,) for name in self.sources)
        return tuple(dict.fromkeys(name for names in found for name in names))


def derived(*sources: str | Derived[Any]) -> Callable[[Callable[..., Value]], Derived[Value]]:
    """Make a function of facts, other derived facts, and the law a derived fact.

    Args:
        sources: what its arguments are, the law apart, which comes last.
    """
    names = tuple(one.key if isinstance(one, Derived) else one for one in sources)
    return lambda of: Derived(names, of)


def _source(facts: Facts, name: str, law: Law) -> Any:
    return DERIVED[name](facts, law) if name in DERIVED else getattr(facts, name)
