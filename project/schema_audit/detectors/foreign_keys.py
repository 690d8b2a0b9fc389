"""Foreign keys: there, to the right place, with the right consequences, validated and switched on."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_table
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import Constraint, Kind


def missing_foreign_key(comparison: Comparison) -> Iterator[Finding]:
    """Nothing keeps rows from pointing nowhere."""
    for pair in comparison.unequal:
        for constraint in pair.constraints[Kind.FOREIGN_KEY].missing:
            if constraint.target and constraint.target.table in comparison.missing:
                continue
            message = f"Nothing keeps {', '.join(constraint.columns)} from pointing nowhere."
            yield _finding(pair, constraint, "missing_foreign_key", Severity.ERROR, message, expected=constraint)


def foreign_key_differs(comparison: Comparison) -> Iterator[Finding]:
    """Another target, other columns, another consequence of a delete, or another moment of checking."""
    for pair in comparison.unequal:
        for live, expected in pair.constraints[Kind.FOREIGN_KEY].differing:
            if _target_missing(expected, comparison):
                continue
            message = f"The foreign key is another one: {live.definition} in the database."
            yield _finding(pair, live, "foreign_key_differs", Severity.ERROR, message, expected=expected, actual=live)


def extra_foreign_key(comparison: Comparison) -> Iterator[Finding]:
    """A foreign key of the database alone."""
    for pair in comparison.unequal:
        for constraint in pair.constraints[Kind.FOREIGN_KEY].extra:
            message = f"No model has {constraint.name}; it refuses rows that the model accepts."
            yield _finding(pair, constraint, "extra_foreign_key", Severity.WARNING, message, actual=constraint)


def _target_missing(expected: Constraint, comparison: Comparison) -> bool:
    """The table that it leads to is missing, or the column of it: that is the root."""
    if expected.target is None:
        return False
    pair = comparison.tables.get(expected.target.table)
    gone = {column.name for column in pair.columns.missing} if pair else set()
    return expected.target.table in comparison.missing or bool(gone.intersection(expected.target.columns))


def _finding(
    pair: TablePair,
    named: Constraint,
    code: str,
    severity: Severity,
    message: str,
    *,
    expected: Constraint | None = None,
    actual: Constraint | None = None,
) -> Finding:
    meant = expected or named
    field = pair.owner.fields.get(meant.columns[0]) if len(meant.columns) == 1 else None
    return at_table(
        pair.owner,
        pair.name,
        code,
        severity,
        message,
        object=named.name,
        field=field,
        expected=expected.definition if expected else None,
        actual=actual.definition if actual else None,
    )
