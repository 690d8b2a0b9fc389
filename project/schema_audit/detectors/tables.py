"""Whole tables: missing, left over, in the wrong place or of the wrong kind."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_table
from project.schema_audit.matching import Comparison
from project.schema_audit.schema import Kind, Table

_KINDS = {"v": "view", "m": "materialized view", "f": "foreign table"}


def missing_table(comparison: Comparison) -> Iterator[Finding]:
    """A model without its table: every query on it fails."""
    for name in comparison.missing:
        if name in comparison.live.tables or comparison.live.elsewhere.get(comparison.owners[name].relation):
            continue
        owner = comparison.owners[name]
        message = f"The table of {owner.model} is missing."
        yield at_table(owner, name, "missing_table", Severity.ERROR, message, expected="table", actual="nothing")


def not_a_table(comparison: Comparison) -> Iterator[Finding]:
    """A view or a foreign table where the model's table should be."""
    for name in comparison.missing:
        found = comparison.live.tables.get(name)
        if found and not found.is_table:
            owner, kind = comparison.owners[name], _KINDS.get(found.kind, found.kind)
            message = f"A {kind} stands where the table of {owner.model} should be."
            yield at_table(owner, name, "not_a_table", Severity.ERROR, message, expected="table", actual=kind)


def table_in_other_schema(comparison: Comparison) -> Iterator[Finding]:
    """The table lies where the search path doesn't find it, or another one of its name hides it."""
    for name in comparison.missing:
        owner, found = comparison.owners[name], comparison.live.tables.get(name)
        if found and found.is_table:
            message = f"{found.schema}.{found.relation} hides the table of {owner.model} from the search path."
            yield at_table(owner, name, "table_in_other_schema", Severity.ERROR, message, actual=found.schema)
        elif not found and (schemas := comparison.live.elsewhere.get(comparison.owners[name].relation)):
            message = f"The table of {owner.model} lies in schema {', '.join(schemas)}, which is not searched."
            yield at_table(
                owner,
                name,
                "table_in_other_schema",
                Severity.ERROR,
                message,
                expected=comparison.live.default_schema,
                actual=", ".join(schemas),
            )


def extra_table(comparison: Comparison) -> Iterator[Finding]:
    """A table that no model names: harmless, unless its foreign keys hold on to rows of ours."""
    for name, table in comparison.extra.items():
        if held := _holds(table, comparison):
            message = f"No model has this table, and its foreign keys hold rows of {', '.join(held)}."
            yield at_table(None, name, "extra_table", Severity.WARNING, message, expected="nothing", actual="table")
        else:
            message = "No model has this table."
            yield at_table(None, name, "extra_table", Severity.INFO, message, expected="nothing", actual="table")


def _holds(table: Table, comparison: Comparison) -> list[str]:
    targets = {constraint.target.table for constraint in table.of_kind(Kind.FOREIGN_KEY) if constraint.target}
    return sorted(targets.intersection(comparison.tables))
