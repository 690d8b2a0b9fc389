"""A finding is a value: the same trouble has the same fingerprint, another place another one."""

from dataclasses import replace

import pytest

from project.findings import Finding, Severity, to_report, worst_first

NULL_DRIFT = Finding(
    code="column_null",
    severity=Severity.ERROR,
    message="nullable in the database, NOT NULL in the models",
    table="license_invoice",
    column="sale_type",
)


def test_the_same_place_keeps_its_fingerprint_when_the_words_change() -> None:
    assert replace(NULL_DRIFT, message="other words", actual="NULL").fingerprint == NULL_DRIFT.fingerprint


@pytest.mark.parametrize("change", [{"code": "column_type"}, {"table": "x"}, {"column": "y"}, {"object": "z"}])
def test_another_place_or_code_has_another_fingerprint(change: dict[str, str]) -> None:
    assert replace(NULL_DRIFT, **change).fingerprint != NULL_DRIFT.fingerprint


def test_a_part_never_runs_into_its_neighbour() -> None:
    one = replace(NULL_DRIFT, table="ab", column="c")
    other = replace(NULL_DRIFT, table="a", column="bc")

    assert one.fingerprint != other.fingerprint


def test_the_worst_comes_first_and_the_order_within_a_severity_is_kept() -> None:
    findings = [
        replace(NULL_DRIFT, severity=severity, table=table)
        for severity, table in [
            (Severity.INFO, "a"),
            (Severity.ERROR, "b"),
            (Severity.WARNING, "c"),
            (Severity.ERROR, "d"),
        ]
    ]

    assert [finding.table for finding in worst_first(findings)] == ["b", "d", "c", "a"]


@pytest.mark.parametrize(
    ("severity", "fail_on", "reported"),
    [
        (Severity.ERROR, Severity.ERROR, True),
        (Severity.WARNING, Severity.ERROR, False),
        (Severity.WARNING, Severity.WARNING, True),
        (Severity.INFO, Severity.WARNING, False),
        (Severity.ERROR, Severity.INFO, True),
    ],
)
def test_the_level_decides_what_is_reported(severity: Severity, fail_on: Severity, reported: bool) -> None:
    finding = replace(NULL_DRIFT, severity=severity)

    assert bool(to_report([finding], fail_on)) is reported


def test_a_waived_finding_never_fails_a_command() -> None:
    assert to_report([replace(NULL_DRIFT, waived=True)], Severity.INFO) == []


def test_a_place_reads_as_a_person_would_write_it() -> None:
    assert NULL_DRIFT.place == "license_invoice.sale_type"
    assert (
        replace(NULL_DRIFT, column=None, object="license_invoice_pkey").place == "license_invoice: license_invoice_pkey"
    )
    assert Finding(code="unapplied", severity=Severity.ERROR, message="", object="core.0002_x").place == "core.0002_x"
