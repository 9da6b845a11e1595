"""What was told, claimed and forgotten: nothing is told twice, and a claim counts as told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reminders.ledger.ledger_samples import DAY, KEY, LATER, NOW, PLAN, TODAY, A, B, claim, entry, tell, told_by

from zhicheng_cli.errors import ZcError
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger
from zhicheng_cli.reminders.ledger.records import Failure, Summary, Told, Unknown


def test_what_was_told_is_known_after_closing(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert told_by(ledger) == {}
        assert tell(ledger, 1, entry(), entry(lead="30d", which="last"))
        assert tell(ledger, 2, entry(lead="3w"))
    with open_ledger(path) as ledger:
        assert told_by(ledger) == {
            (KEY, "safe"): Told(DAY, frozenset({"7w", "3w"})),
            (KEY, "last"): Told(DAY, frozenset({"30d"})),
        }


def test_records_are_kept_apart_by_all_that_makes_them_one(ledger: Ledger) -> None:
    others = [
        KEY._replace(**one)
        for one in ({"committee": "企业创新型人才-中级"}, {"event": "report"}, {"audience": "市直学校"}, {"batch": 1})
    ]
    for number, key in enumerate((KEY, *others)):
        assert tell(ledger, number, entry(key=key))
    assert tell(ledger, 10, entry(which="last"))
    assert tell(ledger, 11, entry(key=KEY._replace(year=2022)))
    assert tell(ledger, 12, entry(key=KEY._replace(region="嘉兴市")))
    assert tell(ledger, 13, entry(), to=B)
    told = Told(DAY, frozenset({"7w"}))
    assert told_by(ledger) == {**{(key, "safe"): told for key in (KEY, *others)}, (KEY, "last"): told}
    assert told_by(ledger, B) == {(KEY, "safe"): told}
    assert told_by(ledger, plan="湖州市/2022") == {(KEY._replace(year=2022), "safe"): told}


def test_an_address_is_one_whatever_its_case(ledger: Ledger) -> None:
    assert tell(ledger, 1, entry(), to="Chen@Example.COM")
    assert not tell(ledger, 2, entry(), to="Chen@example.com")
    assert not tell(ledger, 3, entry(), to="chen@example.com")
    assert told_by(ledger, "Chen@EXAMPLE.com")
    assert ledger.forget("cHEN@example.com") == 1
    assert told_by(ledger, "Chen@Example.COM") == {}


def test_what_was_told_before_case_was_one_is_still_known(path: Path) -> None:
    """Up to version 2 the part before the @ stood there as it was written."""
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry(), to="chen@example.com")
        assert tell(ledger, 2, entry(LATER, "30d"), to="li@example.com")
        ledger.release("<3@example.com>", "wang@example.com", "450", NOW)
    with closing(sqlite3.connect(path)) as database:
        for table in ("messages", "records", "failures"):
            words = "replace(replace(recipient, 'chen', 'Chen'), 'wang', 'WANG')"
            database.execute(f"UPDATE {table} SET recipient = {words}")
        database.execute("DROP TABLE former_names")
        database.execute("PRAGMA user_version = 2")
        database.commit()
    reader = read_ledger(path)
    assert reader is not None
    for known in (reader, open_ledger(path)):
        with known:
            assert told_by(known, "CHEN@example.com") != {}
            assert told_by(known, "li@example.com") != {}
            assert [one.recipient for one in known.failures()] == ["wang@example.com"]


def test_that_there_is_no_day_any_more_is_told_once(ledger: Ledger) -> None:
    assert tell(ledger, 1, entry())
    assert tell(ledger, 2, entry(None, "change"))
    assert not tell(ledger, 3, entry(None, "change"))
    assert told_by(ledger) == {(KEY, "safe"): Told(None, frozenset({"change"}))}


def test_a_day_that_moves_back_can_be_told_again(ledger: Ledger) -> None:
    for number, day in enumerate((DAY, LATER, DAY, LATER, DAY)):
        assert tell(ledger, 10 * number, entry(day, anew=True), entry(day, "change", anew=True))
        assert not tell(ledger, 10 * number + 1, entry(day))
        assert told_by(ledger) == {(KEY, "safe"): Told(day, frozenset({"7w", "change"}))}


def test_a_day_that_moves_back_before_the_move_was_certain_can_be_told_again(ledger: Ledger) -> None:
    assert tell(ledger, 1, entry())
    assert claim(ledger, 2, entry(LATER, "change", anew=True))
    assert tell(ledger, 3, entry(DAY, "change", anew=True), entry(DAY, anew=True))
    assert told_by(ledger) == {(KEY, "safe"): Told(DAY, frozenset({"7w", "change"}))}


def test_what_takes_the_place_of_words_it_does_not_know_is_refused(ledger: Ledger) -> None:
    assert tell(ledger, 1, entry())
    seen = ledger.told(PLAN, A)[KEY, "safe"].number
    assert tell(ledger, 2, entry(LATER, "change", anew=True))
    stale = entry(None, "change", anew=True)
    assert not claim(ledger, 3, stale, seen=seen)
    latest = ledger.told(PLAN, A)[KEY, "safe"]
    assert latest.day == LATER
    assert claim(ledger, 4, stale, seen=latest.number)


def test_told_is_what_was_claimed_since_the_day_last_moved(ledger: Ledger) -> None:
    numbers = count()

    @given(st.lists(st.tuples(st.sampled_from([DAY, LATER, None]), st.sampled_from(["30d", "7w", "change"]))))
    def holds(history: list[tuple[date | None, str]]) -> None:
        recipient = f"p{next(numbers)}@example.com"
        latest: date | None = None
        leads: set[str] = set()
        for day, lead in history:
            moved = not leads or day != latest
            if moved:
                latest, leads = day, set()
            assert tell(ledger, next(numbers), entry(day, lead, anew=moved), to=recipient) == (lead not in leads)
            leads.add(lead)
            assert told_by(ledger, recipient) == {(KEY, "safe"): Told(latest, frozenset(leads))}

    ledger._database.execute("PRAGMA synchronous = OFF")
    holds()


def test_ten_thousand_recipients_are_asked_in_half_a_second(ledger: Ledger) -> None:
    ledger._database.execute("PRAGMA synchronous = OFF")
    for number in range(10_000):
        assert claim(ledger, number, entry(), entry(which="last"), to=f"p{number}@example.com")
    seconds = []
    for _ in range(3):
        start = process_time()
        answers = [told_by(ledger, f"p{number}@example.com") for number in range(10_000)]
        seconds.append(process_time() - start)
    assert min(seconds) < 0.5
    assert all(len(one) == 2 for one in answers)


def test_a_claim_counts_as_told_and_is_listed_as_unknown(path: Path) -> None:
    entries = (entry(), entry(None, "change", key=KEY._replace(audience="市直学校", batch=2)))
    with open_ledger(path) as ledger:
        assert claim(ledger, 1, *entries)
        assert told_by(ledger)[KEY, "safe"] == Told(DAY, frozenset({"7w"}))
    with open_ledger(path) as ledger:
        assert ledger.unknown() == [Unknown("<1@example.com>", A, entries, NOW, TODAY)]
        assert not tell(ledger, 2, entry())
        assert ledger.summary() == Summary(0, None, TODAY)


def test_a_claim_is_all_or_nothing(ledger: Ledger) -> None:
    assert tell(ledger, 1, entry())
    assert not claim(ledger, 2, entry(lead="30d"), entry())
    assert told_by(ledger) == {(KEY, "safe"): Told(DAY, frozenset({"7w"}))}
    assert ledger.unknown() == []
    assert ledger.failures() == []
    assert ledger.summary() == Summary(1, NOW, TODAY)


def test_a_release_makes_it_due_again_and_keeps_why(ledger: Ledger) -> None:
    later = NOW + timedelta(days=1)
    assert claim(ledger, 1, entry())
    ledger.release("<1@example.com>", A, "554 spam", NOW)
    assert told_by(ledger) == {}
    assert ledger.unknown() == []
    ledger.release("<2@example.com>", A, "550 no such user", later)
    assert ledger.failures() == [Failure(A, "<2@example.com>", "550 no such user", NOW, later, 2)]
    assert tell(ledger, 3, entry())
    assert ledger.failures() == []


def test_only_who_claimed_can_release(path: Path) -> None:
    with open_ledger(path) as first, open_ledger(path) as second:
        assert claim(first, 1, entry())
        assert not claim(second, 1, entry())
        second.release("<1@example.com>", A, "450 later", NOW)
        first.accept("<1@example.com>", NOW, "250 ok")
        assert told_by(second) == {(KEY, "safe"): Told(DAY, frozenset({"7w"}))}
        assert second.unknown() == []


def test_instants_are_compared_whatever_their_zone(ledger: Ledger) -> None:
    for number, hours in ((1, 8), (2, 0)):
        now = datetime(2021, 6, 1, 8 if hours == 8 else 1, tzinfo=timezone(timedelta(hours=hours)))
        assert claim(ledger, number, entry(lead=f"{number}d"))
        ledger.accept(f"<{number}@example.com>", now, "250")
    assert ledger.summary().last_accepted == datetime(2021, 6, 1, 1, tzinfo=UTC)


def test_the_latest_day_of_any_run_is_kept(ledger: Ledger) -> None:
    assert ledger.summary().last_today is None
    assert tell(ledger, 1, entry(), today=date(2021, 6, 9))
    assert tell(ledger, 2, entry(lead="3w"), today=date(2021, 6, 2))
    assert ledger.summary().last_today == date(2021, 6, 9)


@pytest.mark.parametrize("what", ["<1@example.com>", "1@example.com", " <1@example.com> ", "1@e", "<1@e"])
def test_a_forgotten_mail_is_due_again(ledger: Ledger, what: str) -> None:
    assert tell(ledger, 1, entry())
    assert tell(ledger, 2, entry(lead="3w"))
    assert ledger.forget(what) == 1
    assert told_by(ledger) == {(KEY, "safe"): Told(DAY, frozenset({"3w"}))}
    assert tell(ledger, 1, entry())


def test_a_forgotten_address_is_told_everything_again(ledger: Ledger) -> None:
    assert tell(ledger, 1, entry())
    assert tell(ledger, 2, entry(LATER, "change"))
    assert tell(ledger, 3, entry(), to=B)
    ledger.release("<4@example.com>", A, "450", NOW)
    assert ledger.forget("a@EXAMPLE.com") == 2
    assert told_by(ledger) == {}
    assert told_by(ledger, B)
    assert ledger.failures() == []


@pytest.mark.parametrize("what", ["", "<>", "nobody@example.com", "%", "_@example.com"])
def test_what_is_not_there_is_not_forgotten(ledger: Ledger, what: str) -> None:
    assert tell(ledger, 1, entry())
    assert ledger.forget(what) == 0
    assert told_by(ledger)


def test_an_ambiguous_beginning_forgets_nothing(ledger: Ledger) -> None:
    assert tell(ledger, 11, entry())
    assert tell(ledger, 12, entry(lead="3w"))
    with pytest.raises(ZcError, match="有 2 封"):
        ledger.forget("1")
    assert told_by(ledger) == {(KEY, "safe"): Told(DAY, frozenset({"7w", "3w"}))}


def test_what_is_forgotten_while_under_way_stays_forgotten_and_hurts_no_other(path: Path) -> None:
    with open_ledger(path) as first, open_ledger(path) as second:
        assert claim(first, 1, entry())
        assert second.forget(A) == 1
        assert claim(second, 2, entry(), to=B)
        first.accept("<1@example.com>", NOW, "250 ok")
        assert [one.message_id for one in second.unknown()] == ["<2@example.com>"]
        assert told_by(second) == {}
