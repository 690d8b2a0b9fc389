"""Tables and columns that have one another's names."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_column, at_table
from project.schema_audit.exchanged import Circle
from project.schema_audit.matching import Comparison

# A detail of a finding that names of keys alone give rise to.
TOLD_BY_NAMES = ("told_by", "names")


def tables_exchanged(comparison: Comparison) -> Iterator[Finding]:
    """Tables that have one another's names: each model reads and writes the rows of another one."""
    for circle in comparison.exchanged:
        first = next(name for name in circle.in_order() if name in comparison.owners)
        yield at_table(
            comparison.owners[first],
            first,
            "tables_exchanged",
            Severity.ERROR,
            _said(circle, "columns, keys and rows") if circle.is_closed else _said_of_a_way(circle),
            **_sides(circle),
            details=() if circle.proven else (TOLD_BY_NAMES,),
        )


def columns_exchanged(comparison: Comparison) -> Iterator[Finding]:
    """Columns that have one another's names: each field reads and writes the values of another one."""
    for pair in comparison.unequal:
        for circle in pair.exchanged:
            first, message = circle.in_order()[0], _said(circle, "values")
            yield at_column(pair, first, "columns_exchanged", Severity.ERROR, message, **_sides(circle))


def _said(circle: Circle, what: str) -> str:
    *names, last = circle.in_order()
    return f"{', '.join(names)} and {last} have one another's names: each holds the {what} of another one."


def _said_of_a_way(circle: Circle) -> str:
    """The same where it ends at a name that nothing has."""
    told = ", ".join(f"{name} is {circle.right[name]}" for name in circle.in_order())
    return f"By columns and keys, {told}: a table has the name of one that is gone."


def _sides(circle: Circle) -> dict[str, str]:
    names = circle.in_order()
    return {"expected": ", ".join(names), "actual": ", ".join(circle.right[name] for name in names)}
