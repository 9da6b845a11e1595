"""The plan of 湖人社函〔2021〕57号, which the tests know row by row."""

from __future__ import annotations

from zhicheng_cli.plan.dataset import Dataset

DATA = Dataset(year=2021)
PLAN, SEARCH, CONTACTS, CALENDAR = DATA.plan, DATA.search, DATA.contacts, DATA.calendar
ROWS = {committee.no: committee for committee in PLAN.committees}
