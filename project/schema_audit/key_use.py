"""Reads how far the numbered columns are: one statement for 200 of them, and none for empty tables."""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.db import DatabaseError, transaction

from project.schema_audit.fixes.words import literal, live_table, quoted
from project.schema_audit.schema import KeyUse, Schema, Sequence, Table
from project.schema_audit.session import Session

_KEYS_PER_STATEMENT = 200


def read_key_use(session: Session, live: Schema, tables: Mapping[str, object]) -> dict[tuple[str, str], KeyUse]:
    """The use of every column with a sequence of its own in the named tables; what may not be read is left out."""
    wanted = (
        (table, sequence)
        for name in tables
        if (table := live.tables.get(name)) and table.holds_rows
        for sequence in table.sequences.values()
        if sequence.column in table.columns and sequence.readable
    )
    use: dict[tuple[str, str], KeyUse] = {}
    while chunk := list(islice(wanted, _KEYS_PER_STATEMENT)):
        use.update(_read(session, chunk))
    return use


def _read(session: Session, chunk: list[tuple[Table, Sequence]]) -> Iterator[tuple[tuple[str, str], KeyUse]]:
    try:
        with transaction.atomic(session.alias):
            session.cursor.execute(" UNION ALL ".join(_one(table, sequence) for table, sequence in chunk))
            rows = session.cursor.fetchall()
    except DatabaseError:
        if len(chunk) > 1:
            middle = len(chunk) // 2
            yield from _read(session, chunk[:middle])
            yield from _read(session, chunk[middle:])
        return
    for table, column, highest, last_value, called in rows:
        yield (table, column), KeyUse(highest=highest, last_value=last_value, called=called)


def _one(table: Table, sequence: Sequence) -> str:
    column = sequence.column or ""
    return (
        f"SELECT {literal(table.name)}, {literal(column)}, (SELECT max({quoted(column)})::bigint FROM "
        f"{live_table(table)}), last_value, is_called FROM {quoted(sequence.schema)}.{quoted(sequence.name)}"
    )
