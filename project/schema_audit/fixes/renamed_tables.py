"""Tables that were renamed: the leftover one holds the keys and indexes that the missing one should have."""

from collections.abc import Iterator

from project.schema_audit.matching import Comparison
from project.schema_audit.schema import Kind, Table

OVER_AN_INDEX = (Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.EXCLUSION)


def renamed_from(name: str, comparison: Comparison) -> Table | None:
    """The one leftover table that must be the missing one, by another name."""
    missing, schema = comparison.missing[name], comparison.owners[name].schema or comparison.live.default_schema
    wanted = set(names_of(missing))
    found = [
        table
        for table in comparison.extra.values()
        if table.schema == schema
        and wanted.intersection(names_of(table))
        and missing.columns.keys() <= table.columns.keys()
    ]
    return found[0] if len(found) == 1 else None


def heir_of(leftover: Table, comparison: Comparison) -> str | None:
    """The missing table that the leftover one is, by another name."""
    return next((name for name in comparison.missing if renamed_from(name, comparison) is leftover), None)


def names_of(table: Table) -> Iterator[str]:
    """The names of its indexes, of which a schema has only one each."""
    yield from (index.name for index in table.indexes)
    yield from (one.name for one in table.constraints if one.kind in OVER_AN_INDEX)
