"""The answers that a page carries are kept from one export to the next, as long as all they rest on is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from real_plan import CALENDAR, CONTACTS, DATA, PLAN, SEARCH

from zhicheng_cli.plan.search import Search
from zhicheng_cli.views.exports.page import ready_words


def test_they_are_made_once_for_a_plan_whatever_its_days(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    made: list[Search] = []

    def document(search: Search, *_: Any) -> dict[str, Any]:
        made.append(search)
        return {"rows": len(search.plan.committees), "sign": "<"}

    monkeypatch.setattr(ready_words, "_document", document)

    def script(search: Search) -> str:
        monkeypatch.setattr(ready_words, "_MADE", {})
        return ready_words.ready_for_script(search, CONTACTS, CALENDAR)

    def changed(**cells: Any) -> Search:
        plan = PLAN._replace(committees=(PLAN.committees[0]._replace(**cells), *PLAN.committees[1:]))
        return Search(plan, DATA._values["titles.yaml"], DATA.words)

    other_day = changed(cutoff=PLAN.committees[1].cutoff)
    other_kind = changed(kind="样例")
    assert {script(SEARCH), script(SEARCH), script(other_day)} == {'{"rows":46,"sign":"\\u003c"}'}
    assert len(made) == 1
    assert script(other_kind)
    assert len(made) == 2
