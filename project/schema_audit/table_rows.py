"""The rows of a snapshot by table, and what they say: where both sides say the same, no value is made of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from project.schema_audit.scratch_names import without_scratch_schema

Row = Sequence[Any]
# The names of the inspected relations by their numbers.
Names = Mapping[int, str]
# Equal for two tables exactly where everything on them is equal; of no other use.
Said = tuple[Any, ...]


class TableRows(NamedTuple):
    """What stands on one table."""

    columns: list[Row]
    constraints: list[Row]
    indexes: list[Row]
    triggers: list[Row]
    sequences: list[Row]

    def said(self, names: Names) -> Said:
        """Everything but the numbers of tables and columns, and the schema of sequences.

        The columns' order doesn't count. On which columns an object stands its definition says, or their names do.
        """
        numbered = self.numbered()
        return (
            {row[2]: row[3:] for row in self.columns},
            [(*row[1:4], names.get(row[5]), *row[7:]) for row in self.constraints],
            [_said_of_index(row, numbered) for row in self.indexes],
            [(row[2], row[4:]) for row in self.triggers],
            [(row[2], row[4:]) for row in self.sequences],
        )

    def numbered(self) -> Names:
        """The names of the columns by their numbers."""
        return {row[1]: row[2] for row in self.columns}

    def bare(self) -> "TableRows":
        """The rows of a scratch schema in the words of a real one; lists that came out of a file as tuples."""
        return TableRows(*([_bare(row) for row in rows] for rows in self))


class RowsByTable:
    """All rows, to be asked for by the number of their table."""

    def __init__(self, parts: Mapping[str, list[Row]]) -> None:
        self._parts = [_grouped(parts[part], 0) for part in ("columns", "constraints", "indexes")]
        for kind in ("trigger", "sequence"):
            self._parts.append(_grouped([row for row in parts["objects"] if row[0] == kind], 1))

    def of(self, table: int | None) -> TableRows:
        """Those of one table; None for the sequences that no table owns."""
        return TableRows(*(part.get(table, []) for part in self._parts))


def _said_of_index(row: Row, numbered: Names) -> Said:
    _, name, definition, unique, valid, key, _, plain = row
    if plain is None:
        return name, definition, unique, valid
    return name, plain, valid, [numbered.get(number) for number in key]


def _grouped(rows: list[Row], key: int) -> dict[Any, list[Row]]:
    grouped = defaultdict[Any, list[Row]](list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped


def _bare(row: Row) -> Row:
    return tuple(without_scratch_schema(value) if isinstance(value, str) else value for value in row)
