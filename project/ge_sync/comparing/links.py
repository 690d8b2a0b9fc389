"""Which of our rows the server's rows are, with the facts that no domain column holds, as one row for each licence.

`facts` are the licence's own. `rows` has the other tables as columns, so that no name is written twice, by key:
`{"license_licenseexportitemmodel": {"key": ["1", "2"], "id": [7, 8], "server_serial_number": [1, 2]}}`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from project.ge_sync.comparing.mapping import COLUMNS, LICENSE
from project.ge_sync.comparing.state import Place, Row

# The facts of each table; those of one without are its rows alone, and need no link.
FACTS = {
    table: tuple(column for column, field in columns.items() if field.is_fact) for table, columns in COLUMNS.items()
}
_KEY, _ID = "key", "id"
_key_of = itemgetter(0)


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
            table: dict(_columns(table, sorted(some, key=_key_of), ids))
            for table, some in of_table.items()
            if FACTS[table]
        },
    )


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


def _columns(table: str, rows: list[tuple[str, Row]], ids: Mapping[Place, int]) -> Iterator[tuple[str, list[Any]]]:
    yield _KEY, [key for key, _ in rows]
    yield _ID, [ids[table, key] for key, _ in rows]
    for name in FACTS[table]:
        values = [row.get(name) for _, row in rows]
        if values.count(None) < len(values):
            yield name, values
