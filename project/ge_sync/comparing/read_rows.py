"""Rows of one written table as the comparison sees them: references by their natural key, empty text as none."""

from typing import Any, NamedTuple

from django.db.models import Model, QuerySet

from project.ge_sync.comparing.fields import Field, Table
from project.ge_sync.comparing.mapping import BILL_OF_ENTRY, IMPORT_ITEM, NATURAL_KEYS
from project.ge_sync.comparing.state import Value

_KNOWN_BY = NATURAL_KEYS | {BILL_OF_ENTRY: "bill_of_entry_number", IMPORT_ITEM: "serial_number"}


class ReadRow(NamedTuple):
    """A row: its id, what it belongs to, the row above it and that one's date where there is one, its values."""

    id: int
    owner: Any
    parent: Any
    day: Any
    values: dict[str, Any]


def read_rows(table: Table, rows: QuerySet[Model], *, owner: str, parent: str = "pk", day: str = "pk") -> list[ReadRow]:
    """The columns that the mapping names, oldest row first; one query."""
    fields = [field for field in table.fields if not field.is_fact]
    columns = [f"{f.column}__{_KNOWN_BY[f.refers_to]}" if f.refers_to else f.column for f in fields]
    found = rows.order_by("pk").values_list("pk", owner, parent, day, *columns)
    return [
        ReadRow(pk, of, above, on, {f.column: _value(f, raw) for f, raw in zip(fields, values, strict=True)})
        for pk, of, above, on, *values in found
    ]


def _value(field: Field, raw: Any) -> Value:
    if raw is None or raw == "":
        return field.empty
    return str(raw) if field.refers_to == IMPORT_ITEM else raw
