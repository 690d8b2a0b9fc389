"""How a licence ended in a run: values first, then rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from project.ge_sync.comparing.changes import Operation
from project.ge_sync.comparing.compare import Compared
from project.ge_sync.comparing.mapping import LICENSE
from project.ge_sync.comparing.state import as_scalar
from project.ge_sync.errors import (
    BadAnswer,
    ContractViolation,
    CursorExpired,
    GEError,
    GERefused,
    GEUnavailable,
    shorten,
)
from project.ge_sync.models import Change as ChangeRow
from project.ge_sync.models import Conflict, Ending, LicenseOutcome, State, SyncedLicense
from project.ge_sync.reporting.freshness import DUE_AFTER
from project.ge_sync.write.insert import insert
from project.ge_sync.write.update import update

NOT_SYNCED = {
    Ending.QUARANTINED: State.QUARANTINED,
    Ending.FAILED: State.FAILED,
    Ending.GONE: State.GONE,
}
_QUARANTINE_STATUSES = (400, 422)
_RECORDED = ("license_number", "outcome", "code", "path", "expected", "got", "payload_sha256")
# The licence was not looked at, so nothing new is known of it.
CHUNK_FAILED, UNAVAILABLE = "chunk_failed", "unavailable"
NOT_REACHED = (CHUNK_FAILED, UNAVAILABLE)
# What came was looked at, and waits for a person.
NEEDS_APPROVAL = "needs_approval"
# A number that somebody typed, and that isn't known here either, is nothing to ask for every night.
NOT_FOUND = "license_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The end of one licence, with the reason where there is one.

    `ended_at` (the server's clock) and `ended_version` are known of most that are gone.
    """

    license_number: str
    outcome: Ending
    code: str = ""
    path: str = ""
    expected: str = ""
    got: str = ""
    payload_sha256: str = ""
    ended_at: datetime | None = None
    ended_version: int | None = None


def ended_by(license_number: str, error: GEError, *, payload_sha256: str = "") -> Ended:
    """What an error about one licence means for it: quarantine for bad data, gone, or failed for now."""
    reason: dict[str, Any] = {"got": shorten(str(error), 255)}
    outcome, code = Ending.FAILED, UNAVAILABLE
    if isinstance(error, ContractViolation):
        outcome, code = Ending.QUARANTINED, "contract_violation"
        reason = {"path": shorten(error.path, 255), "expected": shorten(error.expected, 255), "got": error.got}
    elif isinstance(error, BadAnswer):
        outcome, code = Ending.QUARANTINED, "bad_answer"
    elif isinstance(error, GERefused):
        code = "access_lost" if error.status == 403 else error.code
        # By its code: a cursor has no place here, and a page that some machine in between lacks is no end.
        if error.status == 410 and not (isinstance(error, CursorExpired) or error.code == "http_410"):
            outcome = Ending.GONE
        elif error.status in _QUARANTINE_STATUSES:
            outcome = Ending.QUARANTINED
    return Ended(license_number=license_number, outcome=outcome, code=code, payload_sha256=payload_sha256, **reason)


def refuse_unreached(endings: Iterable[Ended]) -> None:
    """GEUnavailable for a run about one licence, where that one could not be reached: nothing was found out."""
    for ended in endings:
        if ended.code == UNAVAILABLE:
            raise GEUnavailable(ended.got)


def record_endings(run_id: int, endings: Iterable[Ended], *, now: datetime) -> None:
    """One row per licence and run, and the state of those that are not in step."""
    endings = list(endings)
    insert(LicenseOutcome, [_row(run_id, ended) for ended in endings], now=now)
    in_step = [e.license_number for e in endings if e.outcome is Ending.UNCHANGED and not e.code]
    SyncedLicense.objects.filter(pk__in=in_step).update(checked_at=now, next_due=now + DUE_AFTER)
    looked_at = [e for e in endings if e.outcome in NOT_SYNCED and e.code not in (*NOT_REACHED, NEEDS_APPROVAL)]
    _mark_not_synced(looked_at, now=now)


def _row(run_id: int, ended: Ended) -> dict[str, Any]:
    return {"run_id": run_id} | {name: getattr(ended, name) for name in _RECORDED}


def _mark_not_synced(endings: Sequence[Ended], *, now: datetime) -> None:
    rows = {ended.license_number: _standing(ended, now) for ended in endings}
    known = set(SyncedLicense.objects.filter(pk__in=rows).values_list("pk", flat=True))
    unheard_of = {ended.license_number for ended in endings if ended.code == NOT_FOUND}
    new = rows.keys() - known - unheard_of
    insert(SyncedLicense, [{"license_number": number, **rows[number]} for number in sorted(new)], now=now)
    update(SyncedLicense, {number: rows[number] for number in known}, now=now)


def _standing(ended: Ended, now: datetime) -> Mapping[str, Any]:
    """What is known of a licence that isn't in step: due at once, unless it is gone."""
    if ended.outcome is Ending.GONE:
        end = {"ended_at": ended.ended_at, "ended_version": ended.ended_version}
        return {"state": State.GONE.value, "checked_at": now, "next_due": None, **end}
    state = State.ACCESS_LOST if ended.code == "access_lost" else NOT_SYNCED[ended.outcome]
    return {"state": state.value, "checked_at": now, "next_due": now}


def record_history(run_id: int, compared: Sequence[Compared], *, now: datetime) -> None:
    """Every change with its values before and after, and the conflicts a person has to resolve."""
    new = [one for one in compared if one.is_new]
    known = [one for one in compared if not one.is_new]
    insert(ChangeRow, [{"run_id": run_id} | _first_change(one) for one in new], now=now)
    rows = [
        {
            "run_id": run_id,
            "license_number": change.license_number,
            "position": position,
            "table": change.table,
            "key": change.key,
            "operation": change.operation.value,
            "fields": [field.as_json() for field in change.fields],
        }
        for one in known
        for position, change in enumerate(one.difference.changes)
    ]
    insert(ChangeRow, rows, now=now)
    Conflict.objects.bulk_create([row for one in known for row in _conflicts(run_id, one)], ignore_conflicts=True)


def _first_change(one: Compared) -> dict[str, Any]:
    """Of a licence that is wholly new the document says every value: history.py reads them out of it."""
    number = one.incoming.license_number
    return {
        "license_number": number,
        "position": 0,
        "table": LICENSE,
        "key": number,
        "operation": Operation.INSERT.value,
        "document_id": one.incoming.sha256,
    }


def _conflicts(run_id: int, one: Compared) -> list[Conflict]:
    return [
        Conflict(
            run_id=run_id,
            license_number=one.incoming.license_number,
            table=conflict.place[0],
            key=conflict.place[1],
            field=conflict.column,
            ours=_text(as_scalar(conflict.ours)),
            theirs=_text(as_scalar(conflict.theirs)),
            kept=conflict.kept,
        )
        for conflict in one.difference.conflicts
    ]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
