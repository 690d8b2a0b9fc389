"""Control totals: a finding when they differ, and none when only the notation does."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from project.ge_sync.adapters.source import ControlTotals
from project.ge_sync.contract.totals import CHILDREN, SUMS, read_totals
from project.ge_sync.errors import ContractViolation
from project.ge_sync.reporting.reconciliation import reconciled, totals_as_json

SAID = {
    "schema_version": "1.4",
    "as_of": "2026-11-22T01:00:00+05:30",
    "licenses": 2,
    "by_status": {"ACTIVE": 2},
    "sums": dict.fromkeys(SUMS, "10.50"),
    "children": dict.fromkeys(CHILDREN, 3),
}


def theirs() -> dict[str, str]:
    return totals_as_json(read_totals(SAID)) or {}


def test_equal_totals_are_no_finding() -> None:
    ours = theirs() | {"sums.cif_fc": "10.500", "by_status.EXPIRED": "0"}

    assert reconciled(theirs(), ours) == []


def test_each_total_that_differs_is_in_the_finding() -> None:
    (found,) = reconciled(theirs(), theirs() | {"licenses": "1", "sums.cif_fc": "10.49"})

    assert found.code == "control_totals_differ"
    assert found.details == (("licenses", "2 there, 1 here"), ("sums.cif_fc", "10.50 there, 10.49 here"))
    assert "licenses: 2 there, 1 here; sums.cif_fc: 10.50 there, 10.49 here" in found.message


def test_a_status_that_only_we_have_differs() -> None:
    (found,) = reconciled(theirs(), theirs() | {"by_status.EXPIRED": "1"})

    assert found.details == (("by_status.EXPIRED", "0 there, 1 here"),)


def test_a_source_without_totals_has_none() -> None:
    assert totals_as_json(None) is None


def test_totals_are_read_with_their_types() -> None:
    assert read_totals(SAID) == ControlTotals(
        as_of=datetime(2026, 11, 21, 19, 30, tzinfo=UTC),
        licenses=2,
        by_status={"ACTIVE": 2},
        sums=dict.fromkeys(SUMS, Decimal("10.50")),
        children=dict.fromkeys(CHILDREN, 3),
    )


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"licenses": -1}, "licenses"),
        ({"by_status": {"ACTIVE": "two"}}, "by_status"),
        ({"by_status": None}, "by_status"),
        ({"sums": {**dict.fromkeys(SUMS, "1.00"), "fob_inr": "N/A"}}, "sums.fob_inr"),
        ({"children": {"transfers": 1}}, "children.export_items"),
        ({"as_of": "now"}, "as_of"),
    ],
)
def test_what_is_no_total_is_named_with_its_path(wrong: dict[str, object], path: str) -> None:
    with pytest.raises(ContractViolation) as refused:
        read_totals(SAID | wrong)

    assert refused.value.path == path
