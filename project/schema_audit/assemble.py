"""Makes a `Schema` of the rows of a snapshot; pure, so that a cached expected side costs no statement."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from project.schema_audit.assemble_types import domains, enums, functions
from project.schema_audit.schema import (
    OWN_SEQUENCE,
    Column,
    Constraint,
    Index,
    Kind,
    Schema,
    Sequence,
    Table,
    Target,
    Trigger,
)
from project.schema_audit.scratch_names import without_scratch_schema
from project.schema_audit.snapshot import Row, Rows


def assemble(rows: Rows, names: Mapping[str, str] | None = None) -> Schema:
    """The picture in one value; tables get their bare name where the search path finds them first.

    `names` renames relations: scratch tables that stand for one of a schema of their own.
    """
    return _Assembly(rows, names or {}).schema()


class _Assembly:
    """The rows by table, while the values are made."""

    def __init__(self, rows: Rows, names: Mapping[str, str]) -> None:
        self._rows = rows
        self._names = _names(rows, names)
        self._columns = defaultdict[int, dict[int, str]](dict)
        for row in rows.parts["columns"]:
            self._columns[row[0]][row[1]] = row[2]
        self._by_table = {part: _grouped(rows.parts[part], 0) for part in ("columns", "constraints", "indexes")}
        for kind in ("trigger", "sequence"):
            self._by_table[kind] = _grouped([row for row in rows.parts["objects"] if row[0] == kind], 1)

    def schema(self) -> Schema:
        tables = []
        elsewhere = defaultdict[str, list[str]](list)
        for row in self._rows.parts["tables"]:
            if (row[1], row[2]) in self._names:
                tables.append(self._table(row))
            else:
                elsewhere[row[2]].append(row[1])
        return Schema(
            default_schema=self._rows.path[0],
            tables={table.name: table for table in tables},
            elsewhere={name: tuple(sorted(schemas)) for name, schemas in elsewhere.items()},
            enums=enums(self._rows),
            domains=domains(self._rows),
            functions=functions(self._rows),
            loose_sequences=tuple(_sequence(row, None) for row in self._by_table["sequence"].get(None, ())),
        )

    def _table(self, row: Row) -> Table:
        oid = row[0]
        name = self._names[row[1], row[2]]
        owned = [_sequence(row, name) for row in self._by_table["sequence"].get(oid, ())]
        sequences = {sequence.column: sequence for sequence in owned if sequence.column}
        return Table(
            name=name,
            schema=row[1],
            relation=row[2],
            kind=row[3],
            persistence=row[4],
            comment=row[5],
            row_security=row[6],
            forced_row_security=row[7],
            row_security_applies=row[8],
            denied=tuple(row[9]),
            estimated_rows=row[10],
            holds_rows=row[12],
            partition_key=row[11],
            columns={row[2]: _column(row, sequences) for row in self._by_table["columns"].get(oid, ())},
            constraints=tuple(self._constraint(row) for row in self._by_table["constraints"].get(oid, ())),
            indexes=tuple(self._index(row) for row in self._by_table["indexes"].get(oid, ())),
            triggers=tuple(
                Trigger(name=row[2], definition=without_scratch_schema(row[4]), enabled=row[5])
                for row in self._by_table["trigger"].get(oid, ())
            ),
            sequences=sequences,
        )

    def _constraint(self, row: Row) -> Constraint:
        table, name, kind, definition, key, schema, relation, target_columns, on_delete, on_update, match = row[:11]
        target = None
        if kind == Kind.FOREIGN_KEY:
            target = Target(
                table=self._names.get((schema, relation), f"{schema}.{relation}"),
                columns=tuple(target_columns),
                on_delete=on_delete,
                on_update=on_update,
                match=match,
            )
        return Constraint(
            name=name,
            kind=Kind(kind),
            definition=without_scratch_schema(definition.removesuffix(" NOT ENFORCED").removesuffix(" NOT VALID")),
            columns=self._column_names(table, key or ()),
            deferrable=row[11],
            deferred=row[12],
            validated=row[13],
            enforced=not definition.endswith("NOT ENFORCED"),
            triggers_off=row[14],
            target=target,
        )

    def _index(self, row: Row) -> Index:
        table, name, definition, unique, valid, key, read = row
        columns = self._column_names(table, key)
        columns += tuple(name for name in self._column_names(table, read or ()) if name not in columns)
        return Index(
            name=name,
            definition=without_scratch_schema(definition),
            columns=columns,
            unique=unique,
            valid=valid,
            plain=read is None,
        )

    def _column_names(self, table: int, numbers: Any) -> tuple[str, ...]:
        names = self._columns[table]
        return tuple(names[number] for number in numbers if number in names)


def _names(rows: Rows, given: Mapping[str, str]) -> Mapping[tuple[str, str], str]:
    """The name of each inspected relation: bare for the first one along the search path, else with its schema."""
    names: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    order = {schema: place for place, schema in enumerate((*rows.path, *rows.beside))}
    inspected = [(row[1], row[2]) for row in rows.parts["tables"] if row[1] in order]
    for schema, relation in sorted(inspected, key=lambda pair: order[pair[0]]):
        hidden = relation in taken or schema in rows.beside
        names[schema, relation] = f"{schema}.{relation}" if hidden else given.get(relation, relation)
        taken.add(relation)
    return names


def _grouped(rows: list[Row], key: int) -> dict[Any, list[Row]]:
    grouped = defaultdict[Any, list[Row]](list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped


def _column(row: Row, sequences: Mapping[str, Sequence]) -> Column:
    _, _, name, type_, base_type, not_null, default, identity, generated, collation, comment = row
    if default is not None and default.startswith("nextval(") and name in sequences:
        default = OWN_SEQUENCE
    return Column(
        name=name,
        type=without_scratch_schema(type_),
        base_type=without_scratch_schema(base_type),
        not_null=not_null,
        default=default and without_scratch_schema(default),
        identity=identity,
        generated=generated,
        collation=collation,
        comment=comment,
    )


def _sequence(row: Row, table: str | None) -> Sequence:
    _, _, name, schema, definition, usable = row
    column, dependency, type_, start, increment, minimum, maximum, cycle, readable = json.loads(definition)
    return Sequence(
        name=name,
        schema=schema,
        type=type_,
        start=start,
        increment=increment,
        minimum=minimum,
        maximum=maximum,
        cycle=cycle,
        table=table,
        column=column,
        identity=dependency == "i",
        usable=usable,
        readable=readable,
    )
