"""Rows the server leaves out: marked at the first check, gone or disputed at the second, and never on a short list."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from project.ge_sync.comparing.changes import Operation
from project.ge_sync.comparing.derived import with_derived
from project.ge_sync.comparing.diff import Difference, diff
from project.ge_sync.comparing.mapping import DEBIT, DISPUTED, EXPORT_ITEM, IMPORT_ITEM, LICENSE, MISSING, TRANSFER
from project.ge_sync.comparing.state import LicenseState, Place

Make = Callable[..., LicenseState]
Bend = Callable[[dict[str, Any]], object]


def ours_of(theirs: LicenseState) -> LicenseState:
    """Our rows right after that document was applied."""
    return replace(theirs, rows=with_derived(theirs.rows, {}), complete=frozenset(), linked=set(theirs.rows))


def seen_twice(state_with: Make, bend: Bend, **ours: Any) -> tuple[Difference, Difference]:
    """The first and the second check of a document that lost something."""
    full, short = state_with(), state_with(bend)
    mine = ours_of(full)
    first = diff(full, mine, short)
    return first, diff(short, replace(mine, rows=first.rows, **ours), short)


def without_transfer(document: dict[str, Any]) -> None:
    del document["transfers"][0]


def without_export(document: dict[str, Any]) -> None:
    document["export_items"].pop()


def without_debit(document: dict[str, Any]) -> None:
    document["bills_of_entry"] = [row for row in document["bills_of_entry"] if row["txn_type"] != "D"]


def without_import(document: dict[str, Any]) -> None:
    gone = document["import_items"].pop()["serial_number"]
    document["bills_of_entry"] = [row for row in document["bills_of_entry"] if row["item_serial_number"] != gone]


def operations(difference: Difference, table: str) -> list[Operation]:
    return [change.operation for change in difference.changes if change.table == table]


@pytest.mark.parametrize(
    ("bend", "table"), [(without_transfer, TRANSFER), (without_export, EXPORT_ITEM)], ids=["transfer", "export item"]
)
def test_a_row_that_is_missing_twice_is_deleted(state_with: Make, bend: Bend, table: str) -> None:
    first, second = seen_twice(state_with, bend)

    assert operations(first, table) == [Operation.UPDATE]
    assert operations(second, table) == [Operation.DELETE]
    (deleted,) = [change for change in second.changes if change.operation is Operation.DELETE]
    assert (table, deleted.key) not in second.rows
    assert all(field.new is None and field.old is not None for field in deleted.fields)


def test_a_debit_that_is_missing_twice_is_disputed_and_still_counts(state_with: Make) -> None:
    first, second = seen_twice(state_with, without_debit)

    assert set(operations(second, DEBIT)) == {Operation.UPDATE}
    assert {f.field for change in second.changes for f in change.fields} == {DISPUTED}
    here: Place = (LICENSE, "1080080641")
    assert second.rows[here]["balance_cif"] == first.rows[here]["balance_cif"]


def test_a_disputed_debit_that_comes_back_is_disputed_no_more(state_with: Make) -> None:
    full = state_with()
    _, second = seen_twice(state_with, without_debit)
    disputed = replace(ours_of(full), rows=second.rows)

    back = diff(state_with(without_debit), disputed, full)

    assert {(f.field, f.new) for change in back.changes for f in change.fields} == {(MISSING, None), (DISPUTED, None)}


def test_an_import_item_with_debits_stays(state_with: Make) -> None:
    _, second = seen_twice(state_with, without_import)

    assert operations(second, IMPORT_ITEM) == []
    assert second.rows[IMPORT_ITEM, "3"][MISSING] is True


def test_a_row_that_something_here_hangs_on_stays(state_with: Make) -> None:
    (key,) = state_with().of(TRANSFER).keys() - state_with(without_transfer).of(TRANSFER).keys()
    _, second = seen_twice(state_with, without_transfer, needed={(TRANSFER, key)})

    assert operations(second, TRANSFER) == []


def test_a_list_that_may_be_short_in_between_starts_the_count_again(state_with: Make) -> None:
    def maybe_short(document: dict[str, Any]) -> None:
        without_transfer(document)
        document["transfers_complete"] = False

    full, short = state_with(), state_with(without_transfer)
    mine = ours_of(full)
    first = diff(full, mine, short)
    between = diff(short, replace(mine, rows=first.rows), state_with(maybe_short))
    again = diff(state_with(maybe_short), replace(mine, rows=between.rows), short)

    assert [(f.field, f.old, f.new) for change in between.changes for f in change.fields] == [(MISSING, True, None)]
    assert operations(again, TRANSFER) == [Operation.UPDATE]


def test_a_row_that_vanished_while_the_list_was_short_is_marked_once_the_list_is_whole(state_with: Make) -> None:
    def maybe_short(document: dict[str, Any]) -> None:
        without_transfer(document)
        document["transfers_complete"] = False

    full = state_with()

    marked = diff(state_with(maybe_short), ours_of(full), state_with(without_transfer))

    assert operations(marked, TRANSFER) == [Operation.UPDATE]


def test_a_list_that_is_not_there_says_nothing_whatever_its_flag_says(state_with: Make) -> None:
    def silent(document: dict[str, Any]) -> None:
        del document["transfers"]

    full = state_with()

    assert diff(full, ours_of(full), state_with(silent)).changes == ()


def test_a_row_added_here_is_never_missed(state_with: Make) -> None:
    """An import item of our own has a key that the server could have given; only the link tells."""
    full = state_with()
    mine = ours_of(full)
    added: Place = (IMPORT_ITEM, "77")
    mine = replace(mine, rows={**mine.rows, added: {**mine.rows[IMPORT_ITEM, "2"], "serial_number": 77}})

    assert MISSING not in {f.field for change in diff(full, mine, full).changes for f in change.fields}
