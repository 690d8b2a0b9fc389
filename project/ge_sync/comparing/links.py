"""Which of our rows the server's rows are, with the facts that no domain column holds, as one row for each licence.

`facts` are the licence's own. `rows` has the other tables as columns, so that no name is written twice, by key:
`{"license_licenseexportitemmodel": {"key": ["1", "2"], "id": [7, 8], "server_serial_number": [1, 2]}}`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from project.ge_sync.comparing.mapping import COLUMNS, LICENSE
from project.ge_sync.comparing.state import Place, Row

# The facts of each table; those of one without are its rows alone, and need no link.
FACTS = {
    table: tuple(column for column, field in columns.items() if field.is_fact) for table, columns in COLUMNS.items()
}
_KEY, _ID = "key", "id"


class Link(NamedTuple):
    """The id of our row, and its facts; which row the licence itself is, SyncedLicense knows."""

    row_id: int | None
    facts: Mapping[str, Any]


class Packed(NamedTuple):
    """The columns of ge_sync_serverrows."""

    facts: Mapping[str, Any]
    rows: Mapping[str, Mapping[str, list[Any]]]


def packed(rows: Iterable[tuple[Place, Row]], ids: Mapping[Place, int]) -> Packed:
    """The rows of one licence that the server knows, those of tables with facts; in the same order every time."""
    of_table: defaultdict[str, list[tuple[str, Row]]] = defaultdict(list)
    for (table, key), row in rows:
        of_table[table].append((key, row))
    ((_, mine),) = of_table.pop(LICENSE)
    return Packed(
        facts={name: value for name in FACTS[LICENSE] if (value := mine.get(name)) is not None},
        rows={
            table: packed_table(
                [key for key, _ in some],
                [ids[table, key] for key, _ in some],
                {name: [row.get(name) for _, row in some] for name in FACTS[table]},
            )
            for table, some in of_table.items()
            if FACTS[table]
        },
    )


def packed_table(keys: Sequence[str], ids: Sequence[int], facts: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """The links of one table, column by column, in the order of their keys; a fact that no row has is left out."""
    order = sorted(range(len(keys)), key=keys.__getitem__)
    there = {name: values for name, values in facts.items() if values.count(None) < len(values)}
    return {name: [values[at] for at in order] for name, values in {_KEY: keys, _ID: ids, **there}.items()}


def unpacked(license_number: str, stored: Packed) -> dict[Place, Link]:
    """The links by place."""
    links = {(LICENSE, license_number): Link(None, stored.facts)}
    for table, columns in stored.rows.items():
        names = [name for name in columns if name not in (_KEY, _ID)]
        cells = zip(columns[_KEY], columns[_ID], *(columns[name] for name in names), strict=True)
        for key, row_id, *values in cells:
            facts = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            links[table, key] = Link(row_id, facts)
    return links
