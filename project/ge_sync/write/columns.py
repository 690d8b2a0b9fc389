"""What fields of the comparison are in the columns of their table: references by id, and no facts."""

from typing import Any

from project.ge_sync.comparing.mapping import COLUMNS
from project.ge_sync.comparing.state import Row
from project.ge_sync.write.references import REFERRING, Ids


def references_of(table: str, row: Row, references: Ids) -> dict[str, int]:
    """The ids of the companies and the like that a row points at, by column."""
    return {
        f"{column}_id": references[refers_to][str(key)]
        for column, refers_to in REFERRING[table]
        if (key := row.get(column)) is not None
    }


def columns_of(table: str, row: Row, references: Ids) -> dict[str, Any]:
    """Every column that the row speaks of; what hangs on another row of the licence is not among them."""
    fields = COLUMNS[table]
    plain = {column: value for column, value in row.items() if not (fields[column].is_fact or fields[column].refers_to)}
    nothing = {f"{column}_id": None for column, _ in REFERRING[table] if column in row}
    return plain | nothing | references_of(table, row, references)
