"""The one comparison: what follows the server, what stays ours, and what a person has to look at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from project.ge_sync.comparing.changes import Operation
from project.ge_sync.comparing.derived import with_derived
from project.ge_sync.comparing.diff import Difference, diff
from project.ge_sync.comparing.mapping import DEBIT, EXPORT_ITEM, IMPORT_ITEM, LICENSE, MISSING, TRANSFER
from project.ge_sync.comparing.state import LicenseState, Place

NUMBER = "1080080641"
HERE: Place = (LICENSE, NUMBER)
Make = Callable[..., LicenseState]


def ours_of(theirs: LicenseState, **values: Any) -> LicenseState:
    """Our rows right after that document was applied, with some columns of the licence edited here since."""
    rows = with_derived(theirs.rows, {})
    return replace(theirs, rows=rows | {HERE: {**rows[HERE], **values}}, complete=frozenset())


def fields_of(difference: Difference) -> dict[str, tuple[object, object]]:
    return {f.field: (f.old, f.new) for change in difference.changes for f in change.fields}


def nothing(number: str = NUMBER) -> LicenseState:
    return LicenseState(license_number=number, rows={})


def test_a_second_look_at_the_same_document_finds_nothing(state_with: Make) -> None:
    theirs = state_with()

    assert diff(theirs, ours_of(theirs), theirs).changes == ()


def test_a_licence_we_dont_have_is_inserted_parents_first(state_with: Make) -> None:
    difference = diff(None, nothing(), state_with())

    assert {change.operation for change in difference.changes} == {Operation.INSERT}
    assert (difference.changes[0].table, difference.changes[-1].table) == (LICENSE, DEBIT)


def test_a_server_field_follows_the_server(state_with: Make) -> None:
    base = state_with()
    theirs = state_with(lambda document: document.update(file_number="NEW"))

    old = base.rows[HERE]["file_number"]
    assert fields_of(diff(base, ours_of(base), theirs)) == {"file_number": (old, "NEW")}


def test_a_server_field_edited_here_is_put_back(state_with: Make) -> None:
    theirs = state_with()
    number = theirs.rows[HERE]["file_number"]

    assert fields_of(diff(theirs, ours_of(theirs, file_number="MINE"), theirs)) == {"file_number": ("MINE", number)}


def test_a_field_the_server_does_not_mention_stays(state_with: Make) -> None:
    base = state_with()
    silent = state_with(lambda document: document.pop("file_number"))

    assert diff(base, ours_of(base, file_number="MINE"), silent).changes == ()


def test_a_field_the_server_empties_is_emptied(state_with: Make) -> None:
    base = state_with()
    emptied = state_with(lambda document: document.update(registration_number=None))

    assert fields_of(diff(base, ours_of(base), emptied))["registration_number"][1] is None


def _expiry(text: str) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.update(license_expiry_date=text)


def test_a_shared_field_that_only_the_server_changed_follows_the_server(state_with: Make) -> None:
    base, theirs = state_with(), state_with(_expiry("2030-01-01"))

    difference = diff(base, ours_of(base), theirs)

    assert fields_of(difference)["license_expiry_date"][1] == date(2030, 1, 1)
    assert difference.conflicts == ()


def test_a_shared_field_that_only_we_changed_stays_ours(state_with: Make) -> None:
    theirs = state_with()

    difference = diff(theirs, ours_of(theirs, license_expiry_date=date(2031, 1, 1)), theirs)

    assert (difference.changes, difference.conflicts) == ((), ())


def test_a_shared_field_that_both_changed_is_the_servers_and_a_conflict(state_with: Make) -> None:
    base, theirs = state_with(), state_with(_expiry("2030-01-01"))

    difference = diff(base, ours_of(base, license_expiry_date=date(2031, 1, 1)), theirs)

    assert fields_of(difference)["license_expiry_date"] == (date(2031, 1, 1), date(2030, 1, 1))
    assert [(c.column, c.ours, c.kept) for c in difference.conflicts] == [
        ("license_expiry_date", date(2031, 1, 1), False)
    ]
    assert [f.conflict for change in difference.changes for f in change.fields] == [True]


def test_a_shared_field_that_both_changed_to_the_same_is_no_conflict(state_with: Make) -> None:
    base, theirs = state_with(), state_with(_expiry("2030-01-01"))

    difference = diff(base, ours_of(base, license_expiry_date=date(2030, 1, 1)), theirs)

    assert (difference.changes, difference.conflicts) == ((), ())


def test_at_first_contact_a_filled_shared_field_stays_and_is_a_conflict(state_with: Make) -> None:
    theirs = state_with()

    difference = diff(None, ours_of(theirs, condition_sheet="ours"), theirs)

    assert [(c.operation, c.fields[0].old) for c in difference.changes] == [(Operation.KEEP, "ours")]
    assert [(c.column, c.kept) for c in difference.conflicts] == [("condition_sheet", True)]


def test_at_first_contact_an_empty_shared_field_is_filled(state_with: Make) -> None:
    theirs = state_with()

    difference = diff(None, ours_of(theirs, condition_sheet=None), theirs)

    assert fields_of(difference) == {"condition_sheet": (None, "Crème and dairy inputs: 5% of the CIF value.")}
    assert difference.conflicts == ()


def _without_the_last_debit(document: dict[str, Any]) -> None:
    document["bills_of_entry"].pop()


def test_a_row_missing_from_a_complete_list_is_kept_and_marked(state_with: Make) -> None:
    base, theirs = state_with(), state_with(_without_the_last_debit)

    marked = [change for change in diff(base, ours_of(base), theirs).changes if change.fields[0].field == MISSING]

    assert [(change.table, change.operation) for change in marked] == [(DEBIT, Operation.UPDATE)]


def test_a_row_missing_from_a_list_that_may_be_short_is_not_marked(state_with: Make) -> None:
    def shortened(document: dict[str, Any]) -> None:
        _without_the_last_debit(document)
        document["bills_of_entry_complete"] = False

    base = state_with()

    assert diff(base, ours_of(base), state_with(shortened)).changes == ()


def test_a_row_that_comes_back_loses_its_mark(state_with: Make) -> None:
    base, without = state_with(), state_with(_without_the_last_debit)
    marked = replace(ours_of(base), rows=diff(base, ours_of(base), without).rows)

    back = diff(without, marked, base)

    assert fields_of(back) == {MISSING: (True, None)}


def test_a_row_of_our_own_is_neither_marked_nor_changed(state_with: Make) -> None:
    theirs = state_with()
    local: Place = (EXPORT_ITEM, "local:17")
    ours = ours_of(theirs)
    ours = replace(ours, rows={**ours.rows, local: {"description": "ours", "cif_fc": Decimal(0)}})

    assert diff(theirs, ours, theirs).changes == ()


def test_what_a_new_debit_takes_is_taken_from_the_balances(state_with: Make) -> None:
    def debited(document: dict[str, Any]) -> None:
        row = document["bills_of_entry"][-1]
        document["bills_of_entry"].append(row | {"be_number": "777", "cif_fc": "100.00", "qty": "2.000"})

    base = state_with()
    ours = ours_of(base)

    difference = diff(base, ours, state_with(debited))

    before, after = ours.rows[HERE]["balance_cif"], difference.rows[HERE]["balance_cif"]
    assert isinstance(before, Decimal)
    assert after == before - 100
    item = difference.rows[IMPORT_ITEM, "2"]
    assert item["debited_value"] == Decimal("55403.03") + 100
    sources = {f.field: f.source for change in difference.changes for f in change.fields}
    assert (sources["balance_cif"], sources["qty"]) == ("derived", "server")


@pytest.mark.parametrize("status", ["Approved", "Transfer - Pending Acceptance"])
def test_the_owner_is_the_receiver_of_the_latest_approved_transfer(state_with: Make, status: str) -> None:
    def transferred(document: dict[str, Any]) -> None:
        latest = document["transfers"][0] | {"to_iec": "0399999999", "initiated_at": "2026-10-30T10:00:00+05:30"}
        document["transfers"].append(latest | {"status": status})

    base = state_with()

    owner = fields_of(diff(base, ours_of(base), state_with(transferred))).get("current_owner")

    assert owner == (("0327077464", "0399999999") if status == "Approved" else None)


def test_without_an_approved_transfer_the_reported_owner_counts(state_with: Make) -> None:
    def never_approved(document: dict[str, Any]) -> None:
        document["transfers"] = []
        document["ownership"]["reported_owner"] = {"iec": "0311111111", "name": "Somebody"}

    assert diff(None, nothing(), state_with(never_approved)).rows[HERE]["current_owner"] == "0311111111"


def test_a_document_that_says_nothing_of_owners_leaves_ours(state_with: Make) -> None:
    def silent(document: dict[str, Any]) -> None:
        del document["transfers"], document["ownership"]

    base = state_with(silent)

    ours = ours_of(base, current_owner="0322222222")

    assert diff(base, ours, base).changes == ()
    assert not ours.of(TRANSFER)
