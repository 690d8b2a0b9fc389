"""Which of our rows the server means, where the domain keeps no key of the server's."""

from collections.abc import Callable
from dataclasses import replace

from project.ge_sync.comparing.adopt import adopt, renamed
from project.ge_sync.comparing.mapping import EXPORT_ITEM, TRANSFER
from project.ge_sync.comparing.state import LicenseState, Place

Make = Callable[..., LicenseState]


def locally(state: LicenseState, table: str) -> LicenseState:
    """The same rows without the server's keys, as a License Manager has them before the first contact."""
    places = {place: (table, f"local:{i}") for i, place in enumerate(p for p in state.rows if p[0] == table)}
    return replace(state, rows={places.get(place, place): row for place, row in state.rows.items()})


def test_at_first_contact_export_items_are_the_servers_in_their_order(state_with: Make) -> None:
    theirs = state_with()

    found = adopt(locally(theirs, EXPORT_ITEM), theirs, first_contact=True)

    assert found == {(EXPORT_ITEM, "local:0"): (EXPORT_ITEM, "1"), (EXPORT_ITEM, "local:1"): (EXPORT_ITEM, "2")}


def test_later_an_export_item_without_a_link_is_one_of_our_own(state_with: Make) -> None:
    theirs = state_with()

    assert adopt(locally(theirs, EXPORT_ITEM), theirs, first_contact=False) == {}


def test_a_transfer_is_known_by_who_to_whom_and_when(state_with: Make) -> None:
    theirs = state_with()

    found = adopt(locally(theirs, TRANSFER), theirs, first_contact=False)

    assert list(found.values()) == [place for place in theirs.rows if place[0] == TRANSFER]


def test_a_transfer_to_somebody_else_is_another_one(state_with: Make) -> None:
    theirs = state_with()
    local: Place = (TRANSFER, "local:0")
    ours = locally(theirs, TRANSFER)
    ours = replace(ours, rows={**ours.rows, local: {**ours.rows[local], "to_company": "0377777777"}})

    assert local not in adopt(ours, theirs, first_contact=True)


def test_adopted_rows_stand_at_their_new_places(state_with: Make) -> None:
    theirs = state_with()
    ours = locally(theirs, EXPORT_ITEM)

    assert renamed(ours, adopt(ours, theirs, first_contact=True)).rows.keys() == theirs.rows.keys()
