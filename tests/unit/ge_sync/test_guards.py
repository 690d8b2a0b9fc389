"""How much a run may change unseen."""

import pytest

from project.ge_sync.approval.guards import Limits, Weight, reasons
from project.ge_sync.comparing.changes import Change, FieldChange, Operation
from project.ge_sync.comparing.mapping import LICENSE, TRANSFER


def update(number: int, field: str, table: str = LICENSE) -> Change:
    changed = FieldChange(field=field, old="a", new="b")
    return Change(
        license_number=str(number), table=table, key=str(number), operation=Operation.UPDATE, fields=(changed,)
    )


def deletion(number: int) -> Change:
    return Change(license_number="1", table=TRANSFER, key=str(number), operation=Operation.DELETE, fields=())


def weight_of(*licenses: list[Change]) -> Weight:
    weight = Weight()
    for changes in licenses:
        weight.add(changes)
    return weight


@pytest.mark.parametrize(
    ("rows_seen", "allowed"),
    [(10_000, 20), (401, 20), (400, 20), (399, 19), (100, 5), (25, 1), (3, 1), (0, 1)],
)
def test_twenty_rows_or_five_percent_of_what_was_seen_may_go(rows_seen: int, allowed: int) -> None:
    limits = Limits(rows_seen=rows_seen, licenses=100)

    assert reasons(weight_of([deletion(n) for n in range(allowed)]), limits) == []
    (why,) = reasons(weight_of([deletion(n) for n in range(allowed + 1)]), limits)
    assert f"delete {allowed + 1} rows of {rows_seen}" in why


@pytest.mark.parametrize(("licenses", "allowed"), [(10_000, 500), (219, 10), (220, 11), (60, 10), (1, 10)])
def test_a_field_may_change_in_five_percent_of_all_licences(licenses: int, allowed: int) -> None:
    limits = Limits(rows_seen=0, licenses=licenses)

    assert reasons(weight_of(*([update(n, "file_number")] for n in range(allowed))), limits) == []
    (why,) = reasons(weight_of(*([update(n, "file_number")] for n in range(allowed + 1))), limits)
    assert f"change license_licensedetailsmodel.file_number in {allowed + 1} licences of {licenses}" in why


def test_many_rows_of_one_licence_are_one_licence() -> None:
    rows = [update(n, "transfer_status", TRANSFER) for n in range(50)]

    assert reasons(weight_of(rows), Limits(rows_seen=0, licenses=100)) == []


def test_many_fields_of_few_licences_each_are_no_mass_change() -> None:
    changes = ([update(n, "file_number" if n % 2 else "scheme_code")] for n in range(20))

    assert reasons(weight_of(*changes), Limits(rows_seen=0, licenses=100)) == []


@pytest.mark.parametrize("field", ["balance_cif", "current_owner", "server_status"])
def test_what_is_reckoned_here_or_has_no_column_follows_and_does_not_count(field: str) -> None:
    changes = ([update(n, field)] for n in range(100))

    assert reasons(weight_of(*changes), Limits(rows_seen=0, licenses=100)) == []


def test_new_licences_are_no_mass_change() -> None:
    filled = FieldChange(field="file_number", old=None, new="b")
    inserts = (
        [Change(license_number=str(n), table=LICENSE, key=str(n), operation=Operation.INSERT, fields=(filled,))]
        for n in range(100)
    )

    assert reasons(weight_of(*inserts), Limits(rows_seen=0, licenses=100)) == []


def test_too_many_licences_that_end_at_once_are_a_reason() -> None:
    limits = Limits(rows_seen=0, licenses=1000)

    assert reasons(Weight(gone=50), limits) == []
    assert reasons(Weight(gone=51), limits) == ["51 licences of 1000 would count as gone; unseen may go 50."]


def test_weights_of_chunks_add_up() -> None:
    whole = Weight()
    for part in (weight_of([deletion(1)], [update(1, "file_number")]), weight_of([update(2, "file_number")])):
        whole.add_json(part.as_json())

    assert (whole.deleted, dict(whole.columns)) == (1, {"license_licensedetailsmodel.file_number": 2})
