"""The score is the share of fields that are as they should be."""

from project.findings import Finding, Severity
from project.schema_audit.reporting.score import score

FIELDS = {"item": 10, "order": 90}


def _finding(severity: Severity, *, table: str = "item", column: str | None = "a", waived: bool = False) -> Finding:
    return Finding(code="x", severity=severity, message="", table=table, column=column, waived=waived)


def test_nothing_found_is_100() -> None:
    assert score([], FIELDS) == 100.0


def test_nothing_checked_is_0() -> None:
    assert score([], {}) == 0.0


def test_an_error_costs_its_field() -> None:
    assert score([_finding(Severity.ERROR)], FIELDS) == 99.0


def test_a_missing_table_costs_all_its_fields() -> None:
    assert score([_finding(Severity.ERROR, column=None)], FIELDS) == 90.0


def test_an_info_costs_nothing() -> None:
    assert score([_finding(Severity.INFO)], FIELDS) == 100.0


def test_an_error_is_never_rounded_away() -> None:
    assert score([_finding(Severity.ERROR)], {"item": 1_000_000}) == 99.99


def test_a_waived_finding_costs_nothing() -> None:
    assert score([_finding(Severity.ERROR, waived=True)], FIELDS) == 100.0
