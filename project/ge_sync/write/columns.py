"""What a row of the comparison is in the columns of its table: references by id, and no facts."""

from typing import Any, NamedTuple

from project.ge_sync.mapping import NATURAL_KEYS, TABLES
from project.ge_sync.state import Row
from project.ge_sync.write.references import Ids


class _Column(NamedTuple):
    """A field of the mapping and its column; `refers_to` is empty where the value itself is written."""

    field: str
    name: str
    refers_to: str


# What refers to another row of the same licence is known only once that row is written.
_COLUMNS = {
    table.name: tuple(
        _Column(field.column, f"{field.column}_id" if field.refers_to else field.column, field.refers_to)
        for field in table.fields
        if not field.is_fact and (not field.refers_to or field.refers_to in NATURAL_KEYS)
    )
    for table in TABLES
}


def columns_of_new(table: str, row: Row, references: Ids) -> dict[str, Any]:
    """A whole row; nothing is left out, so that the table's own default stands in its place."""
    return {
        name: references[refers_to][str(value)] if refers_to else value
        for field, name, refers_to in _COLUMNS[table]
        if (value := row.get(field)) is not None
    }


def columns_of_changed(table: str, changed: Row, references: Ids) -> dict[str, Any]:
    """Only these fields, nothing included."""
    return {
        name: references[refers_to][str(changed[field])] if refers_to and changed[field] is not None else changed[field]
        for field, name, refers_to in _COLUMNS[table]
        if field in changed
    }
