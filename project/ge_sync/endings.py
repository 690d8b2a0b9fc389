"""How a licence ended in a run: values first, then rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from project.ge_sync.compare import Compared
from project.ge_sync.errors import BadAnswer, ContractViolation, GEError, GERefused, shorten
from project.ge_sync.models import Change as ChangeRow
from project.ge_sync.models import Conflict, Ending, LicenseOutcome, State, SyncedLicense
from project.ge_sync.state import as_scalar
from project.ge_sync.write.insert import insert
from project.ge_sync.write.update import update

NOT_SYNCED = {
    Ending.QUARANTINED: State.QUARANTINED,
    Ending.FAILED: State.FAILED,
    Ending.GONE: State.GONE,
}
_QUARANTINE_STATUSES = (400, 422)
# The licence was not looked at, so nothing new is known of it.
NOT_LISTED, CHUNK_FAILED, UNAVAILABLE = "not_listed", "chunk_failed", "unavailable"
_NOT_REACHED = (NOT_LISTED, CHUNK_FAILED, UNAVAILABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The end of one licence, with the reason where there is one."""

    license_number: str
    outcome: Ending
    code: str = ""
    path: str = ""
    expected: str = ""
    got: str = ""
    payload_sha256: str = ""


def ended_by(license_number: str, error: GEError, *, payload_sha256: str = "") -> Ended:
    """What an error about one licence means for it: quarantine for bad data, gone, or failed for now."""
    reason: dict[str, str] = {"got": shorten(str(error), 255)}
    outcome, code = Ending.FAILED, UNAVAILABLE
    if isinstance(error, ContractViolation):
        outcome, code = Ending.QUARANTINED, "contract_violation"
        reason = {"path": shorten(error.path, 255), "expected": shorten(error.expected, 255), "got": error.got}
    elif isinstance(error, BadAnswer):
        outcome, code = Ending.QUARANTINED, "bad_answer"
    elif isinstance(error, GERefused):
        code = "access_lost" if error.status == 403 else error.code
        if error.status == 410:
            outcome = Ending.GONE
        elif error.status in _QUARANTINE_STATUSES:
            outcome = Ending.QUARANTINED
    return Ended(license_number=license_number, outcome=outcome, code=code, payload_sha256=payload_sha256, **reason)


def record_endings(run_id: int, endings: Iterable[Ended], *, now: datetime) -> None:
    """One row per licence and run, and the state of those that are not in step."""
    endings = list(endings)
    names = Ended.__dataclass_fields__
    rows = [{name: getattr(ended, name) for name in names} | {"run_id": run_id} for ended in endings]
    insert(LicenseOutcome, rows, now=now)
    in_step = [e.license_number for e in endings if e.outcome is Ending.UNCHANGED and not e.code]
    SyncedLicense.objects.filter(pk__in=in_step).update(checked_at=now)
    _mark_not_synced([e for e in endings if e.outcome in NOT_SYNCED and e.code not in _NOT_REACHED], now=now)


def _mark_not_synced(endings: Sequence[Ended], *, now: datetime) -> None:
    states = {
        e.license_number: State.ACCESS_LOST if e.code == "access_lost" else NOT_SYNCED[e.outcome] for e in endings
    }
    known = set(SyncedLicense.objects.filter(pk__in=states).values_list("pk", flat=True))
    rows = {number: {"state": state.value, "checked_at": now} for number, state in states.items()}
    insert(SyncedLicense, [{"license_number": n, **row} for n, row in rows.items() if n not in known], now=now)
    update(SyncedLicense, {number: rows[number] for number in known}, now=now)


def record_history(run_id: int, compared: Sequence[Compared], *, now: datetime) -> None:
    """Every change with its values before and after, and the conflicts a person has to resolve."""
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
        for one in compared
        for position, change in enumerate(one.difference.changes)
    ]
    insert(ChangeRow, rows, now=now)
    Conflict.objects.bulk_create([row for one in compared for row in _conflicts(run_id, one)], ignore_conflicts=True)


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
