"""Makes the values of what stands on one table of its rows."""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from project.schema_audit.reading.scratch_names import without_scratch_schema
from project.schema_audit.reading.table_rows import Names, Row, TableRows
from project.schema_audit.schema import OWN_SEQUENCE, Column, Constraint, Index, Kind, Sequence, Target, Trigger

# What PostgreSQL 18 lists of NOT NULL is read only where it was never proven for the rows that were there before.
_NOT_NULL = "n"
_NEXT = re.compile(r"nextval\(\(?'((?:[^']|'')+)'(?:::text\))?::regclass\)")


def columns(rows: TableRows, sequences: Mapping[str, Sequence]) -> dict[str, Column]:
    """The columns by name, in the table's order."""
    unproven = _not_null_for_new_rows_only(rows)
    return {row[2]: _column(row, sequences, proven=row[1] not in unproven) for row in rows.columns}


def constraints(rows: TableRows, names: Names, columns_of: Callable[[int], Names]) -> tuple[Constraint, ...]:
    """The constraints; `names` and `columns_of` say how the targets of foreign keys are called."""
    numbered = rows.numbered()
    return tuple(
        _constraint(row, numbered, _target(row, names, columns_of)) for row in rows.constraints if row[2] != _NOT_NULL
    )


def indexes(rows: TableRows) -> tuple[Index, ...]:
    """The indexes that no constraint stands on."""
    numbered = rows.numbered()
    return tuple(_index(row, numbered) for row in rows.indexes)


def triggers(rows: TableRows) -> tuple[Trigger, ...]:
    """The triggers that no constraint made."""
    return tuple(
        Trigger(name=row[2], definition=without_scratch_schema(row[4]), enabled=row[5]) for row in rows.triggers
    )


def sequences(rows: TableRows, table: str | None) -> tuple[Sequence, ...]:
    """The sequences that the table owns; those of no table where it is None."""
    return tuple(_sequence(row, table) for row in rows.sequences)


def is_used(sequence: Sequence, rows: TableRows) -> bool:
    """Whether the column that owns it is numbered by it, and not by another one that it owns too."""
    if sequence.identity:
        return True
    defaults = (row[6] for row in rows.columns if row[2] == sequence.column and row[6])
    return any(_counts(default, sequence) for default in defaults)


def _not_null_for_new_rows_only(rows: TableRows) -> set[int]:
    return {number for row in rows.constraints if row[2] == _NOT_NULL for number in row[4]}


def _column(row: Row, sequences: Mapping[str, Sequence], *, proven: bool) -> Column:
    _, _, name, type_, base_type, not_null, default, identity, generated, collation, comment = row
    if default is not None and name in sequences and _counts(default, sequences[name]):
        default = OWN_SEQUENCE
    return Column(
        name=name,
        type=without_scratch_schema(type_),
        base_type=without_scratch_schema(base_type),
        not_null=not_null and proven,
        default=default and without_scratch_schema(default),
        identity=identity,
        generated=generated,
        collation=collation,
        comment=comment,
    )


def _counts(default: str, sequence: Sequence) -> bool:
    """Whether the default takes its numbers from the column's own sequence, and from no other."""
    called = _NEXT.fullmatch(default)
    return called is not None and _bare_name(called[1]) == _bare_name(sequence.name)


def _bare_name(name: str) -> str:
    return name.replace("''", "'").replace('"', "").rpartition(".")[2]


def _constraint(row: Row, numbered: Names, target: Target | None) -> Constraint:
    _, name, kind, definition, key = row[:5]
    return Constraint(
        name=name,
        kind=Kind(kind),
        definition=without_scratch_schema(definition.removesuffix(" NOT ENFORCED").removesuffix(" NOT VALID")),
        columns=_named(key or (), numbered),
        deferrable=row[10],
        deferred=row[11],
        validated=row[12],
        enforced=not definition.endswith("NOT ENFORCED"),
        triggers_off=row[13],
        target=target,
    )


def _target(row: Row, names: Names, columns_of: Callable[[int], Names]) -> Target | None:
    _, _, kind, _, _, number, key, on_delete, on_update, match = row[:10]
    if kind != Kind.FOREIGN_KEY:
        return None
    if row[14]:
        schema, relation, *columns = row[14]
        table = names.get(number, f"{schema}.{relation}")
    else:
        table, columns = names[number], list(_named(key, columns_of(number)))
    return Target(table=table, columns=tuple(columns), on_delete=on_delete, on_update=on_update, match=match)


def _index(row: Row, numbered: Names) -> Index:
    _, name, definition, unique, valid, key, read = row
    columns = _named(key, numbered)
    return Index(
        name=name,
        definition=without_scratch_schema(definition),
        columns=tuple(dict.fromkeys((*columns, *_named(read or (), numbered)))),
        unique=unique,
        valid=valid,
        plain=read is None,
    )


def _named(numbers: Any, numbered: Names) -> tuple[str, ...]:
    return tuple(numbered[number] for number in numbers if number in numbered)


def _sequence(row: Row, table: str | None) -> Sequence:
    _, _, name, schema, definition, usable = row
    column, dependency, type_, start, increment, minimum, maximum, cycle, readable = _read(definition)
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


@lru_cache
def _read(definition: str) -> tuple[Any, ...]:
    """Most tables number their `id` in the very same way."""
    return tuple(json.loads(definition))
