"""Reads how far the numbered columns are: one statement for 200 of them, and none for empty tables."""

from collections.abc import Iterable, Iterator

from project.schema_audit.counting.asking import ask
from project.schema_audit.fixes.words import literal, live_table, quoted
from project.schema_audit.schema import KeyUse, Schema, Sequence, Table
from project.schema_audit.session import Session


def read_key_use(session: Session, live: Schema, tables: Iterable[str]) -> dict[tuple[str, str], KeyUse]:
    """The use of every column with a sequence of its own in the named tables; what may not be read is left out."""
    wanted = list(_numbered(live, tables))
    selects = {str(place): _one(str(place), table, sequence) for place, (table, sequence) in enumerate(wanted)}
    found = ask(session, selects).found
    return {
        (table.name, sequence.column or ""): KeyUse(highest=highest, last_value=last_value, called=called)
        for place, (table, sequence) in enumerate(wanted)
        if str(place) in found
        for highest, last_value, called in [found[str(place)]]
    }


def _numbered(live: Schema, tables: Iterable[str]) -> Iterator[tuple[Table, Sequence]]:
    for name in sorted(tables):
        table = live.tables.get(name)
        for sequence in table.sequences.values() if table and table.holds_rows else ():
            if table and sequence.column in table.columns and sequence.readable:
                yield table, sequence


def _one(key: str, table: Table, sequence: Sequence) -> str:
    return (
        f"SELECT {literal(key)}, (SELECT max({quoted(sequence.column or '')})::bigint FROM {live_table(table)}), "
        f"last_value, is_called FROM {quoted(sequence.schema)}.{quoted(sequence.name)}"
    )
