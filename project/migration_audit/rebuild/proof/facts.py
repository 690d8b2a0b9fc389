"""Everything a database holds but its rows, as words by kind and place: what two chains must make the same."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

from project.migration_audit.rebuild.proof.scratch import Scratch
from project.migration_audit.rebuild.statements import statement
from project.schema_audit.reading.assemble import assemble
from project.schema_audit.reading.snapshot import read_rows
from project.schema_audit.schema import Column, Constraint, Index, Schema, Sequence, Table


class Place(NamedTuple):
    """A word of PostgreSQL, and what it is the name of."""

    kind: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The picture by place, and the tables as the schema audit reads them."""

    words: Mapping[Place, str]
    schema: Schema

    @property
    def sha256(self) -> str:
        """Of all words in the order of their places."""
        listed = [[*place, text] for place, text in sorted(self.words.items())]
        return hashlib.sha256(json.dumps(listed, ensure_ascii=False).encode()).hexdigest()


def read_facts(connection: BaseDatabaseWrapper, scratch: Scratch) -> Facts:
    """Read every schema of a database that is there for nothing else, or the one schema that a scratch schema is."""
    with connection.cursor() as cursor:
        cursor.execute(statement("schemas"))
        path, beside = cursor.fetchone()
        alone = path[0] if scratch.schema else ""
        schema = assemble(read_rows(cursor, path, beside=() if alone else beside))
        cursor.execute(statement("beyond_tables"), {"alone": alone})
        beyond = {Place(kind, name): definition or "" for kind, name, definition in cursor.fetchall()}
    words = {**dict(_words(schema)), **beyond}
    told = {Place(place.kind, scratch.told(place.name)): scratch.told(text) for place, text in words.items()}
    return Facts(words=told, schema=schema)


def constraint_words(constraint: Constraint) -> str:
    """All but its name."""
    flags = (
        "" if constraint.validated else "not valid",
        "" if constraint.enforced else "not enforced",
        "triggers off" if constraint.triggers_off else "",
    )
    return " ".join((constraint.definition, *filter(None, flags)))


def index_words(index: Index) -> str:
    """All but its name."""
    return " ".join(("unique" if index.unique else "", index.definition, "" if index.valid else "invalid")).strip()


def _words(schema: Schema) -> Iterator[tuple[Place, str]]:
    for table in schema.tables.values():
        yield Place("table", table.name), _table(table)
        for column in table.columns.values():
            yield Place("column", f"{table.name}.{column.name}"), _column(column)
        for constraint in table.constraints:
            yield Place("constraint", f"{table.name}.{constraint.name}"), constraint_words(constraint)
        for index in table.indexes:
            yield Place("index", f"{table.name}.{index.name}"), index_words(index)
        for trigger in table.triggers:
            yield Place("trigger", f"{table.name}.{trigger.name}"), trigger.definition
        for sequence in table.sequences.values():
            yield Place("sequence", f"{sequence.schema}.{sequence.name}"), _sequence(sequence)
    for sequence in schema.loose_sequences:
        yield Place("sequence", f"{sequence.schema}.{sequence.name}"), _sequence(sequence)
    for enum in schema.enums.values():
        yield Place("enum", enum.name), f"{enum.schema} {enum.values}"
    for domain in schema.domains.values():
        checks = sorted(domain.checks.items())
        yield Place("domain", domain.name), f"{domain.schema} {domain.base} {domain.not_null} {domain.default} {checks}"
    for function in schema.functions.values():
        yield Place("function", function.name), function.statement


def _table(table: Table) -> str:
    security = " row security" * table.row_security + " forced" * table.forced_row_security
    return f"{table.kind} {table.persistence}{security} {table.partition_key or ''} {table.comment or ''}".strip()


def _column(column: Column) -> str:
    parts = (
        column.type,
        "NOT NULL" if column.not_null else "",
        f"default {column.default}" if column.default is not None else "",
        f"identity {column.identity}" if column.identity else "",
        f"generated {column.generated}" if column.generated else "",
        f"collation {column.collation}" if column.collation else "",
        f"comment {column.comment}" if column.comment else "",
    )
    return " ".join(filter(None, parts))


def _sequence(sequence: Sequence) -> str:
    limits = f"{sequence.start} {sequence.increment} {sequence.minimum} {sequence.maximum} {sequence.cycle}"
    return f"{sequence.type} {limits} of {sequence.table}.{sequence.column} identity {sequence.identity}"
