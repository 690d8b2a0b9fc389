"""Which of our rows the server means, where the domain keeps no key of the server's. Pure."""

from dataclasses import replace
from datetime import datetime

from project.ge_sync.comparing.keys import natural_transfer_key
from project.ge_sync.comparing.mapping import EXPORT_ITEM, TRANSFER
from project.ge_sync.comparing.state import LOCAL_KEY, LicenseState, Place, Row


def adopt(ours: LicenseState, theirs: LicenseState, *, first_contact: bool) -> dict[Place, Place]:
    """The new places of rows that had only a local key.

    Transfers are known by who, to whom and when. Export items have nothing of the kind, so at first contact (and only
    then) the first of ours is the server's first: later, a row without a link is one that a person here added.
    """
    if not ours.rows:
        return {}
    found = _transfers(ours, theirs)
    if first_contact:
        free = [place for place in ours.rows if _is_local(place, EXPORT_ITEM)]
        wanted = sorted((int(key), key) for key in theirs.of(EXPORT_ITEM) if (EXPORT_ITEM, key) not in ours.rows)
        found |= {mine: (EXPORT_ITEM, key) for mine, (_, key) in zip(free, wanted, strict=False)}
    return found


def renamed(ours: LicenseState, places: dict[Place, Place]) -> LicenseState:
    """Our state with rows at their new places."""
    return replace(ours, rows={places.get(place, place): row for place, row in ours.rows.items()})


def _transfers(ours: LicenseState, theirs: LicenseState) -> dict[Place, Place]:
    wanted = {_natural(row): (TRANSFER, key) for key, row in theirs.of(TRANSFER).items()}
    found: dict[Place, Place] = {}
    for place, row in ours.rows.items():
        target = wanted.get(_natural(row)) if _is_local(place, TRANSFER) else None
        if target and target not in ours.rows and target not in found.values():
            found[place] = target
    return found


def _natural(row: Row) -> str:
    started = row.get("transfer_initiation_date")
    return natural_transfer_key(
        str(row.get("from_company") or ""),
        str(row.get("to_company") or ""),
        started if isinstance(started, datetime) else None,
    )


def _is_local(place: Place, table: str) -> bool:
    return place[0] == table and place[1].startswith(LOCAL_KEY)
