"""The names of the indexes of a table, of which a schema has each only once."""

from collections.abc import Iterator

from project.schema_audit.schema import Kind, Table

OVER_AN_INDEX = (Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.EXCLUSION)


def names_of(table: Table) -> Iterator[str]:
    """Those of plain indexes, and those under constraints."""
    yield from (index.name for index in table.indexes)
    yield from (one.name for one in table.constraints if one.kind in OVER_AN_INDEX)
