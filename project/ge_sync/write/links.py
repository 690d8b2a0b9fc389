"""What the sync keeps of an applied document: links to our rows with their facts, and the licence's own row."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from project.ge_sync.comparing.compare import Compared
from project.ge_sync.comparing.links import Packed, packed
from project.ge_sync.comparing.mapping import DISPUTED, MISSING
from project.ge_sync.comparing.state import Place, Row
from project.ge_sync.models import ServerRows, State, SyncedLicense
from project.ge_sync.reporting.freshness import DUE_AFTER
from project.ge_sync.write.insert import insert
from project.ge_sync.write.update import update


def packed_links(one: Compared, ids: Mapping[Place, int]) -> Packed:
    """The links of a licence that was compared, with the ids of its rows."""
    return packed(_linked(one), ids)


def write_links(
    compared: Sequence[Compared], links: Mapping[str, Packed], license_ids: Mapping[str, int], *, now: datetime
) -> None:
    """Remember these documents as the ones applied; links and ids by licence number."""
    _write_synced(compared, license_ids, now=now)
    new: list[dict[str, Any]] = []
    changed: dict[str, dict[str, Any]] = {}
    for one in compared:
        number, stored = one.incoming.license_number, one.ours.links
        if stored is None:
            new.append({"synced_id": number, **links[number]._asdict()})
        elif stored != links[number]:
            changed[number] = links[number]._asdict()
    insert(ServerRows, new, now=now)
    update(ServerRows, changed, now=now)


def _write_synced(compared: Sequence[Compared], license_ids: Mapping[str, int], *, now: datetime) -> None:
    rows: dict[str, dict[str, Any]] = {}
    for one in compared:
        number = one.incoming.license_number
        rows[number] = {
            "license_id": license_ids[number],
            "state": State.SYNCED.value,
            "version": one.incoming.version,
            "updated_at": one.incoming.updated_at,
            "etag": one.incoming.etag,
            "base_id": one.incoming.sha256,
            "unsaid": one.unsaid,
            "checked_at": now,
            "applied_at": now,
            "next_due": now + DUE_AFTER,
            "missing_rows": 0 if one.is_new else sum(_waits(row) for row in one.difference.rows.values()),
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


def _linked(one: Compared) -> Iterable[tuple[Place, Row]]:
    """The rows that the server knows, or knew."""
    if one.is_new:
        return one.difference.rows.items()
    listed, before = one.incoming.state.rows, one.ours.state.linked
    return [(place, row) for place, row in one.difference.rows.items() if place in listed or place in before]
