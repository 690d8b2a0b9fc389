"""The levers that end a licence number, and give one out again: its tombstones stay."""

from datetime import datetime, timedelta
from typing import Any

from dev.ge_server.days import Departure
from dev.ge_server.exchange import Answer, ContractError, Request, ok
from dev.ge_server.records import Record, record
from dev.ge_server.world import World

REASONS = ("cancelled", "withdrawn", "merged")


def end(world: World, request: Request) -> Answer:
    """POST {"license_number": ..., "reason": "cancelled", "merged_into": null}: a licence ends now, a version later."""
    asked = request.json_object()
    reason = str(asked.get("reason", "cancelled"))
    if reason not in REASONS:
        raise ContractError(400, "invalid_parameter", f"reason has to be one of {', '.join(REASONS)}.", field="reason")
    with world.store.lock:
        old = _held(world, asked, ended=False)
        stamp = max(world.store.now(), old.stamp)
        made = old.clean_document() | {"version": int(old.version or 0) + 1, "updated_at": stamp}
        departure = Departure(reason, asked.get("merged_into"))
        return _told(
            world.store.put(record(made, number=old.number, index=old.index, stamp=stamp, departure=departure))
        )


def revive(world: World, request: Request) -> Answer:
    """POST {"license_number": ..., "version": 1}: an ended number lives again, a version later unless told.

    It is listed as changed a second after its end at least, so that everybody can tell what came last.
    """
    asked = request.json_object()
    with world.store.lock:
        old = _held(world, asked, ended=True)
        later = datetime.fromisoformat(old.stamp) + timedelta(seconds=1)
        stamp = max(world.store.now(), later.isoformat())
        version = asked.get("version", int(old.version) + 1)
        made = old.document() | {"version": version, "updated_at": stamp}
        world.store.past_ends.append(old)
        return _told(world.store.put(record(made, number=old.number, index=old.index, stamp=stamp, pinned=True)))


def _held(world: World, asked: dict[str, Any], *, ended: bool) -> Record:
    number = str(asked.get("license_number"))
    held = world.store.records.get(number)
    if held is None or bool(held.departure) is not ended:
        state = "ended" if ended else "living"
        raise ContractError(404, "license_not_found", f"There is no {state} licence {number}.")
    return held


def _told(held: Record) -> Answer:
    return ok({"license_number": held.number, "version": held.version, "updated_at": held.stamp})
