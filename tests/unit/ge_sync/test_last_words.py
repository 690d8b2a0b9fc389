"""What a document doesn't repeat is remembered, so that it is still known who changed a shared field."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from project.ge_sync.comparing.derived import with_derived
from project.ge_sync.comparing.diff import Difference, diff
from project.ge_sync.comparing.last_words import recalled, unsaid
from project.ge_sync.comparing.mapping import IMPORT_ITEM, LICENSE
from project.ge_sync.comparing.state import LicenseState, Place

Make = Callable[..., LicenseState]
Bend = Callable[[dict[str, Any]], object]


def without_item(document: dict[str, Any]) -> None:
    gone = document["import_items"].pop()["serial_number"]
    document["bills_of_entry"] = [row for row in document["bills_of_entry"] if row["item_serial_number"] != gone]


def without_expiry(document: dict[str, Any]) -> None:
    del document["license_expiry_date"]


def with_another_item(document: dict[str, Any]) -> None:
    document["import_items"][-1]["description"] = "WALNUTS"


def with_another_expiry(document: dict[str, Any]) -> None:
    document["license_expiry_date"] = "2031-03-31"


def nights(state_with: Make, quiet: Bend, back: Bend, ours: dict[Place, Any]) -> tuple[Difference, LicenseState]:
    """The third night: after a document that says it all, and one that is quiet about something."""
    full, short, again = state_with(), state_with(quiet), state_with(back)
    mine = replace(full, rows=with_derived(full.rows, {}), complete=frozenset(), linked=set(full.rows))
    second = diff(full, mine, short)
    edited = {place: {**row, **ours.get(place, {})} for place, row in second.rows.items()}
    base = recalled(short, unsaid(full, short, second.rows))
    return diff(base, replace(mine, rows=edited), again), again


def last_item(state: LicenseState) -> Place:
    return (IMPORT_ITEM, max(state.of(IMPORT_ITEM), key=int))


@pytest.mark.parametrize(("quiet", "back"), [(without_item, with_another_item), (without_expiry, with_another_expiry)])
def test_what_comes_back_changed_follows_the_server(state_with: Make, quiet: Bend, back: Bend) -> None:
    third, again = nights(state_with, quiet, back, {})

    assert third.conflicts == ()
    for place in (last_item(again), (LICENSE, again.license_number)):
        assert third.rows[place].items() >= again.rows[place].items()


def test_what_comes_back_as_it_was_leaves_an_edit_alone(state_with: Make) -> None:
    edited = last_item(state_with())

    third, _ = nights(state_with, without_item, lambda document: None, {edited: {"description": "ours"}})

    assert third.rows[edited]["description"] == "ours"
    assert third.conflicts == ()


def test_what_both_sides_changed_in_between_is_the_servers_and_ours_is_kept_for_a_person(state_with: Make) -> None:
    edited = last_item(state_with())

    third, _ = nights(state_with, without_item, with_another_item, {edited: {"description": "ours"}})

    assert third.rows[edited]["description"] == "WALNUTS"
    assert [(one.column, one.ours, one.kept) for one in third.conflicts] == [("description", "ours", False)]


def test_words_are_remembered_over_many_quiet_nights(state_with: Make) -> None:
    full, short = state_with(), state_with(without_expiry)

    first = unsaid(full, short, short.rows)
    second = unsaid(recalled(short, first), short, short.rows)

    assert second == first == {LICENSE: {full.license_number: {"license_expiry_date": "2027-11-06"}}}
    assert recalled(short, second).rows[LICENSE, full.license_number].items() >= {
        ("license_expiry_date", full.rows[LICENSE, full.license_number]["license_expiry_date"])
    }


def test_nothing_is_remembered_of_what_is_repeated_or_of_rows_that_went(state_with: Make) -> None:
    full, short = state_with(), state_with(without_item)

    assert unsaid(full, full, full.rows) == {}
    assert unsaid(full, short, short.rows) == {}
