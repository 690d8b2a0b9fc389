"""Days of change: deterministic, visible in the version, and never inconsistent."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from random import Random

from dev.ge_server.days import arrivals, change, change_on, departure
from dev.ge_server.documents import document
from dev.ge_server.edits import differences


def test_a_change_alters_the_document_and_raises_its_version() -> None:
    for index in range(200):
        before = document(7, index)
        after = deepcopy(before)
        change(after, Random(index), date(2026, 11, 2))
        paths = {found["path"] for found in differences(before, after)}
        assert after["version"] == before["version"] + 1
        assert paths > {"version"}


def test_balances_still_follow_from_the_ledger_after_many_changes() -> None:
    for index in range(40):
        made = document(7, index)
        for day in range(1, 30):
            change(made, Random(f"{index}/{day}"), date(2026, 11, 2))
        debits = [row for row in made["bills_of_entry"] if row["txn_type"] == "D" and not row["reversed"]]
        spent = sum((Decimal(row["cif_fc"]) for row in debits), Decimal(0))
        assert Decimal(made["balance_cif_fc"]) == Decimal(made["cif_fc"]) - spent >= 0


def test_two_to_four_in_a_hundred_licences_change_on_a_day() -> None:
    changed = sum(change_on(document(7, index), 7, index, 1) for index in range(2000))
    assert 40 <= changed <= 80


def test_a_day_changes_a_licence_the_same_way_each_time() -> None:
    one, other = document(7, 5), document(7, 5)
    for day in range(1, 200):
        change_on(one, 7, 5, day)
        change_on(other, 7, 5, day)
    assert one == other
    assert one["version"] > document(7, 5)["version"]


def test_a_few_licences_end_and_say_why() -> None:
    ended = [found for index in range(3000) if (found := departure(7, index, 1))]
    assert 2 <= len(ended) <= 25
    assert {found.reason for found in ended} <= {"cancelled", "withdrawn", "merged"}
    assert all(bool(found.merged_into) == (found.reason == "merged") for found in ended)


def test_new_licences_appear_and_none_on_two_days() -> None:
    assert len(arrivals(500, 1)) == 3
    assert len(arrivals(1, 1)) == 1
    assert not set(arrivals(500, 1)) & set(arrivals(500, 2))
