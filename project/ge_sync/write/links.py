"""What the sync keeps of an applied document: links to our rows with their facts, and the licence's own row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from project.ge_sync.comparing.compare import Compared
from project.ge_sync.comparing.mapping import COLUMNS, DISPUTED, LICENSE, MISSING
from project.ge_sync.comparing.state import Place, Row
from project.ge_sync.models import ServerRow, State, SyncedLicense
from project.ge_sync.reporting.freshness import DUE_AFTER
from project.ge_sync.write.insert import insert
from project.ge_sync.write.update import update

FACTS = {
    table: tuple(column for column, field in columns.items() if field.is_fact) for table, columns in COLUMNS.items()
}


def write_links(compared: Sequence[Compared], ids: Mapping[str, Mapping[Place, int]], *, now: datetime) -> None:
    """Remember these documents as the ones applied."""
    _write_synced(compared, ids, now=now)
    new: list[dict[str, Any]] = []
    changed: dict[int, dict[str, Any]] = {}
    for one in compared:
        number = one.incoming.license_number
        for place, facts in _facts(one):
            link, row_id = one.ours.links.get(place), ids[number][place]
            if link is None:
                row = {"synced_id": number, "table": place[0], "key": place[1], "row_id": row_id, "facts": facts}
                new.append(row)
            elif (link.row_id, link.facts) != (row_id, facts):
                changed[link.id] = {"row_id": row_id, "facts": facts}
    insert(ServerRow, new, now=now)
    update(ServerRow, changed, now=now)
    gone = [link.id for one in compared for place, link in one.ours.links.items() if place not in one.difference.rows]
    if gone:
        ServerRow.objects.filter(pk__in=gone).delete()


def _write_synced(compared: Sequence[Compared], ids: Mapping[str, Mapping[Place, int]], *, now: datetime) -> None:
    rows: dict[str, dict[str, Any]] = {}
    for one in compared:
        number = one.incoming.license_number
        rows[number] = {
            "license_id": ids[number][LICENSE, number],
            "state": State.SYNCED.value,
            "version": one.incoming.version,
            "updated_at": one.incoming.updated_at,
            "etag": one.incoming.etag,
            "base_id": one.incoming.sha256,
            "unsaid": one.unsaid,
            "checked_at": now,
            "applied_at": now,
            "next_due": now + DUE_AFTER,
            "missing_rows": sum(_waits(row) for row in one.difference.rows.values()),
            "ended_at": None,
            "ended_version": None,
        }
    known = {one.incoming.license_number for one in compared if one.ours.synced}
    new = [{"license_number": number, **row} for number, row in rows.items() if number not in known]
    insert(SyncedLicense, new, now=now)
    update(SyncedLicense, {number: rows[number] for number in known}, now=now)


def _waits(row: Row) -> bool:
    """Absent at this check, and the next one decides."""
    return bool(row.get(MISSING)) and not row.get(DISPUTED)


def _facts(one: Compared) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The rows that the server knows, or knew, with their facts."""
    listed, links = one.incoming.state.rows, one.ours.links
    for place, row in one.difference.rows.items():
        names = FACTS[place[0]]
        if names and (place in listed or place in links):
            yield place, {name: value for name in names if (value := row.get(name)) is not None}
