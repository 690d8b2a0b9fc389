"""The rows of a snapshot by table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Row = Sequence[Any]
# The names of the inspected relations by their numbers.
Names = Mapping[int, str]
# The text of what stands on a table, and its sequences but for their schema: equal exactly where everything is.
Said = tuple[str, tuple[Row, ...]]


class TableRows(NamedTuple):
    """What stands on one table."""

    columns: list[Row]
    constraints: list[Row]
    indexes: list[Row]
    triggers: list[Row]
    sequences: list[Row]

    def numbered(self) -> Names:
        """The names of the columns by their numbers."""
        return {row[1]: row[2] for row in self.columns}


class RowsByTable:
    """All rows, to be asked for by the number of their table."""

    def __init__(self, parts: Mapping[str, list[Row]]) -> None:
        self._parts = [_grouped(parts[part], 0) for part in ("columns", "constraints", "indexes")]
        self._parts += [_grouped(parts[part], 1) for part in ("triggers", "sequences")]

    def of(self, table: int | None) -> TableRows:
        """Those of one table; None for the sequences that no table owns."""
        return TableRows(*(part.get(table, []) for part in self._parts))


def _grouped(rows: list[Row], key: int) -> dict[Any, list[Row]]:
    grouped = defaultdict[Any, list[Row]](list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped
