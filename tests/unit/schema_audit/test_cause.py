"""The three-way comparison, as a table of four rows."""

import pytest

from project.findings import Cause, Finding, Severity
from project.schema_audit.cause import cause_of, place

FINDING = Finding(
    code="missing_column", severity=Severity.ERROR, message="", table="item", column="a", expected="integer"
)
HERE = frozenset({place(FINDING)})
NOWHERE: frozenset[tuple[str, str | None]] = frozenset()


@pytest.mark.parametrize(
    ("against_state", "against_applied", "cause"),
    [
        (NOWHERE, NOWHERE, Cause.MODEL_CHANGE_WITHOUT_MIGRATION),
        (HERE, NOWHERE, Cause.UNAPPLIED_MIGRATION),
        (HERE, HERE, Cause.DRIFT),
    ],
)
def test_the_cause_is_told_by_where_the_difference_is_gone(
    against_state: frozenset[tuple[str, str | None]],
    against_applied: frozenset[tuple[str, str | None]],
    cause: Cause,
) -> None:
    assert cause_of(FINDING, against_state=against_state, against_applied=against_applied) is cause


def test_another_expectation_at_the_same_place_is_another_difference() -> None:
    other = Finding(
        code="missing_column", severity=Severity.ERROR, message="", table="item", column="a", expected="bigint"
    )

    assert place(other) not in HERE
