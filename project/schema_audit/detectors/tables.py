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
        if name not in comparison.displaced and (name in comparison.live.tables or lies_in(name, comparison)):
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
        if name in comparison.displaced:
            continue
        if found and found.is_table:
            message = f"{found.schema}.{found.relation} hides the table of {owner.model} from the search path."
            yield at_table(owner, name, "table_in_other_schema", Severity.ERROR, message, actual=found.schema)
        elif not found and (schemas := lies_in(name, comparison)):
            message = f"The table of {owner.model} lies in schema {', '.join(schemas)}, where it is not looked for."
            yield at_table(
                owner,
                name,
                "table_in_other_schema",
                Severity.ERROR,
                message,
                expected=owner.schema or comparison.live.default_schema,
                actual=", ".join(schemas),
            )


def lies_in(name: str, comparison: Comparison) -> tuple[str, ...]:
    """The other schemas in which a missing table is found: those not searched, and those where no model has it."""
    relation = comparison.owners[name].relation
    leftovers = {table.schema for table in comparison.extra.values() if table.relation == relation}
    return tuple(sorted({*comparison.live.elsewhere.get(relation, ()), *leftovers}))


def extra_table(comparison: Comparison) -> Iterator[Finding]:
    """A table that no model names: harmless, unless it holds on to rows of ours or adds its own to them."""
    moved = {comparison.owners[name].relation for name in comparison.missing}
    for name, table in comparison.extra.items():
        if table.relation in moved:
            continue
        harm = _harm(table, comparison)
        severity = Severity.WARNING if harm else Severity.INFO
        message = f"No model has this table{harm}."
        yield at_table(None, name, "extra_table", severity, message, expected="nothing", actual="table")


def _harm(table: Table, comparison: Comparison) -> str:
    """What a leftover table does to those of models, to stand after `this table`; empty for nothing."""
    if parents := sorted(comparison.tables.keys() & set(table.parents)):
        return f", and its rows are read as rows of {', '.join(parents)}, from which it inherits"
    targets = {constraint.target.table for constraint in table.of_kind(Kind.FOREIGN_KEY) if constraint.target}
    if held := sorted(targets.intersection(comparison.tables)):
        return f", and its foreign keys hold rows of {', '.join(held)}"
    return ""
