"""Makes enums, domains and functions of the rows of a snapshot."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from project.schema_audit.reading.scratch_names import without_scratch_schema
from project.schema_audit.reading.snapshot import Rows
from project.schema_audit.reading.table_rows import Row
from project.schema_audit.same_words import plain_words
from project.schema_audit.schema import Domain, EnumType, Function


def enums(rows: Rows) -> dict[str, EnumType]:
    """The enums by name."""
    return {
        name: EnumType(name=name, schema=schema, values=tuple(values or ()))
        for name, schema, values in _objects(rows, "enum")
    }


def domains(rows: Rows) -> dict[str, Domain]:
    """The domains by name."""
    return {
        name: Domain(name=name, schema=schema, base=base, not_null=not_null, default=default, checks=checks or {})
        for name, schema, (base, not_null, default, checks) in _objects(rows, "domain")
    }


def functions(rows: Rows) -> dict[str, Function]:
    """The functions by name and arguments."""
    return {
        name: Function(name=name, definition=definition, statement=statement)
        for name, _, (definition, statement) in _objects(rows, "function")
    }


def views(rows: Iterable[Row]) -> dict[str, Function]:
    """The views by name, as the rows of views.sql tell them; what a dump restored says the same in other words."""
    told = ((row[2], json.loads(without_scratch_schema(row[4]))) for row in rows if row[0] == "view")
    return {
        name: Function(name=name, definition=plain_words(said, {}), statement=statement)
        for name, (said, statement) in told
    }


def _objects(rows: Rows, kind: str) -> Iterator[tuple[str, str, Any]]:
    for row in rows.parts["objects"]:
        if row[0] == kind:
            yield without_scratch_schema(row[2]), row[3], json.loads(without_scratch_schema(row[4] or "null"))
