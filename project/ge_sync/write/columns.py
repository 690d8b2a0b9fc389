"""What fields of the comparison are in the columns of their table: references by id, and no facts."""

from collections.abc import Sequence
from typing import Any

from project.ge_sync.comparing.mapping import COLUMNS
from project.ge_sync.comparing.state import Row
from project.ge_sync.write.references import REFERRING, Ids


def references_of(table: str, rows: Sequence[Row], references: Ids) -> dict[str, list[int | None]]:
    """The ids of the companies and the like that rows point at, column by column."""
    return {
        f"{column}_id": [None if (key := row.get(column)) is None else references[refers_to][str(key)] for row in rows]
        for column, refers_to in REFERRING[table]
    }


def columns_of(table: str, row: Row, references: Ids) -> dict[str, Any]:
    """Every column that the row speaks of; what hangs on another row of the licence is not among them."""
    fields = COLUMNS[table]
    plain = {column: value for column, value in row.items() if not (fields[column].is_fact or fields[column].refers_to)}
    refers_to = references_of(table, [row], references)
    return plain | {f"{column}_id": refers_to[f"{column}_id"][0] for column, _ in REFERRING[table] if column in row}
